"""A pull request and all that hangs on it, as rows: what is visible at the anchor, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from apps.metrics import factories
from apps.metrics.models import Commit
from apps.metrics.seeding.content import borrowed_description, description, revert_description
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.comments import CommentPlan, plan_comments, review_body
from apps.metrics.seeding.planning.commits import plan_commits
from apps.metrics.seeding.planning.deployments import DeploymentPlan
from apps.metrics.seeding.planning.pull_request import CommitPlan, PullRequestPlan, ReviewPlan, SurveyPlan
from apps.metrics.seeding.planning.wordings import Wordings
from apps.metrics.seeding.specification.usual_work import DEPENDENCIES_LABEL, LABELS_BY_KIND
from seedplot.clock import WeeklyCalendar
from seedplot.plan import Row, WorldRow

FIRST_ISSUE_NUMBER = 101
DRAFT_SHARE = 0.3
"""Of the pull requests that stay open."""
LABEL_COUNTS = (0, 0, 0, 1, 1, 1, 1, 1, 2)


@dataclass(frozen=True)
class TeamRows:
    """The rows that all others refer to, and the story's calendar."""

    calendar: WeeklyCalendar
    team: Row | WorldRow
    members: Mapping[Member, Row | WorldRow]
    new_members: Sequence[Row]
    first_id: int
    jira_project: str

    def issue_key(self, number: int) -> str:
        return f"{self.jira_project}-{FIRST_ISSUE_NUMBER + number}"

    def happened(self, second: int | None) -> bool:
        return second is not None and second < self.calendar.now

    def moment_if_happened(self, second: int | None) -> datetime | None:
        return self.calendar.moment(second) if second is not None and self.happened(second) else None


def pull_request_rows(team: TeamRows, plan: PullRequestPlan) -> list[Row]:
    """The pull request, if it is open by then, followed by its files, commits, checks, reviews, comments and survey."""
    now = team.calendar.now
    if plan.opened >= now:
        return []
    wordings = Wordings(plan.turn, plan.number)
    planned = plan_commits(plan, wordings)
    commits = [commit for commit in planned if commit.second < now]
    reviews = [review for review in plan.reviews if review.second < now]
    comments = [comment for comment in plan_comments(plan, planned, wordings) if comment.second < now]
    row = _pull_request_row(team, plan, planned, commits, reviews, comments, wordings)
    rows = [row]
    rows += _commit_rows(team, plan, row, commits)
    rows += _check_rows(team, plan, row)
    rows += _review_rows(team, plan, row, reviews, planned, wordings)
    rows += _comment_rows(team, row, comments)
    if plan.survey is not None and plan.survey.second < now:
        rows += _survey_rows(team, plan, row, plan.survey)
    return rows


def title(plan: PullRequestPlan) -> str:
    return f'Revert "{plan.reverts.change.title}"' if plan.reverts else plan.change.title


def _pull_request_row(
    team: TeamRows,
    plan: PullRequestPlan,
    planned: list[CommitPlan],
    commits: list[CommitPlan],
    reviews: list[ReviewPlan],
    comments: list[CommentPlan],
    wordings: Wordings,
) -> Row:
    ended = team.happened(plan.ended)
    first_review = reviews[0].second if reviews else None
    seconds = [each.second for group in (commits, reviews, comments) for each in group]
    last = max([plan.opened, *seconds, *([plan.ended] if ended and plan.ended is not None else [])])
    stream = plan.stream.at("row")
    is_draft = stream.should_happen(DRAFT_SHARE) and plan.outcome == "open"
    labels = _labels(plan, stream)
    if plan.lent is not None:
        is_draft, labels = plan.lent.is_draft, list(plan.lent.labels)
    return factories.PullRequestFactory.row(
        stream,
        team=team.team,
        author=team.members[plan.author],
        github_pr_id=team.first_id + plan.number,
        github_repo=plan.repository.name,
        title=title(plan),
        description=_description(plan, planned, wordings),
        area=plan.text.area,
        state=plan.outcome if ended else "open",
        pr_created_at=team.calendar.moment(plan.opened),
        first_commit_at=team.calendar.moment(commits[0].second) if commits else None,
        ready_for_review_at=team.moment_if_happened(plan.ready),
        first_review_at=team.moment_if_happened(first_review),
        approved_at=team.moment_if_happened(_approved(reviews)),
        merged_at=team.moment_if_happened(plan.ended) if plan.outcome == "merged" else None,
        deployed_at=team.moment_if_happened(plan.deployed),
        review_rounds=sum(review.state == "changes_requested" for review in reviews) if reviews else None,
        avg_fix_response_hours=_fix_response_hours(commits, reviews),
        commits_after_first_review=(
            sum(commit.second > first_review for commit in commits) if first_review is not None else None
        ),
        total_comments=len(comments),
        additions=sum(commit.additions for commit in commits),
        deletions=sum(commit.deletions for commit in commits),
        is_revert=plan.reverts is not None,
        is_hotfix=plan.is_hotfix,
        is_draft=is_draft,
        labels=labels,
        is_ai_assisted=plan.is_ai_assisted,
        jira_key=team.issue_key(tracked.number) if (tracked := plan.reverts or plan).has_issue else "",
        synced_at=team.calendar.anchor,
        updated_at=team.calendar.moment(last),
        **({} if plan.lent is None else {"source": "github"}),
    )


def _description(plan: PullRequestPlan, commits: list[CommitPlan], wordings: Wordings) -> str:
    """The author's words at the opening, with all files in mind that the work will touch."""
    pick = wordings.pick("description")
    if plan.reverts is not None:
        return revert_description(plan.reverts.change, pick)
    paths = [file.path for commit in commits for file in commit.files]
    if plan.lent is not None:
        return borrowed_description(plan.change, paths, pick)
    return description(plan.change, paths, plan.lines, pick)


def _approved(reviews: list[ReviewPlan]) -> int | None:
    """The second of the last approval."""
    return max([review.second for review in reviews if review.state == "approved"], default=None)


def _labels(plan: PullRequestPlan, stream: MetricsRandom) -> list[str]:
    """The last draws of the stream: the number of labels, and as many of them."""
    known = LABELS_BY_KIND[plan.text.kind]
    if plan.text.touches == "dependencies":
        known = (DEPENDENCIES_LABEL,)
    return stream.sample(known, min(len(known), stream.choice(LABEL_COUNTS)))


def _fix_response_hours(commits: list[CommitPlan], reviews: list[ReviewPlan]) -> Decimal | None:
    """The mean time from a request for changes to the next commit, over those that were answered by one."""
    waits = [
        min(later) - review.second
        for review in reviews
        if review.state == "changes_requested"
        and (later := [commit.second for commit in commits if commit.second > review.second])
    ]
    if not waits:
        return None
    return (Decimal(sum(waits)) / len(waits) / 3600).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _commit_rows(team: TeamRows, plan: PullRequestPlan, row: Row, commits: list[CommitPlan]) -> Iterator[Row]:
    author = team.members[plan.author]
    for commit in commits:
        committed = team.calendar.moment(commit.second)
        yield factories.CommitFactory.row(
            commit.stream,
            team=team.team,
            github_repo=plan.repository.name,
            author=author,
            message=commit.message,
            committed_at=committed,
            additions=commit.additions,
            deletions=commit.deletions,
            pull_request=row,
        )
        for file in commit.files:
            yield factories.PRFileFactory.row(
                file.stream,
                team=team.team,
                pull_request=row,
                filename=file.path,
                status=file.status,
                additions=file.additions,
                deletions=file.deletions,
                file_category=file.category,
                created_at=committed,
            )


def _check_rows(team: TeamRows, plan: PullRequestPlan, row: Row) -> Iterator[Row]:
    opened, now = plan.opened, team.calendar.now
    for check in plan.checks:
        start = opened + check.delay_seconds
        end = start + check.duration_seconds
        if start >= now:
            continue
        started = team.calendar.moment(start)
        completed = team.calendar.moment(end) if end < now else None
        yield factories.PRCheckRunFactory.row(
            check.stream,
            team=team.team,
            pull_request=row,
            name=check.name,
            status="completed" if completed else "in_progress",
            conclusion=check.conclusion if completed else None,
            started_at=started,
            duration_seconds=check.duration_seconds if completed else None,
            completed_at=completed,
            updated_at=completed or started,
        )


def _review_rows(
    team: TeamRows,
    plan: PullRequestPlan,
    row: Row,
    reviews: list[ReviewPlan],
    commits: list[CommitPlan],
    wordings: Wordings,
) -> Iterator[Row]:
    path = next((file.path for commit in commits[:1] for file in commit.files), "")
    for review in reviews:
        yield factories.PRReviewFactory.row(
            review.stream,
            team=team.team,
            pull_request=row,
            reviewer=team.members[review.reviewer],
            state=review.state,
            body=review_body(plan, review, path, wordings),
            submitted_at=team.calendar.moment(review.second),
        )


def _comment_rows(team: TeamRows, row: Row, comments: list[CommentPlan]) -> Iterator[Row]:
    previous: Row | None = None
    for comment in comments:
        made = factories.PRCommentFactory.row(
            comment.stream,
            team=team.team,
            pull_request=row,
            author=team.members[comment.author],
            body=comment.body,
            comment_type="review" if comment.path else "issue",
            path=comment.path,
            line=comment.line,
            in_reply_to_id=previous.github_comment_id if previous and comment.is_reply else None,
            comment_created_at=team.calendar.moment(comment.second),
        )
        yield made
        previous = made


def _survey_rows(team: TeamRows, plan: PullRequestPlan, row: Row, survey: SurveyPlan) -> Iterator[Row]:
    """The survey, and the answers that have come in."""
    answered = team.moment_if_happened(survey.author_second)
    made = factories.PRSurveyFactory.row(
        survey.stream,
        team=team.team,
        pull_request=row,
        author=team.members[plan.author],
        # Unique over all teams, so that one story can be told in two of them.
        token=survey.stream.at("token", team.team.slug).hexadecimal(64),
        author_ai_assisted=plan.is_ai_assisted if answered else None,
        author_responded_at=answered,
        created_at=team.calendar.moment(survey.second),
    )
    yield made
    for answer in survey.answers:
        if team.happened(answer.second):
            yield factories.PRSurveyReviewFactory.row(
                answer.stream,
                team=team.team,
                survey=made,
                reviewer=team.members[answer.reviewer],
                quality_rating=answer.quality_rating,
                ai_guess=plan.is_ai_assisted == answer.guess_correct,
                guess_correct=answer.guess_correct,
                responded_at=team.calendar.moment(answer.second),
            )


def deployment_rows(
    team: TeamRows, deployments: Iterable[DeploymentPlan], made: Mapping[PullRequestPlan, Sequence[Row]]
) -> Iterator[Row]:
    """The deployments so far; `made` are the rows of each pull request, with the commit that is released."""
    for deployment in deployments:
        if team.happened(deployment.second):
            pull_request, *parts = made[deployment.released]
            last = [row for row in parts if row.shape_.model is Commit][-1]
            yield factories.DeploymentFactory.row(
                deployment.stream,
                team=team.team,
                github_repo=deployment.released.repository.name,
                environment=deployment.environment,
                status=deployment.status,
                creator=team.members[deployment.by.author],
                deployed_at=team.calendar.moment(deployment.second),
                pull_request=pull_request,
                sha=last.github_sha,
            )

"""A pull request and all that hangs on it, as rows: what is visible at the anchor, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from apps.metrics import factories
from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.files import CommitPlan, plan_commits
from apps.metrics.seeding.planning.pull_request import PullRequestPlan, ReviewPlan
from apps.metrics.seeding.planning.worktime import between
from apps.metrics.seeding.texts import (
    LABELS_BY_KIND,
    approval_comment,
    author_reply,
    change_request_comment,
    remark_comment,
)
from seedplot.clock import WeeklyCalendar
from seedplot.plan import Row, WorldRow

FIRST_ISSUE_NUMBER = 101


@dataclass(frozen=True)
class TeamRows:
    """The rows that all others refer to, and the story's calendar."""

    calendar: WeeklyCalendar
    team: Row | WorldRow
    members: Mapping[Member, Row]
    first_id: int
    jira_project: str

    def issue_key(self, number: int) -> str:
        return f"{self.jira_project}-{FIRST_ISSUE_NUMBER + number}"

    def happened(self, second: int | None) -> bool:
        return second is not None and second < self.calendar.now

    def moment(self, second: int) -> datetime:
        return self.calendar.moment(second)

    def moment_if_happened(self, second: int | None) -> datetime | None:
        return self.moment(second) if second is not None and self.happened(second) else None


@dataclass(frozen=True)
class CommentPlan:
    """A comment before it is a row; `at` names its stream."""

    author: Member
    second: int
    body: str
    at: tuple[str | int, ...]
    path: str = ""
    line: int | None = None
    in_reply_to: tuple[str | int, ...] | None = None


def pull_request_rows(team: TeamRows, plan: PullRequestPlan) -> Iterator[Row]:
    """The pull request, if it is open by then, followed by its files, commits, checks, reviews, comments and survey."""
    if not team.happened(plan.opened):
        return
    commits = [commit for commit in plan_commits(plan) if team.happened(commit.second)]
    reviews = [review for review in plan.reviews if team.happened(review.second)]
    comments = [comment for comment in _comments(plan, commits) if team.happened(comment.second)]
    row = _pull_request_row(team, plan, commits, reviews, comments)
    yield row
    yield from _commit_rows(team, plan, row, commits)
    yield from _check_rows(team, plan, row)
    for review in reviews:
        submitted = team.moment(review.second)
        yield factories.PRReviewFactory.row(
            plan.stream.at("review", *review.reviewer.key, review.round),
            team=team.team,
            pull_request=row,
            reviewer=team.members[review.reviewer],
            state=review.state,
            submitted_at=submitted,
        )
    yield from _comment_rows(team, plan, row, comments)
    if plan.answers is not None and team.happened(plan.survey_second):
        yield from _survey_rows(team, plan, row)
    if plan.is_deployed:
        yield from _deployment_rows(team, plan, row, commits)


def title(plan: PullRequestPlan) -> str:
    return f'Revert "{plan.reverts.change.title}"' if plan.reverts else plan.change.title


def _pull_request_row(
    team: TeamRows,
    plan: PullRequestPlan,
    commits: list[CommitPlan],
    reviews: list[ReviewPlan],
    comments: list[CommentPlan],
) -> Row:
    ended = team.happened(plan.ended)
    first_review = reviews[0].second if reviews else None
    files = [file for commit in commits for file in commit.files]
    seconds = [each.second for group in (commits, reviews, comments) for each in group]
    last = max([plan.opened, *seconds, *([plan.ended] if ended and plan.ended is not None else [])])
    return factories.PullRequestFactory.row(
        plan.stream.at("row"),
        team=team.team,
        author=team.members[plan.author],
        github_pr_id=team.first_id + plan.number,
        github_repo=plan.repository.name,
        title=title(plan),
        state=plan.outcome if ended else "open",
        pr_created_at=team.moment(plan.opened),
        first_review_at=team.moment_if_happened(first_review),
        merged_at=team.moment_if_happened(plan.ended) if plan.outcome == "merged" else None,
        review_rounds=sum(review.state == "changes_requested" for review in reviews) if reviews else None,
        avg_fix_response_hours=_fix_response_hours(commits, reviews),
        commits_after_first_review=(
            sum(commit.second > first_review for commit in commits) if first_review is not None else None
        ),
        total_comments=len(comments),
        additions=sum(file.additions for file in files),
        deletions=sum(file.deletions for file in files),
        is_revert=plan.reverts is not None,
        is_hotfix=plan.is_hotfix,
        is_draft=plan.outcome == "open" and plan.stream.at("draft").should_happen(0.3),
        labels=_labels(plan),
        is_ai_assisted=plan.is_ai_assisted,
        jira_key=team.issue_key(tracked.number) if (tracked := plan.reverts or plan).has_issue else "",
        synced_at=team.calendar.anchor,
        updated_at=team.moment(last),
    )


def _labels(plan: PullRequestPlan) -> list[str]:
    stream = plan.stream.at("labels")
    known = LABELS_BY_KIND[plan.change.kind]
    return stream.sample(known, min(len(known), stream.weighted_choice({0: 3, 1: 5, 2: 1})))


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
    for commit in commits:
        committed = team.moment(commit.second)
        yield factories.CommitFactory.row(
            plan.stream.at("commit", commit.number),
            team=team.team,
            github_repo=plan.repository.name,
            author=team.members[plan.author],
            message=commit.message,
            committed_at=committed,
            additions=sum(file.additions for file in commit.files),
            deletions=sum(file.deletions for file in commit.files),
            pull_request=row,
        )
        for file in commit.files:
            yield factories.PRFileFactory.row(
                plan.stream.at("file", file.path),
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
    for check in plan.checks:
        stream = plan.stream.at("check", check.name)
        started = plan.opened + stream.at("start").randint(60, 600)
        if not team.happened(started):
            continue
        duration = stream.at("duration").randint(120, 900)
        completed = team.moment_if_happened(started + duration)
        yield factories.PRCheckRunFactory.row(
            stream,
            team=team.team,
            pull_request=row,
            name=check.name,
            status="completed" if completed else "in_progress",
            conclusion=check.conclusion if completed else None,
            started_at=team.moment(started),
            duration_seconds=duration if completed else None,
            completed_at=completed,
            updated_at=completed or team.moment(started),
        )


def _comments(plan: PullRequestPlan, commits: list[CommitPlan]) -> Iterator[CommentPlan]:
    """What reviewers and author write, review by review: remarks on files, replies to requests, a word of approval."""
    paths = [file.path for commit in commits[:1] for file in commit.files]
    ends = [*(review.second for review in plan.reviews[1:]), None]
    for review, next_second in zip(plan.reviews, ends, strict=True):
        at = ("comment", *review.reviewer.key, review.round)
        stream = plan.stream.at(*at)
        if review.state == "approved":
            if stream.at("says something").should_happen(0.45):
                body = approval_comment(plan.text, stream.at("body").choice)
                yield CommentPlan(review.reviewer, review.second, body, at)
            continue
        if not paths:
            continue
        asks = review.state == "changes_requested"
        count = stream.at("count").weighted_choice({1: 3, 2: 2}) if asks else 1
        for number in range(count):
            comment_stream = stream.at(number)
            path = comment_stream.at("path").choice(paths)
            write = change_request_comment if asks else remark_comment
            body = write(plan.text, path, comment_stream.at("body").choice)
            line = comment_stream.at("line").randint(4, 180)
            yield CommentPlan(review.reviewer, review.second, body, (*at, number), path, line)
            replied = _reply_second(plan, review, next_second, number)
            if asks and replied is not None:
                reply = author_reply(plan.text, comment_stream.at("reply").choice)
                yield CommentPlan(plan.author, replied, reply, (*at, number, "reply"), path, line, (*at, number))


def _reply_second(plan: PullRequestPlan, review: ReviewPlan, next_second: int | None, number: int) -> int | None:
    """When the author answers: before the next review, or before the end; not at all where nothing follows."""
    until = next_second or plan.ended
    if until is None:
        return None
    fraction = plan.stream.at("reply", *review.reviewer.key, review.round, number).uniform(0.1, 0.5)
    return between(review.second, until, fraction)


def _comment_rows(team: TeamRows, plan: PullRequestPlan, row: Row, comments: list[CommentPlan]) -> Iterator[Row]:
    ids: dict[tuple[str | int, ...], int] = {}
    for comment in comments:
        made = factories.PRCommentFactory.row(
            plan.stream.at(*comment.at),
            team=team.team,
            pull_request=row,
            author=team.members[comment.author],
            body=comment.body,
            comment_type="review" if comment.path else "issue",
            path=comment.path,
            line=comment.line,
            in_reply_to_id=None if comment.in_reply_to is None else ids[comment.in_reply_to],
            comment_created_at=team.moment(comment.second),
        )
        ids[comment.at] = made.github_comment_id
        yield made


def _survey_rows(team: TeamRows, plan: PullRequestPlan, row: Row) -> Iterator[Row]:
    """The survey, which its author answers on the same day, and the answers that have come in."""
    stream = plan.stream.at("survey row")
    answered = team.moment_if_happened(plan.survey_second + stream.at("author").randint(120, 3600))
    survey = factories.PRSurveyFactory.row(
        stream,
        team=team.team,
        pull_request=row,
        author=team.members[plan.author],
        # Unique over all teams, so that one story can be told in two of them.
        token=stream.at("token", team.team.slug).hexadecimal(64),
        author_ai_assisted=plan.is_ai_assisted if answered else None,
        author_responded_at=answered,
        created_at=team.moment(plan.survey_second),
    )
    yield survey
    for answer in plan.answers or ():
        if team.happened(answer.second):
            yield factories.PRSurveyReviewFactory.row(
                plan.stream.at("answer row", *answer.reviewer.key),
                team=team.team,
                survey=survey,
                reviewer=team.members[answer.reviewer],
                quality_rating=answer.quality_rating,
                ai_guess=plan.is_ai_assisted == answer.guess_correct,
                guess_correct=answer.guess_correct,
                responded_at=team.moment(answer.second),
            )


def _deployment_rows(team: TeamRows, plan: PullRequestPlan, row: Row, commits: list[CommitPlan]) -> Iterator[Row]:
    stream = plan.stream.at("deployment")
    assert plan.ended is not None  # only merges are deployed
    deployed = plan.ended + stream.at("delay").randint(300, 3000)
    if team.happened(deployed):
        yield factories.DeploymentFactory.row(
            stream,
            team=team.team,
            github_repo=plan.repository.name,
            creator=team.members[plan.author],
            deployed_at=team.moment(deployed),
            pull_request=row,
            sha=plan.stream.at("commit", commits[-1].number, "github_sha").hexadecimal(40),
        )

"""What the promises measure in a team's rows: offenders, or how far the rows lie from what the scenario states.

Measures know nothing of how the rows were planned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from apps.metrics.seeding.weekly_metrics_calculator import (
    MemberWeek,
    MergedPullRequest,
    RatedAnswer,
    ResolvedIssue,
    SurveyResponse,
    calculate_weekly_metrics,
)
from seedplot.quotas import rounded

if TYPE_CHECKING:
    from apps.metrics.models import PullRequest
    from apps.metrics.seeding.evidence import StoryEvidence, TeamEvidence

FIGURES: dict[str, Callable[[Any], list[float | None]]] = {
    "ai_share": lambda team: team.ai_share(),
    "cycle_time_hours": lambda team: team.weekly("cycle_time_hours"),
    "review_time_hours": lambda team: team.weekly("review_time_hours"),
    "quality": lambda team: team.quality(),
}
LEAD_SHARE = 0.60
"""What the bottleneck reviewer writes of all reviews."""
FEWEST_ANSWERS = 4
"""An archetype's share of right guesses is promised from so many answers on."""


def out_of_order(team: TeamEvidence) -> list[str]:
    """Rows whose moments contradict each other, or lie after the anchor, or hours that are no differences."""
    return [
        *_disordered_pull_requests(team),
        *_outside_their_pull_request(team),
        *(f"issue {row.jira_key}" for row in team.issues if row.resolved_at and row.resolved_at < row.issue_created_at),
    ]


def _disordered_pull_requests(team: TeamEvidence) -> Iterator[str]:
    for row in team.pull_requests.values():
        moments = [each for each in (row.pr_created_at, row.first_review_at, row.merged_at) if each is not None]
        ordered = all(earlier < later for earlier, later in pairwise(moments))
        reviewed = row.merged_at is None or row.first_review_at is not None
        merged = (row.state == "merged") == (row.merged_at is not None)
        hours = _hours(row, "merged_at") == row.cycle_time_hours
        waits = _hours(row, "first_review_at") == row.review_time_hours
        if not (ordered and reviewed and merged and hours and waits and moments[-1] < team.anchor):
            yield f"pull request {row.pk}"


def _hours(row: PullRequest, column: str) -> Decimal | None:
    from apps.metrics.factories import hours_between

    moment = getattr(row, column)
    return None if moment is None else hours_between(row.pr_created_at, moment)


def _outside_their_pull_request(team: TeamEvidence) -> Iterator[str]:
    """Reviews, comments, checks and commits before the opening, or after the merge or the anchor."""
    children: tuple[tuple[str, Sequence[Any], str], ...] = (
        ("review", team.reviews, "submitted_at"),
        ("comment", team.comments, "comment_created_at"),
        ("check run", team.check_runs, "started_at"),
        ("check run", [row for row in team.check_runs if row.completed_at], "completed_at"),
        ("commit", team.commits, "committed_at"),
    )
    for what, rows, column in children:
        for row in rows:
            owner = team.pull_requests[row.pull_request_id]
            if not owner.pr_created_at < getattr(row, column) < (owner.merged_at or team.anchor):
                yield f"{what} {row.pk}"
    firsts: dict[int, object] = {}
    for review in sorted(team.reviews, key=lambda each: each.submitted_at):
        firsts.setdefault(review.pull_request_id, review.submitted_at)
    for owner in team.pull_requests.values():
        if owner.first_review_at != firsts.get(owner.pk):
            yield f"first review of pull request {owner.pk}"


def own_reviews(team: TeamEvidence) -> list[str]:
    """Who reviewed or answered for themselves, and merges whose last decisive review is no approval."""
    offenders = [
        f"review {row.pk}"
        for row in team.reviews
        if row.reviewer_id == team.pull_requests[row.pull_request_id].author_id
    ]
    offenders += [f"answer {row.pk}" for row in team.answers if row.reviewer_id == team.pull_request_of(row).author_id]
    decisive: dict[int, str] = {}
    for review in sorted(team.reviews, key=lambda each: each.submitted_at):
        if review.state != "commented":
            decisive[review.pull_request_id] = review.state
    merged = (row for row in team.pull_requests.values() if row.state == "merged")
    return offenders + [f"pull request {row.pk}" for row in merged if decisive.get(row.pk) != "approved"]


def wrong_weekly_metrics(team: TeamEvidence) -> list[str]:
    """Weekly aggregates that are not what the raw rows say, in any column, or that are missing or too many."""
    expected = {(week.member, week.week_start): week for week in _weeks_from_raw_rows(team)}
    offenders = []
    for row in team.weekly_metrics:
        week = expected.pop((row.member_id, row.week_start), None)
        columns = [name for name in week.__dataclass_fields__ if name != "member"] if week else []
        wrong = [name for name in columns if getattr(row, name) != getattr(week, name)]
        if week is None or wrong:
            offenders.append(f"{wrong[0] if wrong else 'row'} of {row.week_start} (weekly metrics {row.pk})")
    return offenders + [f"missing row of {monday}" for _, monday in expected]


def _weeks_from_raw_rows(team: TeamEvidence) -> list[MemberWeek]:
    commits = Counter(row.pull_request_id for row in team.commits)
    merged: dict[int, Any] = {row.pk: row for row in team.pull_requests.values() if row.merged_at is not None}
    surveys = {row.pk: row for row in team.surveys.values() if row.pull_request_id in merged}
    return calculate_weekly_metrics(
        [member.pk for member in team.members],
        tz=team.zone,
        pull_requests=[
            MergedPullRequest(
                row.author_id,
                row.merged_at,
                row.cycle_time_hours,
                row.review_time_hours,
                row.additions,
                row.deletions,
                row.is_revert,
                row.is_hotfix,
                row.is_ai_assisted,
                commits[row.pk],
            )
            for row in merged.values()
        ],
        survey_responses=[
            SurveyResponse(row.author_id, merged[row.pull_request_id].merged_at, row.author_responded_at is not None)
            for row in surveys.values()
        ],
        answers=[
            RatedAnswer(
                owner.author_id,
                owner.merged_at,
                row.reviewer_id,
                row.quality_rating,
                row.guess_correct,
                row.responded_at,
            )
            for row in team.answers
            if row.survey_id in surveys
            for owner in [merged[surveys[row.survey_id].pull_request_id]]
        ],
        issues=[
            ResolvedIssue(row.assignee_id, row.resolved_at, row.story_points)
            for row in team.issues
            if row.resolved_at is not None
        ],
    )


def ai_share_error(team: StoryEvidence) -> float:
    """How many pull requests the AI-assisted ones of a full week lie from the scenario's rate, at worst."""
    errors = []
    for week in team.full_weeks:
        merged = team.merged_by_week.get(week, [])
        rate = float(team.scenario.get_weekly_params(week)["ai_adoption_rate"])
        errors.append(abs(sum(bool(row.is_ai_assisted) for row in merged) - rate * len(merged)))
    return max(errors)


def ai_contradictions(team: TeamEvidence) -> list[str]:
    """Surveys that contradict their pull request, and weeks with AI-assisted work but no use of a tool."""
    offenders = [
        f"survey {row.pk}"
        for row in team.surveys.values()
        if row.author_responded_at is not None
        and row.author_ai_assisted != team.pull_requests[row.pull_request_id].is_ai_assisted
    ]
    used = {(row.member_id, (row.date - team.first_monday).days // 7) for row in team.ai_usage}
    # A day's use is summed up when the day is over, so what happened on the anchor's own day is not told yet.
    needed = {
        (row.author_id, team.counted_week(row)): row
        for row in team.pull_requests.values()
        if row.is_ai_assisted and (row.merged_at or row.pr_created_at).astimezone(team.zone).date() < team.today
    }
    return offenders + [f"AI usage around pull request {row.pk}" for key, row in needed.items() if key not in used]


def mean_error(figure: str, param: str) -> Callable[[StoryEvidence], float | None]:
    def error(team: StoryEvidence) -> float | None:
        """How far the mean of a full week lies from the scenario's value, at worst, in percent of it."""
        errors = []
        for week, mean in zip(team.full_weeks, FIGURES[figure](team), strict=True):
            target = float(team.scenario.get_weekly_params(week)[param])  # type: ignore[literal-required]
            if mean is None:
                return None
            errors.append(100 * abs(mean - target) / target)
        return max(errors)

    return error


def quality_error(team: StoryEvidence) -> float:
    """How far a full week's mean rating lies from the scenario's, beyond what its number of answers forces."""
    errors = [0.0]
    for week, mean in zip(team.full_weeks, team.quality(), strict=True):
        count = len(team.answers_by_week.get(week, ()))
        if mean is None:
            continue
        target = float(team.scenario.get_weekly_params(week)["quality_rating"])
        nearest = abs(rounded(target, count) / count - target)
        errors.append(0.0 if abs(mean - target) <= nearest + 1e-9 else abs(mean - target))
    return max(errors)


def revert_error(team: StoryEvidence) -> float:
    """How many rows the running total of reverts lies from its quota after a full week, at worst."""
    due = found = worst = 0.0
    for week in team.full_weeks:
        merged = team.merged_by_week.get(week, [])
        due += float(team.scenario.get_weekly_params(week)["revert_rate"]) * len(merged)
        found += sum(row.is_revert for row in merged)
        worst = max(worst, abs(found - due))
    return worst


def check_error(team: StoryEvidence) -> float:
    """The same for checks that passed, by the week in which their pull request opened."""
    passed: Counter[int] = Counter()
    count: Counter[int] = Counter()
    for row in team.check_runs:
        week = team.week(team.pull_requests[row.pull_request_id].pr_created_at)
        count[week] += 1
        passed[week] += row.conclusion == "success"
    due = found = worst = 0.0
    for week in team.full_weeks:
        due += float(team.scenario.get_weekly_params(week)["ci_pass_rate"]) * count[week]
        found += passed[week]
        worst = max(worst, abs(found - due))
    return worst


def open_error(team: StoryEvidence) -> float:
    """How many pull requests that stay open lie between a week's openings and the scenario's share, at worst.

    Of the last full week, some may merge yet: there only a lack counts.
    """
    errors = []
    for week in team.full_weeks:
        opened = team.opened_by_week.get(week, [])
        wanted = team.scenario.get_pr_state_distribution(week)["open"] * len(opened)
        excess = sum(row.state == "open" for row in opened) - wanted
        errors.append(max(0.0, -excess) if week == team.full_weeks[-1] else abs(excess))
    return max(errors)


def wrong_volumes(team: StoryEvidence) -> list[str]:
    """Members with more or fewer pull requests in a week than their archetype has; the last full week aside."""
    ranges = {each.name: team.scenario.pull_request_range(each) for each in team.scenario.get_member_archetypes()}
    counts = Counter((row.author_id, team.counted_week(row)) for row in team.pull_requests.values())
    offenders = []
    for member in team.members:
        low, high = ranges.get(team.archetypes.get(member.pk, ""), (0, 0))
        for week in team.full_weeks[:-1]:
            if not low <= counts[member.pk, week] <= high:
                offenders.append(f"{counts[member.pk, week]} by member {member.pk} in week {week}")
    return offenders


def wrong_sums(team: TeamEvidence) -> list[str]:
    """Pull requests whose lines are not those of their files, or of their commits."""
    offenders = []
    parts: tuple[Sequence[Any], ...] = (team.files, team.commits)
    for rows in parts:
        sums: Counter[tuple[int, str]] = Counter()
        for row in rows:
            sums[row.pull_request_id, "additions"] += row.additions
            sums[row.pull_request_id, "deletions"] += row.deletions
        offenders += [
            f"pull request {row.pk}"
            for row in team.pull_requests.values()
            if (sums[row.pk, "additions"], sums[row.pk, "deletions"]) != (row.additions, row.deletions)
        ]
    return offenders


def repeated_titles(team: TeamEvidence) -> list[str]:
    titles = Counter(row.title for row in team.pull_requests.values())
    return [title for title, count in titles.items() if count > 1]


def wrongly_lent(team: TeamEvidence) -> list[str]:
    """Titles of pull requests that pass for real ones and do not say what the real one says.

    One that is still open at the anchor may lack commits and remarks that come later.
    """
    files = Counter(row.pull_request_id for row in team.files)
    commits = Counter(row.pull_request_id for row in team.commits)
    remarks = Counter(row.pull_request_id for row in team.comments if row.comment_type == "review")
    wrong = []
    for row in team.pull_requests.values():
        real = team.lent.get(row.title)
        if (real is not None) != (row.source == row.Source.GITHUB):
            wrong.append(row.title)
        elif real is not None:
            figures = (row.additions, row.deletions, files[row.pk], commits[row.pk], remarks[row.pk])
            theirs = (
                real.additions,
                real.deletions,
                real.files_changed,
                real.commits_count,
                real.review_comments_count,
            )
            is_settled = row.state != row.State.OPEN
            if (row.is_draft, row.labels) != (real.is_draft, list(real.labels)) or (is_settled and figures != theirs):
                wrong.append(row.title)
    return wrong


def lent_error(team: TeamEvidence) -> float:
    """How many percentage points the share of real pull requests lies from what is wanted.

    Nothing is missing where there were fewer and all are used; a draft is not, if nothing stays unmerged.
    """
    there = len(team.pull_requests)
    lent = sum(row.source == row.Source.GITHUB for row in team.pull_requests.values())
    error = 100 * abs(lent / max(1, there) - team.lent_share)
    is_short = lent < team.lent_share * there
    usable = sum(not real.is_draft for real in team.lent.values())
    return 0.0 if is_short and lent >= usable else error


def review_state_error(team: StoryEvidence) -> float:
    """How many percentage points the share of a review state in the full weeks lies from the scenario's, at worst."""
    reviews = [review for week in team.full_weeks for review in team.reviews_by_week.get(week, ())]
    shares = team.scenario.get_review_state_distribution(0)
    counts = Counter(review.state for review in reviews)
    return max(abs(100 * counts[state] / max(1, len(reviews)) - 100 * share) for state, share in shares.items())


def accuracy_error(team: StoryEvidence) -> float:
    """How many points an author archetype's share of right guesses lies outside its range, at worst."""
    worst = 0.0
    for archetype in {each.name: None for each in team.scenario.get_member_archetypes()}:
        answers = [
            answer
            for week in team.full_weeks
            for answer in team.answers_by_week.get(week, ())
            if team.archetypes.get(team.pull_request_of(answer).author_id or 0) == archetype
        ]
        if len(answers) >= FEWEST_ANSWERS:
            share = sum(bool(answer.guess_correct) for answer in answers) / len(answers)
            low, high = team.scenario.get_guess_accuracy_for_archetype(archetype)
            worst = max(worst, 100 * (low - share), 100 * (share - high))
    return worst


def lead_share(team: StoryEvidence) -> float:
    """The bottleneck reviewer's share of the reviews of the full weeks, in percent."""
    reviews = [review for week in team.full_weeks for review in team.reviews_by_week.get(week, ())]
    return 100 * sum(_is_lead(team, review.reviewer_id) for review in reviews) / max(1, len(reviews))


def lead_error(team: StoryEvidence) -> float:
    """How many reviews the bottleneck reviewer's lie from 60 % of a full week's, at worst."""
    errors = []
    for week in team.full_weeks:
        reviews = team.reviews_by_week.get(week, [])
        errors.append(abs(sum(_is_lead(team, review.reviewer_id) for review in reviews) - LEAD_SHARE * len(reviews)))
    return max(errors)


def _is_lead(team: StoryEvidence, member: int | None) -> bool:
    return member is not None and team.archetypes.get(member) == "bottleneck_reviewer"


def archetypes_out_of_order(team: StoryEvidence) -> list[str]:
    """Archetypes whose AI-assisted share over the full weeks is not below that of the one with the next modifier."""
    shares: dict[str, float] = {}
    ordered = sorted(team.scenario.get_member_archetypes(), key=lambda each: each.ai_adoption_modifier)
    for archetype in ordered:
        merged = [
            row
            for week in team.full_weeks
            for row in team.merged_by_week.get(week, ())
            if team.archetypes.get(row.author_id or 0) == archetype.name
        ]
        shares[archetype.name] = sum(bool(row.is_ai_assisted) for row in merged) / max(1, len(merged))
    names = list(shares)
    return [low for low, high in pairwise(names) if not shares[low] < shares[high]]


def leaderboard_gap(team: TeamEvidence) -> float | None:
    """By how many points the first and the last guesser are parted from the next one, whichever is less."""
    right: Counter[int] = Counter()
    count: Counter[int] = Counter()
    for week in team.full_weeks:
        for answer in team.answers_by_week.get(week, ()):
            count[answer.reviewer_id or 0] += 1
            right[answer.reviewer_id or 0] += bool(answer.guess_correct)
    scores = sorted(100 * right[member] / count[member] for member in count)
    return min(scores[1] - scores[0], scores[-1] - scores[-2]) if len(scores) > 2 else None

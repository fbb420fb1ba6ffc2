"""One factory per model: what a row looks like when nobody says otherwise.

A plan gives what its story decides (who, when, how much) and leaves the rest to these declarations; a test may leave
all of it. Moments that nobody gives lie in the first quarter of 2026.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import factory

from apps.metrics import models
from seedplot.factories import Drawn, SeedFactory
from seedplot.fiction import People
from seedplot.streams import DeterministicRandom

QUARTER = (datetime(2026, 1, 5, 9, tzinfo=UTC), datetime(2026, 3, 27, 17, tzinfo=UTC))
HUNDREDTH = Decimal("0.01")


def hours_between(start: datetime, end: datetime) -> Decimal:
    """The difference in hours, to two places."""
    seconds = Decimal((end - start) // timedelta(seconds=1))
    return (seconds / 3600).quantize(HUNDREDTH, ROUND_HALF_UP)


def _moment(stream: DeterministicRandom) -> datetime:
    return stream.datetime_in_range(*QUARTER)


def _number(stream: DeterministicRandom) -> int:
    """An id as GitHub gives them, but of fourteen digits: of a large team's ten thousand no two are to be alike."""
    return stream.randint(10_000_000_000_000, 99_999_999_999_999)


def _same_as(column: str) -> Any:
    """The column declared above, once more: a row is made, and last changed, at the moment it records."""
    return factory.LazyAttribute(lambda row: getattr(row, column))


def _derived(compute: Any) -> Any:
    return factory.LazyAttribute(compute)


class TeamFactory(SeedFactory):
    class Meta:
        model = models.Team

    name = Drawn(lambda stream: f"{stream.choice(('North', 'Harbor', 'Cedar', 'Summit'))} Team {stream.below(10**6)}")
    slug = _derived(lambda team: team.name.lower().replace(" ", "-"))
    created_at = Drawn(_moment)
    updated_at = _same_as("created_at")


class TeamMemberFactory(SeedFactory):
    class Meta:
        model = models.TeamMember

    class Params:
        person = Drawn(lambda stream: People(stream)[0])

    team = factory.SubFactory(TeamFactory)
    display_name = _derived(lambda member: member.person.full_name)
    email = _derived(lambda member: member.person.email())
    github_username = _derived(lambda member: member.person.handle)
    github_id = Drawn(lambda stream: str(stream.randint(10_000_000, 99_999_999)))
    jira_account_id = Drawn(lambda stream: f"712020:{stream.uuid()}")
    slack_user_id = Drawn(lambda stream: f"U0{stream.hexadecimal(9).upper()}")
    role = models.TeamMember.Role.DEVELOPER.value
    is_active = True
    home_area = ""
    works_from = None
    works_until = None
    created_at = Drawn(_moment)
    updated_at = _same_as("created_at")


class PullRequestFactory(SeedFactory):
    class Meta:
        model = models.PullRequest

    team = factory.SubFactory(TeamFactory)
    author = None
    github_pr_id = Drawn(_number)
    github_repo = "harborline/checkout-api"
    title = Drawn(lambda stream: f"Move setting {stream.below(10**6)} into the environment")
    description = ""
    area = ""
    state = models.PullRequest.State.OPEN.value
    pr_created_at = Drawn(_moment)
    first_commit_at = None
    ready_for_review_at = None
    first_review_at = None
    approved_at = None
    merged_at = None
    deployed_at = None
    cycle_time_hours = _derived(lambda row: row.merged_at and hours_between(row.pr_created_at, row.merged_at))
    review_time_hours = _derived(
        lambda row: row.first_review_at and hours_between(row.pr_created_at, row.first_review_at)
    )
    additions = Drawn(lambda stream: stream.randint(5, 400))
    deletions = Drawn(lambda stream: stream.randint(0, 150))
    is_ai_assisted = Drawn(lambda stream: stream.should_happen(0.3))
    source = models.PullRequest.Source.FACTORY.value
    synced_at = _derived(lambda row: row.merged_at or row.pr_created_at)
    created_at = _same_as("pr_created_at")
    updated_at = _derived(lambda row: row.merged_at or row.first_review_at or row.pr_created_at)


class PRReviewFactory(SeedFactory):
    class Meta:
        model = models.PRReview

    team = factory.SubFactory(TeamFactory)
    pull_request = factory.SubFactory(PullRequestFactory, team=factory.SelfAttribute("..team"))
    reviewer = None
    github_review_id = Drawn(_number)
    state = models.PRReview.State.APPROVED.value
    body = ""
    submitted_at = Drawn(_moment)
    created_at = _same_as("submitted_at")
    updated_at = _same_as("submitted_at")


class PRCommentFactory(SeedFactory):
    class Meta:
        model = models.PRComment

    team = factory.SubFactory(TeamFactory)
    pull_request = factory.SubFactory(PullRequestFactory, team=factory.SelfAttribute("..team"))
    author = None
    github_comment_id = Drawn(_number)
    body = "Looks good, one question inline."
    comment_type = models.PRComment.CommentType.ISSUE.value
    comment_created_at = Drawn(_moment)
    comment_updated_at = _same_as("comment_created_at")
    created_at = _same_as("comment_created_at")
    updated_at = _same_as("comment_created_at")


class PRCheckRunFactory(SeedFactory):
    class Meta:
        model = models.PRCheckRun

    team = factory.SubFactory(TeamFactory)
    pull_request = factory.SubFactory(PullRequestFactory, team=factory.SelfAttribute("..team"))
    github_check_run_id = Drawn(_number)
    name = "unit tests"
    status = models.PRCheckRun.Status.COMPLETED.value
    conclusion = models.PRCheckRun.Conclusion.SUCCESS.value
    started_at = Drawn(_moment)
    duration_seconds = Drawn(lambda stream: stream.randint(120, 900))
    completed_at = _derived(lambda row: row.started_at + timedelta(seconds=row.duration_seconds))
    created_at = _same_as("started_at")
    updated_at = _same_as("completed_at")


class PRFileFactory(SeedFactory):
    class Meta:
        model = models.PRFile

    team = factory.SubFactory(TeamFactory)
    pull_request = factory.SubFactory(PullRequestFactory, team=factory.SelfAttribute("..team"))
    filename = Drawn(lambda stream: f"src/settings/part_{stream.below(10**6)}.py")
    status = models.PRFile.Status.MODIFIED.value
    additions = Drawn(lambda stream: stream.randint(1, 80))
    deletions = Drawn(lambda stream: stream.randint(0, 40))
    changes = _derived(lambda row: row.additions + row.deletions)
    file_category = models.PRFile.Category.BACKEND.value
    created_at = Drawn(_moment)
    updated_at = _same_as("created_at")


class CommitFactory(SeedFactory):
    class Meta:
        model = models.Commit

    team = factory.SubFactory(TeamFactory)
    github_sha = Drawn(lambda stream: stream.hexadecimal(40))
    github_repo = "harborline/checkout-api"
    author = None
    message = "Read the setting from the environment"
    committed_at = Drawn(_moment)
    additions = Drawn(lambda stream: stream.randint(1, 120))
    deletions = Drawn(lambda stream: stream.randint(0, 60))
    pull_request = None
    created_at = _same_as("committed_at")
    updated_at = _same_as("committed_at")


class DeploymentFactory(SeedFactory):
    class Meta:
        model = models.Deployment

    team = factory.SubFactory(TeamFactory)
    github_deployment_id = Drawn(_number)
    github_repo = "harborline/checkout-api"
    environment = Drawn(lambda stream: stream.weighted_choice({"production": 7, "staging": 3}))
    status = Drawn(lambda stream: stream.weighted_choice({"success": 92, "failure": 6, "error": 2}))
    creator = None
    deployed_at = Drawn(_moment)
    pull_request = None
    sha = Drawn(lambda stream: stream.hexadecimal(40))
    created_at = _same_as("deployed_at")
    updated_at = _same_as("deployed_at")


class JiraIssueFactory(SeedFactory):
    class Meta:
        model = models.JiraIssue

    team = factory.SubFactory(TeamFactory)
    jira_key = Drawn(lambda stream: f"TEAM-{stream.randint(100, 9999)}")
    jira_id = Drawn(lambda stream: str(_number(stream)))
    summary = "Setting cannot be changed without a release"
    issue_type = models.JiraIssue.IssueType.TASK.value
    status = models.JiraIssue.Status.TO_DO.value
    assignee = None
    story_points = None
    issue_created_at = Drawn(_moment)
    resolved_at = None
    cycle_time_hours = _derived(lambda row: row.resolved_at and hours_between(row.issue_created_at, row.resolved_at))
    synced_at = _derived(lambda row: row.resolved_at or row.issue_created_at)
    created_at = _same_as("issue_created_at")
    updated_at = _derived(lambda row: row.resolved_at or row.issue_created_at)


class AIUsageDailyFactory(SeedFactory):
    class Meta:
        model = models.AIUsageDaily

    team = factory.SubFactory(TeamFactory)
    member = factory.SubFactory(TeamMemberFactory, team=factory.SelfAttribute("..team"))
    date = Drawn(lambda stream: date(2026, 1, 5) + timedelta(days=stream.below(80)))
    source = models.AIUsageDaily.Source.COPILOT.value
    active_hours = Drawn(lambda stream: stream.decimal("0.5", "6.5"))
    suggestions_shown = Drawn(lambda stream: stream.randint(20, 220))
    suggestions_accepted = _derived(lambda row: int(row.suggestions_shown * row.stream.at("taken").uniform(0.2, 0.55)))
    acceptance_rate = _derived(
        lambda row: (
            (Decimal(100 * row.suggestions_accepted) / row.suggestions_shown).quantize(HUNDREDTH, ROUND_HALF_UP)
            if row.suggestions_shown
            else None
        )
    )
    created_at = Drawn(_moment)
    updated_at = _same_as("created_at")
    synced_at = _same_as("created_at")


class PRSurveyFactory(SeedFactory):
    class Meta:
        model = models.PRSurvey

    team = factory.SubFactory(TeamFactory)
    pull_request = factory.SubFactory(PullRequestFactory, team=factory.SelfAttribute("..team"))
    author = None
    token = Drawn(lambda stream: stream.hexadecimal(64))
    github_comment_id = Drawn(_number)
    author_ai_assisted = None
    author_responded_at = None
    created_at = Drawn(_moment)
    token_expires_at = _derived(lambda row: row.created_at + timedelta(days=7))
    updated_at = _derived(lambda row: row.author_responded_at or row.created_at)


class PRSurveyReviewFactory(SeedFactory):
    class Meta:
        model = models.PRSurveyReview

    team = factory.SubFactory(TeamFactory)
    survey = factory.SubFactory(PRSurveyFactory, team=factory.SelfAttribute("..team"))
    reviewer = None
    quality_rating = Drawn(lambda stream: stream.weighted_choice({1: 1, 2: 4, 3: 5}))
    ai_guess = Drawn(lambda stream: stream.should_happen(0.5))
    guess_correct = Drawn(lambda stream: stream.should_happen(0.5))
    responded_at = Drawn(_moment)
    created_at = _same_as("responded_at")
    updated_at = _same_as("responded_at")


class WeeklyMetricsFactory(SeedFactory):
    class Meta:
        model = models.WeeklyMetrics

    team = factory.SubFactory(TeamFactory)
    member = factory.SubFactory(TeamMemberFactory, team=factory.SelfAttribute("..team"))
    week_start = Drawn(lambda stream: date(2026, 1, 5) + timedelta(weeks=stream.below(12)))
    prs_merged = Drawn(lambda stream: stream.randint(1, 6))
    created_at = Drawn(_moment)
    updated_at = _same_as("created_at")

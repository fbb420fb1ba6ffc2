"""The team and its people: who they are, and that every row is theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from apps.metrics import models

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import StoryEvidence, TeamEvidence

RESERVED = ".example.com"
"""The domain that RFC 2606 keeps free for examples."""

NUMBERED: dict[type[Model], tuple[str, ...]] = {
    models.TeamMember: ("display_name", "email", "github_username", "github_id", "jira_account_id", "slack_user_id"),
    models.PullRequest: ("github_pr_id",),
    models.PRReview: ("github_review_id",),
    models.PRComment: ("github_comment_id",),
    models.PRCheckRun: ("github_check_run_id",),
    models.Commit: ("github_sha",),
    models.Deployment: ("github_deployment_id",),
    models.JiraIssue: ("jira_key", "jira_id", "summary"),
    models.PRSurvey: ("token", "github_comment_id"),
}

ACTORS: dict[type[Model], str] = {
    models.PullRequest: "author_id",
    models.PRReview: "reviewer_id",
    models.PRComment: "author_id",
    models.Commit: "author_id",
    models.PRSurvey: "author_id",
    models.PRSurveyReview: "reviewer_id",
    models.Deployment: "creator_id",
    models.AIUsageDaily: "member_id",
    models.WeeklyMetrics: "member_id",
}
"""The column that names the member whose row it is; a Jira issue may be nobody's yet."""

PARENTS: dict[type[Model], tuple[type[Model], str]] = {
    models.PRReview: (models.PullRequest, "pull_request_id"),
    models.PRComment: (models.PullRequest, "pull_request_id"),
    models.PRCheckRun: (models.PullRequest, "pull_request_id"),
    models.PRFile: (models.PullRequest, "pull_request_id"),
    models.PRSurvey: (models.PullRequest, "pull_request_id"),
    models.Deployment: (models.PullRequest, "pull_request_id"),
    models.PRSurveyReview: (models.PRSurvey, "survey_id"),
}
OWNED: tuple[type[Model], ...] = (models.TeamMember, *ACTORS, models.PRCheckRun, models.PRFile, models.JiraIssue)


def _choices_of(model: type[Model]) -> dict[str, set[Any]]:
    """The values that each column with choices may have."""
    columns = [field for field in model._meta.concrete_fields if field.choices]
    return {
        field.attname: {value for value, _ in field.flatchoices} | ({None} if field.null else set())
        for field in columns
    }


CHOICES = {model: _choices_of(model) for model in OWNED}


def strangers(team: TeamEvidence) -> list[str]:
    """Rows of another team, by a member of another team, or of another team's pull request."""
    return list(_strangers(team))


def _strangers(team: TeamEvidence) -> Iterator[str]:
    people = {member.id for member in team.members}
    for model in OWNED:
        yield from (_named(model, row) for row in team.rows(model) if row.team_id != team.team_key)
    for model, column in ACTORS.items():
        yield from (_named(model, row) for row in team.rows(model) if getattr(row, column) not in people)
    for issue in team.rows(models.JiraIssue):
        if issue.assignee_id is not None and issue.assignee_id not in people:
            yield f"issue {issue.jira_key}"
    for model, (parent, column) in PARENTS.items():
        keys = {row.id for row in team.rows(parent)}
        yield from (_named(model, row) for row in team.rows(model) if getattr(row, column) not in keys)
    for key, commits in team.commits_of.items():
        owner = team.pull_requests[key]
        for commit in commits:
            if (commit.author_id, commit.github_repo) != (owner.author_id, owner.github_repo):
                yield f"commit {commit.id}"


def _named(model: type[Model], row: Any) -> str:
    return f"{model._meta.verbose_name} {row.id}"


def shared_numbers(team: TeamEvidence) -> list[str]:
    """Names and numbers that two rows of one table share, or that a row lacks."""
    offenders = []
    for model, columns in NUMBERED.items():
        rows = team.rows(model)
        for column in columns:
            values = {getattr(row, column) for row in rows}
            if len(values) < len(rows) or None in values or "" in values:
                counts = Counter(getattr(row, column) for row in rows)
                offenders += [
                    f"{model._meta.verbose_name} {column} {value!r}"
                    for value, count in counts.items()
                    if count > 1 or value in (None, "")
                ]
    return offenders


def unknown_choices(team: TeamEvidence) -> list[str]:
    """Values that a column with choices does not have."""
    offenders = []
    for model, columns in CHOICES.items():
        rows = team.rows(model)
        for column, known in columns.items():
            unknown = {getattr(row, column) for row in rows} - known
            offenders += [f"{model._meta.verbose_name} {column} {value!r}" for value in sorted(unknown, key=str)]
    return offenders


def odd_people(team: TeamEvidence) -> list[str]:
    """Members whose handle or address is another name's, who have left, or who lead beside the first."""
    offenders = []
    for position, member in enumerate(team.rows(models.TeamMember), len(team.found_members)):
        words = member.display_name.lower().split()
        mailbox, _, host = member.email.partition("@")
        if not (
            member.github_username == "-".join(words)
            and mailbox == ".".join(words)
            and f".{host}".endswith(RESERVED)
            and member.role == ("developer" if position else "lead")
            and member.is_active
        ):
            offenders.append(f"member {member.display_name}")
    return offenders


def other_team(team: StoryEvidence) -> list[str]:
    """Differences of the team from the one that the scenario states; one found in place keeps its name."""
    config = team.scenario.config
    number = team.shard.removeprefix("team ")
    name, slug = config.team_name, config.team_slug
    if number != "1":
        name, slug = f"{name} {number}", f"{slug}-{number}"
    found = [(row.name, row.slug) for row in team.rows(models.Team)]
    offenders = [] if found in ([], [(name, slug)]) else [f"team {found}"]
    wanted = sum(archetype.count for archetype in team.scenario.get_member_archetypes())
    wanted = max(wanted, len(team.found_members))
    return offenders if len(team.members) == wanted else [*offenders, f"{len(team.members)} members"]

"""Planned rows of the metrics stories as plain values, found again by the names that the outside world gives them."""

from datetime import date

from apps.metrics.seeding.scenarios import (
    AISuccessScenario,
    BaselineScenario,
    DetectiveGameScenario,
    LegacyTeam,
    ReviewBottleneckScenario,
)
from seedplot.clock import WeeklyCalendar, midnight
from seedplot.context import context_of
from seedplot.engine.pipeline import run
from seedplot.engine.runs import Request
from seedplot.plan import Row, World, WorldRow

STORIES = (AISuccessScenario, ReviewBottleneckScenario, BaselineScenario, DetectiveGameScenario)

# A Thursday, four days after the clocks went forward.
ANCHOR = midnight(date(2026, 3, 12))


def seed(story, *, seed=42, anchor=ANCHOR, batch_size=2_000, dry_run=False, using="default", clear=(), **options):
    """Run the story, with nothing from GitHub."""
    if issubclass(story, LegacyTeam):
        options = {"team_slug": "demo-team-1", **options}
    else:
        options = {"no_github": True, **options}
    request = Request(story(), seed, anchor, options, dry_run=dry_run, batch_size=batch_size, using=using, clear=clear)
    return run(request)


def plan(story, *, seed=42, anchor=ANCHOR, team=1, calendar=None, **options):
    """The rows of one team, without a database. A calendar says more exactly than the anchor where "now" is."""
    scenario = story()
    context = context_of(scenario, seed, anchor, options, World())
    if calendar is not None:
        context = type(context)(context.rng, calendar, context.options, context.world)
    shards = list(scenario.shards(context.options))
    return list(scenario.plan(context, shards[team - 1]))


class AllHappened(WeeklyCalendar):
    """Story time as at the anchor, but "now" lies so late that everything planned is there to be seen."""

    def __init__(self, anchor, weeks):
        super().__init__(anchor, weeks)
        self.now = 7 * 86_400 * (weeks + 4)
        self.anchor = midnight(self.day(7 * (weeks + 4)))


def plan_to_the_end(story, *, seed=42, anchor=ANCHOR, **options):
    return plan(story, seed=seed, calendar=AllHappened(anchor, story.config.weeks), **options)


NAMES = {
    "metrics.Team": lambda row: row.slug,
    "metrics.TeamMember": lambda row: row.github_username,
    "metrics.PullRequest": lambda row: row.github_pr_id,
    "metrics.PRReview": lambda row: row.github_review_id,
    "metrics.PRComment": lambda row: row.github_comment_id,
    "metrics.PRCheckRun": lambda row: row.github_check_run_id,
    "metrics.PRFile": lambda row: (row.pull_request.github_pr_id, row.filename),
    "metrics.Commit": lambda row: row.github_sha,
    "metrics.Deployment": lambda row: row.github_deployment_id,
    "metrics.JiraIssue": lambda row: row.jira_key,
    "metrics.AIUsageDaily": lambda row: (row.member.github_username, row.date, row.source),
    "metrics.PRSurvey": lambda row: row.pull_request.github_pr_id,
    "metrics.PRSurveyReview": lambda row: (row.survey.pull_request.github_pr_id, row.reviewer.github_username),
    "metrics.WeeklyMetrics": lambda row: (row.member.github_username, row.week_start),
}


def name_of(row):
    return row.name if isinstance(row, WorldRow) else NAMES[row.shape.label](row)


def by_name(rows):
    """{model label: {name: {column: value}}}, a reference as the name of the row that it refers to."""
    tables = {}
    for row in rows:
        table = tables.setdefault(row.shape.label, {})
        name = name_of(row)
        assert name not in table, f"two rows of {row.shape.label} are named {name}"
        table[name] = {
            column: name_of(value) if isinstance(value, (Row, WorldRow)) else value
            for column, value in row.as_dict().items()
        }
    return tables

"""Lies about times, which any team can tell: each with the promise that notices it, among others that it breaks."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from apps.metrics import models
from apps.metrics.seeding.scenarios import get_scenario
from seedplot.clock import project_zone
from tests.oracles.metrics.scenario_table import FULL_WEEKS


def merged(story):
    return [row for week in FULL_WEEKS for row in story.merged_in[week]]


def set_column(row, column, value):
    models.PullRequest.objects.filter(pk=row.id).update(**{column: value})


def weeks_on_the_line(column, param):
    def falsify(story):
        for week in FULL_WEEKS:
            rows = story.merged_in[week]
            target = get_scenario(story.name).get_weekly_params(week)[param]
            mean = sum(getattr(row, column) for row in rows) / len(rows)
            for row in rows:
                set_column(row, column, getattr(row, column) * target / mean)

    falsify.__name__ = f"{column}_on_the_line"
    return falsify


def durations_all_alike(story):
    for row in merged(story):
        set_column(row, "cycle_time_hours", Decimal(48))


def most_reviews_at_once(story):
    """The means stay about what they were: a few wait for nearly all of their time."""
    for number, row in enumerate(merged(story)):
        share = Decimal("0.05") if number % 5 < 3 else Decimal("0.9")
        set_column(row, "review_time_hours", row.cycle_time_hours * share)


def larger_ones_merge_sooner(story):
    rows = sorted(merged(story), key=lambda row: row.additions + row.deletions)
    hours = sorted((row.cycle_time_hours for row in rows), reverse=True)
    for row, cycle in zip(rows, hours, strict=True):
        set_column(row, "cycle_time_hours", cycle)


def everything_opens_on_monday(story):
    for row in story.pull_requests.values():
        local = row.pr_created_at.astimezone(project_zone())
        set_column(row, "pr_created_at", local - timedelta(days=local.weekday()))


def everybody_commits_at_noon(story):
    noon = datetime.combine(story.monday(3), time(12), project_zone())
    models.Commit.objects.filter(team=story.team).update(committed_at=noon)


def issue_of_a_sunday_night(story):
    night = datetime.combine(story.monday(3) - timedelta(days=1), time(23), project_zone())
    row = story.rows[models.JiraIssue][0]
    models.JiraIssue.objects.filter(pk=row.id).update(issue_created_at=night)


def merged_two_days_later(story):
    for row in merged(story):
        set_column(row, "merged_at", row.pr_created_at + timedelta(days=2))
        set_column(row, "cycle_time_hours", Decimal(48))


def most_reviewed_at_once(story):
    for number, row in enumerate(merged(story)):
        wait = (row.merged_at - row.pr_created_at) * (0.05 if number % 5 < 3 else 0.9)
        set_column(row, "first_review_at", row.pr_created_at + wait)
        set_column(row, "review_time_hours", round(Decimal(wait.total_seconds()) / 3600, 2))


def nothing_in_production(story):
    models.PullRequest.objects.filter(team=story.team).update(deployed_at=None)


def every_release_fails(story):
    models.Deployment.objects.filter(team=story.team).update(status="failure")


def trials_after_the_releases(story):
    for row in story.rows[models.Deployment]:
        if row.environment == "staging":
            later = row.deployed_at + timedelta(days=1)
            models.Deployment.objects.filter(pk=row.id).update(deployed_at=later, created_at=later, updated_at=later)


TIMES = {
    merged_two_days_later: {"P049", "P070"},
    most_reviewed_at_once: {"P050"},
    nothing_in_production: {"P067", "P068"},
    every_release_fails: {"P067", "P069"},
    trials_after_the_releases: {"P067"},
    weeks_on_the_line("cycle_time_hours", "avg_cycle_time_hours"): {"P047"},
    weeks_on_the_line("review_time_hours", "avg_review_time_hours"): {"P048"},
    durations_all_alike: {"P049"},
    most_reviews_at_once: {"P050"},
    larger_ones_merge_sooner: {"P051"},
    everything_opens_on_monday: {"P052"},
    everybody_commits_at_noon: {"P053"},
    issue_of_a_sunday_night: {"P019"},
}

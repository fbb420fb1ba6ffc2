"""A team's rows as plain records, and the local calendar week that each counts for."""

from collections import defaultdict
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from apps.metrics import models
from tests.oracles.metrics.scenario_table import TABLE

CHICAGO = ZoneInfo("America/Chicago")


def midnight(day):
    return datetime.combine(day, time(), CHICAGO)


@lru_cache(maxsize=10_000)
def monday_of(moment):
    day = moment.astimezone(CHICAGO).date()
    return day - timedelta(days=day.weekday())


def grouped(rows, key):
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def half_up(value, places="0.01"):
    return value.quantize(Decimal(places), ROUND_HALF_UP)


def hours_between(start, end):
    return half_up(Decimal((end - start) // timedelta(microseconds=1)) / 3_600_000_000)


def mean(values, places="0.01"):
    values = [Decimal(value) for value in values]
    return half_up(sum(values) / len(values), places) if values else None


def distance(value, bounds):
    """How far the value lies outside the bounds; 0 inside."""
    low, high = bounds
    return max(low - value, value - high, 0)


class Story:
    """A team's rows as plain records, one query for each model, and the week that each counts for.

    Rows of tables that nobody has `written` to since the story `before` are taken from there, which is quicker.
    """

    def __init__(self, name, anchor, *, slug=None, before=None, written=()):
        self.name = name
        self.column = TABLE[name]
        self.anchor = anchor
        self.first_monday = monday_of(anchor) - timedelta(weeks=8)
        self.team = models.Team.objects.get(slug=slug or self.column.slug)
        self.rows = {
            model: before.rows[model]
            if before and model._meta.db_table not in written
            else list(
                model.objects.filter(team=self.team)
                .order_by("pk")
                .values_list(*(each.attname for each in model._meta.concrete_fields), named=True)
            )
            for model in (getattr(models, name) for name in models.__all__)
            if hasattr(model, "team_id")
        }
        self.pull_requests = {row.id: row for row in self.rows[models.PullRequest]}
        self.reviews = self.rows[models.PRReview]
        self.surveys = {row.id: row for row in self.rows[models.PRSurvey]}
        self.answers = self.rows[models.PRSurveyReview]
        self.opened_week = {row.id: self.week(row.pr_created_at) for row in self.pull_requests.values()}
        self.merged_week = {row.id: self.week(row.merged_at) for row in self.pull_requests.values() if row.merged_at}
        self.counted_week = {**self.opened_week, **self.merged_week}

    def week(self, moment):
        return (monday_of(moment) - self.first_monday).days // 7

    def monday(self, week):
        return self.first_monday + timedelta(weeks=week)

    def owner(self, row):
        """The pull request of a review, a commit, a file, a survey..."""
        return self.pull_requests[row.pull_request_id]

    def answered(self, answer):
        """The pull request that the answer is about."""
        return self.owner(self.surveys[answer.survey_id])

    def of_pull_request(self, model):
        return grouped((row for row in self.rows[model] if row.pull_request_id), lambda row: row.pull_request_id)

    @cached_property
    def reviews_of(self):
        found = self.of_pull_request(models.PRReview)
        return {key: sorted(rows, key=lambda row: row.submitted_at) for key, rows in found.items()}

    @cached_property
    def commits_of(self):
        return self.of_pull_request(models.Commit)

    @cached_property
    def merged_in(self):
        merged = (row for row in self.pull_requests.values() if row.merged_at)
        return grouped(merged, lambda row: self.merged_week[row.id])

    @cached_property
    def opened_in(self):
        return grouped(self.pull_requests.values(), lambda row: self.opened_week[row.id])

    @cached_property
    def reviews_in(self):
        return grouped(self.reviews, lambda row: self.counted_week[row.pull_request_id])

    @cached_property
    def answers_in(self):
        return grouped(self.answers, lambda row: self.counted_week[self.answered(row).id])

    @cached_property
    def kind_of(self):
        """The archetype of each member: they are written in the order of the cast."""
        kinds = [kind for kind in self.column.kinds for _ in range(kind.count)]
        return dict(zip((row.id for row in self.rows[models.TeamMember]), kinds, strict=True))

    def kind_of_author(self, answer):
        """The archetype's name of who wrote what the answer is about."""
        return self.kind_of[self.answered(answer).author_id].name

    def is_in_flight(self, pull_request):
        """Whether it may still go on after the anchor: that comes on top in the last weeks."""
        return pull_request.state == "open" and self.opened_week[pull_request.id] >= 5

    @property
    def settled(self):
        return [row for row in self.pull_requests.values() if not self.is_in_flight(row)]

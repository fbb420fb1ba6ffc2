"""A team's rows as a run's proof reads them back: from the database, only those that the run wrote."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from math import fsum
from typing import Any

from django.db.models import Model

from apps.metrics import models
from apps.metrics.seeding.specification.github import SOURCE
from apps.metrics.seeding.specification.statement import Statement
from seedplot.clock import project_zone
from seedplot.engine.run_rows import RunRows

LONGEST_UNTIL_CLOSED, LONGEST_IN_MEANS = timedelta(days=14), 6
"""From an opening to its end: in days if it is closed, and in weekly means if it merges."""
Verdicts = Mapping[tuple[int | None, datetime], str]


def lent_remark(evidence: RunRows) -> str:
    """The number of real pull requests of a run, and the snapshot they are from."""
    github = evidence.sources[SOURCE]
    there, lent = 0, 0
    for rows in evidence.parts(models.PullRequest):
        there += rows.count()
        lent += rows.filter(source=models.PullRequest.Source.GITHUB).count()
    found = len(github["pull_requests"])
    if not found:
        return f"all of {there:,} pull requests are invented, as there were no real ones to be had"
    told = f"{lent:,} of {there:,} pull requests are real ones"
    wanted = int(github["share"] * there + 0.5)
    if found * len(evidence.shards) < wanted:
        told += f" ({github['share']:.0%} would be {wanted:,}, and there were {found} for each team)"
    return f"{told}; snapshot {github['digest']}"


class TeamEvidence:
    """One team of a run. Each table is read once; weeks are numbered from the story's first.

    The story has `weeks` full calendar weeks, which end with the Sunday before the anchor's week.
    """

    def __init__(self, rows: RunRows, shard: str, anchor: datetime, weeks: int) -> None:
        self._zone = project_zone()
        # Moments are compared a hundred thousand times; two in one fixed zone compare quickest.
        self.anchor = anchor.astimezone(UTC)
        self.today = anchor.astimezone(self._zone).date()
        self.first_monday = self.today - timedelta(days=self.today.weekday(), weeks=weeks)
        self.begin = self.midnight(self.first_monday)
        self.full_weeks = range(weeks)
        self.shard = shard
        self.lent: dict[str, Mapping[str, Any]] = {
            each["title"]: each for each in rows.sources.get(SOURCE, {}).get("pull_requests", ())
        }
        """The real pull requests that the run could borrow from, by title, as its record keeps them."""
        self.lent_share: float = rows.sources.get(SOURCE, {}).get("share", 0.0)
        self._run_rows = rows
        self._mondays = [self.midnight(self.monday(week)) for week in range(weeks + 2)]

    # Time.

    def midnight(self, day: date) -> datetime:
        """The moment at which the day begins for the team."""
        return datetime.combine(day, time(), self._zone).astimezone(UTC)

    def monday(self, week: int) -> date:
        return self.first_monday + timedelta(weeks=week)

    def week(self, moment: datetime) -> int:
        """The number of the local calendar week that holds the moment; -1 before the first."""
        return bisect_right(self._mondays, moment) - 1

    def week_of_day(self, day: date) -> int:
        return (day - self.first_monday).days // 7

    # Tables.

    def rows(self, model: type[Model]) -> list[Any]:
        """The run's rows of that model in the order in which they were planned."""
        if model not in self._tables:
            self._tables[model] = self._run_rows.read(model, self.shard)
        return self._tables[model]

    @cached_property
    def _tables(self) -> dict[type[Model], list[Any]]:
        return {}

    @cached_property
    def team_key(self) -> int:
        """The key of the team, which the run wrote or found in place."""
        teams = self.rows(models.Team)
        return teams[0].id if teams else int(next(iter(self._run_rows.world["metrics.Team"])))

    @cached_property
    def found_members(self) -> list[models.TeamMember]:
        """The members that were there before the run, in the order in which they take the roles."""
        names = self._run_rows.world.get("metrics.TeamMember", {})
        keys = sorted(map(int, names), key=lambda key: int(names[str(key)].rpartition(" ")[2]))
        there = models.TeamMember.objects.using(self._run_rows.using).in_bulk(keys)
        return [there[key] for key in keys if key in there]

    @cached_property
    def members(self) -> list[models.TeamMember]:
        """The cast: who was there, and then whom the run added."""
        return [*self.found_members, *self.rows(models.TeamMember)]

    @cached_property
    def pull_requests(self) -> dict[int, models.PullRequest]:
        return {row.id: row for row in self.rows(models.PullRequest)}

    @cached_property
    def surveys(self) -> dict[int, models.PRSurvey]:
        return {row.id: row for row in self.rows(models.PRSurvey) if row.pull_request_id in self.pull_requests}

    @cached_property
    def answers(self) -> list[models.PRSurveyReview]:
        return [row for row in self.rows(models.PRSurveyReview) if row.survey_id in self.surveys]

    # By pull request.

    def _of_pull_requests(self, model: type[Model]) -> Mapping[int, list[Any]]:
        """By pull request of the run; others (a commit on its own) are no part of any."""
        grouped: dict[int, list[Any]] = {key: [] for key in self.pull_requests}
        for row in self.rows(model):
            if row.pull_request_id in grouped:
                grouped[row.pull_request_id].append(row)
        return grouped

    @cached_property
    def reviews_of(self) -> Mapping[int, list[models.PRReview]]:
        """In order of time."""
        grouped = self._of_pull_requests(models.PRReview)
        for reviews in grouped.values():
            reviews.sort(key=lambda row: row.submitted_at)
        return grouped

    @cached_property
    def verdicts_of(self) -> Mapping[int, Verdicts]:
        """The verdict of each review, by reviewer and moment."""
        return {
            key: {(review.reviewer_id, review.submitted_at): review.state for review in reviews}
            for key, reviews in self.reviews_of.items()
        }

    @cached_property
    def commits_of(self) -> Mapping[int, list[models.Commit]]:
        """In order of time."""
        grouped = self._of_pull_requests(models.Commit)
        for commits in grouped.values():
            commits.sort(key=lambda row: row.committed_at)
        return grouped

    @cached_property
    def comments_of(self) -> Mapping[int, list[models.PRComment]]:
        return self._of_pull_requests(models.PRComment)

    @cached_property
    def checks_of(self) -> Mapping[int, list[models.PRCheckRun]]:
        return self._of_pull_requests(models.PRCheckRun)

    @cached_property
    def files_of(self) -> Mapping[int, list[models.PRFile]]:
        return self._of_pull_requests(models.PRFile)

    def pull_request_of(self, answer: models.PRSurveyReview) -> models.PullRequest:
        return self.pull_requests[self.surveys[answer.survey_id].pull_request_id]

    # By week.

    @cached_property
    def opened_week(self) -> dict[int, int]:
        return {key: self.week(row.pr_created_at) for key, row in self.pull_requests.items()}

    @cached_property
    def counted_week(self) -> dict[int, int]:
        """The week for which a pull request, its reviews and its answers count: of the merge, or of the opening."""
        merged = {key: self.week(row.merged_at) for key, row in self.pull_requests.items() if row.merged_at}
        return {**self.opened_week, **merged}

    @cached_property
    def merged_in(self) -> Mapping[int, list[models.PullRequest]]:
        return _grouped((self.counted_week[row.id], row) for row in self.pull_requests.values() if row.merged_at)

    @cached_property
    def opened_in(self) -> Mapping[int, list[models.PullRequest]]:
        return _grouped((self.opened_week[row.id], row) for row in self.pull_requests.values())

    @cached_property
    def reviews_in(self) -> Mapping[int, list[models.PRReview]]:
        return _grouped((self.counted_week[key], row) for key, rows in self.reviews_of.items() for row in rows)

    @cached_property
    def answers_in(self) -> Mapping[int, list[models.PRSurveyReview]]:
        return _grouped((self.counted_week[self.pull_request_of(row).id], row) for row in self.answers)

    @cached_property
    def counted_in(self) -> Mapping[int, list[models.PullRequest]]:
        """All that counts for a week: what merged in it, and what opened in it and has not merged."""
        return _grouped((self.counted_week[row.id], row) for row in self.pull_requests.values())

    def in_full_weeks(self, grouped: Mapping[int, list[Any]]) -> Iterator[Any]:
        return (row for week in self.full_weeks for row in grouped[week])

    # Week by week, for the full weeks.

    def weekly(self, column: str) -> list[float | None]:
        """The mean of a column of the merged pull requests of each full week."""
        values = ([getattr(row, column) for row in self.merged_in[week]] for week in self.full_weeks)
        return [_mean([float(value) for value in of_week if value is not None]) for of_week in values]

    def ai_share(self) -> list[float | None]:
        """The AI-assisted part of what merged in each full week, in percent."""
        return [_mean([100.0 * bool(row.is_ai_assisted) for row in self.merged_in[week]]) for week in self.full_weeks]

    def quality(self) -> list[float | None]:
        ratings = ([row.quality_rating for row in self.answers_in[week]] for week in self.full_weeks)
        return [_mean([float(rating) for rating in of_week if rating]) for of_week in ratings]


class StoryEvidence(TeamEvidence):
    """One team, and the scenario whose story its rows are to tell."""

    def __init__(self, scenario: Statement, rows: RunRows, shard: str, anchor: datetime) -> None:
        super().__init__(rows, shard, anchor, scenario.config.weeks)
        self.scenario = scenario

    @cached_property
    def settled_weeks(self) -> range:
        """The full weeks so long ago that what opened in them and was to merge, or to be closed, is."""
        last = float(self.scenario.weekly_params(len(self.full_weeks) - 1)["avg_cycle_time_hours"])
        longest = max(LONGEST_UNTIL_CLOSED, timedelta(hours=LONGEST_IN_MEANS * last + 24))
        return range(sum(self.midnight(self.monday(week + 1)) + longest <= self.anchor for week in self.full_weeks))

    @cached_property
    def archetypes(self) -> dict[int, str]:
        """The archetype of each member by key: members are written in the order of the cast."""
        names = [each.name for each in self.scenario.get_member_archetypes() for _ in range(each.count)]
        return {member.id: name for member, name in zip(self.members, names, strict=False)}


def _grouped(pairs: Iterable[tuple[int, Any]]) -> Mapping[int, list[Any]]:
    grouped: defaultdict[int, list[Any]] = defaultdict(list)
    for key, row in pairs:
        grouped[key].append(row)
    return grouped


def _mean(values: Sequence[float]) -> float | None:
    return fsum(values) / len(values) if values else None

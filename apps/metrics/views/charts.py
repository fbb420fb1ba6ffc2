"""A team's figures as charts: what the dashboard draws and the comparison puts side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from apps.metrics.queries.results import OpenPullRequest, ReviewPair, WeeklyFigures
from apps.pages.charts import Chart, Series, Value

AGES = ((1, "under a day"), (3, "1 to 3 days"), (7, "3 to 7 days"), (14, "1 to 2 weeks"))
"""Up to how many days, and how that is called; the rest are older."""
OLDEST = "over 2 weeks"


@dataclass(frozen=True)
class Figure:
    """A number of a week: how it is called, read and written."""

    id: str
    title: str
    read: Callable[[WeeklyFigures], Value | Decimal]
    unit: str = ""
    places: int = 0
    highest: Value = None


def percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


FIGURES = (
    Figure("ai-adoption", "AI-assisted share of merges", lambda week: percent(week.ai_assisted_share), "%", 0, 100),
    Figure("cycle-time", "Cycle time", lambda week: week.mean_cycle_time_hours, " h", 1),
    Figure("review-time", "Time to first review", lambda week: week.mean_review_time_hours, " h", 1),
    Figure("quality", "Quality rating, 1 to 3", lambda week: week.mean_quality_rating, "", 2, 3),
    Figure("reverts", "Reverts among merges", lambda week: percent(week.revert_share), "%", 1),
    Figure("checks", "Checks that pass", lambda week: percent(week.check_pass_share), "%", 0, 100),
)


def weekly_charts(weeks: Sequence[WeeklyFigures], *, running: date) -> list[Chart]:
    """A chart for each figure, and one of what became of the week's openings.

    `running` is the Monday of the week that is not over.
    """
    labels = [
        f"{week.week_start:%b} {week.week_start.day}{' so far' if week.week_start == running else ''}" for week in weeks
    ]
    charts = [
        Chart(
            figure.id,
            figure.title,
            labels,
            [Series(figure.title, _values(figure, weeks))],
            unit=figure.unit,
            places=figure.places,
            highest=figure.highest,
        )
        for figure in FIGURES
    ]
    outcomes = [
        Series("merged", [week.opened_and_merged_count for week in weeks]),
        Series("closed", [week.opened_and_closed_count for week in weeks]),
        Series("still open", [week.opened_and_still_open_count for week in weeks]),
    ]
    return [*charts, Chart("outcomes", "What became of the week's openings", labels, outcomes, kind="bar")]


def comparison_charts(teams: Sequence[tuple[str, Sequence[WeeklyFigures]]]) -> list[Chart]:
    """The figures of several teams in one chart each, by the number of the week: their calendars may differ."""
    longest = max((len(weeks) for _, weeks in teams), default=0)
    return [
        Chart(
            figure.id,
            figure.title,
            [str(number + 1) for number in range(longest)],
            [Series(name, [*_values(figure, weeks), *[None] * (longest - len(weeks))]) for name, weeks in teams],
            unit=figure.unit,
            places=figure.places,
            highest=figure.highest,
            labels_name="Week",
        )
        for figure in FIGURES
    ]


def age_chart(waiting: Sequence[OpenPullRequest]) -> Chart:
    """How many open pull requests are how old."""
    counts = {name: 0 for _, name in AGES} | {OLDEST: 0}
    for pull_request in waiting:
        days = pull_request.age_hours / 24
        counts[next((name for most, name in AGES if days < most), OLDEST)] += 1
    series = [Series("Open pull requests", list(counts.values()))]
    return Chart("ages", "Open pull requests by age", list(counts), series, kind="bar", labels_name="Age")


@dataclass(frozen=True)
class ReviewMatrix:
    """Who reviews whom: a row for each reviewer, a column for each author, and the sum of the row."""

    authors: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int], int]]


def review_matrix(pairs: Sequence[ReviewPair]) -> ReviewMatrix:
    counts: dict[str, dict[str, int]] = {}
    authors: dict[str, None] = {}
    for pair in pairs:
        author = pair.author.name if pair.author else "somebody who left"
        authors[author] = None
        own = counts.setdefault(pair.reviewer.name, {})
        own[author] = own.get(author, 0) + pair.review_count
    names = sorted(authors)
    return ReviewMatrix(
        names, [(reviewer, [own.get(name, 0) for name in names], sum(own.values())) for reviewer, own in counts.items()]
    )


def _values(figure: Figure, weeks: Sequence[WeeklyFigures]) -> list[Value]:
    found = [figure.read(week) for week in weeks]
    return [None if value is None else round(float(value), 4) for value in found]

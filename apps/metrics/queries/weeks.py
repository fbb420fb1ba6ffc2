"""Calendar weeks in the project time zone, each named by its Monday.

A week with a clock change is an hour shorter or longer than others, so its edges are local midnights and never
a number of hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Aggregate, Model, Q, QuerySet
from django.db.models.functions import TruncDate, TruncWeek

from seedplot.clock import midnight, project_zone

M = TypeVar("M", bound=Model)

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class WeekRange:
    """The weeks from the Monday `first` to the Monday `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        for monday in (self.first, self.last):
            if monday.weekday() != 0:
                raise ValueError(f"A week is named by its Monday, and '{monday}' is a {monday:%A}.")
        if self.first > self.last:
            raise ValueError(f"Weeks cannot run from '{self.first}' back to '{self.last}'.")

    @classmethod
    def spanning(cls, mondays: Iterable[date]) -> WeekRange | None:
        """The shortest range that holds all these weeks; None for no weeks."""
        known = list(mondays)
        return cls(min(known), max(known)) if known else None

    def mondays(self) -> list[date]:
        return [self.first + number * WEEK for number in range((self.last - self.first) // WEEK + 1)]

    def holds_moment(self, column: str) -> Q:
        """The condition that the column's moment lies in these weeks."""
        return Q((f"{column}__gte", midnight(self.first)), (f"{column}__lt", midnight(self.last + WEEK)))

    def holds_date(self, column: str) -> Q:
        """The condition that the column's date lies in these weeks."""
        return Q((f"{column}__gte", self.first), (f"{column}__lt", self.last + WEEK))


def monday_of(column: str) -> TruncWeek:
    """The week of the column's moment, as an expression for queries."""
    # The day comes first: MySQL and MariaDB would keep the time of day, and each moment would be a week of its own.
    return TruncWeek(TruncDate(column, tzinfo=project_zone()))


def within(weeks: WeekRange | None, rows: QuerySet[M], column: str) -> QuerySet[M]:
    return rows.filter(weeks.holds_moment(column)) if weeks else rows


def group_by_week(rows: QuerySet[M], week: TruncWeek, **aggregates: Aggregate) -> dict[date, Mapping[str, Any]]:
    """The aggregates of each week that has rows, in week order."""
    grouped = rows.values(week=week).annotate(**aggregates).order_by("week")
    return {row["week"]: row for row in grouped}

"""The library in the database: the day that is its "now", and its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from seedplot.clock import project_zone
from seedplot.engine import provenance
from seedplot.errors import SeedError

DOMAIN = "notices"
STAMP = "%Y-%m-%d_%H-%M-%S"


@dataclass(frozen=True)
class Library:
    """The library whose rows are exported or looked at: the day that is its "now", and the database it is in."""

    as_of: date
    using: str = "default"

    @property
    def moment(self) -> datetime:
        """Now, as its clock on the wall shows it: the start of the day."""
        return datetime.combine(self.as_of, time())

    @property
    def stamp(self) -> str:
        """Now, as the names of uploaded files have it."""
        return self.moment.strftime(STAMP)

    def rows(self, model: Any) -> QuerySet[Any]:
        rows: QuerySet[Any] = model._base_manager.using(self.using)
        return rows


def library_there(using: str = "default") -> Library:
    """The library that is in the database, on the day of its run. SeedError where there is none."""
    for run in provenance.runs_of(using, DOMAIN):
        return Library(run.anchor.astimezone(project_zone()).date(), using)
    raise SeedError("There is no library yet. Make it first: python manage.py generate_library_notices")


def looked_up(model: Any, column: str, **where: str) -> Subquery:
    """A column of the row of another table whose columns equal those of the row at hand: the product's links."""
    matching = {theirs: OuterRef(ours) for theirs, ours in where.items()}
    return Subquery(model._base_manager.filter(**matching).values(column)[:1])

"""Seeded rows without a record, taken by a mark that they bear, together with all that refers to them.

A replay finds what a plan can tell; a mark finds the rest, such as what an older tool wrote. Rows that a recorded run
wrote are that run's, whatever they bear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connections, models, transaction

from seedplot.engine import ledger
from seedplot.engine.clearing.deletion import delete
from seedplot.engine.relations.catalogue import Catalogue
from seedplot.engine.relations.dependents import Dependents, GoingRows
from seedplot.engine.relations.foreign_keys import fetch
from seedplot.engine.relations.outlook import counts_of, listed
from seedplot.engine.relations.references import models_by_table, references_on, table_of
from seedplot.engine.relations.row_sets import RowSet, temporary_sets
from seedplot.engine.run_rows import Block
from seedplot.errors import SeedError
from seedplot.models import SeedRun

AT_ONCE = 200
"""Ranges of keys in a statement."""


class RecordedInTheWay(SeedError):  # noqa: N818 - it names what was met
    """A recorded run wrote rows that refer to marked ones. It has to be cleared first."""

    def __init__(self, run: SeedRun, label: str) -> None:
        super().__init__(f"{run} wrote {label} that refer to marked rows. Clear it first.")
        self.run = run


@dataclass
class Marked:
    """The rows that bear a mark, by model, and all that refers to them."""

    own: dict[str, int] = field(default_factory=dict)
    dependents: list[Dependents] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """All rows that go, by model."""
        counts = dict(self.own)
        for label, count in counts_of(self.dependents).items():
            counts[label] = counts.get(label, 0) + count
        return counts

    def lines(self) -> Iterator[str]:
        yield f"Marked: {listed(self.own) or 'nothing'}."
        if self.dependents:
            yield f"What refers to them: {listed(counts_of(self.dependents))}."
            for each in self.dependents:
                keys = f": {', '.join(map(str, each.keys))}{', ...' if each.count > len(each.keys) else ''}"
                columns = ", ".join(each.reference.columns)
                yield f"{each} to {each.target} by {columns}{keys if each.keys else ''}"


def look(using: str, marked: Sequence[models.QuerySet[Any]]) -> Marked:
    """The rows that `take` would remove. Raises RecordedInTheWay."""
    with _going(using, marked, lock=False) as (found, _):
        return found


def take(using: str, marked: Sequence[models.QuerySet[Any]], agreed: dict[str, int]) -> dict[str, int]:
    """Remove the marked rows and all that refers to them; how many, by model.

    SeedError where there are more of a model than was agreed to, or RecordedInTheWay; then nothing is removed.
    """
    with transaction.atomic(using=using), _going(using, marked, lock=True) as (found, remove):
        counts = found.counts
        more = sorted(label for label, count in counts.items() if count > agreed.get(label, 0))
        if more:
            raise SeedError(f"There are more {', '.join(more)} now than were shown. Run the command again.")
        remove()
        return counts


@contextmanager
def _going(using: str, marked: Sequence[models.QuerySet[Any]], *, lock: bool) -> Iterator[tuple[Marked, Any]]:
    """Rows that go, and the function that removes them."""
    with transaction.atomic(using=using):
        catalogue = Catalogue.read(using)
        with temporary_sets(using, catalogue) as sets:
            references, tables = references_on(using, catalogue), models_by_table(catalogue)
            going, found = GoingRows(sets, references, tables), Marked()
            for rows in marked:
                table, key = table_of(rows.model, catalogue), rows.model._meta.pk
                if table is None:
                    continue
                own = going.own(table, str(key.column))
                own.add_keys(_unrecorded_keys(using, rows), lock=lock)
                number = own.count()
                if number:
                    found.own[rows.model._meta.label] = number
            found.dependents = going.add_dependents(lock=lock)
            labels = {table: model._meta.label for table, model in tables.items()}
            for (table, _), group in going.groups.items():
                _refuse_recorded(using, labels.get(table, ""), group)
            yield found, lambda: delete(going, references, catalogue, using)


def _unrecorded_keys(using: str, rows: models.QuerySet[Any]) -> Iterator[Any]:
    """The keys of those rows that no recorded run wrote, as the database takes them."""
    key, label = rows.model._meta.pk, rows.model._meta.label
    names = ledger.recorded_rows(label, using)
    for value in rows.using(using).order_by("pk").values_list("pk", flat=True):
        if not names.is_own(label, value):
            yield key.get_db_prep_value(value, connections[using])


def _refuse_recorded(using: str, label: str, rows: RowSet) -> None:
    """RecordedInTheWay if a recorded run wrote one of the rows."""
    if len(rows.columns) != 1 or not label:
        return
    by_run: dict[int, list[Block]] = {}
    for number, block in ledger.blocks_of_model(label, using):
        by_run.setdefault(number, []).append(block)
    for number, blocks in by_run.items():
        ranges = [(block.first_key, block.first_key + block.count) for block in blocks if block.first_key is not None]
        keys = [key for block in blocks for key in block.keys]
        if _holds_range(using, rows, ranges) or _holds_key(using, rows, label, keys):
            raise RecordedInTheWay(SeedRun.objects.using(using).get(pk=number), label)


def _holds_range(using: str, rows: RowSet, ranges: Sequence[tuple[int, int]]) -> bool:
    column = connections[using].ops.quote_name(rows.columns[0])
    for start in range(0, len(ranges), AT_ONCE):
        some = ranges[start : start + AT_ONCE]
        condition = " OR ".join([f"({column} >= %s AND {column} < %s)"] * len(some))
        bounds = [bound for each in some for bound in each]
        if fetch(connections[using], f"SELECT 1 FROM {rows.name} WHERE {condition} LIMIT 1", *bounds):
            return True
    return False


def _holds_key(using: str, rows: RowSet, label: str, keys: Iterable[Any]) -> bool:
    from django.apps import apps

    field = apps.get_model(label)._meta.pk
    prepared = [field.get_db_prep_value(field.to_python(key), connections[using]) for key in keys]
    return any(rows.holds(prepared[start : start + AT_ONCE]) for start in range(0, len(prepared), AT_ONCE))

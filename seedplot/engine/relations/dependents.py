"""The rows that refer to rows of runs and are not theirs, and those that refer to them in turn.

They are found by every reference there is, set by set: the rows stay in the database, and each step takes one statement
for each reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db import models

from seedplot.engine.relations.disposables import Disposable
from seedplot.engine.relations.foreign_keys import Table
from seedplot.engine.relations.references import Reference, onto
from seedplot.engine.relations.row_sets import RowSet, RowSets

FIRST = 5
"""Rows that a message names."""

Group = tuple[Table, tuple[str, ...]]


@dataclass(frozen=True)
class Dependents:
    """Rows of one table that refer to rows of another by one reference."""

    reference: Reference
    label: str
    """Their model, or the table where it has none."""
    target: str
    """The same of the rows that they refer to."""
    count: int
    keys: Sequence[Any]
    """The first keys, those that name nothing secret."""

    def __str__(self) -> str:
        return f"{self.count:,} {self.label} {'refers' if self.count == 1 else 'refer'}"

    @property
    def first(self) -> str:
        """The first row as a message names it. A key that is text may be a secret, as that of a token is."""
        return f"{self.label} {self.keys[0]}" if self.keys else self.label


class ConditionOf(Protocol):
    def __call__(self, reference: Reference, *, is_found: bool) -> str | None: ...


class GoingRows:
    """The rows that a clearing takes, as sets by table: first the runs' own, then what refers to them."""

    def __init__(
        self, sets: RowSets, references: Sequence[Reference], table_models: Mapping[Table, type[models.Model]]
    ) -> None:
        self._sets = sets
        self._labels = {table: model._meta.label for table, model in table_models.items()}
        self._links = {table for table, model in table_models.items() if model._meta.auto_created}
        self._onto = onto(references)
        self.groups: dict[Group, RowSet] = {}
        self._staying: dict[Group, RowSet] = {}
        self._spare: dict[Group, RowSet] = {}

    def own(self, table: Table, key: str) -> RowSet:
        """The set of the runs' own rows in that table."""
        group = (table, (key,))
        if group not in self.groups:
            self.groups[group] = self._sets.new(*group)
        return self.groups[group]

    def staying(self, table: Table, key: str) -> RowSet:
        """The set of rows in that table that stay, whatever they refer to."""
        group = (table, (key,))
        if group not in self._staying:
            self._staying[group] = self._sets.new(*group)
        return self._staying[group]

    def is_referenced(self, table: Table) -> bool:
        return table in self._onto

    def references_onto(self) -> list[Reference]:
        """Every reference to a table of which rows go."""
        tables = dict.fromkeys(table for table, _ in self.groups)
        return [reference for table in tables for reference in self._onto.get(table, ())]

    def add_disposables(self, disposables: Iterable[Disposable], *, lock: bool) -> list[Dependents]:
        """Add what goes with its rows by its nature, and what belongs to that in turn."""
        known: dict[tuple[Table, tuple[str, ...]], str] = {
            (each.table, each.columns): each.condition for each in disposables
        }

        def condition_of(reference: Reference, *, is_found: bool) -> str | None:
            if is_found and reference.table in self._links:
                return ""
            return known.get((reference.table, reference.columns))

        return list(self._spread(condition_of, lock=lock))

    def add_dependents(self, *, lock: bool) -> list[Dependents]:
        """Add every other row that refers to one of the rows, or to one of those."""
        return list(self._spread(lambda reference, *, is_found: "", lock=lock))

    def unchecked_tables(self) -> list[Table]:
        """The tables with references to rows that go which the database does not check."""
        return list(dict.fromkeys(each.table for each in self.references_onto() if not each.is_enforced))

    def latecomers(self) -> list[Dependents]:
        """The rows that have come to refer to one of the rows since they were looked for, unknown to the database."""
        return list(self._spread(lambda reference, *, is_found: None if reference.is_enforced else "", lock=False))

    def _spread(self, condition_of: ConditionOf, *, lock: bool) -> Iterator[Dependents]:
        """Follow the references for which there is a condition, until no further row is found.

        The condition may differ for references to rows that were found on the way.
        """
        frontier, is_found = list(self.groups.values()), False
        while frontier:
            following = []
            for targets in frontier:
                targets.measured()
                for reference in self._onto.get(targets.table, ()):
                    condition = condition_of(reference, is_found=is_found)
                    if condition is None:
                        continue
                    found = self._find(reference, targets, condition, lock=lock)
                    if found is not None:
                        yield found[0]
                        following.append(found[1])
            frontier, is_found = following, True

    def _find(
        self, reference: Reference, targets: RowSet, condition: str, *, lock: bool
    ) -> tuple[Dependents, RowSet] | None:
        key = self._sets.catalogue.tables[reference.table].primary_key
        group = (reference.table, key or reference.columns)
        rows = self._spare.pop(group, None) or self._sets.new(*group)
        lock = lock and self.is_referenced(reference.table)
        known = self.groups.get(group)
        count = rows.add_referring(reference, targets, known, condition, lock=lock)
        if count and group in self._staying:
            count -= rows.discard_all(self._staying[group])
        if not count:
            self._spare[group] = rows
            return None
        if known is None:
            self.groups[group] = rows
        else:
            known.add_all(rows)
        names = [_shown(own[0]) for own in rows.first(FIRST) if len(own) == 1] if key else []
        shown = [name for name in names if name is not None]
        labels = (
            self._labels.get(reference.table, str(reference.table)),
            self._labels.get(reference.target, str(reference.target)),
        )
        return Dependents(reference, *labels, count, shown), rows


def _shown(key: Any) -> str | None:
    if isinstance(key, (int, UUID)):
        return str(key)
    try:
        # Where a database has no UUIDs, they are texts.
        return str(UUID(key)) if isinstance(key, str) and len(key) in (32, 36) else None
    except ValueError:
        return None

"""The rows that are verified, whoever wrote them, in the order of their keys: joins of any size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from heapq import merge
from itertools import groupby
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

CHUNK_SIZE = 2_000
"""Rows that are fetched at a time."""


@dataclass(frozen=True)
class LibraryRows:
    """The rows of a library, the day that is its "now", and the database that it is in."""

    as_of: date
    using: str = "default"

    @property
    def moment(self) -> datetime:
        """The start of that day, by the library's wall clock."""
        return datetime.combine(self.as_of, time())

    def rows(self, model: Any) -> QuerySet[Any]:
        rows: QuerySet[Any] = model._base_manager.using(self.using)
        return rows


def looked_up(model: Any, column: str, **where: str) -> Subquery:
    """A column of the row of another table whose columns equal those of the row at hand."""
    matching = {theirs: OuterRef(ours) for theirs, ours in where.items()}
    return Subquery(model._base_manager.filter(**matching).values(column)[:1])


def values_of(rows: QuerySet[Any], columns: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """The columns of the rows, a chunk at a time."""
    return rows.values_list(*columns).iterator(chunk_size=CHUNK_SIZE)


Keyed = Iterable[tuple[Any, Any]]
"""Pairs of a key and a value, in the order of their keys."""


def side_by_side(*streams: Keyed) -> Iterator[tuple[Any, list[list[Any]]]]:
    """Each key that any of the streams has, with the values that each of them has for it.

    The streams are ordered by key, so that nothing is kept but the values of one key: a join of any size.
    """
    tagged = [_tagged(stream, place) for place, stream in enumerate(streams)]
    for key, group in groupby(merge(*tagged, key=lambda each: each[0]), key=lambda each: each[0]):
        values: list[list[Any]] = [[] for _ in streams]
        for _, place, value in group:
            values[place].append(value)
        yield key, values


def _tagged(stream: Keyed, place: int) -> Iterator[tuple[Any, int, Any]]:
    for key, value in stream:
        yield key, place, value


def keyed_rows(library: LibraryRows, model: Any, key: tuple[str, ...], values: tuple[str, ...], **only: Any) -> Keyed:
    """The values of the rows that `only` lets through, by key and in its order; an expression adds a value instead."""
    added = {name: each for name, each in only.items() if hasattr(each, "resolve_expression")}
    chosen = {name: each for name, each in only.items() if name not in added}
    rows = library.rows(model).filter(**chosen).annotate(**added).order_by(*key, "pk")
    for row in values_of(rows, (*key, *values)):
        yield row[: len(key)], row[len(key) :]

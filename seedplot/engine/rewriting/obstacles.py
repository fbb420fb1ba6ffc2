"""Obstacles to putting rows back: values that other rows have taken meanwhile, and rows that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, reduce
from itertools import islice
from operator import or_
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

from seedplot.engine.rewriting.matching import Pair
from seedplot.engine.rewriting.unique_order import Columns, Held, arriving, held_by, leaving
from seedplot.engine.unfiltered import unfiltered
from seedplot.plan import Row, Shape, WorldRow

T = TypeVar("T")

AT_ONCE = 100
"""Sets of values in a query."""
Place = tuple[str, str]
"""A row by its model and key, as a text."""


def place_of(row: Row) -> Place:
    return row.shape_.label, str(row.key_)


class Obstacles:
    """Finds the rows that cannot be put back, of edited ones (pairs) and missing ones, each by its place."""

    def __init__(self, using: str, pairs: dict[Place, Pair], missing: dict[Place, Row]) -> None:
        self._using, self._pairs, self._missing = using, pairs, missing

    def take_out(self) -> Iterator[tuple[Place, str]]:
        """Take the rows that cannot be put back out of the others; each with the reason.

        One that stays keeps its values, and leaves others without the row that they refer to: so it goes on until
        nothing changes any more.
        """
        gone = set(self._gone_targets())
        while found := {**dict(self._without_target(gone)), **dict(self._taken())}:
            for place, reason in found.items():
                self._pairs.pop(place, None)
                if self._missing.pop(place, None) is not None:
                    gone.add(place)
                yield place, reason

    def _rows(self) -> Iterator[tuple[Place, Row]]:
        yield from ((place, pair.after) for place, pair in self._pairs.items())
        yield from self._missing.items()

    def _gone_targets(self) -> Iterator[Place]:
        """The rows of the world, or shared by all shards, that are referred to and not there."""
        wanted: dict[type[models.Model], set[Any]] = {}
        for _, row in self._rows():
            for position in row.shape_.references:
                target = row.columns_[position]
                if isinstance(target, WorldRow):
                    wanted.setdefault(target.model_, set()).add(target.key_)
        for model, keys in wanted.items():
            there: set[Any] = set()
            for some in _batches(keys):
                there.update(unfiltered(model, self._using).filter(pk__in=some).values_list("pk", flat=True))
            for key in keys - there:
                place = model._meta.label, str(key)
                if place not in self._missing:
                    yield place

    def _without_target(self, gone: set[Place]) -> Iterator[tuple[Place, str]]:
        for place, row in self._rows():
            for position in row.shape_.references:
                target = _place_of_target(row.columns_[position])
                if target is not None and target in gone:
                    yield place, f"it refers to {' '.join(target)}, which is not there"
                    break

    def _taken(self) -> Iterator[tuple[Place, str]]:
        """The rows that are to hold what a row holds that does not give it up."""
        wanted: dict[tuple[Shape, Columns], dict[tuple[Any, ...], Place]] = {}
        given_up: dict[Place, set[Held]] = {}
        for place, pair in self._pairs.items():
            given_up[place] = set(leaving(pair))
            for columns, values in arriving(pair):
                wanted.setdefault((pair.after.shape_, columns), {})[values] = place
        for place, row in self._missing.items():
            for columns, values in held_by(row):
                wanted.setdefault((row.shape_, columns), {})[values] = place
        for (shape, columns), places in wanted.items():
            if columns in _conditional(shape):
                continue
            for holder, values in self._holders(shape, columns, places):
                own = places.get(values)
                if own is not None and (columns, values) not in given_up.get((shape.label, str(holder)), ()):
                    names = ", ".join(shape.fields[position].name for position in columns)
                    yield own, f"its {names} is that of {shape.label} {holder} now"

    def _holders(
        self, shape: Shape, columns: Columns, wanted: Mapping[tuple[Any, ...], Place]
    ) -> Iterator[tuple[Any, tuple[Any, ...]]]:
        """The keys of the rows that hold these values."""
        names = [shape.fields[position].attname for position in columns]
        rows = unfiltered(shape.model, self._using)
        for some in _batches(wanted):
            condition = reduce(or_, (Q(**dict(zip(names, values, strict=True))) for values in some))
            for key, *values in rows.filter(condition).values_list("pk", *names):
                yield key, tuple(values)


def _place_of_target(target: Any) -> Place | None:
    if isinstance(target, Row):
        return place_of(target)
    return (target.model_._meta.label, str(target.key_)) if isinstance(target, WorldRow) else None


@cache
def _conditional(shape: Shape) -> set[Columns]:
    """Columns that are unique under a condition: a query finds no holder there, so the database has the last word."""
    return {
        tuple(shape.index[name] for name in each.fields)
        for each in shape.model._meta.constraints
        if isinstance(each, models.UniqueConstraint) and each.condition is not None
    }


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while some := list(islice(iterator, AT_ONCE)):
        yield some

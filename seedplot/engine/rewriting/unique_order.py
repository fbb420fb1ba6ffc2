"""Updates in an order in which no unique constraint is violated on the way.

Databases check a unique constraint row by row. Where each day's row becomes the next one's, the latest goes first;
where rows change places, one of them has to give its value up for a parking value first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models

from seedplot.engine.rewriting.matching import Pair
from seedplot.plan import Row, Shape, stored_value

Columns = tuple[int, ...]
Held = tuple[Columns, tuple[Any, ...]]
"""The values that a row has in columns that no two rows share, by the columns' positions."""


@dataclass(frozen=True)
class Ordered:
    """The pairs in an order that works if those of `parked` have given up their values in these columns before."""

    pairs: list[Pair]
    parked: list[tuple[Pair, Columns]] = field(default_factory=list)


def ordered(pairs: Sequence[Pair]) -> Ordered:
    """Order pairs of one model: each after the pair that holds, before, what it is to hold."""
    holders = {held: pair for pair in pairs for held in leaving(pair)}
    if not holders:
        return Ordered(list(pairs))
    found = Ordered([])
    done: set[int] = set()
    for pair in pairs:
        _place(pair, holders, done, found)
    return found


def _place(first: Pair, holders: dict[Held, Pair], done: set[int], found: Ordered) -> None:
    """Place a pair after all that it waits for. A loop, because a chain may be as long as a story."""
    waiting: list[tuple[Pair, Iterator[Held]]] = [(first, arriving(first))]
    on_the_way = {id(first)}
    while waiting:
        pair, wanted = waiting[-1]
        held = next(wanted, None) if id(pair) not in done else None
        if held is None:
            waiting.pop()
            on_the_way.discard(id(pair))
            if id(pair) not in done:
                done.add(id(pair))
                found.pairs.append(pair)
            continue
        holder = holders.get(held)
        if holder is None or holder is pair or id(holder) in done:
            continue
        if id(holder) in on_the_way:
            # They wait for each other.
            found.parked.append((holder, held[0]))
            del holders[held]
            continue
        waiting.append((holder, arriving(holder)))
        on_the_way.add(id(holder))


def leaving(pair: Pair) -> Iterator[Held]:
    """Values that the row holds and gives up."""
    for columns in unique_columns(pair.before.shape_):
        before, after = _values(pair.before, columns), _values(pair.after, columns)
        if before is not None and before != after:
            yield columns, before


def arriving(pair: Pair) -> Iterator[Held]:
    """Values that the row is to hold and does not yet."""
    for columns in unique_columns(pair.after.shape_):
        before, after = _values(pair.before, columns), _values(pair.after, columns)
        if after is not None and before != after:
            yield columns, after


def held_by(row: Row) -> Iterator[Held]:
    for columns in unique_columns(row.shape_):
        values = _values(row, columns)
        if values is not None:
            yield columns, values


def is_local(row: Row, held: Held) -> bool:
    """Return true if no row of another shard can hold the same: one of the columns is a row of this shard."""
    return any(isinstance(row.columns_[position], Row) for position in held[0])


def _values(row: Row, columns: Columns) -> tuple[Any, ...] | None:
    """The values; None where one is null, for nulls are no hindrance."""
    found = []
    for position in columns:
        value = row.columns_[position]
        if value is None:
            return None
        found.append(stored_value(value, row.shape_.fields[position]))
    return tuple(found)


def loose_ends(pair: Pair) -> Iterator[Columns]:
    """The columns that change and are unique by an expression, such as Lower("name"): no order can be told there."""
    for columns in columns_in_expressions(pair.before.shape_):
        if _values(pair.before, columns) != _values(pair.after, columns):
            yield columns


@cache
def unique_columns(shape: Shape) -> tuple[Columns, ...]:
    """The sets of columns that no two rows share, without the key. A condition makes no difference here."""
    options = shape.model._meta
    sets: list[Collection[str]] = [[each.name] for each in shape.fields if each.unique and not each.primary_key]
    sets += options.unique_together
    sets += [each.fields for each in options.constraints if isinstance(each, models.UniqueConstraint) and each.fields]
    return tuple(tuple(shape.index[name] for name in names) for names in sets if set(names) <= set(shape.index))


@cache
def columns_in_expressions(shape: Shape) -> tuple[Columns, ...]:
    """The sets of columns of which an expression is unique."""
    constraints = [each for each in shape.model._meta.constraints if isinstance(each, models.UniqueConstraint)]
    return tuple(_columns_in(shape, each.expressions) for each in constraints if each.expressions)


def _columns_in(shape: Shape, expressions: Iterable[Any]) -> Columns:
    parts = [part for expression in expressions for part in expression.flatten() if isinstance(part, models.F)]
    names = [str(part.name) for part in parts]  # type: ignore[attr-defined]  # the stubs lack it
    return tuple(shape.index[name] for name in names if name in shape.index)

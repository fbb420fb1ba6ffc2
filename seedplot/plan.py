"""Rows and their references before any database.

A `Row` is a model's columns as one tuple, in the order of its `Shape`; a reference to another row is that row. A
`Change` sets columns of a row that was there before. Neither is a model instance: those cost more to make than
planning and loading a row together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models

from seedplot.errors import PlanError

Columns = tuple[Any, ...]
SHARED_ROWS = "frame"
"""The shard of the shared rows. The name is part of fingerprints, so it stays as it was first called.

>>> from seedplot import SHARED_ROWS, Shard
>>> Shard(SHARED_ROWS).name
'frame'
"""


class Shape:
    """The columns of a model's planned rows: its concrete fields, except a key that the database numbers."""

    def __init__(self, model: type[models.Model]) -> None:
        options = model._meta
        if options.parents or options.proxy:
            raise PlanError(f"{options.label} inherits a table; only models with a table of their own can be seeded")
        self.model = model
        self.label = options.label
        assert options.pk is not None
        self.key_field = options.pk
        self.numbered = isinstance(options.pk, models.AutoField)
        self.fields: tuple[models.Field[Any, Any], ...] = tuple(
            each for each in options.concrete_fields if not (self.numbered and each is self.key_field)
        )
        self.index = {each.name: position for position, each in enumerate(self.fields)}
        self.references = tuple(position for position, each in enumerate(self.fields) if each.is_relation)
        self.targets: tuple[tuple[int, Any], ...] = tuple(
            # A relation has a model, and that one a table.
            (position, self.fields[position].related_model._meta.concrete_model)  # type: ignore[union-attr]
            for position in self.references
        )
        """Of each reference: its position, and the model that it refers to."""
        self.made_by: set[str] = set()
        """The names of the factories that have made such rows."""
        self.key_position = None if self.numbered else self.index[self.key_field.name]
        self.borrows_key = options.pk.is_relation
        """True if the key is that of the row it belongs to, as with a one-to-one relation."""


@cache
def shape_of(model: type[models.Model]) -> Shape:
    return Shape(model)


class Row:
    """A planned row. Columns read as attributes (`row.merged_at`).

    `key` is the value of the key column or, where the database numbers the rows or the key is that of another row,
    None until the writer gives one. `stream_path` names the row's stream, where `stream_paths()` asks for it.

    A factory makes it; `with_columns` gives a copy with other values. AttributeError for a column that the model does
    not have.

    >>> from django.contrib.auth.models import Group
    >>> from seedplot import Row
    >>> from seedplot.plan import shape_of
    >>> row = Row(shape_of(Group), ("cooks",))
    >>> row.name, row.with_columns(name="bakers").name, row.key
    ('cooks', 'bakers', None)
    """

    __slots__ = ("columns", "key", "shape", "stream_path")

    columns: Columns
    key: Any
    shape: Shape
    stream_path: str

    def __init__(self, shape: Shape, columns: Columns) -> None:
        self.shape = shape
        self.columns = columns
        self.key = None if shape.key_position is None or shape.borrows_key else columns[shape.key_position]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.columns[self.shape.index[name]]
        except KeyError:
            raise AttributeError(f"{self.shape.label} has no column '{name}'") from None

    def __repr__(self) -> str:
        pairs = ", ".join(f"{name}={_short(value)}" for name, value in self.as_dict().items())
        return f"<Row {self.shape.label} {pairs}>"

    def as_dict(self) -> dict[str, Any]:
        return {each.name: value for each, value in zip(self.shape.fields, self.columns, strict=True)}

    def with_columns(self, **columns: Any) -> Row:
        """The same row of the same stream with other values in these columns."""
        row = Row(self.shape, tuple({**self.as_dict(), **columns}.values()))
        if hasattr(self, "stream_path"):
            row.stream_path = self.stream_path
        return row


def _short(value: Any) -> str:
    return f"<{value.shape.label}>" if isinstance(value, Row) else repr(value)


@dataclass(frozen=True)
class WorldRow:
    """A row that was there before the run: its key, its name in the plan, and the columns that the plan may read.

    Columns read as attributes; AttributeError for one that was not read.

    >>> from django.contrib.auth.models import Group
    >>> from seedplot import WorldRow
    >>> cooks = WorldRow(Group, 7, "the cooks", {"name": "cooks"})
    >>> cooks.key, cooks.name
    (7, 'cooks')
    """

    model: type[models.Model]
    key: Any
    known_as: str
    columns: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            # Pickle asks a row without columns for its methods.
            raise AttributeError(name)
        try:
            return self.columns[name]
        except KeyError:
            raise AttributeError(f"the world's {self.known_as} was read without column '{name}'") from None


@dataclass(frozen=True)
class Change:
    """New values for columns of a row of the world; the ledger keeps the old ones.

    >>> from django.contrib.auth.models import Group
    >>> from seedplot import Change, WorldRow
    >>> Change(WorldRow(Group, 7, "the cooks"), {"name": "chefs"}).columns
    {'name': 'chefs'}
    """

    row: WorldRow
    columns: Mapping[str, Any]


@dataclass(frozen=True)
class ReferenceTable:
    """Rows of a code table that must be there. They belong to no run.

    `key` is the column by which a row is known, and each row has all columns that have no default. Those that are
    missing are added before a run; clearing leaves them, and what somebody has altered stays altered.

    >>> from django.contrib.auth.models import Group
    >>> from seedplot import ReferenceTable
    >>> ReferenceTable(Group, "name", [{"name": "cooks"}, {"name": "bakers"}]).keys
    ['cooks', 'bakers']
    """

    model: type[models.Model]
    key: str
    rows: Sequence[Mapping[str, Any]]

    @property
    def keys(self) -> list[Any]:
        return [row[self.key] for row in self.rows]


class World:
    """The rows that a scenario found in the database, by name; read once, before planning, and passed in.

    `sources` is what it took from outside the database: JSON values, which the run's record keeps. `shared` are the
    names of those rows that the run itself wrote before its shards.

    KeyError for a name that is not there; `get` returns None.

    >>> from django.contrib.auth.models import Group
    >>> from seedplot import World, WorldRow
    >>> world = World([WorldRow(Group, 7, "the cooks")])
    >>> world["the cooks"].key, "the bakers" in world, world.get("the bakers")
    (7, False, None)
    """

    def __init__(
        self,
        rows: Iterable[WorldRow] = (),
        sources: Mapping[str, Any] | None = None,
        *,
        shared: Iterable[str] = (),
    ) -> None:
        self.rows = {row.known_as: row for row in rows}
        self.sources = sources or {}
        self.shared = frozenset(shared)

    def __getitem__(self, name: str) -> WorldRow:
        return self.rows[name]

    def get(self, name: str) -> WorldRow | None:
        return self.rows.get(name)

    def __contains__(self, name: str) -> bool:
        return name in self.rows


@dataclass(frozen=True)
class Shard:
    """A part of a run that is planned without knowing the others: a team, a project, a patron block.

    Its name is part of the fingerprint and unique within a run.

    >>> from seedplot import Shard
    >>> [Shard(f"team {number}", number) for number in (1, 2)]
    [Shard(name='team 1', number=1), Shard(name='team 2', number=2)]
    """

    name: str
    number: int = 0

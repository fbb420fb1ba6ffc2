"""Rows and their references before any database.

A `Row` is a model's columns as one tuple, in the order of its `Shape`; a reference to another row is that row. A
`Change` sets columns of a row that was there before. Neither is a model instance: those cost more to make than
planning and loading a row together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

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
    """The columns of a model's planned rows: those of its own table, without what the database numbers or generates.

    A row of a model that inherits a table refers to its parent's row, as the table does.
    """

    def __init__(self, model: type[models.Model]) -> None:
        options = model._meta
        assert options.pk is not None
        if not options.pk.concrete:
            raise PlanError(
                f"{options.label} has a key of several columns, by which the record of a run cannot find its rows yet. "
                "Write its rows outside of a scenario"
            )
        self.model = model
        self.label = options.label
        self.key_field = options.pk
        self.numbered = isinstance(options.pk, models.AutoField)
        self.fields: tuple[models.Field[Any, Any], ...] = tuple(
            each
            for each in options.local_concrete_fields
            # Django 4.2 has no generated columns.
            if not (self.numbered and each is self.key_field) and not getattr(each, "generated", False)
        )
        self.index = {each.name: position for position, each in enumerate(self.fields)}
        self.parents: dict[str, Shape] = {
            each.name: shape_of(each.related_model)
            for each in self.fields
            if each.is_relation and each.remote_field.parent_link  # type: ignore[union-attr]
        }
        """The shapes of the parents' rows, by the column that refers to one."""
        self.inherited: dict[str, str] = {
            name: link for link, parent in reversed(self.parents.items()) for name in (*parent.index, *parent.inherited)
        }
        """By name of a column of a parent's table: the column that refers to that parent."""
        self.generic = _generic_keys(self)
        """By position of a generic foreign key's value: the position of its content type."""
        self.references = tuple(
            position for position, each in enumerate(self.fields) if each.is_relation or position in self.generic
        )
        """The positions of columns that hold rows."""
        self.targets: tuple[tuple[int, Any], ...] = tuple(
            (position, target_of(self.fields[position])) for position in self.references
        )
        """Of each reference: its position, and the model that it refers to; None if that is any model."""
        self.attaches = bool(self.parents)
        """True if rows of other tables belong to these."""
        self.made_by: set[str] = set()
        """The names of the factories that have made such rows."""
        self.key_position = None if self.numbered else self.index[self.key_field.name]
        self.borrows_key = options.pk.is_relation
        """True if the key is that of the row it belongs to, as with a one-to-one relation."""
        self.is_named_by_owner = self.borrows_key and is_by_key(options.pk)
        """True if the row has the name of the row it belongs to, too."""


def target_of(field: Any) -> type[models.Model] | None:
    """The model with the table that a relation refers to; None of other columns."""
    return field.related_model._meta.concrete_model if field.is_relation else None


def _generic_keys(shape: Shape) -> dict[int, int]:
    """The columns of generic foreign keys. Their class is not imported: it needs contenttypes to be installed."""
    return {
        shape.index[each.fk_field]: shape.index[each.ct_field]
        for each in shape.model._meta.private_fields
        if hasattr(each, "ct_field") and hasattr(each, "fk_field") and each.fk_field in shape.index
    }


@cache
def shape_of(model: type[models.Model]) -> Shape:
    """The shape of a model's rows; a proxy has that of the model whose table it shares."""
    concrete = model._meta.concrete_model
    assert concrete is not None
    return Shape(model) if concrete is model else shape_of(concrete)


class Row:
    """A planned row. Columns read as attributes (`row.merged_at`), those of a parent's table too.

    `key` is the value of the key column or, where the database numbers the rows or the key is that of another row,
    None until the writer gives one. A column of that name comes first, as one named `shape` or `columns` does.

    A factory makes it; `with_columns` gives a copy with other values. AttributeError for a column that the model does
    not have.

    >>> from django.contrib.auth.models import Group
    >>> from seedplot import Row
    >>> from seedplot.plan import shape_of
    >>> row = Row(shape_of(Group), ("cooks",))
    >>> row.name, row.with_columns(name="bakers").name, row.key
    ('cooks', 'bakers', None)
    """

    # No column of Django's ends with an underscore, so none is hidden by what the engine reads.
    __slots__ = ("attached_", "columns_", "key_", "shape_", "stream_path_")

    attached_: Attached
    """The rows that are written with it; unset where there are none."""
    columns_: Columns
    key_: Any
    shape_: Shape
    stream_path_: str
    """The name of the row's stream, where `stream_paths()` asks for it."""

    def __init__(self, shape: Shape, columns: Columns) -> None:
        self.shape_ = shape
        self.columns_ = columns
        self.key_ = None if shape.key_position is None or shape.borrows_key else columns[shape.key_position]

    def __getattr__(self, name: str) -> Any:
        if name.endswith("_"):
            raise AttributeError(name)
        shape = self.shape_
        try:
            return self.columns_[shape.index[name]]
        except KeyError:
            pass
        if name in shape.inherited:
            return getattr(self.columns_[shape.index[shape.inherited[name]]], name)
        raise AttributeError(f"{shape.label} has no column '{name}'")

    @property
    def key(self) -> Any:
        return self.__getattr__("key") if self._has("key") else self.key_

    @property
    def shape(self) -> Any:
        return self.__getattr__("shape") if self._has("shape") else self.shape_

    @property
    def columns(self) -> Any:
        return self.__getattr__("columns") if self._has("columns") else self.columns_

    def _has(self, name: str) -> bool:
        return name in self.shape_.index or name in self.shape_.inherited

    def __repr__(self) -> str:
        pairs = ", ".join(f"{name}={_short(value)}" for name, value in self.as_dict().items())
        return f"<Row {self.shape_.label} {pairs}>"

    def as_dict(self) -> dict[str, Any]:
        """The columns of its own table, by name."""
        return {each.name: value for each, value in zip(self.shape_.fields, self.columns_, strict=True)}

    def with_columns(self, **columns: Any) -> Row:
        """The same row of the same stream with other values in these columns."""
        shape = self.shape_
        own = self.as_dict()
        for name in columns:
            if not self._has(name):
                raise AttributeError(f"{shape.label} has no column '{name}'")
        attached = getattr(self, "attached_", Attached())
        parents = []
        for link in shape.parents:
            parent = own[link]
            if any(parent is each for each in attached.parents):
                others = {name: value for name, value in columns.items() if shape.inherited.get(name) == link}
                own[link] = parent.with_columns(**others)
                parents.append(own[link])
        row = Row(shape, tuple({**own, **{name: columns[name] for name in columns if name in own}}.values()))
        if attached.parents or attached.links:
            copies = {id(old): new for old, new in zip(_with_ancestors(self), _with_ancestors(row), strict=True)}
            links = [
                each.with_columns(**{name: copies.get(id(value), value) for name, value in each.as_dict().items()})
                for each in attached.links
            ]
            row.attached_ = Attached(tuple(parents), tuple(links))
        if hasattr(self, "stream_path_"):
            row.stream_path_ = self.stream_path_
        return row


def _short(value: Any) -> str:
    return f"<{value.shape_.label}>" if isinstance(value, Row) else repr(value)


def _with_ancestors(row: Row) -> Iterator[Row]:
    """The row and those of its parents' tables."""
    yield row
    for link in row.shape_.parents:
        parent = row.columns_[row.shape_.index[link]]
        if isinstance(parent, Row):
            yield from _with_ancestors(parent)


class Attached(NamedTuple):
    """Rows that belong to a row: those of its parents' tables, and the links of its many-to-many fields."""

    parents: tuple[Row, ...] = ()
    links: tuple[Row, ...] = ()


def with_attached(row: Row) -> Iterator[Row]:
    """The row among those that are written with it, in an order in which targets come first."""
    parents, links = getattr(row, "attached_", Attached())
    for parent in parents:
        yield from with_attached(parent)
    yield row
    yield from links


def ancestor(row: Row, model: type[models.Model] | None) -> Row:
    """The row, or that of its parents whose model is this one, where there is one."""
    if row.shape_.model is model:
        return row
    for link in row.shape_.parents:
        parent = row.columns_[row.shape_.index[link]]
        found = ancestor(parent, model) if isinstance(parent, Row) else row
        if found.shape_.model is model:
            return found
    return row


@dataclass(frozen=True)
class ContentTypeOf:
    """The content type of a model, as the value of a column. Its key differs between databases."""

    model: type[models.Model]

    @property
    def name(self) -> str:
        return f"content type {self.model._meta.label_lower}"


def stored_value(value: Any, column: models.Field[Any, Any]) -> Any:
    """A planned value as its column keeps it: in place of a row its key, or the column that the reference is to."""
    if isinstance(value, Row):
        value = ancestor(value, target_of(column))
    if not isinstance(value, (Row, WorldRow)):
        return value
    if not column.is_relation or is_by_key(column):
        return value.key_
    target: Any = column.target_field  # type: ignore[attr-defined]  # a relation has one
    try:
        return stored_value(getattr(value, target.name), target)
    except AttributeError as error:
        raise PlanError(f"{column.model._meta.label}.{column.name} refers to that column, and {error}") from None


def borrowed_key(row: Row) -> Any:
    """The key of a row whose key is that of the row it belongs to, or another column of that one."""
    return stored_value(owner_of(row), row.shape_.key_field)


def owner_of(row: Row) -> Any:
    """The row that a row belongs to whose key it borrows."""
    assert row.shape_.key_position is not None
    return row.columns_[row.shape_.key_position]


def is_by_key(column: Any) -> bool:
    """Return true if a relation keeps the key of the row that it refers to, and no other column (`to_field`)."""
    target: Any = column.target_field
    return bool(target.primary_key)


def row_stored_as(value: Any, column: Any) -> WorldRow:
    """The row that a reference means by a value which its column keeps."""
    if is_by_key(column):
        return WorldRow(column.related_model, value, "")
    return WorldRow(column.related_model, None, "", {column.target_field.name: value})


def changed_value(change: Change, name: str) -> Any:
    """The value of a change as the column keeps it. PlanError for a row as the value of a generic foreign key."""
    column: Any = change.row.model_._meta.get_field(name)
    value = change.columns[name]
    if isinstance(value, (Row, WorldRow, ContentTypeOf)) and not column.is_relation:
        raise PlanError(
            f"{column.model._meta.label}.{name} is the value of a generic foreign key, which a Change cannot set: its "
            "fingerprint would be another in each database"
        )
    return stored_value(value, column)


@dataclass(frozen=True)
class WorldRow:
    """A row that was there before the run: its model, key, name in the plan, and the columns that the plan may read.

    They read as `model`, `key`, `known_as` and `columns`, and the columns themselves as attributes, which come first;
    AttributeError for one that was not read.

    >>> from django.contrib.auth.models import Group
    >>> from seedplot import WorldRow
    >>> cooks = WorldRow(Group, 7, "the cooks", {"name": "cooks"})
    >>> cooks.key, cooks.name
    (7, 'cooks')
    """

    # As with Row: no column of Django's is called so.
    model_: type[models.Model]
    key_: Any
    known_as_: str
    columns_: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __getattr__(self, name: str) -> Any:
        if name.endswith("_"):
            # Pickle asks a row without columns for its methods.
            raise AttributeError(name)
        try:
            return self.columns_[name]
        except KeyError:
            pass
        if name in _OF_WORLD_ROWS:
            return getattr(self, f"{name}_")
        raise AttributeError(f"the world's {self.known_as_} was read without column '{name}'")


_OF_WORLD_ROWS = frozenset({"model", "key", "known_as", "columns"})


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
        self.rows = {row.known_as_: row for row in rows}
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

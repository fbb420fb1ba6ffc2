"""Rows of several tables, made of one set of values: parents' rows, generic foreign keys, many-to-many links."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db import models

from seedplot.errors import PlanError
from seedplot.plan import Attached, ContentTypeOf, Row, Shape, WorldRow, ancestor, shape_of, target_of

DefaultOf = Callable[[Any], Any]
"""The value of a column for which nothing is declared; called for each row if it can be called."""


class Assembly:
    """Makes the rows of one factory, for one set of names that have values."""

    def __init__(self, model: type[models.Model], given: Sequence[str], default_of: DefaultOf) -> None:
        self.shape = shape_of(model)
        options = model._meta
        self._given = frozenset(given)
        self._generic = {
            each.name: each
            for each in options.private_fields
            if hasattr(each, "ct_field") and {each.name, each.fk_field} & self._given and each.ct_field not in given
        }
        self._links = [_Links(each, default_of) for each in options.many_to_many if each.name in self._given]
        if self._links:
            self.shape.attaches = True

    @property
    def is_plain(self) -> bool:
        """Return true if a row is one tuple of columns and nothing else."""
        return not (self.shape.parents or self._generic or self._links)

    @property
    def names(self) -> set[str]:
        """The names that may have values, beside those of the table's own columns."""
        return {*self.shape.inherited, *self._generic, *(each.name for each in self._links)}

    def columns(self) -> list[Any]:
        """The columns that need a value, those of parents' tables included."""
        derived = {name for each in self._generic.values() for name in (each.ct_field, each.fk_field)}
        found = {each.name: each for each in self._columns_of(self.shape)}
        return [each for name, each in found.items() if name not in derived or name in self._given]

    @property
    def wanted(self) -> list[str]:
        """The names of the values that a row is made of."""
        generic = [name for name in self._generic if name in self._given]
        return [*(each.name for each in self.columns()), *generic, *(each.name for each in self._links)]

    def _columns_of(self, shape: Shape) -> Iterator[Any]:
        for each in shape.fields:
            if each.name in shape.parents and each.name not in self._given:
                yield from self._columns_of(shape.parents[each.name])
            else:
                yield each

    def row(self, values: Mapping[str, Any]) -> Row:
        """The row with these values, and those that belong to it attached."""
        own = dict(values)
        for name, field in self._generic.items():
            target = own.pop(name) if name in own else own[field.fk_field]
            own[field.fk_field] = target
            own[field.ct_field] = _content_type_of(target)
        row = self._assembled(self.shape, own, {})
        links = [link for each in self._links for link in each.rows(row, own[each.name])]
        if links:
            row.attached_ = Attached(getattr(row, "attached_", Attached()).parents, tuple(links))
        return row

    def _assembled(self, shape: Shape, values: dict[str, Any], made: dict[Shape, Row]) -> Row:
        """The row of that table, with new parents where none are given; two that share a parent get the same one."""
        parents = []
        for link, parent in shape.parents.items():
            if link not in self._given:
                if parent not in made:
                    made[parent] = self._assembled(parent, values, made)
                    parents.append(made[parent])
                values[link] = made[parent]
        row = Row(shape, tuple(values[each.name] for each in shape.fields))
        if parents:
            row.attached_ = Attached(tuple(parents))
        return row


def _content_type_of(target: Any) -> ContentTypeOf | None:
    if isinstance(target, Row):
        return ContentTypeOf(target.shape_.model)
    if isinstance(target, WorldRow):
        model = target.model_._meta.concrete_model
        assert model is not None
        return ContentTypeOf(model)
    # The writer refuses what is no row.
    return None


class _Links:
    """The links of a many-to-many field: rows of its through model."""

    def __init__(self, field: Any, default_of: DefaultOf) -> None:
        self.name: str = field.name
        through = field.remote_field.through
        self._shape = shape_of(through)
        self._source, self._target = field.m2m_field_name(), field.m2m_reverse_field_name()
        self._source_model = target_of(self._shape.fields[self._shape.index[self._source]])
        self._is_symmetrical = bool(field.remote_field.symmetrical)
        ends = {self._source, self._target}
        self._others = {
            each.name: self._default(each, default_of) for each in self._shape.fields if each.name not in ends
        }

    def _default(self, column: Any, default_of: DefaultOf) -> Any:
        try:
            return default_of(column)
        except PlanError:
            label = self._shape.label
            raise PlanError(
                f"The links of '{self.name}' are rows of {label}, which need a value for '{column.name}'. "
                f"Yield rows of a factory whose model is {label} instead"
            ) from None

    def rows(self, row: Row, targets: Any) -> Iterator[Row]:
        """A link to each of the targets; both ways where the field is symmetrical, as Django makes them."""
        if isinstance(targets, (Row, WorldRow)) or not hasattr(targets, "__iter__"):
            raise PlanError(f"{row.shape_.label}.{self.name} takes a list of rows, not {targets!r}")
        source = ancestor(row, self._source_model)
        for target in targets:
            yield self._link(source, target)
            if self._is_symmetrical and target is not row:
                yield self._link(target, source)

    def _link(self, source: Any, target: Any) -> Row:
        others = {name: value() if callable(value) else value for name, value in self._others.items()}
        values = {**others, self._source: source, self._target: target}
        return Row(self._shape, tuple(values[each.name] for each in self._shape.fields))

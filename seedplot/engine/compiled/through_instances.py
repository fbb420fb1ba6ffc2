"""Planned rows whose columns are those of a model instance: its `__init__`, descriptors and fields' `pre_save()`.

The instance is made while the row is planned, and reaches no database: what it computes are values like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections, models

from seedplot.engine.saving.losses import has_own_pre_save
from seedplot.errors import PlanError
from seedplot.plan import Row, WorldRow

_NOTHING = object()


def through_instances(
    factory_name: str, model: type[models.Model], row_function: Callable[..., Row]
) -> Callable[..., Row]:
    """The function with the columns of each row taken from an instance. PlanError where they are not repeatable."""
    computed = _Computed(factory_name, model)

    def row(stream: Any, *values: Any) -> Row:
        made = row_function(stream, *values)
        changed = computed.columns(made)
        return made.with_columns(**changed) if changed else made

    return row


class _Computed:
    """The columns of a model that may differ from what is given."""

    def __init__(self, factory_name: str, model: type[models.Model]) -> None:
        self._factory_name, self._model = factory_name, model
        self._is_tried = False
        self._fields = [
            each
            for each in model._meta.concrete_fields
            # A file is written where it is stored, which no plan does.
            if not (each.is_relation or getattr(each, "generated", False) or isinstance(each, models.FileField))
        ]

    def columns(self, row: Row) -> dict[str, Any]:
        """The columns whose values the instance has changed."""
        given = {}
        for each in self._fields:
            # The database numbers some keys, and a generic foreign key's value may be a row.
            value = getattr(row, each.name, _NOTHING)
            if value is not _NOTHING and not isinstance(value, (Row, WorldRow)):
                given[each.name] = value
        found = self._of_instance(given)
        if not self._is_tried:
            self._refuse_unless_repeated(given, found)
            self._is_tried = True
        return {name: value for name, value in found.items() if name in given and not _is_same(given[name], value)}

    def _of_instance(self, given: dict[str, Any]) -> dict[str, Any]:
        try:
            with _no_queries():
                instance = self._model(**given)
                return {
                    each.name: each.pre_save(instance, True)
                    if has_own_pre_save(each)
                    else getattr(instance, each.attname)
                    for each in self._fields
                    if not each.primary_key
                }
        except PlanError as error:
            raise PlanError(f"{self._factory_name}: {error}") from None
        except Exception as error:
            label = self._model._meta.label
            raise PlanError(
                f"{self._factory_name}: {label} cannot be made as an instance while it is planned: "
                f"{type(error).__name__}: {error}. Plan its columns, and say so in Meta: "
                'writes = Columns("the reason")'
            ) from error

    def _refuse_unless_repeated(self, given: dict[str, Any], found: dict[str, Any]) -> None:
        """PlanError for a column that comes out differently a second time: by the clock, or by chance."""
        again = self._of_instance(given)
        for name, value in found.items():
            if not _is_same(value, again[name]):
                raise PlanError(
                    f"{self._factory_name}: {self._model._meta.label}.{name} is another each time, "
                    f"{value!r} and then {again[name]!r}. Give it a value"
                )


def _is_same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


@contextmanager
def _no_queries() -> Iterator[None]:
    """Refuse every query: what is in the database differs from one to the next, and a plan must not."""
    with ExitStack() as stack:
        for connection in connections.all(initialized_only=True):
            stack.enter_context(connection.execute_wrapper(_refuse_query))
        yield


def _refuse_query(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    raise PlanError(
        "it asks the database while it is planned, as to find a value that is free. Plan that value, and say so in "
        'Meta: writes = Columns("the reason")'
    )

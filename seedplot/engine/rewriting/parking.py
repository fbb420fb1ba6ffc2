"""Values that a row holds while it gives its own up to another row: unique, and gone before the transaction ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from seedplot.errors import SeedError
from seedplot.plan import Shape

LAST_DAY = datetime(9999, 12, 30, tzinfo=UTC)


def parking_place(
    shape: Shape, columns: Iterable[int], number: int, connection: BaseDatabaseWrapper
) -> tuple[models.Field[Any, Any], Any]:
    """A column among these and a value that no row has in it; another one for each number.

    SeedError where a value of such a kind is not known.
    """
    fields = [shape.fields[position] for position in columns]
    for field in sorted(fields, key=lambda each: not each.null):
        if field.null:
            return field, None
        value = _value(field, number, connection)
        if value is not None:
            return field, value
    names = ", ".join(field.name for field in fields)
    raise SeedError(
        f"Rows of {shape.label} are to change places in {names}, which are unique, and no value is known to be free "
        "there meanwhile. Clear the run and seed it again"
    )


def _value(field: Any, number: int, connection: BaseDatabaseWrapper) -> Any:
    while field.is_relation:
        # The database looks at the end of the transaction if there is such a row.
        field = field.target_field
    if isinstance(field, models.UUIDField):
        return UUID(int=number)
    if isinstance(field, (models.CharField, models.TextField)):
        text = f"~{number}"
        return text if field.max_length is None or len(text) <= field.max_length else None
    if isinstance(field, models.DateTimeField):
        return LAST_DAY - timedelta(seconds=number)
    if isinstance(field, models.DateField):
        return (LAST_DAY - timedelta(days=number)).date()
    if isinstance(field, models.DecimalField):
        return Decimal(10) ** (field.max_digits - field.decimal_places) - 1 - number
    if isinstance(field, (models.IntegerField, models.AutoField)):
        _, highest = connection.ops.integer_field_range(field.get_internal_type())
        return (2**31 - 1 if highest is None else highest) - number
    return None

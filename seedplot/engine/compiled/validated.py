"""Planned rows whose values pass the validators and choices of their columns, as those of a form do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from seedplot.errors import PlanError, shown
from seedplot.plan import Row, WorldRow, with_attached


def validated(factory_name: str, row_function: Callable[..., Row]) -> Callable[..., Row]:
    """The function with each row looked at. PlanError names the first value that a column does not allow."""

    def row(stream: Any, *values: Any) -> Row:
        made = row_function(stream, *values)
        for each in with_attached(made):
            _refuse_invalid(factory_name, each)
        return made

    return row


def _refuse_invalid(factory_name: str, row: Row) -> None:
    for field, value in zip(row.shape_.fields, row.columns_, strict=True):
        if value is None or field.is_relation or isinstance(value, (Row, WorldRow)):
            continue
        try:
            field.clean(value, None)
        except ValidationError as error:
            reason = str(error.messages[0]).rstrip(".")
            raise PlanError(
                f"{factory_name}: {row.shape_.label}.{field.name} cannot be {shown(value)}: {reason}"
            ) from None

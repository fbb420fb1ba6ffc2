"""Any other database: model instances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from seedplot.engine.backends.base import Backend
from seedplot.engine.unfiltered import unfiltered
from seedplot.plan import Row, Shape


class ModelBackend(Backend):
    """Any database that Django knows: model instances and `bulk_create`."""

    def prepare(self, shape: Shape, rows: Sequence[Row]) -> list[Any]:
        return [
            (
                row.key_,
                *(
                    value.key_ if position in shape.references and value is not None else value
                    for position, value in enumerate(row.columns_)
                ),
            )
            for row in rows
        ]

    def insert(self, shape: Shape, values: list[Any]) -> None:
        names = ["pk", *(each.attname for each in shape.fields)]
        instances = [shape.model(**dict(zip(names, row, strict=True))) for row in values]
        unfiltered(shape.model, self.connection.alias).bulk_create(instances)

"""Every table of the library system as the product knows it: database, name and columns in the order of its files.

They are stated in `tables.yaml`. The models are checked against them, and the exports are written from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from django.apps import apps

from seedplot.content import read_content

TABLES_FILE = Path(__file__).with_name("tables.yaml")
TABLES_SCHEMA = Path(__file__).with_name("tables.schema.json")
SCHEMA = "Polaris"
MONEY_PLACES = 2

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_TYPE = re.compile(r"(?P<kind>[a-z]+)(\((?P<size>\d+)\))?")


@dataclass(frozen=True)
class Column:
    """A column: its original name, the model's name for it, and its type.

    `kind` is int, smallint, tinyint, bit, money, dt (a wall-clock datetime), nv (text), char (text) or guid; `size` is
    the length of a text, or the number of decimal places of money.
    """

    name: str
    field: str
    kind: str
    size: int | None
    is_filled: bool
    """It is never empty."""


@dataclass(frozen=True)
class Table:
    """A table of the library system; `key` names the columns (by field) that tell its rows apart, as far as any do."""

    database: str
    name: str
    model_name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def file_name(self) -> str:
        """Of the exported file: "Polaris.Polaris.Patrons.csv"."""
        return f"{self.database}.{SCHEMA}.{self.name}.csv"

    @property
    def model(self) -> Any:
        return apps.get_model("notices", self.model_name)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The model's names for the columns, in their order."""
        return tuple(column.field for column in self.columns)


def all_tables() -> tuple[Table, ...]:
    """Reference tables, then those of data."""
    return (*reference_tables(), *data_tables())


def reference_tables() -> tuple[Table, ...]:
    """The product's own lists of codes."""
    return _read("reference")


def data_tables() -> tuple[Table, ...]:
    """The tables whose rows a run plans."""
    return _read("data")


def table_of(model: Any) -> Table:
    """The table that the model of this app stands for."""
    return _by_model()[model.__name__]


def field_name(name: str) -> str:
    """An original name as the models write it: "PatronID" is "patron_id"."""
    return _WORDS.sub("_", name).lower()


@cache
def _by_model() -> dict[str, Table]:
    return {table.model_name: table for table in all_tables()}


@cache
def _read(part: str) -> tuple[Table, ...]:
    stated: list[dict[str, Any]] = read_content(TABLES_FILE, TABLES_SCHEMA).content[part]
    return tuple(
        Table(each["database"], each["name"], each["model"], tuple(each["key"]), tuple(map(_column, each["columns"])))
        for each in stated
    )


def _column(stated: dict[str, Any]) -> Column:
    found = _TYPE.fullmatch(stated["type"])
    assert found is not None, f"the schema lets no such type through: '{stated['type']}'"
    kind, size = found["kind"], found["size"]
    places = MONEY_PLACES if kind == "money" else None
    name = stated["name"]
    field = stated.get("field", field_name(name))
    return Column(name, field, kind, int(size) if size else places, "empty" not in stated)

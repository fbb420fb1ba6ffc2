"""People among the columns of a query, and their order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.metrics.queries.results import Person

Record = Mapping[str, Any]


def person_in(row: Record, column: str) -> Person:
    return Person(row[column], row[f"{column}__display_name"])


def author_in(row: Record, column: str) -> Person | None:
    """The person of the column; None where the link was emptied because they left."""
    return None if row[column] is None else person_in(row, column)


def by_name(person: Person | None) -> tuple[str, int]:
    """The order of people; sorted here because databases differ in theirs."""
    return (person.name, person.id) if person else ("", 0)

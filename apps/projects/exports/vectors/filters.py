"""Conditions on metadata in the form that Pinecone reads, and what they mean: `{"status": {"$eq": "Done"}}`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from seedplot.errors import SeedError

Filter = Mapping[str, Any]

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "$eq": lambda value, wanted: value == wanted,
    "$ne": lambda value, wanted: value != wanted,
    "$in": lambda value, wanted: value in wanted,
    "$nin": lambda value, wanted: value not in wanted,
    "$gt": lambda value, wanted: _is_number(value) and value > wanted,
    "$gte": lambda value, wanted: _is_number(value) and value >= wanted,
    "$lt": lambda value, wanted: _is_number(value) and value < wanted,
    "$lte": lambda value, wanted: _is_number(value) and value <= wanted,
}


def both(*conditions: Filter) -> Filter:
    """All of the conditions; one stands for itself."""
    wanted = [each for each in conditions if each]
    return wanted[0] if len(wanted) == 1 else {"$and": wanted}


def admits(condition: Filter, metadata: Mapping[str, Any]) -> bool:
    """Whether metadata meet the condition."""
    return all(_holds(name, wanted, metadata) for name, wanted in condition.items())


def project_in(condition: Filter) -> str | None:
    """The project that a condition asks for, where it can be read off at once."""
    for each in (condition, *condition.get("$and", ())):
        wanted = each.get("project_id")
        if isinstance(wanted, Mapping) and set(wanted) == {"$eq"}:
            return str(wanted["$eq"])
    return None


def _holds(name: str, wanted: Any, metadata: Mapping[str, Any]) -> bool:
    if name == "$and":
        return all(admits(each, metadata) for each in wanted)
    if name == "$or":
        return any(admits(each, metadata) for each in wanted)
    tests = wanted if isinstance(wanted, Mapping) else {"$eq": wanted}
    unknown = [test for test in tests if test not in COMPARISONS]
    if unknown or name.startswith("$"):
        known = ", ".join(("$and", "$or", *COMPARISONS))
        raise SeedError(f"A filter cannot hold '{(unknown or [name])[0]}'. Known: {known}.")
    return all(COMPARISONS[test](metadata.get(name), value) for test, value in tests.items())


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)

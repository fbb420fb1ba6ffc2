"""The actions of an answer, typed and checked: from JSON to `Message.ai_actions`.

An action is an object with its name under `action`. In a data file a wrong one is an error of that file; in the raw
answer of an assistant it is reported and does nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from apps.tenants.seeding.specification.actions import (
    ALERT_MANAGER,
    FIELDS,
    MAINTENANCE_REQUEST,
    PRIORITIES,
    URGENCIES,
)


@dataclass(frozen=True)
class MaintenanceAction:
    """A repair; each becomes one row of MaintenanceRequest."""

    priority: str
    description: str
    existing_request_id: int | None = None

    def as_json(self) -> dict[str, Any]:
        found = {"action": MAINTENANCE_REQUEST, "priority": self.priority, "description": self.description}
        return found if self.existing_request_id is None else {**found, "existing_request_id": self.existing_request_id}


@dataclass(frozen=True)
class AlertAction:
    """A call for a person to look at the conversation at once."""

    urgency: str
    reason: str

    def as_json(self) -> dict[str, Any]:
        return {"action": ALERT_MANAGER, "urgency": self.urgency, "reason": self.reason}


Action = MaintenanceAction | AlertAction


@dataclass(frozen=True)
class ParsedReply:
    """An assistant's raw answer taken apart: what is shown, what is done, and what was asked for in vain."""

    text: str
    actions: tuple[Action, ...] = ()
    unknown: tuple[str, ...] = ()


def parse_action(given: Any) -> Action:
    """The action of a JSON value. ValueError says what is wrong with it, and what is known.

    A repair without a priority is a normal one: what is broken must not be lost for want of a word.
    """
    if not isinstance(given, Mapping):
        raise ValueError(f"an action is an object, not {json.dumps(given)}")
    name = given.get("action")
    if name == MAINTENANCE_REQUEST:
        _refuse_unknown_fields(given, name)
        priority = _one_of(given, "priority", PRIORITIES, default="normal")
        return MaintenanceAction(priority, _text(given, "description"), _request_id(given))
    if name == ALERT_MANAGER:
        _refuse_unknown_fields(given, name)
        return AlertAction(_one_of(given, "urgency", URGENCIES), _text(given, "reason"))
    raise ValueError(f"unknown action '{name}'; known: {', '.join(FIELDS)}")


def as_json(actions: Iterable[Action]) -> list[dict[str, Any]] | None:
    """The value of `ai_actions`: an array, or None where nothing is to be done."""
    return [action.as_json() for action in merged(actions)] or None


def merged(actions: Iterable[Action]) -> list[Action]:
    """The actions in their order; repairs of equal description and priority are one."""
    kept: dict[Any, Action] = {}
    for position, action in enumerate(actions):
        key = (action.description, action.priority) if isinstance(action, MaintenanceAction) else position
        kept.setdefault(key, action)
    return list(kept.values())


def parse_reply(raw: str) -> ParsedReply:
    """Take every block of JSON out of an assistant's raw answer, and read the actions in it.

    Prose keeps its braces and line breaks; a fence around a block goes with it.
    """
    text, position = "", 0
    values: list[Any] = []
    while (block := _next_block(raw, position)) is not None:
        start, end, value = block
        text = _joined(text, raw[position:start])
        values.append(value)
        position = end
    text = _joined(text, raw[position:]).strip() if values else raw.strip()
    actions: list[Action] = []
    unknown: list[str] = []
    for given in (each for value in values for each in _actions_in(value)):
        try:
            actions.append(parse_action(given))
        except ValueError as error:
            unknown.append(str(error))
    return ParsedReply(text, tuple(merged(actions)), tuple(unknown))


def contains_json(text: str) -> bool:
    """Whether a block of JSON stands in the text."""
    return _next_block(text, 0) is not None


_DECODER = json.JSONDecoder()
_FENCES = ("```json", "```")


def _next_block(text: str, position: int) -> tuple[int, int, Any] | None:
    """Where the next block of JSON starts and ends, fences included, and its value."""
    for start in range(position, len(text)):
        if text[start] not in "{[":
            continue
        try:
            value, end = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        # "[1]" is a footnote; an array of objects is not prose.
        if isinstance(value, dict) or (value and all(isinstance(each, dict) for each in value)):
            return (*_with_fences(text, position, start, end), value)
    return None


def _with_fences(text: str, position: int, start: int, end: int) -> tuple[int, int]:
    before = text[position:start].rstrip()
    after = text[end:].lstrip()
    for fence in _FENCES:
        if before.lower().endswith(fence) and after.startswith("```"):
            return position + len(before) - len(fence), len(text) - len(after) + 3
    return start, end


def _joined(before: str, after: str) -> str:
    """The prose around a block, parted as it was before the block stood there."""
    if not before.strip() or not after.strip():
        return before + after
    left, right = before.rstrip(), after.lstrip()
    gaps = before[len(left) :], after[: len(after) - len(right)]
    widest = max(gaps, key=lambda gap: gap.count("\n"))
    return f"{left}{widest if chr(10) in widest else ' '}{right}"


def _actions_in(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    listed = value.get("actions", value.get("ai_actions"))
    return listed if isinstance(listed, list) else [value]


def _refuse_unknown_fields(given: Mapping[str, Any], action: str) -> None:
    for name in given:
        if name not in ("action", *FIELDS[action]):
            raise ValueError(f"{action} has no field '{name}'; known: {', '.join(FIELDS[action])}")


def _one_of(given: Mapping[str, Any], field: str, known: tuple[str, ...], *, default: str | None = None) -> str:
    value = given.get(field, default)
    if value not in known:
        raise ValueError(f"unknown {field} '{value}' of {given['action']}; known: {', '.join(known)}")
    return str(value)


def _text(given: Mapping[str, Any], field: str) -> str:
    value = given.get(field)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{given['action']} needs a text as {field}")
    return value.strip()


def _request_id(given: Mapping[str, Any]) -> int | None:
    value = given.get("existing_request_id")
    if value is not None and type(value) is not int:
        raise ValueError(f"existing_request_id '{value}' of maintenance_request is not a whole number")
    return value

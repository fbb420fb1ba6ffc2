"""Measures of actions and maintenance requests: what answers ask for, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from apps.tenants.models import MaintenanceRequest
from apps.tenants.seeding.rows import Correspondence
from apps.tenants.seeding.specification.actions import (
    ALERT_MANAGER,
    FIELDS,
    MAINTENANCE_REQUEST,
    PRIORITIES,
    URGENCIES,
)
from apps.tenants.seeding.specification.conversations import REQUEST_STATUSES


def wrong_actions(part: Correspondence) -> list[str]:
    """Messages whose actions are neither NULL nor an array of known ones, each repair once."""
    return [
        f"message {row.pk}"
        for row in part.messages.values()
        if row.ai_actions is not None and not _is_action_array(row.ai_actions)
    ]


def _is_action_array(value: Any) -> bool:
    if not isinstance(value, list) or not value or not all(_is_action(each) for each in value):
        return False
    repairs = [(each["description"], each["priority"]) for each in value if each["action"] == MAINTENANCE_REQUEST]
    return len(set(repairs)) == len(repairs)


def _is_action(value: Any) -> bool:
    """True for an object with exactly the fields of a known action, `existing_request_id` at will."""
    if not isinstance(value, dict) or value.get("action") not in FIELDS:
        return False
    wanted = {"action", *FIELDS[value["action"]]} - {"existing_request_id"}
    if value.keys() - {"existing_request_id"} != wanted or not value.keys() <= {"action", *FIELDS[value["action"]]}:
        return False
    text = value.get("description", value.get("reason"))
    is_known = value.get("priority") in PRIORITIES or value.get("urgency") in URGENCIES
    return is_known and isinstance(text, str) and text.strip() == text != ""


def actions_of(message: Any, name: str) -> Iterator[dict[str, Any]]:
    """The actions of that name in an answer, in their order."""
    found = message.ai_actions if isinstance(message.ai_actions, list) else []
    yield from (each for each in found if isinstance(each, dict) and each.get("action") == name)


def alarms_of(message: Any) -> list[dict[str, Any]]:
    return list(actions_of(message, ALERT_MANAGER))


def repairs_of(message: Any) -> list[dict[str, Any]]:
    return list(actions_of(message, MAINTENANCE_REQUEST))


def unmatched_requests(part: Correspondence) -> list[str]:
    """Repairs asked for without their one request, and requests without their repair."""
    wanted: Counter[tuple[Any, ...]] = Counter()
    for message in part.messages.values():
        thread = part.threads.get(message.thread_id or 0)
        place = (thread.property_id, thread.tenant_id) if thread else (None, None)
        for repair in repairs_of(message):
            what = (repair.get("description"), repair.get("priority"))
            wanted[(*place, message.pk, message.timestamp, *what)] += 1
    there = Counter(
        (row.property_id, row.tenant_id, row.message_id, row.created_at, row.issue_description, row.priority)
        for row in part.requests.values()
    )
    return [f"the repair of message {key[2]}" for key in wanted - there] + [
        f"a request of message {key[2]}" for key in there - wanted
    ]


def request_contradictions(part: Correspondence) -> list[str]:
    """Requests that are done without a time, not done with one, or changed at another time than that."""
    return [
        f"request {row.pk}"
        for row in part.requests.values()
        if (row.status == MaintenanceRequest.Status.RESOLVED) != (row.resolved_at is not None)
        or row.updated_at != (row.resolved_at or row.created_at)
        or row.updated_at < row.created_at
    ]


def requests_out_of_step(part: Correspondence) -> list[str]:
    """Requests in another state than their conversation leaves them, or done outside of its last hours."""
    offenders = []
    for row in part.requests.values():
        message = part.messages.get(row.message_id or 0)
        thread = part.threads.get((message.thread_id if message else None) or 0)
        if thread is None or row.status != REQUEST_STATUSES[thread.status] or not _done_in_time(row, thread):
            offenders.append(f"request {row.pk}")
    return offenders


def _done_in_time(request: MaintenanceRequest, thread: Any) -> bool:
    """Done between the last message and the end of the conversation, if it is done at all."""
    end: datetime | None = thread.resolved_at or thread.closed_at
    if request.resolved_at is None or end is None:
        return True
    return bool(thread.last_activity_at <= request.resolved_at <= end)

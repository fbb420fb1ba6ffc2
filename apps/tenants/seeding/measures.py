"""What the promises measure on the rows of one part of a run; most list their offenders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from apps.tenants.models import ConversationThread, MaintenanceRequest, Message
from apps.tenants.seeding.actions import as_json, contains_json, parse_action
from apps.tenants.seeding.evidence import Correspondence
from apps.tenants.seeding.figures import amenity_words, figures, known_figures, texts_of

ENDED = {"resolved": "conversation_closed", "closed": "auto_closed"}


def broken_links(part: Correspondence) -> list[str]:
    """Rows whose thread, tenant, property or channel is not the one that their neighbours have."""
    offenders = [
        f"thread {row.pk}"
        for row in part.threads.values()
        if row.tenant_id not in part.tenants or row.property_id != part.tenants[row.tenant_id].property_id
    ]
    offenders += [f"tenant {row.pk}" for row in part.tenants.values() if row.property_id not in part.properties]
    for message in part.messages.values():
        thread = part.threads.get(message.thread_id or 0)
        if thread is None or (message.tenant_id, message.channel) != (thread.tenant_id, thread.channel):
            offenders.append(f"message {message.pk}")
    for event in part.events.values():
        thread = part.threads.get(event.thread_id)
        if thread is None or event.tenant_id != thread.tenant_id:
            offenders.append(f"event {event.pk}")
    return offenders


def incomplete_messages(part: Correspondence) -> list[str]:
    """Messages that lack a half, show JSON, or are not a tenant's."""
    return [
        f"message {row.pk}"
        for row in part.messages.values()
        if not row.message.strip()
        or not (row.response or "").strip()
        or contains_json(row.response or "")
        or row.message_type != Message.Type.USER_MESSAGE
    ]


def silent_threads(part: Correspondence) -> list[str]:
    return [f"thread {key}" for key in part.threads if not part.messages_of.get(key)]


def wrong_actions(part: Correspondence) -> list[str]:
    """Messages whose actions are neither NULL nor an array of known ones, each once."""
    return [
        f"message {row.pk}"
        for row in part.messages.values()
        if row.ai_actions is not None and not _is_action_array(row.ai_actions)
    ]


def _is_action_array(given: Any) -> bool:
    try:
        return isinstance(given, list) and as_json([parse_action(each) for each in given]) == given
    except ValueError:
        return False


def unmatched_requests(part: Correspondence) -> list[str]:
    """Repairs asked for without their one request, and requests without their repair."""
    wanted: Counter[tuple[Any, ...]] = Counter()
    for message in part.messages.values():
        thread = part.threads.get(message.thread_id or 0)
        place = (thread.property_id, thread.tenant_id) if thread else (None, None)
        actions = message.ai_actions if isinstance(message.ai_actions, list) else []
        for action in actions:
            if isinstance(action, dict) and action.get("action") == "maintenance_request":
                what = (action.get("description"), action.get("priority"))
                wanted[(*place, message.pk, message.timestamp, *what)] += 1
    there = Counter(
        (row.property_id, row.tenant_id, row.message_id, row.created_at, row.issue_description, row.priority)
        for row in part.requests.values()
    )
    return [f"the repair of message {key[2]}" for key in wanted - there] + [
        f"a request of message {key[2]}" for key in there - wanted
    ]


def out_of_order(part: Correspondence) -> list[str]:
    """Threads whose moments contradict their messages or their status."""
    offenders = []
    for key, thread in part.threads.items():
        moments = [message.timestamp for message in part.messages_of.get(key, [])]
        holds = (
            moments
            and all(before < after for before, after in pairwise(moments))
            and thread.created_at <= moments[0]
            and thread.last_activity_at == moments[-1]
            and _ended_at_the_right_time(thread, moments[-1])
        )
        if not holds:
            offenders.append(f"thread {key}")
    return offenders


def _ended_at_the_right_time(thread: ConversationThread, last: datetime) -> bool:
    """Resolved threads have resolved_at and closed ones closed_at, not before the last message; others neither."""
    ends = {"resolved": thread.resolved_at, "closed": thread.closed_at}
    return all((at is not None) == (thread.status == name) and (at is None or at >= last) for name, at in ends.items())


def later_than_the_anchor(part: Correspondence) -> list[str]:
    """Rows of which any moment lies at or after the anchor."""
    tables: tuple[dict[int, Any], ...] = (
        part.properties,
        part.tenants,
        part.threads,
        part.messages,
        part.requests,
        part.events,
    )
    return [
        f"{row._meta.verbose_name} {row.pk}"
        for rows in tables
        for row in rows.values()
        for column in row._meta.concrete_fields
        for value in [getattr(row, column.attname)]
        if isinstance(value, datetime) and value >= part.anchor
    ]


def wrong_events(part: Correspondence) -> list[str]:
    """Threads whose events do not tell how they began and ended."""
    offenders = []
    for key, thread in part.threads.items():
        told: list[tuple[str, datetime | None]] = [
            (event.event_type, event.created_at) for event in part.events_of.get(key, [])
        ]
        expected: list[tuple[str, datetime | None]] = [("conversation_started", thread.created_at)]
        if thread.status in ENDED:
            expected.append((ENDED[thread.status], thread.resolved_at or thread.closed_at))
        if told != expected:
            offenders.append(f"thread {key}")
    return offenders


def request_contradictions(part: Correspondence) -> list[str]:
    """Requests that are done without a time, not done with one, or done before they were made."""
    done = MaintenanceRequest.Status.RESOLVED
    return [
        f"request {row.pk}"
        for row in part.requests.values()
        if (row.status == done) != (row.resolved_at is not None)
        or row.updated_at < row.created_at
        or (row.resolved_at is not None and row.resolved_at < row.created_at)
    ]


def wrong_leases(part: Correspondence) -> list[str]:
    """Tenants whose lease does not cover the anchor, began on another day than they moved in, or costs nothing."""
    today = part.anchor.date()
    return [f"tenant {row.pk}" for row in part.tenants.values() if not _is_lease(row.lease_terms, row, today)]


def _is_lease(terms: dict[str, Any], tenant: Any, today: date) -> bool:
    try:
        start, end = (date.fromisoformat(terms[name]) for name in ("lease_start", "lease_end"))
        costs = terms["monthly_rent"] > 0 and terms["security_deposit"] >= 0
    except (KeyError, TypeError, ValueError):
        return False
    return start <= today <= end and tenant.move_in_date == start and costs


def real_contacts(part: Correspondence) -> list[str]:
    """Numbers and addresses that might belong to somebody, or that two share."""
    people = [(row.phone, row.email) for row in part.tenants.values()]
    people += [(row.owner_phone, row.owner_email) for row in part.properties.values()]
    offenders = [
        f"{phone} {email}"
        for phone, email in people
        if not re.fullmatch(r"\+1-[2-9]\d{2}-555-01\d{2}", phone)
        or not re.fullmatch(r"[a-z]+(\.[a-z]+){1,2}@example\.com", email or "")
    ]
    for values in zip(*people, strict=True):
        offenders += [value for value, count in Counter(values).items() if count > 1]
    return offenders


def unfounded_answers(part: Correspondence) -> list[str]:
    """Figures and amenities in answers that neither the home's texts nor the tenant's own words and lease know."""
    return [
        f"'{word}' in message {message.pk}"
        for key, messages in part.messages_of.items()
        if key in part.threads
        for known in [_Known(part, part.threads[key])]
        for message in messages
        for word in sorted(known.surprises(message))
    ]


class _Known:
    """What an answer in a thread may name; the tenant's own words count from when they are said."""

    def __init__(self, part: Correspondence, thread: ConversationThread) -> None:
        home, tenant = part.properties[thread.property_id], part.tenants[thread.tenant_id]
        facts = [*texts_of([home.amenities, home.rules, home.faq])]
        self.amenities = amenity_words("\n".join(facts))
        told = [home.address, home.owner_phone, *texts_of(tenant.lease_terms)]
        self.figures = known_figures([*facts, *told])

    def surprises(self, message: Message) -> set[str]:
        self.figures |= known_figures([message.message])
        answer = message.response or ""
        return (figures(answer) - self.figures) | (amenity_words(answer) - self.amenities)


def repeated_answers(part: Correspondence) -> list[str]:
    """Answers that a thread gives twice."""
    return list(_repeated(part, lambda row: row.response))


def _repeated(part: Correspondence, text: Any) -> Iterator[str]:
    for messages in part.messages_of.values():
        counts = Counter(text(row) for row in messages)
        yield from (f"'{str(each)[:60]}'" for each, count in counts.items() if count > 1)

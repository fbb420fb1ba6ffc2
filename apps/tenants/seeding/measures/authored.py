"""Measures of the three authored conversations alone, held against the specification."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from itertools import pairwise
from typing import Any

from apps.tenants.seeding.measures.figures import figures
from apps.tenants.seeding.rows import Correspondence
from apps.tenants.seeding.specification.authored import BOB, PAUSES, TENANTS, AuthoredTenant

FAREWELL = re.compile(r"\b(take care|good night|goodbye|bye|have a \w+ (day|evening|weekend|night))\b", re.IGNORECASE)


def row_counts(part: Correspondence) -> list[int]:
    """Properties that a tenant of the set has, tenants, threads, messages, requests."""
    homes = {tenant.property_id for tenant in part.tenants.values()} & set(part.properties)
    extra = len(part.properties) - len(homes)
    return [len(homes) + extra, len(part.tenants), len(part.threads), len(part.messages), len(part.requests)]


def shared_homes(part: Correspondence) -> list[str]:
    """Properties without exactly one tenant and one thread."""
    tenants = Counter(row.property_id for row in part.tenants.values())
    threads = Counter(row.property_id for row in part.threads.values())
    return [f"property {key}" for key in part.properties if (tenants[key], threads[key]) != (1, 1)]


def rows_per_thread(part: Correspondence) -> list[int]:
    return [len(part.messages_of.get(key, ())) for key in part.threads]


def missing_lines(part: Correspondence) -> list[str]:
    """Lines of the plan that their thread does not have, in order, each as a whole message; the first in row 1."""
    offenders = []
    for tenant in TENANTS:
        texts = [row.message for row in _messages(part, tenant)]
        if texts[:1] != [tenant.lines[0]]:
            offenders.append(f"the opening of {tenant.name}")
        rest = iter(texts)
        # `in` reads on in the iterator, so that each line must come after the one before.
        offenders += [f"'{line}'" for line in tenant.lines if line not in rest]
    return offenders


def other_answers(part: Correspondence) -> list[str]:
    """Lines of the plan whose answer does not say what the plan asks of it."""
    return [
        f"the answer to '{line}'"
        for tenant in TENANTS
        for line, words in zip(tenant.lines, tenant.answers, strict=True)
        if not any(row.message == line and words in (row.response or "") for row in _messages(part, tenant))
    ]


def misplaced_actions(part: Correspondence) -> list[str]:
    """Messages that start what the plan does not say, or nothing where it names an action."""
    expected = {tenant.lines[number]: [action] for tenant in TENANTS for number, action in tenant.actions.items()}
    offenders = []
    for row in part.messages.values():
        found = [(each.get("action"), each.get("priority", each.get("urgency"))) for each in row.ai_actions or []]
        if found != expected.get(row.message, []):
            offenders.append(f"message {row.pk}")
    return offenders


def gaps_off(part: Correspondence) -> list[str]:
    """Neighboring messages with more or fewer minutes between them than the spacing asks for."""
    low, high = PAUSES[part.options["spacing"]]
    return [
        f"{minutes:g} minutes before message {after.pk}"
        for messages in part.messages_of.values()
        for before, after in pairwise(messages)
        for minutes in [(after.timestamp - before.timestamp).total_seconds() / 60]
        if not low <= minutes <= high
    ]


def first_days(part: Correspondence) -> int:
    """The number of different days on which threads begin, in the project time zone."""
    zone = part.anchor.tzinfo
    return len({messages[0].timestamp.astimezone(zone).date() for messages in part.messages_of.values()})


def beginnings_off(part: Correspondence) -> list[str]:
    """Tenants who do not write first on the day and at the minute that the plan sets."""
    offenders = []
    for tenant in TENANTS:
        first = [row.timestamp.astimezone(part.anchor.tzinfo) for row in _messages(part, tenant)[:1]]
        found = [((part.anchor.date() - each.date()).days, each.time()) for each in first]
        if found != [(tenant.begins_days_before, tenant.begins_at)]:
            offenders.append(tenant.name)
    return offenders


def lengths_off(part: Correspondence) -> list[str]:
    """Tenants whose conversation takes more or fewer minutes than the plan sets for the spacing."""
    return [
        tenant.name
        for tenant in TENANTS
        for messages in [_messages(part, tenant)]
        if not messages
        or messages[-1].timestamp - messages[0].timestamp != timedelta(minutes=tenant.minutes[part.options["spacing"]])
    ]


def other_channels(part: Correspondence) -> list[str]:
    """Threads and messages that do not come by text message."""
    tables: dict[str, dict[int, Any]] = {"thread": part.threads, "message": part.messages}
    return [f"{name} {row.pk}" for name, rows in tables.items() for row in rows.values() if row.channel != "sms"]


def wrong_statuses(part: Correspondence) -> list[str]:
    offenders = [each.name for each in TENANTS if getattr(part.thread_of(each.name), "status", None) != each.status]
    return offenders + [f"request {row.pk}" for row in part.requests.values() if row.status != "open"]


def other_homes(part: Correspondence) -> list[str]:
    """Tenants without the number, home, owner, rent or day of moving in of the cast, or in a stranger's place."""
    found = {_as_cast(part, tenant) for tenant in part.tenants.values()}
    expected = {
        (
            each.name,
            each.phone,
            each.address,
            each.owner.name,
            each.owner.phone,
            each.monthly_rent,
            each.moved_in_days_before,
        )
        for each in TENANTS
    }
    return sorted(f"{row[0]} of {row[2]}" for row in found ^ expected)


def _as_cast(part: Correspondence, tenant: Any) -> tuple[Any, ...]:
    home = part.properties.get(tenant.property_id or 0)
    owner = (home.address, home.owner_name, home.owner_phone) if home else (None, None, None)
    days = (part.anchor.date() - tenant.move_in_date).days if tenant.move_in_date else None
    return tenant.name, tenant.phone, *owner, tenant.lease_terms.get("monthly_rent"), days


def other_subjects(part: Correspondence) -> list[str]:
    """Tenants whose thread has another subject or topic."""
    return [
        each.name
        for each in TENANTS
        for thread in [part.thread_of(each.name)]
        if thread is None or (thread.subject, thread.topic_category) != (each.subject, each.topic)
    ]


def unused_pool_figures(part: Correspondence) -> list[str]:
    """Hours and limits of Bob's pool that his answers do not name; all of it, where his home has no pool."""
    thread = part.thread_of(BOB.name)
    home = part.properties.get(thread.property_id) if thread else None
    if thread is None or home is None or "association" not in home.amenities.get("pool", ""):
        return ["the pool of the association"]
    limits = re.search(r"up to (\d+ guests)", home.rules.get("guest_policy", ""), re.IGNORECASE)
    wanted = figures(home.amenities["pool"]) | figures(limits[1] if limits else "no limit")
    named = figures("\n".join(row.response or "" for row in part.messages_of[thread.pk]))
    return sorted(wanted - named)


def farewells_off(part: Correspondence) -> list[str]:
    """Threads that say goodbye earlier than in the last answer, twice, or never."""
    offenders = []
    for key in part.threads:
        farewells = [len(FAREWELL.findall(row.response or "")) for row in part.messages_of.get(key, [])]
        if farewells[-1:] != [1] or sum(farewells) != 1:
            offenders.append(f"thread {key}")
    return offenders


def _messages(part: Correspondence, tenant: AuthoredTenant) -> list[Any]:
    """The messages of the tenant's thread in the order of their time."""
    thread = part.thread_of(tenant.name)
    return part.messages_of.get(thread.pk, []) if thread else []

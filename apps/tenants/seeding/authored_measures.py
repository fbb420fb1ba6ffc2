"""What holds of the three authored conversations alone."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any

from apps.tenants.seeding.evidence import Correspondence
from apps.tenants.seeding.figures import figures

PLAN_LINES = {
    "Alice Johnson": (
        "Hi, the faucet in my bathroom is leaking badly. Water is dripping constantly.",
        "It's the cold water tap in the master bathroom sink. Started about 2 hours ago.",
        "Should I turn off the water supply to the sink?",
        "I did that. How soon can someone come?",
        "Thanks, that helps. Will I get updates?",
    ),
    "Bob Martinez": (
        "What are the pool hours? I want to go swimming tonight.",
        "Can I bring guests to the pool?",
        "Is there a limit on how many guests?",
        "Do I need to sign them in somewhere?",
        "Perfect, thanks for the info!",
    ),
    "Carol Chen": (
        "Emergency! The power just went out in my unit. I can't see anything.",
        "I'm using my phone flashlight. Should I call the building manager?",
        "Is this affecting other units too?",
        "My neighbor says they have power. It's just my unit.",
        "The breaker was tripped. I reset it and power is back!",
    ),
}
"""The tenants' lines, as the plan words them."""
ACTIONS = {
    PLAN_LINES["Alice Johnson"][1]: [("maintenance_request", "urgent")],
    PLAN_LINES["Carol Chen"][0]: [("alert_manager", "immediate")],
}
"""What the answer to a line sets going; no other does anything."""
STATUSES = {"Alice Johnson": "active", "Bob Martinez": "resolved", "Carol Chen": "resolved"}
GAPS = {"normal": (15, 30), "wide": (60, 120)}
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
    for name, lines in PLAN_LINES.items():
        thread = part.thread_of(name)
        texts = [row.message for row in part.messages_of.get(thread.pk, [])] if thread else []
        if texts[:1] != [lines[0]]:
            offenders.append(f"the opening of {name}")
        rest = iter(texts)
        # `in` reads on in the iterator, so that each line must come after the one before.
        offenders += [f"'{line}'" for line in lines if line not in rest]
    return offenders


def misplaced_actions(part: Correspondence) -> list[str]:
    """Messages that set going what the plan does not say, or nothing where it says something."""
    offenders = []
    for row in part.messages.values():
        found = [(each.get("action"), each.get("priority", each.get("urgency"))) for each in row.ai_actions or []]
        if found != ACTIONS.get(row.message, []):
            offenders.append(f"message {row.pk}")
    return offenders


def gaps_off(part: Correspondence) -> list[str]:
    """Neighbouring messages with more or fewer minutes between them than the spacing asks for."""
    low, high = GAPS[part.options["spacing"]]
    return [
        f"{minutes:g} minutes before message {after.pk}"
        for messages in part.messages_of.values()
        for before, after in pairwise(messages)
        for minutes in [(after.timestamp - before.timestamp).total_seconds() / 60]
        if not low <= minutes <= high
    ]


def first_days(part: Correspondence) -> int:
    """On how many different days the threads begin, in the project time zone."""
    zone = part.anchor.tzinfo
    return len({messages[0].timestamp.astimezone(zone).date() for messages in part.messages_of.values()})


def beginnings_off(part: Correspondence) -> list[str]:
    """Tenants who do not write first on the day and at the time of day that the plan gives them."""
    wanted = {"Alice Johnson": (2, 5, 12), "Bob Martinez": (4, 12, 18), "Carol Chen": (3, 17, 24)}
    offenders = []
    for name, (days_before, earliest, latest) in wanted.items():
        thread = part.thread_of(name)
        messages = part.messages_of.get(thread.pk) if thread else None
        first = messages[0].timestamp.astimezone(part.anchor.tzinfo) if messages else None
        if (
            first is None
            or (part.anchor.date() - first.date()).days != days_before
            or not earliest <= first.hour < latest
        ):
            offenders.append(name)
    return offenders


def other_channels(part: Correspondence) -> list[str]:
    rows: list[Any] = [*part.threads.values(), *part.messages.values()]
    return [f"{row._meta.verbose_name} {row.pk}" for row in rows if row.channel != "sms"]


def wrong_statuses(part: Correspondence) -> list[str]:
    offenders = [name for name, status in STATUSES.items() if getattr(part.thread_of(name), "status", None) != status]
    return offenders + [f"request {row.pk}" for row in part.requests.values() if row.status != "open"]


def unused_pool_figures(part: Correspondence) -> list[str]:
    """Hours and limits of Bob's pool that his answers do not name; all of it, where his home has no pool."""
    thread = part.thread_of("Bob Martinez")
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

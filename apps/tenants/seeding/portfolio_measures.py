"""What holds of a block of the portfolio: its shares, its phone numbers, and that its conversations differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping
from datetime import time, timedelta
from typing import Any

from apps.tenants.seeding import portfolio_shares as shares
from apps.tenants.seeding.evidence import Correspondence
from seedplot.fiction import fictional_phone_numbers

NIGHT = (time(23), time(7))
AGES = {
    "active": (timedelta(0), timedelta(days=2)),
    "escalated": (timedelta(0), timedelta(days=3)),
    "closing": (timedelta(days=3), timedelta(days=4)),
    "closed": (timedelta(days=4), timedelta(days=61)),
    "resolved": (timedelta(0), timedelta(days=61)),
}
"""How long before the anchor the last message came, least and most."""
AN_HOUR = timedelta(hours=1)
"""What a clock change may add to an age or take from it."""


def missing_properties(part: Correspondence) -> int:
    """How many more properties the block should have (less than 0: fewer)."""
    before = (int(part.shard.rpartition(" ")[2]) - 1) * shares.PROPERTIES_OF_A_BLOCK
    wanted: int = min(shares.PROPERTIES_OF_A_BLOCK, part.options["properties"] - before)
    return wanted - len(part.properties)


def tenant_counts_off(part: Correspondence) -> list[str]:
    counts = Counter(len(part.tenants_of.get(key, ())) for key in part.properties)
    return _off(part, counts, shares.TENANT_COUNTS)


def conversations_off(part: Correspondence) -> list[str]:
    counts = Counter(len(part.threads_of.get(key, ())) for key in part.tenants)
    twice = sum(shares.OLDER_STATUSES.values())
    return _off(part, counts, {1: shares.TENANTS_OF_A_BLOCK - twice, 2: twice})


def topics_off(part: Correspondence) -> list[str]:
    return _off(part, Counter(row.topic_category for row in part.threads.values()), shares.TOPICS)


def statuses_off(part: Correspondence) -> list[str]:
    return _off(part, Counter(row.status for row in part.threads.values()), shares.ALL_STATUSES)


def channels_off(part: Correspondence) -> list[str]:
    return _off(part, Counter(row.channel for row in part.threads.values()), shares.CHANNELS)


def _off(part: Correspondence, counts: Mapping[Any, int], wanted: Mapping[Any, int]) -> list[str]:
    """Where a whole block differs from its shares, and a part of one exceeds them."""
    is_whole = len(part.properties) == shares.PROPERTIES_OF_A_BLOCK
    keys: list[Hashable] = [*wanted, *(key for key in counts if key not in wanted)]
    return [
        f"{counts.get(key, 0)} of '{key}' in {part.shard}"
        for key in keys
        if counts.get(key, 0) > wanted.get(key, 0) or (is_whole and counts.get(key, 0) != wanted.get(key, 0))
    ]


def numbers_off(part: Correspondence) -> list[str]:
    """Properties whose owner and tenants do not have the numbers that are theirs by their place in the portfolio."""
    numbers = fictional_phone_numbers(without_areas=[shares.AUTHORED_AREA])
    first = (int(part.shard.rpartition(" ")[2]) - 1) * shares.PROPERTIES_OF_A_BLOCK
    offenders = []
    for place, home in enumerate(part.properties.values(), start=first):
        tenants = part.tenants_of.get(home.pk, [])
        start = place * shares.NUMBERS_OF_A_PROPERTY
        own = [str(number) for number in numbers[start : start + shares.NUMBERS_OF_A_PROPERTY]]
        if [home.owner_phone, *(tenant.phone for tenant in tenants)] != own[: 1 + len(tenants)]:
            offenders.append(f"property {home.pk}")
    return offenders


def copies(part: Correspondence) -> list[str]:
    openings: Counter[tuple[int, str]] = Counter()
    transcripts: Counter[tuple[str, ...]] = Counter()
    for key, messages in part.messages_of.items():
        if key in part.threads:
            openings[part.threads[key].property_id, messages[0].message] += 1
            transcripts[tuple(f"{row.message}\n{row.response}" for row in messages)] += 1
    found = [text for (_, text), count in openings.items() if count > 1]
    found += [texts[0] for texts, count in transcripts.items() if count > 1]
    return [f"'{text[:60]}'" for text in found]


def escalations_off(part: Correspondence) -> list[str]:
    """Threads that are escalated without a last alarm, or the other way round."""
    offenders = []
    for key, thread in part.threads.items():
        last = part.messages_of[key][-1] if part.messages_of.get(key) else None
        alarms = [each["reason"] for each in (last and last.ai_actions) or [] if each.get("action") == "alert_manager"]
        is_escalated = thread.status == "escalated"
        tells_why = (thread.escalation_confidence is not None, thread.escalation_reasoning)
        expected = (True, alarms[-1]) if is_escalated and alarms else (False, "")
        if thread.is_escalating != is_escalated or tells_why != expected or (is_escalated and not alarms):
            offenders.append(f"thread {key}")
    return offenders


def ages_off(part: Correspondence) -> list[str]:
    older = {threads[1].pk for threads in part.threads_of.values() if len(threads) == 2}
    return [
        f"thread {key}, {thread.status}"
        for key, thread in part.threads.items()
        if key not in older or thread.status not in shares.OLDER_STATUSES
        for age, (least, most) in [
            (part.anchor - thread.last_activity_at, AGES.get(thread.status, (AN_HOUR, -AN_HOUR)))
        ]
        if not least - AN_HOUR <= age <= most + AN_HOUR
    ]


def unreal_messages(part: Correspondence) -> list[str]:
    zone = part.anchor.tzinfo
    late, early = NIGHT
    return [
        f"message {row.pk}"
        for row in part.messages.values()
        if not early <= row.timestamp.astimezone(zone).time() < late
        or re.search(r"[{}\[\]|]", f"{row.message}{row.response}")
    ]

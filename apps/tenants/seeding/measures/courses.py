"""Measures of the portfolio's conversations: how they differ, how long they take, and how they end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from apps.tenants.seeding.measures.repairs import alarms_of, repairs_of
from apps.tenants.seeding.rows import Conversation, Correspondence
from apps.tenants.seeding.specification import portfolio as stated

AN_HOUR = timedelta(hours=1)
"""The most that a clock change adds to an age or takes from it."""
AGES = {
    "active": (timedelta(0), timedelta(days=2)),
    "escalated": (timedelta(0), timedelta(days=3)),
    "closing": (timedelta(days=3), timedelta(days=4)),
    "closed": (timedelta(days=4), timedelta(days=61)),
    "resolved": (timedelta(0), timedelta(days=61)),
}
"""Least and most time from the last message to the anchor."""
OLDER_AGE = (timedelta(days=stated.LATEST_OF_OLDER_DAYS - 1), timedelta(days=61))
LONGEST_WAIT_DAYS = 5
HAVE_AN_ENDING = ("resolved", "escalated")
"""The statuses whose last message says what came of it."""
GREETING = re.compile(r"^(?:(?:hi+|hello|hey|dear team|good \w+)(?: there)?[!.,]\s+)?(.*?)(?:\n\n.*)?$", re.I | re.S)
TERMS = {"emergency": r"emergencies\D*?within (\d+ \w+)", "urgent": r"urgent\D*?within (\d+ \w+)"}
OTHER_TERM = r"(?:others:|the rest) within (\d+ working days)"
"""Phrases in a home's rules that give its time for repairs of a priority."""


def copies(part: Correspondence) -> list[str]:
    """Openings that two conversations of the block share, greetings aside, and transcripts that are equal."""
    openings: Counter[str] = Counter()
    transcripts: Counter[tuple[str, ...]] = Counter()
    for key, messages in part.messages_of.items():
        if key in part.threads:
            openings[_without_greeting(messages[0].message)] += 1
            transcripts[tuple(f"{row.message}\n{row.response}" for row in messages)] += 1
    found = [text for text, count in openings.items() if count > 1]
    found += [texts[0] for texts, count in transcripts.items() if count > 1]
    return [f"'{text[:60]}'" for text in found]


def _without_greeting(text: str) -> str:
    found = GREETING.match(text)
    return (found[1] if found else text).lower().rstrip(".")


def escalations_off(part: Correspondence) -> list[str]:
    """Threads that are escalated without an alarm in their last answer, or the reverse."""
    offenders = []
    for key, thread in part.threads.items():
        alarms = [alarm.get("reason") for row in part.messages_of.get(key, [])[-1:] for alarm in alarms_of(row)]
        is_escalated = thread.status == "escalated"
        says_why = (thread.escalation_confidence is not None, thread.escalation_reasoning)
        expected = (True, alarms[-1]) if is_escalated and alarms else (False, "")
        if thread.is_escalating != is_escalated or says_why != expected or (is_escalated and not alarms):
            offenders.append(f"thread {key}")
    return offenders


def ages_off(part: Correspondence) -> list[str]:
    """Threads whose last message is too recent or too old for their status, or for a tenant's older thread."""
    older = {thread.pk for threads in part.threads_of.values() for thread in threads[1:]}
    return [
        f"thread {key}, {thread.status}"
        for key, thread in part.threads.items()
        for least, most in [OLDER_AGE if key in older else AGES.get(thread.status, (AN_HOUR, -AN_HOUR))]
        if not least - AN_HOUR <= part.anchor - thread.last_activity_at <= most + AN_HOUR
    ]


def messages_at_night(part: Correspondence) -> list[str]:
    begins, ends = stated.WAKING_HOURS
    return [
        f"message {row.pk}"
        for row in part.messages.values()
        if not begins <= row.timestamp.astimezone(part.anchor.tzinfo).time().replace(second=0) <= ends
    ]


def pauses_off(part: Correspondence) -> list[str]:
    """Messages that follow sooner or later than is usual on their channel, or after too many days."""
    return [
        f"message {after.pk}"
        for messages in part.messages_of.values()
        for before, after in pairwise(messages)
        if not _is_usual_pause(before.timestamp, after, part)
    ]


def _is_usual_pause(before: datetime, message: Any, part: Correspondence) -> bool:
    """True within the channel's minutes or some days later; what raises an alarm may come at any time."""
    local = [moment.astimezone(part.anchor.tzinfo) for moment in (before, message.timestamp)]
    days = (local[1].date() - local[0].date()).days
    if days:
        return 0 < days <= LONGEST_WAIT_DAYS
    least, most = stated.PAUSES[message.channel]
    minutes = (local[1].replace(second=0) - local[0].replace(second=0)) // timedelta(minutes=1)
    return least <= minutes <= most or bool(alarms_of(message))


def continued_while_waiting(part: Correspondence) -> list[str]:
    """Messages of a later day in a conversation that nothing has ended yet, or before the last of one that has."""
    zone = part.anchor.tzinfo
    return [
        f"message {after.pk}"
        for key, messages in part.messages_of.items()
        for before, after in pairwise(messages)
        if before.timestamp.astimezone(zone).date() != after.timestamp.astimezone(zone).date()
        and (after is not messages[-1] or key not in part.threads or part.threads[key].status not in HAVE_AN_ENDING)
    ]


def confidences_off(part: Correspondence) -> list[str]:
    """Threads about whose end the assistant is surer or less sure than their status says, or for other reasons."""
    return [
        f"thread {each.thread.pk}"
        for each in part.conversations
        for status in [each.thread.status]
        if not _lies_in(each.thread.closure_confidence, stated.CLOSURE_CONFIDENCE.get(status))
        or not _lies_in(
            each.thread.escalation_confidence, stated.ESCALATION_CONFIDENCE if status == "escalated" else None
        )
        or each.thread.closure_factors != _factors(each)
    ]


def _factors(conversation: Conversation) -> dict[str, Any]:
    """The reasons for an end: an answer, and as many days of silence as the home waits for."""
    if conversation.thread.status not in stated.CLOSURE_CONFIDENCE:
        return {}
    return {"question_answered": True, "days_without_answer": conversation.home.thread_inactivity_hours // 24}


def _lies_in(confidence: Decimal | None, span: tuple[str, str] | None) -> bool:
    if confidence is None or span is None:
        return confidence is None and span is None
    return Decimal(span[0]) <= confidence <= Decimal(span[1])


def repairs_off(part: Correspondence) -> list[str]:
    """Conversations about repairs without their one request, in the first or second answer."""
    offenders = []
    for each in _about_repairs(part):
        asked = [number for number, row in enumerate(each.messages) for _ in repairs_of(row)]
        if len(asked) > 1 or (not asked and len(each.messages) > 1) or any(number > 1 for number in asked):
            offenders.append(f"thread {each.thread.pk}")
    return offenders


def promised_times_off(part: Correspondence) -> list[str]:
    """Answers that ask for a repair without the home's time for its priority, or for an emergency without an alarm."""
    return [
        f"message {row.pk}"
        for each in part.conversations
        for row in each.messages
        for repair in repairs_of(row)
        for priority in [str(repair.get("priority"))]
        if (priority == "emergency") != bool(alarms_of(row))
        or (each.thread.topic_category == "maintenance" and not _names_term(each.home, priority, row.response or ""))
    ]


def _names_term(home: Any, priority: str, answer: str) -> bool:
    """True if the answer promises the home's time for the priority, and that is one of the times stated for it."""
    term = _term(home, priority)
    return term in stated.REPAIR_TIMES.get(priority, ()) and f"within {term}" in answer.lower()


def _term(home: Any, priority: str) -> str | None:
    found = re.search(TERMS.get(priority, OTHER_TERM), home.rules.get("maintenance_requests", ""), re.IGNORECASE)
    return found[1] if found else None


def repairs_done_at_once(part: Correspondence) -> list[str]:
    """Repairs that the tenant reports as done on the day of the message before."""
    zone = part.anchor.tzinfo
    return [
        f"thread {each.thread.pk}"
        for each in _about_repairs(part)
        if each.thread.status == "resolved"
        and len({row.timestamp.astimezone(zone).date() for row in each.messages[-2:]}) < 2
    ]


def _about_repairs(part: Correspondence) -> Iterator[Conversation]:
    yield from (each for each in part.conversations if each.thread.topic_category == "maintenance")

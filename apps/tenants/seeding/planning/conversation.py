"""One conversation of the portfolio: a story told of a home, in a channel's manners, up to where it has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from apps.tenants.seeding.content.actions import Action, AlertAction, parse_action
from apps.tenants.seeding.content.stories import Line, Story, fitting, manners
from apps.tenants.seeding.content.wording import casual, chosen, filled, worded, wordings
from apps.tenants.seeding.planning.planned import Conversation, Exchange
from apps.tenants.seeding.specification.conversations import MINUTES_TO_RESOLUTION, REQUEST_STATUSES
from apps.tenants.seeding.specification.portfolio import (
    CLOSURE_CONFIDENCE,
    ESCALATION_CONFIDENCE,
    LATEST_OF_OLDER_DAYS,
    PAUSES,
    WAKING_HOURS,
)
from seedplot.clock import AnchoredCalendar, project_zone
from seedplot.streams import DeterministicRandom

LAST_DAY = {"active": (1, 2), "escalated": (1, 3), "closing": (4, 4), "closed": (5, 60), "resolved": (1, 60)}
"""How many days before the anchor the last message comes. A thread waits three days for an answer, then one more."""
DAYS_TO_CLOSURE = 4


@dataclass(frozen=True)
class Brief:
    """What is decided of a conversation before it has words."""

    story: Story
    status: str
    channel: str
    is_older: bool
    opening: tuple[int, int, int]
    """Which details, which first line, which of its wordings: no two conversations of a block begin alike."""


def compose(
    rng: DeterministicRandom, brief: Brief, facts: Mapping[str, str], calendar: AnchoredCalendar
) -> Conversation:
    """Tell the story: choose its lines, place them in time, word them."""
    story = brief.story
    details, first_line, _ = brief.opening
    known = {**facts, **story.details[details]}
    script = [story.beats[0].lines[first_line], *_rest_of_script(rng, brief, frozenset(known))]
    moments = _moments(rng.at("time"), brief, script, calendar)
    exchanges = _exchanges(rng, brief, known, script, [at for _, at in moments])
    last_day, last_at = moments[-1]
    resolved_at = closed_at = None
    columns: dict[str, Any] = {}
    if brief.status == "resolved":
        resolved_at = calendar.moment(
            last_day, _later(calendar, last_at, rng.at("resolved").randint(*MINUTES_TO_RESOLUTION))
        )
    elif brief.status == "closed":
        closed_at = calendar.moment(last_day - DAYS_TO_CLOSURE, _wall_clock(calendar, last_at))
        columns = _closure(rng.at("closure").decimal(*CLOSURE_CONFIDENCE["closed"]))
    elif brief.status == "closing":
        columns = _closure(rng.at("closure").decimal(*CLOSURE_CONFIDENCE["closing"]))
    elif brief.status == "escalated":
        columns = _escalation(rng.at("escalation").decimal(*ESCALATION_CONFIDENCE), exchanges)
    return Conversation(
        subject=worded(rng.at("subject").choice(story.subjects), known, rng.at("subject words")),
        topic=story.topic,
        subtopic=story.subtopic,
        summary=worded(rng.at("summary").choice(story.summaries), known, rng.at("summary words")),
        status=brief.status,
        channel=brief.channel,
        exchanges=exchanges,
        resolved_at=resolved_at,
        closed_at=closed_at,
        columns=columns,
    )


def _rest_of_script(rng: DeterministicRandom, brief: Brief, known: frozenset[str]) -> list[Line]:
    """The lines after the first: of each beat one, as far as the conversation has come, then its ending."""
    lines = []
    for number, beat in enumerate(brief.story.beats[1:], start=1):
        stream = rng.at("beat", number)
        choices = fitting(beat.lines, known)
        if choices and not (beat.sometimes and stream.at("left out").below(2)):
            lines.append(stream.choice(choices))
    if brief.status == "active":
        return lines[: rng.at("length").below(len(lines) + 1)]
    if brief.status in brief.story.endings:
        lines.append(rng.at("ending").choice(fitting(brief.story.endings[brief.status], known)))
    return lines


def _moments(
    rng: DeterministicRandom, brief: Brief, script: list[Line], calendar: AnchoredCalendar
) -> list[tuple[int, datetime]]:
    """For each line the days before the anchor and the moment; nobody writes at night."""
    usual = PAUSES[brief.channel]
    days, gaps = [0], [0]
    for number, line in enumerate(script[1:], start=1):
        stream = rng.at("gap", number)
        days.append(stream.at("days").randint(*line.days) if line.days else 0)
        gaps.append(0 if line.days else stream.randint(*(line.minutes or usual)))
    earliest, latest = LAST_DAY[brief.status]
    if brief.is_older:
        earliest = LATEST_OF_OLDER_DAYS
    day = rng.at("last day").randint(earliest, latest) + sum(days)
    moments = []
    minute = 0
    for number, (later_days, gap) in enumerate(zip(days, gaps, strict=True)):
        day -= later_days
        if number == 0 or later_days:
            minute = _start(rng.at("start", number), gaps, days, number)
        minute += gap
        second = rng.at("second", number).below(60)
        moments.append((day, calendar.moment(day, time(minute // 60, minute % 60, second))))
    return moments


def _start(rng: DeterministicRandom, gaps: list[int], days: list[int], number: int) -> int:
    """The minute of the day at which the lines from that one on begin, so that all of that day fit."""
    end = next((later for later in range(number + 1, len(days)) if days[later]), len(days))
    earliest, latest = (at.hour * 60 + at.minute for at in WAKING_HOURS)
    return rng.randint(earliest, latest - sum(gaps[number:end]))


def _exchanges(
    rng: DeterministicRandom, brief: Brief, known: Mapping[str, str], script: list[Line], moments: list[datetime]
) -> tuple[Exchange, ...]:
    frames = manners()[brief.channel]
    is_casual = brief.channel != "email" and rng.at("manner").below(3) == 0
    opening = "tenant_casual" if is_casual else "tenant_first"
    exchanges = []
    for number, (line, at) in enumerate(zip(script, moments, strict=True)):
        stream = rng.at("line", number)
        asked, answered = ("tenant_later", "reply_later") if number else (opening, "reply_first")
        wording = stream.at("tenant").below(wordings(line.tenant)) if number else brief.opening[2]
        message = filled(chosen(line.tenant, wording), known)
        framed = {**known, "daytime": _daytime(at)}
        exchanges.append(
            Exchange(
                _framed(stream.at("tenant frame"), frames[asked], casual(message) if is_casual else message, framed),
                _framed(
                    stream.at("reply frame"), frames[answered], worded(line.reply, known, stream.at("reply")), framed
                ),
                at,
                tuple(_action(stream.at("action"), action, known) for action in line.actions),
                REQUEST_STATUSES[brief.status],
            )
        )
    return tuple(exchanges)


def _action(stream: DeterministicRandom, given: Mapping[str, Any], known: Mapping[str, str]) -> Action:
    texts = {name: worded(given[name], known, stream.at(name)) for name in ("description", "reason") if name in given}
    return parse_action({**given, **texts})


def _framed(stream: DeterministicRandom, frames: list[str], text: str, known: Mapping[str, str]) -> str:
    frame = stream.choice(frames)
    return frame.format_map({**known, "text": text})


def _daytime(at: datetime) -> str:
    hour = at.astimezone(project_zone()).hour
    return "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"


def _wall_clock(calendar: AnchoredCalendar, at: datetime) -> time:
    return at.astimezone(calendar.zone).time()


def _later(calendar: AnchoredCalendar, at: datetime, minutes: int) -> time:
    local = _wall_clock(calendar, at)
    minute = local.hour * 60 + local.minute + minutes
    return time(minute // 60, minute % 60, local.second)


def _closure(confidence: Any) -> dict[str, Any]:
    return {"closure_confidence": confidence, "closure_factors": {"question_answered": True, "days_without_answer": 3}}


def _escalation(confidence: Any, exchanges: tuple[Exchange, ...]) -> dict[str, Any]:
    alarms = [action for exchange in exchanges for action in exchange.actions if isinstance(action, AlertAction)]
    return {
        "is_escalating": True,
        "escalation_confidence": confidence,
        "escalation_reasoning": alarms[-1].reason,
    }

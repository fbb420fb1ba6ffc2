"""What a task of a story must keep by itself. Each fault comes with its place in the task."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from apps.tickets.seeding.content.moments import DaysAgo, OnDate, StoryTime, parse_time
from apps.tickets.seeding.content.story import Entry, Fault, StoryTask, Visitor
from apps.tickets.seeding.content.team_rules import team_faults
from apps.tickets.seeding.content.wording import forbidden_word, names_in
from apps.tickets.seeding.specification.dates import PRESENT
from apps.tickets.seeding.specification.people import ROSTER

FIRST_DAY = date(2024, 1, 1)
LAST_DAY = PRESENT - timedelta(days=1)
EARLIEST = 178
"""Days before the anchor; a little less than there is room for."""
FEWEST_ENTRIES = 5
FEWEST_WORDS = 6
LONGEST_SILENCE = 45
"""Days before the anchor at which an open task has its last entry at the earliest."""
FOLLOW_UP = 8
"""Days at least from a closing to the follow-up, so that squeezing leaves it on a later date."""

CLOSING = ("close", "good")
OPENING = ("reopen", "fixing", "broken")

_CONTACT = re.compile(r"[\w.+-]+@example\.com|\(?\d{3}\)?[- ]555-01\d\d")
_WHEN = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
    r"|\b(?:winter|summer|autumn|yesterday|last week|last month)\b"
    r"|\b(?:two|three|four|five|six|ten|a few|several|\d+) (?:days?|weeks?|months?) (?:later|ago|on|of)\b"
)


def task_faults(machine: str, task: StoryTask) -> list[Fault]:
    """What is wrong with a task, most basic first: the later rules take for granted that the first ones hold."""
    unreadable = [*_unreadable_moments(task), *_unknown_people(task)]
    return unreadable or [*_wrong_moments(task), *_wrong_course(task), *_wrong_words(machine, task)]


def stays_open(entries: Iterable[Entry]) -> bool:
    """Whether a task with these entries is open after the last of them."""
    changes = [entry.do for entry in entries if entry.do in (*OPENING, *CLOSING)]
    return not changes or changes[-1] in OPENING


def _unreadable_moments(task: StoryTask) -> Iterator[Fault]:
    try:
        task.opening  # noqa: B018 - reading it is the test
    except ValueError as error:
        yield ("opened",), str(error)
    for number, entry in enumerate(task.entries):
        try:
            parse_time(entry.at)
        except ValueError as error:
            yield ("entries", number, "at"), str(error)


def _unknown_people(task: StoryTask) -> Iterator[Fault]:
    if task.reporter is not None and task.reporter not in ROSTER:
        yield ("reported_by",), _nobody(task.reporter)
    for number, entry in enumerate(task.entries):
        yield from ((("entries", number, "who"), _nobody(name)) for name in entry.who if name not in ROSTER)
        if not entry.who or len(set(entry.who)) < len(entry.who):
            yield ("entries", number, "who"), "name one person at least, and nobody twice."


def _nobody(name: str) -> str:
    return f"'{name}' is not in the roster. Known: {', '.join(ROSTER)}."


def _wrong_moments(task: StoryTask) -> Iterator[Fault]:
    yield from ((("opened",), fault) for fault in _out_of_reach(task.opening))
    for number, (before, moment) in enumerate(pairwise([task.opening, *task.moments])):
        if moment.order <= before.order:
            what = f"entry {number}" if number else "the opening of the task"
            yield ("entries", number, "at"), f"it must be later than {what}. Correct 'day' or 'at'."
        yield from ((("entries", number, "day"), fault) for fault in _out_of_reach(moment))


def _out_of_reach(moment: StoryTime) -> Iterator[str]:
    if isinstance(moment, OnDate) and not FIRST_DAY <= moment.day <= LAST_DAY:
        yield f"{moment.day} is no fixed date. They go from {FIRST_DAY} to {LAST_DAY}."
    if isinstance(moment, DaysAgo) and not 1 <= moment.days <= EARLIEST:
        yield f"that is {moment.days} days before the anchor. It must be 1 to {EARLIEST} days before it."


def _wrong_course(task: StoryTask) -> Iterator[Fault]:
    if len(task.entries) < FEWEST_ENTRIES:
        yield ("entries",), f"there are {len(task.entries)}. A task has {FEWEST_ENTRIES} at least."
        return
    if all(entry.do != "note" for entry in task.entries):
        yield ("entries",), "none is a note. A task has one at least."
    is_open = True
    for number, entry in enumerate(task.entries):
        if entry.do == "note" and not is_open:
            yield ("entries", number, "do"), "the task is closed. Write 'reopen' before the note, or 'close' instead."
        if entry.do == "reopen" and is_open:
            yield ("entries", number, "do"), "the task is open already. Write 'note' instead, or 'close' before."
        is_open = entry.do in OPENING or (is_open and entry.do not in CLOSING)
    yield from _wrong_end_of_open(task) if is_open else _wrong_end_of_closed(task)


def _wrong_end_of_open(task: StoryTask) -> Iterator[Fault]:
    last, end = len(task.entries) - 1, task.moments[-1]
    if isinstance(end, OnDate):
        yield ("entries", last, "do"), "a task with fixed dates ends closed. Write 'close' or 'good'."
    elif end.days > LONGEST_SILENCE:
        yield ("entries", last, "day"), f"an open task has an entry in the last {LONGEST_SILENCE} days."


def _wrong_end_of_closed(task: StoryTask) -> Iterator[Fault]:
    last, end = len(task.entries) - 1, task.moments[-1]
    days = [moment.order[1] for entry, moment in zip(task.entries, task.moments, strict=True) if entry.do in CLOSING]
    gap = 1 if isinstance(end, OnDate) else FOLLOW_UP
    if task.entries[-1].do not in CLOSING or len(days) < 2 or days[-1] - days[-2] < gap:
        when = "on a later date" if gap == 1 else f"{gap} days later at least"
        yield ("entries", last, "do"), f"a closed task ends with a follow-up that closes it once more, {when}."
    for first, second in pairwise(days):
        if first == second:
            yield ("entries",), "two of them close the task on one date."


def _wrong_words(machine: str, task: StoryTask) -> Iterator[Fault]:
    yield from ((("entries",), f"{fault}.") for fault in team_faults(machine, task.people))
    if isinstance(task.reported_by, Visitor):
        yield from _wrong_visitor(task.reported_by)
    if len(task.text.split()) < FEWEST_WORDS:
        yield ("text",), f"a report has {FEWEST_WORDS} words at least, so that others can quote it."
    yield from ((("text",), f"it names {name}, and a report names nobody.") for name in names_in(task.text))
    yield from ((("text",), fault) for fault in _text_faults(machine, task.text, task.opening))
    for number, entry in enumerate(task.entries):
        absent = (f"it names {name}, who is not in 'who'." for name in names_in(entry.text) if name not in entry.who)
        for fault in (*absent, *_text_faults(machine, entry.text, task.opening)):
            yield ("entries", number, "text"), fault


def _wrong_visitor(reporter: Visitor) -> Iterator[Fault]:
    if names_in(reporter.visitor) or not reporter.visitor.strip():
        yield ("reported_by", "visitor"), f"'{reporter.visitor}' must be a name that nobody of the roster has."
    if not _CONTACT.fullmatch(reporter.contact):
        yield (
            ("reported_by", "contact"),
            f"'{reporter.contact}' may belong to somebody. "
            "Write an address at example.com, or a number such as 312-555-0143.",
        )


def _text_faults(machine: str, text: str, opening: StoryTime) -> Iterator[str]:
    word = forbidden_word(machine, text)
    if word:
        yield f"'{word}' does not fit the year or the mechanism of {machine}."
    odd = re.search(r"[^\x20-\x7e]", text)
    if odd:
        yield f"{odd[0]!r} is no plain letter. Write it with what is on every keyboard, and on one line."
    elif text != text.strip() or not text.endswith((".", "!", "?", '"')):
        yield "it must be whole sentences, with nothing before the first and a full stop after the last."
    when = _WHEN.search(text) if isinstance(opening, DaysAgo) else None
    if when:
        yield f"'{when[0]}' tells a date or a span, and this task moves with the anchor."

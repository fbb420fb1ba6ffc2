"""Measures that any workshop's book would meet: hours, chapters, answers, and reports that agree with their columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, time

from apps.tickets.models import Task
from apps.tickets.seeding.measures.answers import answers
from apps.tickets.seeding.measures.wording import SPOKEN_OF
from apps.tickets.seeding.rows.workshop import WorkshopRows

FIRST_HOUR, LAST_HOUR = time(9), time(22)
SATURDAY = 5
_CONTACT = re.compile(r"[\w.+-]+@example\.com|\(?\d{3}\)?[- ]555-01\d\d")


def unsocial_hours(shop: WorkshopRows) -> list[str]:
    """Tasks and entries of a time at which nobody is in the museum.

    An answer to a record of the last evening before the anchor has no other time left.
    """
    exempt = {entry.pk for entry in answers(shop)}
    entries = [(task, entry) for task, entry in shop.pairs() if entry.pk not in exempt]
    return [
        *(shop.label(task) for task in shop.tasks if _is_unsocial(shop.local(task.created_at))),
        *(shop.entry_label(entry, task) for task, entry in entries if _is_unsocial(shop.local(entry.created_at))),
    ]


def _is_unsocial(local: datetime) -> bool:
    return not FIRST_HOUR <= local.time() < LAST_HOUR


def mixed_chapters(shop: WorkshopRows) -> list[str]:
    """Tasks of the history that are open, or that reach beyond its end."""
    found = []
    for task in shop.tasks:
        is_past = all(shop.is_history(entry.created_at) for entry in shop.entries_of[task.pk])
        if shop.is_history(task.created_at) and not (is_past and task.status == Task.STATUS_CLOSED):
            found.append(shop.label(task))
    return found


def answered_at_once(shop: WorkshopRows) -> float | None:
    """The share in percent of the tasks that have their first entry on the day on which they were opened."""
    first = [(task, shop.entries_of[task.pk][0]) for task in shop.tasks if shop.entries_of[task.pk]]
    same = sum(shop.local(task.created_at).date() == shop.local(entry.created_at).date() for task, entry in first)
    return 100 * same / len(first) if first else None


def reported_on_saturdays(shop: WorkshopRows) -> float | None:
    """The share in percent of the visitors' reports with fixed dates that were made on a Saturday."""
    days = [
        shop.local(task.created_at).weekday()
        for task in shop.tasks
        if task.type == Task.TYPE_PROBLEM_REPORT and shop.is_history(task.created_at)
    ]
    return 100 * days.count(SATURDAY) / len(days) if days else None


def wrong_problem_types(shop: WorkshopRows) -> list[str]:
    """Reports of a stuck ball that speak of no ball, and of missing credits that speak of none, and of no money."""
    return [
        f"{task.problem_type}: {shop.label(task)}"
        for task in shop.tasks
        if task.problem_type in SPOKEN_OF and not SPOKEN_OF[task.problem_type].search(task.problem_text)
    ]


def absent_openers(shop: WorkshopRows) -> list[str]:
    """Maintainers' tasks whose first entry is without the person who opened them."""
    return [
        f"{reporter} on {shop.label(task)}"
        for task in shop.tasks
        if (reporter := shop.reporter(task)) is not None
        and not any(reporter in shop.people_on[entry.pk] for entry in shop.entries_of[task.pk][:1])
    ]


def doubtful_visitors(shop: WorkshopRows) -> list[str]:
    """Visitors whose name or contact occurs twice, or whose contact may belong to somebody."""
    visitors = [task for task in shop.tasks if task.reported_by_name and task.device_info]
    names = Counter(task.reported_by_name for task in visitors)
    contacts = Counter(task.device_info for task in visitors)
    return [
        f"{task.reported_by_name}, {task.device_info}"
        for task in visitors
        if names[task.reported_by_name] > 1
        or contacts[task.device_info] > 1
        or not _CONTACT.fullmatch(task.device_info)
        or _CONTACT.fullmatch(task.reported_by_name)
    ]


def wrong_sizes(shop: WorkshopRows, *, stated: Mapping[str, int]) -> list[str]:
    """Counts other than those that the scenario states; entries that answer the records of others are left out."""
    answering = {entry.pk for entry in answers(shop)}
    entries = [entry.pk for entry in shop.entries if entry.pk not in answering]
    found = {
        "tasks": len(shop.tasks),
        "closed tasks": sum(task.status == Task.STATUS_CLOSED for task in shop.tasks),
        "entries": len(entries),
        "people on the entries": sum(len(shop.people_on[key]) for key in entries),
    }
    return [f"{found[what]} {what}, not {count}" for what, count in stated.items() if found[what] != count]

"""Promises that any workshop's book would keep, and the counts that the scenario states."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from apps.tickets.seeding.measures import answers, plausibility
from seedplot.promises import AtLeast, Empty, Promise

PLAUSIBILITY_PROMISES = (
    Promise(
        "tickets.P127",
        "Work is done, and faults are reported, between nine in the morning and ten at night.",
        plausibility.unsocial_hours,
        Empty("row at another hour"),
        "Look at created_at in the museum's time zone.",
        "A law of the domain: visitors come by day, and volunteers in the evening.",
    ),
    Promise(
        "tickets.P128",
        "A task of the history is closed, and all of its entries are history, too.",
        plausibility.mixed_chapters,
        Empty("task that differs"),
        "History ends on 28 February 2025; look at the last entries of the task.",
        "The plan: a task is dated wholly by fixed dates or wholly by the anchor; a fixed one ends closed.",
    ),
    Promise(
        "tickets.P129",
        "A machine with a record of others newer than its stories keeps its status, and an entry names the record.",
        answers.wrongly_answered,
        Empty("machine that does not"),
        "Compare the newest record on the machine with the newest sample entry that sets its status.",
        "The plan: one more entry names such a record and sets the status that holds from then on.",
    ),
    Promise(
        "tickets.P130",
        "At least nine of ten tasks have their first entry on the day on which they were opened.",
        plausibility.answered_at_once,
        AtLeast(90, unit="%", places=0),
        "Compare created_at of the task with that of its first entry.",
        "A law of the domain: somebody looks at a fault before the visitors of the day are gone.",
    ),
    Promise(
        "tickets.P131",
        "At least two of three visitors' reports with fixed dates were made on a Saturday.",
        plausibility.reported_on_saturdays,
        AtLeast(200 / 3, unit="%", places=0),
        "Look at the weekdays of created_at in the museum's time zone.",
        "A law of the domain: a museum run by volunteers has most of its visitors on Saturdays.",
    ),
    Promise(
        "tickets.P132",
        "A report of a stuck ball speaks of a ball, and one of missing credits of credits or money.",
        plausibility.wrong_problem_types,
        Empty("report that does not"),
        "Compare problem_type with problem_text.",
        "A law of the domain: a report and its type describe one fault.",
    ),
    Promise(
        "tickets.P133",
        "Whoever opens a task is on its first entry.",
        plausibility.absent_openers,
        Empty("absent one"),
        "Compare reported_by_user of the task with the people on its first entry.",
        "The scenario's own stories: a maintainer opens a task and begins it.",
    ),
    Promise(
        "tickets.P134",
        "No two visitors share a name or a contact, and no contact can belong to anybody.",
        plausibility.doubtful_visitors,
        Empty("such visitor"),
        "Compare reported_by_name and device_info; a contact is at example.com or a number 555-01xx.",
        "Names reserved for examples (RFC 2606) and numbers reserved for fiction (555-0100 to 555-0199).",
    ),
)


def size_promise(stated: Mapping[str, int]) -> Promise:
    """The promise of the counts that the scenario states."""
    return Promise(
        "tickets.P135",
        f"There are {', '.join(f'{count} {what}' for what, count in stated.items())}, beside answers to newer records.",
        partial(plausibility.wrong_sizes, stated=stated),
        Empty("other count"),
        "Count the rows of the run. Who edits the stories states their counts in pinball_workshop.py anew.",
        "The scenario's own figures.",
    )

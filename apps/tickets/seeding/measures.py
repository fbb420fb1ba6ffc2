"""What the promises measure in the workshop's rows: mostly offenders, each told so that it can be found.

Measures know nothing of how the rows were planned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from apps.tickets.models import SAMPLE_CONTACT, SAMPLE_ENTRY_PREFIX, LogEntry, MachineInstance, Task
from apps.tickets.seeding import measured_agreement as agreement
from apps.tickets.seeding.measured_words import names_in, references_in, sentences_in, unfit_word
from apps.tickets.seeding.specification.people import OUTSIDERS, POOLS, ROSTER

if TYPE_CHECKING:
    from apps.tickets.seeding.evidence import WorkshopEvidence

FEWEST_TASKS: Mapping[str, int] = {
    "Ballyhoo": 10,
    **dict.fromkeys(("Carom", "Trade Winds", "Baseball", "Derby Day", "Roto Pool"), 6),
}
"""Where a machine has more than the five that each has."""
OPENED_MONTHS = {f"2024-{month:02}" for month in range(1, 9)}
WORKED_MONTHS = (*(f"2024-{month:02}" for month in range(1, 13)), "2025-01", "2025-02")
SPANS, SPAN = 6, 30
"""The last months before the anchor, and the days of each."""
FRESH = 14
"""Days before the anchor in which a task was opened that counts as fresh."""
LONGEST_SILENCE = 60
FEWEST_QUOTED = 4


# How many, and whose.


def missing_tasks(shop: WorkshopEvidence) -> list[str]:
    """Machines with fewer tasks than they must have, or with some and no story."""
    counts = {name: len(tasks) for name, tasks in shop.tasks_of.items()}
    few = [
        f"{counts.get(name, 0)} on {name}, not {FEWEST_TASKS.get(name, 5)}"
        for name in POOLS
        if counts.get(name, 0) < FEWEST_TASKS.get(name, 5)
    ]
    return few + [f"{count} on {name}, not 0" for name, count in counts.items() if name not in POOLS]


def fewest_entries(shop: WorkshopEvidence) -> int:
    return min((len(entries) for entries in shop.entries_of.values()), default=0)


def wrong_marks(shop: WorkshopEvidence) -> list[str]:
    """Rows of the run without the sample's mark, and rows of others with it."""
    return [
        *(shop.label(task) for task in shop.tasks if task.reported_by_contact != SAMPLE_CONTACT),
        *(shop.entry_label(entry, task) for task, entry in shop.pairs() if not _is_marked(entry)),
        *shop.marked_rows_of_others(),
    ]


def _is_marked(entry: LogEntry) -> bool:
    said = entry.text.removeprefix(SAMPLE_ENTRY_PREFIX)
    return said != entry.text and said == said.strip() != ""


def wrong_reporters(shop: WorkshopEvidence) -> list[str]:
    """Reports without the visitor's name and contact, tasks without a maintainer, and reports that name one."""
    return [shop.label(task) for task in shop.tasks if not _is_reported_as_its_type(shop, task)]


def _is_reported_as_its_type(shop: WorkshopEvidence, task: Task) -> bool:
    named = names_in(f"{task.reported_by_name} {task.problem_text}")
    if named or task.problem_text.startswith(SAMPLE_ENTRY_PREFIX.strip()):
        return False
    if task.type == Task.TYPE_PROBLEM_REPORT:
        return bool(task.reported_by_name and task.device_info) and task.reported_by_user_id is None
    return shop.reporter(task) in ROSTER and not task.reported_by_name and not task.device_info


# In time.


def out_of_order(shop: WorkshopEvidence) -> list[str]:
    """Entries that are not later than the one before, or not later than their task."""
    found = []
    for task in shop.tasks:
        entries = shop.entries_of[task.pk]
        if entries and entries[0].created_at <= task.created_at:
            found.append(shop.entry_label(entries[0], task))
        found += [shop.entry_label(b, task) for a, b in pairwise(entries) if a.created_at >= b.created_at]
    return found


def after_the_anchor(shop: WorkshopEvidence) -> list[str]:
    return [
        *(shop.label(task) for task in shop.tasks if task.created_at >= shop.anchor),
        *(shop.entry_label(entry, task) for task, entry in shop.pairs() if entry.created_at >= shop.anchor),
    ]


def months_without_tasks(shop: WorkshopEvidence) -> list[str]:
    """Months of January to August 2024 in which no task was opened, and the first quarter of 2025 likewise."""
    opened = {f"{shop.local(task.created_at):%Y-%m}" for task in shop.tasks}
    found = sorted(OPENED_MONTHS - opened)
    return found if opened & {"2025-01", "2025-02", "2025-03"} else [*found, "the first quarter of 2025"]


def months_without_entries(shop: WorkshopEvidence) -> list[str]:
    """Months of history, and spans of 30 days before the anchor, without an entry."""
    worked = {f"{shop.local(entry.created_at):%Y-%m}" for entry in shop.entries}
    spans = {(shop.days_ago(entry.created_at) - 1) // SPAN for entry in shop.entries}
    idle = [f"{SPAN * span + 1} to {SPAN * span + SPAN} days ago" for span in range(SPANS) if span not in spans]
    return [*(month for month in WORKED_MONTHS if month not in worked), *idle]


def fresh_open_tasks(shop: WorkshopEvidence) -> int:
    return sum(task.status == Task.STATUS_OPEN and shop.days_ago(task.created_at) <= FRESH for task in shop.tasks)


def longest_silence(shop: WorkshopEvidence) -> int:
    """Days since the newest entry of that open task on which nothing has been written for the longest time."""
    silent = [
        shop.days_ago(max((entry.created_at for entry in shop.entries_of[task.pk]), default=task.created_at))
        for task in shop.tasks
        if task.status == Task.STATUS_OPEN
    ]
    return max(silent, default=0)


# Statuses.


def wrongly_closed(shop: WorkshopEvidence) -> list[str]:
    """Closed tasks that do not end with a closing entry, or without another one on an earlier date."""
    found = []
    for task in shop.tasks:
        entries = shop.entries_of[task.pk]
        dates = [shop.local(entry.created_at).date() for entry in entries]
        closings = [date for entry, date in zip(entries, dates, strict=True) if entry.status == Task.STATUS_CLOSED]
        # What follows a closing lies on a later date, the last one aside, which nothing has to follow.
        is_followed = all(closing < dates[-1] for closing in closings[:-1])
        is_ended = task.status == Task.STATUS_OPEN or (
            bool(entries) and entries[-1].status == Task.STATUS_CLOSED and closings[0] < closings[-1]
        )
        if not (is_followed and is_ended):
            found.append(shop.label(task))
    return found


def wrong_task_statuses(shop: WorkshopEvidence) -> list[str]:
    """Tasks whose status is not that of their newest entry with one."""
    found = []
    for task in shop.tasks:
        said = [entry.status for entry in shop.entries_of[task.pk] if entry.status is not None]
        if task.status != (said[-1] if said else Task.STATUS_OPEN):
            found.append(shop.label(task))
    return found


def wrong_entries(shop: WorkshopEvidence) -> list[str]:
    """Entries on another machine than their task's, or with statuses that do not go together."""
    return [
        shop.entry_label(entry, task)
        for task, entry in shop.pairs()
        if entry.machine_id != task.machine_id
        or (entry.machine_status and entry.status != Task.STATUS_IMPLIED_BY_MACHINE[entry.machine_status])
    ]


def contradictions(shop: WorkshopEvidence) -> list[str]:
    return [
        f"{machine}: {fault}" for machine in shop.tasks_of for fault in agreement.contradictions(shop.steps(machine))
    ]


def wrong_machine_statuses(shop: WorkshopEvidence) -> list[str]:
    """Machines with a story whose status is not that of the newest entry with one."""
    found = []
    for name, tasks in shop.tasks_of.items():
        said = [entry.machine_status for entry in shop.entries_on(name) if entry.machine_status]
        if tasks and (not said or shop.machines[tasks[0].machine_id].operational_status != said[-1]):
            found.append(name)
    return found


def falsely_good(shop: WorkshopEvidence) -> list[str]:
    """Open tasks that last said fixing or broken of a machine that is good."""
    found = []
    for task in shop.tasks:
        said = [entry.machine_status for entry in shop.entries_of[task.pk] if entry.machine_status]
        is_good = shop.machines[task.machine_id].operational_status == MachineInstance.STATUS_GOOD
        if task.status == Task.STATUS_OPEN and is_good and said and said[-1] in agreement.DOWN:
            found.append(shop.label(task))
    return found


# Variety.

_KINDS: Mapping[str, Callable[[Task], bool]] = {
    "a visitor's report": lambda task: task.type == Task.TYPE_PROBLEM_REPORT,
    "a maintainer's task": lambda task: task.type == Task.TYPE_TASK,
    "an open task": lambda task: task.status == Task.STATUS_OPEN,
    "a closed task": lambda task: task.status == Task.STATUS_CLOSED,
}
_ACTIONS: Mapping[str, Callable[[LogEntry], bool]] = {
    "close": lambda entry: entry.status == Task.STATUS_CLOSED and entry.machine_status is None,
    "reopen": lambda entry: entry.status == Task.STATUS_OPEN and entry.machine_status is None,
    "good": lambda entry: entry.machine_status == MachineInstance.STATUS_GOOD,
    "fixing": lambda entry: entry.machine_status == MachineInstance.STATUS_FIXING,
    "broken": lambda entry: entry.machine_status == MachineInstance.STATUS_BROKEN,
    "unknown": lambda entry: entry.machine_status == MachineInstance.STATUS_UNKNOWN,
}


def missing_kinds(shop: WorkshopEvidence) -> list[str]:
    """Kinds of tasks that a machine has none of."""
    found = []
    for name in POOLS:
        tasks = shop.tasks_of.get(name, [])
        found += [f"{kind} on {name}" for kind, is_one in _KINDS.items() if not any(map(is_one, tasks))]
        chapters = {shop.is_history(task.created_at) for task in tasks}
        found += [f"a task of the history on {name}"] if True not in chapters else []
        found += [f"a task of the last months on {name}"] if False not in chapters else []
    return found


def missing_actions(shop: WorkshopEvidence) -> list[str]:
    """Tasks without a note; and actions and types of problems that occur nowhere."""
    problems = {task.problem_type for task in shop.tasks}
    return [
        *(shop.label(task) for task in shop.tasks if not any(map(_is_note, shop.entries_of[task.pk]))),
        *(action for action, is_it in _ACTIONS.items() if not any(map(is_it, shop.entries))),
        *(label for value, label in Task.PROBLEM_TYPE_CHOICES if value not in problems),
    ]


def _is_note(entry: LogEntry) -> bool:
    return entry.status is None and entry.machine_status is None


# People.


def unused_people(shop: WorkshopEvidence) -> list[str]:
    used = frozenset[str]().union(*map(shop.people, shop.tasks))
    return [name for name in ROSTER if name not in used]


def wrong_teams(shop: WorkshopEvidence) -> list[str]:
    """Tasks of too few or too many people, without one of the machine's own, or with one of another pool."""
    return [
        f"{shop.label(task)}: {fault}"
        for task in shop.tasks
        if shop.machine(task) in POOLS
        for fault in _team_faults(shop.machine(task), shop.people(task))
    ]


def _team_faults(machine: str, team: frozenset[str]) -> Iterator[str]:
    pool = POOLS[machine]
    if len(team) not in (2, 3):
        yield f"{len(team)} people"
    if team.isdisjoint(pool.primary):
        yield f"none of {', '.join(pool.primary)}"
    joining = team.difference(pool.primary, pool.helpers)
    if not joining.issubset(OUTSIDERS):
        yield f"{', '.join(sorted(joining.difference(OUTSIDERS)))} of another pool"
    if len(joining.intersection(OUTSIDERS)) > 1:
        yield f"{', '.join(sorted(joining.intersection(OUTSIDERS)))}, and one such person may join"


def absent_people(shop: WorkshopEvidence) -> list[str]:
    """People whom an entry names and who are not on it; and entries that nobody wrote."""
    return [
        f"{name} in the {shop.entry_label(entry, task)}"
        for task, entry in shop.pairs()
        for name in (names_in(entry.text) if shop.people_on[entry.pk] else ["nobody"])
        if name not in shop.people_on[entry.pk]
    ]


# Words.


def _references(shop: WorkshopEvidence) -> Iterator[tuple[str, bool]]:
    """Each cross-reference, and whether it quotes an earlier task of the machine that it names."""
    for task, entry in shop.pairs():
        for machine, words in references_in(entry.text):
            leads_to = [each for each in shop.tasks_of.get(machine, ()) if each.problem_text.startswith(words)]
            is_earlier = any(each.created_at < entry.created_at and each.pk != task.pk for each in leads_to)
            yield f'{machine} task "{words}"', is_earlier and len(words.split()) >= FEWEST_QUOTED


def cross_references(shop: WorkshopEvidence) -> int:
    """How many lead somewhere."""
    return sum(leads for _, leads in _references(shop))


def dangling_references(shop: WorkshopEvidence) -> list[str]:
    return [reference for reference, leads in _references(shop) if not leads]


def repeated_sentences(shop: WorkshopEvidence) -> list[str]:
    """Sentences that stand twice in what the tasks and entries say."""
    seen: set[str] = set()
    repeated = []
    for text in (*(task.problem_text for task in shop.tasks), *map(shop.text, shop.entries)):
        for sentence in sentences_in(text):
            if sentence in seen:
                repeated.append(sentence)
            seen.add(sentence)
    return repeated


def shared_stories(shop: WorkshopEvidence) -> list[str]:
    """Machines whose tasks took the same course, task for task, as those of another machine."""
    first: dict[tuple[object, ...], str] = {}
    shared = []
    for name, tasks in shop.tasks_of.items():
        course = tuple(
            (task.type, tuple((entry.status, entry.machine_status) for entry in shop.entries_of[task.pk]))
            for task in tasks
        )
        if course and first.setdefault(course, name) != name:
            shared.append(f"{name} has that of {first[course]}")
    return shared


def misplaced_words(shop: WorkshopEvidence) -> list[str]:
    """Words that do not fit the year or the mechanism of the machine."""
    reports = [(task, unfit_word(shop.machine(task), task.problem_text)) for task in shop.tasks]
    entries = [(task, entry, unfit_word(shop.machine(task), entry.text)) for task, entry in shop.pairs()]
    return [
        *(f"'{word}' in the {shop.label(task)}" for task, word in reports if word),
        *(f"'{word}' in the {shop.entry_label(entry, task)}" for task, entry, word in entries if word),
    ]

"""What must hold of the workshop's sample, checked on the rows alone and without the code that planned or promised it.

Each claim yields what offends it. The figures and pools are copied by hand.
"""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from apps.tickets.models import LogEntry, MachineInstance, Task

CHICAGO = ZoneInfo("America/Chicago")
TAG = "sample-data::sample-maintenance-2025"
PREFIX = "[Sample 2025] "
HISTORY_ENDS = date(2025, 3, 1)

EM = ("William Elijah Ken Sam", "Jerry Kyle John")
BOARDS = ("Alex Ben Chris Brian", "David Ken Josh Justin")
DOTS = ("Alex Ben Chris David", "James Jeff")
MACHINES = {
    "Ballyhoo": (10, "William Elijah Sam", "Eddie Luis"),
    "Carom": (6, *EM),
    "Trade Winds": (6, *EM),
    "Baseball": (6, *EM),
    "Derby Day": (6, *EM),
    "Roto Pool": (6, *EM),
    "Teacher's Pet": (5, *EM),
    "Hokus Pokus": (5, *EM),
    "Star Trip": (5, *BOARDS),
    "Star Trek": (5, *BOARDS),
    "Gorgar": (5, *BOARDS),
    "Blackout": (5, *BOARDS),
    "Hyperball": (5, "Chris Ben Alex", "Ethan Eddie"),
    "Eight Ball Deluxe Limited Edition": (5, *DOTS),
    "The Getaway: High Speed II": (5, *DOTS),
    "The Addams Family": (5, *DOTS),
    "Godzilla (Premium)": (5, "David Brian", "Ken Alex Eddie Luis"),
}
OTHERS = "Dean Mark Matt Mike Nathan Nick Paul Robert Ryan Steve Tyler Diana Caleb Reba Jackie Laura Mauricio"
OUTSIDERS = set(OTHERS.split())
IN_POOLS = {name for _, *pool in MACHINES.values() for group in pool for name in group.split(" ")}
PEOPLE = OUTSIDERS | IN_POOLS

LIGHTS = ("Trade Winds", "Baseball", "Derby Day", "Roto Pool")
BEFORE_1979 = ("Ballyhoo", "Carom", *LIGHTS, "Teacher's Pet", "Hokus Pokus")
WITH_OPTOS = ("Hyperball", "The Getaway: High Speed II", "The Addams Family", "Godzilla (Premium)")


class Sample:
    """The sample's rows as dictionaries, found by tag and prefix: {id: row}, and what belongs together."""

    def __init__(self, anchor):
        self.anchor = anchor
        self.today = anchor.astimezone(CHICAGO).date()
        instances = MachineInstance.objects.select_related("model")
        self.machines = {each.pk: each.model.name for each in instances}
        self.statuses = {each.model.name: each.operational_status for each in instances}
        self.tasks = {row["id"]: row for row in Task.objects.filter(reported_by_contact=TAG).values()}
        own = LogEntry.objects.filter(text__startswith=PREFIX).order_by("created_at", "id")
        self.entries = list(own.values())
        self.people_on = {entry["id"]: set() for entry in self.entries}
        for entry, name in own.values_list("id", "maintainers__user__first_name"):
            self.people_on[entry].add(name)
        self.entries_of = {key: [] for key in self.tasks}
        for entry in self.entries:
            self.entries_of[entry["task_id"]].append(entry)
        reporters = Task.objects.filter(pk__in=self.tasks).values_list("id", "reported_by_user__first_name")
        self.reporter = dict(reporters)

    def name(self, row):
        return self.machines[row["machine_id"]]

    def tasks_on(self, machine):
        return [task for task in self.tasks.values() if self.name(task) == machine]

    def people(self, task):
        named = set().union(*(self.people_on[entry["id"]] for entry in self.entries_of[task["id"]]))
        return named | ({self.reporter[task["id"]]} - {None})

    def day(self, row):
        return row["created_at"].astimezone(CHICAGO).date()

    def statused(self, task, column):
        return [entry[column] for entry in self.entries_of[task["id"]] if entry[column] is not None]


def counts_are_those_of_the_decision(sample):
    counts = Counter(sample.name(task) for task in sample.tasks.values())
    if counts != {name: number for name, (number, *_) in MACHINES.items()}:
        yield counts
    yield from (task for task in sample.tasks if len(sample.entries_of[task]) < 5)


def reports_have_a_visitor_and_tasks_a_maintainer(sample):
    for task in sample.tasks.values():
        visitor = bool(task["reported_by_name"] and task["device_info"]) and task["reported_by_user_id"] is None
        nobody = not task["reported_by_name"] and not task["device_info"]
        own = nobody and sample.reporter[task["id"]] in PEOPLE
        if not (visitor if task["type"] == "problem_report" else own) or task["ip_address"]:
            yield task["id"]
        if PEOPLE & set(re.findall(r"\w+", f"{task['reported_by_name']} {task['problem_text']}")):
            yield task["problem_text"]
        if task["device_info"] and not re.fullmatch(r".+@example\.com|.*555-01\d\d", task["device_info"]):
            yield task["device_info"]
    visitors = [task["reported_by_name"] for task in sample.tasks.values() if task["reported_by_name"]]
    yield from (name for name, count in Counter(visitors).items() if count > 1)


def entries_ascend_from_the_task_on(sample):
    for task in sample.tasks.values():
        moments = [task["created_at"], *(entry["created_at"] for entry in sample.entries_of[task["id"]])]
        yield from (task["id"] for a, b in pairwise(moments) if a > b or (a == b and a != moments[0]))


def entries_are_about_their_tasks_machine(sample):
    for entry in sample.entries:
        implied = {"good": "closed", "fixing": "open", "broken": "open", "unknown": None}
        if entry["machine_id"] != sample.tasks[entry["task_id"]]["machine_id"]:
            yield entry["id"]
        if entry["machine_status"] is not None and entry["status"] != implied[entry["machine_status"]]:
            yield entry["id"]


def closed_tasks_end_with_a_follow_up(sample):
    for task in sample.tasks.values():
        entries = sample.entries_of[task["id"]]
        closings = [sample.day(entry) for entry in entries if entry["status"] == "closed"]
        if task["status"] == "closed" and not (entries[-1]["status"] == "closed" and closings[0] < closings[-1]):
            yield task["id"]
        yield from (task["id"] for closing in closings[:-1] if not closing < sample.day(entries[-1]))
        if task["status"] != (sample.statused(task, "status") or ["open"])[-1]:
            yield task["id"]


def nothing_lies_at_or_after_the_anchor(sample):
    yield from (row["id"] for row in [*sample.tasks.values(), *sample.entries] if row["created_at"] >= sample.anchor)


def months_have_tasks_and_work(sample):
    opened = {sample.day(task).strftime("%Y-%m") for task in sample.tasks.values()}
    worked = {sample.day(entry).strftime("%Y-%m") for entry in sample.entries}
    yield from {f"2024-{month:02}" for month in range(1, 9)} - opened
    yield from {f"2024-{month:02}" for month in range(1, 13)} - worked
    yield from {"2025-01", "2025-02"} - worked
    if not opened & {"2025-01", "2025-02", "2025-03"}:
        yield "Q1 2025"
    for span in range(6):
        first, last = (sample.today - timedelta(days=30 * number) for number in (span + 1, span))
        if not any(first <= sample.day(entry) < last for entry in sample.entries):
            yield f"{first} to {last}"


def open_tasks_are_fresh_or_alive(sample):
    still_open = [task for task in sample.tasks.values() if task["status"] == "open"]
    fresh = [task for task in still_open if sample.today - sample.day(task) <= timedelta(days=14)]
    if len(fresh) < 5:
        yield len(fresh)
    for task in still_open:
        if sample.today - sample.day(sample.entries_of[task["id"]][-1]) > timedelta(days=60):
            yield task["id"]


def machines_have_all_kinds(sample):
    for machine in MACHINES:
        tasks = sample.tasks_on(machine)
        kinds = {task["type"] for task in tasks} | {task["status"] for task in tasks}
        kinds |= {"fixed" if sample.day(task) < HISTORY_ENDS else "relative" for task in tasks}
        yield from {"problem_report", "task", "open", "closed", "fixed", "relative"} - kinds


def every_task_has_a_note_and_everything_occurs(sample):
    noted = {entry["task_id"] for entry in sample.entries if entry["status"] is entry["machine_status"] is None}
    yield from sample.tasks.keys() - noted
    found = {(entry["status"], entry["machine_status"]) for entry in sample.entries}
    yield from {("closed", None), ("open", None), ("closed", "good"), ("open", "fixing"), ("open", "broken")} - found
    yield from {"stuck_ball", "no_credits", "other"} - {task["problem_type"] for task in sample.tasks.values()}


def machines_have_their_newest_status(sample):
    for machine in MACHINES:
        own = [entry for entry in sample.entries if sample.name(entry) == machine and entry["machine_status"]]
        if sample.statuses[machine] != own[-1]["machine_status"]:
            yield machine
        for task in sample.tasks_on(machine):
            said = sample.statused(task, "machine_status")
            if task["status"] == "open" and sample.statuses[machine] == "good" and {*said[-1:]} & {"fixing", "broken"}:
                yield task["id"]


def tasks_of_a_machine_agree(sample):
    for machine in MACHINES:
        state, said = {}, {}
        for entry in (each for each in sample.entries if sample.name(each) == machine):
            state[entry["task_id"]] = entry["status"] or state.get(entry["task_id"], "open")
            said[entry["task_id"]] = entry["machine_status"] or said.get(entry["task_id"])
            others = [task for task in said if task != entry["task_id"] and state[task] == "open"]
            if entry["machine_status"] == "good" and any(said[task] in ("fixing", "broken") for task in others):
                yield entry["text"]


def people_are_36_in_teams_of_their_pools(sample):
    yield from PEOPLE - set().union(*(sample.people(task) for task in sample.tasks.values()))
    for task in sample.tasks.values():
        _, *pool = MACHINES[sample.name(task)]
        primary, helpers = (set(group.split(" ")) for group in pool)
        people = sample.people(task)
        if not (2 <= len(people) <= 3 and people & primary and people <= primary | helpers | OUTSIDERS):
            yield task["problem_text"], people
        if len(people & OUTSIDERS) > 1:
            yield task["problem_text"], people


def whoever_is_named_is_on_the_entry(sample):
    for entry in sample.entries:
        if not sample.people_on[entry["id"]] or None in sample.people_on[entry["id"]]:
            yield entry["text"]
        named = {word for word in re.findall(r"[A-Za-z]+", entry["text"]) if word in PEOPLE}
        yield from named - sample.people_on[entry["id"]]


def references_lead_to_earlier_tasks(sample):
    found = []
    for entry in sample.entries:
        for machine in MACHINES:
            for words in re.findall(re.escape(machine) + ' task "([^"]+)"', entry["text"]):
                opening = words.rstrip(". ")
                targets = [each for each in sample.tasks_on(machine) if each["problem_text"].startswith(opening)]
                if len(opening.split()) >= 4 and any(each["created_at"] < entry["created_at"] for each in targets):
                    found.append(words)
                else:
                    yield words
    if len(found) < 3:
        yield found


def no_sentence_is_used_twice(sample):
    texts = [task["problem_text"] for task in sample.tasks.values()]
    texts += [entry["text"].removeprefix(PREFIX) for entry in sample.entries]
    sentences = Counter(each.strip().lower() for text in texts for each in re.split(r"(?<=[.!?])\s+", text))
    yield from (sentence for sentence, count in sentences.items() if count > 1)


def words_fit_the_year_and_the_mechanism(sample):
    rows = [(sample.name(task), task["problem_text"]) for task in sample.tasks.values()]
    rows += [(sample.name(entry), entry["text"]) for entry in sample.entries]
    for machine, text in rows:
        words = {re.sub(r"s$", "", word) for word in re.findall(r"[a-z]+(?:-[a-z]+)?", text.lower())}
        wrong = set()
        if machine == "Ballyhoo":
            wrong |= {"coil", "relay", "lamp", "bulb", "fuse", "switch", "switche", "wiring", "board", "electric"}
        if machine in ("Ballyhoo", "Carom", "Trade Winds", "Hyperball"):
            wrong |= {"flipper"}
        if machine in LIGHTS:
            wrong |= {"reel"}
        if machine in BEFORE_1979:
            wrong |= {"pcb", "mpu", "rom", "eprom", "transistor", "led", "display"}
            if "circuit board" in text.lower():
                yield machine, text
        if machine not in WITH_OPTOS:
            wrong |= {"opto", "opto-sensor", "opto-switch"}
        if machine != "Godzilla (Premium)":
            wrong |= {"network", "internet", "wi-fi", "wifi", "router", "online"}
        if words & wrong:
            yield machine, text


CLAIMS = (
    counts_are_those_of_the_decision,
    reports_have_a_visitor_and_tasks_a_maintainer,
    entries_ascend_from_the_task_on,
    entries_are_about_their_tasks_machine,
    closed_tasks_end_with_a_follow_up,
    nothing_lies_at_or_after_the_anchor,
    months_have_tasks_and_work,
    open_tasks_are_fresh_or_alive,
    machines_have_all_kinds,
    every_task_has_a_note_and_everything_occurs,
    machines_have_their_newest_status,
    tasks_of_a_machine_agree,
    people_are_36_in_teams_of_their_pools,
    whoever_is_named_is_on_the_entry,
    references_lead_to_earlier_tasks,
    no_sentence_is_used_twice,
    words_fit_the_year_and_the_mechanism,
)


def offences(anchor):
    """What offends, by claim; claims without an offender are left out."""
    sample = Sample(anchor)
    found = {claim.__name__: list(claim(sample)) for claim in CLAIMS}
    return {name: offenders for name, offenders in found.items() if offenders}

"""Bugs in the workshop's planning and stories; each with the promises that notice it. The imports' are beside them."""

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, timedelta

from apps.tickets.models import LogEntry
from apps.tickets.seeding.scenarios import PinballWorkshopScenario
from seedplot.clock import midnight
from seedplot.engine.runs import Request
from tests.planted_bugs.planting import PlantedBug
from tests.planted_bugs.tickets_imports import ANCHOR, IMPORT_BUGS, changed

SEEDING = "apps.tickets.seeding"


def workshop():
    return Request(PinballWorkshopScenario(), anchor=ANCHOR)


def squeezed_workshop():
    """Six weeks of room for the stories of the last 180 days."""
    return Request(PinballWorkshopScenario(), anchor=midnight(date(2025, 4, 12)))


def bug(name, target, faulty, *promises, request=workshop):
    """A bug whose replacement takes the arguments of the sound function, which it gets before them."""
    return PlantedBug(name, f"{SEEDING}.{target}", faulty, tuple(f"tickets.{promise}" for promise in promises), request)


def instead(faulty):
    """Another function in place of the sound one."""
    return lambda sound: faulty


def task_changed(change):
    """The rows of a task are made of another one."""
    return lambda sound: lambda context, machine, number, task: sound(context, machine, number, change(task))


def names_exchanged(columns):
    return {**columns, "reported_by_name": columns["device_info"], "device_info": columns["reported_by_name"]}


def filed_under_stuck_balls(task):
    if task.story.problem != "no_credits":
        return task
    return replace(task, story=replace(task.story, problem="stuck_ball"))


def first_author_only(rows):
    entry = None
    for row in rows:
        if row.shape.model is not LogEntry.maintainers.through:
            entry = None
        elif row.logentry is entry:
            continue
        else:
            entry = row.logentry
        yield row


def last_notes_lost(tasks):
    return [
        replace(task, entries=task.entries[:-1]) if task.status == "open" and len(task.entries) > 5 else task
        for task in tasks
    ]


def oldest_status(tasks):
    said = [entry for task in tasks for entry in task.entries if entry.machine_status]
    return min(said, key=lambda entry: entry.at)


def history_in_utc(calendar, moments):
    return [
        moment.astimezone(calendar.zone).replace(tzinfo=UTC) if moment.year < 2025 else moment for moment in moments
    ]


def trip_and_trek_exchanged(found):
    return {
        **found,
        "Star Trip": replace(found["Star Trek"], known_as_="machine Star Trip"),
        "Star Trek": replace(found["Star Trip"], known_as_="machine Star Trek"),
    }


def edited(name, change):
    """The reader of stories, with the tasks of one file changed."""

    def faulty(sound):
        def read(file):
            found = sound(file)
            if file != name:
                return found
            content = deepcopy(found.content)
            change(content["tasks"])
            return replace(found, content=content)

        return read

    return faulty


def last_of_ballyhoo_lost(story):
    return replace(story, tasks=story.tasks[:-1]) if story.machine == "Ballyhoo" else story


PLANNING = [
    bug(
        "visitor's name and contact change places",
        "planning.stories:_reporter",
        changed(names_exchanged),
        "P134",
    ),
    bug(
        "task is dated by its first entry",
        "planning.stories:_task_rows",
        task_changed(lambda task: replace(task, opened_at=task.entries[0].at)),
        "P105",
    ),
    bug(
        "report of missing credits is filed under stuck balls",
        "planning.stories:_task_rows",
        task_changed(filed_under_stuck_balls),
        *("P118", "P132"),
    ),
    bug(
        "second author of an entry is lost",
        "planning.stories:_task_rows",
        changed(first_author_only),
        *("P121", "P135"),
    ),
    bug(
        "last note of an open task is lost",
        "planning.histories:planned_tasks",
        changed(last_notes_lost),
        "P135",
    ),
    bug(
        "task has the status of its oldest entry with one",
        "planning.histories:PlannedTask.status",
        instead(property(lambda task: next((each.status for each in task.entries if each.status), "open"))),
        *("P110", "P111", "P112", "P117", "P128", "P135"),
    ),
    bug(
        "machine has the status of its oldest entry with one",
        "planning.histories:newest_status",
        instead(oldest_status),
        "P115",
    ),
    bug(
        "work on a machine leaves its task as it is",
        "content.agreement:statuses_of",
        lambda sound: lambda action: (None, action) if action == "fixing" else sound(action),
        "P113",
    ),
    bug(
        "machine that nobody can judge keeps its status",
        "planning.histories:statuses_of",
        lambda sound: lambda action: sound("note" if action == "unknown" else action),
        "P118",
    ),
    bug(
        "wall-clock times of the history are taken for UTC",
        "planning.calendar:WorkshopCalendar.moments",
        lambda sound: lambda calendar, times: history_in_utc(calendar, sound(calendar, times)),
        "P127",
    ),
    bug(
        "entries come a day late",
        "content.moments:OnDate.later",
        lambda sound: lambda opening, days, at: sound(opening, days + 1, at),
        "P130",
    ),
    bug(
        "stories are not squeezed into the room that there is",
        "planning.calendar:WorkshopCalendar.squeezed",
        instead(lambda calendar, days: days),
        *("P114", "P117", "P123", "P128"),
        request=squeezed_workshop,
    ),
    bug(
        "squeezed days begin at midnight",
        "planning.calendar:MORNING",
        instead(0),
        "P127",
        request=squeezed_workshop,
    ),
    bug(
        "moments of two days in one keep their times",
        "planning.calendar:_times_of_day",
        instead(lambda times: [when.at for when in times]),
        *("P105", "P112", "P133"),
        request=squeezed_workshop,
    ),
    bug(
        "newer record is not answered",
        "planning.reconciliation:_overrules",
        instead(lambda record, status, last: False),
        "P129",
    ),
    bug(
        "newer record is named by its moment in UTC",
        "planning.reconciliation:_bow",
        lambda sound: lambda machine, record, status, at: sound(machine, record, status, at.astimezone(UTC)),
        "P129",
    ),
    bug(
        "answer comes before the record",
        "planning.reconciliation:_between",
        lambda sound: lambda start, anchor, count: sound(start - timedelta(days=2), anchor, count),
        *("P129", "P135"),
    ),
    bug(
        "quotation names somebody who is absent",
        "content.wording:names_in",
        instead(lambda text: []),
        "P121",
    ),
    bug(
        "quotation keeps a word that does not fit the machine",
        "content.wording:forbidden_word",
        instead(lambda machine, text: None),
        "P126",
    ),
    bug(
        "oldest record is taken for the newest",
        "prerequisites:_first_of_each",
        instead(lambda rows: list(rows.order_by("created_at").values_list("pk", "on", "created_at", "opening"))[:1]),
        "P129",
    ),
    bug(
        "two machines of one year change places",
        "prerequisites:_find_machines",
        changed(trip_and_trek_exchanged),
        "P123",
    ),
    bug(
        "user of one maintainer is that of another",
        "prerequisites:_find_people",
        changed(lambda rows: {**rows, "user Ben": replace(rows["user Alex"], known_as_="user Ben")}),
        "P133",
    ),
    bug(
        "last task of a machine is not read",
        "content.story:read_story",
        changed(last_of_ballyhoo_lost),
        *("P101", "P135"),
    ),
]
CONTENT = [
    bug(
        "howling fan is filed under stuck balls",
        "content:read_story_file",
        edited("hyperball.yaml", lambda tasks: tasks[1].update(problem="stuck_ball")),
        "P132",
    ),
    bug(
        "entry of the afternoon is dated at night",
        "content:read_story_file",
        edited("hyperball.yaml", lambda tasks: tasks[0]["entries"][3].update(at="02:10")),
        "P127",
    ),
    bug(
        "task is opened by somebody who joined later",
        "content:read_story_file",
        edited("ballyhoo.yaml", lambda tasks: tasks[6].update(reported_by="Luis")),
        "P133",
    ),
    bug(
        "note is deleted",
        "content:read_story_file",
        edited("hyperball.yaml", lambda tasks: tasks[4]["entries"].pop(2)),
        "P135",
    ),
]
BUGS = [*PLANNING, *CONTENT, *IMPORT_BUGS]

"""The rows of the workshop's story, at anchors with little room and much, in both weeks of a clock change."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.tickets.models import SAMPLE_ENTRY_PREFIX, LogEntry, MachineInstance, Maintainer, Task
from apps.tickets.seeding.content.rules import stories_and_faults
from apps.tickets.seeding.planning.calendar import WorkshopCalendar
from apps.tickets.seeding.planning.histories import planned_tasks
from apps.tickets.seeding.scenarios import PinballWorkshopScenario
from apps.tickets.seeding.specification.people import ROSTER
from apps.tickets.services.tasks import add_note, set_machine_status, set_status
from seedplot.clock import midnight, start_of_today
from seedplot.engine import pipeline, provenance
from seedplot.engine.clearing import clearing
from seedplot.engine.runs import Request
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from tests.builders.museum import make_machines, make_maintainers, make_world
from tests.builders.workshop import ANCHOR, all_rows, anchor_of, at, machine_named, seed_workshop, statuses
from tests.oracles.workshop import MACHINES, offences

ANCHORS = {
    "the first that is allowed": "2025-04-01",
    "little room": "2025-06-15",
    "a day short of full room": "2025-08-27",
    "full room": "2025-08-28",
    "week of the autumn change": "2025-11-05",
    "week of the spring change": "2026-03-12",
    "leap day": "2028-02-29",
    "years ahead": "2035-07-01",
}
FULL_ROOM = [text for text in ANCHORS.values() if text >= "2025-08-28"]
PRESENT = midnight(date(2025, 3, 1))

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    make_world()


@pytest.mark.parametrize("anchor", ANCHORS.values(), ids=ANCHORS)
def test_everything_holds_at_any_anchor(anchor, workshop):
    report = seed_workshop(anchor_of(anchor))

    assert offences(anchor_of(anchor)) == {}
    assert [str(finding) for finding in report.broken] == []


def test_everything_holds_today(workshop):
    seed_workshop(anchor=None)

    assert offences(start_of_today()) == {}


def test_counts_are_those_that_the_story_tells(workshop):
    report = seed_workshop()

    good = [name for name in MACHINES if statuses()[name] == "good"]
    still_open = Task.objects.open()
    told = [int(number) for number in re.findall(r"\b\d+\b", PinballWorkshopScenario.story)]
    assert report.counts == {"tickets.Task": 95, "tickets.LogEntry": 621, "tickets.LogEntry_maintainers": 840}
    assert PinballWorkshopScenario().size == "17 machines, 95 tasks, 621 entries"
    assert told == [36, 17, 1932, 2021, 95, 2024, 75, 20, 621]
    assert (Task.objects.closed().count(), still_open.count(), len(good)) == (75, 20, 11)
    assert still_open.filter(created_at__gte=ANCHOR - timedelta(days=14)).count() == 12


def test_every_squeezed_anchor_keeps_the_order_of_each_machine():
    stories, _ = stories_and_faults()
    told_in_order = {
        story.machine: sorted(
            (moment.order, task, place)
            for task, each in enumerate(story.tasks)
            for place, moment in enumerate(each.moments)
        )
        for story in stories.values()
    }

    for days in range(0, 151, 3):
        calendar = WorkshopCalendar(midnight(date(2025, 4, 1) + timedelta(days=days)))
        for story in stories.values():
            tasks = planned_tasks(story, calendar)
            moments = [tasks[task].entries[place].at for _, task, place in told_in_order[story.machine]]
            assert moments == sorted(set(moments))
            assert moments[-1] < calendar.anchor
            assert all(task.opened_at < task.entries[0].at for task in tasks)


def test_history_is_the_same_at_any_anchor(workshop):
    found = []
    for anchor in ("2025-04-01", "2025-06-15", "2026-03-12", "2035-07-01"):
        previous = SeedRun.objects.all()
        seed_workshop(anchor_of(anchor), clear=list(previous))
        found.append([row for row in all_rows() if row[1] < PRESENT])

    assert found[0] == found[1] == found[2] == found[3]
    assert len(found[0]) == 453


def test_one_anchor_twice_gives_the_same_rows(workshop):
    first = seed_workshop()
    rows = all_rows()

    again = seed_workshop(clear=[first.run])

    assert all_rows() == rows
    assert again.fingerprint == first.fingerprint


def test_fingerprint_is_the_same_wherever_there_is_full_room(workshop):
    found = {seed_workshop(anchor_of(anchor), dry_run=True).fingerprint for anchor in FULL_ROOM}
    squeezed = seed_workshop(anchor_of("2025-08-27"), dry_run=True).fingerprint

    assert len(found) == 1
    assert squeezed not in found


def test_status_from_before_the_run_changes_no_row_and_no_fingerprint(workshop):
    first = seed_workshop(dry_run=True)
    MachineInstance.objects.update(operational_status="unknown")

    second = seed_workshop()

    assert second.fingerprint == first.fingerprint
    assert offences(ANCHOR) == {}


def test_another_seed_tells_the_same_story(workshop):
    here, there = seed_workshop(dry_run=True), seed_workshop(seed=7, dry_run=True)

    assert here.tables == there.tables


def test_hulk_stays_as_it_was(workshop):
    MachineInstance.objects.filter(model__name="The Incredible Hulk").update(operational_status="broken")

    seed_workshop()

    hulk = machine_named("The Incredible Hulk")
    assert (hulk.operational_status, hulk.reports.count(), hulk.log_entries.count()) == ("broken", 0, 0)


def test_rows_are_inserted_once_and_never_updated(workshop):
    with CaptureQueriesContext(connection) as queries:
        seed_workshop()

    updated = {query["sql"].split('"')[1] for query in queries if query["sql"].startswith("UPDATE")}
    assert updated == {"tickets_machineinstance", "seedplot_seedrun"}


def test_rows_are_what_the_services_write_in_time_order(workshop):
    """Replays every entry with the helper that its story asks for, and compares all rows and statuses."""
    actions = {
        SAMPLE_ENTRY_PREFIX + entry.text: entry.do
        for story in stories_and_faults()[0].values()
        for task in story.tasks
        for entry in task.entries
    }
    run = seed_workshop().run
    rows, status = all_rows(), statuses()
    tasks = list(Task.objects.values())
    entries = [
        (entry.created_at, entry.task_id, entry.text, list(entry.maintainers.all()))
        for entry in LogEntry.objects.order_by("created_at").prefetch_related("maintainers")
    ]
    clearing.clear_in_transaction("default", [run])

    for task in tasks:
        Task.objects.create(**{**task, "status": Task.STATUS_OPEN})
    for moment, task_id, text, people in entries:
        task, action = Task.objects.get(pk=task_id), actions[text]
        if action == "note":
            add_note(task, people, text, occurred_at=moment)
        elif action in ("close", "reopen"):
            wanted = Task.STATUS_CLOSED if action == "close" else Task.STATUS_OPEN
            set_status(task, wanted, people, text, occurred_at=moment)
        else:
            set_machine_status(task, action, people, text, occurred_at=moment)

    assert all_rows() == rows
    assert statuses() == status


def test_world_is_read_in_a_number_of_queries_that_does_not_grow(workshop, django_assert_num_queries):
    scenario = PinballWorkshopScenario()
    ken = Maintainer.objects.get(user__username="ken")
    with django_assert_num_queries(4):
        few = scenario.prerequisites({}, "default", at=ANCHOR)

    for number, machine in enumerate(MachineInstance.objects.all()):
        entry = LogEntry.objects.create(machine=machine, text=f"Dusted {number}.", created_at=at("2025-05-01 10:00"))
        entry.maintainers.add(ken)
        Task.objects.create(machine=machine, problem_text=f"Dusty {number}.", created_at=at("2025-05-02 10:00"))
    with django_assert_num_queries(4):
        many = scenario.prerequisites({}, "default", at=ANCHOR)

    assert len(few.rows) == 17 + 2 * 36
    assert len(many.rows) == len(few.rows) + 17


def test_world_is_kept_in_the_record_for_workers(workshop):
    legacy = LogEntry.objects.create(machine=machine_named("Gorgar"), text="Ours.", created_at=at("2026-03-11 21:00"))

    run = seed_workshop().run

    world = provenance.world_of(run)
    assert (world["record on Gorgar"].key, world["record on Gorgar"].created_at) == (legacy.pk, legacy.created_at)
    assert {name for name in world.rows if name.startswith("machine ")} == {f"machine {name}" for name in MACHINES}


def test_everything_that_is_missing_is_named_with_the_commands_that_make_it():
    with pytest.raises(SeedError) as refused:
        PinballWorkshopScenario().prerequisites({}, "default", at=ANCHOR)

    usernames = list(ROSTER.values())
    assert str(refused.value) == (
        f"The workshop lacks machines: {', '.join(MACHINES)}, "
        f"and maintainers with the usernames: {', '.join(usernames)}. "
        "Make them: python manage.py create_default_machines, then python manage.py import_legacy_maintainers."
    )


def test_missing_usernames_are_named():
    make_machines()
    make_maintainers()
    Maintainer.objects.filter(user__username__in=["reba", "dean-workshop"]).delete()

    with pytest.raises(SeedError) as refused:
        seed_workshop()

    assert str(refused.value) == (
        "The workshop lacks maintainers with the usernames: dean-workshop, reba. "
        "Make them: python manage.py import_legacy_maintainers."
    )
    assert not Task.objects.exists()


def test_missing_machines_are_named(workshop):
    MachineInstance.objects.filter(model__name__in=["Gorgar", "Carom", "The Incredible Hulk"]).delete()

    with pytest.raises(SeedError) as refused:
        seed_workshop()

    assert str(refused.value) == (
        "The workshop lacks machines: Carom, Gorgar. Make them: python manage.py create_default_machines."
    )


def test_machine_is_found_under_another_name(workshop):
    gorgar, carom = machine_named("Gorgar"), machine_named("Carom")
    MachineInstance.objects.filter(pk=gorgar.pk).update(name_override="The Beast")
    type(carom.model).objects.filter(pk=carom.model_id).update(name="Carom (1937)")

    report = seed_workshop()

    assert (gorgar.reports.count(), carom.reports.count()) == (5, 6)
    assert report.broken == []


class FailsHalfWay(PinballWorkshopScenario):
    """The plan ends in the middle of the eleventh machine."""

    def plan(self, context, shard):
        for number, item in enumerate(super().plan(context, shard)):
            if shard.name == "Gorgar" and number == 20:
                raise SeedError("The lights went out. Run the command again.")
            yield item


def test_failure_half_way_leaves_no_row_and_no_status(workshop):
    MachineInstance.objects.update(operational_status="unknown")

    with pytest.raises(SeedError, match=r"^The lights went out\. Run the command again\.$"):
        pipeline.run(Request(FailsHalfWay(), anchor=ANCHOR, batch_size=50))

    assert set(statuses().values()) == {"unknown"}
    assert [model.__name__ for model in (Task, LogEntry, SeedRun) if model.objects.exists()] == []


def test_anchor_before_april_2025_is_refused_before_the_database_is_asked(workshop, django_assert_num_queries):
    with django_assert_num_queries(0), pytest.raises(SeedError, match=r"^The workshop's stories cannot end before"):
        seed_workshop(anchor_of("2025-03-31"))


def test_listing_the_scenarios_reads_no_story(run_program):
    listed = run_program(
        """
        import sys
        from seedplot import registry
        names = list(registry.discover())
        print("pinball-workshop" in names, [each for each in ("yaml", "jsonschema") if each in sys.modules])
        """
    )

    assert (listed.stdout, listed.stderr) == ("True []\n", "")

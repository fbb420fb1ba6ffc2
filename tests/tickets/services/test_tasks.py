"""The three ways to write on a task: entry, people and statuses together or not at all."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.tickets.factories import LogEntryFactory, MachineInstanceFactory, TaskFactory
from apps.tickets.models import LogEntry, MachineInstance, Task
from apps.tickets.services.tasks import add_note, set_machine_status, set_status

MOMENT = datetime(2024, 3, 3, 15, 20, tzinfo=UTC)
MACHINE_STATUSES = ["good", "unknown", "fixing", "broken"]


def written(entry):
    """What an entry says, read from the database."""
    read = LogEntry.objects.get(pk=entry.pk)
    people = sorted(str(each) for each in read.maintainers.all())
    return (read.task_id, read.machine_id, people, read.text, read.status, read.machine_status)


def statuses(task):
    """The task's and the machine's status, read from the database."""
    return Task.objects.values_list("status", "machine__operational_status").get(pk=task.pk)


@pytest.fixture
def put(machine, task):
    """Bring the task and its machine into these states."""

    def put(task_status, machine_status):
        Task.objects.update(status=task_status)
        MachineInstance.objects.update(operational_status=machine_status)
        return Task.objects.get()

    return put


# --- Notes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("task_status", ["open", "closed"])
@pytest.mark.parametrize("machine_status", MACHINE_STATUSES)
def test_note_changes_no_status(put, machine, william, ken, task_status, machine_status):
    task = put(task_status, machine_status)

    entry = add_note(task, [william, ken], "New rubbers ordered.")

    assert written(entry) == (task.pk, machine.pk, ["Ken", "William"], "New rubbers ordered.", None, None)
    assert statuses(task) == (task_status, machine_status)


def test_note_is_written_though_it_says_nothing(task):
    entry = add_note(task, [], "")

    assert written(entry) == (task.pk, task.machine_id, [], "", None, None)


def test_note_leaves_the_machine_as_it_was(task, machine):
    add_note(task, [], "Waxed.")

    assert MachineInstance.objects.get().updated_at == machine.updated_at


# --- The task's status -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "after"), [("open", "closed"), ("closed", "open")])
@pytest.mark.parametrize("text", ["", "Plays well."])
def test_status_is_set_and_written(put, machine, william, before, after, text):
    task = put(before, "fixing")

    entry = set_status(task, after, [william], text)

    assert written(entry) == (task.pk, machine.pk, ["William"], text, after, None)
    assert statuses(task) == (after, "fixing")
    assert task.status == after


@pytest.mark.parametrize("status", ["open", "closed"])
def test_same_status_with_a_text_is_written(put, machine, ken, status):
    task = put(status, "good")

    entry = set_status(task, status, [ken], "Looked at it again.")

    assert written(entry) == (task.pk, machine.pk, ["Ken"], "Looked at it again.", status, None)
    assert statuses(task) == (status, "good")


@pytest.mark.parametrize("status", ["open", "closed"])
def test_same_status_without_a_text_writes_nothing(put, ken, status):
    task = put(status, "good")

    assert set_status(task, status, [ken]) is None

    assert (LogEntry.objects.count(), statuses(task)) == (0, (status, "good"))


@pytest.mark.parametrize("status", ["done", "good", "", None])
def test_status_that_a_task_cannot_have_is_refused(task, ken, status):
    with pytest.raises(ValueError, match=rf"^A task cannot be '{status}'\. Known: open, closed\.$"):
        set_status(task, status, [ken], "Done.")

    assert (LogEntry.objects.count(), statuses(task)) == (0, ("open", "good"))


def test_status_is_compared_with_the_present_one(put, ken):
    stale = put("open", "good")
    Task.objects.update(status="closed")

    assert set_status(stale, "closed", [ken]) is None
    assert stale.status == "closed"


def test_stale_copy_reopens_a_task_that_was_closed_meanwhile(put, ken):
    stale = put("open", "good")
    set_status(Task.objects.get(), "closed", [ken])

    entry = set_status(stale, "open", [ken])

    assert (entry.status, statuses(stale)) == ("open", ("open", "good"))


# --- The machine's status --------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["open", "closed"])
@pytest.mark.parametrize(
    ("machine_status", "implied"), [("good", "closed"), ("fixing", "open"), ("broken", "open"), ("unknown", None)]
)
@pytest.mark.parametrize("text", ["", "Had the glass off."])
def test_machine_status_is_set_with_what_it_implies(put, machine, william, before, machine_status, implied, text):
    task = put(before, "broken" if machine_status != "broken" else "good")

    entry = set_machine_status(task, machine_status, [william], text)

    assert written(entry) == (task.pk, machine.pk, ["William"], text, implied, machine_status)
    assert statuses(task) == (implied or before, machine_status)
    assert (task.status, task.machine.operational_status) == (implied or before, machine_status)


@pytest.mark.parametrize(
    ("machine_status", "implied"), [("good", "closed"), ("fixing", "open"), ("broken", "open"), ("unknown", None)]
)
@pytest.mark.parametrize("before", ["open", "closed"])
def test_same_machine_status_with_a_text_is_written(put, machine, ken, before, machine_status, implied):
    task = put(before, machine_status)

    entry = set_machine_status(task, machine_status, [ken], "Still so.")

    assert written(entry) == (task.pk, machine.pk, ["Ken"], "Still so.", implied, machine_status)
    assert statuses(task) == (implied or before, machine_status)


@pytest.mark.parametrize("machine_status", MACHINE_STATUSES)
@pytest.mark.parametrize("before", ["open", "closed"])
def test_same_machine_status_without_a_text_writes_nothing(put, ken, before, machine_status):
    task = put(before, machine_status)

    assert set_machine_status(task, machine_status, [ken]) is None

    assert (LogEntry.objects.count(), statuses(task)) == (0, (before, machine_status))


@pytest.mark.parametrize("status", ["open", "mended", "", None])
def test_status_that_a_machine_cannot_have_is_refused(task, ken, status):
    with pytest.raises(ValueError, match=rf"^A machine cannot be '{status}'\. Known: good, unknown, fixing, broken\.$"):
        set_machine_status(task, status, [ken], "Mended.")

    assert (LogEntry.objects.count(), statuses(task)) == (0, ("open", "good"))


def test_machine_status_is_compared_with_the_present_one(put, ken):
    stale = put("open", "fixing")
    assert stale.machine.operational_status == "fixing"
    MachineInstance.objects.update(operational_status="good")

    entry = set_machine_status(stale, "fixing", [ken])

    assert (entry.machine_status, statuses(stale)) == ("fixing", ("open", "fixing"))


def test_machine_status_that_somebody_else_set_is_not_written_twice(put, ken):
    stale = put("closed", "good")
    assert stale.machine.operational_status == "good"
    MachineInstance.objects.update(operational_status="broken")
    Task.objects.update(status="open")

    assert set_machine_status(stale, "broken", [ken]) is None
    assert (stale.status, stale.machine.operational_status) == ("open", "broken")


def test_stale_copy_overwrites_nothing_else(put, ken):
    stale = put("open", "good")
    assert stale.machine.location == "floor"
    Task.objects.update(problem_text="It was reported wrongly.")
    MachineInstance.objects.update(location="workshop", serial_number="12345")

    set_machine_status(stale, "fixing", [ken])

    machine = MachineInstance.objects.get()
    assert (machine.location, machine.serial_number, machine.operational_status) == ("workshop", "12345", "fixing")
    assert Task.objects.get().problem_text == "It was reported wrongly."


def test_other_tasks_of_the_machine_and_other_machines_stay_as_they_are(task, machine, ken):
    beside = TaskFactory.create(machine=machine)
    elsewhere = TaskFactory.create(machine=MachineInstanceFactory.create(operational_status="broken"))

    set_machine_status(task, "broken", [ken])
    set_machine_status(task, "good", [ken])

    assert [statuses(each) for each in (task, beside, elsewhere)] == [
        ("closed", "good"),
        ("open", "good"),
        ("open", "broken"),
    ]


def test_new_machine_status_is_an_edit_of_the_machine(task, machine, ken):
    before = timezone.now()

    set_machine_status(task, "fixing", [ken], occurred_at=MOMENT)

    assert before <= MachineInstance.objects.get().updated_at == task.machine.updated_at <= timezone.now()


# --- Moments and people ----------------------------------------------------------------------------------------

WRITINGS = {
    "add_note": lambda task, people, **given: add_note(task, people, "Waxed.", **given),
    "set_status": lambda task, people, **given: set_status(task, "closed", people, "Waxed.", **given),
    "set_machine_status": lambda task, people, **given: set_machine_status(task, "fixing", people, **given),
}
each_writing = pytest.mark.parametrize("write", WRITINGS.values(), ids=WRITINGS)


@each_writing
def test_entry_is_of_the_moment_that_is_given(task, ken, write):
    entry = write(task, [ken], occurred_at=MOMENT)

    assert entry.created_at == LogEntry.objects.get().created_at == MOMENT


@each_writing
def test_entry_is_of_now_when_no_moment_is_given(task, ken, write):
    before = timezone.now()

    write(task, [ken])

    assert before <= LogEntry.objects.get().created_at <= timezone.now()


@each_writing
def test_entry_is_inserted_once_and_not_corrected(task, ken, write):
    with CaptureQueriesContext(connection) as queries:
        write(task, [ken], occurred_at=MOMENT)

    on_entries = [query["sql"].split()[0] for query in queries if '"tickets_logentry"' in query["sql"]]
    assert on_entries == ["INSERT"]


@each_writing
def test_people_may_come_as_any_iterable_and_be_nobody(task, william, ken, write):
    set_machine_status(task, "broken", [])

    several = write(task, (each for each in (william, ken, william)))
    set_machine_status(task, "broken", [], "Once more.")
    nobody = write(task, [])

    assert set(several.maintainers.all()) == {william, ken}
    assert list(nobody.maintainers.all()) == []


@each_writing
def test_people_that_cannot_be_attached_leave_nothing_written(task, ken, write):
    with pytest.raises(TypeError):
        write(task, [ken, task])

    assert (LogEntry.objects.count(), statuses(task)) == (0, ("open", "good"))
    assert (task.status, task.machine.operational_status) == ("open", "good")


@each_writing
def test_failure_half_way_leaves_nothing_written(task, ken, write):
    def interrupted():
        yield ken
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(task, interrupted())

    assert (LogEntry.objects.count(), statuses(task)) == (0, ("open", "good"))
    assert (task.status, task.machine.operational_status) == ("open", "good")


def test_task_that_is_gone_is_told(task, ken):
    Task.objects.all().delete()

    with pytest.raises(Task.DoesNotExist):
        set_status(task, "closed", [ken])

    assert LogEntry.objects.count() == 0


def test_standalone_entries_of_the_machine_stay_out_of_the_task(task, machine):
    LogEntryFactory.create(task=None, machine=machine)
    note = add_note(task, [], "Waxed.")

    assert task.log_entries.get() == note
    assert machine.log_entries.count() == 2


# --- Every database --------------------------------------------------------------------------------------------

PREPARE = """
    from apps.tickets.factories import MaintainerFactory, TaskFactory
    from apps.tickets.models import LogEntry, MachineInstance, Task
    from apps.tickets.services.tasks import add_note, set_machine_status, set_status

    ken, task = MaintainerFactory.create(), TaskFactory.create()
"""


def test_writings_do_the_same_on_every_database(run_program, any_garden_url):
    program = (
        PREPARE
        + """
    add_note(task, [ken], "Waxed.")
    set_machine_status(task, "broken", [ken])
    set_status(task, "closed", [ken])
    set_machine_status(task, "good", [ken], "Plays well.")
    for entry in LogEntry.objects.all():
        print(entry.status, entry.machine_status, entry.text, entry.maintainers.get() == ken)
    """
    )

    finished = run_program(program, DATABASE_URL=any_garden_url)

    assert finished.stdout.splitlines() == [
        "None None Waxed. True",
        "open broken  True",
        "closed None  True",
        "closed good Plays well. True",
    ]


def test_two_who_set_one_machine_at_once_wait_for_each_other_on_postgresql(run_program, postgres_garden_url):
    """The second to come finds the machine as the first left it, and a note of a third needs not wait."""
    program = (
        PREPARE
        + """
    from concurrent.futures import ThreadPoolExecutor, wait
    from django.db import connection, transaction

    def in_a_connection_of_its_own(write):
        def run():
            try:
                return write()
            finally:
                connection.close()
        return run

    beside = TaskFactory.create(machine=task.machine)
    second_copy = Task.objects.get(pk=beside.pk)
    with ThreadPoolExecutor(2) as threads:
        with transaction.atomic():
            set_machine_status(task, "broken", [ken])
            break_it = lambda: set_machine_status(second_copy, "broken", [ken])
            second = threads.submit(in_a_connection_of_its_own(break_it))
            third = threads.submit(in_a_connection_of_its_own(lambda: add_note(beside, [ken], "Waxed.")))
            print("a note is written:", bool(third.result(timeout=20)))
            print("the second waits:", bool(wait([second], timeout=0.5).not_done))
        print("the second writes", second.result(timeout=20))
    print(LogEntry.objects.filter(machine_status="broken").count())
    """
    )

    finished = run_program(program, DATABASE_URL=postgres_garden_url)

    assert finished.stdout.splitlines() == [
        "a note is written: True",
        "the second waits: True",
        "the second writes None",
        "1",
    ]

from datetime import UTC, date, datetime

import pytest

from apps.tickets.factories import LogEntryFactory, MachineInstanceFactory, TaskFactory
from apps.tickets.queries.floor import count_tasks, entries_by_month, machines_with_state

pytestmark = pytest.mark.django_db


def enter(machine, day, status):
    at = datetime(2026, 3, day, 12, tzinfo=UTC)
    return LogEntryFactory.create(task=None, machine=machine, machine_status=status, created_at=at)


def test_machine_is_out_of_order_since_it_was_last_playable():
    machine = MachineInstanceFactory.create(operational_status="fixing")
    for day, status in ((1, "broken"), (2, "good"), (3, "broken"), (4, None), (5, "fixing")):
        enter(machine, day, status)

    [found] = machines_with_state()

    assert found.since == datetime(2026, 3, 3, 12, tzinfo=UTC)


def test_machine_that_plays_is_out_of_order_since_never():
    machine = MachineInstanceFactory.create(operational_status="good")
    enter(machine, 1, "broken")

    [found] = machines_with_state()

    assert found.since is None


def test_machine_has_its_open_tasks():
    machine = MachineInstanceFactory.create()
    for status in ("open", "open", "closed"):
        TaskFactory.create(machine=machine, status=status)

    [found] = machines_with_state()

    assert found.open_tasks == 2
    assert count_tasks() == {"open": 2, "closed": 1}


def test_months_without_an_entry_are_there_too():
    machine = MachineInstanceFactory.create()
    for month in (11, 12):
        LogEntryFactory.create(task=None, machine=machine, created_at=datetime(2025, month, 5, tzinfo=UTC))
    LogEntryFactory.create(task=None, machine=machine, created_at=datetime(2026, 2, 5, tzinfo=UTC))

    assert entries_by_month() == [
        (date(2025, 11, 1), 1), (date(2025, 12, 1), 1), (date(2026, 1, 1), 0), (date(2026, 2, 1), 1),
    ]  # fmt: skip


def test_museum_without_machines_has_no_months():
    assert (machines_with_state(), entries_by_month()) == ([], [])

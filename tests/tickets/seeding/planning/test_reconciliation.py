"""Somebody's record that is newer than the stories: what it says of a machine holds, and an entry says so."""

from datetime import timedelta

import pytest

from apps.tickets.models import SAMPLE_ENTRY_PREFIX, LogEntry, MachineInstance, Task
from apps.tickets.seeding.planning.reconciliation import quotable
from seedplot.engine.clearing import clearing
from tests.builders.museum import make_world
from tests.builders.workshop import ANCHOR, at, machine_named, seed_workshop, statuses
from tests.oracles.workshop import MACHINES, offences

NEWER, OLDER = at("2026-03-11 23:10"), at("2024-03-01 10:00")
NOT_GOOD = ("Carom", "Trade Winds", "Baseball", "Star Trek", "Gorgar", "Blackout")

in_the_workshop = pytest.mark.usefixtures("workshop")


@pytest.fixture
def workshop(db):
    make_world()


def record(machine, status, moment=NEWER, text="Coin door will not lock. Tape on it."):
    """A hand-made entry on the machine, and the status that somebody gave it."""
    instance = machine_named(machine)
    MachineInstance.objects.filter(pk=instance.pk).update(operational_status=status)
    return LogEntry.objects.create(machine=instance, text=text, created_at=moment)


def bows(machine):
    """The sample's entries on the machine that are newer than its stories, oldest first."""
    found = LogEntry.objects.filter(machine=machine_named(machine), text__startswith=SAMPLE_ENTRY_PREFIX)
    return list(found.filter(created_at__gt=NEWER - timedelta(days=1)).filter(text__contains="has the last word"))


@in_the_workshop
def test_newer_record_with_another_status_is_named_on_an_open_task():
    record("Ballyhoo", "broken")

    report = seed_workshop()

    [entry] = bows("Ballyhoo")
    assert entry.text == (
        '[Sample 2025] The log entry of 2026-03-11, 23:10 ("Coin door will not lock") has the last word on Ballyhoo: '
        "it is out of order, and has a card on the glass that says so."
    )
    assert (entry.status, entry.machine_status, entry.task.status) == ("open", "broken", "open")
    assert NEWER < entry.created_at < ANCHOR
    assert statuses()["Ballyhoo"] == "broken"
    assert report.counts["tickets.LogEntry"] == 622
    assert offences(ANCHOR) == {}


@in_the_workshop
@pytest.mark.parametrize("status", ["good", "unknown", "fixing", "broken"])
def test_everything_holds_whatever_newer_records_say_of_all_machines(status):
    for machine in MACHINES:
        record(machine, status, text=f"Somebody touched {machine} again.")

    report = seed_workshop()

    assert {statuses()[machine] for machine in MACHINES} == {status}
    assert report.broken == []
    assert offences(ANCHOR) == {}


@in_the_workshop
def test_machine_that_is_good_again_keeps_its_task_open():
    for machine in NOT_GOOD:
        record(machine, "good")

    seed_workshop()

    for machine in NOT_GOOD:
        [entry] = bows(machine)
        follower = entry.task.log_entries.last()
        assert (entry.status, entry.machine_status) == ("closed", "good")
        assert (follower.status, follower.machine_status, entry.task.status) == ("open", None, "open")
        assert follower.text == (
            f"[Sample 2025] What this task asks for on {machine} is still to be done, so it stays on the list."
        )
        assert NEWER < entry.created_at < follower.created_at < ANCHOR
    assert offences(ANCHOR) == {}


@in_the_workshop
def test_entry_comes_on_the_next_morning_where_there_is_one():
    record("Gorgar", "good", moment=at("2026-03-10 15:00"))

    seed_workshop()

    [entry] = bows("Gorgar")
    assert [each.created_at for each in (entry, entry.task.log_entries.last())] == [
        at("2026-03-11 10:25"),
        at("2026-03-11 10:40"),
    ]


@in_the_workshop
def test_entry_comes_between_record_and_anchor_where_there_is_no_morning():
    record("Gorgar", "good", moment=at("2026-03-11 21:00"))

    seed_workshop()

    [entry] = bows("Gorgar")
    assert [each.created_at for each in (entry, entry.task.log_entries.last())] == [
        at("2026-03-11 22:00"),
        at("2026-03-11 23:00"),
    ]


@in_the_workshop
def test_record_with_the_same_status_changes_nothing():
    record("Ballyhoo", "good")

    report = seed_workshop()

    assert report.counts["tickets.LogEntry"] == 621
    assert statuses()["Ballyhoo"] == "good"


@in_the_workshop
def test_record_older_than_the_stories_does_not_count():
    record("Ballyhoo", "broken", moment=OLDER)

    report = seed_workshop()

    assert report.counts["tickets.LogEntry"] == 621
    assert statuses()["Ballyhoo"] == "good"


@in_the_workshop
@pytest.mark.parametrize("moment", [ANCHOR, ANCHOR + timedelta(days=40)], ids=["at the anchor", "after it"])
def test_record_at_or_after_the_anchor_does_not_count(moment):
    record("Ballyhoo", "broken", moment=moment)

    report = seed_workshop()

    assert report.counts["tickets.LogEntry"] == 621
    assert statuses()["Ballyhoo"] == "good"


@in_the_workshop
def test_record_a_moment_before_the_anchor_counts():
    record("Ballyhoo", "broken", moment=ANCHOR - timedelta(microseconds=2))

    seed_workshop()

    [entry] = bows("Ballyhoo")
    assert entry.created_at == ANCHOR - timedelta(microseconds=1)
    assert offences(ANCHOR) == {}


@in_the_workshop
def test_record_with_no_moment_left_before_the_anchor_does_not_count():
    record("Ballyhoo", "broken", moment=ANCHOR - timedelta(microseconds=1))

    report = seed_workshop()

    assert report.counts["tickets.LogEntry"] == 621
    assert statuses()["Ballyhoo"] == "good"


@in_the_workshop
def test_newest_of_several_records_is_named():
    record("Gorgar", "good", moment=at("2026-03-11 21:00"), text="An older word.")
    record("Gorgar", "good", moment=at("2026-03-11 22:00"), text="The newest word.")
    record("Gorgar", "good", moment=ANCHOR, text="Tomorrow's word.")

    seed_workshop()

    [entry] = bows("Gorgar")
    assert '("The newest word")' in entry.text


@in_the_workshop
def test_visitors_report_is_a_record_too():
    instance = machine_named("Ballyhoo")
    MachineInstance.objects.filter(pk=instance.pk).update(operational_status="broken")
    Task.objects.create(machine=instance, problem_text="Lifter is stuck, sorry", created_at=NEWER)

    seed_workshop()

    [entry] = bows("Ballyhoo")
    assert 'The report of 2026-03-11, 23:10 ("Lifter is stuck, sorry") has the last word' in entry.text
    assert offences(ANCHOR) == {}


@in_the_workshop
def test_entry_that_knows_its_machine_by_its_task_only_is_a_record():
    entry = record("Ballyhoo", "broken")
    task = Task.objects.create(machine=entry.machine, problem_text="Handle is loose", created_at=OLDER)
    LogEntry.objects.filter(pk=entry.pk).update(machine=None, task=task)

    seed_workshop()

    assert len(bows("Ballyhoo")) == 1


@in_the_workshop
def test_person_on_the_entry_has_a_part_in_the_task_already():
    record("Ballyhoo", "broken", text="William gave up on it.")

    seed_workshop()

    [entry] = bows("Ballyhoo")
    [person] = entry.maintainers.all()
    others = entry.task.log_entries.exclude(pk=entry.pk)
    assert others.filter(maintainers=person).exists()
    assert "The log entry of 2026-03-11, 23:10 has the last word" in entry.text


@in_the_workshop
def test_clearing_gives_the_status_back():
    record("Ballyhoo", "broken")
    record("Gorgar", "good")
    before = statuses()
    run = seed_workshop().run

    clearing.clear_in_transaction("default", [run])

    assert statuses() == before
    assert LogEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Replaced the coil stop on the left side of the field", "Replaced the coil stop on the"),
        ("  Cleaned it.\nThen waxed it.", "Cleaned it"),
        ("Waxed; then Ken came", "Waxed"),
        ("Then Ken came", "Then"),
        ("Ken came", ""),
        ("No flippers, no network here", "No flippers, no"),
        ('He said "never again" and left', "He said never again and left"),
        ("\x01- a list", "- a list"),
        ("", ""),
    ],
)
def test_quotation_holds_what_an_entry_of_the_sample_may_hold(text, words):
    assert quotable("Gorgar", text) == words

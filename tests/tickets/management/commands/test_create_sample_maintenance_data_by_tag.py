"""The sample whose record is lost, taken by the tag that it bears."""

from functools import partial

import pytest

from apps.tickets.factories import LogEntryFactory, TaskFactory
from apps.tickets.models import SAMPLE_CONTACT, LogEntry, MachineInstance, Task
from seedplot import testing
from seedplot.models import SeedRun
from tests.builders.museum import make_world

COMMAND = "create_sample_maintenance_data"
DAY = "--as-of=2026-03-12"
MARKED = "Marked: 95 tickets.Task, 621 tickets.LogEntry."
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def debug(settings):
    settings.DEBUG = True


@pytest.fixture
def lost():
    """The sample without its record, and the rows that were there before."""
    make_world()
    own = TaskFactory.create(machine=MachineInstance.objects.first())
    LogEntryFactory.create(task=own, machine=own.machine, text="[sample] of oil")
    before = rows()
    run(DAY)
    SeedRun.objects.all().delete()
    return before


def rows():
    """Tasks, entries and their links; the statuses of machines are left out, which nothing remembers any more."""
    models = (Task, LogEntry, LogEntry.maintainers.through)
    return [list(model._base_manager.order_by("pk").values()) for model in models]


def run(*arguments):
    return testing.run(COMMAND, *arguments).splitlines()


refusal = partial(testing.refusal, COMMAND)


def test_sample_goes_and_everything_else_stays(lost):
    lines = run("--clear-only", "--by-tag", "--yes")

    assert lines[:2] == [MARKED, "What refers to them: 840 tickets.LogEntry_maintainers."]
    assert lines[2].startswith("840 tickets.LogEntry_maintainers refer to tickets.LogEntry by logentry_id: ")
    assert lines[3:] == ["Cleared 1,556 rows by their mark."]
    assert rows() == lost


def test_what_refers_to_the_sample_goes_with_it(lost):
    task = Task.objects.filter(reported_by_contact=SAMPLE_CONTACT).first()
    LogEntryFactory.create(task=task, machine=task.machine, text="I had a look, too.")

    lines = run("--clear-only", "--by-tag", "--yes")

    assert lines[1] == "What refers to them: 1 tickets.LogEntry, 840 tickets.LogEntry_maintainers."
    assert lines[-1] == "Cleared 1,557 rows by their mark."
    assert rows() == lost


def test_it_is_shown_first_and_asked_for(lost):
    before = rows()

    refused = refusal("--clear-only", "--by-tag")

    assert refused == (
        "Clear 1,556 rows by their mark? Nobody can be asked here. If so: "
        "python manage.py create_sample_maintenance_data --clear-only --yes --by-tag"
    )
    shown = refused.errors.splitlines()
    assert (len(shown), shown[0]) == (3, MARKED)
    assert run("--by-tag", "--explain") == [
        *shown,
        "Clear: python manage.py create_sample_maintenance_data --clear-only --by-tag",
    ]
    assert rows() == before


def test_sample_is_seeded_anew_in_its_place(lost):
    lines = run(DAY, "--clear", "--by-tag", "--yes")

    assert (lines[0], lines[3]) == (MARKED, "Cleared 1,556 rows by their mark.")
    assert lines[-1] == "95 tasks, 621 log entries."
    assert SeedRun.objects.count() == 1


def test_recorded_sample_is_not_taken_by_its_tag():
    make_world()
    run(DAY)
    before = rows()

    lines = run("--clear-only", "--by-tag", "--yes")

    assert lines == ["There is no such row that no recorded run wrote."]
    assert rows() == before


def test_tag_is_a_matter_of_clearing(lost):
    assert refusal("--by-tag") == "--by-tag is about clearing. Add --clear or --clear-only, or leave it out."
    assert refusal("--by-tag", "--clear", "--dry-run") == (
        "--by-tag has no dry run. See what would go with --explain instead of --dry-run."
    )
    assert LogEntry.objects.filter(text__startswith="[Sample 2025] ").count() == 621

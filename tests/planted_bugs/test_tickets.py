"""Each bug in the workshop's seeding is noticed by the run itself."""

import pytest
from django.db import transaction

from apps.tickets.models import LogEntry, MachineInstance
from seedplot.engine import pipeline
from tests.builders.museum import make_world
from tests.builders.workshop import at, machine_named
from tests.planted_bugs import tickets, tickets_imports
from tests.planted_bugs.planting import broken_by
from tests.rings import sampled

WORLDS = {
    tickets_imports.roster: "empty",
    tickets_imports.machines: "empty",
    tickets_imports.books: "museum",
    tickets.workshop: "museum",
    tickets.squeezed_workshop: "museum",
}
ROW_OF_THE_LOG = "New rubber all round plus a plunger tip; the old rings broke like crackers when I stretched them."

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def debug(settings):
    """On, so that the people have passwords; the test runner turns it off."""
    settings.DEBUG = True


@pytest.fixture(scope="module")
def world(request, django_db_setup, django_db_blocker):
    """The rows that imports and stories find in place, made once for all bugs that need them."""
    with django_db_blocker.unblock(), transaction.atomic():
        if request.param == "museum":
            make_museum()
        yield
        transaction.set_rollback(True)


def make_museum():
    """Machines and people, a row of the log that is there already, and records that are newer than the stories."""
    make_world()
    record("Hokus Pokus", "2023-11-04 00:00", ROW_OF_THE_LOG)
    record("Ballyhoo", "2026-03-11 18:00", "Waxed the field.")
    record("Ballyhoo", "2026-03-11 20:10", "The relay of its neighbor clicks.")
    record("Carom", "2026-03-11 20:40", "Asked Reba about the smoke.")
    MachineInstance.objects.filter(model__name="Ballyhoo").update(operational_status="broken")
    MachineInstance.objects.filter(model__name="Carom").update(operational_status="fixing")


def record(machine, moment, text):
    LogEntry.objects.create(machine=machine_named(machine), created_at=at(moment), text=text)


@pytest.mark.parametrize(
    ("world", "bug"), [(WORLDS[bug.request], bug) for bug in sampled(tickets.BUGS)], indirect=["world"], ids=str
)
def test_run_notices_the_bug(world, bug):
    assert broken_by(bug) == set(bug.promises)


@pytest.mark.parametrize(("request_of", "world"), WORLDS.items(), indirect=["world"])
def test_run_without_a_bug_is_completed(world, request_of):
    report = pipeline.run(request_of())

    assert (report.written, report.broken) == (True, [])
    assert report.findings

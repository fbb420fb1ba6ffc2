"""The workshop's first screen and its card on the start page."""

from datetime import date

import pytest

from apps.accounts.models import User
from apps.tickets.factories import MachineInstanceFactory, TaskFactory
from apps.tickets.views.story import Museum

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(client):
    client.force_login(User.objects.create_user("ada", is_staff=True))
    return client


@pytest.fixture
def machines():
    return [
        MachineInstanceFactory.create(operational_status=status, location=location)
        for status, location in (("good", "floor"), ("good", "floor"), ("fixing", "workshop"), ("broken", "workshop"))
    ]


def test_workshop_begins_on_the_floor(workshop):
    assert workshop.get("/tickets/").url == "/tickets/floor/"


def test_floor_counts_the_machines_that_play_and_shows_all_by_room(workshop, machines):
    TaskFactory.create(machine=machines[2], status="open")

    response = workshop.get("/tickets/floor/")

    page = response.content.decode()
    assert "<b>2 of 4 machines can be played</b>, 1 in repair, 1 out of order; <b>1 task" in page
    assert [(room, len(found)) for room, found in response.context["rooms"]] == [("Floor", 2), ("Workshop", 2)]
    assert all(f'href="/tickets/machines/{machine.slug}/"' in page for machine in machines)


def test_squares_are_the_machines_by_state(machines):
    drawn = Museum(date(2026, 3, 12)).squares()

    squares = [shape.tone for shape in drawn.shapes if shape.kind == "rect"]
    assert squares == ["series-1", "series-1", "series-2", "series-4"]


def test_empty_floor_says_what_fills_it(workshop):
    assert "import_legacy_data" in workshop.get("/tickets/floor/").content.decode()


def test_floor_is_not_for_visitors(client):
    assert client.get("/tickets/floor/").url == "/login/?next=/tickets/floor/"

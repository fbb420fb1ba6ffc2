from datetime import UTC, datetime

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.forms import modelform_factory

from tests.toy.models import Reading

# Half past two does not exist on that day in America/Chicago: an aware field could not hold it.
SKIPPED = datetime.fromisoformat("2026-03-08 02:30:00.125")


@pytest.mark.django_db
def test_wall_clock_field_keeps_a_time_that_the_time_zone_skips():
    Reading.objects.create(shown_at=SKIPPED, degrees=4)

    assert Reading.objects.values_list("shown_at", flat=True).get() == SKIPPED
    assert Reading.objects.get().shown_at == SKIPPED


@pytest.mark.django_db
def test_wall_clock_field_is_compared_and_ordered_by_the_database():
    for hour in (9, 7, 8):
        Reading.objects.create(shown_at=datetime.fromisoformat(f"2026-05-01 0{hour}:00:00"), degrees=hour)

    from_eight = Reading.objects.filter(shown_at__gte="2026-05-01 08:00:00").order_by("shown_at")

    assert [reading.degrees for reading in from_eight] == [8, 9]


@pytest.mark.django_db
def test_wall_clock_field_can_be_empty():
    Reading.objects.create(degrees=4)

    assert Reading.objects.get(shown_at__isnull=True).shown_at is None


def test_wall_clock_field_refuses_an_aware_moment():
    message = r"'2026-05-01 08:00:00\+00:00' has a time zone, and this field keeps none\."

    with pytest.raises(ValidationError, match=message):
        Reading(shown_at=datetime(2026, 5, 1, 8, tzinfo=UTC), degrees=4).full_clean()


def test_wall_clock_field_refuses_a_text_that_is_no_time():
    message = r"'yesterday' is not a date and time\. Give it as YYYY-MM-DD HH:MM:SS\."

    with pytest.raises(ValidationError, match=message):
        Reading(shown_at="yesterday", degrees=4).full_clean()


@pytest.mark.parametrize("text", ["2026-03-08T02:30", "2026-03-08 02:30:00"])
def test_wall_clock_form_field_reads_what_browsers_and_people_write(text):
    form = modelform_factory(Reading, fields=["shown_at", "degrees"])({"shown_at": text, "degrees": "4"})

    assert form.is_valid()
    assert form.cleaned_data["shown_at"] == datetime.fromisoformat("2026-03-08 02:30:00")


def test_wall_clock_form_field_refuses_other_texts():
    form = modelform_factory(Reading, fields=["shown_at", "degrees"])({"shown_at": "soon", "degrees": "4"})

    assert form.errors == {"shown_at": ["Give a date and time as YYYY-MM-DD HH:MM."]}


def test_wall_clock_field_survives_serialization():
    text = serializers.serialize("json", [Reading(pk=1, shown_at=SKIPPED, degrees=4)])

    (restored,) = serializers.deserialize("json", text)

    assert restored.object.shown_at == SKIPPED


def test_wall_clock_field_reads_back_alike_on_every_database(any_garden_url, run_program):
    program = f"""
    from datetime import datetime
    from tests.toy.models import Reading
    Reading.objects.create(shown_at=datetime.fromisoformat("{SKIPPED}"), degrees=4)
    print(Reading.objects.get(shown_at__lte="2026-03-08 02:31:00").shown_at)
    """

    finished = run_program(program, DATABASE_URL=any_garden_url)

    assert (finished.stdout, finished.stderr) == (f"{SKIPPED}\n", "")

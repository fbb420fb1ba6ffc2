"""`unchanged_database`: every kind of change is noticed, and what is rolled back is none."""

import pytest
from django.db import transaction

from seedplot.testing import unchanged_database
from tests.toy.factories import BedFactory, PlantFactory, TagFactory
from tests.toy.models import Bed, Plant, Tag

CHANGES = {
    "a new row": (BedFactory.create, "toy.Bed"),
    "an edited row": (lambda: Bed.objects.update(sunny=False), "toy.Bed"),
    "a deleted row": (lambda: Tag.objects.all().delete(), "toy.Tag"),
    "a link": (lambda: Plant.objects.get().tags.add(Tag.objects.get()), "toy.Plant_tags"),
}


@pytest.fixture
def garden(db):
    PlantFactory.create(bed=BedFactory.create(sunny=True))
    TagFactory.create()


@pytest.mark.parametrize(("change", "label"), CHANGES.values(), ids=CHANGES)
def test_change_is_noticed(change, label, garden):
    message = rf"^The database is not what it was: {label} \(default\)\.$"

    with pytest.raises(AssertionError, match=message), unchanged_database():
        change()


@pytest.mark.parametrize(("change", "label"), CHANGES.values(), ids=CHANGES)
def test_change_that_is_rolled_back_is_none(change, label, garden):
    with unchanged_database(), transaction.atomic():
        change()
        transaction.set_rollback(True)


def test_reading_is_no_change_and_costs_no_query_more(garden, django_assert_num_queries):
    with django_assert_num_queries(1), unchanged_database():
        assert Bed.objects.get().sunny


def test_test_without_a_database_needs_none():
    with unchanged_database():
        pass


def test_failure_inside_is_the_failure(garden):
    def fail():
        Bed.objects.update(sunny=False)
        raise KeyError("compost")

    with pytest.raises(KeyError), unchanged_database():
        fail()

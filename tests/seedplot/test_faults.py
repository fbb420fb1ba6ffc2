"""Everything that is done with a garden, while the n-th statement fails: all or nothing, and the advice fits."""

import io

import pytest
from django.core.management import call_command

from seedplot.engine.clearing import clearing
from seedplot.engine.runs import ClearRules
from seedplot.models import SeedRun
from tests.faults import Fault, assert_all_or_nothing, spread, statement_count, statements_until_commit
from tests.rings import RING
from tests.toy.factories import BedFactory, HarvestFactory, PlantFactory
from tests.toy.garden import whole_garden
from tests.toy.inside import default_database
from tests.toy.models import Bed, Gardener, Harvest, Plant, Tag

DAY = "--as-of=2026-03-12"
PLACES = {"test": 3, "check": 6, "full": 1_000}[RING]


@pytest.fixture(autouse=True)
def debug(settings):
    settings.DEBUG = True


def seed(*arguments):
    call_command("seed_garden", "--scenario=harvest-weeks", DAY, *arguments, stdout=io.StringIO(), stderr=io.StringIO())


def reseed():
    seed("--seed=7", "--clear")


def clear():
    seed("--clear-only")


def verify():
    seed("--verify")


def content():
    """All rows; the moment of the last look is none of the content."""
    return whole_garden()


@pytest.mark.parametrize("fault", Fault)
def test_seeding_that_a_fault_ends_leaves_nothing_and_says_what_helps(fault, committed_database):
    count = statement_count(seed)
    clear()
    assert count > 10

    for number in spread(count, at_most=PLACES):
        assert_all_or_nothing(seed, content, number, fault)

    seed()
    assert Bed.objects.count() == 3


@pytest.mark.parametrize("fault", Fault)
def test_clearing_and_reseeding_that_a_fault_ends_leave_everything_as_it_was(fault, committed_database):
    seed()
    reseeding = statement_count(reseed)
    clearing = statement_count(clear)
    seed()
    assert reseeding > clearing > 5

    for action, count in ((clear, clearing), (reseed, reseeding)):
        for number in spread(count, at_most=PLACES):
            assert_all_or_nothing(action, content, number, fault)

    reseed()
    assert SeedRun.objects.get().seed == 7


@pytest.mark.parametrize("fault", Fault)
def test_verification_that_a_fault_ends_changes_nothing(fault, committed_database):
    seed()
    count = statement_count(verify)

    for number in spread(count, at_most=PLACES):
        assert_all_or_nothing(verify, content, number, fault)


@pytest.mark.check
@pytest.mark.parametrize("fault", Fault)
def test_seeding_that_a_fault_ends_leaves_nothing_on_mariadb(fault, mariadb_garden_url, django_db_blocker):
    with django_db_blocker.unblock(), default_database(mariadb_garden_url):
        count = statement_count(lambda: seed("--dry-run"))

        for number in spread(count - 3, at_most=PLACES):
            assert_all_or_nothing(seed, content, number, fault)

        seed()
        assert Bed.objects.count() == 3


# A demo that was used: its rows are edited, deleted and referred to.

ALLOTMENT = "--scenario=wild-allotment"
"""All kinds of rows, shared ones, and changes to rows of the world."""
SATURDAY = "--as-of=2026-03-14"
DAYS_LATER = "--to=2026-03-24"


def use():
    clearing.clear_in_transaction("default", list(SeedRun.objects.all()), ClearRules(with_dependents=True))
    Bed.objects.all().delete()
    BedFactory.create(name="Common")
    Gardener.objects.update(status="working")
    call_command("seed_garden", ALLOTMENT, SATURDAY, stdout=io.StringIO())
    deleted, edited = Harvest.objects.order_by("picked_at")[:2]
    deleted.delete()
    Harvest.objects.filter(pk=edited.pk).update(rainy=not edited.rainy)
    Plant.objects.filter(pk=Plant.objects.earliest("pk").pk).update(label="mine")
    Gardener.objects.update(status="on leave")


def refer():
    use()
    plant = PlantFactory.create(name="mine", bed=Bed.objects.get(name="Bed 1"), neighbour=Plant.objects.first())
    HarvestFactory.create(plant=plant)
    plant.tags.add(Tag.objects.first())


def lose():
    use()
    heal()
    SeedRun.objects.all().delete()


def verb(*arguments):
    call_command("seedplot", *arguments, stdout=io.StringIO(), stderr=io.StringIO())


def heal():
    verb("heal")


def advance():
    verb("advance", DAYS_LATER, "--no-progress")


def advance_and_heal():
    verb("advance", DAYS_LATER, "--heal", "--no-progress")


def clear_with_dependents():
    call_command("seed_garden", ALLOTMENT, "--clear-only", "--with-dependents", "--yes", stdout=io.StringIO())


def adopt():
    call_command("seed_garden", ALLOTMENT, SATURDAY, "--adopt", "--no-progress", stdout=io.StringIO())


DEEDS = [(use, heal), (use, advance), (use, advance_and_heal), (refer, clear_with_dependents), (lose, adopt)]
each_deed = pytest.mark.parametrize(("prepare", "deed"), DEEDS, ids=[deed.__name__ for _, deed in DEEDS])


def check_every_fault(prepare, deed):
    """Each fault at each statement; in the inner rings another one at each of a few."""
    prepare()
    count = statements_until_commit(deed)
    prepare()
    before = content()
    assert count > 10

    faults = list(Fault)
    for turn, number in enumerate(spread(count, at_most=PLACES)):
        for fault in faults if RING == "full" else [faults[turn % len(faults)]]:
            assert_all_or_nothing(deed, content, number, fault)

    deed()
    assert content() != before


@each_deed
def test_deed_that_a_fault_ends_leaves_everything_as_it_was(prepare, deed, committed_database):
    check_every_fault(prepare, deed)


@pytest.mark.full
@each_deed
def test_deed_that_a_fault_ends_leaves_everything_as_it_was_on_mariadb(
    prepare, deed, mariadb_garden_url, django_db_blocker
):
    with django_db_blocker.unblock(), default_database(mariadb_garden_url):
        check_every_fault(prepare, deed)

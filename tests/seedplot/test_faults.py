"""Everything that is done with a garden, while the n-th statement fails: all or nothing, and the advice fits."""

import io

import pytest
from django.core.management import call_command

from seedplot.models import SeedRun
from tests.faults import Fault, assert_all_or_nothing, spread, statement_count
from tests.rings import RING
from tests.toy.garden import whole_garden
from tests.toy.inside import default_database
from tests.toy.models import Bed

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

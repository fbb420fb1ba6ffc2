"""Every scenario moved on in place, day by day and at once, beside what seeding afresh on each day gives."""

import datetime as dt

import pytest

from seedplot.clock import FixedCalendar, midnight
from seedplot.engine import pipeline, proof
from seedplot.engine.advancing.advance import CannotAdvance, advance
from seedplot.engine.runs import Request
from seedplot.models import SeedRun
from tests.rings import RING, sampled
from tests.test_every_scenario import ANCHOR, SCENARIOS, make_world_of, on_a_server_too, options_for
from tests.toy.inside import default_database, rolled_back

ADVANCING = {name: each for name, each in SCENARIOS.items() if not isinstance(each().calendar(ANCHOR), FixedCalendar)}
FIXED = {name: each for name, each in SCENARIOS.items() if name not in ADVANCING}
SMALL = ("harvest-weeks", "watering-days", "tenant-conversations", "library-notices")
LAST = {"test": 14, "check": 14, "full": 60}[RING]
FIRST_AND_LAST = (1, 5, 14)
"""The first is an ordinary day; the others are days of the next weeks, to which a weekly story has slid."""
OVER_TWO_MONDAYS = (1, 2, 3, 4, 11, 14)
"""A day at a time up to the first Monday. The engine's own test of it goes on so for two weeks, in the garden."""


def days_for(name):
    """How many days after the anchor."""
    if RING == "full":
        return range(1, LAST + 1)
    return OVER_TWO_MONDAYS if RING == "check" and name in SMALL else FIRST_AND_LAST


def day(number):
    return midnight(ANCHOR.date() + dt.timedelta(days=number))


def seed(scenario, **given):
    return pipeline.run(Request(scenario, options=options_for(scenario), **given))


def check_each_day(scenario, days):
    """Advance to each of the days: the rows are those of a fresh run, and prove to be so later on."""
    run = seed(scenario, anchor=ANCHOR).run
    for number in days:
        done = advance(run, day(number))
        run = done.run
        fresh = seed(scenario, anchor=day(number), clear=[SeedRun.objects.get()], dry_run=True)
        assert done.report.tables == fresh.tables
        assert SeedRun.objects.get().fingerprint == fresh.fingerprint
    assert proof.verify(run).fingerprint == run.fingerprint


def each_of(scenarios):
    return pytest.mark.parametrize("scenario", [each() for each in scenarios], ids=lambda each: each.name)


@each_of(sampled(ADVANCING.values(), every=4))
def test_advance_gives_what_seeding_afresh_gives(scenario, db, settings):
    make_world_of(scenario, settings)

    check_each_day(scenario, days_for(scenario.name))


# The toy's own are tested there with its engine.
@each_of(on_a_server_too(ADVANCING.values()))
def test_advance_gives_it_on_postgresql_too(scenario, postgres_garden_url, django_db_blocker, settings):
    with django_db_blocker.unblock(), default_database(postgres_garden_url), rolled_back():
        make_world_of(scenario, settings)

        check_each_day(scenario, FIRST_AND_LAST if RING == "full" else FIRST_AND_LAST[1:])


@each_of(sampled(ADVANCING.values(), every=4))
def test_missed_days_are_caught_up(scenario, db, settings):
    make_world_of(scenario, settings)
    run = seed(scenario, anchor=ANCHOR).run

    advance(run, day(LAST))

    fresh = seed(scenario, anchor=day(LAST), clear=[SeedRun.objects.get()], dry_run=True)
    assert SeedRun.objects.get().fingerprint == fresh.fingerprint


@each_of(FIXED.values())
def test_dates_of_history_stay_where_they_are(scenario, db, settings):
    make_world_of(scenario, settings)
    run = seed(scenario, anchor=ANCHOR).run

    with pytest.raises(CannotAdvance, match="tells of dates of history, which stay where they are"):
        advance(run, day(1))

"""Runs moved on to a later day, compared with what seeding afresh on that day gives."""

import datetime as dt

import pytest

from seedplot.clock import midnight
from seedplot.engine import pipeline
from seedplot.engine.advance import advance
from seedplot.engine.runs import Request
from seedplot.models import SeedRun
from tests.toy.factories import BedFactory
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario

MONDAY = midnight(dt.date(2026, 3, 9))


def days_later(days):
    return midnight(MONDAY.date() + dt.timedelta(days=days))


def seed(scenario, anchor=MONDAY, **options):
    return pipeline.run(Request(scenario, anchor=anchor, options=options)).run


def fresh_fingerprint(scenario, anchor, run):
    """What seeding afresh gives, with the run out of the way; nothing of it stays."""
    options = scenario.recorded_options(run.options)
    report = pipeline.run(Request(scenario, anchor=anchor, options=options, clear=[run], dry_run=True))
    return report.fingerprint


SCENARIOS = [HarvestWeeksScenario, WateringDaysScenario, WildAllotmentScenario]


@pytest.mark.parametrize("scenario", [each() for each in SCENARIOS], ids=lambda each: each.name)
def test_advance_of_a_day_at_a_time_gives_what_seeding_afresh_gives(scenario, ada, db):
    BedFactory.create(name="Common")
    run = seed(scenario)
    for day in range(1, 15):
        done = advance(run, days_later(day))
        run = done.run
        assert run.anchor == days_later(day)
        assert SeedRun.objects.get().fingerprint == run.fingerprint == done.report.fingerprint
        assert run.fingerprint == fresh_fingerprint(scenario, days_later(day), SeedRun.objects.get())

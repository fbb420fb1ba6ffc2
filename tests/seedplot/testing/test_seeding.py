"""`seed`: a story in the database of a test."""

from datetime import date

import pytest
from django.test import TestCase

from seedplot.errors import NotAsPromised, RunConflict, SeedError
from seedplot.models import SeedRun
from seedplot.promises import Empty, Promise
from seedplot.testing import seed
from tests.toy.garden import ANCHOR
from tests.toy.models import Bed, Gardener, Harvest
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.world import make_world

FINGERPRINT = "1fe82e7f11517140f0e050354d2304c0"


class GardenTests(TestCase):
    """With Django's own test cases, seeded once for the class."""

    @classmethod
    def setUpTestData(cls):
        make_world()
        cls.report = seed("harvest-weeks", as_of="2026-03-12")

    def test_rows_are_there(self):
        assert Harvest.objects.count() == self.report.counts["toy.Harvest"]
        Harvest.objects.all().delete()

    def test_rows_are_there_again_for_the_next_test(self):
        assert Harvest.objects.count() == 42
        assert SeedRun.objects.get() == self.report.run
        assert self.report.fingerprint == FINGERPRINT


@pytest.mark.parametrize("scenario", ["harvest-weeks", HarvestWeeksScenario, HarvestWeeksScenario()])
@pytest.mark.parametrize("as_of", ["2026-03-12", date(2026, 3, 12), ANCHOR])
def test_scenario_and_day_may_be_named_or_be_themselves(scenario, as_of, db):
    assert seed(scenario, as_of=as_of).fingerprint == FINGERPRINT


def test_options_are_the_scenarios_own_and_parsed_as_on_the_command_line(db):
    report = seed("harvest-weeks", seed=7, as_of="2026-03-12", beds="2")

    assert (report.run.seed, report.run.options) == (7, {"beds": 2})
    assert Bed.objects.count() == 2


def test_repeatable_options_and_flags_are_values_of_python(ada):
    report = seed("watering-days", as_of="2026-03-12", plot=["East"], days=3, dry=True)

    assert report.run.options == {"plot": ["East"], "days": 3, "dry": True}
    assert not Harvest.objects.filter(rainy=True).exists()


def test_proof_can_be_left_out(db):
    report = seed("harvest-weeks", as_of="2026-03-12", proof=False)

    assert (report.fingerprint, report.findings, Harvest.objects.count()) == ("", [], 42)


def test_same_run_is_left_alone_and_another_one_refused(db):
    first = seed("harvest-weeks", as_of="2026-03-12")

    again = seed("harvest-weeks", as_of="2026-03-12")

    assert (again.written, again.run, again.fingerprint) == (False, first.run, FINGERPRINT)
    with pytest.raises(RunConflict):
        seed("harvest-weeks", seed=7)


def test_broken_promise_is_noted_below_the_traceback(db, monkeypatch):
    no_bed = Promise("toy.P900", "There is no bed.", lambda part: ["Bed"], Empty("bed"), "Dig it over.")
    monkeypatch.setattr(HarvestWeeksScenario, "promises", (no_bed,))

    with pytest.raises(NotAsPromised) as failure:
        seed("harvest-weeks", beds=1)

    assert failure.value.__notes__ == [
        "bed 0: (toy.P900) There is no bed. Expected no bed, found Bed.\n\tHINT: Dig it over."
    ]
    assert not Bed.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"scenario": "harvest-week"},
            "There is no scenario named 'harvest-week'. Did you mean harvest-weeks? Known: ",
        ),
        ({"beds": 0}, "--beds 0: it must be at least 1"),
        ({"days": 3}, "harvest-weeks takes no option --days. It takes: --beds."),
        ({"as_of": "yesterday"}, "'yesterday' is not a date. Give as_of as YYYY-MM-DD, such as 2026-03-09."),
        ({"seed": "many"}, "'many' is not an integer. Give --seed as a whole number, such as 42."),
    ],
)
def test_mistake_is_one_line(arguments, message, db):
    with pytest.raises(SeedError) as refused:
        seed(**{"scenario": "harvest-weeks", **arguments})

    assert str(refused.value).startswith(message)
    assert not Gardener.objects.exists()

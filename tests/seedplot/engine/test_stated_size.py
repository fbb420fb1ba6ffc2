"""The size that options state: a scenario that forgets a part of it is noticed, whoever plans and proves."""

import pytest

from seedplot.engine import pipeline
from seedplot.engine.workers.executors import InProcess
from seedplot.errors import NotAsPromised
from seedplot.options import Option, whole_number
from seedplot.plan import Shard
from tests.toy.garden import seed, whole_garden
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario

with_workers = pytest.mark.parametrize("workers", [1, 3], ids=["in one process", "with workers"])


@pytest.fixture(autouse=True)
def workers_in_this_process(monkeypatch):
    monkeypatch.setattr(pipeline, "ProcessPool", InProcess)


@pytest.fixture
def change_shards(monkeypatch):
    """Have a story's parts be other ones than it should have."""

    def change(story, changed):
        shards = story.shards
        monkeypatch.setattr(story, "shards", lambda self, options: changed(list(shards(self, options))))

    return change


def broken(story, **options):
    """The broken promises, with the number of offenders and the first; nothing is written."""
    before = whole_garden()
    with pytest.raises(NotAsPromised) as refused:
        seed(story, **options)
    assert whole_garden() == before
    return [(finding.promise.id, finding.observed) for finding in refused.value.report.broken]


MISTAKES = {
    "forgets the first": (lambda shards: shards[1:], "parts: 4 instead of 5, as --beds states"),
    "forgets the last": (lambda shards: shards[:-1], "parts: 4 instead of 5, as --beds states"),
    "forgets all but one": (lambda shards: shards[2:3], "parts: 1 instead of 5, as --beds states"),
    "has one too many": (lambda shards: [*shards, Shard("bed 5", 5)], "parts: 6 instead of 5, as --beds states"),
}


@with_workers
@pytest.mark.parametrize("mistake", MISTAKES)
def test_other_number_of_parts_than_the_option_states_breaks_a_promise(mistake, workers, ada, change_shards):
    changed, observed = MISTAKES[mistake]
    change_shards(HarvestWeeksScenario, changed)

    assert broken(HarvestWeeksScenario, beds=5, workers=workers) == [("seedplot.P002", [observed])]


def test_part_that_is_missing_from_a_list_breaks_a_promise(ada, change_shards):
    change_shards(WateringDaysScenario, lambda shards: shards[:-1])

    assert broken(WateringDaysScenario, plot=["East", "West", "North"]) == [
        ("seedplot.P002", ["parts: 2 instead of 3, as --plot states"])
    ]


def test_default_of_an_option_is_stated_too(ada, change_shards):
    change_shards(HarvestWeeksScenario, lambda shards: shards[:-1])

    assert broken(HarvestWeeksScenario) == [("seedplot.P002", ["parts: 2 instead of 3, as --beds states"])]


def test_option_can_state_the_rows_of_a_model(ada, change_shards, monkeypatch):
    beds = Option("beds", "How many beds.", 3, whole_number(1), counts="toy.Bed")
    tags = Option("tags", "How many tags.", None, whole_number(1), counts="toy.Tag")
    monkeypatch.setattr(HarvestWeeksScenario, "options", (beds, tags))

    assert seed(HarvestWeeksScenario, dry_run=True).broken == []
    change_shards(HarvestWeeksScenario, lambda shards: shards[:-1])
    assert broken(HarvestWeeksScenario, tags=6) == [
        ("seedplot.P002", ["beds: 2 instead of 3, as --beds states", "tags: 4 instead of 6, as --tags states"])
    ]


def test_size_that_is_as_stated_adds_nothing_to_the_report(ada):
    report = seed(HarvestWeeksScenario, beds=2)

    assert {finding.promise.id for finding in report.findings} == {"toy.P101", "toy.P102", "toy.P103"}


def test_sentence_names_the_first_difference(ada, change_shards):
    change_shards(HarvestWeeksScenario, lambda shards: shards[:-1])

    with pytest.raises(NotAsPromised) as refused:
        seed(HarvestWeeksScenario)

    [finding] = refused.value.report.broken
    assert str(finding) == (
        "(seedplot.P002) There is as much of everything as the options state. Expected no other number, found "
        "parts: 2 instead of 3, as --beds states.\n\t"
        "HINT: Look at shards(): it leaves out a part, or makes one too many."
    )

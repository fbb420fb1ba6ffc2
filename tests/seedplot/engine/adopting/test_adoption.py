"""A run whose record is lost is found by its plan, and recorded anew."""

import pytest

from seedplot.engine import proof
from seedplot.engine.adopting.adoption import NotFound, adopt
from seedplot.engine.clearing import clearing
from seedplot.engine.replaying.drift import drift
from seedplot.engine.rewriting.heal import heal
from seedplot.errors import SeedError
from seedplot.models import SeedBlock, SeedChange, SeedFinding, SeedRun
from seedplot.plan import SHARED_ROWS
from tests.toy.garden import request_for, seed, whole_garden
from tests.toy.models import Bed, Gardener, Harvest, Plant, Tag
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario

STORIES = (HarvestWeeksScenario, WateringDaysScenario, GardenHistoryScenario, WildAllotmentScenario)


def record():
    """All that the record says, without its own keys and moments, and values of the world from before the run."""
    run = SeedRun.objects.get()
    hidden = {"id", "_state", "started_at", "finished_at", "proven_at", "world_columns"}
    own = {name: value for name, value in vars(run).items() if name not in hidden}
    blocks = SeedBlock.objects.values_list("shard", "model", "start", "count", "first_key", "keys", "digests")
    changes = SeedChange.objects.order_by("id").values_list("model", "key", "name", "column", "new")
    findings = SeedFinding.objects.values_list("promise", "part", "expected", "observed", "kept")
    digested = [(*block[:-1], bytes(block[-1])) for block in blocks]
    return own, sorted(digested, key=str), list(changes), sorted(findings)


def lose_the_record():
    SeedRun.objects.all().delete()


def rows():
    return {label: found for label, found in whole_garden().items() if label.startswith("toy.")}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_record_is_what_it_was(story, each_database):
    Bed.objects.create(name="Common")
    seed(story, seed=7)
    before, everything = record(), rows()
    lose_the_record()

    adopted = adopt(request_for(story, seed=7))

    assert adopted.is_what_it_was
    assert record() == before
    assert rows() == everything


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_adopted_run_verifies_and_clears(story, each_database):
    Bed.objects.create(name="Common")
    before = rows()
    seed(story)
    lose_the_record()

    adopt(request_for(story))

    proof.verify(SeedRun.objects.get())
    clearing.clear([SeedRun.objects.get()])
    after = rows()
    assert SeedRun.objects.count() == 0
    assert {label: len(found) for label, found in after.items()} == {
        label: len(found) for label, found in before.items()
    }


def test_values_of_the_world_stay_when_an_adopted_run_is_cleared(each_database):
    """What they were before the run, nobody knows any more."""
    seed(WildAllotmentScenario)
    lose_the_record()

    adopt(request_for(WildAllotmentScenario))
    clearing.clear([SeedRun.objects.get()])

    assert Gardener.objects.get(name="Ada").status == "in bed 2"


def test_rows_of_others_are_never_taken_for_those_of_the_plan(each_database):
    """A copy of a harvest, to the last value; the first of both is the run's."""
    harvest = seed(HarvestWeeksScenario) and Harvest.objects.order_by("pk").first()
    lose_the_record()
    before = Harvest.objects.count()
    copy = Harvest.objects.get(pk=harvest.pk)
    copy.pk = None
    copy.save()

    adopt(request_for(HarvestWeeksScenario))

    assert Harvest.objects.count() == before + 1
    assert sum(block.count for block in SeedBlock.objects.filter(model="toy.Harvest")) == before
    assert list(drift(SeedRun.objects.get())) == []


def test_edited_rows_are_found_by_what_is_unique_and_can_be_healed(each_database):
    seed(HarvestWeeksScenario)
    before = record()
    lose_the_record()
    everything = rows()
    bed, plant = Bed.objects.get(name="Bed 1"), Plant.objects.order_by("pk").first()
    Bed.objects.filter(pk=bed.pk).update(sunny=not bed.sunny)
    Plant.objects.filter(pk=plant.pk).update(label="weed")

    adopted = adopt(request_for(HarvestWeeksScenario))

    assert not adopted.is_what_it_was
    assert {(row.label, str(row.key)) for row in drift(SeedRun.objects.get())} == {
        ("toy.Bed", str(bed.pk)), ("toy.Plant", str(plant.pk)),
    }  # fmt: skip
    heal(SeedRun.objects.get())
    assert rows() == everything
    assert record()[:3] == before[:3]


def test_missing_rows_are_counted_and_the_first_of_each_model_named(each_database):
    seed(HarvestWeeksScenario)
    lose_the_record()
    first = Harvest.objects.order_by("pk").first()
    Harvest.objects.filter(pk__in=[first.pk, first.pk + 1]).delete()
    Tag.objects.filter(word="tag 0000").delete()
    before = whole_garden()

    with pytest.raises(NotFound) as refused:
        adopt(request_for(HarvestWeeksScenario))

    assert str(refused.value) == (
        "2 of the 75 rows of harvest-weeks, seed 42, are not there, so its record cannot be written anew. "
        "Check --seed, --as-of and the options; what cannot be adopted is cleared by hand."
    )
    [line] = refused.value.details
    assert line.startswith(f"2 of 42 toy.Harvest, first bed 0 0 (picked_at={first.picked_at:%Y-%m-%d %H:%M:%S}")
    assert whole_garden() == before


@pytest.mark.parametrize("other", [{"seed": 43}, {"beds": 2}, {"beds": 4}])
def test_another_seed_or_option_finds_nothing_to_adopt(other, each_database):
    seed(HarvestWeeksScenario)
    lose_the_record()

    if other == {"beds": 2}:
        # A smaller run is part of the larger one: its rows are all there.
        adopt(request_for(HarvestWeeksScenario, **other))
        assert SeedRun.objects.get().row_count == 50
        return
    with pytest.raises(NotFound):
        adopt(request_for(HarvestWeeksScenario, **other))


def test_rows_of_a_recorded_run_are_not_adopted(each_database):
    seed(HarvestWeeksScenario)
    SeedRun.objects.update(exclusive_key="elsewhere")

    with pytest.raises(NotFound, match="75 of the 75 rows"):
        adopt(request_for(HarvestWeeksScenario))


def test_run_that_is_recorded_is_not_adopted(ada):
    run = seed(HarvestWeeksScenario).run

    with pytest.raises(SeedError) as refused:
        adopt(request_for(HarvestWeeksScenario))

    assert str(refused.value) == (
        f"{run} is recorded, so there is nothing to adopt. See: python manage.py seedplot runs"
    )


def test_shared_rows_that_are_missing_are_named(each_database):
    seed(WildAllotmentScenario)
    lose_the_record()
    Bed.objects.filter(name="Shed").update(name="Shack")

    with pytest.raises(NotFound) as refused:
        adopt(request_for(WildAllotmentScenario))

    assert [line.partition(" (")[0] for line in refused.value.details] == [
        f"1 of 1 toy.Bed, first {SHARED_ROWS} 0",
        f"1 of 1 toy.Sundial, first {SHARED_ROWS} 0",
    ]


def test_dry_run_records_nothing(committed_database):
    seed(HarvestWeeksScenario)
    lose_the_record()
    before = whole_garden()

    assert adopt(request_for(HarvestWeeksScenario, dry_run=True)).is_what_it_was

    assert whole_garden() == before

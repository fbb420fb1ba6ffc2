import pytest

from seedplot.models import SeedBlock
from tests.toy.garden import seed, whole_garden
from tests.toy.models import Bed, Gardener, Harvest, Tag
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

AGAIN = "python manage.py seed_demo_data --scenario harvest-weeks --as-of 2026-03-12 --clear --beds 3"


@pytest.fixture
def two_runs(ada):
    return seed(HarvestWeeksScenario).run, seed(GardenHistoryScenario).run


def change(row, **columns):
    type(row)._base_manager.filter(pk=row.pk).update(**columns)


def test_what_has_drifted_in_each_run_is_put_back_and_a_second_heal_does_nothing(two_runs, seedplot):
    weeks, history = two_runs
    before = whole_garden()
    first, second = Harvest.objects.order_by("pk")[:2]
    change(first, rainy=not first.rainy)
    second.delete()
    change(Gardener.objects.get(name="Ada"), status="travelling")

    assert seedplot("heal").splitlines() == [
        f"{weeks}: put back 1 edited, 1 deleted.",
        f"{history}: put back 1 changed in rows that were there before.",
    ]
    assert whole_garden() == before
    assert seedplot("heal") == "There is nothing to heal.\n"
    assert seedplot("drift") == "Nothing has drifted.\n"


def test_one_run_is_healed_alone(two_runs, seedplot):
    weeks, history = two_runs
    harvest = Harvest.objects.order_by("pk").first()
    change(harvest, rainy=not harvest.rainy)
    change(Gardener.objects.get(name="Ada"), status="travelling")

    assert seedplot("heal", "--run", history.pk) == f"{history}: put back 1 changed in rows that were there before.\n"
    assert seedplot("heal", "--run", weeks.pk) == f"{weeks}: put back 1 edited.\n"


def test_dry_run_says_so(two_runs, seedplot):
    harvest = Harvest.objects.order_by("pk").first()
    change(harvest, rainy=not harvest.rainy)

    printed = seedplot("heal", "--dry-run")

    assert printed.endswith("put back 1 edited.\nDry run: everything was put back, proven and rolled back.\n")
    assert Harvest.objects.get(pk=harvest.pk).rainy is not harvest.rainy


def test_rows_that_stay_are_named_and_end_with_one(two_runs, refusal):
    weeks, _ = two_runs
    tag, bed = Tag.objects.order_by("pk").last(), Bed.objects.get(name="Bed 1")
    change(tag, word="nettle")
    change(bed, sunny=not bed.sunny)

    refused = refusal("heal", untouched=False)

    assert (
        refused
        == f"1 row stays as it is, so that {weeks} is not what it was. See the lines above, or replace it: {AGAIN}"
    )
    assert refused.output.splitlines() == [
        f"{weeks}: put back 1 edited.",
        f"  toy.Tag {tag.pk} stays as it is: another row has its key.",
    ]
    assert Bed.objects.get(pk=bed.pk).sunny == bed.sunny


def test_story_that_has_changed_since_is_refused_with_the_command_that_replaces_the_run(two_runs, refusal, monkeypatch):
    weeks, _ = two_runs
    Harvest.objects.first().delete()
    before = whole_garden()
    plan = HarvestWeeksScenario.plan
    monkeypatch.setattr(HarvestWeeksScenario, "plan", lambda *given: list(plan(*given))[:-1])

    assert refusal("heal") == (
        f"The story of {weeks} has changed since, so its rows cannot be put back. Clear it and seed it again: {AGAIN}"
    )
    assert whole_garden() == before


def test_run_that_is_not_proven_is_refused_with_the_command_that_proves_it(two_runs, refusal):
    weeks, history = two_runs
    SeedBlock.objects.filter(run=weeks).update(digests=None)
    change(Gardener.objects.get(name="Ada"), status="travelling")

    refused = refusal("heal", untouched=False)

    assert refused.output == f"{history}: put back 1 changed in rows that were there before.\n"
    assert refused == (
        f"{weeks} is not proven, so its rows cannot be told from others. "
        f"Prove it first: python manage.py seed_demo_data --run {weeks.pk} --verify"
    )

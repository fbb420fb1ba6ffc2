"""Rows under a run's keys that are not as they were proven: edited, foreign, or beyond what a replay can tell."""

from datetime import timedelta
from uuid import UUID

import pytest

from seedplot.context import context_of
from seedplot.engine import ledger
from seedplot.engine.replaying.recognition import NotDigested, Standing, StrangeRow, strange_rows
from seedplot.models import SeedBlock, SeedChange, SeedRun
from seedplot.plan import SHARED_ROWS, Change, World, WorldRow
from tests.toy.garden import seed
from tests.toy.models import Bed, Gardener, Harvest, Plant, Sundial, Tag
from tests.toy.seeding.scenarios.base import find_gardener
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario

Link = Plant.tags.through
EDITED, FOREIGN, UNKNOWN = Standing.EDITED, Standing.FOREIGN, Standing.UNKNOWN


def strange():
    """The strange rows of the first run."""
    run = SeedRun.objects.order_by("pk").first()
    return list(strange_rows(run, ledger.rows_of(run)))


def change(row, **columns):
    type(row)._base_manager.filter(pk=row.pk).update(**columns)


@pytest.fixture
def seeded(ada):
    return seed(HarvestWeeksScenario)


def test_unchanged_rows_are_no_strangers_and_need_no_replay(each_database, monkeypatch):
    Bed.objects.create(name="Common")
    seed(WildAllotmentScenario)
    monkeypatch.setattr(WildAllotmentScenario, "plan", mistaken)

    assert strange() == []


def test_row_with_another_value_is_edited(each_database):
    seed(HarvestWeeksScenario)
    harvest = Harvest.objects.order_by("pk")[3]

    change(harvest, rainy=not harvest.rainy, weight_kg=9)

    assert strange() == [StrangeRow("toy.Harvest", "bed 0", harvest.pk, EDITED)]


def test_row_of_which_half_the_telling_columns_are_kept_is_edited(seeded):
    """Of seven columns of harvests, each differs between rows."""
    harvest = Harvest.objects.order_by("pk")[3]
    other = Plant.objects.exclude(pk=harvest.plant_id).first()

    change(harvest, plant=other, rainy=not harvest.rainy, notes={})

    assert [row.standing for row in strange()] == [EDITED]
    change(harvest, picked_at=harvest.picked_at + timedelta(hours=1))
    assert [row.standing for row in strange()] == [FOREIGN]


def test_other_row_under_the_key_is_foreign(each_database):
    seed(HarvestWeeksScenario)
    harvest = Harvest.objects.order_by("pk")[3]
    harvest.delete()
    Harvest.objects.create(
        pk=Harvest.objects.order_by("pk")[2].pk + 1,
        plant=Plant.objects.create(name="thistle", label="a stranger's"),
        picked_at=harvest.picked_at - timedelta(days=400, hours=3),
        picked_on=harvest.picked_on - timedelta(days=400),
        weight_kg=77,
        rainy=harvest.rainy,
    )

    [found] = strange()

    assert (found.label, found.shard, found.standing) == ("toy.Harvest", "bed 0", FOREIGN)


def test_unique_column_shows_the_row_whatever_else_it_holds(seeded):
    plant, bed = Plant.objects.first(), Bed.objects.get(name="Bed 1")

    change(bed, sunny=not bed.sunny, favourite=plant, gardener=Gardener.objects.create(name="Ben"))

    assert strange() == [StrangeRow("toy.Bed", "bed 1", bed.pk, EDITED)]


def test_row_without_its_unique_column_and_anything_else_is_foreign(seeded):
    tag = Tag.objects.order_by("pk").first()

    change(tag, word="nettle")

    assert strange() == [StrangeRow("toy.Tag", "bed 0", tag.pk, FOREIGN)]


def test_link_with_one_of_its_ends_is_edited(seeded):
    link = Link.objects.order_by("pk").first()
    other = Tag.objects.exclude(pk=link.tag_id).first()

    change(link, tag=other)

    assert strange() == [StrangeRow("toy.Plant_tags", "bed 0", link.pk, EDITED)]
    change(link, plant=Plant.objects.filter(bed__name="Bed 2").first())
    assert strange() == [StrangeRow("toy.Plant_tags", "bed 0", link.pk, FOREIGN)]


def test_columns_that_are_alike_in_all_rows_show_nothing(ada):
    """A stranger's bed has the same gardener, the same sun and no favourite either."""
    seed(GardenHistoryScenario)
    bed = Bed.objects.get(name="Ada's spring bed")

    change(bed, name="A stranger's bed")

    assert strange() == [StrangeRow("toy.Bed", "spring", bed.pk, FOREIGN)]


def test_only_row_of_a_table_is_shown_by_columns_with_a_value_of_their_own(ada):
    seed(HarvestWeeksScenario, beds=1)
    bed = Bed.objects.get(name="Bed 0")
    change(bed, favourite=Plant.objects.first())
    assert [row.standing for row in strange()] == [EDITED]

    change(bed, name="A stranger's bed")

    assert strange() == [StrangeRow("toy.Bed", "bed 0", bed.pk, FOREIGN)]


def test_shared_rows_listed_keys_and_borrowed_keys_are_recognized(each_database):
    seed(WildAllotmentScenario)
    shed, herb = Bed.objects.get(name="Shed"), Plant.objects.get(neighbour=None, bed__name="Shed")
    dial = Sundial.objects.get(bed__name="Bed 2")

    change(shed, sunny=not shed.sunny)
    change(herb, label="weed")
    change(dial, hours=1)

    assert [(row.label, row.shard, UUID(row.key) if isinstance(row.key, str) else row.key, row.standing)
            for row in strange()] == [
        ("toy.Bed", SHARED_ROWS, shed.pk, EDITED),
        ("toy.Plant", SHARED_ROWS, herb.pk, EDITED),
        ("toy.Sundial", "bed 2", dial.pk, FOREIGN),
    ]  # fmt: skip


def test_rows_that_are_gone_are_left_out(each_database):
    seed(HarvestWeeksScenario)
    first, second, *_ = Harvest.objects.order_by("pk")
    key = second.pk
    first.delete()
    change(second, rainy=not second.rainy)

    assert strange() == [StrangeRow("toy.Harvest", "bed 0", key, EDITED)]


def test_rows_come_shard_by_shard_and_each_shard_is_planned_once(seeded, monkeypatch):
    planned = []

    def plan(self, context, shard):
        planned.append(shard.name)
        yield from PLAN(self, context, shard)

    monkeypatch.setattr(HarvestWeeksScenario, "plan", plan)
    monkeypatch.setattr("seedplot.engine.replaying.recognition.Recognition._is_own", lambda *arguments: True)
    Plant.objects.update(name="thistle")
    Harvest.objects.update(weight_kg=77)

    assert [row.shard for row in strange()] == [*["bed 0"] * 18, *["bed 1"] * 18, *["bed 2"] * 18]
    assert planned == ["bed 0", "bed 1", "bed 2"]


class Repainted(GardenHistoryScenario):
    """Paints a bed of another run."""

    promises = ()

    def prerequisites(self, options, using, *, at):
        bed = Bed.objects.using(using).get(name="Bed 1")
        return World([find_gardener("Ada", using), WorldRow(Bed, bed.pk, "bed 1")])

    def plan(self, context, shard):
        yield from super().plan(context, shard)
        if shard.number == 0:
            yield Change(context.world["bed 1"], {"name": "Bed one", "gardener": context.world["the gardener"]})


def test_value_that_a_later_run_has_changed_is_no_edit(each_database):
    seed(HarvestWeeksScenario)
    seed(Repainted)
    bed = Bed.objects.get(name="Bed one")
    assert strange() == []

    change(bed, name="Bed uno")

    assert [(row.label, row.key) for row in strange()] == [("toy.Bed", bed.pk)]


def test_changes_of_later_runs_in_models_that_are_gone_are_passed_over(seeded):
    later = seed(GardenHistoryScenario).run
    SeedChange.objects.create(run=later, model="toy.Gone", key="1", name="it", column="name", old=1, new=2)

    assert strange() == []


def test_row_that_the_run_itself_has_changed_is_compared_with_what_it_left(each_database, monkeypatch):
    def plan(self, context, shard):
        yield from plan_of_allotment(self, context, shard)
        yield Change(
            context.world["the shed"], {"name": f"Shed {shard.number}", "favourite": context.world["the herb"]}
        )

    plan_of_allotment = WildAllotmentScenario.plan
    monkeypatch.setattr(WildAllotmentScenario, "plan", plan)
    monkeypatch.setattr(WildAllotmentScenario, "proof_by_shard", False)
    seed(WildAllotmentScenario)
    shed = Bed.objects.get(name="Shed 2")
    assert strange() == []

    change(shed, sunny=not shed.sunny)

    assert strange() == [StrangeRow("toy.Bed", SHARED_ROWS, shed.pk, EDITED)]


# --- What a replay cannot tell ---------------------------------------------------------------------------------


def other_values(self, context, shard):
    other = context_of(self, 43, context.anchor, context.options, context.world)
    yield from PLAN(self, other, shard)


def mistaken(self, context, shard):
    raise KeyError("a column that has gone")


PLAN = HarvestWeeksScenario.plan


@pytest.mark.parametrize("plan", [other_values, mistaken, lambda self, context, shard: iter(())])
def test_rows_of_a_story_that_has_changed_since_are_unknown(plan, seeded, monkeypatch):
    harvest = Harvest.objects.order_by("pk").last()
    change(harvest, weight_kg=9)

    monkeypatch.setattr(HarvestWeeksScenario, "plan", plan)

    assert strange() == [StrangeRow("toy.Harvest", "bed 2", harvest.pk, UNKNOWN)]


def test_rows_that_the_changed_story_still_plans_alike_are_known(seeded, monkeypatch):
    harvest = Harvest.objects.order_by("pk").first()
    change(harvest, weight_kg=9)

    monkeypatch.setattr(HarvestWeeksScenario, "plan", lambda *given: list(PLAN(*given))[:-3])

    assert [row.standing for row in strange()] == [EDITED]


def test_row_is_unknown_where_the_other_shards_cannot_be_planned(seeded, monkeypatch):
    """They show which columns tell rows apart."""

    def plan(self, context, shard):
        return mistaken(self, context, shard) if shard.number == 2 else PLAN(self, context, shard)

    tag = Tag.objects.order_by("pk").first()
    change(tag, word="nettle")

    monkeypatch.setattr(HarvestWeeksScenario, "plan", plan)

    assert [row.standing for row in strange()] == [UNKNOWN]


def test_option_that_is_gone_makes_rows_unknown(seeded, monkeypatch):
    harvest = Harvest.objects.order_by("pk").last()
    change(harvest, weight_kg=9)

    monkeypatch.setattr(HarvestWeeksScenario, "options", ())

    assert [row.standing for row in strange()] == [UNKNOWN]


def test_rows_of_models_that_are_gone_are_left_out(seeded):
    SeedBlock.objects.filter(model="toy.Harvest").update(model="toy.Gone")
    plant = Plant.objects.order_by("pk").last()
    Harvest.objects.update(weight_kg=9)

    change(plant, label="weed")

    assert [(row.label, UUID(row.key)) for row in strange()] == [("toy.Plant", plant.pk)]


def test_run_without_digests_is_refused_before_any_row(seeded):
    SeedBlock.objects.filter(shard="bed 1", model="toy.Tag").update(digests=None)
    run = SeedRun.objects.get()

    with pytest.raises(NotDigested) as refused:
        strange_rows(run, ledger.rows_of(run))

    assert str(refused.value) == (
        f"harvest-weeks, seed 42, as of 2026-03-12 (run {run.pk}) is not proven, so its rows cannot be told from "
        "others."
    )


@pytest.mark.parametrize("scenario", [HarvestWeeksScenario, WateringDaysScenario, GardenHistoryScenario])
def test_rows_of_a_scenario_that_is_gone_are_compared_by_what_the_record_tells(scenario, each_database):
    seed(scenario)
    SeedRun.objects.update(scenario="gone-story")
    harvest = Harvest.objects.order_by("pk")[2]
    assert strange() == []

    change(harvest, weight_kg=9)

    [found] = strange()
    assert (found.label, found.key, found.standing) == ("toy.Harvest", harvest.pk, UNKNOWN)


def test_run_whose_scenario_is_gone_and_that_keeps_nothing_of_it_is_refused(seeded):
    SeedRun.objects.update(scenario="gone-story", facts={})

    with pytest.raises(NotDigested) as refused:
        strange()

    assert str(refused.value) == (
        "A run of 'gone-story' (toy) is recorded, but no installed app has that scenario any more. "
        "Its rows cannot be told from others without it."
    )


# --- Many rows -------------------------------------------------------------------------------------------------


def test_unchanged_rows_are_read_once(seeded, django_assert_num_queries):
    """A row for each block, beside the blocks with their digests, the changes of later runs and later migrations."""
    run = SeedRun.objects.get()
    rows = ledger.rows_of(run)
    # On SQLite, raw rows are read past Django's cursor.
    with django_assert_num_queries(4):
        assert list(strange_rows(run, rows)) == []

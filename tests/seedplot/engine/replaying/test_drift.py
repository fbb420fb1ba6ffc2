"""The rows that have drifted, with the columns, and the planned and the present values."""

from decimal import Decimal

import pytest

from seedplot.engine.replaying.drift import Drift, DriftedColumn, DriftedRow, drift
from seedplot.engine.replaying.recognition import NotDigested
from seedplot.models import SeedBlock, SeedRun
from seedplot.plan import SHARED_ROWS, Change
from tests.seedplot.engine.replaying.test_recognition import Repainted
from tests.toy.garden import seed
from tests.toy.models import Bed, Gardener, Harvest, Plant, Tag
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario


def drifted():
    return list(drift(SeedRun.objects.order_by("pk").first()))


def change(row, **columns):
    type(row)._base_manager.filter(pk=row.pk).update(**columns)


def test_nothing_has_drifted_after_seeding(each_database):
    Bed.objects.create(name="Common")
    seed(WildAllotmentScenario)

    assert drifted() == []


def test_edited_row_comes_with_its_columns(each_database):
    seed(WateringDaysScenario)
    harvest, bed = Harvest.objects.order_by("pk").first(), Bed.objects.get(name="South plot")
    ada, ben = Gardener.objects.get(name="Ada"), Gardener.objects.create(name="Ben")
    other = Plant.objects.filter(bed=bed).order_by("pk").first()
    change(harvest, weight_kg=Decimal("9.5"), plant=other)
    change(bed, gardener=ben)

    assert drifted() == [
        DriftedRow(
            Drift.EDITED,
            "toy.Harvest",
            harvest.pk,
            "North",
            [
                DriftedColumn("plant", harvest.plant_id, other.pk),
                DriftedColumn("weight_kg", harvest.weight_kg, Decimal("9.500")),
            ],
        ),
        DriftedRow(Drift.EDITED, "toy.Bed", bed.pk, "South", [DriftedColumn("gardener", ada.pk, ben.pk)]),
    ]


def test_deleted_and_foreign_rows_are_told_apart(each_database):
    seed(HarvestWeeksScenario)
    first = Harvest.objects.order_by("pk").first()
    tag = Tag.objects.order_by("pk").last()
    deleted = first.pk
    first.delete()
    change(tag, word="nettle")

    assert drifted() == [
        DriftedRow(Drift.DELETED, "toy.Harvest", deleted, "bed 0"),
        DriftedRow(Drift.FOREIGN, "toy.Tag", tag.pk, "bed 2"),
    ]


def test_rows_of_a_story_that_has_changed_are_unknown(ada, monkeypatch):
    seed(HarvestWeeksScenario)
    harvest = Harvest.objects.order_by("pk").first()
    change(harvest, weight_kg=9)
    monkeypatch.setattr(HarvestWeeksScenario, "plan", lambda *given: iter(()))

    assert drifted() == [DriftedRow(Drift.UNKNOWN, "toy.Harvest", harvest.pk, "bed 0")]


def test_row_of_the_world_with_another_value_than_the_run_gave_it_is_edited(each_database):
    seed(GardenHistoryScenario)
    ada = Gardener.objects.get(name="Ada")
    change(ada, status="travelling")

    [found] = drifted()

    assert found == DriftedRow(
        Drift.EDITED,
        "toy.Gardener",
        str(ada.pk),
        "the gardener",
        [DriftedColumn("status", "retired", "travelling")],
        is_world=True,
    )
    assert str(found) == f"toy.Gardener {ada.pk}"


def test_row_of_the_world_that_is_gone_is_deleted(each_database):
    seed(GardenHistoryScenario)
    ada = Gardener.objects.get(name="Ada")
    key = ada.pk
    Bed.objects.update(gardener=None)
    ada.delete()

    found = drifted()

    assert [(row.label, row.drift) for row in found] == [
        ("toy.Bed", Drift.EDITED),
        ("toy.Bed", Drift.EDITED),
        ("toy.Gardener", Drift.DELETED),
    ]
    assert found[0].columns == [DriftedColumn("gardener", key, None)]


def test_value_of_the_world_that_each_shard_changes_counts_once(each_database):
    """Ada walks from plot to plot."""
    seed(WildAllotmentScenario)
    change(Gardener.objects.get(name="Ada"), status="travelling")

    [found] = drifted()

    assert found.columns == [DriftedColumn("status", "in bed 2", "travelling")]


def test_values_that_a_later_run_has_changed_have_not_drifted(each_database):
    seed(HarvestWeeksScenario)
    seed(Repainted)

    assert drifted() == []


def test_value_of_the_world_that_a_later_run_has_changed_has_not_drifted(each_database):
    seed(GardenHistoryScenario)
    seed(WildAllotmentScenario)
    assert Gardener.objects.get(name="Ada").status == "in bed 2"

    assert drifted() == []


def test_shared_row_that_shards_change_is_a_row_of_the_run(each_database, monkeypatch):
    def plan(self, context, shard):
        yield from plan_of_allotment(self, context, shard)
        yield Change(context.world["the shed"], {"name": f"Shed {shard.number}"})

    plan_of_allotment = WildAllotmentScenario.plan
    monkeypatch.setattr(WildAllotmentScenario, "plan", plan)
    monkeypatch.setattr(WildAllotmentScenario, "proof_by_shard", False)
    seed(WildAllotmentScenario)
    shed = Bed.objects.get(name="Shed 2")
    change(shed, name="Shack")

    assert drifted() == [
        DriftedRow(Drift.EDITED, "toy.Bed", shed.pk, SHARED_ROWS, [DriftedColumn("name", "Shed 2", "Shack")])
    ]


def test_run_without_digests_is_refused(ada):
    seed(HarvestWeeksScenario)
    SeedBlock.objects.update(digests=None)

    with pytest.raises(NotDigested, match="is not proven"):
        drifted()

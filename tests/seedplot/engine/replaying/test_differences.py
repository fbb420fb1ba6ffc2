"""The lines of a failed verification: the rows that differ, and by a replay of the plan the column and both values."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from seedplot.context import context_of
from seedplot.engine import proof
from seedplot.errors import NotAsPromised
from seedplot.models import SeedBlock, SeedRun
from seedplot.plan import Change, World, WorldRow
from tests.toy.garden import seed
from tests.toy.models import Bed, Gardener, Harvest, Plant, Sundial, Tag
from tests.toy.seeding.scenarios.base import find_gardener
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario

Link = Plant.tags.through


def lines(expect=None):
    """What the verification of the first run says about rows; it fails."""
    with pytest.raises(NotAsPromised) as refused:
        proof.verify(SeedRun.objects.order_by("pk").first(), expect=expect)
    return refused.value.details


def change(row, **columns):
    """Change columns in the database only: the instance keeps the planned values."""
    type(row)._base_manager.filter(pk=row.pk).update(**columns)


@pytest.fixture
def seeded(ada):
    return seed(HarvestWeeksScenario)


@pytest.fixture
def harvest(seeded):
    return first_harvest()


def first_harvest():
    found = Harvest.objects.order_by("pk").first()
    # In the order of the plan, which PostgreSQL does not keep.
    found.notes = {name: found.notes[name] for name in ("basket", "by")}
    return found


# --- One row ---------------------------------------------------------------------------------------------------


def test_changed_text_is_named_with_its_row_and_both_values(seeded):
    plant = Plant.objects.filter(bed__name="Bed 1").order_by("pk").first()

    change(plant, name="thistle ☃")

    assert lines() == [f"toy.Plant {plant.pk} of bed 1: name is 'thistle ☃', planned '{plant.name}'."]


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("weight_kg", Decimal("9.5"), "9.500"),
        ("picked_on", date(2026, 1, 2), "2026-01-02"),
        ("rainy", None, None),
        ("notes", {"a": ["☃", 1]}, "{'a': ['☃', 1]}"),
        ("replant_on", None, "None"),
    ],
)
def test_changed_value_of_any_kind_is_named(column, value, shown, each_database):
    seed(HarvestWeeksScenario)
    harvest = first_harvest()
    old = getattr(harvest, column)
    if column == "rainy":
        value, shown = not old, str(not old)
    change(harvest, **{column: value})

    assert lines() == [f"toy.Harvest {harvest.pk} of bed 0: {column} is {shown}, planned {old}."]


def test_changed_moment_is_named_to_the_microsecond_in_utc(each_database):
    seed(HarvestWeeksScenario)
    harvest = first_harvest()
    later = harvest.picked_at + timedelta(hours=1, microseconds=5)

    change(harvest, picked_at=later)

    assert lines() == [
        f"toy.Harvest {harvest.pk} of bed 0: picked_at is {later:%Y-%m-%d %H:%M:%S}.000005+00:00, "
        f"planned {harvest.picked_at:%Y-%m-%d %H:%M:%S}+00:00."
    ]


def test_several_changed_columns_of_a_row_are_named_in_one_line(harvest):
    change(harvest, weight_kg=0, rainy=not harvest.rainy)

    assert lines() == [
        f"toy.Harvest {harvest.pk} of bed 0: weight_kg is 0.000, planned {harvest.weight_kg}; "
        f"rainy is {not harvest.rainy}, planned {harvest.rainy}."
    ]


def test_long_values_are_cut(harvest):
    change(harvest, notes={"basket": "long " * 50})

    shown = str({"basket": "long " * 50})[:77]
    assert lines() == [
        f"toy.Harvest {harvest.pk} of bed 0: notes is {shown}..., planned {harvest.notes}."
    ]  # fmt: skip


def test_reference_is_named_by_its_key_and_by_the_planned_row(each_database):
    seed(HarvestWeeksScenario)
    first, second = Plant.objects.filter(bed__name="Bed 1").order_by("pk")[:2]
    harvest = Harvest.objects.filter(plant=first).order_by("pk").first()
    bed = Bed.objects.get(name="Bed 2")

    change(harvest, plant=second)
    change(first, bed=bed)

    assert lines() == [
        f"toy.Plant {first.pk} of bed 1: bed is {bed.pk}, planned row bed 1 0.",
        f"toy.Harvest {harvest.pk} of bed 1: plant is {second.pk}, planned row {first.pk}.",
    ]


def test_reference_to_a_row_of_the_world_is_named_by_its_name(ada):
    seed(WateringDaysScenario)
    bed, ben = Bed.objects.get(name="North plot"), Gardener.objects.create(name="Ben")

    change(bed, gardener=ben)

    assert lines() == [f"toy.Bed {bed.pk} of North: gardener is {ben.pk}, planned row the gardener."]


def test_shared_rows_and_rows_with_borrowed_keys_are_named(each_database):
    seed(WildAllotmentScenario)
    shed, herb = Bed.objects.get(name="Shed"), Plant.objects.get(neighbour=None, bed__name="Shed")
    dial = Sundial.objects.get(bed__name="Bed 2")

    change(shed, name="Shack")
    change(herb, label="weed")
    change(dial, hours=1)

    assert lines() == [
        f"toy.Bed {shed.pk} of frame: name is 'Shack', planned 'Shed'.",
        f"toy.Plant {herb.pk} of frame: label is 'weed', planned '{herb.label}'.",
        f"toy.Sundial {dial.pk} of bed 2: hours is 1, planned {dial.hours}.",
    ]


def test_rows_that_are_gone_are_named(seeded):
    tag = Tag.objects.order_by("pk").last()
    plant = Plant.objects.filter(bed__name="Bed 0", plant=None).order_by("pk").last()
    [link] = Link.objects.filter(tag=tag).order_by("pk")[:1]
    Link.objects.filter(tag=tag).exclude(pk=link.pk).update(tag=Tag.objects.order_by("pk").first())
    Link.objects.filter(pk=link.pk).delete()
    Tag.objects.filter(pk=tag.pk).delete()
    Harvest.objects.filter(plant=plant).delete()

    found = lines()

    assert f"toy.Plant_tags {link.pk} of bed 2 is gone." in found
    assert f"toy.Tag {tag.pk} of bed 2 is gone." in found


def test_row_of_listed_keys_that_is_gone_is_named(each_database):
    seed(GardenHistoryScenario)
    plant = Plant.objects.get(bed__name="Ada's autumn bed")
    key, harvest_keys = plant.pk, list(plant.harvests.order_by("pk").values_list("pk", flat=True))
    plant.delete()

    assert lines() == [
        f"toy.Plant {key} of autumn is gone.",
        *(f"toy.Harvest {harvest_key} of autumn is gone." for harvest_key in harvest_keys),
    ]


def test_rows_after_one_that_is_gone_are_compared_with_their_own_digests(seeded):
    first, second, third = Harvest.objects.order_by("pk")[:3]
    first.delete()
    first_key = second.pk - 1
    change(third, rainy=not third.rainy)

    assert lines() == [
        f"toy.Harvest {first_key} of bed 0 is gone.",
        f"toy.Harvest {third.pk} of bed 0: rainy is {not third.rainy}, planned {third.rainy}.",
    ]


def test_exchanged_values_are_named_in_both_rows(seeded):
    first, second = Tag.objects.order_by("pk")[:2]
    change(first, word="for a moment")
    change(second, word=first.word)
    change(first, word=second.word)

    assert lines() == [
        f"toy.Tag {first.pk} of bed 0: word is '{second.word}', planned '{first.word}'.",
        f"toy.Tag {second.pk} of bed 0: word is '{first.word}', planned '{second.word}'.",
    ]


# --- Many rows -------------------------------------------------------------------------------------------------


def test_five_rows_are_described_and_the_others_counted(seeded):
    Harvest.objects.update(notes={"basket": 77})
    keys = Harvest.objects.order_by("pk").values_list("pk", flat=True)

    found = lines()

    assert [line.partition(": ")[0] for line in found[:5]] == [f"toy.Harvest {key} of bed 0" for key in keys[:5]]
    assert [line.endswith(".") and "notes is {'basket': 77}, planned {'basket': " in line for line in found[:5]] == [
        True
    ] * 5
    assert found[5:] == ["37 more rows differ."]


def test_five_rows_are_all_that_is_said_where_there_are_no_more(seeded):
    keys = Harvest.objects.order_by("pk").values_list("pk", flat=True)[:5]
    Harvest.objects.filter(pk__in=list(keys)).update(notes={"basket": 77})

    assert len(lines()) == 5


def test_rows_in_blocks_of_several_are_named_by_their_own_keys(ada, monkeypatch):
    monkeypatch.setattr("seedplot.engine.writer.ROWS_PER_BLOCK", 4)
    monkeypatch.setattr("seedplot.engine.writer.KEYS_PER_BLOCK", 2)
    seed(HarvestWeeksScenario, beds=1)
    harvest = Harvest.objects.order_by("pk")[9]
    plant_key = SeedBlock.objects.filter(model="toy.Plant").order_by("start").last().keys[1]
    plant = Plant.objects.get(pk=plant_key)
    assert SeedBlock.objects.filter(model="toy.Harvest").count() == 4

    change(harvest, rainy=not harvest.rainy)
    change(plant, label="weed")

    assert lines() == [
        f"toy.Plant {UUID(plant_key)} of bed 0: label is 'weed', planned '{plant.label}'.",
        f"toy.Harvest {harvest.pk} of bed 0: rainy is {not harvest.rainy}, planned {harvest.rainy}.",
    ]


# --- What is no difference -------------------------------------------------------------------------------------


def test_verification_that_expects_another_fingerprint_names_no_row(seeded):
    assert lines(expect="abc") == []


def test_rows_of_others_are_no_difference(seeded, harvest):
    Harvest.objects.create(
        plant=harvest.plant, picked_at=harvest.picked_at, picked_on=harvest.picked_on, weight_kg=1
    )  # fmt: skip
    change(harvest, rainy=not harvest.rainy)

    assert len(lines()) == 1


def test_value_that_a_later_run_has_changed_is_no_difference(each_database):
    """The later run has changed two columns of a bed, and another one is changed by hand."""

    class Repainted(GardenHistoryScenario):
        promises = ()

        def prerequisites(self, options, using, *, at):
            bed = Bed.objects.using(using).get(name="Bed 1")
            return World([find_gardener("Ada", using), WorldRow(Bed, bed.pk, "bed 1")])

        def plan(self, context, shard):
            yield from super().plan(context, shard)
            if shard.number == 0:
                yield Change(context.world["bed 1"], {"name": "Bed one", "gardener": context.world["the gardener"]})

    first = seed(HarvestWeeksScenario)
    seed(Repainted)
    bed = Bed.objects.get(name="Bed one")
    assert proof.verify(first.run).fingerprint == first.fingerprint

    change(bed, sunny=not bed.sunny)

    assert lines() == [f"toy.Bed {bed.pk} of bed 1: sunny is {not bed.sunny}, planned {bed.sunny}."]
    change(bed, sunny=bed.sunny, name="Bed uno")
    assert lines() == [f"toy.Bed {bed.pk} of bed 1: name is 'Bed uno', planned 'Bed 1'."]


def test_column_that_the_fingerprint_leaves_out_is_no_difference(ada, monkeypatch):
    monkeypatch.setattr(HarvestWeeksScenario, "fingerprint_exclude", {"toy.Plant": ("name",)})
    seed(HarvestWeeksScenario)
    plant = Plant.objects.order_by("pk").first()
    Plant.objects.update(name="anything")
    change(plant, label="at all")

    [line] = lines()

    assert line.endswith(f": label is 'at all', planned '{plant.label}'.")


def test_run_whose_digests_are_unknown_names_no_row(ada):
    seed(HarvestWeeksScenario)
    SeedBlock.objects.update(digests=None)
    Plant.objects.update(name="thistle")

    assert lines() == []


def test_blocks_without_digests_are_passed_over(ada):
    seed(HarvestWeeksScenario)
    SeedBlock.objects.filter(shard="bed 0").update(digests=None)
    Tag.objects.filter(pk=Tag.objects.first().pk).update(word="of bed 0")
    last = Tag.objects.order_by("pk").last()
    change(last, word="of bed 2")

    assert lines() == [f"toy.Tag {last.pk} of bed 2: word is 'of bed 2', planned '{last.word}'."]


# --- The story has changed since -------------------------------------------------------------------------------


def change_the_story(monkeypatch, plan):
    monkeypatch.setattr(HarvestWeeksScenario, "plan", plan)


def one_row_less(self, context, shard):
    yield from list(PLAN(self, context, shard))[:-3]


def other_values(self, context, shard):
    other = context_of(self, 43, context.anchor, context.options, context.world)
    yield from PLAN(self, other, shard)


def mistaken(self, context, shard):
    raise KeyError("a column that has gone")


PLAN = HarvestWeeksScenario.plan


@pytest.mark.parametrize("plan", [one_row_less, other_values, mistaken])
def test_values_of_a_story_that_has_changed_are_unknown(plan, ada, monkeypatch):
    seed(HarvestWeeksScenario)
    harvest = Harvest.objects.order_by("pk").last()
    change(harvest, weight_kg=0)
    change_the_story(monkeypatch, plan)

    assert lines() == [
        f"toy.Harvest {harvest.pk} of bed 2 differs. The story has changed since, so its planned values are unknown."
    ]


def test_row_that_is_gone_needs_no_replay(ada, monkeypatch):
    seed(HarvestWeeksScenario)
    Harvest.objects.order_by("pk").last().delete()
    change_the_story(monkeypatch, mistaken)

    [line] = lines()

    assert line.endswith(" of bed 2 is gone.")


def test_rows_that_the_changed_story_still_plans_alike_are_described(ada, monkeypatch):
    seed(HarvestWeeksScenario)
    harvest = Harvest.objects.order_by("pk").first()
    change(harvest, rainy=not harvest.rainy)
    change_the_story(monkeypatch, one_row_less)

    assert lines() == [
        f"toy.Harvest {harvest.pk} of bed 0: rainy is {not harvest.rainy}, planned {harvest.rainy}."
    ]  # fmt: skip


# --- Broken promises -------------------------------------------------------------------------------------------


def test_rows_behind_a_broken_promise_are_named(harvest):
    change(harvest, notes={})

    with pytest.raises(NotAsPromised) as refused:
        proof.verify(SeedRun.objects.get())

    assert str(refused.value) == (
        "1 promise is broken by the rows of harvest-weeks, first toy.P103 in bed 0: "
        f"expected no harvest without a basket, found {harvest}."
    )
    assert refused.value.details == [
        f"toy.Harvest {harvest.pk} of bed 0: notes is {{}}, planned {harvest.notes}."
    ]  # fmt: skip


def test_new_run_that_breaks_a_promise_names_no_row(ada):
    with pytest.raises(NotAsPromised) as refused:
        seed(WildAllotmentScenario, careless=True)

    assert refused.value.details == []

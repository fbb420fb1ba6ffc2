import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from seedplot.engine import ledger, proof, provenance
from seedplot.engine.clearing import clearing
from seedplot.errors import SeedError
from seedplot.models import SeedBlock, SeedChange, SeedRun
from seedplot.plan import Change, World, WorldRow
from seedplot.promises import Near, Promise
from tests.toy.factories import BedFactory, HarvestFactory, PlantFactory, TagFactory
from tests.toy.garden import ANCHOR, seed, whole_garden
from tests.toy.models import Bed, Gardener, Harvest, Plant, Reading, Tag
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario

STORIES = (GardenHistoryScenario, HarvestWeeksScenario, WateringDaysScenario)

each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)


def plant_by_hand(name):
    """A bed, a plant, a tag on it and a harvest that no run knows of."""
    plant = PlantFactory.create(name=name, bed__name=f"{name}'s bed")
    plant.tags.add(TagFactory.create(word=f"{name}'s tag"))
    HarvestFactory.create(plant=plant, notes={"by": name})


def clear(*runs):
    return clearing.clear_in_transaction("default", runs)


@each_story
def test_clear_removes_exactly_what_the_run_wrote(story, ada):
    plant_by_hand("before")
    before = whole_garden()
    report = seed(story)

    removed = clear(report.run)

    assert removed == report.counts
    assert whole_garden() == before


def test_clear_leaves_rows_of_others_before_between_and_after_byte_identical(ada):
    plant_by_hand("before")
    first = seed(HarvestWeeksScenario)
    plant_by_hand("between")
    second = seed(WateringDaysScenario)
    plant_by_hand("after")
    with_both = whole_garden()

    clear(first.run)

    kept = whole_garden()
    for label, rows in with_both.items():
        evidence = {row["id"] for row in rows} - {row["id"] for row in kept[label]}
        assert kept[label] == [row for row in rows if row["id"] not in evidence]
        assert len(evidence) == first.counts.get(label, len(evidence))
    assert {bed["name"] for bed in kept["toy.Bed"]} == {
        "before's bed", "between's bed", "after's bed", "North plot", "South plot",
    }  # fmt: skip
    assert proof.verify(second.run).fingerprint == second.fingerprint


def test_clear_removes_exactly_what_the_run_wrote_on_every_database(run_program, any_garden_url):
    finished = run_program(
        """
        import json
        from seedplot.engine import ledger, proof, provenance
        from seedplot.engine.clearing import clearing
        from tests.toy.garden import seed, whole_garden
        from tests.toy.factories import HarvestFactory
        from tests.toy.models import Gardener
        from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
        from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

        HarvestFactory.create()
        before = whole_garden()
        runs = [seed(story, batch_size=10).run for story in (HarvestWeeksScenario, GardenHistoryScenario)]
        status = Gardener.objects.get(name="Ada").status
        removed = clearing.clear_in_transaction("default", runs)
        print(json.dumps([status, removed, whole_garden() == before]))
        """,
        DATABASE_URL=any_garden_url,
    )

    assert finished.stderr == ""
    assert json.loads(finished.stdout) == [
        "retired",
        {"toy.Bed": 5, "toy.Harvest": 46, "toy.Plant": 14, "toy.Plant_tags": 12, "toy.Tag": 6},
        True,
    ]


def test_clear_takes_many_rows_with_listed_keys(ada):
    class LushScenario(HarvestWeeksScenario):
        promises = ()

        def plan(self, context, shard):
            for number in range(1_000):
                yield PlantFactory.row(context.rng.at(shard.number, number), bed=None)

    report = seed(LushScenario)

    removed = clear(report.run)

    assert removed == {"toy.Plant": 3_000}
    assert Plant.objects.count() == 0


def test_runs_of_many_shards_are_read_and_cleared_as_a_whole(ada):
    class ManyTagsScenario(HarvestWeeksScenario):
        proof_by_shard = False
        promises = (Promise("toy.P901", "There are 1,200 tags.", lambda tags: tags, Near(1_200, 0), "Count them."),)

        def plan(self, context, shard):
            yield TagFactory.row(context.rng.at(shard.number))

        def subjects(self, rows, anchor):
            yield "", rows.rows(Tag).count()

        curves = ()

    report = seed(ManyTagsScenario, beds=1_200)

    assert clear(report.run) == {"toy.Tag": 1_200}


def test_clear_removes_the_record_with_its_blocks_and_changes(ada):
    report = seed(GardenHistoryScenario)
    assert (SeedBlock.objects.count(), SeedChange.objects.count()) == (6, 1)

    clear(report.run)

    assert (SeedRun.objects.count(), SeedBlock.objects.count(), SeedChange.objects.count()) == (0, 0, 0)


def test_clear_passes_over_rows_that_have_gone_already(ada):
    report = seed(HarvestWeeksScenario)
    Harvest.objects.filter(rainy=True).delete()

    removed = clear(report.run)

    assert removed["toy.Harvest"] == 28
    assert Plant.objects.count() == 0


@pytest.mark.django_db
def test_clear_of_no_runs_does_nothing(django_assert_num_queries):
    with django_assert_num_queries(2):  # the transaction's own
        assert clear() == {}


def hang_a_harvest(report):
    harvest = HarvestFactory.create(plant=Plant.objects.filter(bed__name="Bed 1").order_by("pk").first())
    return f"1 toy.Harvest refers to its toy.Plant, first toy.Harvest {harvest.pk}"


def hang_a_plant_by_its_nullable_bed(report):
    bed = Bed.objects.get(name="Bed 2")
    plants = PlantFactory.create_batch(2, bed=bed)
    first = min(plant.pk for plant in plants)
    return f"2 toy.Plant refer to its toy.Bed, first toy.Plant {first}"


def hang_a_plant_by_its_nullable_neighbour(report):
    neighbour = Plant.objects.order_by("pk").first()
    plant = PlantFactory.create(neighbour=neighbour)
    return f"1 toy.Plant refers to its toy.Plant, first toy.Plant {plant.pk}"


def hang_a_foreign_plant_on_a_seeded_tag(report):
    tag = Tag.objects.order_by("pk").first()
    plant = PlantFactory.create()
    plant.tags.add(tag)
    link = Plant.tags.through.objects.get(plant=plant)
    return f"1 toy.Plant_tags refers to its toy.Tag, first toy.Plant_tags {link.pk}"


def hang_a_foreign_tag_on_a_seeded_plant(report):
    tag = TagFactory.create()
    plant = Plant.objects.order_by("pk").first()
    plant.tags.add(tag)
    link = Plant.tags.through.objects.get(tag=tag)
    return f"1 toy.Plant_tags refers to its toy.Plant, first toy.Plant_tags {link.pk}"


def hang_a_bed_by_a_reference_that_no_relation_leads_back_to(report):
    bed = BedFactory.create(favourite=Plant.objects.order_by("pk").first())
    return f"1 toy.Bed refers to its toy.Plant, first toy.Bed {bed.pk}"


@pytest.mark.parametrize(
    "hang",
    [
        hang_a_bed_by_a_reference_that_no_relation_leads_back_to,
        hang_a_harvest,
        hang_a_plant_by_its_nullable_bed,
        hang_a_plant_by_its_nullable_neighbour,
        hang_a_foreign_plant_on_a_seeded_tag,
        hang_a_foreign_tag_on_a_seeded_plant,
    ],
)
def test_clear_refuses_where_a_foreign_row_hangs_on_a_seeded_one_and_names_it(hang, ada):
    report = seed(HarvestWeeksScenario)
    said = hang(report)
    before = whole_garden()

    with pytest.raises(SeedError) as refused:
        clear(report.run)

    assert str(refused.value) == (f"Cannot clear {report.run}: {said}; nothing was cleared.")
    assert whole_garden() == before


def test_clear_names_the_first_of_several_kinds_that_hang(ada):
    report = seed(HarvestWeeksScenario)
    said = hang_a_plant_by_its_nullable_bed(report)
    hang_a_harvest(report)

    with pytest.raises(SeedError) as refused:
        clear(report.run)

    assert str(refused.value) == (f"Cannot clear {report.run}: {said} (and 1 more kind); nothing was cleared.")


def test_clear_of_two_runs_lets_rows_of_the_one_hang_on_the_other(ada):
    first = seed(HarvestWeeksScenario)
    second = seed(WateringDaysScenario)
    Plant.objects.filter(bed__name="North plot").update(bed=Bed.objects.get(name="Bed 1"))

    with pytest.raises(SeedError, match=r"2 toy\.Plant refer to its toy\.Bed"):
        clear(first.run)
    clear(second.run, first.run)

    assert Plant.objects.count() == Bed.objects.count() == 0


def test_clear_names_the_run_that_wrote_what_hangs_on_it(ada):
    first = seed(HarvestWeeksScenario)
    second = seed(WateringDaysScenario)
    plant = Plant.objects.filter(bed__name="Bed 1").first()
    harvest = Harvest.objects.filter(plant__bed__name="North plot").first()
    Harvest.objects.filter(pk=harvest.pk).update(plant=plant)

    with pytest.raises(SeedError) as refused:
        clear(first.run)

    assert str(refused.value) == (
        f"Cannot clear {first.run}: 1 toy.Harvest refers to its toy.Plant, "
        f"first toy.Harvest {harvest.pk}, written by {second.run}; nothing was cleared."
    )


def test_clear_restores_a_changed_column(ada):
    report = seed(GardenHistoryScenario)
    assert Gardener.objects.get().status == "retired"

    clear(report.run)

    assert Gardener.objects.get().status == "working"


def test_clear_leaves_a_changed_column_that_somebody_changed_since(ada):
    report = seed(GardenHistoryScenario)
    Gardener.objects.update(status="on leave")

    clear(report.run)

    assert Gardener.objects.get().status == "on leave"


def test_clear_passes_over_a_changed_row_that_has_gone(ada):
    report = seed(GardenHistoryScenario)
    Bed.objects.update(gardener=None)
    Gardener.objects.all().delete()

    clear(report.run)

    assert Bed.objects.count() == 0


def test_changes_of_every_kind_of_column_are_kept_and_restored(ada):
    """The columns of a harvest that was there before: a date, a decimal, JSON, a boolean, a moment and a null."""
    own = HarvestFactory.create(replant_on=None)
    before = Harvest.objects.values().get()

    class FrostScenario(GardenHistoryScenario):
        promises = ()

        def prerequisites(self, options, using, *, at):
            return World([WorldRow(Harvest, own.pk, "the harvest")])

        def plan(self, context, shard):
            if shard.name == "spring":
                changes = {
                    "picked_at": context.anchor, "picked_on": date(2026, 1, 1), "weight_kg": Decimal("0.125"),
                    "rainy": True, "notes": {"frost": [1, None, "é"]}, "replant_on": date(2026, 5, 1),
                }  # fmt: skip
                yield Change(context.world["the harvest"], changes)

    report = seed(FrostScenario)
    changed = Harvest.objects.get()
    assert (changed.weight_kg, changed.notes) == (Decimal("0.125"), {"frost": [1, None, "é"]})
    assert SeedChange.objects.count() == 6

    clear(report.run)

    assert Harvest.objects.values().get() == before


def test_second_clear_finds_nothing_to_clear(ada):
    report = seed(HarvestWeeksScenario)
    clear(report.run)

    assert clear(*provenance.runs_of("default", "toy", "harvest-weeks")) == {}


def test_runs_are_found_by_domain_and_name_newest_first(ada):
    weeks, days = seed(HarvestWeeksScenario).run, seed(WateringDaysScenario).run

    assert provenance.runs_of("default") == [days, weeks]
    assert provenance.runs_of("default", "toy", "harvest-weeks") == [weeks]
    assert provenance.runs_of("default", "metrics") == []
    assert provenance.runs_at("default", ["watering-days", "nowhere"]) == [days]


def test_evidence_finds_the_rows_of_a_run_by_model_and_shard(ada):
    BedFactory.create()
    report = seed(HarvestWeeksScenario)

    evidence = ledger.rows_of(report.run)

    assert evidence.shards == ["bed 0", "bed 1", "bed 2"]
    assert evidence.counts == report.counts
    assert [bed.name for bed in evidence.rows(Bed).order_by("name")] == ["Bed 0", "Bed 1", "Bed 2"]
    assert [bed.name for bed in evidence.rows(Bed, "bed 1")] == ["Bed 1"]
    assert evidence.rows(Plant, "bed 1").count() == 4
    assert list(evidence.rows(Bed, "no such shard")) == list(evidence.rows(Gardener)) == []


def test_evidence_knows_the_options_of_the_run(ada):
    report = seed(WateringDaysScenario, days=3)

    assert ledger.rows_of(report.run).options == {"days": 3, "plot": ["North", "South"], "dry": False}


def test_evidence_knows_what_the_run_found_in_place(ada):
    report = seed(WateringDaysScenario)

    assert ledger.rows_of(report.run).world == {"toy.Gardener": {str(ada.pk): "the gardener"}}


def test_run_of_another_scenario_is_not_the_same(ada):
    run = seed(WateringDaysScenario).run
    asked = {"seed": run.seed, "anchor": run.anchor, "options": run.options, "domain": "toy"}

    assert provenance.same_run(run, scenario="watering-days", **asked)
    assert not provenance.same_run(run, scenario="harvest-weeks", **asked)
    assert not provenance.same_run(run, scenario="watering-days", **{**asked, "domain": "weather"})


# --- The world, from the record --------------------------------------------------------------------------------

PLANT = UUID("12345678-1234-4321-8765-123456789abc")


def recorded(world):
    """The record of a run with that world, as another process reads it."""
    provenance.open_run(
        "default",
        world,
        options={},
        scenario="harvest-weeks",
        domain="toy",
        exclusive_key="here",
        seed=42,
        anchor=ANCHOR,
    )
    return SeedRun.objects.get()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "key", "column", "value"),
    [
        (Gardener, 7, "name", "Zoë"),
        (Plant, PLANT, "id", PLANT),
        (Plant, PLANT, "bed_id", 12),
        (Plant, PLANT, "bed_id", None),
        (Harvest, 7, "plant_id", PLANT),
        (Harvest, 7, "picked_at", datetime(2026, 3, 2, 9, 30, tzinfo=UTC)),
        (Harvest, 7, "picked_at", datetime(2026, 3, 2, 9, 30, 1, 123456, tzinfo=UTC)),
        (Harvest, 7, "picked_on", date(2026, 3, 2)),
        (Harvest, 7, "weight_kg", Decimal("1.250")),
        (Harvest, 7, "rainy", True),
        (Harvest, 7, "notes", {"basket": [1, None, "é"]}),
        (Harvest, 7, "replant_on", None),
        (Reading, 7, "shown_at", datetime(2026, 3, 2, 9, 30)),  # noqa: DTZ001 - this column has no time zone
        (Reading, 7, "degrees", -3),
        (Gardener, 7, "number_of_beds", 3),
    ],
    ids=str,
)
def test_world_comes_back_from_the_record_as_it_was(model, key, column, value):
    world = World([WorldRow(model, key, "the row", {column: value})])

    came_back = provenance.world_of(recorded(world))

    assert came_back.rows == world.rows
    [row] = came_back.rows.values()
    assert type(row.columns[column]) is type(value)
    assert type(row.key) is type(key)


def test_world_comes_back_from_the_record_in_its_order(each_database):
    rows = [(Gardener, 2, "the second one"), (Bed, 1, "bed"), (Gardener, 10, "b"), (Gardener, 1, "a")]

    came_back = provenance.world_of(recorded(World(WorldRow(*row, {"name": "n", "id": 1}) for row in rows)))

    assert list(came_back.rows) == ["the second one", "bed", "b", "a"]


def test_clearing_gives_a_moment_back_to_the_microsecond(ada):
    own = HarvestFactory.create(picked_at=datetime(2026, 3, 2, 9, 30, 1, 123456, tzinfo=UTC))
    before = Harvest.objects.values().get()

    class LateScenario(GardenHistoryScenario):
        promises = ()

        def prerequisites(self, options, using, *, at):
            return World([WorldRow(Harvest, own.pk, "the harvest")])

        def plan(self, context, shard):
            if shard.name == "spring":
                yield Change(context.world["the harvest"], {"picked_at": context.anchor})

    report = seed(LateScenario)

    clear(report.run)

    assert Harvest.objects.values().get() == before

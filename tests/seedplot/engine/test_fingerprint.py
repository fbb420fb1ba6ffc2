import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from seedplot.clock import midnight
from seedplot.engine import proof
from seedplot.engine.clearing import clearing
from seedplot.plan import Change, World, WorldRow, shape_of
from tests.toy.factories import BedFactory, HarvestFactory, PlantFactory, TagFactory
from tests.toy.garden import ANCHOR, seed
from tests.toy.models import Bed, Gardener, Harvest, Plant, Tag
from tests.toy.seeding.scenarios.base import find_gardener
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario

Link = Plant.tags.through


@pytest.fixture
def seeded(ada):
    return seed(HarvestWeeksScenario)


def digests_now(report, story=HarvestWeeksScenario):
    proven = proof.prove(report.run, story())
    return proven.fingerprint, proven.tables


def set_column(model, column, change):
    """Change the column of the model's first row."""
    first = model._base_manager.order_by("pk").first()
    model._base_manager.filter(pk=first.pk).update(**{column: change(getattr(first, column))})


def swap(model, column):
    """Exchange the column's values of two rows in which they differ."""
    first = model._base_manager.order_by("pk").first()
    other = model._base_manager.exclude(**{column: getattr(first, column)}).order_by("pk").first()
    assert {first._state.db, other._state.db} == {"default"}
    ours, theirs = getattr(first, column), getattr(other, column)
    model._base_manager.filter(pk=first.pk).update(**{column: theirs})
    model._base_manager.filter(pk=other.pk).update(**{column: ours})


def swap_words():
    words = list(Tag.objects.order_by("pk").values_list("pk", "word")[:2])
    (first, first_word), (second, second_word) = words
    Tag.objects.filter(pk=first).update(word="for a moment")
    Tag.objects.filter(pk=second).update(word=first_word)
    Tag.objects.filter(pk=first).update(word=second_word)


FALSIFICATIONS = {
    "a text": ("toy.Plant", lambda: set_column(Plant, "name", lambda name: name + " ")),
    "a decimal": ("toy.Harvest", lambda: set_column(Harvest, "weight_kg", lambda kilos: kilos + Decimal("0.001"))),
    "a moment": ("toy.Harvest", lambda: set_column(Harvest, "picked_at", lambda at: at + timedelta(microseconds=1))),
    "a date": ("toy.Harvest", lambda: set_column(Harvest, "picked_on", lambda day: day + timedelta(days=1))),
    "a plan": ("toy.Harvest", lambda: set_column(Harvest, "replant_on", lambda day: None)),
    "a boolean": ("toy.Bed", lambda: set_column(Bed, "sunny", lambda sunny: not sunny)),
    "JSON": ("toy.Harvest", lambda: set_column(Harvest, "notes", lambda notes: notes | {"basket": "1"})),
    "a null that is set": ("toy.Bed", lambda: set_column(Bed, "gardener", lambda _: Gardener.objects.get().pk)),
    "a removed row": ("toy.Harvest", lambda: Harvest.objects.order_by("pk").last().delete()),
    "a swapped value": ("toy.Tag", swap_words),
    "a swapped reference": ("toy.Harvest", lambda: swap(Harvest, "plant_id")),
    "a swapped bed": ("toy.Plant", lambda: swap(Plant, "bed_id")),
    "a favourite": ("toy.Bed", lambda: Bed.objects.update(favourite=Plant.objects.first())),
    "a nullable reference": ("toy.Plant", lambda: Plant.objects.exclude(neighbour=None).update(neighbour=None)),
    "a reference to another's row": ("toy.Harvest", lambda: set_column(Harvest, "plant", lambda _: PlantFactory())),
    "a link to another seeded row": ("toy.Plant_tags", lambda: swap(Link, "tag_id")),
    "a link to a foreign row": ("toy.Plant_tags", lambda: set_column(Link, "tag_id", lambda _: TagFactory().pk)),
    "a removed link": ("toy.Plant_tags", lambda: Link.objects.order_by("pk").first().delete()),
}  # fmt: skip


@pytest.mark.parametrize("falsified", FALSIFICATIONS)
def test_fingerprint_tells(falsified, seeded):
    label, falsify = FALSIFICATIONS[falsified]

    falsify()
    fingerprint, tables = digests_now(seeded)

    assert fingerprint != seeded.fingerprint
    assert {name for name in tables if tables[name] != seeded.tables[name]} == {label}


def test_fingerprint_tells_a_value_of_a_row_that_was_changed(ada):
    report = seed(GardenHistoryScenario)
    Gardener.objects.update(status="working")

    fingerprint, tables = digests_now(report, GardenHistoryScenario)

    assert fingerprint != report.fingerprint
    assert [name for name in tables if tables[name] != report.tables[name]] == ["changes to rows that were there"]


def test_fingerprint_is_the_same_for_the_same_rows(seeded):
    assert digests_now(seeded) == (seeded.fingerprint, dict(seeded.tables))


def test_fingerprint_passes_over_rows_of_others(seeded):
    HarvestFactory.create()
    BedFactory.create()

    assert digests_now(seeded)[0] == seeded.fingerprint


def test_fingerprint_passes_over_the_order_of_keys_in_json(seeded):
    for harvest in Harvest.objects.all():
        backwards = json.dumps(dict(reversed(harvest.notes.items())), indent=1)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE toy_harvest SET notes = %s WHERE id = %s", [backwards, harvest.pk])

    assert digests_now(seeded)[0] == seeded.fingerprint


def test_dates_in_json_count_from_the_anchor_as_those_in_columns_do(ada):
    digests = []
    for anchor in (ANCHOR, midnight(date(2027, 1, 5))):
        report = seed(WateringDaysScenario, anchor=anchor)
        until = anchor.date() + timedelta(days=30)
        Harvest.objects.update(notes={"basket": 1, "until": str(until), "since": ["2026-02-30", "before 2026-03-12"]})
        digests.append(digests_now(report, WateringDaysScenario)[1]["toy.Harvest"])
        set_column(Harvest, "notes", lambda notes, until=until: {**notes, "until": str(until + timedelta(days=1))})
        digests.append(digests_now(report, WateringDaysScenario)[1]["toy.Harvest"])
        clearing.clear([report.run])

    assert digests[:2] == digests[2:]
    assert digests[0] != digests[1]


def test_fingerprint_knows_nothing_of_primary_keys(ada):
    first = seed(HarvestWeeksScenario)
    first_keys = set(Bed.objects.values_list("pk", flat=True))

    second = seed(HarvestWeeksScenario, clear=[first.run])

    assert first_keys.isdisjoint(Bed.objects.values_list("pk", flat=True))
    assert second.fingerprint == first.fingerprint


def test_fingerprint_reads_what_a_later_run_changed_as_it_was(seeded):
    class Repainted(GardenHistoryScenario):
        promises = ()

        def prerequisites(self, options, using, *, at):
            bed = Bed.objects.using(using).get(name="Bed 1")
            return World([find_gardener("Ada", using), WorldRow(Bed, bed.pk, "bed 1")])

        def plan(self, context, shard):
            yield from super().plan(context, shard)
            if shard.number == 0:
                yield Change(context.world["bed 1"], {"name": "Bed one", "gardener": context.world["the gardener"]})

    seed(Repainted)

    assert Bed.objects.filter(name="Bed one", gardener__name="Ada").count() == 1
    assert digests_now(seeded) == (seeded.fingerprint, seeded.tables)
    Bed.objects.filter(name="Bed one").update(name="Bed uno")
    assert digests_now(seeded)[0] != seeded.fingerprint


def test_fingerprint_leaves_out_what_the_scenario_says(ada):
    class ForgivingScenario(HarvestWeeksScenario):
        fingerprint_exclude = {"toy.Plant": ("name", "label")}

    strict = seed(HarvestWeeksScenario, dry_run=True)
    report = seed(ForgivingScenario)
    Plant.objects.update(name="anything", label="at all")

    assert digests_now(report, ForgivingScenario)[0] == report.fingerprint != strict.fingerprint
    Plant.objects.update(neighbour=None)
    assert digests_now(report, ForgivingScenario)[0] != report.fingerprint


def test_fingerprint_covers_every_column_but_keys_that_the_database_numbers():
    covered = {model: [each.name for each in shape_of(model).fields] for model in (Bed, Tag, Plant, Link, Harvest)}

    assert covered == {
        Bed: ["name", "gardener", "sunny", "favourite"],
        Tag: ["word"],
        Plant: ["id", "name", "label", "bed", "neighbour"],
        Link: ["plant", "tag"],
        Harvest: ["plant", "picked_at", "picked_on", "weight_kg", "rainy", "notes", "replant_on"],
    }


@pytest.mark.parametrize("weeks_later", [1, 30, 52])
def test_weekly_story_is_the_same_at_anchors_of_the_same_weekday(weeks_later, ada):
    # Over these weeks the clocks change in other places of the story, or not at all.
    later = midnight(ANCHOR.date() + timedelta(weeks=weeks_later))

    now, then = seed(HarvestWeeksScenario, dry_run=True), seed(HarvestWeeksScenario, anchor=later, dry_run=True)

    assert now.fingerprint == then.fingerprint


def test_weekly_story_has_moved_on_by_a_day_the_next_day(ada):
    wednesday = midnight(ANCHOR.date() - timedelta(days=1))
    monday = midnight(ANCHOR.date() - timedelta(days=3))

    reports = [seed(HarvestWeeksScenario, anchor=anchor, dry_run=True) for anchor in (monday, wednesday, ANCHOR)]

    assert [report.counts["toy.Harvest"] for report in reports] == [36, 39, 42]


@pytest.mark.parametrize("day", ["2026-01-15", "2026-03-08", "2026-03-10", "2026-11-01", "2026-11-05", "2027-06-01"])
def test_anchored_story_is_the_same_at_every_anchor(day, ada):
    now = seed(WateringDaysScenario, dry_run=True)

    then = seed(WateringDaysScenario, anchor=midnight(date.fromisoformat(day)), dry_run=True)

    assert now.fingerprint == then.fingerprint


def test_fixed_story_is_the_same_once_all_of_it_has_happened(ada):
    days = ["2024-04-02", "2024-05-01", "2024-11-01", "2024-11-02", "2031-01-01"]

    class UnprovenScenario(GardenHistoryScenario):
        promises = ()

    reports = [seed(UnprovenScenario, anchor=midnight(date.fromisoformat(day)), dry_run=True) for day in days]

    assert [report.counts.get("toy.Harvest", 0) for report in reports] == [0, 1, 4, 4, 4]
    assert [("changes to rows that were there" in report.tables) for report in reports] == [False] * 3 + [True] * 2
    assert len({report.fingerprint for report in reports}) == 4
    assert reports[-1].fingerprint == reports[-2].fingerprint

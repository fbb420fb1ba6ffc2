"""The plan of a recorded run once more: the digest of each planned row is that of the row that was written."""

import json
import random
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from seedplot.engine import ledger, proof
from seedplot.engine.clearing import clearing
from seedplot.engine.replaying.replay import Replay
from seedplot.engine.runs import ClearRules
from seedplot.models import SeedRun
from seedplot.plan import SHARED_ROWS, Change, Row, World, WorldRow, shape_of
from tests.toy.garden import seed
from tests.toy.models import Bed, Gardener, Harvest, Specimen, Tag
from tests.toy.samples import usual_values
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario

STORIES = (HarvestWeeksScenario, WateringDaysScenario, GardenHistoryScenario, WildAllotmentScenario)


def replay_of(story):
    record = SeedRun.objects.get()
    return Replay(record, story(), ledger.rows_of(record))


def differing(story):
    """The rows whose planned digests are not those of the ledger, and the number of all rows."""
    record = SeedRun.objects.get()
    replay = replay_of(story)
    found, total = [], 0
    for block in ledger.with_digests(record, ledger.rows_of(record).all_blocks()):
        for position in range(block.count):
            row = replay.row(block.shard, block.label, block.start + position)
            total += 1
            if replay.digest(row) != block.digests[8 * position : 8 * position + 8]:
                found.append((block.shard, row))
    return found, total


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
@pytest.mark.parametrize("workers", [1, 2])
def test_digest_of_each_planned_row_is_the_recorded_one(story, workers, each_database, monkeypatch):
    monkeypatch.setattr("seedplot.engine.pipeline.ProcessPool", in_process)
    Bed.objects.create(name="Common")

    report = seed(story, workers=workers)

    assert differing(story) == ([], sum(report.counts.values()))


def in_process(count):
    from seedplot.engine.workers.executors import InProcess

    return InProcess(count)


def test_replay_needs_no_row_of_the_run_any_more(ada):
    """It reads nothing but the record."""
    seed(WildAllotmentScenario)
    record = SeedRun.objects.get()
    replay = replay_of(WildAllotmentScenario)
    clearing.clear([record])
    Gardener.objects.all().delete()

    assert replay.row("bed 1", "toy.Bed", 0).name == "Bed 1"
    assert replay.row(SHARED_ROWS, "toy.Bed", 0).name == "Shed"


def test_rows_that_the_plan_has_not_are_none(ada):
    seed(HarvestWeeksScenario)
    replay = replay_of(HarvestWeeksScenario)

    assert isinstance(replay.row("bed 0", "toy.Harvest", 13), Row)
    assert replay.row("bed 0", "toy.Harvest", 14) is None
    assert replay.row("bed 0", "toy.Sundial", 0) is None
    assert replay.row("bed 7", "toy.Bed", 0) is None


def test_shard_is_planned_when_it_is_asked_for_and_once(ada, monkeypatch):
    planned = []

    def plan(self, context, shard):
        planned.append(shard.name)
        yield from plan_of_weeks(self, context, shard)

    seed(HarvestWeeksScenario)
    plan_of_weeks = HarvestWeeksScenario.plan
    monkeypatch.setattr(HarvestWeeksScenario, "plan", plan)
    replay = replay_of(HarvestWeeksScenario)

    rows = [replay.row("bed 1", "toy.Tag", position) for position in (0, 1, 0)]

    assert planned == ["bed 1"]
    assert rows[0] is rows[2]


def test_texts_are_those_of_the_columns_that_the_fingerprint_covers(ada, monkeypatch):
    monkeypatch.setattr(HarvestWeeksScenario, "fingerprint_exclude", {"toy.Harvest": ("notes",)})
    seed(HarvestWeeksScenario)
    replay = replay_of(HarvestWeeksScenario)
    harvest = Harvest.objects.order_by("pk").first()

    texts = replay.texts(replay.row("bed 0", "toy.Harvest", 0))

    assert texts == {
        "plant": f"row {harvest.plant_id}",
        "picked_at": HarvestWeeksScenario().calendar(SeedRun.objects.get().anchor).coordinate(harvest.picked_at),
        "picked_on": "day 0",
        "weight_kg": str(harvest.weight_kg),
        "rainy": str(harvest.rainy),
        "replant_on": "day 90",
    }
    assert replay.texts(replay.row("bed 0", "toy.Bed", 0)) == {
        "name": "Bed 0", "gardener": "null", "sunny": str(Bed.objects.get(name="Bed 0").sunny), "favourite": "null",
    }  # fmt: skip


class ExactEncoder(DjangoJSONEncoder):
    """Writes a decimal in its own way."""

    def default(self, o):
        return f"about {o}" if isinstance(o, Decimal) else super().default(o)


@pytest.mark.parametrize("encoder", [None, ExactEncoder], ids=["Django's", "the field's own"])
def test_values_that_the_database_gives_back_otherwise_are_compared_as_it_does(encoder, each_database, monkeypatch):
    """A tuple comes back as a list, a number that is a name as a text, and a date as its encoder writes it."""
    notes = {"days": ("2026-03-12", "2026-02-30"), 7: None, "nested": [({"until": "2026-04-01"},)]}
    if encoder is not None:
        notes |= {"since": date(2026, 3, 1), "at": datetime(2026, 3, 1, tzinfo=UTC), "kilos": Decimal("1.50")}
    field = Harvest._meta.get_field("notes")
    monkeypatch.setattr(field, "encoder", encoder)

    def plan(self, context, shard):
        for row in plan_of_weeks(self, context, shard):
            values = row.as_dict()
            if row.shape.model is Harvest:
                values["notes"] = {**notes, "basket": 1}
            if row.shape.model is Tag:
                # A number where a text is kept.
                values["word"] = int(row.word.removeprefix("tag "))
            row.columns_ = tuple(values.values())
            yield row

    plan_of_weeks = HarvestWeeksScenario.plan
    monkeypatch.setattr(HarvestWeeksScenario, "plan", plan)

    seed(HarvestWeeksScenario, workers=1)

    assert Harvest.objects.first().notes == json.loads(json.dumps({**notes, "basket": 1}, cls=encoder))
    assert differing(HarvestWeeksScenario)[0] == []


class PicturesScenario(HarvestWeeksScenario):
    """A specimen in each bed, with a picture and without a sketch."""

    proof_by_shard = False
    promises = ()

    def plan(self, context, shard):
        values = {**usual_values(random.Random(shard.number)), "picture": "one.png", "sketch": None}
        shape = shape_of(Specimen)
        yield Row(shape, tuple(values.get(column.name) for column in shape.fields))

    def subjects(self, rows, anchor):
        yield "", rows

    curves = ()


def test_file_that_is_planned_as_null_has_the_digest_of_the_row_that_is_written(each_database):
    seed(PicturesScenario)

    assert Specimen.objects.filter(sketch=None).count() == 3
    assert differing(PicturesScenario) == ([], 3)


class NewPicturesScenario(PicturesScenario):
    """Every specimen that is there gets another picture, and loses its sketch."""

    name = "new-pictures"

    def prerequisites(self, options, using, *, at):
        return World([WorldRow(Specimen, pk, f"specimen {pk}") for pk in Specimen.objects.values_list("pk", flat=True)])

    def plan(self, context, shard):
        if shard.number == 0:
            for row in context.world.rows.values():
                yield Change(row, {"picture": "new.png", "sketch": None})


def pictures_and_sketches():
    return set(Specimen.objects.values_list("picture", "sketch"))


def test_change_of_a_file_is_kept_by_its_name_and_taken_back(each_database):
    first = seed(PicturesScenario)
    Specimen.objects.update(sketch="two.png")
    second = seed(NewPicturesScenario).run

    assert pictures_and_sketches() == {("new.png", "")}
    assert set(second.changes.values_list("column", "old", "new")) == {
        ("picture", "one.png", "new.png"),
        ("sketch", "two.png", ""),
    }
    clearing.clear([second], ClearRules(by_key=True))
    assert pictures_and_sketches() == {("one.png", "two.png")}
    Specimen.objects.update(sketch=None)
    assert proof.prove(first.run, PicturesScenario()).fingerprint == first.fingerprint

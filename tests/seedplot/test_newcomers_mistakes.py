"""The mistakes that an author of a first scenario makes: each is one line that names factory, column and next step."""

import io
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command

from seedplot.commands import ScenarioCommand, SeedCommand
from seedplot.factories import Drawn, SeedFactory
from seedplot.promises import Empty, Promise
from seedplot.scenario import Scenario
from seedplot.sources import Sources
from tests.toy.garden import whole_garden
from tests.toy.models import Bed, Harvest, Plant, Tag


class FirstTagFactory(SeedFactory):
    class Meta:
        model = Tag


class MistypedTagFactory(SeedFactory):
    wrod = "rose"

    class Meta:
        model = Tag


class FirstBedFactory(SeedFactory):
    name = Drawn(lambda stream: stream.hexadecimal(8))

    class Meta:
        model = Bed


class FirstPlantFactory(SeedFactory):
    id = Drawn(lambda stream: stream.uuid())
    name, label, neighbour = "rose", "a rose", None

    class Meta:
        model = Plant


class FirstHarvestFactory(SeedFactory):
    picked_on, weight_kg = date(2026, 3, 2), 1

    class Meta:
        model = Harvest


def tag(rng, **columns):
    yield FirstTagFactory.row(rng, **columns)


def plant(rng, first=None, **columns):
    if first:
        yield first
    yield FirstPlantFactory.row(rng, **columns)


def harvest(rng, **columns):
    rose = FirstPlantFactory.row(rng.at("plant"), bed=None)
    yield rose
    yield FirstHarvestFactory.row(rng, plant=rose, **columns)


def mistyped(rng):
    yield MistypedTagFactory.row(rng, word="rose")


def bed_after_its_plant(rng):
    bed = FirstBedFactory.row(rng.at("bed"), gardener=None, favourite=None)
    yield FirstPlantFactory.row(rng, bed=bed)
    yield bed


def bed_as_neighbour(rng):
    bed = FirstBedFactory.row(rng.at("bed"), gardener=None, favourite=None)
    yield bed
    yield FirstPlantFactory.row(rng, bed=bed, neighbour=bed)


def on_a_sunday_night(rng):
    from seedplot.clock import WeeklyCalendar, start_of_today

    yield FirstTagFactory.row(rng, word=str(WeeklyCalendar(start_of_today(), 4).moment(0)))


MISTAKES = {
    "no value": (
        tag,
        "FirstTagFactory must declare 'word', for which toy.Tag has no constant default. "
        "Declare it, or pass it: FirstTagFactory.row(stream, word=...)",
    ),
    "misspelled column": (
        lambda rng: tag(rng, wrod="rose"),
        "FirstTagFactory: toy.Tag has no column 'wrod'. Did you mean 'word'?",
    ),
    "unknown column": (
        lambda rng: tag(rng, word="rose", height=3),
        "FirstTagFactory: toy.Tag has no column 'height'. Its columns: word",
    ),
    "misspelled declaration": (mistyped, "MistypedTagFactory: toy.Tag has no column 'wrod'. Did you mean 'word'?"),
    "many to many": (
        lambda rng: plant(rng, bed=None, tags=7),
        "toy.Plant.tags takes a list of rows, not 7",
    ),
    "key for a row": (
        lambda rng: plant(rng, bed=7),
        "FirstPlantFactory",
        ": toy.Plant.bed must be a row of toy.Bed, planned before or of the world. Pass the row itself, not 7",
    ),
    "row too late": (bed_after_its_plant, "planned before or of the world. Yield <Row toy.Bed "),
    "row of another model": (bed_as_neighbour, "planned before or of the world. It is one of toy.Bed"),
    "turn of the week": (on_a_sunday_night, "Sunday 22:00 and Monday 02:00, where no event may be. Plan it at another"),
    "missing reference": (
        lambda rng: iter([FirstHarvestFactory.row(rng, picked_at=datetime(2026, 3, 2, tzinfo=UTC))]),
        "FirstHarvestFactory must declare 'plant', for which toy.Harvest has no constant default.",
    ),
    "text for a number": (
        lambda rng: harvest(rng, picked_at=datetime(2026, 3, 2, tzinfo=UTC), weight_kg="much"),
        "much",
    ),
    "text for a moment": (lambda rng: harvest(rng, picked_at="soon"), "soon"),
    "its own mistake": (lambda rng: tag(rng, word=1 / 0), "ZeroDivisionError: division by zero"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake_is_one_line_and_leaves_nothing(mistake, db, settings):
    settings.DEBUG = True
    plan, *parts = MISTAKES[mistake]

    class FirstScenario(Scenario):
        """Something grows."""

        def plan(self, context, shard):
            return plan(context.rng)

    class Command(ScenarioCommand):
        scenario = FirstScenario

    before, errors = whole_garden(), io.StringIO()

    with pytest.raises(CommandError) as refused:
        call_command(Command(), "--no-color", stdout=io.StringIO(), stderr=errors)

    assert [part for part in parts if part not in str(refused.value)] == []
    assert "\n" not in str(refused.value)
    assert (refused.value.returncode, errors.getvalue()) == (1, "")
    assert whole_garden() == before


def fails(self, *_, **__):
    return 1 / 0


class FailingSources(Sources):
    gather = fails


PARTS_AT_FAULT = {
    "size": {"size": property(fails)},
    "calendar": {"calendar": fails},
    "exclusive key": {"exclusive_key": fails},
    "sources": {"sources": FailingSources()},
    "prerequisites": {"prerequisites": fails},
    "shared rows": {"shared_rows": fails},
    "shards": {"shards": fails},
    "subjects": {"subjects": fails},
    "remarks": {"remarks": fails},
    "measure": {"promises": [Promise("first.P001", "Nothing fails.", lambda rows: 1 / 0, Empty("row"), "Look.")]},
}


@pytest.mark.parametrize("part", PARTS_AT_FAULT)
def test_any_part_of_a_scenario_at_fault_is_one_line(part, db, settings):
    settings.DEBUG = True

    class FirstScenario(Scenario):
        """Something grows."""

        def plan(self, context, shard):
            yield FirstTagFactory.row(context.rng.at("tag"), word="rose")

    for name, value in PARTS_AT_FAULT[part].items():
        setattr(FirstScenario, name, value)

    class Command(ScenarioCommand):
        scenario = FirstScenario

    class ListingCommand(SeedCommand):
        named = {"first": FirstScenario}

    before = whole_garden()
    command, arguments = (ListingCommand(), ["--list-scenarios"]) if part == "size" else (Command(), [])

    with pytest.raises(CommandError, match="has a fault: ZeroDivisionError: division by zero") as no:
        call_command(command, "--no-color", *arguments, stdout=io.StringIO(), stderr=io.StringIO())

    assert no.value.returncode == 1
    assert whole_garden() == before

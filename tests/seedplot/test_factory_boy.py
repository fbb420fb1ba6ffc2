"""The adapter to factory_boy's internals, and rows where a version of it keeps declarations otherwise."""

from dataclasses import replace

import factory
import pytest

from seedplot import factory_boy
from seedplot.errors import PlanError
from seedplot.factories import _row_function
from tests.toy.factories import BedFactory, GardenerFactory, GardenRandom, PlantFactory
from tests.toy.models import Bed

STREAM = GardenRandom(42).at("other versions")
BED = BedFactory.row(STREAM.at("bed"))
GENUINE = factory_boy._read
COMPILED = [
    (made_by, columns, made_by.row(STREAM, **columns).columns)
    for made_by, columns in ((GardenerFactory, {}), (BedFactory, {"sunny": True}), (PlantFactory, {"bed": BED}))
]
"""Rows as the version in use makes them, before any test takes another's place."""


def nothing_is_where_it_was(factory_class):
    raise AttributeError("'FactoryOptions' object has no attribute 'base_declarations'")


def parameters_are_elsewhere(factory_class):
    return replace(GENUINE(factory_class), parameters=frozenset())


def hooks_are_elsewhere(factory_class):
    return replace(GENUINE(factory_class), is_simple=True)


def declarations_are_wrapped(factory_class):
    found = GENUINE(factory_class)
    return replace(found, by_name={name: (value,) for name, value in found.by_name.items()})


@pytest.fixture(
    params=[nothing_is_where_it_was, parameters_are_elsewhere, hooks_are_elsewhere, declarations_are_wrapped],
    ids=lambda read: read.__name__,
)
def other_version(request, monkeypatch):
    def forget():
        factory_boy.is_understood.cache_clear()
        _row_function.cache_clear()

    monkeypatch.setattr(factory_boy, "_read", request.param)
    forget()
    yield
    forget()


def test_declarations_of_the_installed_version_are_understood():
    factory_boy.is_understood.cache_clear()

    assert factory_boy.is_understood()


def test_other_version_is_noticed(other_version):
    assert not factory_boy.is_understood()


def test_rows_of_another_version_are_the_same(other_version):
    for made_by, columns, values in COMPILED:
        assert made_by.row(STREAM, **columns).columns == values


# `Params` is resolved by factory_boy alone: the parameters below are no columns, whichever the version.
class MeasuredFactory(BedFactory):
    class Params:
        steps = 3

    name = factory.LazyAttribute(lambda bed: f"{bed.steps} steps long")


def test_another_version_keeps_parameters_from_the_row(other_version):
    assert MeasuredFactory.row(STREAM, steps=4).name == "4 steps long"
    with pytest.raises(PlanError, match=r"^MeasuredFactory: toy\.Bed has no column 'colour'\. Its columns: "):
        MeasuredFactory.row(STREAM, colour="red")


def test_another_version_refuses_what_a_plan_cannot_have(other_version):
    class TurnsFactory(BedFactory):
        name = factory.Iterator(["north", "south"])

    class LateFactory(TurnsFactory):
        pass

    with pytest.raises(PlanError, match=r"^LateFactory\.name: what Iterator yields depends on other rows"):
        LateFactory.row(STREAM)
    with pytest.raises(PlanError, match=r"^PlantFactory\.row needs the row that 'bed' refers to\. Pass it: "):
        PlantFactory.row(STREAM)
    assert LateFactory.row(STREAM, name="east").name == "east"


def test_generators_of_factory_boy_are_set_for_a_build_with_a_stream_and_back_again():
    class WordyFactory(BedFactory):
        name = factory.Faker("sentence")

    factory.random.reseed_random(7)
    expected = factory.random.randgen.random()
    factory.random.reseed_random(7)

    first, second = WordyFactory.build(stream=STREAM), WordyFactory.build(stream=STREAM)

    assert first.name == second.name
    assert factory.random.randgen.random() == expected


def test_row_heeds_the_renaming_of_columns():
    class RenamedFactory(BedFactory):
        called = "north bed"

        class Meta:
            model = Bed
            rename = {"called": "name"}

    assert RenamedFactory.row(STREAM).name == RenamedFactory.build(stream=STREAM).name == "north bed"
    assert RenamedFactory.row(STREAM, called="south bed").name == "south bed"
    with pytest.raises(PlanError, match=r"^RenamedFactory: toy\.Bed has no column 'colour'\. Its columns: "):
        RenamedFactory.row(STREAM, colour="red")


def test_row_heeds_excluded_columns():
    class ShadyFactory(BedFactory):
        sunny = False

        class Meta:
            model = Bed
            exclude = ("sunny",)

    assert ShadyFactory.row(STREAM).sunny is ShadyFactory.build(stream=STREAM).sunny is True


def test_row_heeds_the_adjustment_of_columns():
    class AdjustedFactory(BedFactory):
        @classmethod
        def _adjust_kwargs(cls, **kwargs):
            return {**kwargs, "name": kwargs["name"].upper()}

    assert AdjustedFactory.row(STREAM, name="north bed").name == "NORTH BED"

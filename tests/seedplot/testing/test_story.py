"""`assert_story`: it holds for the garden's stories, and each of its claims fails for a scenario that is at fault."""

import itertools
import re
from unittest import mock

import pytest

from seedplot.errors import PlanError, SeedError
from seedplot.models import SeedRun
from seedplot.promises import AtLeast, Near, Promise
from seedplot.streams import DeterministicRandom
from seedplot.testing import assert_story, seed
from tests.rings import swept
from tests.toy.evidence import Yield
from tests.toy.factories import BedFactory, HarvestFactory, TagFactory
from tests.toy.garden import whole_garden
from tests.toy.seeding.scenarios import garden_history, harvest_weeks
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario

QUICK = {"seeds": [42, 7], "anchors": ["2026-03-12"]}
ONE_BED = {**QUICK, "beds": 1}


def failure_of(scenario, **given):
    """The message with which the assertion fails; nothing is left in the database."""
    before = whole_garden()
    with pytest.raises(AssertionError) as failure:
        assert_story(scenario, **{**QUICK, **given})
    assert whole_garden() == before
    return str(failure.value)


@pytest.mark.parametrize("scenario", ["harvest-weeks", "watering-days", "garden-history"])
def test_stories_of_the_garden_keep_it_all(scenario, ada):
    before = whole_garden()

    assert_story(scenario, seeds=swept(range(5)), anchors=swept(["2026-03-12", "2026-11-02", "2028-02-29"]))

    assert whole_garden() == before


def test_options_are_the_scenarios_own(ada):
    assert_story("watering-days", **QUICK, days="4", plot=["East"], dry=True)
    with pytest.raises(SeedError, match="watering-days takes no option --beds"):
        assert_story("watering-days", **QUICK, beds=1)


@pytest.mark.parametrize("given", [{"seeds": []}, {"anchors": []}])
def test_nothing_to_assert_is_refused(given, ada):
    with pytest.raises(ValueError, match="at least one seed and one anchor"):
        assert_story("harvest-weeks", **{**QUICK, **given})


# A pure function.


class CountingScenario(HarvestWeeksScenario):
    """Names its beds after a counter of the module."""

    numbers = itertools.count()

    def plan(self, context, shard):
        bed, *rest = super().plan(context, shard)
        bed.columns_ = bed.with_columns(name=f"Bed {next(self.numbers)}").columns
        yield from (bed, *rest)


def test_plan_that_remembers_is_not_pure(ada):
    message = failure_of(CountingScenario, beds=2)

    assert message.startswith(
        "harvest-weeks: Planned again with its shards in another order, it gives other rows, so it depends on more "
        "than seed, anchor, options and world:\n  toy.Bed 'harvest-weeks'/'bed'/0/ of bed 0: name Bed "
    )
    assert len(message.splitlines()) == 3


class DwindlingScenario(HarvestWeeksScenario):
    """Plans fewer rows each time."""

    left = itertools.count(100, -1)

    def plan(self, context, shard):
        yield from itertools.islice(super().plan(context, shard), next(self.left) - 80)


def test_rows_that_only_one_plan_has_are_named(ada):
    message = failure_of(DwindlingScenario, beds=1)

    assert re.search(r"\n  toy\.Harvest .* of bed 0: is only in the first plan$", message)


# A stable one.


class SequentialScenario(HarvestWeeksScenario):
    """Draws one decision after the other from the stream that it makes its rows with."""

    def plan(self, context, shard):
        stream = context.rng.at("bed", shard.number)
        for number in range(4):
            yield BedFactory.row(stream, name=f"Bed {shard.number} {number} {stream.hexadecimal(4)}", sunny=True)


def test_decisions_drawn_one_after_the_other_are_not_stable(ada):
    message = failure_of(SequentialScenario, beds=1)

    first, *rows = message.splitlines()
    assert first == (
        "harvest-weeks: A new column would move other rows: a stream that a row was made with is drawn from "
        "afterwards. Give each decision a stream of its own, with .at():"
    )
    assert len(rows) == 3
    assert re.fullmatch(
        r"  toy\.Bed 'harvest-weeks'/'bed'/0/ \(2\) of bed 0: name Bed 0 1 \w{4} -> Bed 0 1 \w{4}", rows[0]
    )


# Independent of other seeds.


class HalfSeedScenario(HarvestWeeksScenario):
    """Two seeds that follow each other share one decision."""

    def plan(self, context, shard):
        yield from super().plan(context, shard)
        half = DeterministicRandom(context.rng.seed // 2).at("garden")
        yield TagFactory.row(context.rng.at("extra"), word=f"{shard.name} {half.word()}")


class FixedStreamScenario(HarvestWeeksScenario):
    """One decision comes from a stream that no seed decides."""

    def plan(self, context, shard):
        yield from super().plan(context, shard)
        yield TagFactory.row(context.rng.at("extra"), word=f"{shard.name} {DeterministicRandom(1).at('word').word()}")


@pytest.mark.parametrize(
    ("scenario", "place"),
    [(HalfSeedScenario, "the stream 'garden'/ of seed 21"), (FixedStreamScenario, "the stream 'word'/ of seed 1")],
)
def test_seeds_that_share_a_draw_are_not_independent(scenario, place, ada):
    message = failure_of(scenario, beds=1)

    assert re.fullmatch(
        rf"harvest-weeks: Seeds 42 and 43 share 1 of their draws\. Draw from context\.rng alone:"
        rf"\n  {place}",
        message,
    )


class FixedScenario(WateringDaysScenario):
    """Draws nothing at all."""

    def plan(self, context, shard):
        stream = context.rng.at("bed", shard.number)
        yield BedFactory.row(stream, name=f"Bed {shard.number}", sunny=True)

    def subjects(self, rows, anchor):
        yield "", Yield(())

    promises = (Promise("toy.P901", "There is nothing.", lambda part: 0, AtLeast(0), "Look."),)


def test_seeds_that_give_the_same_rows_are_not_independent(ada):
    assert failure_of(FixedScenario) == (
        "watering-days: Seeds 42 and 7 give the same rows. Set authored = True if its rows are fixed, or draw from "
        "context.rng."
    )


def test_authored_texts_may_be_the_same_for_all_seeds(ada):
    class Authored(FixedScenario):
        authored = True

    assert_story(Authored, **QUICK)


# With promises that are kept.


def test_promise_that_only_some_seeds_keep_is_broken(ada, monkeypatch):
    def flipped(slots, shares, score):
        return [(slot, score(slot) < 1 / 3) for slot in slots]

    monkeypatch.setattr(harvest_weeks, "allot", flipped)

    message = failure_of(HarvestWeeksScenario, seeds=range(5), beds=1)

    assert re.match(r"harvest-weeks: With seed \d as of 2026-03-12, 1 promise is broken:\n  bed 0: ", message)
    assert "(toy.P102) One harvest in three is rainy. Expected 1 -> 1 -> 1 -> 1 (within 0), found " in message


def test_promise_is_asked_for_at_every_anchor(ada, monkeypatch):
    monkeypatch.setattr(
        WateringDaysScenario,
        "promises",
        (Promise("toy.P901", "It is March.", lambda part: part.harvests[0].picked_on.month, Near(3, 0), "Wait."),),
    )

    message = failure_of("watering-days", anchors=["2026-03-12", "2026-11-04"])

    assert message.startswith("watering-days: With seed 42 as of 2026-11-04, 2 promises are broken:\n  North: ")


def test_story_without_a_promise_proves_nothing(ada):
    class Silent(HarvestWeeksScenario):
        promises = ()

    assert failure_of(Silent) == "harvest-weeks: It promises nothing, so its rows prove nothing."


def test_promise_without_a_subject_is_not_kept(ada):
    class Blind(HarvestWeeksScenario):
        def subjects(self, rows, anchor):
            return iter(())

    assert failure_of(Blind, beds=1) == (
        "harvest-weeks: With seed 42 as of 2026-03-12, subjects() gives nothing to measure these promises on:\n"
        "  toy.P101\n  toy.P102\n  toy.P103"
    )


def test_run_that_is_there_already_is_no_proof(ada):
    seed(HarvestWeeksScenario, as_of="2026-03-12")

    message = failure_of(HarvestWeeksScenario)

    assert message == (
        "harvest-weeks: With seed 42 as of 2026-03-12, it is in the database already, where nothing is measured. "
        f"Clear {SeedRun.objects.get()}."
    )


def test_plan_that_cannot_be_written_says_so(ada):
    class Broken(HarvestWeeksScenario):
        def plan(self, context, shard):
            yield TagFactory.row(context.rng, colour="red")

    with pytest.raises(PlanError, match=r"toy\.Tag has no column 'colour'"):
        assert_story(Broken, **ONE_BED)


# And with promises that can be broken.


def all_rainy(slots, shares, score):
    return [(slot, True) for slot in slots]


def heavier(numbers, ranges, total):
    return [number + 1 for number in numbers]


def test_planted_bugs_are_noticed_by_their_promises(ada):
    declared = HarvestFactory._meta.declarations
    no_basket = type(declared["notes"])(lambda stream: {})

    assert_story(
        "harvest-weeks",
        **ONE_BED,
        planted_bugs={
            "toy.P101": [mock.patch.object(harvest_weeks, "fit_total", heavier)],
            "toy.P102": mock.patch.object(harvest_weeks, "allot", all_rainy),
            "toy.P103": mock.patch.dict(HarvestFactory._meta.base_declarations, notes=no_basket),
        },
    )
    # Nothing that was compiled with a bug is left.
    assert_story("harvest-weeks", **ONE_BED)


@pytest.mark.parametrize(
    ("promise", "bug", "message"),
    [
        (
            "toy.P103",
            lambda: mock.patch.object(harvest_weeks, "allot", all_rainy),
            "toy.P103 does not notice the bug that is planted for it; only toy.P102 did.",
        ),
        (
            "toy.P103",
            lambda: mock.patch.object(harvest_weeks, "WORDS", 20_000),
            "toy.P103 does not notice the bug that is planted for it, and the run succeeds.",
        ),
        (
            "toy.P101",
            lambda: mock.patch.object(harvest_weeks, "Permutation", None),
            "The bug planted for toy.P101 makes the run fail before its proof: "
            "TypeError: 'NoneType' object is not callable.",
        ),
        (
            "toy.P999",
            lambda: mock.patch.object(harvest_weeks, "allot", all_rainy),
            "It has no promise toy.P999 that could notice a bug. Known: toy.P101, toy.P102, toy.P103.",
        ),
    ],
    ids=["another promise", "none", "no proof", "unknown promise"],
)
def test_bug_that_its_promise_does_not_notice_fails(promise, bug, message, ada):
    assert failure_of("harvest-weeks", beds=1, planted_bugs={promise: bug()}) == f"harvest-weeks: {message}"


def test_authored_story_can_have_planted_bugs_too(ada):
    assert_story(
        GardenHistoryScenario,
        **QUICK,
        planted_bugs={"toy.P301": mock.patch.object(garden_history, "Decimal", return_value=9)},
    )

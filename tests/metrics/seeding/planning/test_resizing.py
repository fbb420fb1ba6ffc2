"""Stories with more or fewer weeks and members than they state."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from apps.metrics.seeding.planning.resizing import retold, scaled_cast, stretched
from apps.metrics.seeding.scenarios import SCENARIO_REGISTRY, get_scenario
from apps.metrics.seeding.scenarios.base import MemberArchetype, ScenarioConfig
from seedplot.clock import midnight
from seedplot.errors import SeedError
from seedplot.registry import scenario_with
from seedplot.set_values import with_figures
from tests.metrics.in_memory import broken, measured
from tests.rings import sampled, swept

ANCHOR = midnight(date(2026, 3, 11))
SIZES = list(product((None, 1, 4, 26, 52), (None, 2, 3, 12, 40)))[1:]
# The largest make three thousand pull requests each, which tells no more than the others do.
STORIES = [
    (name, weeks, members)
    for name in SCENARIO_REGISTRY
    for weeks, members in SIZES
    if (weeks or 8) * (members or 5) <= 26 * 12
]


def cast_of(*counts):
    return [MemberArchetype(name, count) for name, count in zip("abcd", counts, strict=False)]


@pytest.mark.parametrize(
    ("counts", "members", "single", "expected"),
    [
        ((2, 2, 1), 5, "", [2, 2, 1]),
        ((2, 2, 1), 12, "", [5, 5, 2]),
        ((2, 2, 1), 3, "", [1, 1, 1]),
        ((4, 1), 2, "", [1, 1]),
        ((4, 1), 40, "", [32, 8]),
        ((9, 1, 1), 4, "", [2, 1, 1]),
        ((1, 3, 1), 40, "a", [1, 29, 10]),
        ((1, 3, 1), 3, "a", [1, 1, 1]),
        ((2, 0, 1), 6, "", [4, 0, 2]),
        ((1,), 1, "a", [1]),
    ],
)
def test_cast_scales_by_largest_remainder_with_one_of_each(counts, members, single, expected):
    assert [each.count for each in scaled_cast(cast_of(*counts), members, single)] == expected


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        (3, ["10.0000", "20.0000", "30.0000"]),
        (5, ["10.0000", "15.0000", "20.0000", "25.0000", "30.0000"]),
        (2, ["10.0000", "30.0000"]),
        (1, ["10.0000"]),
    ],
)
def test_curve_stretches_from_its_first_week_to_its_last(weeks, expected):
    stated = [{"hours": Decimal(value).quantize(Decimal("0.0001"))} for value in (10, 20, 30)]

    of_week = stretched(stated.__getitem__, 3, weeks)

    assert [str(of_week(week)["hours"]) for week in range(weeks)] == expected
    assert of_week(-1) == of_week(0)
    assert of_week(99) == of_week(weeks - 1)


def test_numbers_keep_their_type_on_the_way():
    of_week = stretched([{"slots": 6, "share": 0.2}, {"slots": 9, "share": 0.4}].__getitem__, 2, 4)

    assert [of_week(week)["slots"] for week in range(4)] == [6, 7, 8, 9]
    assert of_week(1)["share"] == pytest.approx(0.2667, abs=1e-4)


@pytest.mark.parametrize(
    ("story", "members", "weeks", "expected"),
    [
        ("Five pioneers: in eight weeks it climbs.", 12, 26, "Twelve pioneers: in 26 weeks it climbs."),
        ("Nothing happens: five people, week after week.", 40, 8, "Nothing happens: 40 people, week after week."),
        ("8 weeks of 5 developers, five points apart.", 2, 1, "one week of two developers, five points apart."),
        ("One person writes 60% of all reviews.", 40, 52, "One person writes 60% of all reviews."),
    ],
)
def test_story_is_told_with_its_own_numbers(story, members, weeks, expected):
    stated = ScenarioConfig("plain", "", "", "", 5)

    assert retold(story, stated, ScenarioConfig("plain", "", "", "", members, weeks)) == expected


@pytest.mark.parametrize("name", SCENARIO_REGISTRY)
def test_no_sentence_names_the_stated_size_of_a_resized_story(name):
    story = get_scenario(name).adapted({"weeks": 26, "members": 12})

    assert story.size == "12 members, 26 weeks"
    told = " ".join([story.story, *(promise.sentence for promise in story.promises)]).lower()
    assert [
        words for words in ("eight weeks", "8 weeks", "five people", "five pioneers", "six people") if words in told
    ] == []
    assert get_scenario(name).story == type(story).story


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        (
            "ai-success",
            {"weeks": 1},
            "--weeks 1: ai-success needs 2 at least, because its ai_adoption_rate goes from 0.1 to 0.75.",
        ),
        (
            "detective-game",
            {"members": 3},
            "--members 3: detective-game needs 4 at least, "
            "one each of obvious_ai, stealth_ai, obvious_manual, stealth_manual.",
        ),
    ],
)
def test_size_that_cannot_be_told_is_refused_in_a_line(name, options, message):
    with pytest.raises(SeedError) as refused:
        get_scenario(name).adapted(options)

    assert str(refused.value) == message


def test_resized_story_is_part_of_a_run_s_record_and_comes_back_from_it():
    story = with_figures(
        get_scenario("review-bottleneck").adapted({"weeks": 4, "members": 12}), {"ci_pass_rate.final": Decimal("0.5")}
    )

    again = scenario_with(
        "metrics", "review-bottleneck", {"weeks": 4, "members": 12, "set": {"ci_pass_rate.final": "0.5"}}
    )

    assert again.size == story.size == "12 members, 4 weeks"
    assert [each.count for each in again.get_member_archetypes()] == [1, 8, 3]
    assert again.weekly_params(3) == story.weekly_params(3)
    assert again.weekly_params(3)["ci_pass_rate"] == Decimal("0.5")
    assert again.adapted({"weeks": 4, "members": 12}) is again
    assert again.adapted({}) is again


@pytest.mark.parametrize(
    ("name", "weeks", "members"),
    sampled(STORIES, every=15, in_check=4),
    ids=str,
)
def test_story_of_any_size_keeps_its_promises_or_is_refused(name, weeks, members):
    options = {"weeks": weeks, "members": members}
    story = get_scenario(name)
    if (weeks == 1 and name != "baseline") or (members or 5) < len(story.get_member_archetypes()):
        with pytest.raises(SeedError, match=rf"^--(weeks {weeks}|members {members}): {name} needs "):
            story.adapted(options)
        return

    story = story.adapted(options)
    for seed in swept(range(3), narrow=1):
        assert broken(story, seed=seed, anchor=ANCHOR, **options) == []


def test_weeks_of_few_merges_are_named_as_not_promised():
    story = get_scenario("baseline").adapted({"members": 2})

    found, _ = measured(story, seed=1, anchor=ANCHOR, members=2)

    by_id = {finding.promise.id: finding.promise.bound.describe(finding.observed) for finding in found}
    assert by_id["metrics.P006"].startswith("none; not promised: week")
    assert by_id["metrics.P051"].startswith("none; not promised: ")
    assert by_id["metrics.P302"].endswith("(too few for a promise)")

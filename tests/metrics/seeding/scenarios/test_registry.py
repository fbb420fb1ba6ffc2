import inspect

import pytest

from apps.metrics.seeding import scenarios
from apps.metrics.seeding.scenarios import (
    SCENARIO_REGISTRY,
    AISuccessScenario,
    BaselineScenario,
    DetectiveGameScenario,
    LegacyTeam,
    ReviewBottleneckScenario,
    get_scenario,
    list_scenarios,
    register_scenario,
)
from apps.metrics.seeding.scenarios import registry as metrics_registry
from seedplot import registry as engine
from seedplot.errors import SeedError

CLASSES = {
    "ai-success": AISuccessScenario,
    "baseline": BaselineScenario,
    "detective-game": DetectiveGameScenario,
    "review-bottleneck": ReviewBottleneckScenario,
}


def test_registry_holds_the_four_stories_by_name():
    assert SCENARIO_REGISTRY == CLASSES
    assert {scenario.domain for scenario in SCENARIO_REGISTRY.values()} == {"metrics"}


def test_names_are_importable_from_the_package_and_from_the_registry():
    assert metrics_registry.SCENARIO_REGISTRY is SCENARIO_REGISTRY
    assert metrics_registry.register_scenario is register_scenario
    assert {"BaseScenario", "MemberArchetype", "ScenarioConfig", "WeeklyParams"} <= set(scenarios.__all__)


@pytest.mark.parametrize(("name", "expected"), CLASSES.items(), ids=CLASSES)
def test_get_scenario_gives_an_instance(name, expected):
    assert type(get_scenario(name)) is expected


@pytest.mark.parametrize("name", ["ai-sucess", "AI-Success", "legacy", ""])
def test_unknown_name_is_a_key_error_that_lists_the_known_ones(name):
    with pytest.raises(KeyError) as refused:
        get_scenario(name)

    assert refused.value.args == (
        f"metrics has no scenario named '{name}'. Known: ai-success, baseline, detective-game, review-bottleneck.",
    )


def test_list_tells_name_description_size_and_weeks():
    assert sorted(list_scenarios(), key=lambda each: each["name"]) == [
        {
            "name": "ai-success",
            "description": "AI adoption climbs from 10% to 75% while cycle time falls from 72 to 24 hours.",
            "member_count": 5,
            "weeks": 8,
        },
        {
            "name": "baseline",
            "description": "A steady team to compare the others with: 15% AI adoption, 48 hours of cycle time.",
            "member_count": 5,
            "weeks": 8,
        },
        {
            "name": "detective-game",
            "description": (
                "Reviewers guess which pull requests were AI-assisted; some authors are easy to read, some not."
            ),
            "member_count": 6,
            "weeks": 8,
        },
        {
            "name": "review-bottleneck",
            "description": "One reviewer handles 60% of all reviews, and everything waits for them.",
            "member_count": 5,
            "weeks": 8,
        },
    ]


def test_name_can_be_registered_once():
    class AnotherScenario(BaselineScenario):
        """The same once more."""

    with pytest.raises(
        SeedError, match=r" are both named 'baseline' in the domain 'metrics'\. Give one of them a name"
    ):
        register_scenario("baseline")(AnotherScenario)


def test_registering_names_a_scenario_and_makes_it_known():
    class QuietScenario(BaselineScenario):
        """Nothing at all happens."""

    try:
        decorated = register_scenario("quiet")(QuietScenario)

        assert decorated is QuietScenario
        assert (QuietScenario.name, QuietScenario.domain) == ("quiet", "metrics")
        assert type(get_scenario("quiet")) is QuietScenario
        assert engine.discover()["quiet"] is QuietScenario
    finally:
        del SCENARIO_REGISTRY["quiet"]
    assert "quiet" not in engine.discover()


def test_legacy_mode_keeps_runs_but_is_no_story():
    assert "legacy" not in SCENARIO_REGISTRY
    assert type(engine.scenario_of("metrics", "legacy")) is LegacyTeam


def test_every_story_can_be_made_without_arguments():
    for scenario in SCENARIO_REGISTRY.values():
        assert list(inspect.signature(scenario).parameters) in ([], ["args", "kwargs"])

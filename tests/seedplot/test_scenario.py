import pytest

from seedplot import registry
from seedplot.engine.world_changes import as_json
from seedplot.registry import Registry
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario

TEXTS = (
    "3",
    "17",
    "a name",
    "Zoë's",
    "owner/name",
    "2026-01-31",
    "2.50",
    "[1, 2]",
    "None",
    "yes",
    "50",
    "wide",
    "plan",
)

registry.load()
SCENARIOS = [
    each() for known in Registry.domains.values() for each in (*known.scenarios.values(), *known.unlisted.values())
]
OPTIONS = [(scenario, option) for scenario in SCENARIOS for option in scenario.options]


def values_of(option):
    """Values that the option can have: its default, and what it makes of some texts."""
    if option.flag:
        return [option.default, True, False]
    parsed = []
    for text in TEXTS:
        try:
            parsed.append(option.parse(text))
        except ValueError:
            continue
    assert parsed
    return [option.default, *([[], parsed[:1], parsed] if option.repeatable else parsed)]


def test_every_kind_of_scenario_is_looked_at():
    assert {"ai-success", "legacy", "harvest-weeks", "wild-garden"} <= {each.name for each in SCENARIOS}


@pytest.mark.parametrize(
    ("scenario", "option"), OPTIONS, ids=[f"{scenario.name} --{option.name}" for scenario, option in OPTIONS]
)
def test_option_comes_back_from_the_record_as_it_was(scenario, option):
    for value in values_of(option):
        recorded = as_json(scenario.identity({option.key: value}))

        came_back = scenario.recorded_options(recorded)

        expected = value if option.identity else option.default
        if option.repeatable and expected is not None:
            expected = list(expected)
        assert came_back[option.key] == expected
        assert type(came_back[option.key]) is type(expected)
        assert set(came_back) == set(scenario.complete({}))
        assert as_json(scenario.identity(came_back)) == recorded


def test_option_that_a_record_does_not_have_yet_has_its_default():
    assert WateringDaysScenario().recorded_options({"days": 4}) == {
        "days": 4, "plot": ["North", "South"], "dry": False,
    }  # fmt: skip

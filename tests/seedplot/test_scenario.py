from types import FunctionType

import pytest

from seedplot import registry
from seedplot.clock import AnchoredCalendar, WeeklyCalendar, start_of_today
from seedplot.engine.world_changes import as_json
from seedplot.options import complete_options, identity_of, recorded_options
from seedplot.plan import Shard
from seedplot.registry import Registry
from seedplot.scenario import Scenario
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
        recorded = as_json(identity_of(scenario, {option.key: value}))

        came_back = recorded_options(scenario, recorded)

        expected = value if option.identity else option.default
        if option.repeatable and expected is not None:
            expected = list(expected)
        assert came_back[option.key] == expected
        assert type(came_back[option.key]) is type(expected)
        assert set(came_back) == set(complete_options(scenario, {}))
        assert as_json(identity_of(scenario, came_back)) == recorded


def test_option_that_a_record_does_not_have_yet_has_its_default():
    assert recorded_options(WateringDaysScenario(), {"days": 4}) == {
        "days": 4, "plot": ["North", "South"], "dry": False,
    }  # fmt: skip


def test_page_of_a_scenario_has_few_methods_and_one_that_is_required():
    methods = [
        name
        for name, value in vars(Scenario).items()
        if not name.startswith("_") and isinstance(value, (FunctionType, classmethod, staticmethod))
    ]

    # One more is to come.
    assert len(methods) <= 11
    assert Scenario.__abstractmethods__ == {"plan"}


class PlainScenario(Scenario):
    """Somebody comes,
    and nothing more."""

    def plan(self, context, shard):
        yield from ()


def test_scenario_needs_a_story_and_a_plan_alone():
    plain = PlainScenario()

    assert (plain.name, plain.domain, plain.size) == ("plain", "tests", "")
    assert plain.story == "Somebody comes, and nothing more."
    assert plain.shards({}) == [Shard("plain")]
    assert type(plain.calendar(start_of_today())) is AnchoredCalendar
    assert plain.exclusive_key({}) == "plain"
    assert plain.validate() == []


@pytest.mark.parametrize(("weeks", "size"), [(1, "1 week"), (4, "4 weeks")])
def test_size_is_the_weeks_of_the_calendar_unless_it_is_said(weeks, size):
    class WeeklyScenario(PlainScenario):
        def calendar(self, anchor):
            return WeeklyCalendar(anchor, weeks)

    assert WeeklyScenario().size == size


def test_weeks_are_a_calendar_in_a_word():
    class Weekly(Scenario):
        """Something happens for three weeks."""

        weeks = 3

        def plan(self, context, shard):
            return iter(())

    calendar = Weekly().calendar(start_of_today())

    assert (calendar.weeks, calendar.end_of_week(2)) == (3, WeeklyCalendar(start_of_today(), 3).end_of_week(2))


def test_story_is_that_of_the_base_where_a_class_has_none():
    class AnotherScenario(PlainScenario):
        pass

    class NamelessScenario(Scenario):
        def plan(self, context, shard):
            yield from ()

    assert AnotherScenario.story == PlainScenario.story
    assert NamelessScenario.story == ""


@pytest.mark.parametrize(
    ("class_name", "name"),
    [("AISuccessScenario", "ai-success"), ("Days2Scenario", "days2"), ("Rush", "rush"), ("Scenario", "scenario")],
)
def test_class_name_makes_a_name(class_name, name):
    assert type(class_name, (PlainScenario,), {}).name == name

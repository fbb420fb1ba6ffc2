import pytest

from seedplot import registry
from seedplot.errors import SeedError
from seedplot.registry import Registry
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario

GARDEN = {
    "garden-history": GardenHistoryScenario,
    "harvest-weeks": HarvestWeeksScenario,
    "watering-days": WateringDaysScenario,
}


@pytest.fixture
def no_domains(monkeypatch):
    """As if no app had registered anything."""
    registry.load()
    monkeypatch.setattr(Registry, "domains", {})


def a_scenario():
    class AnotherScenario(HarvestWeeksScenario):
        """Another story."""

    return AnotherScenario


def test_discover_finds_the_scenarios_of_installed_apps():
    found = registry.discover()

    assert {name: each for name, each in found.items() if each.domain == "toy"} == GARDEN


def test_register_names_the_scenario_and_its_domain(no_domains):
    plots = Registry("plots")

    scenario = plots.register("plot-one")(a_scenario())

    assert (scenario.name, scenario.domain) == ("plot-one", "plots")
    assert registry.discover() == {"plot-one": scenario}


def test_register_unlisted_keeps_a_scenario_out_of_the_list(no_domains):
    plots = Registry("plots")

    scenario = plots.register("legacy", listed=False)(a_scenario())

    assert registry.discover() == {}
    assert isinstance(registry.scenario_of("plots", "legacy"), scenario)


@pytest.mark.parametrize("listed", [True, False])
def test_register_refuses_a_name_that_the_domain_has(no_domains, listed):
    plots = Registry("plots")
    plots.register("plot-one", listed=listed)(a_scenario())

    with pytest.raises(ValueError, match=r"^plots has a scenario named 'plot-one' already$"):
        plots.register("plot-one")(a_scenario())


def test_discover_refuses_a_name_that_two_domains_have(no_domains):
    Registry("plots").register("plot-one")(a_scenario())
    Registry("sheds").register("plot-one")(a_scenario())

    with pytest.raises(ValueError, match=r"^two domains have a scenario named 'plot-one': plots, sheds$"):
        registry.discover()


def test_discover_lists_domain_after_domain(no_domains):
    sheds, plots = Registry("sheds"), Registry("plots")
    for domain, name in ((sheds, "b"), (plots, "c"), (sheds, "a")):
        domain.register(name)(a_scenario())

    assert list(registry.discover()) == ["b", "a", "c"]


def test_find_gives_the_scenario():
    assert isinstance(registry.find("harvest-weeks", GARDEN), HarvestWeeksScenario)


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("harvest-week", " Did you mean harvest-weeks?"),
        ("GARDEN-HISTORY", " Did you mean garden-history?"),
        ("zzz", ""),
        ("", ""),
    ],
)
def test_find_names_the_nearest_and_all(name, guess):
    with pytest.raises(SeedError) as refused:
        registry.find(name, GARDEN)

    assert str(refused.value) == (
        f"There is no scenario named '{name}'.{guess} Known: garden-history, harvest-weeks, watering-days."
    )


def test_scenario_of_a_recorded_run_says_when_it_is_gone():
    with pytest.raises(SeedError) as refused:
        registry.scenario_of("toy", "compost-years")

    assert str(refused.value) == (
        "A run of 'compost-years' (toy) is recorded, but no installed app has that scenario any more."
    )

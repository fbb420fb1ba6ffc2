import re

import pytest

from seedplot import registry
from seedplot.errors import SeedError
from seedplot.registry import Registry
from tests.conftest import ROOT, run_python
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
    """As if no app had any scenarios."""
    registry.load()
    monkeypatch.setattr(Registry, "domains", {})
    monkeypatch.setattr(registry, "load", lambda: None)


def a_scenario():
    class AnotherScenario(HarvestWeeksScenario):
        """Another story."""

    return AnotherScenario


def test_discover_finds_the_scenarios_of_installed_apps():
    found = registry.discover()

    assert {name: each for name, each in found.items() if each.domain == "toy"} == GARDEN


def test_register_names_the_scenario_and_its_domain(no_domains):
    plots = Registry("plots", "plots")

    scenario = plots.register("plot-one")(a_scenario())

    assert (scenario.name, scenario.domain) == ("plot-one", "plots")
    assert registry.discover() == {"plot-one": scenario}


def test_register_unlisted_keeps_a_scenario_out_of_the_list(no_domains):
    plots = Registry("plots", "plots")

    scenario = a_scenario()
    scenario.listed = False
    plots.register("legacy")(scenario)

    assert registry.discover() == {}
    assert isinstance(registry.scenario_of("plots", "legacy"), scenario)


@pytest.mark.parametrize("listed", [True, False])
def test_register_refuses_a_name_that_the_domain_has(no_domains, listed):
    plots = Registry("plots", "plots")
    first = a_scenario()
    first.listed = listed
    plots.register("plot-one")(first)

    with pytest.raises(SeedError, match=r"^\S+ and \S+ are both named 'plot-one' in the domain 'plots'\. Give one of "):
        plots.register("plot-one")(a_scenario())


def test_discover_refuses_a_name_that_two_domains_have(no_domains):
    Registry("plots", "plots").register("plot-one")(a_scenario())
    Registry("sheds", "sheds").register("plot-one")(a_scenario())

    with pytest.raises(SeedError, match=r"are both named 'plot-one', in the domains 'plots' and 'sheds'\. Give one "):
        registry.discover()


def test_discover_lists_domain_after_domain(no_domains):
    sheds, plots = Registry("sheds", "sheds"), Registry("plots", "plots")
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


STORY = """
from seedplot import Scenario


class BusyMorningsScenario(Scenario):
    "Somebody comes."

    def plan(self, context, shard):
        yield from ()
"""


@pytest.fixture
def project(tmp_path):
    """Run a program in a project whose apps consist of these files; all found scenarios are `found`."""

    def run(files, program="print({name: each.domain for name, each in registry.discover().items()})"):
        apps = sorted({path.partition("/")[0] for path in files})
        for path, text in files.items():
            place = tmp_path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
            for parent in place.relative_to(tmp_path).parents[:-1]:
                (tmp_path / parent / "__init__.py").touch()
        head = f"""
import django
from django.conf import settings
settings.configure(INSTALLED_APPS=["django.contrib.contenttypes", "seedplot", *{apps}], USE_TZ=True)
django.setup()
from seedplot import registry
from seedplot.errors import SeedError
"""
        return run_python("-c", head + program, PYTHONPATH=f"{tmp_path}:{ROOT}")

    return run


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("cafe/seeding/scenarios.py", "busy-mornings"),
        ("cafe/seeding/scenarios/__init__.py", "busy-mornings"),
        ("cafe/seeding/scenarios/rush_hours.py", "rush-hours"),
        ("cafe/seeding/scenarios/winter/rush_hours.py", "rush-hours"),
    ],
)
def test_scenario_is_found_and_named_after_its_place(path, name, project):
    finished = project({path: STORY})

    assert (finished.stdout, finished.stderr) == (f"{{'{name}': 'cafe'}}\n", "")


def test_bases_and_what_is_imported_are_no_scenarios_of_a_module(project):
    base = STORY.replace("(Scenario)", "(Scenario, ABC)").replace("from seedplot", "from abc import ABC\nfrom seedplot")
    story = "from cafe.seeding.scenarios.base import BusyMorningsScenario, Scenario\n\n\n"
    files = {
        "cafe/seeding/scenarios/base.py": base,
        "cafe/seeding/scenarios/rush_hours.py": f"{story}class RushHours(BusyMorningsScenario):\n    pass\n",
        "cafe/seeding/scenarios/unfinished.py": f"{story}class Unfinished(Scenario):\n    pass\n",
    }

    finished = project(files)

    assert (finished.stdout, finished.stderr) == ("{'rush-hours': 'cafe'}\n", "")


@pytest.mark.parametrize(
    "files",
    [
        {"barn/seeding.py": "raise RuntimeError('sow, do not import')"},
        {"barn/seeding/__init__.py": "", "barn/seeding/drills.py": "raise RuntimeError('sow, do not import')"},
        {"barn/__init__.py": ""},
    ],
    ids=["module", "package", "nothing"],
)
def test_app_with_a_seeding_of_its_own_is_left_alone(files, project):
    finished = project({"cafe/seeding/scenarios.py": STORY, **files})

    assert (finished.stdout, finished.stderr) == ("{'busy-mornings': 'cafe'}\n", "")


@pytest.mark.parametrize(
    "path", ["scenarios.py", "scenarios/__init__.py", "scenarios/rush_hours.py", "scenarios/winter/__init__.py"]
)
def test_import_error_in_a_module_of_scenarios_is_not_swallowed(path, project):
    finished = project({f"cafe/seeding/{path}": "import no_such_module\n"})

    assert finished.returncode == 1
    assert finished.stderr.endswith("ModuleNotFoundError: No module named 'no_such_module'\n")


REFUSED = """
try:
    registry.discover()
except SeedError as error:
    print(error)
"""


def test_two_apps_cannot_take_one_domain(project):
    other = STORY.replace("    def plan", "    domain = 'cafe'\n\n    def plan").replace("BusyMornings", "LateNights")

    finished = project({"cafe/seeding/scenarios.py": STORY, "diner/seeding/scenarios.py": other}, REFUSED)

    assert (finished.stdout, finished.stderr) == (
        "The apps cafe and diner both have scenarios of the domain 'cafe'. "
        "Give the scenarios of one of them another `domain`, or its app another label.\n",
        "",
    )


@pytest.mark.parametrize(
    ("files", "refusal"),
    [
        (
            {"cafe/seeding/scenarios.py": STORY + STORY.replace("BusyMornings", "BusyMorningsAgain").replace(
                "    def plan", "    name = 'busy-mornings'\n\n    def plan")},
            "cafe.seeding.scenarios.BusyMorningsScenario and cafe.seeding.scenarios.BusyMorningsAgainScenario "
            "are both named 'busy-mornings' in the domain 'cafe'.",
        ),
        (
            {"cafe/seeding/scenarios.py": STORY, "diner/seeding/scenarios/busy_mornings.py": STORY},
            "cafe.seeding.scenarios.BusyMorningsScenario and "
            "diner.seeding.scenarios.busy_mornings.BusyMorningsScenario "
            "are both named 'busy-mornings', in the domains 'cafe' and 'diner'.",
        ),
    ],
    ids=["one domain", "two domains"],
)  # fmt: skip
def test_two_scenarios_cannot_have_one_name(files, refusal, project):
    finished = project(files, REFUSED)

    assert (finished.stdout, finished.stderr) == (f"{refusal} Give one of them a name of its own.\n", "")


def test_command_answers_in_one_line_where_scenarios_are_at_fault(project):
    files = {"cafe/seeding/scenarios.py": STORY, "diner/seeding/scenarios/busy_mornings.py": STORY}
    program = """
from seedplot.commands import SeedCommand
SeedCommand().run_from_argv(["manage.py", "seed", "--list-scenarios"])
"""

    finished = project(files, program)

    assert (finished.returncode, finished.stdout) == (1, "")
    assert re.fullmatch(r"CommandError: cafe\.\S+ and diner\.\S+ are both named 'busy-mornings', .*\n", finished.stderr)


def test_registry_of_a_domain_is_made_once(no_domains):
    Registry("plots", "allotment")

    with pytest.raises(SeedError, match=r"^The apps allotment and gardens both have scenarios of the domain 'plots'\."):
        Registry("plots", "gardens")


def test_scenario_that_was_imported_by_hand_is_looked_up(project):
    program = """
from cafe.seeding.scenarios import BusyMorningsScenario
print(registry.is_registered(BusyMorningsScenario()), type(registry.scenario_of("cafe", "busy-mornings")).__name__)
"""

    finished = project({"cafe/seeding/scenarios.py": STORY}, program)

    assert (finished.stdout, finished.stderr) == ("True BusyMorningsScenario\n", "")


def test_variant_of_a_scenario_outside_of_the_app_keeps_its_name():
    variant = a_scenario()

    assert (variant.name, variant.domain) == ("harvest-weeks", "toy")
    assert not registry.is_registered(variant())

"""The registry of scenarios: each installed app may have a module `seeding.scenarios`, which registers them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import AppConfig, apps

from seedplot.errors import SeedError
from seedplot.scenario import SET, Scenario
from seedplot.set_values import with_figures

if TYPE_CHECKING:
    from seedplot.models import SeedRun

NAME = re.compile(r"[\w-]{1,100}")
"""A name that a module can have, and a record keep."""
S = TypeVar("S", bound=Scenario)


class Registry:
    """The scenarios of one domain, in the order in which they registered."""

    domains: dict[str, Registry] = {}

    def __init__(self, domain: str) -> None:
        self.domain = domain
        self.scenarios: dict[str, type[Scenario]] = {}
        self.unlisted: dict[str, type[Scenario]] = {}
        Registry.domains[domain] = self

    def register(self, name: str, *, listed: bool = True) -> Callable[[type[S]], type[S]]:
        """A class decorator. What is not listed is no story of its own (a legacy mode, an import) but keeps runs."""

        def decorate(scenario: type[S]) -> type[S]:
            scenarios = self.scenarios if listed else self.unlisted
            if name in self.scenarios or name in self.unlisted:
                raise ValueError(f"{self.domain} has a scenario named '{name}' already")
            scenario.name, scenario.domain = name, self.domain
            scenarios[name] = scenario
            return scenario

        return decorate


def discover() -> dict[str, type[Scenario]]:
    """Every listed scenario of the installed apps by name, domain after domain."""
    load()
    found: dict[str, type[Scenario]] = {}
    for registry in Registry.domains.values():
        for name, scenario in registry.scenarios.items():
            if name in found:
                raise ValueError(f"two domains have a scenario named '{name}': {found[name].domain}, {registry.domain}")
            found[name] = scenario
    return found


def load() -> None:
    """Import the scenarios of every installed app."""
    for config in apps.get_app_configs():
        _load_scenarios_of(config)


def _load_scenarios_of(config: AppConfig) -> None:
    package = f"{config.name}.seeding"
    if find_spec(package) and find_spec(f"{package}.scenarios"):
        import_module(f"{package}.scenarios")


def locate(name: str) -> type[Scenario] | None:
    """The listed scenario of that name, found by its module: the scenarios of other apps are not imported.

    None where the modules do not tell, because none or several of them have that name, or register another.
    """
    if not NAME.fullmatch(name):
        return None
    module = Path("seeding", "scenarios", f"{name.replace('-', '_')}.py")
    owners = [config for config in apps.get_app_configs() if Path(config.path, module).is_file()]
    if len(owners) != 1:
        return None
    _load_scenarios_of(owners[0])
    found = [registry.scenarios[name] for registry in Registry.domains.values() if name in registry.scenarios]
    return found[0] if len(found) == 1 else None


def find(name: str, known: Mapping[str, type[Scenario]]) -> Scenario:
    """The scenario of that name among the known ones. SeedError with the nearest name and all of them."""
    if name in known:
        return known[name]()
    nearest = get_close_matches(name.lower(), known, n=1)
    guess = f" Did you mean {nearest[0]}?" if nearest else ""
    raise SeedError(f"There is no scenario named '{name}'.{guess} Known: {', '.join(sorted(known))}.")


def scenario_of(domain: str, name: str) -> Scenario:
    """The scenario that a recorded run names, listed or not."""
    if _registered(domain, name) is None:
        locate(name)
    if _registered(domain, name) is None:
        load()
    found = _registered(domain, name)
    if found is None:
        raise SeedError(f"A run of '{name}' ({domain}) is recorded, but no installed app has that scenario any more.")
    return found()


def scenario_of_run(run: SeedRun) -> Scenario:
    """The scenario of a recorded run as it was then: with the figures that it moved, without columns added since."""
    # Inside the function: an author's page loads no engine.
    from seedplot.engine.added_columns import with_added_columns

    scenario = scenario_with(run.domain, run.scenario, run.options)
    scenario.fingerprint_exclude = with_added_columns(scenario.fingerprint_exclude, run)  # type: ignore[misc]
    return scenario


def scenario_with(domain: str, name: str, recorded: Mapping[str, Any]) -> Scenario:
    """The scenario of that name with the figures that a run's recorded options moved."""
    values = {each: Decimal(value) for each, value in recorded.get(SET, {}).items()}
    return with_figures(scenario_of(domain, name), values)


def is_registered(scenario: Scenario) -> bool:
    """Return true if its domain and name lead to this very class."""
    return _registered(scenario.domain, scenario.name) is type(scenario)


def _registered(domain: str, name: str) -> type[Scenario] | None:
    registry = Registry.domains.get(domain)
    return {**registry.scenarios, **registry.unlisted}.get(name) if registry else None

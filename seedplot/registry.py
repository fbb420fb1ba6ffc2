"""The registry of scenarios: those of each installed app are found in its `seeding.scenarios`, a module or a package.

Every concrete Scenario that is defined there is one, under the name and the domain that its place gives it. An app
whose own `seeding` is something else is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import AppConfig, apps

from seedplot.errors import SeedError
from seedplot.naming import SCENARIOS, is_abstract
from seedplot.options import SET, recorded_options
from seedplot.scenario import Scenario, adapted
from seedplot.set_values import with_figures

if TYPE_CHECKING:
    from seedplot.models import SeedRun

NAME = re.compile(r"[\w-]{1,100}")
"""A name that a module can have, and a record keep."""
S = TypeVar("S", bound=Scenario)


class Registry:
    """The scenarios of one domain, in the order in which they were found.

    `owner` is the app by its dotted path. An app makes its registry itself where a decorator is to name scenarios.
    SeedError if another app has that domain.
    """

    domains: dict[str, Registry] = {}
    owner: str

    def __init__(self, domain: str, owner: str) -> None:
        other = Registry.domains.get(domain)
        if other is not None:
            raise _taken(domain, other.owner, owner)
        self.domain, self.owner = domain, owner
        self.scenarios: dict[str, type[Scenario]] = {}
        self.unlisted: dict[str, type[Scenario]] = {}
        Registry.domains[domain] = self

    def register(self, name: str) -> Callable[[type[S]], type[S]]:
        """A class decorator that names a scenario, which may be defined anywhere. SeedError if the name is taken."""

        def decorate(scenario: type[S]) -> type[S]:
            scenario.name, scenario.domain = name, self.domain
            self.add(scenario)
            return scenario

        return decorate

    def add(self, scenario: type[Scenario]) -> None:
        """Take the scenario in under its own name. SeedError if another one has it."""
        known = {**self.scenarios, **self.unlisted}.get(scenario.name)
        if known is scenario:
            return
        if known is not None:
            raise SeedError(
                f"{_place(known)} and {_place(scenario)} are both named '{scenario.name}' in the domain "
                f"'{self.domain}'. Give one of them a name of its own."
            )
        (self.scenarios if scenario.listed else self.unlisted)[scenario.name] = scenario


def discover() -> dict[str, type[Scenario]]:
    """Every listed scenario of the installed apps by name, domain after domain. SeedError if two have one name."""
    load()
    found: dict[str, type[Scenario]] = {}
    for registry in Registry.domains.values():
        for name, scenario in registry.scenarios.items():
            if name in found:
                raise SeedError(
                    f"{_place(found[name])} and {_place(scenario)} are both named '{name}', in the domains "
                    f"'{found[name].domain}' and '{registry.domain}'. Give one of them a name of its own."
                )
            found[name] = scenario
    return found


def load() -> None:
    """Import the scenarios of every installed app."""
    for config in apps.get_app_configs():
        for module in _scenario_modules(config):
            _register(config, import_module(module))


def _scenario_modules(config: AppConfig) -> Iterator[str]:
    """The names of the app's modules that may define scenarios; none where it has no `seeding.scenarios`."""
    seeding, scenarios = f"{config.name}.seeding", f"{config.name}.{SCENARIOS}"
    found = find_spec(seeding)
    # A module named `seeding` is something of the app's own.
    if found is None or found.submodule_search_locations is None:
        return
    package = find_spec(scenarios)
    if package is None:
        return
    yield scenarios
    for module in walk_packages(package.submodule_search_locations or (), f"{scenarios}.", _raise):
        yield module.name


def _raise(module: str) -> None:
    """Let an import error be seen, which `walk_packages` would leave out."""
    raise  # noqa: PLE0704 - called while it is handled


def _register(config: AppConfig, module: ModuleType) -> None:
    """Take in the scenarios that the module defines."""
    for scenario in scenarios_in(module):
        registry = Registry.domains.get(scenario.domain) or Registry(scenario.domain, config.name)
        if registry.owner != config.name and _registered(scenario.domain, scenario.name) is not scenario:
            raise _taken(scenario.domain, registry.owner, config.name)
        registry.add(scenario)


def scenarios_in(module: ModuleType) -> list[type[Scenario]]:
    """The scenarios that the module itself defines; what it imports and bases are left out."""
    return [
        each
        for each in vars(module).values()
        if isinstance(each, type)
        and issubclass(each, Scenario)
        and each.__module__ == module.__name__
        and not is_abstract(each)
    ]


def _taken(domain: str, owner: str, other: str) -> SeedError:
    return SeedError(
        f"The apps {owner} and {other} both have scenarios of the domain '{domain}'. "
        "Give the scenarios of one of them another `domain`, or its app another label."
    )


def _place(scenario: type[Scenario]) -> str:
    return f"{scenario.__module__}.{scenario.__qualname__}"


def locate(name: str) -> type[Scenario] | None:
    """The listed scenario of that name, found by its module: the scenarios of other apps are not imported.

    None where the modules do not tell, because none or several of them have that name, or name another.
    """
    if not NAME.fullmatch(name):
        return None
    last = name.replace("-", "_")
    file = Path(*SCENARIOS.split("."), f"{last}.py")
    owners = [config for config in apps.get_app_configs() if Path(config.path, file).is_file()]
    if len(owners) != 1:
        return None
    [config] = owners
    _register(config, import_module(f"{config.name}.{SCENARIOS}.{last}"))
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
    found = _looked_up(domain, name)
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
    """The scenario of that name as a run's recorded options made it, with the figures that they moved."""
    scenario = scenario_of(domain, name)
    values = {each: Decimal(value) for each, value in recorded.get(SET, {}).items()}
    return with_figures(adapted(scenario, recorded_options(scenario, recorded)), values)


def is_registered(scenario: Scenario) -> bool:
    """Return true if its domain and name lead to this very class."""
    return _looked_up(scenario.domain, scenario.name) is type(scenario)


def _looked_up(domain: str, name: str) -> type[Scenario] | None:
    """The scenario of that domain and name, with no more imports than it takes."""
    if _registered(domain, name) is None:
        locate(name)
    if _registered(domain, name) is None:
        load()
    return _registered(domain, name)


def _registered(domain: str, name: str) -> type[Scenario] | None:
    registry = Registry.domains.get(domain)
    return {**registry.scenarios, **registry.unlisted}.get(name) if registry else None

"""The base of a command that runs one scenario, listed or not, without naming it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from seedplot import registry
from seedplot.commands.base import SeedCommand
from seedplot.commands.options import SeedOptions
from seedplot.scenario import Scenario

if TYPE_CHECKING:
    from seedplot.models import SeedRun


class NextCommand(Protocol):
    def __call__(self, *, adding: Mapping[str, Any] | None = None, without: Collection[str] = ()) -> str: ...


class ScenarioCommand(SeedCommand):
    """Runs, clears and verifies `scenario`, with the options of every seed command.

    >>> from seedplot import Scenario
    >>> from seedplot.commands import ScenarioCommand
    >>> class NightlyImportScenario(Scenario):
    ...     "What the till wrote down during the day becomes orders."
    ...
    ...     kind, listed, size = "import", False, "one day"
    ...
    ...     def plan(self, context, shard):
    ...         yield from ()
    >>> class Command(ScenarioCommand):
    ...     help = "Import the till."
    ...     scenario = NightlyImportScenario
    >>> list(Command().scenarios())
    ['nightly-import']
    """

    scenario: ClassVar[type[Scenario]]
    called_by: NextCommand | None = None
    """Builds the commands that messages name, where another command calls this one and clears more than its runs."""

    def scenarios(self) -> Mapping[str, type[Scenario]]:
        return {self.scenario.name: self.scenario}

    def scenario_for(self, options: SeedOptions) -> Scenario:
        return registry.find(options.scenario or self.scenario.name, self.scenarios())

    def invocation(self, scenario: str) -> str:
        return self.name

    def next_command(
        self, options: SeedOptions, *, adding: Mapping[str, Any] | None = None, without: Collection[str] = ()
    ) -> str:
        if self.called_by is not None:
            return self.called_by(adding=adding, without=without)
        return super().next_command(options, adding=adding, without=without)

    def runs(self, options: SeedOptions) -> list[SeedRun]:
        from seedplot.engine import provenance

        return provenance.runs_of(options.database, self.scenario.domain, self.scenario.name)

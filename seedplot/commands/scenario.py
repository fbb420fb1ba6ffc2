"""The base of a command that runs one scenario, listed or not, without naming it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from seedplot import registry
from seedplot.commands.arguments import SeedOptions
from seedplot.commands.base import SeedCommand
from seedplot.scenario import Scenario

if TYPE_CHECKING:
    from seedplot.models import SeedRun


class ScenarioCommand(SeedCommand):
    """Runs, clears and verifies `scenario`, with the options of every seed command."""

    scenario: ClassVar[type[Scenario]]
    cleared_by = ""
    """The command that clears its runs, where another one calls this and has to clear more than them."""

    def scenarios(self) -> Mapping[str, type[Scenario]]:
        return {self.scenario.name: self.scenario}

    def scenario_for(self, options: SeedOptions) -> Scenario:
        return registry.find(options.scenario or self.scenario.name, self.scenarios())

    def invocation(self, scenario: str) -> str:
        return self.name

    def clear_command(self, run: SeedRun) -> str:
        return f"{self.cleared_by or self.name} --clear-only"

    def runs(self, options: SeedOptions) -> list[SeedRun]:
        from seedplot.engine import provenance

        return provenance.runs_of(options.database, self.scenario.domain, self.scenario.name)

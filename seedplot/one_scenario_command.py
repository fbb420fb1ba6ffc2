"""The base of a command that runs one scenario, listed or not: nobody has to name it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from seedplot import provenance, registry
from seedplot.models import SeedRun
from seedplot.scenario import Scenario
from seedplot.seed_command import SeedCommand


class OneScenarioCommand(SeedCommand):
    """Runs, clears and verifies `scenario`, with the options of every seed command."""

    scenario: ClassVar[type[Scenario]]
    cleared_by = ""
    """The command that clears its runs, where another one calls this and has to clear more than them."""

    def scenarios(self) -> Mapping[str, type[Scenario]]:
        return {self.scenario.name: self.scenario}

    def scenario_for(self, given: Mapping[str, Any]) -> Scenario:
        return registry.find(given["scenario"] or self.scenario.name, self.scenarios())

    def invocation(self, scenario: str) -> str:
        return self.name

    def clear_command(self, run: SeedRun) -> str:
        return f"{self.cleared_by or self.name} --clear-only"

    def runs(self, given: Mapping[str, Any]) -> list[SeedRun]:
        return provenance.runs_of(given["database"], self.scenario.domain, self.scenario.name)

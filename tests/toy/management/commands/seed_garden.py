from collections.abc import Mapping, Sequence
from typing import Any

from seedplot.scenario import Scenario
from seedplot.seed_command import SeedCommand
from tests.toy.seeding.scenarios.registry import toy


class Command(SeedCommand):
    help = "Seed the garden with one of its stories."
    domain = "toy"

    def unlisted(self) -> Sequence[type[Scenario]]:
        return list(toy.unlisted.values())

    def scenario_for(self, given: Mapping[str, Any]) -> Scenario:
        """Those that are not listed can be named, too: tests do."""
        if given["scenario"] in toy.unlisted:
            return toy.unlisted[given["scenario"]]()
        return super().scenario_for(given)

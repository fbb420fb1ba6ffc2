from collections.abc import Sequence

from seedplot.commands import SeedCommand, SeedOptions
from seedplot.scenario import Scenario
from tests.toy.seeding.scenarios.registry import toy


class Command(SeedCommand):
    help = "Seed the garden with one of its stories."
    domain = "toy"

    def unlisted(self) -> Sequence[type[Scenario]]:
        return list(toy.unlisted.values())

    def scenario_for(self, options: SeedOptions) -> Scenario:
        """Those that are not listed can be named, too: tests do."""
        if options.scenario in toy.unlisted:
            return toy.unlisted[options.scenario]()
        return super().scenario_for(options)

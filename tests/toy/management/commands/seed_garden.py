from collections.abc import Sequence

from seedplot import registry
from seedplot.commands import SeedCommand, SeedOptions
from seedplot.registry import Registry
from seedplot.scenario import Scenario


class Command(SeedCommand):
    help = "Seed the garden with one of its stories."
    domain = "toy"

    def unlisted(self) -> Sequence[type[Scenario]]:
        registry.load()
        return list(Registry.domains["toy"].unlisted.values())

    def scenario_for(self, options: SeedOptions) -> Scenario:
        """Those that are not listed can be named, too: tests do."""
        unlisted = {each.name: each for each in self.unlisted()} if self.named is None else {}
        if options.scenario in unlisted:
            return unlisted[options.scenario]()
        return super().scenario_for(options)

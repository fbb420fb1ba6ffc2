"""The scenario that makes the rows of one kind."""

from typing import ClassVar

from seedplot import Scenario
from tests.zoo.kinds import Kind


class ZooScenario(Scenario):
    """The rows of a kind."""

    name, domain = "zoo", "zoo"
    kind: ClassVar[Kind]

    def plan(self, context, shard):
        yield from self.kind.plan(context.rng)

"""The scenario that makes the rows of one kind."""

from typing import ClassVar

from seedplot import Scenario
from tests.zoo.kinds import Kind


class ZooScenario(Scenario):
    """The rows of a kind."""

    name, domain = "zoo", "zoo"
    shown: ClassVar[Kind]

    def plan(self, context, shard):
        yield from self.shown.plan(context.rng)

    def subjects(self, rows, anchor):
        return ((shard, rows) for shard in rows.shards)

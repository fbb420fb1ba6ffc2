"""A story's pull requests on their way through the planning steps."""

from dataclasses import dataclass
from typing import Any

import pytest

from apps.metrics.seeding.planning import slots
from apps.metrics.seeding.planning.cast import assemble
from apps.metrics.seeding.planning.subjects import Subjects
from apps.metrics.seeding.scenarios import SCENARIO_REGISTRY
from seedplot.context import stream_of


@dataclass
class Beginning:
    """What the steps start from."""

    scenario: Any
    rng: Any
    cast: list
    subjects: Any

    def counted(self, week):
        return slots.plan_slots(self.scenario, self.cast, self.subjects, week)


def begin(scenario, seed):
    rng = stream_of(scenario, seed).at("team", 1)
    cast = assemble(rng, scenario)
    return Beginning(scenario, rng, cast, Subjects(rng, cast))


@pytest.fixture(params=SCENARIO_REGISTRY.values(), ids=SCENARIO_REGISTRY)
def beginnings(request):
    """The beginning of a story under several seeds."""
    return [begin(request.param(), seed) for seed in range(8)]

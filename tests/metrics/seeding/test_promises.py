"""The promises of the metrics scenarios as data."""

import pytest

from apps.metrics.seeding.scenarios import SCENARIO_REGISTRY, LegacyTeam


@pytest.mark.parametrize("scenario", [*SCENARIO_REGISTRY.values(), LegacyTeam], ids=lambda scenario: scenario.name)
def test_every_promise_names_the_source_of_its_bound(scenario):
    assert [promise.id for promise in scenario.promises if not promise.source] == []

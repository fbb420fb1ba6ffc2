"""The promises of the stories and of the imports, as data."""

from collections import Counter

import pytest

from apps.tickets.seeding.scenarios import (
    DefaultMachinesScenario,
    LegacyMaintainersScenario,
    LegacyRecordsScenario,
    PinballWorkshopScenario,
)

SCENARIOS = (PinballWorkshopScenario, LegacyMaintainersScenario, DefaultMachinesScenario, LegacyRecordsScenario)


def test_no_two_promises_share_a_number():
    ids = Counter(promise.id for scenario in SCENARIOS for promise in scenario.promises)

    assert [each for each, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_promise_names_the_source_of_its_bound(scenario):
    assert [promise.id for promise in scenario.promises if not promise.source.endswith(".")] == []


def test_counts_are_those_of_the_scenario():
    [promise] = [each for each in PinballWorkshopScenario.promises if each.id == "tickets.P135"]

    assert promise.sentence == (
        "There are 95 tasks, 75 closed tasks, 621 entries, 840 people on the entries, beside answers to newer records."
    )

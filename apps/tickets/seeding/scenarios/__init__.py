"""The scenarios of the tickets domain, and its imports."""

from apps.tickets.seeding.scenarios.default_machines import DefaultMachinesScenario
from apps.tickets.seeding.scenarios.legacy_maintainers import LegacyMaintainersScenario
from apps.tickets.seeding.scenarios.legacy_records import LegacyRecordsScenario
from apps.tickets.seeding.scenarios.pinball_workshop import PinballWorkshopScenario

__all__ = [
    "DefaultMachinesScenario",
    "LegacyMaintainersScenario",
    "LegacyRecordsScenario",
    "PinballWorkshopScenario",
]

"""The one story of the software house; importing this registers it."""

from apps.projects.seeding.scenarios.software_house import SoftwareHouseScenario

__all__ = ["SoftwareHouseScenario"]

"""The one story of the software house."""

from apps.projects.seeding.scenarios.software_house import SoftwareHouseScenario

__all__ = ["SoftwareHouseScenario"]

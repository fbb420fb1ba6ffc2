"""The garden's stories; importing a module registers its scenario."""

from tests.toy.seeding.scenarios import allotment, garden_history, harvest_weeks, watering_days, wild_garden

__all__ = ["allotment", "garden_history", "harvest_weeks", "watering_days", "wild_garden"]

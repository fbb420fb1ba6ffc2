"""The garden's stories; importing a module registers its scenario."""

from tests.toy.seeding.scenarios import garden_history, harvest_weeks, turns, watering_days, wild_allotment, wild_garden

__all__ = ["garden_history", "harvest_weeks", "turns", "watering_days", "wild_allotment", "wild_garden"]

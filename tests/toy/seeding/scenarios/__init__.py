"""The garden's stories; importing a module registers its scenario."""

# The list prints them in the order of their registration.
from tests.toy.seeding.scenarios import garden_history  # isort: split

from tests.toy.seeding.scenarios import allotment, harvest_weeks, watering_days, wild_garden

__all__ = ["allotment", "garden_history", "harvest_weeks", "watering_days", "wild_garden"]

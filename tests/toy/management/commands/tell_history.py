from seedplot.commands import ScenarioCommand
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario


class Command(ScenarioCommand):
    help = "Copy the garden's book of 2024."
    scenario = GardenHistoryScenario

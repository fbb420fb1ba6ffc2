from seedplot.one_scenario_command import OneScenarioCommand
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario


class Command(OneScenarioCommand):
    help = "Copy the garden's book of 2024."
    scenario = GardenHistoryScenario

from seedplot.one_scenario_command import OneScenarioCommand
from tests.toy.seeding.scenarios.wild_garden import WildGardenScenario


class Command(OneScenarioCommand):
    help = "Pick the harvests of four weeks."
    scenario = WildGardenScenario

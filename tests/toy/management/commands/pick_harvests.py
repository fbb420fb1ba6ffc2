from seedplot.commands import ScenarioCommand
from tests.toy.seeding.scenarios.wild_garden import WildGardenScenario


class Command(ScenarioCommand):
    help = "Pick the harvests of four weeks."
    scenario = WildGardenScenario

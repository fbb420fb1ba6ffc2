"""The museum's roster, from a file into users and maintainers."""

from apps.tickets.seeding.scenarios import LegacyMaintainersScenario
from seedplot.commands import ScenarioCommand


class Command(ScenarioCommand):
    help = "Make a user and a maintainer of everybody in Maintainers.csv; with DEBUG, the password is test123."
    scenario = LegacyMaintainersScenario

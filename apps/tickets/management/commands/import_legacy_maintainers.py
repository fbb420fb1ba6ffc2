"""The museum's roster, from a file into users and maintainers."""

from apps.tickets.seeding.scenarios import LegacyMaintainersScenario
from seedplot.one_scenario_command import OneScenarioCommand


class Command(OneScenarioCommand):
    help = "Make a user and a maintainer of everybody in Maintainers.csv; the password is test123."
    scenario = LegacyMaintainersScenario

"""The museum's machines."""

from apps.tickets.seeding.scenarios import DefaultMachinesScenario
from seedplot.one_scenario_command import OneScenarioCommand


class Command(OneScenarioCommand):
    help = "Create the museum's eighteen machines, those that are not there yet."
    scenario = DefaultMachinesScenario

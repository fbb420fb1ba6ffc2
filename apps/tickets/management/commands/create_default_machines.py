"""The museum's machines."""

from apps.tickets.seeding.scenarios import DefaultMachinesScenario
from seedplot.commands import ScenarioCommand


class Command(ScenarioCommand):
    help = "Create the museum's eighteen machines, those that are not there yet."
    scenario = DefaultMachinesScenario

"""The museum's old books, from two files into tasks and log entries."""

from apps.tickets.seeding.scenarios import LegacyRecordsScenario
from seedplot.commands import ScenarioCommand


class Command(ScenarioCommand):
    help = "Make tasks of the legacy problems, and log entries of the legacy log."
    scenario = LegacyRecordsScenario

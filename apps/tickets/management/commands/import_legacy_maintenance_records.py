"""The museum's old books, from two files into tasks and log entries."""

from apps.tickets.seeding.scenarios import LegacyRecordsScenario
from seedplot.one_scenario_command import OneScenarioCommand


class Command(OneScenarioCommand):
    help = "Make tasks of the legacy problems, and log entries of the legacy log."
    scenario = LegacyRecordsScenario

"""The workshop's repair stories, by a command of their own: the same run as `seed_demo_data` makes."""

from __future__ import annotations

from apps.tickets.seeding.scenarios import PinballWorkshopScenario
from seedplot.commands import ScenarioCommand, SeedOptions
from seedplot.engine.runs import Report
from seedplot.scenario import Scenario


class Command(ScenarioCommand):
    help = "Add two years of repair stories to the museum's machines, on top of the legacy records."
    scenario = PinballWorkshopScenario

    def show(self, finished: Report, scenario: Scenario, note: str, options: SeedOptions) -> None:
        super().show(finished, scenario, note, options)
        tasks, entries = (finished.counts[label] for label in ("tickets.Task", "tickets.LogEntry"))
        self.stdout.write(f"{tasks:,} tasks, {entries:,} log entries.")

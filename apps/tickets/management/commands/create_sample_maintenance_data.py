"""The workshop's repair stories, by a command of their own: the same run as `seed_demo_data` makes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from apps.tickets.seeding.scenarios import PinballWorkshopScenario
from seedplot.commands import Mark, ScenarioCommand, SeedOptions
from seedplot.engine.runs import Report
from seedplot.scenario import Scenario


def sample_rows() -> Sequence[Any]:
    """The tasks and entries of the sample, by the marks that all of them bear."""
    from apps.tickets.models import SAMPLE_CONTACT, SAMPLE_ENTRY_PREFIX, LogEntry, Task

    return (
        Task.objects.filter(reported_by_contact=SAMPLE_CONTACT),
        LogEntry.objects.filter(text__startswith=SAMPLE_ENTRY_PREFIX),
    )


class Command(ScenarioCommand):
    help = "Add two years of repair stories to the museum's machines, on top of the legacy records."
    scenario = PinballWorkshopScenario
    mark = Mark(
        "--by-tag", "Clear what bears the tag [Sample 2025] and is in no record, with what refers to it.", sample_rows
    )

    def show(self, finished: Report, scenario: Scenario, note: str, options: SeedOptions) -> None:
        super().show(finished, scenario, note, options)
        tasks, entries = (finished.counts[label] for label in ("tickets.Task", "tickets.LogEntry"))
        self.stdout.write(f"{tasks:,} tasks, {entries:,} log entries.")

"""The plan's own command: three tenants with a conversation each, in four steps, checked and summed up."""

from __future__ import annotations

from apps.tenants.seeding.scenarios import TenantConversationsScenario
from seedplot.commands import ScenarioCommand, SeedOptions
from seedplot.engine.runs import Report
from seedplot.scenario import Scenario

STEPS = {
    "tenants.Property": "properties",
    "tenants.Tenant": "tenants of the properties",
    "tenants.ConversationThread": "conversation threads of the tenants",
    "tenants.Message": "messages of the threads",
}


class Command(ScenarioCommand):
    help = "Seed three tenants' conversations with a property manager's assistant."
    scenario = TenantConversationsScenario

    def show(self, finished: Report, scenario: Scenario, note: str, options: SeedOptions) -> None:
        """A tick for each step of the plan, then the report: checks, and a line for each tenant."""
        if finished.written and not options.verify:
            for label, step in STEPS.items():
                self.stdout.write(f"{self._tick()} {finished.counts.get(label, 0)} {step}")
            self.stdout.write("")
        super().show(finished, scenario, note, options)

    def _tick(self) -> str:
        try:
            "✓".encode(getattr(self.stdout, "encoding", None) or "utf-8")
        except UnicodeEncodeError:
            return "ok"
        return "✓"

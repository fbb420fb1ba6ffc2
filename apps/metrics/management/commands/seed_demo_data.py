"""The one front door: lists, seeds, clears and verifies the scenarios of every domain.

Without --scenario it is the legacy mode of the metrics domain, and --clear concerns that domain alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from apps.metrics.seeding.scenarios import LegacyTeam
from seedplot import provenance
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from seedplot.scenario import Scenario
from seedplot.seed_command import SeedCommand, note


class Command(SeedCommand):
    help = "Fill the database with a story that is the same every time, and prove that it is there."

    def unlisted(self) -> Sequence[type[Scenario]]:
        return [LegacyTeam]

    def runs_to_clear(self, given: Mapping[str, Any]) -> list[SeedRun]:
        if given["scenario"] is not None:
            return super().runs_to_clear(given)
        return provenance.runs_of(given["database"], LegacyTeam.domain)

    def seed(self, given: Mapping[str, Any]) -> None:
        if given["scenario"] is not None:
            super().seed(given)
            return
        if given["workers"] is not None or given["scheduler"] is not None:
            raise SeedError("The legacy mode fills one team after the other. Leave out --workers and --scheduler.")
        # The legacy mode brings models, which listing the scenarios does without.
        from apps.metrics.seeding.legacy import seed_teams, summary

        scenario = LegacyTeam()
        request = self.request(scenario, given, kind="legacy")
        with self.running(given) as progress:
            reports, skipped = seed_teams(request, progress)
        for message in skipped:
            self.stdout.write(message)
        if reports:
            self.show(summary(reports), scenario, note(reports[-1], request), given)

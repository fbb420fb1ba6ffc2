"""The library's front door, with the legacy mode of this domain.

Without --scenario it makes plain teams, and --clear takes the runs of this domain alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from seedplot.commands import Mark, SeedOptions, note
from seedplot.engine import provenance
from seedplot.errors import SeedError
from seedplot.management.commands import seed_demo_data
from seedplot.models import SeedRun
from seedplot.scenario import Scenario

LEGACY_DOMAIN = "metrics"


def demo_teams() -> Sequence[Any]:
    """The teams of the legacy mode, by their slugs."""
    from apps.metrics.models import Team

    return (Team.objects.filter(slug__regex=r"^demo-team-[0-9]+$"),)


class Command(seed_demo_data.Command):
    mark = Mark(
        "--by-slug", "Clear teams named demo-team-N that are in no record, with what refers to them.", demo_teams
    )

    def unlisted(self) -> Sequence[type[Scenario]]:
        # A run of another domain's scenario does without this domain's.
        from apps.metrics.seeding.scenarios import LegacyTeam

        return [LegacyTeam]

    def act(self, options: SeedOptions) -> None:
        super().act(self._without_github(options))

    def _without_github(self, options: SeedOptions) -> SeedOptions:
        """The options without --no-github for a scenario that takes nothing from GitHub anyway."""
        if options.scenario is None or not options.extra.get("no_github"):
            return options
        if any(option.key == "no_github" for option in self.scenario_for(options).options):
            return options
        return replace(options, extra={**options.extra, "no_github": False})

    def runs_to_clear(self, options: SeedOptions) -> list[SeedRun]:
        if options.scenario is not None or options.run is not None:
            return super().runs_to_clear(options)
        return provenance.runs_of(options.database, LEGACY_DOMAIN)

    def seed(self, options: SeedOptions) -> None:
        if options.scenario is not None:
            super().seed(options)
            return
        if options.workers is not None or options.scheduler is not None:
            raise SeedError("The legacy mode fills one team after the other. Leave out --workers and --scheduler.")
        # The legacy mode brings models, which listing the scenarios does without.
        from apps.metrics.management.legacy_teams import seed_teams, summary
        from apps.metrics.seeding.scenarios import LegacyTeam

        scenario = LegacyTeam()
        request = self.request(scenario, options, kind="legacy")
        with self.running(options) as progress:
            reports, skipped = seed_teams(request, progress, self._way_on(options), is_cleared=options.clear)
        for message in skipped:
            self.stdout.write(message)
        if reports:
            self.show(summary(reports), scenario, note(reports[-1], request), options)

    def _way_on(self, options: SeedOptions) -> str:
        """The advice for a team that has data already."""
        if not options.clear:
            return "Use --clear to reseed."
        if options.extra["team_slug"] is not None:
            return "No recorded run wrote them; name a team without any."
        line = self.next_command(options, adding={"by_slug": True})
        return f"No recorded run wrote them; clear the team by its slug: {line}"

"""The legacy mode: several teams one after the other, each a run of its own; those that have data are skipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from apps.metrics.models import PullRequest, Team
from apps.metrics.seeding.prerequisites import unknown_team
from seedplot.engine import pipeline
from seedplot.engine.clearing import clearing
from seedplot.engine.progress import Progress
from seedplot.engine.runs import Report, Request
from seedplot.errors import SeedError
from seedplot.options import complete_options


def seed_teams(
    request: Request, progress: Progress, way_on: str, *, is_cleared: bool = False
) -> tuple[list[Report], list[str]]:
    """Seed the teams that the request's options name, all or nothing: a report for each, and a line for each skipped.

    Such a line ends with `way_on`. The first report says what was cleared. Raises SeedError if `team_slug` names no
    team, and with that line where a team has data although it was to be cleared.
    """
    options = complete_options(request.scenario, request.options)
    if request.expect is not None and options["teams"] != 1:
        raise SeedError("--expect names the fingerprint of one team; leave out --teams.")
    reports, skipped = [], []
    with transaction.atomic(using=request.using):
        cleared = clearing.clear(request.clear, request.clear_rules)
        for slug in _slugs(options["team_slug"], options["teams"], request.using):
            count = PullRequest.objects.using(request.using).filter(team__slug=slug).count()
            line = f"{slug}: Team already has {count} PRs. {way_on}"
            if count and is_cleared:
                raise SeedError(line)
            if count:
                skipped.append(line)
            else:
                own = {**options, "team_slug": slug, "teams": 1}
                reports.append(pipeline.run(replace(request, options=own, clear=()), progress))
        if request.dry_run:
            transaction.set_rollback(True, using=request.using)
    # Where teams were skipped nothing of theirs was cleared, so a first report is there whenever something was.
    if reports:
        reports[0] = replace(reports[0], cleared=cleared)
    return reports, skipped


def summary(reports: Sequence[Report]) -> Report:
    """The reports of several teams as one, with the counts added up."""
    counts: Counter[str] = Counter()
    for report in reports:
        counts.update(report.counts)
    return replace(
        reports[-1],
        counts=counts,
        findings=[finding for report in reports for finding in report.findings],
        fingerprint=", ".join(report.fingerprint for report in reports),
        cleared=reports[0].cleared,
        elapsed=sum(report.elapsed for report in reports),
    )


def _slugs(given: str | None, teams: int, using: str) -> list[str]:
    if given is None:
        return [f"demo-team-{number}" for number in range(1, teams + 1)]
    if teams != 1:
        raise SeedError("--team-slug names one team; leave out --teams.")
    if not Team.objects.using(using).filter(slug=given).exists():
        raise SeedError(unknown_team(given, using))
    return [given]

"""Check runs: their number, names and times."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from apps.metrics.seeding.specification.usual_work import (
    CHECK_DELAY_SECONDS,
    CHECK_DURATION_SECONDS,
    CHECK_NAMES,
    CHECKS_PER_PULL_REQUEST,
)

if TYPE_CHECKING:
    from apps.metrics import models
    from apps.metrics.seeding.rows import TeamEvidence

EARLIEST, LATEST = (timedelta(seconds=seconds) for seconds in CHECK_DELAY_SECONDS)
SHORTEST, LONGEST = (timedelta(seconds=seconds) for seconds in CHECK_DURATION_SECONDS)
CONCLUSIONS = {"success", "failure", "timed_out"}
NAMES = frozenset(CHECK_NAMES)


def unusual_checks(team: TeamEvidence) -> list[str]:
    """Check runs of unknown names, twice on one pull request, too many, or with times that are not as usual."""
    low, high = CHECKS_PER_PULL_REQUEST
    offenders = []
    for row in team.pull_requests.values():
        checks = team.checks_of[row.id]
        names = {check.name for check in checks}
        fewest = low if row.pr_created_at + LATEST < team.anchor else 0
        if not fewest <= len(checks) <= high or len(names) < len(checks) or not names <= NAMES:
            offenders.append(f"checks of pull request {row.id}")
        for check in checks:
            if not (_is_timely(check, row) and _is_consistent(check)):
                offenders.append(f"check run {check.id}")
    return offenders


def _is_timely(check: models.PRCheckRun, owner: models.PullRequest) -> bool:
    return check.started_at is not None and EARLIEST <= check.started_at - owner.pr_created_at <= LATEST


def _is_consistent(check: models.PRCheckRun) -> bool:
    if check.completed_at is None or check.started_at is None:
        return (check.status, check.conclusion, check.duration_seconds) == ("in_progress", None, None)
    duration = check.completed_at - check.started_at
    return (
        check.status == "completed"
        and check.conclusion in CONCLUSIONS
        and SHORTEST <= duration <= LONGEST
        and check.duration_seconds == duration.total_seconds()
    )

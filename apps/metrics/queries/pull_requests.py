"""Pull requests that wait, and those that were merged last."""

from __future__ import annotations

from datetime import datetime, timedelta

from apps.metrics.models import PullRequest, Team
from apps.metrics.queries.arithmetic import divided
from apps.metrics.queries.people import author_in
from apps.metrics.queries.results import OpenPullRequest

SECOND = timedelta(seconds=1)


def latest_merges(team: Team, *, count: int, is_ai_assisted: bool | None = None) -> list[PullRequest]:
    """The pull requests that were merged last; with `is_ai_assisted`, only those with or without AI. One query."""
    rows = PullRequest.objects.filter(team=team, merged_at__isnull=False)
    if is_ai_assisted is not None:
        rows = rows.filter(is_ai_assisted=is_ai_assisted)
    return list(rows.order_by("-merged_at", "-pk")[:count])


def open_pull_requests(team: Team, *, as_of: datetime) -> list[OpenPullRequest]:
    """The pull requests that are open and were opened by then, the oldest first. One query."""
    rows = (
        PullRequest.objects.filter(team=team, state=PullRequest.State.OPEN, pr_created_at__lte=as_of)
        .order_by("pr_created_at", "pk")
        .values("pk", "title", "author", "author__display_name", "pr_created_at", "first_review_at")
    )
    return [
        OpenPullRequest(
            id=row["pk"],
            title=row["title"],
            author=author_in(row, "author"),
            opened_at=row["pr_created_at"],
            age_hours=divided((as_of - row["pr_created_at"]) // SECOND, 3600),
            is_reviewed=row["first_review_at"] is not None,
        )
        for row in rows
    ]

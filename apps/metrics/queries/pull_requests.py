"""Pull requests that wait."""

from __future__ import annotations

from datetime import datetime, timedelta

from apps.metrics.models import PullRequest, Team
from apps.metrics.queries.arithmetic import divided
from apps.metrics.queries.people import author_in
from apps.metrics.queries.results import OpenPullRequest

SECOND = timedelta(seconds=1)


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

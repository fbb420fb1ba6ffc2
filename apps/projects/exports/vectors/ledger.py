"""Which issues are in the index, kept beside them in the database, so that pages can tell without asking a service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from apps.projects.exports.vectors.namespaces import ISSUES
from apps.projects.exports.vectors.records import Record, Scope, batches
from apps.projects.exports.vectors.upserts import upsert
from apps.projects.models import Issue, IssueEmbedding, Project
from seedplot.clock import wall_clock_now

KEYS_AT_A_TIME = 500


def remember(records: Sequence[Record], using: str) -> None:
    """The records are in the index now."""
    now = wall_clock_now()
    upsert(
        IssueEmbedding,
        [
            IssueEmbedding(
                # The issue's own key: it has one record at most, and a key of chance would differ each time.
                id=UUID(record.metadata["issue_id"]),
                issue_id=UUID(record.metadata["issue_id"]),
                project_id=UUID(record.metadata["project_id"]),
                vector_id=record.id,
                namespace=ISSUES.name,
                title=record.metadata["title"],
                content_hash=record.content_hash,
                is_indexed=True,
                indexed_at=now,
                created_at=now,
                updated_at=now,
            )
            for record in records
        ],
        using=using,
        unique_fields=["issue_id"],
        update_fields=[
            "project_id",
            "vector_id",
            "namespace",
            "title",
            "content_hash",
            "is_indexed",
            "indexed_at",
            "updated_at",
        ],
    )


def forget(ids: Iterable[str], using: str) -> None:
    """The records of those ids are no longer in the index."""
    for some in batches(ids, KEYS_AT_A_TIME):
        IssueEmbedding.objects.using(using).filter(vector_id__in=some).delete()


def forget_lost(scope: Scope) -> None:
    """What is remembered of issues that have gone, and of whose record the index knows nothing either."""
    living = Issue.objects.using(scope.using).filter(is_active=True).values("pk")
    lost = IssueEmbedding.objects.using(scope.using).exclude(issue_id__in=living)
    if scope.workspaces is not None:
        lost = lost.filter(project_id__in=scope.rows(Project, "workspace").values("pk"))
    lost.delete()

"""What clearing a run leaves behind in the vector index, which knows rows by id and not by a foreign key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from seedplot.engine import ledger
from seedplot.models import SeedRun

KEYS_AT_A_TIME = 500
Rows = Callable[[Any], Iterable[QuerySet[Any, Any]]]
"""The rows of a model, in one query or several."""


def records_of(runs: Sequence[SeedRun]) -> Mapping[str, frozenset[str]]:
    """The ids that records of the runs' rows have, by namespace. To be asked before the rows are cleared."""

    found: dict[str, frozenset[str]] = {}
    for run in runs:
        for namespace, ids in _record_ids(ledger.rows_of(run).parts).items():
            found[namespace] = found.get(namespace, frozenset()) | ids
    return found


def forget(records: Mapping[str, frozenset[str]], using: str = "default") -> None:
    """Remove those of the records whose rows have gone from the database: the embedded index, and the ledger of issues.

    A row that was seeded again keeps its record. No service is called: what one holds goes with the next sync of
    vectors that follows a run, or with the cleanup.
    """
    from apps.projects.exports.vectors import ledger
    from apps.projects.exports.vectors.namespaces import ISSUES
    from apps.projects.exports.vectors.records import batches
    from apps.projects.models import VectorRecord

    living = _record_ids(lambda model: [model._default_manager.using(using).all()])
    for namespace, ids in records.items():
        gone = sorted(ids - living[namespace])
        for some in batches(gone, KEYS_AT_A_TIME):
            VectorRecord.objects.using(using).filter(namespace=namespace, vector_id__in=some).delete()
        if namespace == ISSUES.name:
            ledger.forget(gone, using)


def _record_ids(rows: Rows) -> dict[str, frozenset[str]]:
    """The ids of the records that these rows would have, by namespace."""
    from apps.accounts.models import User
    from apps.projects.exports.vectors.issues import issue_id, sprint_id
    from apps.projects.exports.vectors.people import member_id, user_id
    from apps.projects.exports.vectors.project_context import project_id
    from apps.projects.models import Issue, Project, ProjectTeamMember, Sprint

    kinds: dict[str, tuple[Any, Callable[..., str], tuple[str, ...]]] = {
        "issues": (Issue, issue_id, ("pk",)),
        "sprints": (Sprint, sprint_id, ("pk",)),
        "project_context": (Project, project_id, ("pk",)),
        "team_members": (ProjectTeamMember, member_id, ("project", "user__user_uuid")),
        "users": (User, user_id, ("user_uuid",)),
    }
    return {
        namespace: frozenset(
            identify(*values) for part in rows(model) for values in part.order_by().values_list(*columns)
        )
        for namespace, (model, identify, columns) in kinds.items()
    }

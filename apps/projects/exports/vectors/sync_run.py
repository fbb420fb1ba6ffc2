"""The sync that follows a run, and what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from apps.projects.exports.vectors.embedders import configured_embedder
from apps.projects.exports.vectors.index import configured_index
from apps.projects.exports.vectors.namespaces import NAMESPACES
from apps.projects.exports.vectors.records import Scope
from apps.projects.exports.vectors.sync import Synchronizer
from apps.projects.models import Workspace
from seedplot.engine import ledger
from seedplot.models import SeedRun


def sync_run(run: SeedRun, cleared: Mapping[str, frozenset[str]]) -> str:
    """Give every row of the run's workspaces its record; the records of cleared rows that did not come back go."""
    workspaces = tuple(sorted(UUID(key) for key in ledger.rows_of(run).listed_keys(Workspace)))
    embedder = configured_embedder()
    with configured_index(embedder, run.using) as index:
        index.check()
        synchronizer = Synchronizer(index, Scope(run.using, workspaces))
        found = [synchronizer.sync(each, expendable=cleared.get(each.name, frozenset())) for each in NAMESPACES]
    rows, written, deleted = (sum(getattr(each, name) for each in found) for name in ("rows", "written", "deleted"))
    gone = f", {deleted:,} deleted" if deleted else ""
    return f"{rows:,} records in {len(found)} namespaces, {written:,} written{gone} ({embedder.name})"

"""What `sync_pinecone_vectors` does: audit, sync or cleanup of some namespaces, and a line for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from apps.projects.exports.vectors.embedders import configured_embedder
from apps.projects.exports.vectors.index import configured_index
from apps.projects.exports.vectors.namespaces import EVERY, Namespace, find_namespaces
from apps.projects.exports.vectors.records import Scope
from apps.projects.exports.vectors.sync import BATCH_SIZE, Difference, Synchronizer
from apps.projects.models import Workspace
from seedplot.errors import SeedError

MODES = ("audit", "cleanup", "sync")
LISTED = 10
"""How many ids of a kind are listed; more are counted."""


@dataclass(frozen=True)
class Maintenance:
    """What the command line asks for."""

    mode: str = "audit"
    namespace: str = EVERY
    workspace: str = ""
    dry_run: bool = False
    confirm: bool = False
    batch_size: int = BATCH_SIZE
    force: bool = False
    using: str = "default"

    @property
    def changes(self) -> bool:
        """Whether it is meant to change the index."""
        return self.mode != "audit" and not self.dry_run


def maintain(wanted: Maintenance, say: Callable[[str], object]) -> list[Difference]:
    """Do what is asked for and say what was found. SeedError, with nothing changed, where it cannot be done."""
    namespaces = _checked(wanted)
    scope = Scope(wanted.using, _workspaces(wanted))
    with configured_index(configured_embedder(), wanted.using) as index:
        index.check()
        synchronizer = Synchronizer(index, scope, wanted.batch_size)
        found = [_said(_mend(synchronizer, each, wanted), say) for each in namespaces]
    if wanted.changes and not wanted.confirm:
        raise SeedError(f"Nothing was changed: {_to_do(wanted, found)}. To do it, add --confirm.")
    say(_summary(wanted, found))
    return found


def _checked(wanted: Maintenance) -> tuple[Namespace, ...]:
    if wanted.mode not in MODES:
        raise SeedError(f"There is no mode '{wanted.mode}'. Give --mode one of: {', '.join(MODES)}.")
    if wanted.force and wanted.mode != "sync":
        raise SeedError("--force embeds unchanged texts again, which only --mode sync does. Leave it out.")
    if wanted.batch_size < 1:
        raise SeedError(f"--batch-size {wanted.batch_size}: a batch holds at least one record. Give it 100.")
    return find_namespaces(wanted.namespace)


def _workspaces(wanted: Maintenance) -> tuple[UUID, ...] | None:
    if not wanted.workspace:
        return None
    rows = Workspace.objects.using(wanted.using)
    try:
        key = UUID(wanted.workspace)
    except ValueError:
        key = None
    if key is None or not rows.filter(pk=key).exists():
        known = ", ".join(f"{each.pk} ({each.name})" for each in rows.order_by("name")[:LISTED])
        raise SeedError(f"There is no workspace '{wanted.workspace}'. Known: {known or 'none'}.")
    return (key,)


def _mend(synchronizer: Synchronizer, namespace: Namespace, wanted: Maintenance) -> Difference:
    if not (wanted.changes and wanted.confirm):
        return synchronizer.audit(namespace)
    if wanted.mode == "cleanup":
        return synchronizer.cleanup(namespace)
    return synchronizer.sync(namespace, force=wanted.force)


def _said(difference: Difference, say: Callable[[str], object]) -> Difference:
    for line in _lines(difference):
        say(line)
    return difference


def _lines(difference: Difference) -> Iterator[str]:
    kinds = {"missing": difference.missing, "stale": difference.stale, "orphaned": difference.orphaned}
    counts = ", ".join(f"{len(ids)} {kind}" for kind, ids in kinds.items())
    yield f"{difference.namespace}: {difference.rows} rows, {difference.records} records; {counts}"
    for kind, ids in kinds.items():
        for identifier in ids[:LISTED]:
            yield f"  {kind}: {identifier}"
        if len(ids) > LISTED:
            yield f"  {kind}: and {len(ids) - LISTED} more"


def _summary(wanted: Maintenance, found: list[Difference]) -> str:
    if wanted.changes:
        written, deleted = sum(each.written for each in found), sum(each.deleted for each in found)
        return f"{written} records written." if wanted.mode == "sync" else f"{deleted} records deleted."
    if wanted.mode != "audit":
        return f"Dry run, nothing was changed: {_to_do(wanted, found)}."
    if all(each.is_none for each in found):
        return "The index is what the rows are."
    return "To write what is missing or stale: --mode sync --confirm. To delete orphans: --mode cleanup --confirm."


def _to_do(wanted: Maintenance, found: list[Difference]) -> str:
    if wanted.mode == "cleanup":
        return f"{sum(len(each.orphaned) for each in found)} records are to be deleted"
    count = sum(each.rows if wanted.force else len(each.missing) + len(each.stale) for each in found)
    return f"{count} records are to be written"

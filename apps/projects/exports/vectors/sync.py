"""Keeps an index what the rows are: compares ids and hashes, writes what is missing or stale, deletes orphans.

A record is *missing* when a row has none, *stale* when the text of its row has changed since, and *orphaned* when its
row has gone. What is neither is left alone, and its text is not embedded again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from apps.projects.exports.vectors import ledger
from apps.projects.exports.vectors.index import Item, VectorIndex
from apps.projects.exports.vectors.namespaces import ISSUES, Namespace
from apps.projects.exports.vectors.people import people_of
from apps.projects.exports.vectors.records import Record, Scope, batches
from apps.projects.models import Project
from seedplot.errors import SeedError

BATCH_SIZE = 100


@dataclass
class Difference:
    """Of one namespace: the ids of its records that are not what they should be, and what was done about them."""

    namespace: str
    rows: int = 0
    records: int = 0
    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    orphaned: list[str] = field(default_factory=list)
    written: int = 0
    deleted: int = 0

    @property
    def is_none(self) -> bool:
        return not (self.missing or self.stale or self.orphaned)


class Synchronizer:
    """Compares and mends the namespaces of an index, for the rows of a scope.

    Where the scope has only some of the workspaces, records that belong to others are none of its business.
    """

    def __init__(self, index: VectorIndex, scope: Scope, batch_size: int = BATCH_SIZE) -> None:
        self._index = index
        self._scope = scope
        self._batch_size = batch_size

    def audit(self, namespace: Namespace) -> Difference:
        """What is missing, stale and orphaned; nothing is changed."""
        difference, hashes = self._begin(namespace)
        for _ in self._differing(namespace, difference, hashes):
            pass
        return difference

    def sync(self, namespace: Namespace, *, force: bool = False, expendable: Collection[str] = ()) -> Difference:
        """Write what is missing or stale; with `force` every record. Orphans stay, save those that are expendable."""
        difference, hashes = self._begin(namespace, expendable)
        for batch in batches(self._differing(namespace, difference, hashes, force=force), self._batch_size):
            difference.written += self._write(namespace, batch)
        gone = [key for key in difference.orphaned if key in expendable]
        if gone:
            self._delete(namespace, gone)
            difference.deleted = len(gone)
            difference.orphaned = [key for key in difference.orphaned if key not in expendable]
        return difference

    def cleanup(self, namespace: Namespace) -> Difference:
        """Delete orphans."""
        difference = self.audit(namespace)
        if difference.orphaned:
            self._delete(namespace, difference.orphaned)
            difference.deleted = len(difference.orphaned)
        if namespace is ISSUES:
            ledger.forget_lost(self._scope)
        return difference

    def _begin(self, namespace: Namespace, expendable: Collection[str] = ()) -> tuple[Difference, dict[str, str]]:
        """The hashes of the records that are in the index, by id."""
        hashes = {
            key: str(metadata.get("content_hash", ""))
            for key, metadata in self._index.metadata(namespace.name, namespace.prefix)
            if self._is_ours(metadata) or key in expendable
        }
        return Difference(namespace.name, records=len(hashes)), hashes

    def _differing(
        self, namespace: Namespace, difference: Difference, hashes: dict[str, str], *, force: bool = False
    ) -> Iterator[Record]:
        """The records to write. What is left of the hashes when all rows have been seen are orphans."""
        for record in namespace.records(self._scope):
            difference.rows += 1
            known = hashes.pop(record.id, None)
            if known is None:
                difference.missing.append(record.id)
            elif known != record.content_hash:
                difference.stale.append(record.id)
            elif not force:
                continue
            yield record
        difference.orphaned.extend(sorted(hashes))

    def _write(self, namespace: Namespace, records: Sequence[Record]) -> int:
        vectors = self._index.embedder.embed([record.text for record in records])
        items = [Item(each.id, values, each.metadata) for each, values in zip(records, vectors, strict=True)]
        written = self._index.upsert(namespace.name, items)
        if written != len(items):
            raise SeedError(
                f"Of {len(items)} records sent to the namespace {namespace.name}, {written} were written. "
                "Sync it again."
            )
        if namespace is ISSUES:
            ledger.remember(records, self._scope.using)
        return written

    def _delete(self, namespace: Namespace, ids: Sequence[str]) -> None:
        self._index.delete(namespace.name, ids)
        if namespace is ISSUES:
            ledger.forget(ids, self._scope.using)

    def _is_ours(self, metadata: Mapping[str, Any]) -> bool:
        """Whether a record belongs to the scope, as far as its metadata and the rows that are there can tell."""
        if self._scope.workspaces is None:
            return True
        # The widest place that a record names decides: a member of another project's team may be one of the people.
        names = ("workspace_id", "project_id", "user_id")
        return next((metadata[name] in self._keys_in_scope for name in names if name in metadata), False)

    @cached_property
    def _keys_in_scope(self) -> frozenset[str]:
        """The scope's workspaces, their projects and their people."""
        projects = self._scope.rows(Project, "workspace").values_list("pk", flat=True)
        people = people_of(self._scope).values_list("user_uuid", flat=True)
        return frozenset(str(key) for key in (*(self._scope.workspaces or ()), *projects, *people))

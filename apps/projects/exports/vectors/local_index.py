"""The embedded index: vectors in a table beside the data. It needs no service, no key and no package.

A query reads the vectors of its project and compares each; what a project holds is compared in milliseconds.
"""

from __future__ import annotations

import heapq
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from operator import mul
from typing import Any

from django.db.models import Count, QuerySet

from apps.projects.exports.vectors.embedders import Embedder, Vector
from apps.projects.exports.vectors.filters import Filter, admits, project_in
from apps.projects.exports.vectors.index import Item, Match, VectorIndex
from apps.projects.exports.vectors.records import CHUNK_SIZE, batches
from apps.projects.exports.vectors.upserts import upsert
from apps.projects.models import VectorRecord
from seedplot.errors import SeedError

KEYS_AT_A_TIME = 500
COLUMNS = ("project_id", "embedder", "values", "metadata")


class LocalIndex(VectorIndex):
    def __init__(self, embedder: Embedder, using: str = "default") -> None:
        super().__init__(embedder)
        self._using = using

    def close(self) -> None:
        """There is nothing open: the connection is Django's."""

    def check(self) -> None:
        """There is nothing that could be missing."""

    def upsert(self, namespace: str, items: Sequence[Item]) -> int:
        rows = [
            VectorRecord(
                namespace=namespace,
                vector_id=item.id,
                project_id=str(item.metadata.get("project_id", "")),
                embedder=self.embedder.name,
                values=packed(item.values),
                metadata=dict(item.metadata),
            )
            for item in items
        ]
        unique = ["namespace", "vector_id"]
        return upsert(VectorRecord, rows, using=self._using, unique_fields=unique, update_fields=COLUMNS)

    def query(
        self,
        namespace: str,
        *,
        top_k: int,
        vector: Vector | None = None,
        record_id: str | None = None,
        condition: Filter | None = None,
    ) -> list[Match]:
        wanted = array("f", vector) if vector is not None else self._vector_of(namespace, record_id or "")
        condition = condition or {}
        rows = self._rows(namespace).filter(embedder=self.embedder.name)
        project = project_in(condition)
        if project is not None:
            rows = rows.filter(project_id=project)
        found = (
            Match(key, sum(map(mul, wanted, unpacked(values))), metadata)
            for key, values, metadata in rows.values_list("vector_id", "values", "metadata").iterator(CHUNK_SIZE)
            if admits(condition, metadata)
        )
        return heapq.nsmallest(top_k, found, key=lambda match: (-match.score, match.id))

    def delete(self, namespace: str, ids: Sequence[str]) -> None:
        for some in batches(ids, KEYS_AT_A_TIME):
            self._rows(namespace).filter(vector_id__in=some).delete()

    def delete_where(self, namespace: str, condition: Filter) -> None:
        rows = self._rows(namespace).values_list("vector_id", "metadata").iterator(CHUNK_SIZE)
        self.delete(namespace, [key for key, metadata in rows if admits(condition, metadata)])

    def delete_all(self, namespace: str) -> None:
        self._rows(namespace).delete()

    def counts(self) -> dict[str, int]:
        rows = VectorRecord.objects.using(self._using).order_by()
        return dict(rows.values_list("namespace").annotate(total=Count("pk")))

    def list_ids(self, namespace: str, prefix: str = "") -> Iterator[str]:
        rows = self._rows(namespace).filter(vector_id__startswith=prefix).order_by("vector_id")
        yield from rows.values_list("vector_id", flat=True).iterator(CHUNK_SIZE)

    def fetch(self, namespace: str, ids: Sequence[str]) -> dict[str, Item]:
        found = {}
        for some in batches(ids, KEYS_AT_A_TIME):
            rows = self._rows(namespace).filter(vector_id__in=some).values_list("vector_id", "values", "metadata")
            found.update({key: Item(key, list(unpacked(values)), metadata) for key, values, metadata in rows})
        return found

    def metadata(self, namespace: str, prefix: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        rows = self._rows(namespace).filter(vector_id__startswith=prefix).order_by("vector_id")
        for key, embedder, metadata in rows.values_list("vector_id", "embedder", "metadata").iterator(CHUNK_SIZE):
            # What another embedder made is there, and cannot be of use: it counts as stale.
            yield key, metadata if embedder == self.embedder.name else {**metadata, "content_hash": ""}

    def _vector_of(self, namespace: str, record_id: str) -> array[float]:
        rows = self._rows(namespace).filter(vector_id=record_id, embedder=self.embedder.name)
        values = rows.values_list("values", flat=True).first()
        if values is None:
            raise SeedError(f"The namespace {namespace} has no record '{record_id}'. Sync it first.")
        return unpacked(values)

    def _rows(self, namespace: str) -> QuerySet[VectorRecord]:
        return VectorRecord.objects.using(self._using).filter(namespace=namespace)


def packed(values: Vector) -> bytes:
    """The numbers as 32-bit floats, little end first."""
    return _little_end_first(array("f", values)).tobytes()


def unpacked(values: bytes | memoryview) -> array[float]:
    numbers = array("f")
    numbers.frombytes(bytes(values))
    return _little_end_first(numbers)


def _little_end_first(numbers: array[float]) -> array[float]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers

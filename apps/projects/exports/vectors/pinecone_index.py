"""The index of the settings at Pinecone, through Pinecone's own package."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from apps.projects.exports.vectors.embedders import Embedder, Vector
from apps.projects.exports.vectors.filters import Filter
from apps.projects.exports.vectors.index import Item, Match, VectorIndex
from apps.projects.exports.vectors.records import batches
from seedplot.errors import SeedError

TIMEOUT_SECONDS = 30.0
IDS_A_FETCH = 50
"""They stand in the address of the request, which may not grow too long."""
IDS_A_DELETE = 1_000
BYTES_AN_UPSERT, ITEMS_AN_UPSERT = 1_500_000, 1_000
"""The service takes 2 MB a call."""
PLACES = 6
"""It keeps 32-bit floats; more digits would only make calls longer."""
METRIC = "cosine"


class PineconeIndex(VectorIndex):
    def __init__(self, embedder: Embedder, key: str, host: str) -> None:
        super().__init__(embedder)
        self._host = host
        self._index = _client(key, host)

    def close(self) -> None:
        self._index.close()

    def check(self) -> None:
        with self._one_line_errors("describe the index"):
            stats = self._index.describe_index_stats()
        wanted = f"Use an index of dimension {self.embedder.dimension} with the metric {METRIC}"
        if stats.dimension not in (None, self.embedder.dimension):
            raise SeedError(
                f"The index at {self._host} holds vectors of {stats.dimension} numbers, and {self.embedder.name} makes "
                f"{self.embedder.dimension}. {wanted}, or set SEEDPLOT_EMBEDDINGS to another embedder."
            )
        metric = getattr(stats, "metric", None)
        if metric not in (None, "", METRIC):
            raise SeedError(f"The index at {self._host} compares by {metric}. {wanted}.")

    def upsert(self, namespace: str, items: Sequence[Item]) -> int:
        written = 0
        with self._one_line_errors(f"write to the namespace {namespace}"):
            for vectors in _calls(items):
                written += self._index.upsert(vectors=vectors, namespace=namespace).upserted_count
        return written

    def query(
        self,
        namespace: str,
        *,
        top_k: int,
        vector: Vector | None = None,
        record_id: str | None = None,
        condition: Filter | None = None,
    ) -> list[Match]:
        with self._one_line_errors(f"query the namespace {namespace}"):
            answer = self._index.query(
                top_k=top_k,
                vector=vector,
                id=record_id,
                namespace=namespace,
                filter=condition,
                include_metadata=True,
            )
        return [Match(each.id, float(each.score), each.metadata or {}) for each in answer.matches]

    def delete(self, namespace: str, ids: Sequence[str]) -> None:
        for some in batches(ids, IDS_A_DELETE):
            self._delete(namespace, ids=some)

    def delete_where(self, namespace: str, condition: Filter) -> None:
        self._delete(namespace, filter=condition)

    def delete_all(self, namespace: str) -> None:
        self._delete(namespace, delete_all=True)

    def _delete(self, namespace: str, **what: Any) -> None:
        with self._one_line_errors(f"delete from the namespace {namespace}"):
            self._index.delete(namespace=namespace, **what)

    def counts(self) -> dict[str, int]:
        with self._one_line_errors("describe the index"):
            stats = self._index.describe_index_stats()
        return {name: each.vector_count for name, each in stats.namespaces.items()}

    def list_ids(self, namespace: str, prefix: str = "") -> Iterator[str]:
        with self._one_line_errors(f"list the namespace {namespace}"):
            for page in self._index.list(prefix=prefix or None, namespace=namespace):
                yield from (each.id for each in page.vectors)

    def fetch(self, namespace: str, ids: Sequence[str]) -> dict[str, Item]:
        found: dict[str, Item] = {}
        for some in batches(ids, IDS_A_FETCH):
            with self._one_line_errors(f"fetch from the namespace {namespace}"):
                answer = self._index.fetch(ids=some, namespace=namespace)
            found |= {key: Item(key, list(each.values), each.metadata or {}) for key, each in answer.vectors.items()}
        return found

    def metadata(self, namespace: str, prefix: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for some in batches(self.list_ids(namespace, prefix), IDS_A_FETCH):
            found = self.fetch(namespace, some)
            # A record that is listed and cannot be fetched has just gone.
            yield from ((key, found[key].metadata) for key in some if key in found)

    @contextmanager
    def _one_line_errors(self, doing: str) -> Iterator[None]:
        from pinecone.errors.exceptions import ApiError, PineconeError

        try:
            yield
        except ApiError as error:
            raise self._failure(doing, f"status {error.status_code}, {error}", _advice(error.status_code)) from error
        except (PineconeError, OSError) as error:
            raise self._failure(doing, str(error), "Check PINECONE_INDEX_HOST.") from error

    def _failure(self, doing: str, reason: str, advice: str) -> SeedError:
        why = " ".join(reason.split()).rstrip(".")
        return SeedError(f"Pinecone at {self._host} cannot {doing}: {why}. {advice}".rstrip())


def _calls(items: Sequence[Item]) -> Iterator[list[dict[str, Any]]]:
    """The items as the service reads them, in calls that are not too large for it."""
    call: list[dict[str, Any]] = []
    size = 0
    for item in items:
        values = [round(value, PLACES) for value in item.values]
        vector = {"id": item.id, "values": values, "metadata": dict(item.metadata)}
        length = len(json.dumps(vector))
        if call and (size + length > BYTES_AN_UPSERT or len(call) == ITEMS_AN_UPSERT):
            yield call
            call, size = [], 0
        call.append(vector)
        size += length
    if call:
        yield call


def _advice(status: int) -> str:
    if status in (401, 403):
        return "Check PINECONE_API_KEY."
    if status == 404:
        return "Check PINECONE_INDEX_HOST."
    return "Try again later." if status == 429 or status >= 500 else ""


def _client(key: str, host: str) -> Any:
    for name, value in (("PINECONE_API_KEY", key), ("PINECONE_INDEX_HOST", host)):
        if not value:
            raise SeedError(f"SEEDPLOT_VECTORS=pinecone needs {name}, which is not set. Set it, or use local vectors.")
    try:
        from pinecone import Index
        from pinecone.errors.exceptions import PineconeError
    except ImportError as error:
        raise SeedError(
            "pinecone is not installed, and SEEDPLOT_VECTORS=pinecone needs it: pip install pinecone"
        ) from error
    try:
        return Index(host=host, api_key=key, timeout=TIMEOUT_SECONDS)
    except (PineconeError, ValueError) as error:
        raise SeedError(f"PINECONE_INDEX_HOST cannot be '{host}': {error}") from error

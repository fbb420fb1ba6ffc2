"""What keeps vectors: the same few calls whether that is a table beside the data or a service."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from django.conf import settings

from apps.projects.exports.vectors.embedders import Embedder, Vector
from apps.projects.exports.vectors.filters import Filter
from seedplot.errors import SeedError


@dataclass(frozen=True)
class Item:
    """A vector under its id, with its metadata."""

    id: str
    values: Vector
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Match:
    """What a query found; `score` is the cosine."""

    id: str
    score: float
    metadata: Mapping[str, Any] = field(default_factory=dict)


class VectorIndex(ABC):
    """Vectors of one embedder in namespaces. Every call may raise SeedError with one line.

    It is a context: at its end the connections that it has opened are closed.
    """

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None: ...

    @abstractmethod
    def check(self) -> None:
        """SeedError if the index cannot be reached or is made for other vectors."""

    @abstractmethod
    def upsert(self, namespace: str, items: Sequence[Item]) -> int:
        """Write the items over those of the same ids; how many the index says it has written."""

    @abstractmethod
    def query(
        self,
        namespace: str,
        *,
        top_k: int,
        vector: Vector | None = None,
        record_id: str | None = None,
        condition: Filter | None = None,
    ) -> list[Match]:
        """The nearest to a vector, or to the vector of a record, the nearest first."""

    @abstractmethod
    def delete(self, namespace: str, ids: Sequence[str]) -> None: ...

    @abstractmethod
    def delete_where(self, namespace: str, condition: Filter) -> None: ...

    @abstractmethod
    def delete_all(self, namespace: str) -> None: ...

    @abstractmethod
    def counts(self) -> dict[str, int]:
        """How many vectors each namespace holds; one without any may be missing."""

    @abstractmethod
    def list_ids(self, namespace: str, prefix: str = "") -> Iterator[str]: ...

    @abstractmethod
    def fetch(self, namespace: str, ids: Sequence[str]) -> dict[str, Item]:
        """Those of the records that are there."""

    @abstractmethod
    def metadata(self, namespace: str, prefix: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The id and the metadata of each record; a record of another embedder has none."""


def configured_index(embedder: Embedder, using: str = "default") -> VectorIndex:
    """The index that the settings name. SeedError names those that there are."""
    name = settings.SEEDPLOT_VECTORS
    if name not in INDEXES:
        raise SeedError(f"SEEDPLOT_VECTORS cannot be '{name}'. Known values: {', '.join(INDEXES)}.")
    return INDEXES[name](embedder, using)


def _local(embedder: Embedder, using: str) -> VectorIndex:
    from apps.projects.exports.vectors.local_index import LocalIndex

    return LocalIndex(embedder, using)


def _pinecone(embedder: Embedder, using: str) -> VectorIndex:
    from apps.projects.exports.vectors.pinecone_index import PineconeIndex

    return PineconeIndex(embedder, settings.PINECONE_API_KEY, settings.PINECONE_INDEX_HOST)


INDEXES: dict[str, Callable[[Embedder, str], VectorIndex]] = {"local": _local, "pinecone": _pinecone}

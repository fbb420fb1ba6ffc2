"""A record of the index: an id, a text that is embedded, and what is known of it besides."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

CHUNK_SIZE = 2_000
UNASSIGNED, UNKNOWN, BACKLOG = "unassigned", "unknown", "backlog"
"""What metadata say of an issue without an assignee, of a row without an author, of an issue without a sprint."""


@dataclass(frozen=True)
class Record:
    """One row of the database as the index knows it. No value of the metadata is None: Pinecone refuses it."""

    id: str
    text: str
    metadata: Mapping[str, Any]

    @property
    def content_hash(self) -> str:
        return str(self.metadata["content_hash"])


@dataclass(frozen=True)
class Scope:
    """The rows that are looked at: of all workspaces, or of some."""

    using: str = "default"
    workspaces: tuple[UUID, ...] | None = None

    def rows(self, model: type[Model], path: str) -> QuerySet[Any, Any]:
        """The model's rows whose workspace, at that path, is in the scope."""
        rows = model._default_manager.using(self.using).all()
        return rows if self.workspaces is None else rows.filter(**{f"{path}__in": self.workspaces})


def record(identifier: str, lines: Iterable[tuple[str, Any]], metadata: Mapping[str, Any]) -> Record:
    """The record of these labels and values; a line without a value is left out, and zero is one."""
    text = "\n".join(f"{label}: {value}" for label, value in lines if value not in (None, ""))
    plain = {name: plain_value(value) for name, value in metadata.items()}
    return Record(identifier, text, {**plain, "content_hash": hash_of(text)})


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def plain_value(value: Any) -> str | int | float | bool:
    """A value as every index takes it: numbers stay, moments and days are texts in ISO form, nothing is ""."""
    if value is None:
        return ""
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def name_of(user: Any) -> str:
    """How people call somebody, the username if nothing else is known."""
    return str(user.full_name or user.username)


def batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The items in lists of that size, the last one shorter."""
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch

"""Planned rows found in a database that keeps no record of them: by their keys, by unique columns, then by values.

References follow: a row is looked for once the rows that it refers to are found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from hashlib import blake2b
from itertools import islice
from operator import or_
from typing import Any, TypeVar

from django.db.models import Q

from seedplot.clock import Calendar
from seedplot.engine.canonical import canonical_of_shape
from seedplot.engine.rewriting.unique_order import Columns, unique_columns
from seedplot.engine.unfiltered import unfiltered
from seedplot.engine.writer import targets_first
from seedplot.plan import Row, Shape, WorldRow

T = TypeVar("T")

AT_ONCE = 100
"""Sets of values in a query."""
SIGNATURE_BYTES = 16


@dataclass(frozen=True, slots=True)
class Target:
    """A planned row as the value of a reference, by its name."""

    label: str
    name: str


@dataclass(slots=True)
class Wanted:
    """A planned row that is to be found: all that it is known by, and its key once it is found."""

    shard: str
    position: int
    name: str
    digest: bytes
    """The digest of the row as it is planned, for the ledger."""
    signature: bytes
    """A hash of its values."""
    unique: Sequence[tuple[Columns, tuple[Any, ...]]]
    """Its values in columns that no two rows share."""
    planned_key: Any = None
    """A key that the plan gives, or the row whose key it borrows."""
    key: Any = None


def signature_of(texts: Iterable[tuple[str, str]]) -> bytes:
    """The hash of a row's canonical texts, in the order of its columns."""
    line = "\0".join(f"{name}={text}" for name, text in texts)
    return blake2b(line.encode(), digest_size=SIGNATURE_BYTES, person=b"seedplot.find").digest()


def wanted_of(shard: str, position: int, row: Row, names: Mapping[int, str], texts: Mapping[str, str]) -> Wanted:
    """The name by which a planned row is known; `names` are those of the shard's rows."""

    def by_name(value: Any) -> Any:
        if isinstance(value, Row):
            return Target(value.shape_.label, names[id(value)])
        return value.key_ if isinstance(value, WorldRow) else value

    found = []
    for columns in unique_columns(row.shape_):
        values = tuple(by_name(row.columns_[position]) for position in columns)
        if None not in values:
            found.append((columns, values))
    key = None if row.shape_.key_position is None else by_name(row.columns_[row.shape_.key_position])
    return Wanted(shard, position, names[id(row)], b"", signature_of(texts.items()), found, key)


class Finder:
    """Finds wanted rows; `names` knows the rows that are found, by model and key."""

    def __init__(
        self,
        using: str,
        calendar: Calendar,
        excluded: Mapping[str, Sequence[str]],
        world: Mapping[str, Mapping[str, str]],
        is_recorded: Callable[[str, Any], bool],
    ) -> None:
        self.using, self._calendar, self._excluded = using, calendar, excluded
        self._is_recorded = is_recorded
        self._world = world
        self._wanted: dict[Shape, list[Wanted]] = {}
        self._names: dict[str, dict[Any, str]] = {}
        self._keys: dict[Target, Any] = {}

    def want(self, shape: Shape, rows: Iterable[Wanted]) -> None:
        self._wanted.setdefault(shape, []).extend(rows)

    @property
    def wanted(self) -> Mapping[Shape, Sequence[Wanted]]:
        return self._wanted

    def find(self) -> None:
        """Find all that can be found: again and again, as long as rows are found that others refer to."""
        shapes = targets_first(list(self._wanted))
        is_progress = True
        while is_progress:
            is_progress = False
            for shape in shapes:
                is_progress |= self._find(shape)

    def name(self, label: str, key: Any) -> str:
        """The name of a row, as the fingerprint's `Names` has it; a row that is not found has one of its own."""
        found = self._names.get(label, {}).get(key) or self._world.get(label, {}).get(str(key))
        return found or f"not found: {label} {key}"

    def key_of(self, target: Target) -> Any:
        return self._keys[target]

    def _find(self, shape: Shape) -> bool:
        missing = [each for each in self._wanted[shape] if each.key is None]
        if not missing:
            return False
        before = len(self._names.get(shape.label, ()))
        self._by_key(shape, [each for each in missing if each.planned_key is not None])
        self._by_unique_columns(shape, [each for each in missing if each.unique and each.planned_key is None])
        self._by_values(shape, [each for each in missing if not each.unique and each.planned_key is None])
        return len(self._names.get(shape.label, ())) > before

    def _note(self, shape: Shape, wanted: Wanted, key: Any) -> None:
        taken = self._names.setdefault(shape.label, {})
        if key in taken or self._is_recorded(shape.label, key):
            return
        wanted.key = key
        taken[key] = wanted.name
        self._keys[Target(shape.label, wanted.name)] = key

    def _resolved(self, values: tuple[Any, ...]) -> tuple[Any, ...] | None:
        """The values with the keys of rows that are found; None if one is not."""
        found = tuple(self._keys.get(value) if isinstance(value, Target) else value for value in values)
        return None if None in found else found

    def _by_key(self, shape: Shape, missing: Sequence[Wanted]) -> None:
        keys = {key[0]: each for each in missing if (key := self._resolved((each.planned_key,))) is not None}
        for some in _batches(keys):
            for key in unfiltered(shape.model, self.using).filter(pk__in=some).values_list("pk", flat=True):
                self._note(shape, keys[key], key)

    def _by_unique_columns(self, shape: Shape, missing: Sequence[Wanted]) -> None:
        by_columns: dict[Columns, dict[tuple[Any, ...], Wanted]] = {}
        for each in missing:
            for columns, values in each.unique:
                found = self._resolved(values)
                if found is not None:
                    by_columns.setdefault(columns, {})[found] = each
        for columns, wanted in by_columns.items():
            names = [shape.fields[position].attname for position in columns]
            rows = unfiltered(shape.model, self.using)
            for some in _batches(wanted):
                condition = reduce(or_, (Q(**dict(zip(names, values, strict=True))) for values in some))
                for key, *values in rows.filter(condition).order_by("pk").values_list("pk", *names):
                    found_row = wanted.get(tuple(values))
                    if found_row is not None and found_row.key is None:
                        self._note(shape, found_row, key)

    def _by_values(self, shape: Shape, missing: Sequence[Wanted]) -> None:
        """Rows of equal values are told apart by nothing: the first one found is the first one planned."""
        waiting: dict[bytes, list[Wanted]] = {}
        for each in reversed(missing):
            waiting.setdefault(each.signature, []).append(each)
        if not waiting:
            return
        for key, signature in self._signatures(shape):
            if waiting.get(signature):
                self._note(shape, waiting[signature][-1], key)
                if waiting[signature][-1].key is not None:
                    waiting[signature].pop()

    def _signatures(self, shape: Shape) -> Iterator[tuple[Any, bytes]]:
        """Every row of the table, by key, with the hash of its values."""
        excluded = self._excluded.get(shape.label, ())
        fields = [each for each in shape.fields if each.name not in excluded and not each.primary_key]
        writers = canonical_of_shape(shape, self, self._calendar)
        kinds = {shape.fields[key].name: shape.fields[kind].name for key, kind in shape.generic.items()}
        rows = unfiltered(shape.model, self.using).order_by("pk")
        taken = self._names.setdefault(shape.label, {})
        for key, *values in rows.values_list("pk", *(each.attname for each in fields)).iterator(chunk_size=2_000):
            if key not in taken:
                own = {each.name: value for each, value in zip(fields, values, strict=True)}
                beside = {name: own.get(kind) for name, kind in kinds.items()}
                texts = ((name, writers[name](value, beside.get(name))) for name, value in own.items())
                yield key, signature_of(texts)


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while some := list(islice(iterator, AT_ONCE)):
        yield some

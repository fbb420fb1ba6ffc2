"""The rows that a run wrote, found by its ledger: the view of proofs, fingerprints and clearing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.apps import apps
from django.db import models

from seedplot.engine.unfiltered import unfiltered
from seedplot.plan import is_by_key


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one model and shard that follow each other in the plan.

    `start` is the first one's position among the shard's rows of that model. Their keys are first_key, first_key + 1,
    ..., or are listed: those of models whose rows the database does not number, and those of numbered rows that an
    advance has put among each other. `digests` are the first bytes of each row's hash as it was proven, where they are
    at hand; `is_digested` says that the ledger has them. `pk` is the block's own key there.
    """

    shard: str
    label: str
    start: int
    count: int
    first_key: int | None = None
    keys: tuple[Any, ...] = ()
    digests: bytes = b""
    is_digested: bool = False
    pk: int | None = None

    @property
    def place(self) -> tuple[str, str, int]:
        """The block's place in the plan, unique within a run."""
        return self.label, self.shard, self.start

    @property
    def every_key(self) -> Sequence[Any]:
        """The keys, in the order of the plan."""
        return self.keys if self.first_key is None else range(self.first_key, self.first_key + self.count)

    def with_digests(self, digests: bytes) -> Block:
        return replace(self, digests=digests, is_digested=True)


class RowSource(Protocol):
    """Reads blocks of rows for measures."""

    def light_rows(self, block: Block) -> list[Any]:
        """The rows of a block that are still there, as light rows: tuples with the model's column names."""


class RunRows:
    """A run's rows, by model and shard.

    A scenario's `subjects` get them: `read(Order)` returns light rows, `rows(Order)` a queryset, of one shard or all.

    >>> from django.contrib.auth.models import Group
    >>> from seedplot import RunRows
    >>> nothing = RunRows([], using="default")
    >>> nothing.rows(Group).count(), nothing.shards, nothing.counts
    (0, [], {})
    """

    def __init__(
        self,
        blocks: Iterable[Block],
        using: str,
        sources: Mapping[str, Any] | None = None,
        options: Mapping[str, Any] | None = None,
        world: Mapping[str, Mapping[str, str]] | None = None,
        source: RowSource | None = None,
    ) -> None:
        self.source = source
        self.using = using
        self.options = options or {}
        """The options that decided the rows, as the run's record keeps them."""
        self.sources = sources or {}
        """Values that the run took from outside the database."""
        self.world = world or {}
        """The planned names of the rows that the run found in place, by model and key (a text)."""
        self.replaced: Mapping[tuple[str, str, str], Any] = {}
        """Values that later runs have changed, as they were before, by model, key (a text) and column."""
        self.blocks: dict[str, list[Block]] = {}
        self._of_shard: dict[tuple[str, str], list[Block]] = {}
        for block in blocks:
            self.blocks.setdefault(block.label, []).append(block)
            self._of_shard.setdefault((block.label, block.shard), []).append(block)

    @property
    def model_classes(self) -> list[type[models.Model]]:
        return [apps.get_model(label) for label in sorted(self.blocks)]

    @property
    def shards(self) -> list[str]:
        return list(dict.fromkeys(block.shard for blocks in self.blocks.values() for block in blocks))

    def all_blocks(self) -> Iterator[Block]:
        return (block for blocks in self.blocks.values() for block in blocks)

    @property
    def counts(self) -> dict[str, int]:
        """The number of rows of each model that the run wrote."""
        return {label: sum(block.count for block in blocks) for label, blocks in self.blocks.items()}

    def read(self, model: type[models.Model], shard: str | None = None) -> list[Any]:
        """The run's rows of a model, of one shard or all, in the order of the plan; read once for all proofs.

        They are light rows: immutable tuples with the columns as attributes (`row.author_id`, `row.pk`) and the
        model's choices, without its methods. Rows that are gone are left out.
        """
        assert self.source is not None, "these rows were found to be cleared, not to be read"
        return [row for block in self.blocks_of(model, shard) for row in self.source.light_rows(block)]

    def rows(self, model: type[models.Model], shard: str | None = None) -> models.QuerySet[Any]:
        """The run's rows of a model that are still there, of one shard or all."""
        whole = models.Q(pk__in=[])
        for condition in self.conditions(model, shard):
            whole |= condition
        return unfiltered(model, self.using).filter(whole)

    def parts(self, model: type[models.Model]) -> Iterator[models.QuerySet[Any]]:
        """The same in parts, so that no query grows with the run: a range of keys or one block of listed keys each."""
        manager = unfiltered(model, self.using)
        for condition in self.conditions(model):
            yield manager.filter(condition)

    def conditions(self, model: type[models.Model], shard: str | None = None) -> Iterator[models.Q]:
        """The conditions on the run's rows: blocks of listed keys, and ranges."""
        yield from (models.Q(pk__in=block.keys) for block in self.blocks_of(model, shard) if block.first_key is None)
        yield from self.ranges(model, shard)

    def ranges(self, model: type[models.Model], shard: str | None = None) -> Iterator[models.Q]:
        """The conditions on numbered rows; blocks whose keys follow each other make one range."""
        ranges = ranges_of(self.blocks_of(model, shard))
        yield from (models.Q(pk__gte=first, pk__lt=first + count) for first, count in ranges)

    def listed_keys(self, model: type[models.Model]) -> set[str]:
        """The keys that no range holds, as texts."""
        return {str(key) for block in self.blocks_of(model) for key in block.keys}

    def blocks_of(self, model: type[models.Model], shard: str | None = None) -> list[Block]:
        label = model._meta.label
        return self.blocks.get(label, []) if shard is None else self._of_shard.get((label, shard), [])


def ranges_of(blocks: Iterable[Block]) -> list[tuple[int, int]]:
    """The first key and the number of each range of numbered rows; blocks that follow each other make one."""
    merged: list[tuple[int, int]] = []
    for first, count in sorted((block.first_key, block.count) for block in blocks if block.first_key is not None):
        if merged and first == sum(merged[-1]):
            merged[-1] = (merged[-1][0], merged[-1][1] + count)
        else:
            merged.append((first, count))
    return merged


class Names:
    """The planned name of each row of a run, found by its key: the shard and the position, or the key itself.

    Named by position are the rows that the database numbers.
    """

    def __init__(self, evidence: RunRows, world: Mapping[str, Mapping[str, str]]) -> None:
        self.using = evidence.using
        self._world = world
        self._numbered: dict[str, tuple[Sequence[int], Sequence[Block]]] = {}
        self._listed: dict[str, dict[str, str]] = {}
        for label, blocks in evidence.blocks.items():
            numbered = sorted(
                (block for block in blocks if block.first_key is not None), key=lambda block: block.first_key or 0
            )
            self._numbered[label] = ([block.first_key or 0 for block in numbered], numbered)
            numbered_rows = is_numbered(label)
            self._listed[label] = {
                (text := str(key)): f"{block.shard} {block.start + position}" if numbered_rows else text
                for block in blocks
                for position, key in enumerate(block.keys)
            }
        keys = {label: apps.get_model(label)._meta.pk for label in evidence.blocks}
        self._owners = {
            label: key.related_model._meta.concrete_model._meta.label
            for label, key in keys.items()
            if key.is_relation and is_by_key(key)
        }
        """By label: the model whose rows' keys a model borrows."""

    def is_own(self, label: str, key: Any) -> bool:
        """Return true if the run wrote the row."""
        return self._name(label, key) is not None

    def name(self, label: str, key: Any) -> str:
        """The name; a row that is neither the run's nor of its world is named by its key, so that a proof fails."""
        # The last text is part of fingerprints that people have written down.
        return self._name(label, key) or self._world.get(label, {}).get(str(key)) or f"somebody else's row {key}"

    def _name(self, label: str, key: Any) -> str | None:
        firsts, blocks = self._numbered.get(label, ((), ()))
        if isinstance(key, int):
            at = bisect_right(firsts, key) - 1
            if at >= 0 and key - firsts[at] < blocks[at].count:
                block = blocks[at]
                return f"{block.shard} {block.start + key - firsts[at]}"
        listed = self._listed.get(label, {}).get(str(key))
        return self.name(self._owners[label], key) if listed is not None and label in self._owners else listed


def is_numbered(label: str) -> bool:
    """Return true if the database numbers the model's rows."""
    return isinstance(apps.get_model(label)._meta.pk, models.AutoField)

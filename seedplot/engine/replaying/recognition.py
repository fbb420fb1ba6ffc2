"""The rows under a run's keys that are not as they were proven: edited ones, and foreign rows under reused keys.

A key alone proves nothing: after a partial restore, a reset sequence or a loaddata with fixed keys, it may be that of a
row which somebody else wrote.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from seedplot.engine import world_changes
from seedplot.engine.faults.database_errors import is_passing
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.replaying.differences import Comparison, Difference, differing_rows
from seedplot.engine.replaying.replay import Replay
from seedplot.engine.run_rows import RunRows
from seedplot.engine.scenario_facts import scenario_known_of
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from seedplot.plan import Row, Shape
from seedplot.scenario import Scenario

SHARDS_COMPARED, ROWS_COMPARED = 3, 1_000
"""So many shards, and rows of each, show which columns of a table differ between rows; a large run has many more."""


class Standing(enum.Enum):
    EDITED = "edited"
    """The run's own row, with other values."""
    FOREIGN = "foreign"
    """Another row under a key of the run."""
    UNKNOWN = "unknown"
    """Not as it was proven, and the story has changed since, so a replay cannot tell which of the two it is."""


@dataclass(frozen=True, slots=True)
class StrangeRow:
    """A row under a key of the run that is not as it was proven."""

    label: str
    shard: str
    key: Any
    standing: Standing


class NotDigested(SeedError):  # noqa: N818 - it names what is missing, as the other errors of runs do
    """A run whose rows cannot be told from others, because there is nothing to compare them with.

    The caller adds the next command: it depends on what was to be done. `is_provable` says that a proof helps.
    """

    def __init__(self, message: str, *, is_provable: bool = False) -> None:
        super().__init__(message)
        self.is_provable = is_provable


def strange_rows(run: SeedRun, rows: RunRows) -> Iterator[StrangeRow]:
    """The rows under a run's keys that are no longer as they were proven, shard after shard.

    Rows that are gone are left out, and so are those of models that are gone. Raises NotDigested where the ledger has
    no digests, or where nothing says any more how they are made.
    """
    recognition = recognition_of(run, rows)
    return (
        StrangeRow(found.block.label, found.block.shard, found.key, recognition.standing(found))
        for found in recognition.differences()
        if found.found is not None
    )


def recognition_of(run: SeedRun, rows: RunRows) -> Recognition:
    """The recognizer of the run's rows. Raises NotDigested where that is impossible."""
    rows = _of_installed_models(rows)
    if not all(block.is_digested for block in rows.all_blocks()):
        raise NotDigested(f"{run} is not proven, so its rows cannot be told from others.", is_provable=True)
    try:
        scenario = scenario_known_of(run)
    except SeedError as gone:
        raise NotDigested(f"{gone} Its rows cannot be told from others without it.") from gone
    rows.replaced = world_changes.replaced_since(run)
    return Recognition(run, scenario, rows, RawRows(run.using))


class Recognition:
    """Finds the rows that are not as they were proven, and tells edited ones from foreign ones by the plan's values."""

    def __init__(self, run: SeedRun, scenario: Scenario, rows: RunRows, raw_rows: RawRows) -> None:
        self.run, self.scenario, self.rows, self.raw_rows = run, scenario, rows, raw_rows
        self.comparison = Comparison(run, scenario, rows, raw_rows)
        self._sample: Callable[[], Replay] = cache(lambda: Replay(run, scenario, rows))
        """Plans other shards than the row's own, which the comparison keeps."""
        self._telling: dict[str, frozenset[str]] = {}

    def differences(self) -> Iterator[Difference]:
        """The rows that are gone or differ, shard after shard, so that a replay plans each of them once."""
        order = {name: number for number, name in enumerate(self.rows.shards)}
        blocks = sorted(self.rows.all_blocks(), key=lambda block: order[block.shard])
        return differing_rows(self.run, self.scenario, self.rows, self.raw_rows, blocks)

    def standing(self, difference: Difference) -> Standing:
        """The standing of a row that is there and differs."""
        assert difference.found is not None
        planned = self.comparison.planned(difference)
        if planned is None:
            return Standing.UNKNOWN
        differing = {each.column.name for each in self.comparison.columns(difference.found, planned)}
        kept = self.comparison.replay.texts(planned).keys() - differing
        try:
            is_own = self._is_own(planned, kept)
        except Exception as error:
            if is_passing(error):
                raise
            # Another shard, whose rows would show which columns tell rows apart, cannot be planned any more.
            return Standing.UNKNOWN
        return Standing.EDITED if is_own else Standing.FOREIGN

    def _is_own(self, planned: Row, kept: set[str]) -> bool:
        """Return true if the columns that hold their planned values show that the row is the planned one."""
        values = planned.as_dict()
        for columns in _unique_columns(planned.shape_):
            if columns <= kept and all(values[name] is not None for name in columns):
                return True
        telling = self._telling_columns(planned)
        return bool(telling) and 2 * len(telling & kept) >= len(telling)

    def _telling_columns(self, planned: Row) -> frozenset[str]:
        """The planned columns that differ between rows of the table, without those that the row leaves empty.

        What a row leaves empty, anybody's row may leave empty as well. A table whose rows are all alike, or only one,
        has no columns that differ: there, all with a value of the row's own.
        """
        shape = planned.shape_
        if shape.label not in self._telling:
            self._telling[shape.label] = self._differing_columns(shape)
        filled = {name for name, value in planned.as_dict().items() if value not in (None, "")}
        return (self._telling[shape.label] & filled) or _columns_with_own_value(planned)

    def _differing_columns(self, shape: Shape) -> frozenset[str]:
        shards = [shard for shard in self.rows.shards if self.rows.blocks_of(shape.model, shard)]
        first: dict[str, str] = {}
        found: set[str] = set()
        for shard in shards[:SHARDS_COMPARED]:
            for row in self._sample().shard(shard).rows.get(shape.label, [])[:ROWS_COMPARED]:
                texts = self._sample().texts(row)
                first = first or texts
                found |= {name for name, text in texts.items() if text != first[name]}
        return frozenset(found)


def _columns_with_own_value(planned: Row) -> frozenset[str]:
    """The columns whose planned value is neither null nor blank nor the column's default."""
    columns = zip(planned.shape_.fields, planned.columns_, strict=True)
    return frozenset(
        field.name
        for field, value in columns
        if not field.primary_key and value not in (None, "", field.get_default() if field.has_default() else None)
    )


@cache
def _unique_columns(shape: Shape) -> list[frozenset[str]]:
    """The columns, or sets of columns, that no two rows share, without the key."""
    options = shape.model._meta
    sets = [{each.name} for each in shape.fields if each.unique and not each.primary_key]
    sets += [set(names) for names in options.unique_together]
    sets += [
        set(each.fields)
        for each in options.constraints
        if isinstance(each, models.UniqueConstraint) and each.fields and each.condition is None
    ]
    return [frozenset(names) for names in sets]


def _of_installed_models(rows: RunRows) -> RunRows:
    """The rows without those of models that are gone."""
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    blocks = [block for block in rows.all_blocks() if block.label in labels]
    return RunRows(blocks, rows.using, rows.sources, rows.options, rows.world, rows.source)

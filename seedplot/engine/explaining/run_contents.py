"""The rows of a plan or of a recorded run, shard after shard, under names by which two data sets are matched.

A row's name is the path of its stream, which stays when rows are put in before it; where a story has changed since a
run was made, its position in the shard must do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from django.apps import apps

from seedplot import registry
from seedplot.engine import ledger, world_changes
from seedplot.engine.canonical import Canonical, canonical, null_text
from seedplot.engine.fingerprint import CHANGES
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.replaying import changed_story
from seedplot.engine.replaying.replay import PlannedShard, Replay
from seedplot.engine.run_rows import Names
from seedplot.engine.runs import way_on_from_unfinished
from seedplot.errors import SeedError
from seedplot.factories import stream_paths
from seedplot.models import SeedRun
from seedplot.options import recorded_options
from seedplot.plan import Row, is_by_key, target_of
from seedplot.scenario import Scenario

REFERENCE = "row "
"""The beginning of a reference's canonical text."""


class Content(NamedTuple):
    """A row: its model, its name among the rows of that model, and the canonical texts of its columns."""

    label: str
    name: str
    texts: Mapping[str, str]


class Contents(Protocol):
    """One of two data sets that are compared."""

    scenario: Scenario

    @property
    def has_paths(self) -> bool:
        """Return true if rows can be named by their streams' paths."""

    @property
    def shard_names(self) -> list[str]: ...

    def rows(self, shard: str, *, by_path: bool) -> Iterator[Content]: ...


class PlannedContents:
    """The rows of a plan."""

    has_paths = True

    def __init__(self, scenario: Scenario, replay: Replay) -> None:
        self.scenario, self._replay = scenario, replay

    @property
    def shard_names(self) -> list[str]:
        return self._replay.shard_names

    def rows(self, shard: str, *, by_path: bool) -> Iterator[Content]:
        planned, paths = _with_paths(self._replay, shard)
        for rows in planned.rows.values():
            for row in rows:
                texts = self._replay.texts(row)
                if not by_path:
                    yield Content(row.shape_.label, planned.names[id(row)], texts)
                    continue
                for position in row.shape_.references:
                    name, target = row.shape_.fields[position].name, row.columns_[position]
                    own: Any = row.shape_.fields[position]
                    if isinstance(target, Row) and name in texts and own.is_relation and is_by_key(own):
                        texts[name] = paths[id(target)]
                yield Content(row.shape_.label, paths[id(row)], texts)
        for change in planned.changes:
            for column, value in change.columns.items():
                field: Any = change.row.model_._meta.get_field(column)
                name = f"{change.row.model_._meta.label} {change.row.known_as_} {column}"
                yield Content(CHANGES, name, {column: self._replay.text_of_change(field, value)})


class WrittenContents:
    """The rows of a recorded run, as the database has them."""

    def __init__(self, run: SeedRun) -> None:
        if run.status != SeedRun.Status.COMPLETE:
            raise SeedError(f"{run} is unfinished, so there is nothing to compare. {way_on_from_unfinished(run)}")
        self.scenario = registry.scenario_of_run(run)
        shards = [shard.name for shard in self.scenario.shards(recorded_options(self.scenario, run.options))]
        self._run, self._rows = run, ledger.rows_of(run, shards)
        self._names = Names(self._rows, run.world)
        self._raw_rows = RawRows(run.using)
        self._calendar = self.scenario.calendar(run.anchor)
        self._replay = Replay(run, self.scenario, self._rows)

    @property
    def has_paths(self) -> bool:
        if not self._run.fingerprint:
            return False
        return not changed_story.has_changed_since(self._run, self.scenario)

    @property
    def shard_names(self) -> list[str]:
        return list(dict.fromkeys([*self._replay.shard_names, *self._rows.shards]))

    def rows(self, shard: str, *, by_path: bool) -> Iterator[Content]:
        paths = self._paths(shard) if by_path else {}
        for label in self._rows.blocks:
            model = apps.get_model(label)
            reader = self._raw_rows.reader(label)
            excluded = self.scenario.fingerprint_exclude.get(label, ())
            targets = {column.name: self._target_of(column.field) for column in reader.columns}
            covered = [each.name for each in reader.columns if each.name not in excluded]
            for block in self._rows.blocks_of(model, shard):
                for raw in self._raw_rows.fetch(block):
                    name = self._names.name(label, reader.key.value(raw[0]))
                    texts = reader.texts(raw, self._names, self._calendar, covered)
                    for column, text in texts.items():
                        texts[column] = paths.get((targets[column], text[len(REFERENCE) :]), text)
                    yield Content(label, paths.get((label, name), name), texts)
        if shard == self._last_shard:
            yield from self._changes()

    @property
    def _last_shard(self) -> str:
        return self.shard_names[-1]

    def _changes(self) -> Iterator[Content]:
        for change, field, now in world_changes.current(self._run):
            text = _text(field, now, canonical(field, self._names, self._calendar))
            yield Content(CHANGES, f"{change.model} {change.name} {change.column}", {change.column: text})

    def _paths(self, shard: str) -> dict[tuple[str, str], str]:
        """By model and planned name: the path that names the row."""
        planned, paths = _with_paths(self._replay, shard)
        return {
            (row.shape_.label, planned.names[id(row)]): paths[id(row)] for rows in planned.rows.values() for row in rows
        }

    def _target_of(self, field: Any) -> str:
        target = target_of(field)
        return "" if target is None else target._meta.label


def _text(field: Any, value: Any, write: Canonical) -> str:
    return null_text(field) if value is None else write(value)


def _with_paths(replay: Replay, shard: str) -> tuple[PlannedShard, dict[int, str]]:
    """The planned shard, and by each row's identity its path; a second row of one path is told apart by a number."""
    with stream_paths():
        planned = replay.shard(shard)
    paths: dict[int, str] = {}
    for rows in planned.rows.values():
        seen: Counter[str] = Counter()
        for row in rows:
            # A row that no factory made has no stream: its position must do.
            path = getattr(row, "stream_path_", planned.names[id(row)])
            seen[path] += 1
            paths[id(row)] = path if seen[path] == 1 else f"{path} ({seen[path]})"
    return planned, paths

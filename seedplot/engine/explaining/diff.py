"""The difference between two data sets of one story: two plans, or two recorded runs, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from seedplot.engine.explaining.run_contents import Content, Contents, PlannedContents, WrittenContents
from seedplot.engine.replaying.fresh_plan import FreshPlan, world_for
from seedplot.errors import SeedError
from seedplot.figures import moved, plain
from seedplot.models import SeedRun
from seedplot.options import complete_options
from seedplot.scenario import Scenario, adapted

MOST_NAMED = 5


@dataclass
class TableDiff:
    """The differences between the rows of a model: on the second side, rows are added, gone, changed or unchanged."""

    label: str
    added: int = 0
    gone: int = 0
    changed: int = 0
    unchanged: int = 0
    columns: Counter[str] = field(default_factory=Counter)
    """The number of rows that differ in each column."""
    named: list[str] = field(default_factory=list)
    """The first rows that are not unchanged."""

    @property
    def is_same(self) -> bool:
        return not (self.added or self.gone or self.changed)


@dataclass(frozen=True)
class Diff:
    tables: Sequence[TableDiff]
    sentences: Sequence[str]
    """One for each weekly figure."""
    by_path: bool
    """True if rows are matched by the paths of their streams, false if by shard and position."""

    @property
    def is_same(self) -> bool:
        return all(table.is_same for table in self.tables)


@dataclass(frozen=True)
class PlanRequest:
    """A run that could be made: planned, and not written."""

    scenario: Scenario
    seed: int
    anchor: datetime
    options: Mapping[str, Any]
    using: str = "default"

    def __post_init__(self) -> None:
        object.__setattr__(self, "scenario", adapted(self.scenario, self.options))

    def contents(self) -> PlannedContents:
        world = world_for(self.scenario, self.options, self.using, self.anchor)
        complete = complete_options(self.scenario, self.options)
        plan = FreshPlan(self.scenario, self.seed, self.anchor, complete, world, self.using)
        return PlannedContents(self.scenario, plan)


def diff_of_plans(first: PlanRequest, second: PlanRequest) -> Diff:
    """The second plan against the first one. Nothing is written."""
    return _diff(first.contents(), second.contents())


def diff_of_runs(first: SeedRun, second: SeedRun) -> Diff:
    """The rows of the second run against those of the first one, as their databases have them."""
    if (first.domain, first.scenario) != (second.domain, second.scenario):
        raise SeedError(
            f"{first} and {second} tell different stories, which have no rows in common. Name two runs of one story."
        )
    return _diff(WrittenContents(first), WrittenContents(second))


def _diff(first: Contents, second: Contents) -> Diff:
    by_path = first.has_paths and second.has_paths
    tables: dict[str, TableDiff] = {}
    for shard in dict.fromkeys([*first.shard_names, *second.shard_names]):
        before = {(row.label, row.name): row.texts for row in _rows(first, shard, by_path=by_path)}
        for row in _rows(second, shard, by_path=by_path):
            _compare(tables.setdefault(row.label, TableDiff(row.label)), before.pop((row.label, row.name), None), row)
        for label, name in before:
            table = tables.setdefault(label, TableDiff(label))
            table.gone += 1
            _name(table, name)
    return Diff([tables[label] for label in sorted(tables)], list(_sentences(first.scenario, second.scenario)), by_path)


def _rows(contents: Contents, shard: str, *, by_path: bool) -> Iterator[Content]:
    return contents.rows(shard, by_path=by_path) if shard in contents.shard_names else iter(())


def _compare(table: TableDiff, before: Mapping[str, str] | None, row: Content) -> None:
    if before is None:
        table.added += 1
        _name(table, row.name)
    elif before == row.texts:
        table.unchanged += 1
    else:
        table.changed += 1
        table.columns.update(name for name, text in row.texts.items() if before.get(name) != text)
        _name(table, row.name)


def _name(table: TableDiff, name: str) -> None:
    if len(table.named) < MOST_NAMED:
        table.named.append(name)


def _sentences(first: Scenario, second: Scenario) -> Iterator[str]:
    """A sentence on each weekly figure."""
    figures, others = first.figures, second.figures
    for name, figure in figures.items():
        if name not in others:
            continue
        before, after = (
            [moved(scenario.moves, name, value, week, len(stated)) for week, value in enumerate(stated)]
            for scenario, stated in ((first, figure.values), (second, others[name].values))
        )
        course = f"from {plain(before[0])} to {plain(before[-1])}"
        if before == after:
            yield f"{name} goes {course} in both."
        else:
            yield f"{name} goes from {plain(after[0])} to {plain(after[-1])} instead of {course}."

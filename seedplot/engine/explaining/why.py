"""The reason why a row is as it is: its place in the plan, the draws it took, the week's targets, and its values.

The row's shard is planned once more, with streams that note what is drawn from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps

from seedplot import registry
from seedplot.clock import Calendar, WeeklyCalendar, midnight
from seedplot.context import Context
from seedplot.engine import ledger, world_changes
from seedplot.engine.compiled.reading import ROW_DIGEST_BYTES, RawRow
from seedplot.engine.explaining.owned_rows import OwnedRow, key_of, model_named, owned_row
from seedplot.engine.explaining.recorded_streams import Draw, Record, recorded
from seedplot.engine.explaining.row_draws import draws_of
from seedplot.engine.faults.database_errors import is_passing
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.replaying.changed_story import StoryChanged
from seedplot.engine.replaying.replay import Replay
from seedplot.engine.run_rows import Block, Names, RunRows
from seedplot.factories import stream_paths
from seedplot.figures import moved
from seedplot.models import SeedRun
from seedplot.plan import Row, World, WorldRow
from seedplot.scenario import Scenario


@dataclass(frozen=True)
class Value:
    """A column with its planned value and the one in the database."""

    name: str
    planned: Any
    found: Any
    is_planned: bool
    """True if the two are the same; where the fingerprint leaves the column out, there is nothing to compare."""
    replaced_by: SeedRun | None = None
    """The later run that has changed the value."""


@dataclass(frozen=True)
class Target:
    """A row that this one refers to."""

    column: str
    label: str
    key: Any
    name: str
    """Its name in the plan."""


@dataclass(frozen=True)
class Week:
    """A week of the story that moments of the row lie in, from 0, with the targets of that week."""

    number: int
    columns: Sequence[str]
    targets: Mapping[str, Decimal]


@dataclass(frozen=True)
class Explanation:
    place: OwnedRow
    scenario: Scenario
    path: str
    """The path of the row's own stream."""
    part: str
    """The path above it below which the draws lie that decided the row."""
    draws: Sequence[Draw]
    weeks: Sequence[Week]
    targets: Sequence[Target]
    values: Sequence[Value]
    is_there: bool
    is_proven: bool
    """False where the ledger has no digest of the row, so that nothing says that the story has not changed."""

    @property
    def differing(self) -> list[Value]:
        return [each for each in self.values if not each.is_planned]


def explain(
    model_name: str, key_text: str, *, using: str = "default", way_on: Callable[[SeedRun], str] = lambda run: ""
) -> Explanation:
    """Explain the row of that model and key. SeedError if no run wrote it, StoryChanged if its story has changed since.

    `way_on` is what that message ends with.
    """
    model = model_named(model_name)
    place = owned_row(model, key_of(model, key_text), using)
    run = place.run
    scenario = registry.scenario_of_run(run)
    rows = ledger.rows_of(run)
    rows.replaced = world_changes.replaced_since(run)
    replay = _RecordingReplay(run, scenario, rows)
    row, digest = _replayed(replay, place)
    proven = _proven_digest(run, rows, place)
    if row is None or proven not in (None, digest):
        why_not = f"so {place.label} {place.key} cannot be explained by today's code. {way_on(run)}"
        raise StoryChanged(f"The story of {run} has changed since, {why_not.strip()}")
    part, draws = draws_of(row, replay.record, replay.shard(place.shard).rows)
    raw_rows = RawRows(using)
    found = _found(raw_rows, place)
    return Explanation(
        place=place,
        scenario=scenario,
        path=getattr(row, "stream_path_", ""),
        part=part,
        draws=draws,
        weeks=list(_weeks(row, scenario, scenario.calendar(run.anchor))),
        targets=list(_targets(row, replay)),
        values=list(_values(row, found, replay, rows, raw_rows, place)) if found is not None else _plan_of(row),
        is_there=found is not None,
        is_proven=proven is not None,
    )


class _RecordingReplay(Replay):
    """A replay whose streams note their draws; each row knows the path of its stream."""

    def __init__(self, record: SeedRun, scenario: Scenario, rows: RunRows) -> None:
        super().__init__(record, scenario, rows)
        self.record = Record()
        self.names = Names(rows, record.world)
        self.calendar = scenario.calendar(record.anchor)

    def _context(self, world: World) -> Context:
        context = super()._context(world)
        return replace(context, rng=recorded(context.rng, self.record))


def _replayed(replay: _RecordingReplay, place: OwnedRow) -> tuple[Row | None, bytes]:
    try:
        with stream_paths():
            row = replay.row(place.shard, place.label, place.position)
        return row, b"" if row is None else replay.digest(row)
    except Exception as error:
        if is_passing(error):
            raise
        # The code of the story may have changed in any way since.
        return None, b""


def _proven_digest(run: SeedRun, rows: RunRows, place: OwnedRow) -> bytes | None:
    for block in ledger.with_digests(run, rows.blocks_of(apps.get_model(place.label), place.shard)):
        at = place.position - block.start
        if 0 <= at < block.count and block.digests:
            return block.digests[at * ROW_DIGEST_BYTES : (at + 1) * ROW_DIGEST_BYTES]
    return None


def _found(raw_rows: RawRows, place: OwnedRow) -> RawRow | None:
    numbered = Block(place.shard, place.label, place.position, 1, place.key)
    listed = Block(place.shard, place.label, place.position, 1, None, (place.key,))
    return next(iter(raw_rows.fetch(numbered if isinstance(place.key, int) else listed)), None)


def _weeks(row: Row, scenario: Scenario, calendar: Calendar) -> Iterator[Week]:
    """The weeks of the row's moments, and of its dates where it has no moments."""
    if not isinstance(calendar, WeeklyCalendar):
        return
    figures = scenario.figures
    columns: dict[int, list[str]] = {}
    for name, value in row.as_dict().items():
        moment = value if isinstance(value, datetime) else midnight(value) if isinstance(value, date) else None
        if moment is not None and moment.tzinfo is not None:
            week = (moment.astimezone(calendar.zone).date() - calendar.day(0)).days // 7
            columns.setdefault(week, []).append(name)
    for week, names in sorted(columns.items()):
        if 0 <= week <= calendar.weeks:
            # The running week has the targets of the last full one.
            at = min(week, calendar.weeks - 1)
            targets = {
                name: moved(scenario.moves, name, figure.values[at], at, len(figure.values))
                for name, figure in figures.items()
            }
            yield Week(week, names, targets)


def _targets(row: Row, replay: _RecordingReplay) -> Iterator[Target]:
    texts = replay.texts(row)
    for position in row.shape_.references:
        column, target = row.shape_.fields[position], row.columns_[position]
        if isinstance(target, Row):
            yield Target(column.name, target.shape_.label, target.key_, texts.get(column.name, "")[len("row ") :])
        elif isinstance(target, WorldRow):
            label = target.model_._meta.label
            yield Target(column.name, label, target.key_, replay.names.name(label, target.key_))


def _values(
    row: Row, found: RawRow, replay: _RecordingReplay, rows: RunRows, raw_rows: RawRows, place: OwnedRow
) -> Iterator[Value]:
    texts = replay.texts(row)
    reader = raw_rows.reader(place.label)
    present = reader.texts(found, replay.names, replay.calendar, texts)
    for column, raw in zip(reader.columns, found[1:], strict=True):
        planned, value = getattr(row, column.name), column.value(raw)
        compared = column.name in texts
        is_replaced = (place.label, str(place.key), column.name) in rows.replaced
        yield Value(
            column.name,
            planned.key_ if isinstance(planned, (Row, WorldRow)) else planned,
            value,
            not compared or present[column.name] == texts[column.name],
            _replaced_by(place, column.name) if is_replaced else None,
        )


def _plan_of(row: Row) -> list[Value]:
    """The planned values of a row that is gone."""
    return [
        Value(name, value.key_ if isinstance(value, (Row, WorldRow)) else value, None, False)
        for name, value in row.as_dict().items()
    ]


def _replaced_by(place: OwnedRow, column: str) -> SeedRun | None:
    changes = SeedRun.objects.using(place.run.using).filter(
        pk__gt=place.run.pk, changes__model=place.label, changes__key=str(place.key), changes__column=column
    )
    return changes.order_by("-pk").first()

"""The answer to "has the story changed since?": today's code plans other rows than those that a run wrote.

The whole plan is replayed, a shard at a time, and nothing is read but the record: edits of the rows do not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db import models

from seedplot.engine import fingerprint, ledger
from seedplot.engine.digests import Digests
from seedplot.engine.faults.database_errors import is_passing
from seedplot.engine.replaying.replay import PlannedShard, Replay
from seedplot.engine.run_rows import RunRows
from seedplot.errors import SeedError
from seedplot.models import SeedChange, SeedRun
from seedplot.scenario import Scenario

ChangedColumn = tuple[str, str, str]
"""The label of a model, the planned name of a row and the column that a run changed."""


class StoryChanged(SeedError):  # noqa: N818 - it names what happened, and reads so at every raise
    """A run whose rows cannot be planned again."""


def refuse_if_changed(run: SeedRun, scenario: Scenario, what: str) -> None:
    """StoryChanged if the story has changed since, with what cannot be done; the caller adds the next command."""
    if has_changed_since(run, scenario):
        raise StoryChanged(f"The story of {run} has changed since, so {what}.")


def has_changed_since(run: SeedRun, scenario: Scenario) -> bool:
    """Return true if the story has other rows today, or changes other values, than it had when the run was made.

    The replayed digests are compared with the recorded ones or, for a run that has none, the fingerprint. SeedError for
    a run that has neither.
    """
    rows = ledger.rows_of(run)
    is_digested = all(block.is_digested for block in rows.all_blocks())
    if not is_digested and not run.fingerprint:
        raise SeedError(f"{run} is not proven yet, so nothing says what its story was. Prove it first, with --verify.")
    try:
        replay = Replay(run, scenario, rows)
        compare = _plans_other_digests if is_digested else _plans_another_fingerprint
        return compare(run, replay, rows)
    except Exception as error:
        if is_passing(error):
            raise
        # The code may have changed in any way since.
        return True


def _plans_other_digests(run: SeedRun, replay: Replay, rows: RunRows) -> bool:
    planned_changes: dict[ChangedColumn, list[str]] = {}
    counts: Counter[str] = Counter()
    for name in replay.shard_names:
        planned = replay.shard(name)
        for label, own in planned.rows.items():
            in_order = sorted(rows.blocks_of(own[0].shape_.model, name), key=attrgetter("start"))
            blocks = ledger.with_digests(run, in_order)
            if b"".join(map(replay.digest, own)) != b"".join(block.digests for block in blocks):
                return True
            counts[label] += len(own)
        _note_changes(planned, replay, planned_changes)
    return dict(counts) != rows.counts or _are_others(run, replay, planned_changes)


def _plans_another_fingerprint(run: SeedRun, replay: Replay, rows: RunRows) -> bool:
    planned_changes: dict[ChangedColumn, list[str]] = {}
    digests = Digests()
    for name in replay.shard_names:
        planned = replay.shard(name)
        for label, own in planned.rows.items():
            digests.add(label, len(own), sum(int.from_bytes(replay.whole_digest(row), "big") for row in own))
        _note_changes(planned, replay, planned_changes)
    if _are_others(run, replay, planned_changes):
        return True
    changes = fingerprint.digest_of_changes(lines_of_changes(run, replay))
    tables = {**fingerprint.table_digests(digests), **changes}
    return fingerprint.fingerprint(tables) != run.fingerprint


def lines_of_changes(run: SeedRun, replay: Replay) -> Iterator[str]:
    """The run's changes as the fingerprint writes them, if their rows still have the values that the run left."""
    last = _last_values(run, replay)
    for entry in run.changes.all():
        label, name, column = _column(entry)
        yield f"{label} {name} {column}={last[label, name, column]}"


def _note_changes(planned: PlannedShard, replay: Replay, found: dict[ChangedColumn, list[str]]) -> None:
    """Add the texts of the values that the shard plans for rows of the world."""
    for change in planned.changes:
        model = change.row.model_
        for column, value in change.columns.items():
            text = replay.text_of_change(_field(model, column), value)
            found.setdefault((model._meta.label, change.row.known_as_, column), []).append(text)


def _are_others(run: SeedRun, replay: Replay, planned: dict[ChangedColumn, list[str]]) -> bool:
    """Return true unless the run changed just these columns, each to one of these values.

    Shards may come in any order, and the last one that changed a column decides.
    """
    recorded = _last_values(run, replay)
    if recorded.keys() != planned.keys():
        return True
    return any(text not in planned[column] for column, text in recorded.items())


def _last_values(run: SeedRun, replay: Replay) -> dict[ChangedColumn, str]:
    """The texts of the values that the run left in the columns it changed."""
    found = {}
    for entry in run.changes.order_by("id"):
        field = _field(apps.get_model(entry.model), entry.column)
        value = None if entry.new is None else field.to_python(entry.new)
        found[_column(entry)] = replay.text_of_change(field, value)
    return found


def _column(entry: SeedChange) -> ChangedColumn:
    return entry.model, entry.name, entry.column


def _field(model: type[models.Model], column: str) -> models.Field[Any, Any]:
    field = model._meta.get_field(column)
    assert isinstance(field, models.Field)
    return field

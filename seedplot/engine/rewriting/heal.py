"""A run's rows put back as they were: edited values, deleted rows, and the values it gave to rows of the world.

Everything else stays untouched. All or nothing, and proven: afterwards the fingerprint is the recorded one, unless
foreign rows stand in the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import connections, models, transaction

from seedplot.engine import ledger, proof, world_changes
from seedplot.engine.replaying import changed_story, differences
from seedplot.engine.replaying.differences import Difference
from seedplot.engine.replaying.drift import GONE, lasting_changes
from seedplot.engine.replaying.recognition import Recognition, Standing, recognition_of
from seedplot.engine.rewriting.holding import hold
from seedplot.engine.rewriting.matching import Pair
from seedplot.engine.rewriting.obstacles import Obstacles, Place
from seedplot.engine.rewriting.rewriting import Rewriter
from seedplot.engine.writer import targets_first
from seedplot.errors import NotAsPromised
from seedplot.models import SeedRun
from seedplot.plan import Row, Shape, row_stored_as

T = TypeVar("T")


@dataclass
class Healed:
    """The outcome of a heal: numbers of rows put back, and the rows that it had to leave, with the reasons."""

    run: SeedRun
    rewritten: int = 0
    inserted: int = 0
    world_values: int = 0
    left: list[tuple[Place, str]] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        return not (self.rewritten or self.inserted or self.world_values or self.left)


def heal(run: SeedRun, *, dry_run: bool = False) -> Healed:
    """Put the run's rows back, in a transaction; `dry_run` rolls it back.

    Raises NotDigested, StoryChanged, or NotAsPromised where the rows are not what they were afterwards.
    """
    with transaction.atomic(using=run.using):
        # Written, not only read: SQLite locks with the first write.
        SeedRun.objects.using(run.using).filter(pk=run.pk).update(row_count=models.F("row_count"))
        rows = ledger.rows_of(run)
        hold(rows)
        healing = _Healing(recognition_of(run, rows))
        if healing.found:
            changed_story.refuse_if_changed(run, healing.recognition.scenario, "its rows cannot be put back")
            healing.heal()
        transaction.set_rollback(dry_run, using=run.using)
    return healing.outcome


class _Healing:
    """One heal: what has drifted is found first, then put back."""

    def __init__(self, recognition: Recognition) -> None:
        self.recognition, self.run = recognition, recognition.run
        self.outcome = Healed(self.run)
        self._pairs: dict[Place, Pair] = {}
        self._missing: dict[Place, Row] = {}
        for difference in recognition.differences():
            self._take(difference)
        self._changes = [
            (entry, field, value)
            for entry, field, value in lasting_changes(recognition)
            if value is GONE or world_changes.as_json(value) != entry.new
        ]

    @property
    def found(self) -> bool:
        return bool(self._pairs or self._missing or self._changes or self.outcome.left)

    def heal(self) -> None:
        obstacles = Obstacles(self.run.using, self._pairs, self._missing)
        self.outcome.left += obstacles.take_out()
        self._write()
        self._set_world_values()
        if not self.outcome.left:
            self._prove()

    def _take(self, difference: Difference) -> None:
        block = difference.block
        place = block.label, str(difference.key)
        planned = self.recognition.comparison.planned(difference)
        if planned is None:
            self.outcome.left.append((place, "the story has changed since, so nobody knows what it was"))
        elif difference.found is None:
            self._missing[place] = planned
        elif self.recognition.standing(difference) is Standing.EDITED:
            self._pairs[place] = self._pair(difference, planned)
        else:
            self.outcome.left.append((place, "another row has its key"))

    def _pair(self, difference: Difference, planned: Row) -> Pair:
        """The row as it is and as it was; they differ in those columns only that the fingerprint covers."""
        assert difference.found is not None
        columns = list(planned.columns_)
        for each in self.recognition.comparison.columns(difference.found, planned):
            field, found = each.column.field, each.found
            if found is not None and field.is_relation:
                found = row_stored_as(found, field)
            columns[planned.shape_.index[each.column.name]] = found
        present = Row(planned.shape_, tuple(columns))
        present.key_ = planned.key_
        return Pair(present, planned)

    def _write(self) -> None:
        connection = connections[self.run.using]
        rewriter = Rewriter(connection)
        # Where keys are checked at once, rows that refer to each other have no order. All targets are there.
        is_checked_at_once = not connection.features.can_defer_constraint_checks
        try:
            with connection.constraint_checks_disabled() if is_checked_at_once else nullcontext():
                self._write_with(rewriter)
            rewriter.finish()
        finally:
            rewriter.close()

    def _write_with(self, rewriter: Rewriter) -> None:
        pairs = _by_shape(self._pairs.values(), lambda pair: pair.after.shape_)
        for shape, own in pairs.items():
            self.outcome.rewritten += rewriter.update(shape, own, {})
        missing = _by_shape(self._missing.values(), lambda row: row.shape_)
        rewriter.insert(missing, targets_first(list(missing)))
        for shape in missing:
            rewriter.catch_up(shape)
        self.outcome.inserted = len(self._missing)

    def _set_world_values(self) -> None:
        there = []
        for entry, _, value in self._changes:
            if value is GONE:
                place = entry.model, entry.key
                self.outcome.left.append((place, "it is gone, and it is not the run's own row"))
            else:
                there.append(entry)
        world_changes.set_again(there)
        self.outcome.world_values = len(there)

    def _prove(self) -> None:
        report = proof.take_fingerprint(self.run, self.recognition.scenario)
        if report.fingerprint != self.run.fingerprint:
            raise NotAsPromised(
                f"The fingerprint would be {report.fingerprint}, not {self.run.fingerprint}; nothing was changed.",
                report,
                differences.lines(report),
            )


def _by_shape(items: Iterable[T], shape_of_item: Callable[[T], Shape]) -> dict[Shape, list[T]]:
    found: dict[Shape, list[T]] = {}
    for item in items:
        found.setdefault(shape_of_item(item), []).append(item)
    return found

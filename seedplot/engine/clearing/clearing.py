"""Taking back exactly what runs wrote.

Clearing removes the runs' rows and what belongs to them by its nature, and restores the values they changed unless
these were changed since. Rows of others stay; where one of them refers to a seeded row, clearing refuses, or takes it
along on request.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections, models, transaction

from seedplot.engine import world_changes
from seedplot.engine.added_columns import gone_since
from seedplot.engine.clearing.deletion import delete
from seedplot.engine.faults.database_errors import explained_errors
from seedplot.engine.ledger import rows_of
from seedplot.engine.relations.catalogue import Catalogue
from seedplot.engine.relations.dependents import Dependents, GoingRows
from seedplot.engine.relations.disposables import disposables_of, session_model, sessions_of, user_model
from seedplot.engine.relations.foreign_keys import Table
from seedplot.engine.relations.outlook import Outlook
from seedplot.engine.relations.references import Reference, models_by_table, references_on, table_of
from seedplot.engine.relations.row_sets import RowSet, RowSets, temporary_sets
from seedplot.engine.replaying import recognition
from seedplot.engine.run_rows import RunRows, ranges_of
from seedplot.engine.runs import CAREFUL, ClearRules
from seedplot.engine.scenario_facts import scenario_known_of
from seedplot.errors import ClearRefused, SeedError
from seedplot.models import SeedBlock, SeedRun


class Cleared(dict[str, int]):
    """The number of the runs' own rows that went, by model; `outlook` says what else was found."""

    outlook: Outlook | None = None


def clear_in_transaction(using: str, runs: Sequence[SeedRun], rules: ClearRules = CAREFUL) -> Cleared:
    """`clear`, and the transaction around it; what the database refuses is a SeedError."""
    with (
        explained_errors(using, outcome="Nothing was cleared.", clearing=True),
        transaction.atomic(using=using),
    ):
        return clear(runs, rules)


def clear(runs: Sequence[SeedRun], rules: ClearRules = CAREFUL) -> Cleared:
    """Remove what the runs wrote; how many rows went, by model. The caller holds the transaction.

    Raises ClearRefused, and leaves everything as it is, where the rules do not let it take what it finds.
    """
    if not runs:
        return Cleared()
    using = runs[0].using
    with transaction.atomic(using=using):
        _lock(runs)
        for run in runs:
            world_changes.restore(run)
        catalogue = Catalogue.read(using)
        with temporary_sets(using, catalogue) as sets:
            found = _Look(runs, rules, sets, lock=True)
            _refuse(found.outlook, rules)
            delete(found.going, found.references, catalogue, using)
            sets.check_references()
        cleared = Cleared(found.outlook.own)
        cleared.outlook = found.outlook
        for run in runs:
            # A run's own record goes whole; its blocks and changes cascade.
            run.delete()
    return cleared


def look(runs: Sequence[SeedRun], rules: ClearRules = CAREFUL) -> Outlook:
    """Find out what `clear` would take and what stands in its way. Nothing is changed."""
    if not runs:
        return Outlook([])
    using = runs[0].using
    with transaction.atomic(using=using):
        for run in runs:
            world_changes.restore(run)
        with temporary_sets(using, Catalogue.read(using)) as sets:
            found = _Look(runs, rules, sets, lock=False).outlook
        transaction.set_rollback(True, using=using)
    return found


def _lock(runs: Sequence[SeedRun]) -> None:
    """Be the only one who clears or adds to these runs. One that is about to add waits, and then finds no run."""
    for run in runs:
        record = SeedRun.objects.using(run.using).filter(pk=run.pk)
        if connections[run.using].features.has_select_for_update:
            record.select_for_update().first()
        else:
            # SQLite locks with the first write, and what is looked at before that may change.
            record.update(row_count=models.F("row_count"))


def _refuse(outlook: Outlook, rules: ClearRules) -> None:
    if rules.keep_edited and outlook.edited.count:
        number = outlook.edited.count
        raise ClearRefused(
            f"Cannot clear {outlook.named}: {number:,} of its rows {'was' if number == 1 else 'were'} edited, "
            f"first {outlook.edited.first[0]}; nothing was cleared.",
            outlook,
            advice="Clear them all the same",
            without=("keep_edited",),
        )
    if not outlook.dependents:
        return
    if not rules.with_dependents:
        raise ClearRefused(outlook.refusal(), outlook, advice="Take them along", adding=("with_dependents",))
    counts = outlook.dependent_counts
    if rules.agreed is not None and any(counts[label] > rules.agreed.get(label, 0) for label in counts):
        raise ClearRefused(
            f"{outlook.refusal()} More have come since they were shown.", outlook, advice="See them anew"
        )


class _Look:
    """One look at what goes with the runs."""

    def __init__(self, runs: Sequence[SeedRun], rules: ClearRules, sets: RowSets, *, lock: bool) -> None:
        self._rules, self._sets, self._lock = rules, sets, lock
        self._using = runs[0].using
        self._catalogue = sets.catalogue
        self.references = references_on(self._using, self._catalogue)
        self.going = GoingRows(sets, self.references, models_by_table(self._catalogue))
        self.labels_of_own: dict[Table, str] = {}
        self.outlook = Outlook(runs)
        for run in runs:
            self._add_rows(run)
        self._look_around(runs)

    def _add_rows(self, run: SeedRun) -> None:
        rows = rows_of(run)
        for label in sorted(rows.blocks):
            self._add_blocks(run, label, rows)
        if not self._rules.by_key:
            self._leave_strange_rows(run, rows)

    def _add_blocks(self, run: SeedRun, label: str, rows: RunRows) -> None:
        found = self._set_of(label)
        if found is None:
            return
        own, model = found
        if model is None and not self._rules.by_key:
            raise recognition.NotDigested(
                f"No installed app has {label} any more, of which {run} wrote rows, so these cannot be told from "
                "others."
            )
        blocks = rows.blocks[label]
        # Though nothing refers to a row, somebody may edit it, or use its key again, while it is looked at.
        own.add_ranges(ranges_of(blocks), lock=self._lock)
        own.add_keys((self._prepared(model, key) for block in blocks for key in block.keys), lock=self._lock)

    def _set_of(self, label: str) -> tuple[RowSet, type[models.Model] | None] | None:
        """The set of the runs' own rows of that model; of a model that is gone, those of its table."""
        model = world_changes.model_or_none(label)
        name = label.lower().replace(".", "_")
        table = self._catalogue.table(name) if model is None else table_of(model, self._catalogue)
        if table is None:
            self.outlook.gone.append(label)
            return None
        key = self._catalogue.tables[table].primary_key if model is None else (model._meta.pk.column,)
        if len(key) != 1 or key[0] is None:
            self.outlook.keyless.append(label)
            return None
        self.labels_of_own[table] = label
        return self.going.own(table, str(key[0])), model

    def _prepared(self, model: type[models.Model] | None, key: Any) -> Any:
        """A key as the ledger keeps it, as the database takes it."""
        if model is None:
            return key
        return model._meta.pk.get_db_prep_value(model._meta.pk.to_python(key), self._sets.connection)

    def _leave_strange_rows(self, run: SeedRun, rows: RunRows) -> None:
        """Count the edited rows, and leave out those that are not the run's."""
        tallies = {
            recognition.Standing.EDITED: self.outlook.edited,
            recognition.Standing.FOREIGN: self.outlook.foreign,
            recognition.Standing.UNKNOWN: self.outlook.unknown,
        }
        staying: dict[str, list[Any]] = {}
        for row in recognition.strange_rows(run, rows):
            tallies[row.standing].add(f"{row.label} {row.key}")
            if row.standing is not recognition.Standing.EDITED:
                staying.setdefault(row.label, []).append(row.key)
        for label, keys in staying.items():
            found = self._set_of(label)
            assert found is not None
            if found[0].count() == len(keys):
                _refuse_without_columns(run, label)
            found[0].discard(self._prepared(found[1], key) for key in keys)

    def _look_around(self, runs: Sequence[SeedRun]) -> None:
        outlook, going = self.outlook, self.going
        outlook.own = {
            label: number
            for table, label in self.labels_of_own.items()
            if (number := sum(rows.count() for (of, _), rows in going.groups.items() if of == table))
        }
        self._add_sessions()
        disposables = disposables_of(_disposable_names(runs), self._catalogue)
        outlook.disposed += going.add_disposables(disposables, lock=self._lock)
        outlook.dependents = going.add_dependents(lock=self._lock and self._rules.with_dependents)
        outlook.writers = {
            number: run
            for number, each in enumerate(outlook.dependents)
            if (run := _writer_of(each, self._using)) is not None
        }
        outlook.unindexed = [
            f"{each.table}.{', '.join(each.columns)}" for each in going.references_onto() if not each.is_indexed
        ]

    def _add_sessions(self) -> None:
        model, user = session_model(), user_model()
        if model is None or user is None:
            return
        table, users = table_of(model, self._catalogue), table_of(user, self._catalogue)
        if table is None or users is None or users not in self.labels_of_own:
            return
        key, user_key = str(model._meta.pk.column), str(user._meta.pk.column)
        sessions = self.going.own(table, key)
        sessions.add_keys(sessions_of(self.going.own(users, user_key), self._using))
        number = sessions.count()
        if number:
            by_content = Reference(table, (key,), users, (user_key,), is_indexed=True)
            self.outlook.disposed.append(Dependents(by_content, model._meta.label, "", number, ()))


def _refuse_without_columns(run: SeedRun, label: str) -> None:
    """NotDigested if the model has lost a column since: then each of its rows seems to be another."""
    columns = gone_since(run).get(label)
    if columns:
        raise recognition.NotDigested(
            f"{label} has lost its column {columns[0]} since {run} was made, or has it under another name, so its rows "
            "cannot be told from others."
        )


def _disposable_names(runs: Sequence[SeedRun]) -> list[str]:
    """The disposables that the runs' scenarios list, as far as these are known."""
    found: list[str] = []
    for run in runs:
        try:
            found += scenario_known_of(run).disposable
        except SeedError:
            continue
    return found


def _writer_of(found: Dependents, using: str) -> SeedRun | None:
    """The run that wrote the first of them; None for rows made by hand, and where keys are not numbers."""
    if not found.keys or not found.keys[0].isdigit():
        return None
    block = SeedBlock.objects.using(using).holding(found.label, int(found.keys[0])).select_related("run").first()
    return block.run if block else None

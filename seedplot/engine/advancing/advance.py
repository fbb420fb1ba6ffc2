"""A run moved on to a later anchor in place: rows keep their keys, and what has happened since appears.

Row for row the result is what seeding afresh at that anchor gives, and it is proven to be, or nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter

from django.db import DataError, IntegrityError, models, transaction

from seedplot import registry
from seedplot.clock import FixedCalendar, project_zone
from seedplot.engine import fingerprint, ledger, proof, provenance
from seedplot.engine.advancing import world_ahead
from seedplot.engine.advancing.going_rows import removal_of
from seedplot.engine.advancing.later_changes import LaterChanges, lock_later_runs
from seedplot.engine.advancing.moving import Moved, Mover
from seedplot.engine.advancing.survey import survey
from seedplot.engine.advancing.touched_rows import TouchedRows, touched_rows
from seedplot.engine.advancing.two_anchors import TwoAnchors
from seedplot.engine.advancing.world_ahead import take_back_changes
from seedplot.engine.progress import Progress, Silent
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.relations.outlook import Outlook
from seedplot.engine.replaying import differences
from seedplot.engine.rewriting.holding import hold
from seedplot.engine.run_rows import Names, RunRows
from seedplot.engine.runs import Report, front_door, way_on_from_unfinished
from seedplot.errors import NotAsPromised, SeedError
from seedplot.models import SeedRun
from seedplot.options import recorded_options
from seedplot.scenario import Scenario

KINDS = {"import": "an import", "legacy": "plain random data"}


class CannotAdvance(SeedError):  # noqa: N818 - it names what cannot be done
    """A run that has no later anchor by its nature: it has to be cleared and seeded again, or stays as it is."""


class EarlierDay(SeedError):  # noqa: N818 - it names what was asked for
    """The day lies before the run's anchor."""


class DependentsInTheWay(SeedError):  # noqa: N818 - it names what was met
    """Foreign rows refer to rows that the later anchor no longer has. Nothing was moved."""

    def __init__(self, message: str, outlook: Outlook) -> None:
        super().__init__(message)
        self.outlook = outlook


@dataclass(frozen=True)
class Rules:
    """The rules by which runs are advanced."""

    heal: bool = False
    """Give edited and deleted rows back what the plan has, instead of leaving them as they are."""
    with_dependents: bool = False
    """Take foreign rows along that refer to rows which go."""
    agreed: Mapping[str, int] | None = None
    """The dependents that were shown, by label: more than these are not taken along. None: as many as there are."""
    dry_run: bool = False
    """Move, prove, and roll everything back."""


@dataclass
class Advance:
    """The outcome for one run."""

    run: SeedRun
    before: datetime
    moved: Moved | None = None
    """None where the run is as of that day already."""
    report: Report | None = None
    touched: TouchedRows = field(default_factory=TouchedRows)
    healed: bool = False
    world_edits: int = 0
    """Columns of the world that somebody has changed since, which stay."""
    outlook: Outlook | None = None
    elapsed: float = 0.0

    @property
    def is_exact(self) -> bool:
        """Return true if the rows are those of a fresh run."""
        return self.healed or not (self.touched or self.world_edits)


def scenario_to_advance(run: SeedRun, to: datetime) -> Scenario:
    """The run's scenario. CannotAdvance where it knows no later anchor, SeedError where it is not ready for one."""
    if run.kind != "scenario":
        raise CannotAdvance(f"{run} is {KINDS.get(run.kind, run.kind)}, which knows no later day.")
    try:
        scenario = registry.scenario_of_run(run)
        recorded_options(scenario, run.options)
    except (SeedError, ValueError) as gone:
        raise CannotAdvance(f"{run} cannot be planned any more: {gone}") from gone
    if isinstance(scenario.calendar(run.anchor), FixedCalendar):
        raise CannotAdvance(f"{run} tells of dates of history, which stay where they are.")
    if run.status != SeedRun.Status.COMPLETE:
        raise SeedError(f"{run} is unfinished. {way_on_from_unfinished(run)}")
    if to < run.anchor:
        day = to.astimezone(project_zone()).date()
        raise EarlierDay(f"{run} cannot go back to {day}: a demo moves on only")
    return scenario


def advance(run: SeedRun, to: datetime, rules: Rules = Rules(), progress: Progress | None = None) -> Advance:
    """Move the run to that anchor, all or nothing; nothing is done if it is there already.

    The outcome has the run as it is then.

    Raises CannotAdvance, StoryChanged, DependentsInTheWay, NotAsPromised, or another SeedError.
    """
    started = perf_counter()
    scenario = scenario_to_advance(run, to)
    if run.anchor == to:
        return Advance(run, run.anchor)
    before, run = run.anchor, copy(run)
    with _transaction(run, dry_run=rules.dry_run):
        rows = ledger.rows_of(run)
        hold(rows)
        later = LaterChanges(run, rows)
        later.take_back(heal=rules.heal)
        found = _Preparation(run, scenario, to)
        with removal_of(found.survey.gone, run, found.rows, scenario, lock=True) as removal:
            outlook = None if removal is None else removal.outlook
            if outlook is not None:
                _refuse_dependents(run, outlook, rules)
            edited = take_back_changes(run, Names(found.rows, {}), heal=rules.heal)
            if removal is not None:
                removal.delete(run.using)
        anchors = found.anchors()
        mover = Mover(run, anchors, found.touched, edited, heal=rules.heal)
        moved = mover.move(found.survey, progress or Silent())
        later.give_again()
        done = Advance(run, before, moved, None, found.touched, rules.heal, len(edited), outlook)
        _keep_record(run, anchors.record)
        done.report = _prove(done, scenario, progress or Silent())
    done.elapsed = perf_counter() - started
    return done


def look(run: SeedRun, to: datetime) -> Outlook:
    """The rows that an advance would take away, and what refers to them. Nothing is changed."""
    scenario = scenario_to_advance(run, to)
    with _transaction(run, dry_run=True):
        LaterChanges(run, ledger.rows_of(run)).take_back(heal=False)
        found = _Preparation(run, scenario, to)
        with removal_of(found.survey.gone, run, found.rows, scenario, lock=False) as removal:
            return Outlook([run]) if removal is None else removal.outlook


class _Preparation:
    """The state before anything is moved."""

    def __init__(self, run: SeedRun, scenario: Scenario, to: datetime) -> None:
        self._run, self._scenario, self._to = run, scenario, to
        self.rows = _rows_of(run, scenario)
        self.touched = touched_rows(run)
        options = recorded_options(scenario, run.options)
        self._world = world_ahead.find_world(run, self.rows, scenario, options, to)
        self.survey = survey(run, self.rows, self.touched, self.anchors(), Silent())

    def anchors(self) -> TwoAnchors:
        return TwoAnchors(self._run, self._scenario, self._to, self.rows, self._world)


def _rows_of(run: SeedRun, scenario: Scenario) -> RunRows:
    rows = proof.rows_to_prove(run, scenario)
    if not run.fingerprint or not all(block.is_digested for block in rows.all_blocks()):
        raise SeedError(
            f"{run} is not proven, so nothing says which rows are still its own. Prove it first: "
            f"{front_door(run, '--verify')}"
        )
    return rows


@contextmanager
def _transaction(run: SeedRun, *, dry_run: bool) -> Iterator[None]:
    try:
        with transaction.atomic(using=run.using):
            lock_later_runs(run)
            # Written, not only read: SQLite locks with the first write, and what is read before that may change.
            if not SeedRun.objects.using(run.using).filter(pk=run.pk, anchor=run.anchor).update(seed=models.F("seed")):
                raise SeedError(f"{run} has just been cleared or advanced by another process. Run the command again.")
            yield
            if dry_run:
                transaction.set_rollback(True, using=run.using)
    except (IntegrityError, DataError) as error:
        reason = str(error).splitlines()[0]
        raise SeedError(
            f"The database refused the rows of {run.scenario}: {reason}. Something else has the same name or number; "
            "remove it first. Nothing was moved."
        ) from error


def _refuse_dependents(run: SeedRun, outlook: Outlook, rules: Rules) -> None:
    if not outlook.dependents:
        return
    counts, agreed = outlook.dependent_counts, rules.agreed
    were_shown = agreed is None or all(count <= agreed.get(label, 0) for label, count in counts.items())
    if rules.with_dependents and were_shown:
        return
    first, *others = outlook.dependents
    more = f" (and {len(others)} more {'kinds' if len(others) > 1 else 'kind'})" if others else ""
    raise DependentsInTheWay(
        f"Cannot advance {run}: {first} to its {first.target}, first {first.first}{more}, and the row is not there any "
        "more on the later day; nothing was moved.",
        outlook,
    )


def _keep_record(run: SeedRun, ahead: SeedRun) -> None:
    for column in ("anchor", "world", "world_columns"):
        setattr(run, column, getattr(ahead, column))
    run.save(update_fields=["anchor", "world", "world_columns"])


def _prove(done: Advance, scenario: Scenario, progress: Progress) -> Report:
    """Prove that the rows are the planned ones, all but those that somebody has touched, and complete the record."""
    assert done.moved is not None
    report = proof.prove(done.run, scenario, progress)
    planned = fingerprint.fingerprint(done.moved.tables())
    if done.is_exact:
        proof.refuse_unless_proven(report, planned)
    else:
        _refuse_other_differences(done, scenario, report)
    ledger.keep_findings(done.run, report.findings)
    provenance.close_run(done.run, fingerprint=planned, row_count=sum(done.moved.digests.counts.values()))
    return report


def _refuse_other_differences(done: Advance, scenario: Scenario, report: Report) -> None:
    """NotAsPromised if a row differs from its plan that nobody has touched."""
    assert report.rows is not None
    known = {*done.touched.edited, *done.touched.lost}
    differing = differences.differing_rows(done.run, scenario, report.rows, RawRows(done.run.using))
    others = [each for each in differing if (each.block.label, str(each.key)) not in known]
    if others:
        raise NotAsPromised(
            f"{len(others):,} {'row' if len(others) == 1 else 'rows'} of {done.run.scenario} not as planned, "
            f"first {others[0].block.label} {others[0].key}. Nothing was moved.",
            report,
            differences.lines(report),
        )

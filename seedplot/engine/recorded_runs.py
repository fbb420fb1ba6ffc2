"""The recorded runs of a database, at a glance: each with its last proof, or a remark on what keeps it from one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import Count, Q

from seedplot import registry
from seedplot.engine import proof, provenance
from seedplot.engine.faults.database_errors import is_passing
from seedplot.engine.progress import Progress, Silent
from seedplot.errors import ScenarioFault, SeedError
from seedplot.models import SeedBlock, SeedFinding, SeedRun
from seedplot.options import recorded_options


@dataclass(frozen=True)
class Verdict:
    """The result of a proof that was taken just now."""

    passed: bool
    message: str = ""
    details: Sequence[str] = ()
    """Lines on what differs."""


@dataclass(frozen=True)
class RecordedRun:
    """A run with the promises of its last proof, counted over all parts of the story."""

    run: SeedRun
    kept: int = 0
    promises: int = 0
    remark: str = ""
    """The reason why today's code cannot prove the run; empty if it can."""
    verdict: Verdict | None = None

    @property
    def written_at(self) -> datetime:
        return self.run.finished_at or self.run.started_at


def recorded_runs(using: str, *, check: bool = False, progress: Progress | None = None) -> list[RecordedRun]:
    """Every run of the database, newest first. `check` proves each now, and goes on after one that fails."""
    runs = provenance.runs_of(using)
    labels = _labels(using)
    verdicts = {run.pk: _verdict(run, labels.get(run.pk, []), progress or Silent()) for run in runs if check}
    counts = _promises(using)
    return [
        RecordedRun(run, *counts.get(run.pk, (0, 0)), _remark(run, labels.get(run.pk, [])), verdicts.get(run.pk))
        for run in provenance.runs_of(using)
    ]


def _labels(using: str) -> Mapping[int, list[str]]:
    """The models of each run's rows."""
    found: dict[int, list[str]] = {}
    pairs = SeedBlock.objects.using(using).order_by("run_id", "model").values_list("run_id", "model").distinct()
    for number, label in pairs:
        found.setdefault(number, []).append(label)
    return found


def _promises(using: str) -> Mapping[int, tuple[int, int]]:
    """By run: the promises that its last proof found kept in every part of the story, and all."""
    found: dict[int, tuple[int, int]] = {}
    by_promise = SeedFinding.objects.using(using).order_by().values("run_id", "promise")
    for each in by_promise.annotate(broken=Count("id", filter=Q(kept=False))):
        kept, promises = found.get(each["run_id"], (0, 0))
        found[each["run_id"]] = kept + (not each["broken"]), promises + 1
    return found


def _remark(run: SeedRun, labels: Sequence[str]) -> str:
    """The reason why the run cannot be proven with today's code."""
    if run.status != SeedRun.Status.COMPLETE:
        return "unfinished"
    missing = next(_missing_models(labels), None)
    if missing is not None:
        return f"model {missing} is gone"
    try:
        registry.scenario_of(run.domain, run.scenario)
    except SeedError:
        return "scenario is gone"
    try:
        recorded_options(registry.scenario_of_run(run), run.options)
    except (SeedError, ValueError) as error:
        return f"an option is no longer taken: {error}"
    return ""


def _missing_models(labels: Sequence[str]) -> Iterator[str]:
    for label in labels:
        try:
            apps.get_model(label)
        except LookupError:
            yield label


def _verdict(run: SeedRun, labels: Sequence[str], progress: Progress) -> Verdict:
    remark = _remark(run, labels)
    if remark:
        return Verdict(False, f"cannot be proven: {remark}")
    try:
        proof.verify(run, progress)
    except SeedError as error:
        return Verdict(False, str(error), error.details)
    except ScenarioFault as error:
        return Verdict(False, f"cannot be proven: {error}")
    except Exception as error:
        if is_passing(error):
            raise
        # The story or a model may have changed in any way since; the other runs are still to be proven.
        first_line = next(iter(str(error).strip().splitlines()), "")
        return Verdict(False, f"cannot be proven: {type(error).__name__}: {first_line}")
    return Verdict(True)

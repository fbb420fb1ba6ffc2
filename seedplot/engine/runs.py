"""A run before and after: the request for it, and the report on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from seedplot.models import SeedRun
from seedplot.promises import DrawnCurve, Finding
from seedplot.scenario import Scenario, adapted

if TYPE_CHECKING:
    from seedplot.engine.run_rows import RunRows

BATCH_SIZE = 2_000


def front_door(run: SeedRun, *options: str) -> str:
    """The command line of `seed_demo_data` that acts on that run, for the end of a message."""
    database = [] if run.using == "default" else [f"--database {run.using}"]
    return " ".join(["python manage.py seed_demo_data", f"--run {run.pk}", *database, *options])


def list_of_runs(using: str) -> str:
    """The command line that lists the runs of a database."""
    return f"python manage.py seedplot runs{'' if using == 'default' else f' --database {using}'}"


def way_on_from_unfinished(run: SeedRun) -> str:
    """The advice for a run of a cluster that is not finished, for the end of a message."""
    resume = front_door(run).replace("--run", "--resume")
    return f"Continue: {resume} --scheduler ADDRESS, or clear it: {front_door(run, '--clear-only', '--by-key')}"


@dataclass(frozen=True)
class ClearRules:
    """The rules by which runs are cleared."""

    with_dependents: bool = False
    """Take along the rows that refer to seeded ones, instead of refusing."""
    keep_edited: bool = False
    """Refuse where a seeded row was edited, instead of clearing it too."""
    by_key: bool = False
    """Clear whatever stands under the runs' keys, without a look at the content."""
    agreed: Mapping[str, int] | None = None
    """The dependents that were shown, by label: more than these are not taken along. None: as many as there are."""


CAREFUL = ClearRules()
"""Nothing goes but what is the runs' own."""


@dataclass(frozen=True)
class Request:
    """A run to be made, its scenario as the options make it.

    Without an anchor, "now" is the start of today in the project time zone.
    """

    scenario: Scenario
    seed: int = 42
    anchor: datetime | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    kind: str = ""
    """The kind that the record names, if it is not the scenario's own."""
    clear: Sequence[SeedRun] = ()
    """Runs to clear first, in the same transaction."""
    clear_rules: ClearRules = CAREFUL
    dry_run: bool = False
    expect: str | None = None
    skip_proof: bool = False
    """Leave promises and fingerprint to a later verification."""
    workers: int | None = None
    """Processes that plan and prove; 1 for this one alone. None: as many as there are cores, where that is quicker."""
    fast_load: bool = False
    """Drop foreign keys of empty tables while loading, on PostgreSQL."""
    batch_size: int = BATCH_SIZE
    using: str = "default"

    def __post_init__(self) -> None:
        object.__setattr__(self, "scenario", adapted(self.scenario, self.options))


@dataclass(frozen=True)
class Report:
    """The outcome of a run or a verification. `elapsed` is in seconds."""

    run: SeedRun
    counts: Mapping[str, int]
    findings: Sequence[Finding]
    curves: Sequence[DrawnCurve]
    tables: Mapping[str, str]
    fingerprint: str
    elapsed: float
    written: bool = True
    cleared: Mapping[str, int] = field(default_factory=dict)
    remarks: Sequence[tuple[str, str]] = ()
    """Further lines of the scenario about its rows: a label and a text each."""

    rows: RunRows | None = None
    """The rows of the proof; None where nothing was proven."""

    @property
    def broken(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.kept]

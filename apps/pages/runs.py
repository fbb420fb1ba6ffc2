"""Recorded runs as pages show them: their addresses, proofs and commands, and what belongs together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from apps.pages.domains import Domain, domain_of, place_of
from apps.pages.formatting import label
from seedplot import registry
from seedplot.clock import project_zone
from seedplot.errors import SeedError
from seedplot.models import SeedFinding, SeedRun
from seedplot.options import options_as_typed
from seedplot.promises import Promise
from seedplot.scenario import Scenario

SCENARIO = "scenario"
"""The kind of runs that are stories; others prepare for them."""


def scenario_of(run: SeedRun) -> Scenario | None:
    """The scenario of a run, from its record alone; None if no installed app has it any more."""
    try:
        return registry.scenario_with(run.domain, run.scenario, run.options)
    except SeedError:
        return None


def day_of(run: SeedRun) -> date:
    """The day that is the run's "now"."""
    return run.anchor.astimezone(project_zone()).date()


def address_of(run: SeedRun) -> str | None:
    """The page that a story is on: its scenario's own, or else its domain's first."""
    scenario = scenario_of(run)
    return (scenario.address(run) if scenario else None) or domain_of(run.domain).home


@dataclass(frozen=True)
class Proof:
    """The number of promises of a run that its last proof found kept, and of those it found broken."""

    kept: int = 0
    broken: int = 0

    @property
    def total(self) -> int:
        return self.kept + self.broken


def proofs_of(runs: Iterable[SeedRun]) -> dict[int, Proof]:
    """The proof of each run. A promise is broken if it is in any part of the story. One query."""
    counts: dict[int, list[int]] = {}
    rows = (
        SeedFinding.objects.filter(run__in=list(runs))
        .values("run_id", "promise")
        .annotate(broken=Count("pk", filter=Q(kept=False)))
    )
    for row in rows:
        counts.setdefault(row["run_id"], [0, 0])[bool(row["broken"])] += 1
    return {run: Proof(kept, broken) for run, (kept, broken) in counts.items()}


@dataclass(frozen=True)
class Promised:
    """A promise as a page lists it: the part that broke it, or else the first one measured."""

    id: str
    sentence: str
    expected: str
    observed: str
    kept: bool
    part_count: int


def promises_of(*runs: SeedRun) -> list[Promised]:
    """The promises of the runs as they were last proven: broken ones first, then those of a story alone. One query."""
    sentences: dict[str, str] = {}
    own: set[str] = set()
    for scenario in filter(None, map(scenario_of, runs)):
        sentences |= {promise.id: promise.sentence for promise in scenario.promises}
        own |= {promise.id for promise in scenario.promises} - _shared(scenario)
    found: dict[str, list[SeedFinding]] = {}
    for finding in SeedFinding.objects.filter(run__in=runs).order_by("pk"):
        found.setdefault(finding.promise, []).append(finding)
    listed = []
    for name, findings in found.items():
        shown = next((finding for finding in findings if not finding.kept), findings[0])
        listed.append(
            Promised(name, sentences.get(name, name), shown.expected, shown.observed, shown.kept, len(findings))
        )
    return sorted(listed, key=lambda each: (each.kept, each.id not in own))


def _shared(scenario: Scenario) -> set[str]:
    """The promises that the scenario has from its base: any such data would keep them."""
    return {promise.id for base in type(scenario).__mro__[1:] for promise in _stated(base)}


def _stated(base: type) -> Sequence[Promise]:
    stated = vars(base).get("promises", ())
    return stated if isinstance(stated, (tuple, list)) else ()


def command_of(run: SeedRun) -> str | None:
    """The command that makes a story again; None for what no scenario's name makes."""
    scenario = scenario_of(run)
    if scenario is None or not scenario.listed:
        return None
    words = f"python manage.py seed_demo_data --scenario {run.scenario} {options_as_typed(scenario, run)}".strip()
    return f"{words} --as-of {day_of(run).isoformat()}"


@dataclass(frozen=True)
class RunGroup:
    """A story with the runs that prepared for it, such as imports."""

    run: SeedRun
    prepared_by: Sequence[SeedRun]

    @property
    def all(self) -> list[SeedRun]:
        return [self.run, *self.prepared_by]

    @property
    def row_count(self) -> int:
        return sum(run.row_count for run in self.all)

    @property
    def title(self) -> str:
        return label(self.run.scenario)

    @property
    def domain(self) -> Domain:
        return domain_of(self.run.domain)


def groups_of(runs: Iterable[SeedRun]) -> list[RunGroup]:
    """The runs by domain; what is no story of its own joins the first one of its domain, if there is one."""
    by_domain: dict[str, list[SeedRun]] = {}
    for run in sorted(runs, key=lambda run: (place_of(run.domain), run.domain, run.pk)):
        by_domain.setdefault(run.domain, []).append(run)
    groups = []
    for ours in by_domain.values():
        stories = [run for run in ours if run.kind == SCENARIO]
        others = [run for run in ours if run.kind != SCENARIO]
        if not stories:
            groups += [RunGroup(run, ()) for run in others]
            continue
        groups += [RunGroup(run, others if number == 0 else ()) for number, run in enumerate(stories)]
    return groups

"""A story in a test's database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from seedplot import registry
from seedplot.clock import midnight, parse_anchor
from seedplot.commands import arguments
from seedplot.engine import pipeline
from seedplot.engine.runs import Report, Request
from seedplot.errors import NotAsPromised
from seedplot.scenario import Scenario

AnyScenario = str | Scenario | type[Scenario]
Day = date | str


def seed(
    scenario: AnyScenario,
    *,
    seed: int = 42,
    as_of: Day | None = None,
    proof: bool = True,
    using: str = "default",
    **options: Any,
) -> Report:
    """Seed a scenario in this process and this transaction, and return the report of its run.

    `scenario` is a listed scenario's name, a class, or an instance. `as_of` is the day that is "now" in the story, as a
    date or as YYYY-MM-DD, in the project time zone; today without it, so a test that is to be the same tomorrow names
    one. `options` are the scenario's own, named with underscores; texts are parsed as on the command line.
    `proof=False` saves the time for promises and fingerprint. What the test's transaction rolls back needs no clearing.

    The report has `run` (the record), `counts` (rows by model label), `findings` (a promise and what was observed
    each), `fingerprint` and `elapsed`, in seconds.

    Raises NotAsPromised, with a note for each broken promise, and SeedError for what else the caller can correct: an
    unknown scenario or option, a value that an option does not take, another run of the scenario in its place.

    >>> from seedplot.testing import seed
    >>> report = seed("busy-mornings", seed=7, as_of="2026-03-09")
    >>> report.counts["cafe.Guest"], [finding.kept for finding in report.findings]
    (10, [True])
    """
    found = scenario_of(scenario)
    request = Request(
        found,
        seed=arguments.parse_seed(seed),
        anchor=anchor_of(as_of),
        options=parsed_options(found, options),
        skip_proof=not proof,
        workers=1,
        using=using,
    )
    try:
        # Django copies what setUpTestData keeps; the reader of the rows, with its connection, cannot be copied.
        return replace(pipeline.run(request), rows=None)
    except NotAsPromised as failure:
        for finding in failure.report.broken:
            failure.add_note(str(finding))
        raise


def scenario_of(scenario: AnyScenario) -> Scenario:
    """The scenario itself. SeedError, with all names, where no listed scenario has that one."""
    if isinstance(scenario, Scenario):
        return scenario
    return registry.find(scenario, registry.discover()) if isinstance(scenario, str) else scenario()


def anchor_of(day: Day | None) -> datetime | None:
    """The start of that day; a moment is itself. SeedError for a text that is no date."""
    if day is None or isinstance(day, datetime):
        return day
    return parse_anchor(day, "as_of") if isinstance(day, str) else midnight(day)


def parsed_options(scenario: Scenario, options: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the scenario takes them; an option that it does not know is left to the run to refuse.

    SeedError names a value that an option does not take.
    """
    own = {option.key: option for option in scenario.options}
    unknown = {key: value for key, value in options.items() if key not in own}
    return {**arguments.scenario_options(scenario, own, options), **unknown}

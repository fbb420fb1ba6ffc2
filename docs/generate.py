"""Writes those parts of the pages that are taken from the code: `python -m docs.generate`, or `--check` to compare.

A part lies between two comments in the page, and the function that writes it has the part's name. What is shown comes
from a database in memory and a fixed day, so that the pages change only with the code.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from io import StringIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apps.metrics.seeding.scenarios import BaseScenario
    from seedplot.engine.runs import Report
    from seedplot.promises import Promise

ROOT = Path(__file__).resolve().parents[1]
DOMAINS = ("tickets", "projects", "tenants", "notices")
PAGES = (
    "README.md",
    "seedplot/README.md",
    "docs/models.md",
    "docs/scenarios.md",
    *(f"docs/{domain}.md" for domain in DOMAINS),
)
PART = re.compile(r"(<!-- begin (?P<name>[a-z_]+)[^\n]*-->\n).*?(<!-- end (?P=name) -->)", re.DOTALL)
COMMAND = "python manage.py seed_demo_data --scenario ai-success --seed 42 --as-of 2026-03-09 --no-github"
PRINT_KINDS = """
import json
import django
django.setup()
from tests.zoo.kinds import table
print(json.dumps(table()))
"""
COLUMNS = 100
COUNTS_SHOWN = 3
USUAL_WAYS = (
    (
        "fixtures (`loaddata`)",
        "a few rows that never change",
        "Their dates age. Each migration can break them. Nobody reviews 3,000 lines of JSON. Nothing removes them "
        "again.",
    ),
    (
        "factory_boy, model_bakery",
        "one object in a test",
        "Rows are random, not a story: no share, trend or capacity holds. A row of `factory.create()` takes "
        "{on_sqlite} times as long on SQLite and {on_postgresql} times as long on PostgreSQL as one of a run of {rows} "
        "rows, its proofs included. Nothing records or clears the rows.",
    ),
    (
        "django-seed",
        "random rows for any model",
        "Its last release fails on Django 5.2. Nothing is reproducible, recorded or proven.",
    ),
)


def main(arguments: Sequence[str]) -> int:
    """Write the parts; with --check, only name the pages that are not what they would be, and return 1."""
    check = "--check" in arguments
    set_up()
    written: dict[str, Callable[[], str]] = {
        "run": run,
        "expect": expect,
        "usual_ways": usual_ways,
        "stories": stories,
        "common_promises": common_promises,
        "kinds": kinds,
    }
    written |= {domain: partial(scenarios_of, domain) for domain in DOMAINS}
    stale = []
    for name in PAGES:
        page = ROOT / name
        current = page.read_text(encoding="utf-8")
        wanted = PART.sub(lambda part: f"{part[1]}{written[part['name']]()}\n{part[3]}", current)
        if wanted != current:
            stale.append(name)
            if not check:
                page.write_text(wanted, encoding="utf-8")
    for name in stale:
        print(f"{name} {'does not say what the code does. Run: make update-docs' if check else 'is written anew.'}")
    return int(check and bool(stale))


def set_up() -> None:
    """Django with the project's own settings, and an empty database in memory."""
    os.environ.update(DJANGO_SETTINGS_MODULE="config.settings", DATABASE_URL="sqlite://:memory:", DEBUG="1")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


# README.md


def run() -> str:
    """The report of COMMAND on a hundred columns: its first counts, and the promises that are this story's own."""
    from seedplot.engine import report

    scenario, finished = _finished_run()
    own = {promise.id for promise in _own_promises(scenario)}
    shortened = replace(finished, findings=[each for each in finished.findings if each.promise.id in own])
    report.PIPED_WIDTH = COLUMNS
    printed = report.run_report(shortened, scenario, StringIO(), note=f"Written as run {finished.run.pk}.")
    lines = [line.rstrip() for line in printed.splitlines() if not line.startswith("Elapsed")]
    first = lines.index(next(line for line in lines if line.startswith("Rows "))) + 1 + COUNTS_SHOWN
    last = next(number for number, line in enumerate(lines) if line.startswith("in all "))
    return "\n".join(["```console", f"$ {COMMAND}", *lines[:first], "...", *lines[last:], "```"])


def expect() -> str:
    _, finished = _finished_run()
    return "\n".join(["```console", f"{COMMAND} --expect {finished.fingerprint}", "```"])


def usual_ways() -> str:
    """The other ways to fill a database, with what docs/performance.md has measured of them."""
    measured = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    [rows] = re.findall(r"`ai-success` with `--teams 50`, ([\d,]+) rows", measured)
    on_sqlite, on_postgresql = (
        re.findall(rf"against `factory.create\(\)` on {database} +\| ([\d.]+) times as fast", measured)[0]
        for database in ("SQLite", "PostgreSQL")
    )
    table = _table(("", "what it is for", "what it cannot do"), USUAL_WAYS)
    return "\n".join(table).format(rows=rows, on_sqlite=on_sqlite, on_postgresql=on_postgresql)


def _finished_run() -> tuple[BaseScenario, Report]:
    from apps.metrics.seeding.scenarios import get_scenario
    from seedplot.clock import parse_anchor
    from seedplot.engine import pipeline
    from seedplot.engine.runs import Request

    scenario = get_scenario("ai-success")
    anchor = parse_anchor("2026-03-09")
    return scenario, pipeline.run(Request(scenario, 42, anchor, {"no_github": True}, dry_run=True))


# docs/scenarios.md


def stories() -> str:
    from apps.metrics.seeding.scenarios import SCENARIO_REGISTRY

    return "\n\n".join("\n".join(_story(scenario())) for scenario in SCENARIO_REGISTRY.values())


def common_promises() -> str:
    from apps.metrics.seeding.promises import COMMON_PROMISES

    return "\n".join(_promise_table(COMMON_PROMISES))


# docs/models.md


def kinds() -> str:
    """The findings of the zoo's tests on each kind of model and column; its models are installed for tests alone."""
    printed = subprocess.run(
        [sys.executable, "-c", PRINT_KINDS],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    lines: list[str] = []
    for group, found in groupby(json.loads(printed.stdout), key=itemgetter(0)):
        rows = ((name, verdict, remark) for _, name, verdict, remark in found)
        lines += [f"### {group}\n", *_table(("kind", "as columns", "remark"), rows), ""]
    return "\n".join(lines).rstrip()


def scenarios_of(domain: str) -> str:
    """Every listed scenario of a domain: its name, story, size and promises, those of several only once."""
    from seedplot import registry

    lines: list[str] = []
    told: set[str] = set()
    for scenario in registry.discover().values():
        if scenario.domain == domain:
            lines += [f"## {scenario.name}\n", f"{scenario.story}\n", f"Size: {scenario().size}.\n"]
            shared = [promise.id for promise in scenario.promises if promise.id in told]
            own = [promise for promise in scenario.promises if promise.id not in told]
            if shared:
                lines += [f"From the table above: `{shared[0]}` to `{shared[-1]}`.\n"]
            if own:
                lines += [*_promise_table(own), ""]
            told.update(promise.id for promise in own)
    return "\n".join(lines).rstrip()


def _story(scenario: BaseScenario) -> Iterator[str]:
    config = scenario.config
    low, high = config.prs_per_member_per_week
    yield f"## {scenario.name}\n"
    yield f"{scenario.story}\n"
    team = f"{config.team_name} (`{config.team_slug}`): {scenario.size}"
    yield f"{team}, {low} to {high} pull requests a member and week.\n"
    yield from _table(("week by week", "first week", "last week"), _figures(scenario))
    yield ""
    yield from _table(
        ("who", "count", "AI-assisted share", "reviews", "pull requests", "guessed right"), _cast(scenario)
    )
    yield ""
    yield from _promise_table(_own_promises(scenario))


def _figures(scenario: BaseScenario) -> Iterator[tuple[str, ...]]:
    weeks = (0, scenario.config.weeks - 1)
    first, last = (scenario.get_weekly_params(week) for week in weeks)
    yield "AI-assisted share", _percent(first["ai_adoption_rate"]), _percent(last["ai_adoption_rate"])
    yield "cycle time", _hours(first["avg_cycle_time_hours"]), _hours(last["avg_cycle_time_hours"])
    yield "time to first review", _hours(first["avg_review_time_hours"]), _hours(last["avg_review_time_hours"])
    yield "rating, 1 to 3", f"{first['quality_rating']:.2f}", f"{last['quality_rating']:.2f}"
    yield "reverts", _percent(first["revert_rate"]), _percent(last["revert_rate"])
    yield "passing checks", _percent(first["ci_pass_rate"]), _percent(last["ci_pass_rate"])
    states = [scenario.get_pr_state_distribution(week) for week in weeks]
    yield "merged, closed, left open", *(_shares(each, "merged", "closed", "open") for each in states)
    states = [scenario.get_review_state_distribution(week) for week in weeks]
    yield (
        "reviews: approved, changes requested, commented",
        *(_shares(each, "approved", "changes_requested", "commented") for each in states),
    )


def _cast(scenario: BaseScenario) -> Iterator[tuple[str, ...]]:
    weights = scenario.get_reviewer_selection_weights(0)
    for archetype in scenario.get_member_archetypes():
        low, high = scenario.get_guess_accuracy_for_archetype(archetype.name)
        fewest, most = scenario.pull_request_range(archetype)
        yield (
            archetype.name,
            str(archetype.count),
            f"{100 * archetype.ai_adoption_modifier:+.0f} points",
            f"{_percent(weights[archetype.name])} of all together" if weights else "as many as others",
            f"{fewest} to {most} a week",
            f"{_percent(low)} to {_percent(high)}",
        )


def _own_promises(scenario: BaseScenario) -> list[Promise]:
    from apps.metrics.seeding.promises import COMMON_PROMISES

    return [promise for promise in scenario.promises if promise not in COMMON_PROMISES]


def _promise_table(promises: Iterable[Promise]) -> Iterator[str]:
    rows = ((f"`{promise.id}`", promise.sentence, str(promise.bound)) for promise in promises)
    return _table(("promise", "what it says", "kept if"), rows)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"|{'---|' * len(headings)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _percent(rate: object) -> str:
    return f"{100 * float(str(rate)):.4g}%"


def _hours(hours: object) -> str:
    return f"{float(str(hours)):.4g} h"


def _shares(shares: dict[str, float], *names: str) -> str:
    return ", ".join(_percent(shares[name]) for name in names)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Texts for the user: the list of scenarios, the report of a run, and the findings of a broken one."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO, TextIOBase
from itertools import groupby
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils import timezone

from seedplot.clock import project_zone
from seedplot.engine.command_templates import filled
from seedplot.engine.runs import Report
from seedplot.engine.tables import console_for, table, trimmed
from seedplot.figures import moved_ends, plain
from seedplot.promises import DrawnCurve, Finding
from seedplot.scenario import Scenario

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

NOT_YET = "not taken yet"
BARS = "▁▂▃▄▅▆▇█"
ASCII_BARS = "_.-~=+*#"
TICK = "✓"
ASCII_TICK = "ok:"


def scenario_list(scenarios: Iterable[type[Scenario]]) -> str:
    """The scenarios by domain: name, size, story."""
    lines: list[str] = []
    for domain, members in groupby(scenarios, key=lambda scenario: scenario.domain):
        lines.append(f"{domain}")
        for scenario in members:
            size = scenario().size
            lines.append(f"  {scenario.name} ({size})" if size else f"  {scenario.name}")
            lines += _wrapped(scenario.story, 96, "    ")
        lines.append("")
    return "\n".join(lines).rstrip() or "No installed app has a scenario."


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def sparkline(values: Sequence[float | None], bars: str = BARS) -> str:
    """One character a value, from the lowest bar to the highest; a blank where there is none."""
    known = [value for value in values if value is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    # A figure that moves by less than a tenth of itself is steady: its ripples must not look like mountains.
    step = max((high - low), abs(high) / 10) / (len(bars) - 1) or 1
    return "".join(" " if value is None else bars[round((value - low) / step)] for value in values)


def run_report(report: Report, scenario: Scenario, stream: TextIOBase, *, note: str, color: bool = True) -> str:
    """The whole report of a run or a verification, for that stream: colored on a terminal, plain in a pipe."""
    buffer = StringIO()
    _print_report(console_for(stream, buffer, color=color), report, scenario, stream, note)
    return trimmed(buffer)


def brief_report(report: Report, scenario: Scenario, stream: TextIOBase, *, note: str) -> str:
    """A few lines: the story, how much was written and proven, and the key figures (`--verbosity 0`)."""
    kept = sum(finding.kept for finding in report.findings)
    proof = f", {kept} of {len(report.findings)} promises kept" if report.findings else ""
    rows, cleared = sum(report.counts.values()), sum(report.cleared.values())
    lines = [
        *([f"Cleared {cleared:,} rows."] if cleared else []),
        *_wrapped(f"{scenario.name}: {scenario.story}", 100),
        *(f"  {line}" for line in _set_figures(scenario)),
        f"  {rows:,} rows{proof}, fingerprint {report.fingerprint or NOT_YET}, {report.elapsed:.2f} s",
        *(f"  {curve.label:21} {line}  {' -> '.join(ends)}" for curve, line, ends in _drawn(report.curves, stream)),
        *(f"  {label}: {line}" for label, line in report.remarks),
        f"  {note}",
    ]
    return "\n".join(lines)


def broken_promises(findings: Iterable[Finding]) -> str:
    """The broken promises in the style of Django's system checks."""
    return "\n".join(["PROMISES BROKEN:", *(str(finding) for finding in findings), ""])


def _print_report(console: Console, report: Report, scenario: Scenario, stream: TextIOBase, note: str) -> None:
    console.print(f"{scenario.name}: {scenario.story}")
    for line in _set_figures(scenario):
        console.print(line)
    for label, count in _with_names(report.cleared):
        console.print(f"Cleared {count:,} {label}")
    console.print()
    console.print(_rows_table(report.counts))
    if report.findings:
        console.print()
        console.print(_promises_table(report.findings))
    if report.curves:
        console.print()
        console.print(_curves_table(report.curves, stream))
    console.print()
    console.print(f"Seed         {report.run.seed}")
    console.print(f"Anchor       {timezone.localtime(report.run.anchor, project_zone()):%A, %Y-%m-%d %H:%M %Z}")
    console.print(f"Fingerprint  {report.fingerprint or NOT_YET}")
    for label, line in report.remarks:
        console.print(f"{label:12} {line}")
    console.print(f"Elapsed      {report.elapsed:.2f} s")
    console.print()
    console.print(note)
    steps = [filled(each, scenario, report.run) for each in scenario.next_steps]
    if steps:
        console.print(f"Next: {steps[0]}")
        for step in steps[1:]:
            console.print(f"      {step}")


def _set_figures(scenario: Scenario) -> Iterator[str]:
    """A line on the weekly figures that the run moved: the story tells of the stated ones."""
    moved = [f"{name}={plain(value)}" for name, value in moved_ends(scenario.figures, scenario.moves).items()]
    if moved:
        yield f"Set: {', '.join(moved)}"


def _rows_table(counts: Mapping[str, int]) -> Table:
    rows = table("Rows", ">Number")
    for label, count in _with_names(counts):
        rows.add_row(label, f"{count:,}")
    rows.add_row("in all", f"{sum(counts.values()):,}")
    return rows


def _promises_table(findings: Sequence[Finding]) -> Table:
    """A line a promise; over several parts, the first part's figures and in how many of them it is kept."""
    rows = table("Promise", "Sentence", "Expected", "Observed", "Kept")
    by_promise: dict[str, list[Finding]] = {}
    for finding in findings:
        by_promise.setdefault(finding.promise.id, []).append(finding)
    for group in by_promise.values():
        shown = next((finding for finding in group if not finding.kept), group[0])
        kept = sum(finding.kept for finding in group)
        bound = shown.promise.bound
        mark = ("yes" if kept else "NO") if len(group) == 1 else f"{kept} of {len(group)}"
        rows.add_row(shown.promise.id, shown.promise.sentence, str(bound), bound.describe(shown.observed), mark)
    return rows


def _curves_table(curves: Iterable[DrawnCurve], stream: TextIOBase) -> Table:
    rows = table("Week by week", "", ">First", ">Last")
    for curve, line, ends in _drawn(curves, stream):
        rows.add_row(curve.label, line, *ends)
    return rows


def _drawn(curves: Iterable[DrawnCurve], stream: TextIOBase) -> Iterator[tuple[DrawnCurve, str, tuple[str, str]]]:
    """Each curve with its line, as far as the stream can show it, and its first and last value."""
    bars = _bars_for(stream)
    for curve in curves:
        known = [value for value in curve.values if value is not None]
        first, last = (
            (f"{value:.{curve.places}f}{curve.unit}" for value in (known[0], known[-1])) if known else ("", "")
        )
        yield curve, sparkline(curve.values, bars), (first, last)


def _with_names(counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    for label, count in counts.items():
        yield str(apps.get_model(label)._meta.verbose_name_plural), count


def tick_for(stream: TextIOBase) -> str:
    """The mark before a finished step, as far as the stream can show it."""
    return TICK if _can_show(TICK, stream) else ASCII_TICK


def _bars_for(stream: TextIOBase) -> str:
    return BARS if _can_show(BARS, stream) else ASCII_BARS


def _can_show(text: str, stream: TextIOBase) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True

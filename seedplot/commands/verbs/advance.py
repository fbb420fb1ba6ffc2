"""`seedplot advance`: runs moved on to a later day, in place."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from seedplot.clock import parse_anchor, project_zone, start_of_today
from seedplot.commands.seed_again import seed_again_command
from seedplot.commands.verbs import run_option
from seedplot.commands.verbs.base import Verb
from seedplot.errors import NotAsPromised, SeedError

if TYPE_CHECKING:
    from seedplot.engine.advancing.advance import Advance, Rules
    from seedplot.models import SeedRun


@dataclass
class Tally:
    """The outcome for each of the runs."""

    advanced: int = 0
    there: list[SeedRun] = field(default_factory=list)
    """Those that are as of that day already."""
    refused: list[str] = field(default_factory=list)


class Command(Verb):
    help = "Move runs on to a later day in place: rows keep their keys, and what has happened since appears."
    writes = True

    @classmethod
    def add_arguments(cls, parser: ArgumentParser) -> None:
        add = parser.add_argument
        add("--to", metavar="DATE", help='The day that is to be "now", as YYYY-MM-DD (default: today).')
        run_option.add_argument(parser)
        add(
            "--heal",
            action="store_true",
            help="Set edited and deleted rows right, instead of leaving them as they are.",
        )
        add("--explain", action="store_true", help="List the rows that would go and what refers to them; move nothing.")
        add("--with-dependents", action="store_true", help="Remove rows that refer to rows which go; asks first.")
        add("--yes", action="store_true", help="Remove dependents without being asked.")
        add("--dry-run", action="store_true", help="Move, prove, and roll everything back.")
        add("--no-progress", action="store_true", help="Show no progress bar.")

    def run(self, options: Mapping[str, Any]) -> None:
        to = start_of_today() if options["to"] is None else parse_anchor(options["to"], "--to")
        tally = Tally()
        # The oldest first: a later run may have changed what an earlier one found.
        for run in reversed(run_option.runs_named(options)):
            self._act(run, to, options, tally)
        self._say_what_was_left(tally, to, options)

    def _act(self, run: SeedRun, to: datetime, options: Mapping[str, Any], tally: Tally) -> None:
        from seedplot.engine.advancing.advance import CannotAdvance, EarlierDay
        from seedplot.engine.replaying.changed_story import StoryChanged

        is_named = options["run"] is not None
        if run.anchor == to or (run.anchor > to and options["to"] is None):
            tally.there.append(run)
            return
        try:
            if options["explain"]:
                self._explain(run, to, options)
            else:
                self._advance(run, to, options)
            tally.advanced += 1
        except CannotAdvance as refusal:
            if is_named:
                raise
            self.stdout.write(f"Left as it is: {refusal}")
            tally.there.append(run)
        except (StoryChanged, EarlierDay) as refusal:
            day = to.astimezone(project_zone()).date()
            tally.refused.append(f"{refusal}. Clear it and seed it again: {seed_again_command(run, day)}")
        except SeedError as refusal:
            for line in refusal.details:
                self.stderr.write(line)
            tally.refused.append(str(refusal))

    def _advance(self, run: SeedRun, to: datetime, options: Mapping[str, Any]) -> None:
        from seedplot.engine import report
        from seedplot.engine.advancing.advance import DependentsInTheWay, advance
        from seedplot.engine.progress import shown_on

        rules = self._rules(run, to, options)
        try:
            with shown_on(sys.stderr, wanted=not options["no_progress"]) as progress:
                done = advance(run, to, rules, progress)
        except NotAsPromised as failure:
            if failure.report.broken:
                self.stderr.write(report.broken_promises(failure.report.broken))
            raise
        except DependentsInTheWay as refusal:
            line = _command(run, options, "--with-dependents", without=("yes",))
            raise SeedError(f"{refusal} Take them along: {line}") from refusal
        for line in _lines(done, to, dry_run=options["dry_run"]):
            self.stdout.write(line)

    def _rules(self, run: SeedRun, to: datetime, options: Mapping[str, Any]) -> Rules:
        from seedplot.engine.advancing.advance import Rules, look

        with_dependents, agreed = options["with_dependents"], None
        if with_dependents and not (options["yes"] or options["dry_run"]):
            outlook = look(run, to)
            agreed = outlook.dependent_counts
            if outlook.dependents:
                self._ask(run, list(outlook.lines()), sum(agreed.values()), options)
        return Rules(options["heal"], with_dependents, agreed, options["dry_run"])

    def _ask(self, run: SeedRun, lines: Sequence[str], count: int, options: Mapping[str, Any]) -> None:
        question = f"Remove {count:,} rows that are not seeded as well?"
        if not sys.stdin.isatty():
            line = _command(run, options, "--with-dependents", "--yes", without=("with_dependents",))
            raise SeedError(f"{question} Nobody can be asked here. If so: {line}", lines)
        for line in lines:
            self.stdout.write(line)
        if input(f"{question} [y/N] ").strip().lower() not in ("y", "yes"):
            line = _command(run, options, "--explain", without=("with_dependents",))
            raise SeedError(f"Nothing was moved. List it again: {line}")

    def _explain(self, run: SeedRun, to: datetime, options: Mapping[str, Any]) -> None:
        from seedplot.engine.advancing.advance import look

        outlook = look(run, to)
        for line in outlook.lines():
            self.stdout.write(line)
        more = ["--with-dependents"] if outlook.dependents else []
        words = "Take them along" if outlook.dependents else "Advance"
        self.stdout.write(f"{words}: {_command(run, options, *more, without=('explain', 'with_dependents'))}")

    def _say_what_was_left(self, tally: Tally, to: datetime, options: Mapping[str, Any]) -> None:
        day = to.astimezone(project_zone()).date()
        if tally.refused:
            *others, last = tally.refused
            raise SeedError(last, others)
        if tally.there and not tally.advanced:
            self.stdout.write(f"Nothing to advance to {day}: {_named(tally.there)}.")
        elif not tally.advanced:
            self.stdout.write("No run is recorded here.")


def _named(runs: Sequence[SeedRun]) -> str:
    return "; ".join(map(str, runs))


def _lines(done: Advance, to: datetime, *, dry_run: bool) -> Iterator[str]:
    from seedplot import registry
    from seedplot.engine.command_templates import filled

    moved, report = done.moved, done.report
    assert moved is not None
    assert report is not None
    yield (
        f"{done.run.scenario} (run {done.run.pk}): {_day(done.before)} to {_day(done.run.anchor)}. "
        f"{moved.changed:,} rows changed, {moved.new:,} new, {moved.gone:,} gone, "
        f"{moved.kept - moved.changed:,} as they were."
    )
    if done.outlook is not None:
        yield from done.outlook.what_stands_out()
    yield from done.touched.lines(healed=done.healed)
    if done.world_edits:
        yield f"{done.world_edits:,} values of rows that were there before were changed since, and stay."
    kept = sum(finding.kept for finding in report.findings)
    yield f"{kept} of {len(report.findings)} promises kept, fingerprint {done.run.fingerprint}, {done.elapsed:.2f} s."
    if not done.is_exact:
        yield "All other rows are those of a fresh run of that day, which has this fingerprint."
        yield from (f"Broken by what was edited: {finding.promise.sentence}" for finding in report.broken)
    if done.run.sources:
        names = ", ".join(sorted(done.run.sources))
        yield (
            f"What came from elsewhere ({names}) is what it was. Get it anew: {seed_again_command(done.run, _day(to))}"
        )
    if dry_run:
        yield "Dry run: everything was moved, proven and rolled back."
        return
    scenario = registry.scenario_of_run(done.run)
    for command in (filled(each, scenario, done.run) for each in scenario.export_commands):
        yield f"Write its files anew: {command}"


def _command(run: SeedRun, options: Mapping[str, Any], *more: str, without: Sequence[str] = ()) -> str:
    """The user's own command line for that run, with other options added or left out."""
    flags = ("heal", "explain", "with_dependents", "yes", "dry_run")
    own = [f"--{name.replace('_', '-')}" for name in flags if options[name] and name not in without]
    to = [] if options["to"] is None else ["--to", options["to"]]
    words = dict.fromkeys([*to, *own, *more])
    return run_option.verb_command("advance", {**options, "run": run.pk}, *words)


def _day(anchor: datetime) -> date:
    return anchor.astimezone(project_zone()).date()

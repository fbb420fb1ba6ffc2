"""The options by which seed commands clear: what is shown, what is asked, and what a refusal advises."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from seedplot.commands import arguments
from seedplot.errors import ClearRefused, SeedError

if TYPE_CHECKING:
    from seedplot.commands.base import SeedCommand
    from seedplot.commands.options import SeedOptions
    from seedplot.engine.runs import ClearRules
    from seedplot.models import SeedRun

MOST_NAMED = 10
"""Runs that a refusal names."""
ONLY_TO_CLEAR = ("with_dependents", "keep_edited", "by_key", "yes")


def add_arguments(add: Callable[..., None]) -> None:
    add("--run", metavar="N", help="The run to clear or to verify, by its number.")
    add(
        "--explain",
        action="store_true",
        help="List what clearing would take and what stands in its way; clear nothing.",
    )
    add("--with-dependents", action="store_true", help="Clear rows that refer to seeded ones as well; asks first.")
    add("--keep-edited", action="store_true", help="Refuse to clear seeded rows that were edited since.")
    add("--by-key", action="store_true", help="Clear what has the keys of seeded rows, whatever it is by now.")
    add("--yes", action="store_true", help="Clear dependents without being asked.")


def check(options: SeedOptions) -> None:
    """SeedError for an option that says how to clear where nothing is cleared."""
    clears = options.clear or options.clear_only or options.explain
    for name in ONLY_TO_CLEAR:
        if getattr(options, name) and not clears:
            raise SeedError(
                f"--{name.replace('_', '-')} is about clearing. Add --clear or --clear-only, or leave it out."
            )
    if options.run is not None and not (clears or options.verify):
        raise SeedError("--run names a run that is there. Add --clear, --clear-only or --verify, or leave it out.")


def run_named(options: SeedOptions, runs: Sequence[SeedRun]) -> SeedRun:
    """The run that --run names. SeedError with the list of runs if it names none."""
    number = arguments.parse_count(options.run or "", "--run", "the number of a run")
    for record in runs:
        if record.pk == number:
            return record
    known = "; ".join(map(str, runs))
    raise SeedError(f"There is no run {number}. {f'Recorded: {known}.' if known else 'No run is recorded here.'}")


def refuse_to_clear_all(command: SeedCommand, options: SeedOptions) -> None:
    """SeedError with the recorded runs, where something is to be cleared and nothing says of which run."""
    wanted = next((name for name in ("clear", "clear_only", "explain") if getattr(options, name)), None)
    if wanted is None:
        return
    one = "--scenario NAME" if options.clear else "--scenario NAME or --run N"
    runs = command.runs(options)
    known = [f"{run}" for run in runs[:MOST_NAMED]]
    if len(runs) > MOST_NAMED:
        known.append(f"{len(runs) - MOST_NAMED} more, see python manage.py seedplot runs")
    recorded = f"Recorded: {'; '.join(known)}." if known else "No run is recorded here."
    raise SeedError(f"--{wanted.replace('_', '-')} without a scenario could take any run. Add {one}. {recorded}")


def explain(command: SeedCommand, options: SeedOptions) -> None:
    from seedplot.engine.clearing import clearing

    runs = command.runs_to_clear(options)
    if not runs:
        command.stdout.write("There is nothing to clear.")
        return
    with refusals(command, options):
        outlook = clearing.look(runs, _rules(options))
    for line in outlook.lines():
        command.stdout.write(line)
    wanted = {} if options.clear or options.clear_only else {"clear_only": True}
    if outlook.dependents:
        wanted["with_dependents"] = True
    line = command.next_command(options, adding=wanted, without=["explain"])
    command.stdout.write(f"{'Take them along' if outlook.dependents else 'Clear'}: {line}")


def rules_for(command: SeedCommand, options: SeedOptions, runs: Sequence[SeedRun]) -> ClearRules:
    """The rules that the options ask for. Dependents that are to go along are shown, and asked for, unless --yes."""
    from dataclasses import replace

    from seedplot.engine.clearing import clearing

    rules = _rules(options)
    if not runs or not options.with_dependents or options.yes or options.dry_run:
        return rules
    with refusals(command, options):
        outlook = clearing.look(runs, rules)
    if outlook.dependents:
        number = sum(outlook.dependent_counts.values())
        ask(command, options, list(outlook.lines()), f"Clear {number:,} rows that are not seeded as well?")
    return replace(rules, agreed=outlook.dependent_counts)


def clear(command: SeedCommand, options: SeedOptions, rules: ClearRules, runs: Sequence[SeedRun]) -> None:
    """Clear the runs and say what went."""
    from seedplot.engine.clearing import clearing

    with refusals(command, options):
        removed = clearing.clear_in_transaction(options.database, runs, rules)
    command.stdout.write(f"Cleared {sum(removed.values()):,} rows." if runs else "There is nothing to clear.")
    say_what_stands_out(command, removed)


def say_what_stands_out(command: SeedCommand, removed: Mapping[str, int]) -> None:
    from seedplot.engine.clearing.clearing import Cleared

    if isinstance(removed, Cleared) and removed.outlook is not None:
        for line in removed.outlook.what_stands_out():
            command.stdout.write(line)


@contextmanager
def refusals(command: SeedCommand, options: SeedOptions) -> Iterator[None]:
    """End a refusal to clear with the command that continues."""
    from seedplot.engine.replaying.recognition import NotDigested

    try:
        yield
    except ClearRefused as refused:
        # Those of several steps in one transaction come here more than once.
        adding = dict.fromkeys(refused.adding, True)
        line = command.next_command(options, adding=adding, without=[*refused.without, "yes"])
        raise SeedError(f"{refused} {refused.advice}: {line}") from refused
    except NotDigested as refused:
        line = command.next_command(options, adding={"by_key": True})
        raise SeedError(f"{refused} Take them by their keys: {line}") from refused


def _rules(options: SeedOptions) -> ClearRules:
    from seedplot.engine.runs import ClearRules

    return ClearRules(options.with_dependents, options.keep_edited, options.by_key)


def ask(command: SeedCommand, options: SeedOptions, lines: Sequence[str], question: str) -> None:
    """Show what would go, and continue only if the user says so."""
    if not sys.stdin.isatty():
        line = command.next_command(options, adding={"yes": True})
        raise SeedError(f"{question} Nobody can be asked here. If so: {line}", lines)
    for line in lines:
        command.stdout.write(line)
    if _answer(f"{question} [y/N] ").strip().lower() not in ("y", "yes"):
        raise SeedError(
            f"Nothing was cleared. List it again: {command.next_command(options, adding={'explain': True})}"
        )


def _answer(question: str) -> Any:
    try:
        return input(question)
    except EOFError:
        return ""

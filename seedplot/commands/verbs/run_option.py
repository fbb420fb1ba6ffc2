"""`--run N` of the verbs that look after one run or all."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from seedplot.errors import SeedError

if TYPE_CHECKING:
    from seedplot.engine.replaying.recognition import NotDigested
    from seedplot.models import SeedRun


def add_argument(parser: ArgumentParser) -> None:
    parser.add_argument("--run", metavar="N", help="One run, by its number (default: all).")


def runs_named(options: Mapping[str, Any]) -> list[SeedRun]:
    """The run that --run names, or all that are complete, newest first. SeedError if it names none."""
    from seedplot.commands.arguments import parse_count
    from seedplot.engine import provenance

    runs = provenance.runs_of(options["database"])
    if options["run"] is None:
        return [run for run in runs if run.status == run.Status.COMPLETE]
    number = parse_count(options["run"], "--run", "the number of a run")
    for run in runs:
        if run.pk == number:
            if run.status != run.Status.COMPLETE:
                from seedplot.engine.runs import way_on_from_unfinished

                raise SeedError(f"{run} is unfinished. {way_on_from_unfinished(run)}")
            return [run]
    known = f"Recorded: {'; '.join(map(str, runs))}." if runs else "No run is recorded here."
    raise SeedError(f"There is no run {number}. {known}")


def verb_command(verb: str, options: Mapping[str, Any], *more: str) -> str:
    """The command line of a verb on the same database and run."""
    database = [] if options["database"] == "default" else ["--database", options["database"]]
    run = [] if options["run"] is None else ["--run", str(options["run"])]
    return " ".join(["python manage.py seedplot", verb, *database, *run, *more])


def again(run: SeedRun) -> str:
    """The command line that clears the run and seeds it again."""
    from django.utils import timezone

    from seedplot.clock import project_zone
    from seedplot.commands.seed_again import seed_again_command

    return seed_again_command(run, timezone.localtime(run.anchor, project_zone()).date())


def way_on(refused: NotDigested, run: SeedRun) -> str:
    """The advice for a run whose rows cannot be told from others, with the command line."""
    from seedplot.engine.runs import front_door

    if refused.is_provable:
        return f"Prove it first: {front_door(run, '--verify')}"
    return f"Clear it by its keys: {front_door(run, '--clear-only', '--by-key')}"

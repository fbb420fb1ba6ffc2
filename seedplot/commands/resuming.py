"""`--resume`: a run that a cluster left unfinished is continued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedplot import registry
from seedplot.commands import arguments
from seedplot.commands.notes import note
from seedplot.commands.options import is_set
from seedplot.errors import SeedError

if TYPE_CHECKING:
    from seedplot.commands.base import SeedCommand
    from seedplot.commands.options import SeedOptions
    from seedplot.models import SeedRun

RECORDED = ("scenarios", "as_of", "set_values", "clear", "clear_only", "dry_run", "fast_load", "workers")
"""Options that the record of the run decides."""


def resume(command: SeedCommand, options: SeedOptions) -> None:
    """Continue an unfinished run with the scenario, seed, anchor and options of its record."""
    from seedplot.engine import cluster
    from seedplot.engine.runs import Request

    _refuse_what_is_recorded(command, options)
    record = _unfinished_run(command, options)
    cluster.refuse_unless_unfinished(record)
    workers = arguments.cluster_for(options)
    if workers is None:
        raise SeedError(
            "Only a cluster leaves a run unfinished. Add --scheduler, or clear the run: "
            f"{command.clear_command(record)}"
        )
    scenario = registry.scenario_of_run(record)
    request = Request(scenario, expect=options.expect, skip_proof=options.skip_proof, using=record.using)
    with command.running(options) as progress:
        finished = cluster.resume(record, workers, request, progress)
    command.show(finished, scenario, note(finished, request), options)


def _refuse_what_is_recorded(command: SeedCommand, options: SeedOptions) -> None:
    for name in RECORDED:
        if getattr(options, name):
            option = {"scenarios": "scenario", "set_values": "set"}.get(name, name.replace("_", "-"))
            raise SeedError(f"--resume takes everything from the recorded run. Leave out --{option}.")
    for own in command.own_options().values():
        if is_set(options.extra.get(own.key)):
            raise SeedError(f"--resume takes everything from the recorded run. Leave out --{own.name}.")


def _unfinished_run(command: SeedCommand, options: SeedOptions) -> SeedRun:
    number = arguments.parse_count(options.resume or "", "--resume", "the number of a run")
    runs = command.runs(options)
    for record in runs:
        if record.pk == number:
            return record
    unfinished = [str(record.pk) for record in runs if record.status == record.Status.RUNNING]
    known = f"Unfinished runs: {', '.join(unfinished)}." if unfinished else "No run is unfinished."
    raise SeedError(f"There is no run {number}. {known}")

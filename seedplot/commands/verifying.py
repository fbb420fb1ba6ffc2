"""`--verify`: recorded runs are proven again, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedplot import registry
from seedplot.commands import clearing
from seedplot.errors import SeedError

if TYPE_CHECKING:
    from seedplot.commands.base import SeedCommand
    from seedplot.commands.options import SeedOptions
    from seedplot.models import SeedRun
    from seedplot.scenario import Scenario


def verify(command: SeedCommand, options: SeedOptions) -> None:
    """Verify each run. A failure of one of several is said, and the others are looked at as well."""
    runs, failed = runs_to_verify(command, options), []
    for record in runs:
        try:
            _verify_run(command, record, options)
        except SeedError as error:
            if len(runs) == 1:
                raise
            for line in (*error.details, str(error)):
                command.stderr.write(line)
            failed.append(record)
    if failed:
        names = "; ".join(map(str, failed))
        raise SeedError(f"{len(failed)} of {len(runs)} runs are not what they were, or cannot be verified: {names}.")


def runs_to_verify(command: SeedCommand, options: SeedOptions) -> list[SeedRun]:
    """The runs that --verify concerns. SeedError if there is none."""
    from seedplot.engine import provenance

    if options.run is not None:
        return [clearing.run_named(options, command.runs(options))]
    if options.scenario is None:
        runs = command.runs(options)
        what, line = "no run", f"python manage.py {command.invocation('NAME')}"
    else:
        scenario = command.scenario_for(options)
        runs = provenance.runs_of(options.database, scenario.domain, scenario.name)
        what, line = f"no run of {scenario.name}", command.next_command(options, without=["verify", "expect"])
    if not runs:
        raise SeedError(f"There is {what} to verify. Seed it first: {line}")
    return runs


def _verify_run(command: SeedCommand, record: SeedRun, options: SeedOptions) -> None:
    from seedplot.engine import proof

    scenario = _scenario_of(command, record)
    with command.running(options) as progress:
        found = proof.verify(record, progress, expect=options.expect)
    command.show(found, scenario, f"Verified: {record} is what it was.", options)


def _scenario_of(command: SeedCommand, record: SeedRun) -> Scenario:
    """The run's scenario. SeedError if that or one of the run's models is not installed any more."""
    from seedplot.engine import ledger, world_changes

    try:
        scenario = registry.scenario_of_run(record)
    except SeedError as error:
        advice = f"Clear it: {command.clear_command(record, by_key=not record.facts)}"
        raise SeedError(f"{error} {advice}") from error
    gone = [label for label in ledger.rows_of(record).blocks if world_changes.model_or_none(label) is None]
    if gone:
        advice = f"Clear it: {command.clear_command(record, by_key=True)}"
        raise SeedError(f"{record} wrote rows of {gone[0]}, which no installed app has any more. {advice}")
    return scenario

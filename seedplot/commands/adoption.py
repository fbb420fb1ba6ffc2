"""`--adopt` of seed commands: what it needs, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedplot.errors import SeedError

if TYPE_CHECKING:
    from seedplot.commands.base import SeedCommand
    from seedplot.commands.options import SeedOptions

NOT_WITH = ("clear", "clear_only", "explain", "verify", "skip_proof", "resume", "scheduler", "fast_load")


def adopt(command: SeedCommand, options: SeedOptions) -> None:
    """Adopt the run that the options describe, and say if its rows are what they were."""
    from seedplot.engine.adopting import adoption

    for name in NOT_WITH:
        if getattr(options, name):
            raise SeedError(f"--adopt writes a record and nothing else. Leave out --{name.replace('_', '-')}.")
    scenario = command.scenario_for(options)
    if scenario.kind == "import":
        raise SeedError(
            f"{scenario.name} is an import: nothing tells its rows from those that were there before it, so its record "
            "cannot be written anew. Import once more, which leaves what is there: "
            f"{command.next_command(options, without=['adopt'])}"
        )
    if options.as_of is None:
        line = command.next_command(options, adding={"as_of": "DATE"})
        raise SeedError(f'--adopt needs the day that was "now" when the rows were made: {line}')
    request = command.request(scenario, options)
    with command.running(options) as progress:
        adopted = adoption.adopt(request, progress)
    run = adopted.report.run
    if options.dry_run:
        note = "Dry run: the rows were found, and nothing was recorded."
    elif adopted.is_what_it_was:
        note = f"Adopted as run {run.pk}: every row is what it was."
    else:
        note = (
            f"Adopted as run {run.pk}. Some rows were edited since: python manage.py seedplot drift --run {run.pk}"
            f"{'' if run.using == 'default' else f' --database {run.using}'}"
        )
    command.show(adopted.report, scenario, note, options)
    values = run.changes.values("model", "key", "column").distinct().count() if not options.dry_run else 0
    if values:
        command.stdout.write(
            f"It changed {values:,} {'value' if values == 1 else 'values'} of rows that were there before. Nobody "
            "knows the old ones, so a clear leaves these as they are."
        )

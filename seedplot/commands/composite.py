"""The base of a command that runs several others, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.db import transaction

from seedplot.commands import clearing
from seedplot.commands.base import SeedCommand
from seedplot.commands.options import SeedOptions
from seedplot.commands.scenario import ScenarioCommand
from seedplot.errors import SeedError
from seedplot.scenario import Scenario

if TYPE_CHECKING:
    from seedplot.engine.runs import ClearRules
    from seedplot.models import SeedRun

SHARED_BY_STEPS = ("seed", "as_of", "skip_proof", "no_progress", "allow_production", "database", "no_color")


class CompositeSeedCommand(SeedCommand):
    """Runs `steps`: commands by name, in this order, each with the line that is printed before it.

    Each is a run of its own. One that is there already stays as it is, and those that have come to their end stay when
    a later one fails. With --clear it is all one transaction: the old rows go only if the new ones come.

    >>> from seedplot.commands import CompositeSeedCommand
    >>> class Command(CompositeSeedCommand):
    ...     help = "Open the café, then let the regulars in."
    ...     steps = {"open_cafe": "Opening", "seed_regulars": "Letting the regulars in"}
    >>> Command().excluded_options & {"--workers", "--seed"}
    frozenset({'--workers'})
    """

    excluded_options = frozenset({"--scenario", "--expect", "--workers", "--scheduler", "--resume", "--fast-load"})
    steps: ClassVar[Mapping[str, str]]

    @cached_property
    def commands(self) -> Mapping[str, ScenarioCommand]:
        """The steps' commands by name."""
        found = {}
        for name in self.steps:
            command = load_command_class(get_commands()[name], name)
            assert isinstance(command, ScenarioCommand)
            found[name] = command
        return found

    def scenarios(self) -> Mapping[str, type[Scenario]]:
        return {command.scenario.name: command.scenario for command in self.commands.values()}

    def runs_to_clear(self, options: SeedOptions) -> list[SeedRun]:
        """Those of the last step first: their rows refer to the others'."""
        if options.run is not None:
            return [clearing.run_named(options, self.runs(options))]
        return self.runs(options)

    def runs(self, options: SeedOptions) -> list[SeedRun]:
        from seedplot.engine import provenance

        return [
            run
            for scenario in reversed(list(self.scenarios().values()))
            for run in provenance.runs_of(options.database, scenario.domain, scenario.name)
        ]

    def seed(self, options: SeedOptions) -> None:
        self._check_steps(options)
        runs = self.runs_to_clear(options) if options.clear else []
        # Asked before the transaction, for which others would have to wait.
        rules = clearing.rules_for(self, options, runs)
        if options.dry_run:
            with _rolled_back(options.database):
                self._clear_and_run(options, rules, runs)
            self.stdout.write("Dry run: everything was written, checked and rolled back.")
        elif options.clear:
            with transaction.atomic(using=options.database):
                self._clear_and_run(options, rules, runs)
        else:
            self._run_steps(options)

    def verify(self, options: SeedOptions) -> None:
        self._run_steps(options, verify=True)

    def _check_steps(self, options: SeedOptions) -> None:
        """Refuse what the last step would refuse before the first one has written anything."""
        if options.set_values:
            # Without the option, argparse would take --set for --settings.
            steps = ", ".join(self.steps)
            raise SeedError(
                f"--set goes with one story, and {self.name} runs several. Set it in its own command: {steps}."
            )
        from seedplot.engine import pipeline

        for name, command in self.commands.items():
            try:
                pipeline.check(command.request(command.scenario(), replace(options, clear=False)))
            except SeedError as error:
                raise SeedError(f"{name} cannot run: {error}") from error

    def _clear_and_run(self, options: SeedOptions, rules: ClearRules, runs: Sequence[SeedRun]) -> None:
        try:
            if options.clear:
                clearing.clear(self, options, rules, runs)
            self._run_steps(options)
        except CommandError as error:
            raise CommandError(f"{error} Nothing was cleared or written.", returncode=error.returncode) from error

    def _run_steps(self, options: SeedOptions, **changed: Any) -> None:
        from seedplot.engine import report

        for name, title in self.steps.items():
            self.stdout.write(title)
            self._run_step(name, options, changed)
            self.stdout.write(f"{report.tick_for(self.stdout)} {name}")

    def _run_step(self, name: str, options: SeedOptions, changed: Mapping[str, Any]) -> None:
        command = self.commands[name]
        command.called_by = partial(self.next_command, options)
        shared = {each: getattr(options, each) for each in SHARED_BY_STEPS}
        own = {each: options.extra[each] for each in command.own_options()}
        try:
            call_command(
                command,
                **shared,
                **own,
                **changed,
                # A step is as brief inside a series as the series asks, less one.
                verbosity=max(0, options.verbosity - 1),
                stdout=self.stdout,
                stderr=self.stderr,
            )
        except CommandError as error:
            raise CommandError(f"{name} failed: {error}", returncode=error.returncode) from error


@contextmanager
def _rolled_back(using: str) -> Iterator[None]:
    from seedplot.engine.pipeline import check_references

    with transaction.atomic(using=using):
        yield
        check_references(using)
        transaction.set_rollback(True, using=using)

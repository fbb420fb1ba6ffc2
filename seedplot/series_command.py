"""The base of a command that runs others one after the other, each with its own scenario, and clears them backwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any, ClassVar

from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.db import connections, transaction

from seedplot import pipeline, provenance, report
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from seedplot.one_scenario_command import OneScenarioCommand
from seedplot.scenario import Scenario
from seedplot.seed_command import SeedCommand

PASSED_ON = ("seed", "as_of", "skip_proof", "no_progress", "allow_production", "database", "no_color")


class SeriesCommand(SeedCommand):
    """Runs `steps`: commands by name, in this order, each with the line that is printed before it.

    Each is a run of its own. One that is there already is left alone, and those that have come to their end stay when
    a later one fails. With --clear it is all one transaction: nobody loses the old rows without getting the new.
    """

    withheld = frozenset({"--scenario", "--expect", "--workers", "--scheduler", "--resume", "--fast-load"})
    steps: ClassVar[Mapping[str, str]]

    @cached_property
    def commands(self) -> Mapping[str, OneScenarioCommand]:
        """The steps' commands by name. What one of them cannot clear alone, this one can."""
        found = {}
        for name in self.steps:
            command = load_command_class(get_commands()[name], name)
            assert isinstance(command, OneScenarioCommand)
            command.cleared_by = self.name
            found[name] = command
        return found

    def scenarios(self) -> Mapping[str, type[Scenario]]:
        return {command.scenario.name: command.scenario for command in self.commands.values()}

    def runs_to_clear(self, given: Mapping[str, Any]) -> list[SeedRun]:
        """Those of the last step first: their rows hang on the others'."""
        return [
            run
            for scenario in reversed(list(self.scenarios().values()))
            for run in provenance.runs_of(given["database"], scenario.domain, scenario.name)
        ]

    def seed(self, given: Mapping[str, Any]) -> None:
        self._check_steps(given)
        if given["dry_run"]:
            with _rolled_back(given["database"]):
                self._clear_and_run(given)
            self.stdout.write("Dry run: everything was written, checked and rolled back.")
        elif given["clear"]:
            with transaction.atomic(using=given["database"]):
                self._clear_and_run(given)
        else:
            self._run_steps(given)

    def verify(self, given: Mapping[str, Any]) -> None:
        self._run_steps(given, verify=True)

    def _check_steps(self, given: Mapping[str, Any]) -> None:
        """Refuse what the last step would refuse before the first one has written anything."""
        for name, command in self.commands.items():
            try:
                pipeline.check(command.request(command.scenario(), {**given, "clear": False}))
            except SeedError as error:
                raise SeedError(f"{name} cannot run: {error}") from error

    def _clear_and_run(self, given: Mapping[str, Any]) -> None:
        try:
            if given["clear"]:
                self.clear_only({**given, "dry_run": False})
            self._run_steps(given)
        except CommandError as error:
            raise CommandError(f"{error} Nothing was cleared or written.", returncode=error.returncode) from error

    def _run_steps(self, given: Mapping[str, Any], **options: Any) -> None:
        for name, line in self.steps.items():
            self.stdout.write(line)
            self._run_step(name, given, options)
            self.stdout.write(f"{report.tick_for(self.stdout)} {name}")

    def _run_step(self, name: str, given: Mapping[str, Any], options: Mapping[str, Any]) -> None:
        command = self.commands[name]
        passed_on = [*PASSED_ON, *command.own_options()]
        try:
            call_command(
                command,
                **{each: given[each] for each in passed_on},
                **options,
                # A step tells in brief what it would tell at length alone.
                verbosity=max(0, given["verbosity"] - 1),
                stdout=self.stdout,
                stderr=self.stderr,
            )
        except CommandError as error:
            raise CommandError(f"{name} failed: {error}", returncode=error.returncode) from error


@contextmanager
def _rolled_back(using: str) -> Iterator[None]:
    with transaction.atomic(using=using):
        yield
        connections[using].check_constraints()
        transaction.set_rollback(True, using=using)

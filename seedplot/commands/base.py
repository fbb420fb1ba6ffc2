"""The base of every seed command. A subclass says which scenarios it runs; the engine does the rest."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.management.base import CommandParser

from seedplot import registry
from seedplot.clock import parse_anchor
from seedplot.commands import arguments, by_mark, clearing, next_command, resuming, series, verifying
from seedplot.commands.by_mark import Mark
from seedplot.commands.command_line import Scenarios, scenarios_on
from seedplot.commands.concise import ConciseCommand
from seedplot.commands.mistakes import scenarios_at_fault
from seedplot.commands.notes import note
from seedplot.commands.options import SeedOptions
from seedplot.errors import NotAsPromised, RunConflict, SeedError, Unfinished
from seedplot.options import Option
from seedplot.scenario import Scenario

if TYPE_CHECKING:
    from seedplot.engine.progress import Progress
    from seedplot.engine.runs import Report, Request
    from seedplot.models import SeedRun


class SeedCommand(ConciseCommand):
    """Runs, clears and verifies the scenarios of `domain` (None: of all).

    Mistakes are a CommandError of one line. What a subclass decides is below `Decisions of a subclass`.

    >>> import sys
    >>> from django.core.management import call_command
    >>> from seedplot.commands import SeedCommand
    >>> class Command(SeedCommand):
    ...     help = "Seed the café."
    ...     domain = "cafe"
    >>> call_command(Command(stdout=sys.stdout), list_scenarios=True)
    No installed app has a scenario.
    """

    domain: ClassVar[str | None] = None
    excluded_options: ClassVar[frozenset[str]] = frozenset()
    """Shared options that the command does not offer; it works as if they were never set."""
    mark: ClassVar[Mark | None] = None
    """The mark of rows that no record knows; the command has an option that clears by it."""
    named: Scenarios | None = None
    """The scenarios on the command line, where no others are needed: then no others are imported."""

    def run_from_argv(self, argv: list[str]) -> None:
        def parser_for(named: Scenarios) -> CommandParser:
            self.named = named
            return self.create_parser(argv[0], argv[1], add_help=False, allow_abbrev=False)

        with scenarios_at_fault(self.stderr, argv):
            self.named = scenarios_on(argv[2:], parser_for, self.domain)
            super().run_from_argv(argv)

    def add_arguments(self, parser: CommandParser) -> None:
        arguments.add_shared_arguments(parser, self.excluded_options)
        for option in self.own_options().values():
            arguments.add_scenario_option(parser, option)
        if self.mark is not None:
            by_mark.add_argument(parser, self.mark)

    def run(self, options: Mapping[str, Any]) -> None:
        parsed = SeedOptions.of(options)
        if parsed.list_scenarios:
            self.list_scenarios()
            return
        clearing.check(parsed)
        arguments.check_fingerprint(parsed.expect)
        if not parsed.verify and not parsed.explain:
            from seedplot.engine import guard

            guard.refuse_unless_allowed(parsed.database, allow_production=parsed.allow_production)
        elif parsed.verify and (parsed.clear or parsed.clear_only):
            raise SeedError("--verify changes nothing; leave out --clear and --clear-only.")
        if len(parsed.scenarios) > 1 and parsed.resume is None:
            series.act_on_each(self, parsed)
        else:
            self.act(parsed)

    def act(self, options: SeedOptions) -> None:
        """Do the one thing that the options ask for, with one scenario."""
        if self.mark is not None and by_mark.is_wanted(self.mark, options):
            by_mark.act(self, self.mark, options)
        elif options.adopt:
            self.adopt(options)
        elif options.verify:
            self.verify(options)
        elif options.explain:
            clearing.explain(self, options)
        elif options.resume is not None:
            self.resume(options)
        elif options.clear_only:
            self.clear_only(options)
        else:
            self.seed(options)

    # Decisions of a subclass.

    def scenarios(self) -> Scenarios:
        """The scenarios that the command lists and runs, by name."""
        if self.named is not None:
            return self.named
        found = registry.discover()
        return {name: each for name, each in found.items() if self.domain in (None, each.domain)}

    def unlisted(self) -> Sequence[type[Scenario]]:
        """Scenarios that run without being named."""
        return ()

    def scenario_for(self, options: SeedOptions) -> Scenario:
        """The scenario that --scenario names. SeedError if it names none."""
        if options.scenario is None:
            if options.run is None:
                clearing.refuse_to_clear_all(self, options)
            names = ", ".join(self.scenarios())
            raise SeedError(f"Name a scenario: python manage.py {self.name} --scenario NAME. Known: {names}.")
        return registry.find(options.scenario, self.scenarios())

    def invocation(self, scenario: str) -> str:
        """The command line, after `python manage.py`, that runs that scenario."""
        return f"{self.name} --scenario {scenario}"

    def next_command(
        self, options: SeedOptions, *, adding: Mapping[str, Any] | None = None, without: Collection[str] = ()
    ) -> str:
        """The user's own command line with other options added or left out, for the end of a message."""
        values = next_command.values_of(options)
        return next_command.command_line(self.name, self.parser, values, adding=adding, without=without)

    def clear_command(self, run: SeedRun, *, by_key: bool = False) -> str:
        """The command line that clears that run, whatever the user has asked for."""
        # What is unfinished was never proven, so there is nothing to know its rows by but their keys.
        by_key = by_key or run.status == run.Status.RUNNING
        values = {"database": run.using, "clear_only": True, "run": run.pk, "by_key": by_key}
        return next_command.command_line(self.name, self.parser, values)

    def replacing_command(self, run: SeedRun, options: SeedOptions) -> str:
        """The user's own command line, which clears that run first."""
        adding: dict[str, Any] = {"clear": True}
        if run not in self.runs_to_clear(options):
            adding["run"] = run.pk
        return self.next_command(options, adding=adding)

    def repeating_command(self, run: SeedRun) -> str:
        """The command line that clears that run and makes it again, with the options of its record."""
        values = {**next_command.values_of_run(run), "database": run.using, "clear": True}
        return next_command.command_line(self.name, self.parser, values)

    def runs(self, options: SeedOptions) -> list[SeedRun]:
        """The runs that the command can verify and resume, newest first."""
        from seedplot.engine import provenance

        return provenance.runs_of(options.database, self.domain)

    def runs_to_clear(self, options: SeedOptions) -> list[SeedRun]:
        """The runs that --clear and --clear-only concern."""
        from seedplot.engine import provenance

        if options.run is not None:
            return [clearing.run_named(options, self.runs(options))]
        scenario = self.scenario_for(options)
        return provenance.runs_of(options.database, scenario.domain, scenario.name)

    # Actions of every seed command.

    def list_scenarios(self) -> None:
        from seedplot.engine import report

        self.stdout.write(report.scenario_list(self.scenarios().values()))

    def seed(self, options: SeedOptions) -> None:
        from seedplot.engine import cluster, pipeline

        scenario = self.scenario_for(options)
        request = self.request(scenario, options)
        workers = arguments.cluster_for(options)
        with self.running(options) as progress:
            finished = pipeline.run(request, progress) if workers is None else cluster.run(request, workers, progress)
        self.show(finished, request.scenario, note(finished, request), options)

    def adopt(self, options: SeedOptions) -> None:
        """Write the record of a run anew whose rows are there."""
        from seedplot.commands import adoption

        adoption.adopt(self, options)

    def resume(self, options: SeedOptions) -> None:
        """Continue the unfinished run that --resume names."""
        resuming.resume(self, options)

    def request(self, scenario: Scenario, options: SeedOptions, kind: str = "") -> Request:
        """The run that the command line asks for."""
        from seedplot.engine.runs import Request

        cleared = self.runs_to_clear(options) if options.clear else ()
        moved, own = arguments.set_on(scenario, self.own_options(), options.set_values, options.extra)
        return Request(
            scenario=moved,
            seed=arguments.parse_seed(options.seed),
            anchor=parse_anchor(options.as_of) if options.as_of is not None else None,
            options=own,
            kind=kind,
            clear=cleared,
            clear_rules=clearing.rules_for(self, options, cleared),
            dry_run=options.dry_run,
            expect=options.expect,
            skip_proof=options.skip_proof,
            workers=arguments.worker_count(options),
            fast_load=options.fast_load,
            using=options.database,
        )

    def verify(self, options: SeedOptions) -> None:
        """Prove recorded runs again."""
        verifying.verify(self, options)

    def clear_only(self, options: SeedOptions) -> None:
        if options.dry_run:
            raise SeedError("--clear-only has no dry run. See what would go with --explain instead of --dry-run.")
        runs = self.runs_to_clear(options)
        clearing.clear(self, options, clearing.rules_for(self, options, runs), runs)

    def own_options(self) -> dict[str, Option]:
        """The options of all the command's scenarios, by key."""
        classes = [*self.scenarios().values(), *(self.unlisted() if self.named is None else ())]
        found: dict[str, Option] = {}
        for scenario in classes:
            for option in scenario.options:
                found.setdefault(option.key, option)
        return found

    @contextmanager
    def running(self, options: SeedOptions) -> Iterator[Progress]:
        """Show progress, print broken promises, and name the next command where a run is in the way."""
        from seedplot.engine import report
        from seedplot.engine.progress import shown_on

        try:
            with (
                clearing.refusals(self, options),
                shown_on(sys.stderr, wanted=not options.no_progress) as progress,
            ):
                yield progress
        except NotAsPromised as failure:
            if failure.report.broken:
                self.stderr.write(report.broken_promises(failure.report.broken))
            raise
        except (RunConflict, Unfinished) as conflict:
            record = conflict.run
            if record.status == record.Status.RUNNING:
                values = {"database": record.using, "resume": record.pk, "scheduler": "ADDRESS"}
                resume = next_command.command_line(self.name, self.parser, values)
                unfinished = SeedError(f"{conflict} Continue: {resume}, or clear it: {self.clear_command(record)}")
                unfinished.exit_code = conflict.exit_code
                raise unfinished from conflict
            raise SeedError(f"{conflict} Replace it: {self.replacing_command(record, options)}") from conflict

    def show(self, finished: Report, scenario: Scenario, note: str, options: SeedOptions) -> None:
        from seedplot.engine import report

        clearing.say_what_stands_out(self, finished.cleared)
        if options.verbosity == 0:
            self.stdout.write(report.brief_report(finished, scenario, self.stdout, note=note))
            return
        color = not options.no_color
        self.stdout.write(report.run_report(finished, scenario, self.stdout, note=note, color=color))

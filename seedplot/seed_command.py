"""The base of every seed command: shared options, one-line errors, the report. Subclasses say what they run."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.db import DatabaseError, connections

from seedplot import pipeline, provenance, registry, report
from seedplot.clock import parse_anchor
from seedplot.errors import INTERRUPTED, SeedError
from seedplot.models import SeedRun
from seedplot.pipeline import NotAsPromised, PlaceTaken, Report, Request, Unfinished
from seedplot.progress import Progress, shown_on
from seedplot.scenario import Option, Scenario, whole_number

if TYPE_CHECKING:
    from seedplot.crews import Crew

SEEDS = range(-(2**63), 2**63)


class SeedCommand(BaseCommand):
    """Runs, clears and verifies the scenarios of `domain` (None: of all)."""

    requires_system_checks = []
    domain: ClassVar[str | None] = None
    name = ""
    """As the user types it, for the next steps in messages."""
    withheld: ClassVar[frozenset[str]] = frozenset()
    """Shared options that the command does not offer; it works as if they were never given."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        self.name = subcommand
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        if parser.called_from_command_line:
            answer_in_one_line(parser, f"{prog_name} {subcommand} --help")
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        def add(name: str, **settings: Any) -> None:
            if name not in self.withheld:
                parser.add_argument(name, **settings)
            else:
                parser.set_defaults(**{name[2:].replace("-", "_"): False if "action" in settings else None})

        add("--scenario", metavar="NAME", help="The story to tell; see --list-scenarios.")
        add("--seed", default="42", metavar="INT", help="The same seed gives the same rows (default: 42).")
        add("--as-of", metavar="DATE", help='Where "now" is, as YYYY-MM-DD (default: today).')
        add("--list-scenarios", action="store_true", help="Print the scenarios and exit.")
        add("--clear", action="store_true", help="Remove what earlier runs wrote, then seed.")
        add("--clear-only", action="store_true", help="Remove what earlier runs wrote, and nothing else.")
        add("--dry-run", action="store_true", help="Write, check, and roll everything back.")
        add("--verify", action="store_true", help="Check the promises and the fingerprint of what is there.")
        add("--expect", metavar="FINGERPRINT", help="Fail unless the data have this fingerprint.")
        add("--skip-proof", action="store_true", help="Leave promises and fingerprint to a later --verify.")
        add("--workers", metavar="N", help="Write with so many processes, a transaction for each part of the story.")
        add("--scheduler", metavar="ADDRESS", help="Write with the workers of a Dask cluster, as at tcp://host:8786.")
        add("--resume", metavar="RUN", help="Write what the unfinished run of that number lacks.")
        add("--fast-load", action="store_true", help="Have empty tables to itself, and check them once (PostgreSQL).")
        add("--no-progress", action="store_true", help="Show no progress bar.")
        add("--allow-production", action="store_true", help="Needed outside DEBUG, with the setting of that name.")
        add("--database", default="default", metavar="ALIAS", help="The database to use (default: default).")
        for option in self.own_options().values():
            _add_option(parser, option)

    def handle(self, *args: Any, **given: Any) -> None:
        with one_line_errors(self.stderr):
            check_database(given["database"])
            if given["list_scenarios"]:
                self.stdout.write(report.scenario_list(self.scenarios().values()))
            elif given["verify"]:
                if given["clear"] or given["clear_only"]:
                    raise SeedError("--verify changes nothing; leave out --clear and --clear-only.")
                self.verify(given)
            else:
                self._refuse_production(given["allow_production"])
                if given["resume"] is not None:
                    self.resume(given)
                elif given["clear_only"]:
                    self.clear_only(given)
                else:
                    self.seed(given)

    # What a subclass may decide.

    def scenarios(self) -> Mapping[str, type[Scenario]]:
        """The scenarios that the command lists and runs, by name."""
        found = registry.discover()
        return {name: each for name, each in found.items() if self.domain in (None, each.domain)}

    def unlisted(self) -> Sequence[type[Scenario]]:
        """Scenarios that run without being named."""
        return ()

    def scenario_for(self, given: Mapping[str, Any]) -> Scenario:
        """The scenario that --scenario names. SeedError if it names none."""
        if given["scenario"] is None:
            names = ", ".join(self.scenarios())
            raise SeedError(f"Name a scenario: python manage.py {self.name} --scenario NAME. Known: {names}.")
        return registry.find(given["scenario"], self.scenarios())

    def invocation(self, scenario: str) -> str:
        """What the user types after `python manage.py` to run that scenario."""
        return f"{self.name} --scenario {scenario}"

    def clear_command(self, run: SeedRun) -> str:
        """What the user types there to clear that run."""
        whole = self.invocation(run.scenario) if run.kind == "scenario" else self.name
        return f"{whole} --clear-only"

    def runs(self, given: Mapping[str, Any]) -> list[SeedRun]:
        """The runs that the command can verify and resume, newest first."""
        return provenance.runs_of(given["database"], self.domain)

    def runs_to_clear(self, given: Mapping[str, Any]) -> list[SeedRun]:
        """The runs that --clear and --clear-only concern."""
        scenario = self.scenario_for(given)
        return provenance.runs_of(given["database"], scenario.domain, scenario.name)

    # What every seed command does.

    def seed(self, given: Mapping[str, Any]) -> None:
        scenario = self.scenario_for(given)
        request = self.request(scenario, given)
        crew = _crew(given)
        with self.running(given) as progress:
            if crew is None:
                finished = pipeline.run(request, progress)
            else:
                from seedplot import spread

                finished = spread.run(request, crew, progress)
        self.show(finished, scenario, note(finished, request), given)

    def resume(self, given: Mapping[str, Any]) -> None:
        """Go on with an unfinished run, with the scenario, seed, anchor and options of its record."""
        from seedplot import spread
        from seedplot.crews import Alone

        for name in ("scenario", "as_of", "clear", "clear_only", "dry_run", "fast_load"):
            if given[name]:
                option = name.replace("_", "-")
                raise SeedError(f"A run that goes on is what its record says. Leave out --{option}.")
        for own in self.own_options().values():
            if given.get(own.key) not in (None, False, []):
                raise SeedError(f"A run that goes on is what its record says. Leave out --{own.name}.")
        record = self._run_to_resume(given)
        scenario = registry.scenario_of(record.domain, record.scenario)
        request = Request(scenario, expect=given["expect"], skip_proof=given["skip_proof"], using=record.using)
        with self.running(given) as progress:
            finished = spread.resume(record, _crew(given) or Alone(), request, progress)
        self.show(finished, scenario, note(finished, request), given)

    def request(self, scenario: Scenario, given: Mapping[str, Any], kind: str = "") -> Request:
        """The run that the command line asks for."""
        return Request(
            scenario=scenario,
            seed=_parse_seed(given["seed"]),
            anchor=parse_anchor(given["as_of"]) if given["as_of"] is not None else None,
            options=self._options_for(scenario, given),
            kind=kind,
            clear=self.runs_to_clear(given) if given["clear"] else (),
            dry_run=given["dry_run"],
            expect=given["expect"],
            skip_proof=given["skip_proof"],
            fast_load=given["fast_load"],
            using=given["database"],
        )

    def verify(self, given: Mapping[str, Any]) -> None:
        for record in self._runs_to_verify(given):
            with self.running(given) as progress:
                found = pipeline.verify(record, progress, expect=given["expect"])
            scenario = registry.scenario_of(record.domain, record.scenario)
            self.show(found, scenario, f"Verified: {record} is what it was.", given)

    def clear_only(self, given: Mapping[str, Any]) -> None:
        if given["dry_run"]:
            raise SeedError("--clear-only has no dry run. Leave out --dry-run to clear.")
        removed = provenance.clear_in_transaction(given["database"], self.runs_to_clear(given))
        total = sum(removed.values())
        self.stdout.write(f"Cleared {total:,} rows." if removed else "There is nothing to clear.")

    def own_options(self) -> dict[str, Option]:
        """The options of all the command's scenarios, by key."""
        classes = [*self.scenarios().values(), *self.unlisted()]
        found: dict[str, Option] = {}
        for scenario in classes:
            for option in scenario.options:
                found.setdefault(option.key, option)
        return found

    def _options_for(self, scenario: Scenario, given: Mapping[str, Any]) -> dict[str, Any]:
        """The scenario's options that were given, parsed. SeedError for one that belongs to another scenario."""
        options: dict[str, Any] = {}
        own = {option.key: option for option in scenario.options}
        for key in self.own_options():
            value = given.get(key)
            if value is None or value is False or value == []:
                continue
            if key not in own:
                scenario.complete({key: value})
            option = own[key]
            options[key] = [_parse(option, each) for each in value] if option.repeatable else _parse(option, value)
        return options

    def _runs_to_verify(self, given: Mapping[str, Any]) -> list[SeedRun]:
        if given["scenario"] is None:
            runs = self.runs(given)
            what, name = "no run", "NAME"
        else:
            scenario = self.scenario_for(given)
            runs = provenance.runs_of(given["database"], scenario.domain, scenario.name)
            what, name = f"no run of {scenario.name}", scenario.name
        if not runs:
            raise SeedError(f"There is {what} to verify. Seed it first: python manage.py {self.invocation(name)}")
        return runs

    def _run_to_resume(self, given: Mapping[str, Any]) -> SeedRun:
        number = _parse_count(given["resume"], "--resume", "the number of a run")
        for record in self.runs(given):
            if record.pk == number:
                return record
        raise SeedError(f"There is no run {number}. Name one that is unfinished, as the message at its end did.")

    @contextmanager
    def running(self, given: Mapping[str, Any]) -> Iterator[Progress]:
        """Progress while it works; and what a broken promise or a taken place means for the user."""
        try:
            with shown_on(sys.stderr, wanted=not given["no_progress"]) as progress:
                yield progress
        except NotAsPromised as failure:
            if failure.report.broken:
                self.stderr.write(report.broken_promises(failure.report.broken))
            raise
        except (PlaceTaken, Unfinished) as taken:
            record, clear = taken.run, f"python manage.py {self.clear_command(taken.run)}"
            if record.status == SeedRun.Status.RUNNING:
                go_on = f"python manage.py {self.name} --resume {record.pk}"
                unfinished = SeedError(f"{taken} Go on: {go_on}, or clear it: {clear}")
                unfinished.exit_code = taken.exit_code
                raise unfinished from taken
            raise SeedError(f"{taken} Clear it first: {clear}") from taken

    def show(self, finished: Report, scenario: Scenario, note: str, given: Mapping[str, Any]) -> None:
        if given["verbosity"] == 0:
            self.stdout.write(report.brief_report(finished, scenario, self.stdout, note=note))
            return
        colour = not given["no_color"]
        self.stdout.write(report.run_report(finished, scenario, self.stdout, note=note, colour=colour))

    def _refuse_production(self, allowed: bool) -> None:
        if settings.DEBUG or (allowed and getattr(settings, "SEEDPLOT_ALLOW_PRODUCTION", False)):
            return
        raise SeedError(
            "DEBUG is off, so this may be a production database. To seed it all the same, set "
            "SEEDPLOT_ALLOW_PRODUCTION=1 and give --allow-production."
        )


def note(finished: Report, request: Request) -> str:
    if not finished.written:
        return f"{finished.run} is there already; nothing was written."
    if request.dry_run:
        return "Dry run: everything was written, checked and rolled back."
    if request.skip_proof:
        return f"Written as run {finished.run.pk}, and not proven yet: that is what --verify does."
    return f"Written as run {finished.run.pk}."


def check_database(alias: str) -> None:
    if alias not in connections:
        known = ", ".join(connections)
        raise SeedError(f"There is no database named '{alias}' in the settings. Give --database one of: {known}.")


def _parse_seed(text: str | int) -> int:
    try:
        seed = int(str(text))
    except ValueError:
        raise SeedError(f"'{text}' is not an integer. Give --seed as a whole number, such as 42.") from None
    if seed not in SEEDS:
        raise SeedError(f"{seed} does not fit 64 bits. Give --seed a smaller number, such as 42.")
    return seed


def _parse_count(text: str | int, option: str, what: str) -> int:
    try:
        return whole_number(1)(str(text))
    except ValueError as error:
        raise SeedError(f"{option} {text}: {error}. Give it {what}.") from None


def _crew(given: Mapping[str, Any]) -> Crew | None:
    """Who writes the shards; None for one transaction in this process."""
    if given["workers"] is None and given["scheduler"] is None:
        return None
    if given["workers"] is not None and given["scheduler"] is not None:
        raise SeedError("--workers are processes of this machine, --scheduler has its own. Leave out one of them.")
    from seedplot import crews

    if given["scheduler"] is not None:
        if not given["scheduler"].strip():
            raise SeedError("--scheduler is empty. Give it the address of a Dask scheduler, such as tcp://host:8786.")
        return crews.Cluster(given["scheduler"])
    count = _parse_count(given["workers"], "--workers", "the number of processes, such as that of the cores")
    return crews.Processes(count) if count > 1 else crews.Alone()


def _parse(option: Option, value: Any) -> Any:
    if option.flag:
        return value
    try:
        return option.parse(str(value))
    except ValueError as error:
        raise SeedError(f"--{option.name} {value}: {error}") from None


def _add_option(parser: CommandParser, option: Option) -> None:
    name = f"--{option.name}"
    if option.flag:
        parser.add_argument(name, action="store_true", help=option.help)
    elif option.repeatable:
        parser.add_argument(name, action="append", metavar=option.metavar, help=option.help)
    else:
        parser.add_argument(name, metavar=option.metavar, help=option.help)


def answer_in_one_line(parser: ArgumentParser, help_command: str) -> None:
    """Replace argparse's page of usage by one line."""

    def error(message: str) -> Any:
        sys.stderr.write(f"CommandError: {message}. See: {help_command}\n")
        raise SystemExit(2)

    parser.error = error  # type: ignore[method-assign]  # argparse offers no other way


@contextmanager
def one_line_errors(stderr: OutputWrapper) -> Iterator[None]:
    """Turn what the user can mend into a CommandError: one line, non-zero exit, no traceback."""
    try:
        yield
    except SeedError as error:
        for line in error.details:
            stderr.write(line)
        raise CommandError(str(error), returncode=error.exit_code) from error
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise CommandError(
            f"The database cannot be used: {reason}. Check DATABASE_URL, then run: python manage.py migrate"
        ) from error
    except KeyboardInterrupt:
        raise CommandError("Interrupted; nothing was written.", returncode=INTERRUPTED) from None

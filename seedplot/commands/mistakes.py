"""Mistakes of the user, of the database and of a scenario, each answered in one line."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError, OutputWrapper

from seedplot.commands.one_line import one_line
from seedplot.errors import INTERRUPTED, PlanError, SeedError


def concise_usage_errors(parser: ArgumentParser, help_command: str) -> None:
    """Replace argparse's page of usage by one line."""

    def error(message: str) -> Any:
        sys.stderr.write(f"CommandError: {one_line(message, _parts(sys.argv))}. See: {help_command}\n")
        raise SystemExit(2)

    parser.error = error  # type: ignore[method-assign]  # argparse offers no other way


def _parts(arguments: Iterable[str]) -> Iterator[str]:
    """The arguments as argparse names them: whole, and without the name of their option."""
    for argument in arguments:
        yield argument
        yield argument.partition("=")[2]


@contextmanager
def scenarios_at_fault(stderr: OutputWrapper, argv: Sequence[str]) -> Iterator[None]:
    """Answer a mistake in the scenarios in one line while the parser is made, which asks them for their options.

    Django turns no error into a message before it has parsed the command line.
    """
    try:
        yield
    except SeedError as error:
        if "--traceback" in argv:
            raise
        stderr.write(f"CommandError: {one_line(str(error))}")
        raise SystemExit(error.exit_code) from error


@contextmanager
def seed_errors_as_command_errors(
    stderr: OutputWrapper, using: str = "default", given: Iterable[str] = ()
) -> Iterator[None]:
    """Turn mistakes of the user, of the database and of a scenario into a CommandError: one line, no traceback.

    `given` are the user's own texts, which a message repeats in part only where they are long. `--traceback` shows
    where an error came from.

    >>> import sys
    >>> from django.core.management.base import OutputWrapper
    >>> from seedplot import SeedError
    >>> from seedplot.commands import seed_errors_as_command_errors
    >>> with seed_errors_as_command_errors(OutputWrapper(sys.stderr)):
    ...     raise SeedError("There are no tables. Run: python manage.py migrate")
    Traceback (most recent call last):
    ...
    django.core.management.base.CommandError: There are no tables. Run: python manage.py migrate
    """
    try:
        yield
    except SeedError as error:
        for line in error.details:
            stderr.write(one_line(line, given))
        raise CommandError(one_line(str(error), given), returncode=error.exit_code) from error
    except PlanError as error:
        raise CommandError(one_line(error.sentence, given)) from error
    except CommandError:
        raise
    except OSError as error:
        if error.filename is None:
            raise
        reason = f"Cannot use '{error.filename}': {error.strerror}. Name another place, which you may use."
        raise CommandError(one_line(reason, given)) from error
    except Exception as error:
        from seedplot.engine.faults.database_errors import explained, is_of_the_database
        from seedplot.engine.faults.scenario_faults import fault_of_scenario

        if is_of_the_database(error):
            raise CommandError(one_line(str(explained(error, using)), given)) from error
        fault = fault_of_scenario(error)
        if fault is None:
            raise
        raise CommandError(one_line(fault.sentence, given)) from error
    except KeyboardInterrupt:
        raise CommandError("Interrupted; nothing was written.", returncode=INTERRUPTED) from None

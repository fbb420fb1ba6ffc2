"""A management command called from a test: its output, or the line that it refuses with."""

from __future__ import annotations

from contextlib import nullcontext
from io import StringIO
from typing import Any, Self

from django.core.management import BaseCommand, CommandError, call_command

from seedplot.testing.database import unchanged_database


class Output(str):
    """The standard output of a command. `errors` is what it wrote to standard error."""

    __slots__ = ("errors",)

    errors: str

    @classmethod
    def of(cls, text: str, errors: str) -> Self:
        found = cls(text)
        found.errors = errors
        return found


class Refusal(str):
    """The one line that a command refuses with.

    `returncode` is its exit code; `output` and `errors` are what it wrote before, on standard output and on standard
    error.
    """

    __slots__ = ("errors", "output", "returncode")

    output: str
    errors: str
    returncode: int


def run(command: str | BaseCommand, *arguments: object, **options: Any) -> Output:
    """Call a command, without color, and return its standard output as a text with `errors`.

    `arguments` are those of the command line, of any type that has a text; `options` are those of Django's
    `call_command`. Raises CommandError where the command fails.

    >>> from seedplot.testing import run
    >>> printed = run("seed_demo_data", "--scenario", "busy-mornings", "--as-of=2026-03-09")
    >>> "One drink in four is to go." in printed, printed.errors
    (True, '')
    """
    out, err = StringIO(), StringIO()
    _call(command, arguments, options, out, err)
    return Output.of(out.getvalue(), err.getvalue())


def refusal(command: str | BaseCommand, *arguments: object, untouched: bool = True, **options: Any) -> Refusal:
    """Call a command that must be refused, and return the line that says so, with `returncode`, `output` and `errors`.

    Raises AssertionError where the command succeeds, says more than one line or nothing, has the exit code 0, or leaves
    a row of any table other than it was. `untouched=False` allows the last, as for a command of several steps of which
    the first are done.

    >>> from seedplot.testing import refusal
    >>> refusal("seed_cafe", "--scenario", "busy-morning")
    "There is no scenario named 'busy-morning'. Did you mean busy-mornings? Known: busy-mornings."
    """
    out, err = StringIO(), StringIO()
    with unchanged_database() if untouched else nullcontext():
        try:
            _call(command, arguments, options, out, err)
        except CommandError as error:
            refused = error
        else:
            raise AssertionError(f"The command was not refused. It printed:\n{out.getvalue()}")
    message = str(refused)
    if not message or len(message.splitlines()) > 1:
        raise AssertionError(f"A refusal is one line, not {len(message.splitlines())}:\n{message}")
    if refused.returncode == 0:
        raise AssertionError(f"The exit code of a refusal is not 0: {message}")
    found = Refusal(message)
    found.output, found.errors, found.returncode = out.getvalue(), err.getvalue(), refused.returncode
    return found


def _call(
    command: str | BaseCommand, arguments: tuple[object, ...], options: dict[str, Any], out: StringIO, err: StringIO
) -> None:
    call_command(command, *map(str, arguments), **{"no_color": True, "stdout": out, "stderr": err, **options})

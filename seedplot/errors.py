"""What can go wrong, each with one line that says what to do next. Commands turn these into a CommandError."""

from __future__ import annotations

from collections.abc import Sequence

INTERRUPTED = 130
"""The exit code of a shell's own for a program that Ctrl-C ended."""


class SeedError(Exception):
    """Something the user can mend: the message is one line and ends with the next step.

    `details` are the lines that a command prints above it, where there is more than one thing to mend.
    """

    exit_code = 1

    def __init__(self, message: str, details: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.details = details


class PlanError(Exception):
    """A scenario planned rows that the engine cannot write; a mistake in the scenario, not of its user."""

"""What can go wrong, each with one line that says what to do next. Commands turn these into a CommandError."""

INTERRUPTED = 130
"""The exit code of a shell's own for a program that Ctrl-C ended."""


class SeedError(Exception):
    """Something the user can mend: the message is one line and ends with the next step."""

    exit_code = 1


class PlanError(Exception):
    """A scenario planned rows that the engine cannot write; a mistake in the scenario, not of its user."""

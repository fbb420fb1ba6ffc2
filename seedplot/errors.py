"""Errors, each with one line that ends with the next step. Commands turn a SeedError into a CommandError."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedplot.engine.outlook import Outlook
    from seedplot.engine.runs import Report
    from seedplot.models import SeedRun

INTERRUPTED = 130
"""The exit code of a shell's own for a program that Ctrl-C ended."""


class SeedError(Exception):
    """A mistake that the user can correct: the message is one line and ends with the next step.

    `details` are the lines that a command prints above it, where there is more than one thing to correct.
    """

    exit_code = 1

    def __init__(self, message: str, details: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.details = details


class PlanError(Exception):
    """A scenario planned rows that the engine cannot write; a mistake in the scenario, not of its user."""


class NotAsPromised(SeedError):  # noqa: N818 - it names what happened, and reads so at every raise
    """The rows break a promise, or are not the expected ones. Whatever was written has been rolled back."""

    def __init__(self, message: str, report: Report, details: Sequence[str] = ()) -> None:
        super().__init__(message, details)
        self.report = report


class RunConflict(SeedError):  # noqa: N818 - as above
    """Another run, or a part of this one, has the exclusive key of the run asked for."""

    def __init__(self, run: SeedRun) -> None:
        is_complete = run.status == "complete"
        how = "is there already and is not the run you ask for" if is_complete else "is unfinished"
        super().__init__(f"{run} {how}.")
        self.run = run


class ClearRefused(SeedError):  # noqa: N818 - as above
    """Clearing met rows that its rules do not let it take. Nothing was cleared.

    `advice` introduces the command that continues, which differs from the user's by the options `adding` and `without`.
    """

    def __init__(
        self, message: str, outlook: Outlook, *, advice: str, adding: Sequence[str] = (), without: Sequence[str] = ()
    ) -> None:
        super().__init__(message)
        self.outlook, self.advice, self.adding, self.without = outlook, advice, adding, without


class Unfinished(SeedError):  # noqa: N818 - as above
    """Some shards of a run that workers share are not written. It can continue, or be cleared."""

    def __init__(self, run: SeedRun, message: str) -> None:
        super().__init__(message)
        self.run = run

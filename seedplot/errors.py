"""Errors, each with one line that ends with the next step. Commands turn a SeedError into a CommandError."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedplot.engine.relations.outlook import Outlook
    from seedplot.engine.runs import Report
    from seedplot.models import SeedRun

INTERRUPTED = 130
"""The exit code of a shell's own for a program that Ctrl-C ended."""


def shown(value: object, at_most: int = 60) -> str:
    """A value as a message repeats it: on one line, without control characters, and not at great length."""
    text = repr(value)
    return text if len(text) <= at_most else f"{text[: at_most - 4]}...{text[-1]}"


class SeedError(Exception):
    """A mistake that the user can correct: the message is one line and ends with the next step.

    `details` are the lines that a command prints above it, where there is more than one thing to correct.

    Commands print it and exit with `exit_code`, without a traceback.

    >>> from seedplot import SeedError
    >>> raise SeedError("The museum has no machines. Run: python manage.py create_default_machines")
    Traceback (most recent call last):
    ...
    seedplot.errors.SeedError: The museum has no machines. Run: python manage.py create_default_machines
    """

    exit_code = 1

    def __init__(self, message: str, details: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.details = details


class PlanError(Exception):
    """A scenario planned rows that the engine cannot write; a mistake in the scenario, not of its user.

    Its `sentence` is the line that a command prints.

    >>> from seedplot import PlanError
    >>> PlanError("cafe.Order has no column 'drnk'").sentence.partition(". ")[0]
    "The scenario has a fault: cafe.Order has no column 'drnk'"
    """

    scenario = ""
    """The scenario's name, once it is known."""

    @property
    def sentence(self) -> str:
        """The fault in one line, whose it is, and where to look."""
        reason = (str(self).splitlines() or [type(self).__name__])[0]
        reason = reason if reason.endswith("?") else f"{reason.rstrip('.')}."
        scenario = f"scenario {self.scenario}" if self.scenario else "scenario"
        return f"The {scenario} has a fault: {reason} It is in its code, not in the command; --traceback shows where."


class ScenarioFault(PlanError):  # noqa: N818 - a fault of the scenario's code, and named so in messages
    """An exception in a scenario's own code, which is this one's cause."""


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

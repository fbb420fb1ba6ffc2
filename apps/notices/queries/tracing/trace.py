"""The parts of a trace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    """How far a notice has come."""

    SOURCE = "source"
    QUEUE = "queue"
    HISTORY = "history"
    LOG = "log"
    FILE = "file"


@dataclass(frozen=True)
class Step:
    """A row of a table, or a line of a file, that a notice went through; what came of it are its own steps.

    `where` is the original name of the table or the file. A line of a file has no time of its own.
    """

    stage: Stage
    where: str
    at: datetime | None
    text: str
    steps: tuple[Step, ...] = ()

    def walk(self) -> list[Step]:
        """The step and all that came of it, each before its own."""
        return [self, *(each for step in self.steps for each in step.walk())]


@dataclass(frozen=True)
class Trace:
    """A patron, and a chain of steps for each hold, loan, fine or bill that a notice is about."""

    patron_id: int
    barcode: str
    name: str
    delivery: str
    """How the patron is told, and where: "Email Address, ada.quill@example.com"."""
    chains: tuple[Chain, ...]


@dataclass(frozen=True)
class Chain:
    """What a notice is about, in words, and the steps from its source on."""

    title: str
    steps: tuple[Step, ...]

    def walk(self) -> list[Step]:
        return [each for step in self.steps for each in step.walk()]

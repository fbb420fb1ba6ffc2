"""What a trace consists of, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from seedplot.errors import SeedError

if TYPE_CHECKING:
    from apps.notices.exporting.files import Library

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXY"
"""The scenarios, in the order of the patrons of a block."""
HOW = "Give a barcode of 14 digits, a patron id, or a scenario's letter, A to Y"


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


def find_patron(library: Library, given: str) -> int:
    """The id of the patron with that barcode, id or letter. SeedError where there is none."""
    from apps.notices.models import PatronRecord

    patrons = library.rows(PatronRecord).order_by("patron_id").values_list("patron_id", flat=True)
    text = given.strip()
    if len(text) == 1 and text.upper() in LETTERS:
        place = LETTERS.index(text.upper())
        found = list(patrons[place : place + 1])
    elif text.isascii() and text.isdecimal() and len(text) < 20:
        found = list(patrons.filter(barcode=text)) or list(patrons.filter(patron_id=int(text)))
    else:
        raise SeedError(f"'{given}' names no patron. {HOW}: python manage.py trace_notice A")
    if not found:
        raise SeedError(f"There is no patron '{given}' in the library. {HOW}: python manage.py trace_notice A")
    return int(found[0])


def trace_patron(library: Library, given: str) -> Trace:
    """Everything that the patron was told, will be told, or was to be told. SeedError where there is no such patron."""
    from apps.notices.seeding.tracing.chains import chains_of
    from apps.notices.seeding.tracing.rows import PatronRows

    rows = PatronRows(library, find_patron(library, given))
    return Trace(rows.patron.patron_id, rows.patron.barcode, rows.name, rows.delivery, tuple(chains_of(rows)))

"""The trace of a patron, found by barcode, id or letter."""

from __future__ import annotations

from apps.notices.models import PatronRecord
from apps.notices.queries.library import Library
from apps.notices.queries.tracing.chains import chains_of
from apps.notices.queries.tracing.rows import PatronRows
from apps.notices.queries.tracing.trace import Trace
from seedplot.errors import SeedError

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXY"
"""The scenarios, in the order of the patrons of a block."""
HOW = "Give a barcode of 14 digits, a patron id, or a scenario's letter, A to Y"


def find_patron(library: Library, given: str) -> int:
    """The id of the patron with that barcode, id or letter. SeedError where there is none."""
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
    rows = PatronRows(library, find_patron(library, given))
    return Trace(rows.patron.patron_id, rows.patron.barcode, rows.name, rows.delivery, tuple(chains_of(rows)))

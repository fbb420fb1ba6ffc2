from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from apps.notices.seeding.scenarios.base import EMAIL_PROVIDERS, LibraryScenario
from seedplot.options import Option, whole_number

BLOCK_SIZE = 25
DEFAULT_PATRONS = 100


def parse_patrons(text: str) -> int:
    """A number of whole blocks, for whose patrons there are telephone numbers."""
    patrons = whole_number(BLOCK_SIZE)(text)
    if patrons % BLOCK_SIZE:
        raise ValueError(f"it must be a multiple of {BLOCK_SIZE}")
    from apps.notices.seeding.planning.people import most_patrons

    if patrons > most_patrons():
        raise ValueError(f"it must be at most {most_patrons():,}: fiction has no telephone numbers for more")
    return patrons


class LibraryCityScenario(LibraryScenario):
    """The library of a whole city: every 25 patrons are an A to Y with holds, overdues and notices of their own, and
    no two patrons share a name, a telephone number or a card. 15 in 25 are reached by e-mail, 5 by text message, 3 by
    call and 2 by letter."""

    size = f"{DEFAULT_PATRONS} patrons, {4 * DEFAULT_PATRONS} items"
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            "patrons",
            f"How many, a multiple of {BLOCK_SIZE} (default: {DEFAULT_PATRONS}).",
            DEFAULT_PATRONS,
            parse_patrons,
            "N",
            settable=True,
            counts="notices.PatronRecord",
        ),
        EMAIL_PROVIDERS,
    )

    def block_count(self, options: Mapping[str, Any]) -> int:
        count: int = options["patrons"] // BLOCK_SIZE
        return count

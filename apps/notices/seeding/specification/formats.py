"""The kinds of titles: the format of each, and how many titles and copies of them a block has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from apps.notices.models.codes import SKIPPED_BY_RENEW


@dataclass(frozen=True)
class Format:
    """The codes and prices that titles of one kind share."""

    name: str
    """As a reminder calls it."""
    material_type_id: int
    collection_id: int
    shelf_location_id: int
    renewal_limit: int
    dollars: tuple[int, int]
    """The least and the most whole dollars of a price."""
    cents: tuple[int, ...]


class Kind(Enum):
    """A kind of titles, with its format."""

    FICTION = Format("Book", 1, 11, 4, 2, (14, 29), (99, 95, 0))
    JUVENILE = Format("Book", 1, 21, 6, 2, (8, 18), (99, 95, 99))
    NONFICTION = Format("Book", 1, 12, 5, 2, (16, 38), (99, 95, 0))
    FILM = Format("DVD", 6, 31, 8, 1, (9, 29), (99, 98, 95))
    GAME = Format("Video Game", SKIPPED_BY_RENEW, 33, 9, 0, (29, 39), (99,))


KIND_COUNTS = {Kind.FICTION: 18, Kind.JUVENILE: 11, Kind.NONFICTION: 12, Kind.FILM: 6, Kind.GAME: 3}
COPIES = (50, 35, 13, 2)
"""Titles that have a first copy, a second one, and so on."""
GENRES = ("Action", "Comedy", "Drama", "Family", "Horror", "Mystery", "Romance", "Sci-Fi", "Western")
"""Of films, as their call numbers say."""
PLATFORMS = ("PS5", "PS4", "SWITCH", "XBSX", "XB1")
"""Of games, as their call numbers say."""
TOPIC_LETTER = "D"
"""The patron whose holds are on one topic. Of those titles there is a single copy."""

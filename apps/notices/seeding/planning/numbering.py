"""The product's numbers. Each block of 25 patrons has ranges of its own, so that blocks need not know each other."""

from __future__ import annotations

from dataclasses import dataclass

from apps.notices.seeding.specification.printed import PRINTED_ITEMS

BLOCK_SIZE = 25
"""Patrons of a block."""
ITEMS_OF_A_BLOCK = 100
TITLES_OF_A_BLOCK = 50
ADDRESSES_OF_A_BLOCK = 18
HOLDS_OF_A_BLOCK = 20
ROOM = 200
"""Numbers that a block may use up of the tables whose rows are not counted beforehand."""

FIRST_PATRON = 10_001
FIRST_ADDRESS = 40_001
FIRST_ITEM = 100_001
FIRST_TITLE = 600_001
FIRST_HOLD = 800_001
FIRST_TRANSACTION = 2_000_001
FIRST_HOLD_HISTORY = 3_000_001
FIRST_QUEUE_ENTRY = 4_000_001
FIRST_OVERDUE_NOTICE = 5_000_001
FIRST_LOG_ENTRY = 6_000_001
FIRST_REMINDER = 7_000_001
PATRON_BARCODE = 23307000000000
ITEM_BARCODE = 33307000000000


@dataclass(frozen=True)
class Numbers:
    """The ranges of one block; blocks are numbered from 0."""

    block: int

    def patron_number(self, place: int) -> int:
        """The patron's place in the whole library, from 0."""
        return self.block * BLOCK_SIZE + place

    def patron_id(self, place: int) -> int:
        return FIRST_PATRON + self.patron_number(place)

    def patron_barcode(self, place: int) -> str:
        return str(PATRON_BARCODE + 1 + self.patron_number(place))

    def item_record_id(self, place: int) -> int:
        number = FIRST_ITEM + self.block * ITEMS_OF_A_BLOCK + place
        for printed in PRINTED_ITEMS:
            number += number >= printed
        return number

    def item_barcode(self, place: int) -> str:
        return str(ITEM_BARCODE + 1 + self.block * ITEMS_OF_A_BLOCK + place)

    def title_number(self, place: int) -> int:
        return self.block * TITLES_OF_A_BLOCK + place

    def bibliographic_record_id(self, place: int) -> int:
        return FIRST_TITLE + self.title_number(place)

    def household(self, place: int) -> int:
        return self.block * ADDRESSES_OF_A_BLOCK + place

    def address_id(self, place: int) -> int:
        return FIRST_ADDRESS + self.household(place)

    def hold_request_id(self, place: int) -> int:
        return FIRST_HOLD + self.block * HOLDS_OF_A_BLOCK + place

    def roomy(self, first: int, place: int) -> int:
        """A number of one of the other tables, by its first number of all."""
        assert place < ROOM
        return first + self.block * ROOM + place

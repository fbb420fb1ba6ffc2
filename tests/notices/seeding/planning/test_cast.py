"""The cast, against the table of the reference, and how its items are dealt."""

from collections import Counter

import pytest

from apps.notices.models.codes import Delivery
from apps.notices.seeding.planning.loans import due_day_choices
from apps.notices.seeding.planning.purposes import OFFERED_TITLES, PURPOSES, SKIPPED_TITLES, TOPIC_TITLES, deal
from apps.notices.seeding.planning.roles import hold_count, item_count, overdue_count
from apps.notices.seeding.specification.cast import CAST, IDLE_ITEMS
from apps.notices.seeding.specification.formats import COPIES
from seedplot.streams import DeterministicRandom

# Letter: delivery option, holds, overdues, settled.
CAST_TABLE = {
    "A": (2, 0, 7, 0),
    "B": (8, 0, 5, 0),
    "C": (2, 0, 4, 0),
    "D": (2, 3, 0, 0),
    "E": (2, 2, 0, 0),
    "F": (2, 2, 0, 0),
    "G": (2, 2, 1, 0),
    "H": (8, 1, 2, 0),
    "I": (3, 3, 1, 0),
    "J": (2, 1, 3, 0),
    "K": (2, 1, 0, 0),
    "L": (2, 1, 0, 0),
    "M": (2, 1, 0, 0),
    "N": (8, 1, 0, 0),
    "O": (3, 1, 0, 0),
    "P": (1, 1, 0, 0),
    "Q": (2, 0, 1, 0),
    "R": (8, 0, 1, 0),
    "S": (3, 0, 1, 0),
    "T": (1, 0, 1, 0),
    "U": (2, 0, 0, 1),
    "V": (8, 0, 0, 1),
    "W": (2, 0, 0, 1),
    "X": (2, 0, 0, 0),
    "Y": (2, 0, 0, 0),
}


def test_cast_is_that_of_the_reference():
    cast = {role.letter: (int(role.delivery), hold_count(role), overdue_count(role), role.settled) for role in CAST}

    assert cast == CAST_TABLE
    assert Counter(role.delivery for role in CAST) == {
        Delivery.EMAIL: 15,
        Delivery.TEXT: 5,
        Delivery.VOICE: 3,
        Delivery.MAIL: 2,
    }


def test_hundred_items_have_a_part_each():
    assert sum(item_count(role) for role in CAST) + IDLE_ITEMS == 100
    assert [purpose.position for purpose in PURPOSES] == list(range(100))


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("role", [role for role in CAST if role.overdues], ids=lambda role: role.letter)
def test_due_days_can_be_chosen_on_every_weekday(role, weekday):
    choices = due_day_choices(role, weekday)

    assert len(choices) > 1
    for chosen in choices:
        assert all(day in each.band for day, each in zip(chosen, role.overdues, strict=True))
        assert all((weekday - day) % 7 != 6 for day in chosen)


def test_nobody_is_dealt_two_copies_of_one_title():
    for number in range(50):
        dealt = deal(DeterministicRandom(number))

        titles = Counter(
            (purpose.letter, title) for purpose, title in zip(PURPOSES, dealt, strict=True) if purpose.letter
        )
        assert set(titles.values()) == {1}
        assert sorted(Counter(dealt).values(), reverse=True) == [4] * 2 + [3] * 11 + [2] * 22 + [1] * 15
        assert sum(COPIES) == 100


def test_titles_with_a_rule_of_their_own_are_told_apart():
    assert len(TOPIC_TITLES) == 3
    assert (len(SKIPPED_TITLES), len(OFFERED_TITLES)) == (1, 4)
    assert not SKIPPED_TITLES & OFFERED_TITLES
    assert not SKIPPED_TITLES & set(TOPIC_TITLES)

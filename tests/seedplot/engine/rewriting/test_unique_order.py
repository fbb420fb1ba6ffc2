import datetime as dt
from itertools import permutations

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from seedplot.engine.rewriting.matching import Pair
from seedplot.engine.rewriting.parking import parking_place
from seedplot.engine.rewriting.unique_order import ordered, unique_columns
from seedplot.errors import SeedError
from seedplot.plan import Row, shape_of
from tests.toy.models import Bed, Plant, Turn

TURN = shape_of(Turn)
FIRST = dt.date(2026, 3, 1)


def turn(key, day, place):
    row = Row(TURN, (FIRST + dt.timedelta(days=day), place, f"turn {place}"))
    row.key_ = key
    return row


def pairs(moves):
    """A pair for each (day, place) before and after."""
    return [Pair(turn(key, *before), turn(key, *after)) for key, (before, after) in enumerate(moves)]


def run_through(moves):
    """Do the updates one after the other, as a database does: the keys in order, and those that are parked."""
    held = [dict.fromkeys(columns) for columns in zip(*(before for before, _ in moves), strict=True)]
    found = ordered(pairs(moves))
    for pair, columns in found.parked:
        for position in columns:
            del held[position][moves[pair.before.key][0][position]]
    parked = {(pair.before.key, position) for pair, columns in found.parked for position in columns}
    for pair in found.pairs:
        before, after = moves[pair.before.key]
        for position, values in enumerate(held):
            if (pair.before.key, position) not in parked:
                del values[before[position]]
            assert after[position] not in values, "the constraint is violated"
            values[after[position]] = None
    return [pair.before.key for pair in found.pairs], [pair.before.key for pair, _ in found.parked]


def test_latest_goes_first():
    moves = [((day, day), (day + 1, day)) for day in range(5)]

    assert run_through(moves) == ([4, 3, 2, 1, 0], [])


def test_rows_that_change_places_are_parked_once():
    assert run_through([((0, 0), (1, 0)), ((1, 1), (0, 1))]) == ([1, 0], [0])


def test_circle_of_many_is_opened_once():
    moves = [((day, day), ((day + 1) % 2_000, day)) for day in range(2_000)]

    keys, parked = run_through(moves)

    assert sorted(keys) == list(range(2_000))
    assert len(parked) == 1


def test_rows_without_anything_unique_that_moves_stay_in_their_order():
    moves = [((day, day), (day, day)) for day in range(3)]

    assert run_through(moves) == ([0, 1, 2], [])


@pytest.mark.parametrize("days", list(permutations(range(4))))
def test_every_change_of_places_of_four_rows_in_two_columns_works(days):
    places = days[1:] + days[:1]
    moves = [((row, row), (days[row], places[row])) for row in range(4)]

    assert sorted(run_through(moves)[0]) == [0, 1, 2, 3]


@isolate_apps("tests.toy")
def test_sets_of_columns_that_are_unique_are_found_in_every_way_of_saying_so():
    class Guest(models.Model):
        name = models.CharField(max_length=20, unique=True)
        table = models.IntegerField()
        seat = models.IntegerField()
        evening = models.DateField()
        bed = models.ForeignKey(Bed, on_delete=models.CASCADE)

        class Meta:
            app_label = "toy"
            unique_together = [("table", "seat")]
            constraints = [
                models.UniqueConstraint(fields=["bed", "evening"], name="one_guest"),
                models.UniqueConstraint(fields=["seat"], condition=models.Q(table=1), name="one_seat"),
            ]

    assert unique_columns(shape_of(Guest)) == ((0,), (1, 2), (4, 3), (2,))


@isolate_apps("tests.toy")
def test_parking_values_fit_their_columns_and_differ():
    class Kinds(models.Model):
        text = models.CharField(max_length=6)
        number = models.IntegerField()
        small = models.PositiveSmallIntegerField()
        moment = models.DateTimeField()
        day = models.DateField()
        token = models.UUIDField()
        price = models.DecimalField(max_digits=8, decimal_places=2)
        plant = models.ForeignKey(Plant, on_delete=models.CASCADE)
        bed = models.ForeignKey(Bed, on_delete=models.CASCADE)
        maybe = models.IntegerField(null=True)
        flag = models.BooleanField()
        short = models.CharField(max_length=2)

        class Meta:
            app_label = "toy"

    shape = shape_of(Kinds)
    for position, field in enumerate(shape.fields[:9]):
        places = [parking_place(shape, [position], number, connection) for number in (1_000, 1_001)]
        assert places[0][1] != places[1][1]
        for column, value in places:
            assert column is field
            column.run_validators(value)

    assert parking_place(shape, [0, 9], 1_000, connection)[1] is None
    with pytest.raises(SeedError, match=r"Rows of toy\.Kinds are to change places in flag, short, which are unique"):
        parking_place(shape, [10, 11], 1_000, connection)

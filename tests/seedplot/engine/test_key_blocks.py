from datetime import date

import pytest

from seedplot.clock import midnight
from seedplot.engine.digests import DigestingReader
from seedplot.engine.key_blocks import blocks_of_keys
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.run_rows import Block, Names, RunRows
from seedplot.plan import shape_of
from tests.toy.factories import BedFactory
from tests.toy.models import Bed, Plant
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

BEDS, PLANTS = shape_of(Bed), shape_of(Plant)
CALENDAR = HarvestWeeksScenario().calendar(midnight(date(2026, 3, 9)))


def test_keys_that_follow_each_other_make_a_range():
    [block] = blocks_of_keys("bed 0", BEDS, [7, 8, 9])

    assert block == Block("bed 0", "toy.Bed", 0, 3, 7)


def test_short_ranges_make_one_list():
    [block] = blocks_of_keys("bed 0", BEDS, [7, 8, 30, 9])

    assert block == Block("bed 0", "toy.Bed", 0, 4, None, (7, 8, 30, 9))


def test_long_range_among_short_ones_stays_a_range():
    blocks = list(blocks_of_keys("bed 0", BEDS, [1, 500, *range(1000, 1100), 3, 9]))

    assert blocks == [
        Block("bed 0", "toy.Bed", 0, 2, None, (1, 500)),
        Block("bed 0", "toy.Bed", 2, 100, 1000),
        Block("bed 0", "toy.Bed", 102, 2, None, (3, 9)),
    ]


def test_keys_that_no_database_numbers_are_listed_by_five_hundred():
    keys = [f"key {number}" for number in range(700)]

    blocks = list(blocks_of_keys("bed 0", PLANTS, keys))

    assert [(block.start, block.count, block.first_key) for block in blocks] == [(0, 500, None), (500, 200, None)]
    assert [key for block in blocks for key in block.keys] == keys


def test_no_keys_make_no_block():
    assert list(blocks_of_keys("bed 0", BEDS, [])) == []


@pytest.mark.django_db
def test_numbered_rows_whose_keys_are_listed_are_named_and_hashed_by_their_position(each_database):
    first, second, third = (BedFactory.create(name=f"Bed {number}").pk for number in range(3))
    ranges = RunRows([Block("bed 0", "toy.Bed", 5, 3, first)], "default")
    lists = RunRows([Block("bed 0", "toy.Bed", 5, 1, None, (first,))], "default")
    mixed = RunRows([Block("bed 0", "toy.Bed", 5, 3, None, (first, second, third))], "default")

    digests = {}
    for rows in (ranges, lists, mixed):
        kept = []
        source = DigestingReader(
            RawRows("default"),
            Names(rows, {}),
            CALENDAR,
            {},
            {},
            keep=lambda block, found, kept=kept: kept.append(found),
        )
        source.finish(rows.all_blocks())
        digests[rows] = b"".join(kept)

    assert Names(mixed, {}).name("toy.Bed", third) == "bed 0 7"
    assert Names(lists, {}).is_own("toy.Bed", second) is False
    assert digests[mixed] == digests[ranges]
    assert digests[lists] == digests[ranges][:8]

"""Blocks of rows, hashed once whoever reads them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from seedplot.engine.digests import DigestingReader, Digests
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.run_rows import Names, RunRows
from tests.toy.garden import ANCHOR
from tests.toy.models import Bed, Curiosity, Plant, Specimen
from tests.toy.samples import SlowDigests, block_of, make_curiosities, make_specimens, read_anew
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

CALENDAR = HarvestWeeksScenario().calendar(ANCHOR)


class Counted(RawRows):
    """Raw rows that note which blocks were read."""

    def __init__(self):
        super().__init__("default")
        self.read = []

    def fetch(self, block):
        self.read.append(block.place)
        return super().fetch(block)


class Reader(DigestingReader):
    """A reader that keeps the digests that it makes, by block."""

    def __init__(self, *arguments, **options):
        self.kept = {}
        super().__init__(*arguments, keep=self.note, **options)

    def note(self, block, digests):
        assert block.place not in self.kept
        self.kept[block.place] = digests


def reader_of(blocks, *, raw_rows=None, replaced=None, excluded=None, hashed_elsewhere=frozenset()):
    names = Names(RunRows(blocks, "default"), {})
    return Reader(
        raw_rows or RawRows("default"),
        names,
        CALENDAR,
        excluded or {},
        replaced or {},
        hashed_elsewhere=hashed_elsewhere,
    )


def kept_of(blocks, **options):
    """The digests of the blocks, by block."""
    reader = reader_of(blocks, **options)
    reader.finish(blocks)
    return reader.kept


def in_blocks(rows, size, shard="one"):
    return [block_of(rows[start : start + size], shard, start) for start in range(0, len(rows), size)]


def test_block_is_hashed_when_it_is_read_first_and_only_then(each_database):
    first, second = in_blocks(make_specimens(6), 3)
    raw_rows = Counted()
    source = reader_of([first, second], raw_rows=raw_rows)

    light = [source.light_rows(first), source.light_rows(first)]
    after_reading = dict(source.digests.counts)
    digests = source.finish([first, second])

    assert light[0] == light[1]
    assert after_reading == {"toy.Specimen": 3}
    assert digests.counts == {"toy.Specimen": 6}
    assert set(source.kept) == {first.place, second.place}
    # Measures read a block as often as they like; the fingerprint reads only what they have not.
    assert raw_rows.read == [first.place, first.place, second.place]
    assert source.finish([first, second]) is digests
    assert len(raw_rows.read) == 3


def test_digests_do_not_depend_on_order_or_size_of_the_blocks(each_database):
    rows = make_specimens(12)
    whole = reader_of(in_blocks(rows, 12))
    whole.finish(in_blocks(rows, 12))

    for size in (1, 5):
        blocks = in_blocks(rows, size)
        found = reader_of(blocks)
        assert found.finish(reversed(blocks)) == whole.digests
        assert b"".join(found.kept[block.place] for block in blocks) == whole.kept["toy.Specimen", "one", 0]


def test_digests_of_several_models_are_those_of_the_slow_way(each_database):
    specimens, curiosities = make_specimens(8), make_curiosities(8)
    beds = list(Bed.objects.order_by("pk"))
    excluded = {"toy.Specimen": ("word", "twin"), "toy.Curiosity": ("pixels",)}
    blocks = [*in_blocks(beds, 2, "beds"), *in_blocks(specimens, 3), *in_blocks(curiosities, 3, "two")]

    reader = reader_of(blocks, excluded=excluded)
    found = reader.finish(blocks)

    slow = SlowDigests(CALENDAR, blocks, {})
    rows = {place(row): row for row in [*beds, *read_anew(specimens), *read_anew(curiosities)]}
    expected = {
        block.place: slow.of(block, [rows[block.label, key] for key in keys_of(block)], excluded.get(block.label, ()))
        for block in blocks
    }
    assert reader.kept == {name: digests for name, (_, digests) in expected.items()}
    for label in ("toy.Bed", "toy.Specimen", "toy.Curiosity"):
        assert found.sums[label] == sum(total for name, (total, _) in expected.items() if name[0] == label)


def place(row):
    return row._meta.label, row.pk


def keys_of(block):
    return block.keys if block.first_key is None else range(block.first_key, block.first_key + block.count)


def test_row_is_hashed_as_it_was_before_a_later_run_changed_it(each_database):
    """The later run's old values are those of the columns, whatever these are now."""
    made = [make_specimens(1)[0], make_curiosities(1)[0]]
    old = {
        "word": "before", "text": "", "count": None, "ratio": 0.1, "is_ripe": False,
        "seen_at": datetime(2026, 3, 9, 5, 0, 0, 7, tzinfo=UTC), "noted_at": datetime(2026, 3, 9, 5, tzinfo=UTC),
        "shown_at": datetime(2026, 3, 9, 5), "day": date(2026, 3, 9), "price": Decimal("-0.10"), "token": None,  # noqa: DTZ001
        "notes": {"until": "2026-03-12"}, "lines": [None], "bed_id": Bed.objects.first().pk,
    }  # fmt: skip
    for row in made:
        type(row).objects.filter(pk=row.pk).update(**old)
    own = {
        Specimen: {"plant_id": Plant.objects.first().pk, "picture": "one.png"},
        Curiosity: {"mirrored": "straight", "pixels": b"\0"},
    }
    for model, columns in own.items():
        model.objects.update(**columns)
    blocks = [block_of([row]) for row in made]
    before = kept_of(blocks)
    changed = dict.fromkeys(("word", "seen_at", "shown_at", "day", "price", "bed_id", "notes"))
    changed |= {"text": "x", "count": 5, "ratio": 2.5, "is_ripe": True, "noted_at": datetime(2025, 1, 1, tzinfo=UTC)}
    changed |= {"token": "00000000-0000-0000-0000-000000000005", "lines": [1]}
    for row in made:
        type(row).objects.filter(pk=row.pk).update(**changed)
    Specimen.objects.update(plant=None, picture="")
    Curiosity.objects.update(mirrored=None, pixels=None)

    replaced = {
        (type(row)._meta.label, str(row.pk), name.removesuffix("_id")): value
        for row in made
        for name, value in {**old, **own[type(row)]}.items()
    }
    assert kept_of(blocks, replaced=replaced) == before
    assert kept_of(blocks) != before
    # Measures read the rows as they are.
    [light] = reader_of(blocks, replaced=replaced).light_rows(blocks[0])
    assert (light.text, light.count, light.plant_id) == ("x", 5, None)


def test_block_that_is_hashed_elsewhere_is_read_and_not_hashed(each_database):
    blocks = in_blocks(make_specimens(4), 2)
    source = reader_of(blocks, hashed_elsewhere={blocks[0].place})

    light = source.light_rows(blocks[0])
    source.finish(blocks)

    assert len(light) == 2
    assert list(source.kept) == [blocks[1].place]


def test_rows_that_are_gone_are_not_counted(each_database):
    rows = make_specimens(4)
    blocks = in_blocks(rows, 4)
    Specimen.objects.filter(pk__in=[rows[0].pk, rows[3].pk]).delete()

    source = reader_of(blocks)

    assert source.finish(blocks).counts == {"toy.Specimen": 2}
    assert len(source.kept[blocks[0].place]) == 16


def test_digests_of_workers_add_up():
    def digests(*added):
        found = Digests()
        for label, number, total in added:
            found.add(label, number, total)
        return found

    whole = digests(("toy.Bed", 2, 10), ("toy.Plant", 1, 5))

    whole.merge(digests(("toy.Bed", 3, 7)))

    assert whole == digests(("toy.Bed", 2, 10), ("toy.Plant", 1, 5), ("toy.Bed", 3, 7))
    assert (whole.counts, whole.sums) == ({"toy.Bed": 5, "toy.Plant": 1}, {"toy.Bed": 17, "toy.Plant": 5})


@pytest.mark.parametrize("start", [0, 7])
def test_rows_are_named_by_shard_and_position(start, each_database):
    [row] = make_specimens(1)
    blocks = [block_of([row], "bed ☃", start)]

    [found] = kept_of(blocks).values()

    assert SlowDigests(CALENDAR, blocks, {}).name("toy.Specimen", row.pk) == f"bed ☃ {start}"
    assert found == SlowDigests(CALENDAR, blocks, {}).of(blocks[0], list(read_anew([row])))[1]

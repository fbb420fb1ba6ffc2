import json
import re

import pytest
from django.db import connection

from seedplot.engine.backends import backend_for
from seedplot.engine.backends.base import Backend
from seedplot.engine.backends.instances import ModelBackend
from seedplot.engine.clearing import clearing
from seedplot.engine.run_rows import Block
from seedplot.engine.writer import KEYS_PER_BLOCK, Writer, insertion_order
from seedplot.errors import PlanError
from seedplot.plan import Change, WorldRow
from tests.toy.factories import BedFactory, GardenRandom, PlantFactory, PlantTagFactory, TagFactory
from tests.toy.garden import seed
from tests.toy.models import Bed, Gardener, Plant, Tag
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

RNG = GardenRandom(42).at("writer")

AWKWARD = [
    "tab\tand\nlines\r\n",
    "\\N",
    "\\.",
    "back\\slash",
    "'quoted' \"twice\"",
    "50 %s %% %(x)s",
    "Zoë 🌱 日本",
    " ",
    "",
]


def beds(count, first=0):
    return [BedFactory.row(RNG.at("bed", number), name=f"Bed {number}") for number in range(first, first + count)]


def plants(count):
    return [PlantFactory.row(RNG.at("plant", number), bed=None) for number in range(count)]


def write(*rows, shard="one", batch_size=2_000):
    writer = Writer(backend_for(connection), batch_size)
    blocks = writer.take(shard, rows)
    writer.finish()
    return blocks


@pytest.mark.django_db
def test_writer_of_nothing_writes_nothing():
    writer = Writer(backend_for(connection))

    assert writer.take("one", []) == []
    writer.finish()
    assert writer.row_count == 0


@pytest.mark.django_db
@pytest.mark.parametrize("batch_size", [1, 2, 3, 100])
def test_writer_notes_rows_that_follow_each_other_as_one_block(batch_size):
    blocks = write(*beds(5), batch_size=batch_size)

    first = Bed.objects.order_by("pk").first()
    assert blocks == [Block("one", "toy.Bed", 0, 5, first.pk)]
    assert list(Bed.objects.order_by("pk").values_list("name", flat=True)) == [f"Bed {number}" for number in range(5)]


@pytest.mark.django_db
def test_writer_notes_each_shard_in_blocks_of_its_own():
    writer = Writer(backend_for(connection))

    blocks = [*writer.take("left", beds(2)), *writer.take("right", beds(3, first=2))]
    writer.finish()

    first = Bed.objects.order_by("pk").first().pk
    assert blocks == [Block("left", "toy.Bed", 0, 2, first), Block("right", "toy.Bed", 0, 3, first + 2)]
    assert writer.row_count == 5


@pytest.mark.django_db
def test_writer_begins_another_block_where_keys_are_taken_by_others(monkeypatch):
    monkeypatch.setattr(Backend, "keys", lambda self, shape: iter((5, 6, 9, 10, 11, 20)))

    blocks = write(*beds(6))

    assert blocks == [
        Block("one", "toy.Bed", 0, 2, 5),
        Block("one", "toy.Bed", 2, 3, 9),
        Block("one", "toy.Bed", 5, 1, 20),
    ]
    assert list(Bed.objects.order_by("pk").values_list("pk", flat=True)) == [5, 6, 9, 10, 11, 20]


@pytest.mark.django_db
def test_writer_lists_keys_that_the_plan_gives_in_blocks_of_limited_size():
    rows = plants(KEYS_PER_BLOCK + 3)

    blocks = write(*rows)

    assert blocks == [
        Block("one", "toy.Plant", 0, KEYS_PER_BLOCK, None, tuple(row.id for row in rows[:KEYS_PER_BLOCK])),
        Block("one", "toy.Plant", KEYS_PER_BLOCK, 3, None, tuple(row.id for row in rows[KEYS_PER_BLOCK:])),
    ]
    assert Plant.objects.count() == KEYS_PER_BLOCK + 3


@pytest.mark.django_db
@pytest.mark.parametrize("batch_size", [1, 3, 100])
def test_writer_takes_rows_of_several_models_in_the_order_of_the_plan(batch_size):
    [bed], [tag] = beds(1), [TagFactory.row(RNG.at("tag"), word="green")]
    left = PlantFactory.row(RNG.at("left"), bed=bed)
    right = PlantFactory.row(RNG.at("right"), bed=bed, neighbour=left)

    write(bed, left, right, tag, PlantTagFactory.row(RNG, plant=right, tag=tag), batch_size=batch_size)

    found = Plant.objects.get(neighbour__isnull=False)
    assert (found.id, found.neighbour_id, found.bed.name) == (right.id, left.id, "Bed 0")
    assert list(found.tags.values_list("word", flat=True)) == ["green"]


@pytest.mark.django_db
def test_writer_refers_to_rows_of_the_world():
    ada = Gardener.objects.create(name="Ada")

    write(BedFactory.row(RNG, gardener=WorldRow(Gardener, ada.pk, "the gardener")))

    assert Bed.objects.get().gardener == ada


@pytest.mark.django_db
def test_writer_refuses_a_row_before_the_one_it_refers_to():
    [bed] = beds(1)

    with pytest.raises(PlanError) as refused:
        write(PlantFactory.row(RNG, bed=bed))

    assert re.fullmatch(
        r"[\w ]*PlantFactory: toy\.Plant\.bed must be a row of toy\.Bed, planned before or of the world\. "
        rf"Yield {re.escape(repr(bed))} first",
        str(refused.value),
    )


@pytest.mark.django_db
def test_writer_refuses_a_reference_that_is_no_row():
    with pytest.raises(PlanError, match=r"PlantFactory.* must be a row of toy\.Bed, .*\. Pass the row itself, not 7$"):
        write(PlantFactory.row(RNG, bed=7))


@pytest.mark.django_db
def test_writer_refuses_a_row_of_another_model():
    [bed] = beds(1)
    ada = WorldRow(Gardener, 1, "the gardener")

    with pytest.raises(PlanError, match=r"toy\.Plant\.neighbour must be a row of .*\. It is one of toy\.Bed$"):
        write(bed, PlantFactory.row(RNG, bed=bed, neighbour=bed))
    with pytest.raises(PlanError, match=r"toy\.Plant\.bed must be a row of .*\. It is one of toy\.Gardener$"):
        write(PlantFactory.row(RNG, bed=ada))


@pytest.mark.parametrize("batch_size", [0, -1])
def test_writer_refuses_an_empty_batch(batch_size):
    with pytest.raises(ValueError, match=rf"^a batch holds at least one row, not {batch_size}$"):
        Writer(backend_for(connection), batch_size)


@pytest.mark.django_db
def test_writer_never_reuses_the_key_of_a_row_that_has_gone():
    gone = Bed.objects.create(name="gone")
    gone_key = gone.pk
    gone.delete()

    [block] = write(*beds(2))

    assert block.first_key > gone_key


@pytest.mark.django_db
def test_rows_made_by_hand_afterwards_get_keys_of_their_own():
    write(*beds(3))

    by_hand = Bed.objects.create(name="by hand")

    assert Bed.objects.count() == 4
    assert by_hand.pk == max(Bed.objects.values_list("pk", flat=True))


def test_change_is_no_row_for_the_writer():
    with pytest.raises(AttributeError):
        Writer(backend_for(connection)).take("one", [Change(WorldRow(Gardener, 1, "the gardener"), {})])


def test_awkward_texts_come_back_as_they_were_on_every_database(run_program, any_garden_url):
    finished = run_program(
        f"""
        import json
        from tests.toy.factories import GardenRandom, PlantFactory, BedFactory
        from tests.toy.models import Plant, Bed
        from django.db import connection
        from seedplot.engine.backends import backend_for
        from seedplot.engine.writer import Writer

        words = json.loads({json.dumps(json.dumps(AWKWARD))})
        writer = Writer(backend_for(connection), 4)
        bed = BedFactory.row(GardenRandom(1), name="Bed 1")
        # In a column that is not unique: MySQL and MariaDB take "" and " " for the same.
        plants = [PlantFactory.row(GardenRandom(1).at(number), name=word, bed=bed) for number, word in enumerate(words)]
        writer.take("one", [bed, *plants])
        writer.finish()
        Bed.objects.create(name="by hand")
        found = {{plant.pk: plant.name for plant in Plant.objects.all()}}
        print(json.dumps([[found[plant.key] for plant in plants], Bed.objects.count()]))
        """,
        DATABASE_URL=any_garden_url,
    )

    assert finished.stderr == ""
    assert json.loads(finished.stdout) == [AWKWARD, 2]


@pytest.mark.django_db
def test_writer_loads_in_batches_of_one_statement_each(django_assert_num_queries):
    tags = [TagFactory.row(RNG.at("word", number)) for number in range(100)]

    # Two to find the next free key, then one for each batch.
    with django_assert_num_queries(2 + 4):
        write(*tags, batch_size=25)

    assert Tag.objects.count() == 100


def test_writer_knows_a_way_for_any_database(ada, monkeypatch):
    native = seed(HarvestWeeksScenario)
    clearing.clear([native.run])
    monkeypatch.setattr("seedplot.engine.pipeline.backend_for", lambda connection, fast: ModelBackend(connection))

    portable = seed(HarvestWeeksScenario)

    assert portable.fingerprint == native.fingerprint
    assert portable.counts == native.counts


def test_name_that_is_taken_already_is_said_though_rows_are_sent_in_the_background(run_program, postgres_garden_url):
    finished = run_program(
        """
        from seedplot.errors import SeedError
        from tests.toy.garden import seed, whole_garden
        from tests.toy.models import Bed
        from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

        Bed.objects.create(name="Bed 1")
        before = whole_garden()
        for batch_size in (1, 3, 2000):
            try:
                seed(HarvestWeeksScenario, batch_size=batch_size)
            except SeedError as refused:
                print(refused)
        assert whole_garden() == before
        """,
        DATABASE_URL=postgres_garden_url,
    )

    assert finished.stderr == ""
    assert set(finished.stdout.splitlines()) == {
        'A value is taken: duplicate key value violates unique constraint "toy_bed_name_key": Key (name)=(Bed 1) '
        "already exists. Nothing of harvest-weeks was written. toy.Bed 1 has name 'Bed 1'. "
        "Remove or rename it, then run the command again."
    }
    assert len(finished.stdout.splitlines()) == 3


def in_turns(links):
    """Plants and beds, each named with the one it refers to, in the order of a plan."""
    rows = {}
    for number, (name, target) in enumerate(links):
        if name.startswith("plant"):
            rows[name] = PlantFactory.row(RNG.at(name), bed=rows.get(target))
        else:
            row = BedFactory.row(RNG.at(name), name=name).with_columns(favourite=rows.get(target))
            row.key_ = number
            rows[name] = row
    return rows


@pytest.mark.parametrize(
    ("links", "batches"),
    [
        (("plant 1 -", "bed 1 -", "plant 2 bed 1"), ["plant 1", "bed 1", "plant 2"]),
        (("bed 1 -", "plant 1 bed 1", "plant 2 -", "bed 2 plant 2"), ["bed 1", "plant 1 plant 2", "bed 2"]),
        (
            ("plant 1 -", "bed 1 plant 1", "plant 2 bed 1", "bed 2 plant 2", "plant 3 bed 2"),
            ["plant 1", "bed 1", "plant 2", "bed 2", "plant 3"],
        ),
    ],
)
def test_rows_of_models_that_refer_to_each_other_come_after_their_targets(links, batches):
    rows = in_turns([(link[: link.index(" ") + 2], link[link.index(" ") + 3 :]) for link in links])
    by_shape = {}
    for row in rows.values():
        by_shape.setdefault(row.shape, []).append(row)
    names = {id(row): name for name, row in rows.items()}

    found = [" ".join(names[id(row)] for row in some) for _, some in insertion_order(by_shape)]

    assert found == batches


def test_rows_in_a_circle_are_left_to_the_database():
    first, second = (PlantFactory.row(RNG.at("circle", number), bed=None) for number in range(2))
    bed = BedFactory.row(RNG.at("circle"), name="Bed").with_columns(favourite=first)
    first, second = first.with_columns(neighbour=second, bed=bed), second.with_columns(neighbour=first)
    by_shape = {first.shape: [first, second], bed.shape: [bed]}

    assert [len(some) for _, some in insertion_order(by_shape)] in ([2, 1], [1, 2])

"""The ways into databases: PostgreSQL's in the background and with the tables to itself, and keys reserved ahead."""

import re

import pytest
from django.db import connection

from seedplot.engine.backends import backend_for
from seedplot.engine.backends.copying import MOST_RESERVATIONS
from seedplot.errors import SeedError
from seedplot.plan import shape_of
from tests.toy.factories import BedFactory, GardenRandom, TagFactory
from tests.toy.garden import seed, whole_garden
from tests.toy.models import Bed, Tag
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.wild_garden import WildGardenScenario
from tests.toy.trap import Trap

CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, contype::text, convalidated, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2
"""
FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, array_agg(oid::bigint ORDER BY oid)
    FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text LIKE 'toy%' GROUP BY 1 ORDER BY 1
"""
PLANTS_BY_HAND = """
    WITH bed AS (INSERT INTO toy_bed (name, sunny) VALUES ('by hand', true) RETURNING id)
    INSERT INTO toy_plant (id, name, label, bed_id) SELECT gen_random_uuid(), 'mine', 'mine', id FROM bed
"""


def query(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def foreign_keys():
    """Of each table, by the numbers that tell a key that was always there from one that was made again."""
    return dict(query(FOREIGN_KEYS))


def made_again(keys_before):
    """The tables of which all foreign keys are others than before."""
    keys = foreign_keys()
    return {table for table in keys if not set(keys[table]) & set(keys_before[table])}


def test_fast_load_writes_the_same_rows_and_makes_the_same_constraints_again(on_postgresql):
    slow = seed(HarvestWeeksScenario, dry_run=True)
    before, keys_before = query(CONSTRAINTS), foreign_keys()

    written = seed(HarvestWeeksScenario, fast_load=True)
    anew = seed(HarvestWeeksScenario, fast_load=True, clear=[written.run])

    assert written.tables == anew.tables == slow.tables
    assert query(CONSTRAINTS) == before
    assert {validated for *_, validated, _ in before} == {True}
    assert made_again(keys_before) == {"toy_bed", "toy_plant", "toy_plant_tags", "toy_harvest"}


def test_fast_load_leaves_the_constraints_of_a_table_that_has_rows(on_postgresql):
    query(PLANTS_BY_HAND)
    before, keys_before = query(CONSTRAINTS), foreign_keys()

    seed(HarvestWeeksScenario, fast_load=True)

    assert query(CONSTRAINTS) == before
    assert made_again(keys_before) == {"toy_plant_tags", "toy_harvest"}


def test_fast_load_that_fails_changes_nothing(on_postgresql, tmp_path):
    trap = Trap(tmp_path / "trap")
    trap.lay("bed 1", "fails")
    before = (whole_garden(), query(CONSTRAINTS), foreign_keys())

    with pytest.raises(SeedError, match=r"^The soil of bed 1 is frozen\.$"):
        seed(WildGardenScenario, fast_load=True, trap=str(trap.path))
    seed(HarvestWeeksScenario, fast_load=True, dry_run=True)

    assert (whole_garden(), query(CONSTRAINTS), foreign_keys()) == before


@pytest.mark.parametrize("fast_load", [True, False])
def test_reference_to_a_row_that_has_gone_is_refused_and_changes_nothing(fast_load, run_program, server_garden):
    """Ada goes between preflight and the first row."""
    program = f"""
        import psycopg
        from seedplot.errors import SeedError
        from tests.toy.garden import seed
        from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario

        class ForsakenScenario(WateringDaysScenario):
            def plan(self, context, shard):
                if shard.number == 0:
                    with psycopg.connect({server_garden.url!r}) as somebody:
                        somebody.execute("DELETE FROM toy_gardener")
                yield from super().plan(context, shard)

        try:
            seed(ForsakenScenario, fast_load={fast_load})
        except SeedError as refused:
            print(refused)
        """
    expected = {**server_garden.everything(), "toy_gardener": []}
    before = (server_garden.query(CONSTRAINTS), server_garden.query(FOREIGN_KEYS))

    refused = run_program(program, DATABASE_URL=server_garden.url)

    assert refused.stderr == ""
    assert re.fullmatch(
        r"A row refers to one that is not there: "
        r'insert or update on table "toy_bed" violates foreign key constraint "toy_bed_gardener_id_\w+": '
        r'Key \(gardener_id\)=\(1\) is not present in table "toy_gardener"\. Nothing of watering-days was written\. '
        r"A row that it needs has been removed meanwhile: run the command again\.\n",
        refused.stdout,
    )
    assert server_garden.everything() == expected
    assert (server_garden.query(CONSTRAINTS), server_garden.query(FOREIGN_KEYS)) == before


def test_load_that_fails_sends_nothing_afterwards_and_leaves_the_connection_usable(run_program, server_garden):
    """Somebody's lock holds the sending up, so that much is waiting to be sent when the plan fails."""
    program = f"""
        import gc, sys, time
        from threading import Event, Thread, enumerate as running_threads
        import psycopg
        from seedplot.errors import SeedError
        from tests.toy.factories import TagFactory
        from tests.toy.garden import seed, whole_garden
        from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

        failed = Event()

        class LockedOutScenario(HarvestWeeksScenario):
            def plan(self, context, shard):
                for number in range(10):
                    yield TagFactory.row(context.rng.at(number))
                failed.set()
                raise SeedError("The gate is locked.")

        def unlock():
            failed.wait(60)
            somebody.rollback()

        before, interval = whole_garden(), sys.getswitchinterval()
        somebody = psycopg.connect({server_garden.url!r})
        somebody.execute("LOCK TABLE toy_tag IN SHARE MODE")
        Thread(target=unlock).start()
        try:
            seed(LockedOutScenario, batch_size=1)
        except SeedError as error:
            print(error)
        print(whole_garden() == before)
        gc.collect()
        for thread in running_threads():
            if thread.name.startswith("seedplot-copy"):
                thread.join(60)
        print(whole_garden() == before, sys.getswitchinterval() == interval)
        print(seed(HarvestWeeksScenario).counts["toy.Tag"], sys.getswitchinterval() == interval)
        somebody.close()
        """

    finished = run_program(program, DATABASE_URL=server_garden.url)

    assert (finished.stdout, finished.stderr) == ("The gate is locked.\nTrue\nTrue True\n6 True\n", "")


# --- Keys reserved for shards that workers plan ----------------------------------------------------------------

TAG, BED = shape_of(Tag), shape_of(Bed)


def reserved(backend, shape, *numbers):
    """The keys of reservations of so many each, one after the other."""
    return [(first := backend.reserve(shape, number), first + number - 1) for number in numbers]


def sequence_of(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        return cursor.fetchone()[0]


def next_number(table):
    """The next number of the table's sequence, as another session would take it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [sequence_of(table)])
        return cursor.fetchone()[0]


def test_reserved_keys_follow_each_other_above_those_that_are_there(each_database):
    highest = TagFactory.create().pk
    backend = backend_for(connection)

    ranges = reserved(backend, TAG, 3, 1, 500, 2)

    assert ranges == [
        (highest + 1, highest + 3), (highest + 4, highest + 4), (highest + 5, highest + 504),
        (highest + 505, highest + 506),
    ]  # fmt: skip


def test_keys_are_reserved_for_each_model_on_its_own(each_database):
    tag, bed = TagFactory.create(), BedFactory.create()
    backend = backend_for(connection)

    found = [reserved(backend, shape, 2) for shape in (TAG, BED, TAG, BED)]

    assert found == [
        [(tag.pk + 1, tag.pk + 2)], [(bed.pk + 1, bed.pk + 2)], [(tag.pk + 3, tag.pk + 4)], [(bed.pk + 3, bed.pk + 4)],
    ]  # fmt: skip


def test_key_of_a_row_that_has_gone_is_not_reserved(each_database):
    gone = TagFactory.create()
    gone_key = gone.pk
    gone.delete()

    assert reserved(backend_for(connection), TAG, 2) == [(gone_key + 1, gone_key + 2)]


@pytest.mark.parametrize("key", [1, 2, 700])
def test_keys_are_reserved_above_one_that_was_inserted_by_hand(key, each_database):
    """As loaddata does it, which leaves PostgreSQL's sequence behind; of a table that had no row yet, too."""
    if each_database == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER SEQUENCE {sequence_of('toy_tag')} RESTART WITH 1")
    Tag.objects.create(pk=key, word="by hand")

    [(first, last)] = reserved(backend_for(connection), TAG, 2)

    assert first > key
    Tag.objects.create(pk=first, word="first")
    assert last == first + 1


def test_rows_made_by_hand_get_keys_above_the_reserved_ones(each_database):
    backend = backend_for(connection)
    [(first, last)] = reserved(backend, TAG, 3)
    backend.insert(TAG, backend.prepare(TAG, tag_rows(range(first, last + 1))))
    backend.finish()

    assert TagFactory.create().pk > last


def tag_rows(keys):
    rows = [TagFactory.row(GardenRandom(1).at(key), word=f"word {key}") for key in keys]
    for row, key in zip(rows, keys, strict=True):
        row.key_ = key
    return rows


def test_keys_that_another_session_takes_in_between_are_in_no_reservation(on_postgresql):
    backend = backend_for(connection)

    mine, others = [], []
    for number in (2, 30, 300, 2):
        mine += reserved(backend, TAG, number)
        others.append(next_number("toy_tag"))

    taken = [key for first, last in mine for key in range(first, last + 1)]
    assert len(taken) == len(set(taken)) == 334
    assert set(taken).isdisjoint(others)
    assert taken == sorted(taken)


@pytest.mark.parametrize("disturbed", [1, 4, 5])
def test_reservation_that_another_session_gets_into_is_tried_again(disturbed, on_postgresql, monkeypatch):
    """Numbers taken in the middle of the reservation leave a gap in it."""
    backend, asked = backend_for(connection), []
    from_sequence = type(backend)._from_sequence

    def ask(self, shape, number):
        asked.append(number)
        half = from_sequence(self, shape, number // 2)
        if len(asked) <= disturbed:
            next_number("toy_tag")
        return half + from_sequence(self, shape, number - number // 2)

    monkeypatch.setattr(type(backend), "_from_sequence", ask)

    if disturbed < MOST_RESERVATIONS:
        [(first, last)] = reserved(backend, TAG, 10)
        assert last - first == 9
        assert len(asked) == disturbed + 1
    else:
        with pytest.raises(SeedError) as refused:
            backend.reserve(TAG, 10)
        assert str(refused.value) == "Other sessions keep taking keys of toy.Tag. Run the command when they rest."
        assert len(asked) == MOST_RESERVATIONS


def test_sequence_is_asked_for_several_shards_at_once_and_never_for_too_many(on_postgresql, monkeypatch):
    backend, asked = backend_for(connection), []
    from_sequence = type(backend)._from_sequence
    monkeypatch.setattr(
        type(backend),
        "_from_sequence",
        lambda self, shape, number: asked.append(number) or from_sequence(self, shape, number),
    )

    ranges = reserved(backend, TAG, *[10] * 9, 5_000, 12_000)

    assert asked == [80, 80, 10_000, 12_000]
    assert [last - first + 1 for first, last in ranges] == [*[10] * 9, 5_000, 12_000]

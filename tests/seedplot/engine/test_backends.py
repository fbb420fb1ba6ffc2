"""How PostgreSQL takes rows: in the background, and with the tables to itself."""

import re

import pytest

from tests.toy.outside import DAY
from tests.toy.trap import Trap

WEEKS = ("--scenario", "harvest-weeks", DAY)
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, contype::text, convalidated, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2
"""
FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, array_agg(oid::bigint ORDER BY oid)
    FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text LIKE 'toy%' GROUP BY 1
"""
PLANTS_BY_HAND = """
    WITH bed AS (INSERT INTO toy_bed (name, sunny) VALUES ('by hand', true) RETURNING id)
    INSERT INTO toy_plant (id, name, label, bed_id) SELECT gen_random_uuid(), 'mine', 'mine', id FROM bed
"""


def foreign_keys(garden):
    """Of each table, by the numbers that tell a key that was always there from one that was made again."""
    return dict(garden.query(FOREIGN_KEYS))


def test_fast_load_writes_the_same_rows_and_makes_the_same_constraints_again(server_garden, undisturbed):
    before, keys_before = server_garden.query(CONSTRAINTS), foreign_keys(server_garden)

    written, anew = server_garden.answers([*WEEKS, "--fast-load"], [*WEEKS, "--fast-load", "--clear"])

    assert (written.returncode, written.stderr) == (anew.returncode, anew.stderr) == (0, "")
    assert written.told == undisturbed("--scenario", "harvest-weeks").told
    assert anew.fingerprint == written.fingerprint
    assert server_garden.query(CONSTRAINTS) == before
    assert {validated for *_, validated, _ in before} == {True}
    keys = foreign_keys(server_garden)
    # No week writes a sundial.
    assert [table for table in keys if set(keys[table]) & set(keys_before[table])] == ["toy_sundial"]


def test_fast_load_leaves_the_constraints_of_a_table_that_has_rows(server_garden):
    server_garden.query(PLANTS_BY_HAND)
    before, keys_before = server_garden.query(CONSTRAINTS), foreign_keys(server_garden)

    [written] = server_garden.answers([*WEEKS, "--fast-load"])

    assert (written.returncode, written.stderr) == (0, "")
    assert server_garden.query(CONSTRAINTS) == before
    keys = foreign_keys(server_garden)
    assert {table for table in keys if keys[table] == keys_before[table]} == {
        "toy_bed",
        "toy_plant",
        "toy_sundial",
    }


def test_fast_load_that_fails_changes_nothing(server_garden, tmp_path):
    trap = Trap(tmp_path / "trap")
    trap.lay("bed 1", "fails")
    before = (server_garden.everything(), server_garden.query(CONSTRAINTS), foreign_keys(server_garden))

    failed, dry = server_garden.answers(
        ["--scenario", "wild-garden", DAY, "--fast-load", "--trap", trap.path],
        [*WEEKS, "--fast-load", "--dry-run"],
    )

    assert (failed.returncode, failed.stderr) == (1, "CommandError: The soil of bed 1 is frozen.\n")
    assert dry.returncode == 0
    assert (server_garden.everything(), server_garden.query(CONSTRAINTS), foreign_keys(server_garden)) == before


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
    before = (server_garden.query(CONSTRAINTS), foreign_keys(server_garden))

    refused = run_program(program, DATABASE_URL=server_garden.url)

    assert refused.stderr == ""
    assert re.fullmatch(
        r"The database refused the rows of watering-days: "
        r'insert or update on table "toy_bed" violates foreign key constraint "toy_bed_gardener_id_\w+"\. .*\n',
        refused.stdout,
    )
    assert "has the same name" not in refused.stdout
    assert server_garden.everything() == expected
    assert (server_garden.query(CONSTRAINTS), foreign_keys(server_garden)) == before


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

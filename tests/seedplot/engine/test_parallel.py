"""Runs whose shards have a transaction each: with real workers, on real databases, and with what can go wrong."""

import os
import re
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.conftest import run_python
from tests.toy.outside import DAY, Answer, Garden, path_of
from tests.toy.trap import Trap, wait_for

WILD = ("--scenario", "wild-garden", "--beds", 6)
TABLES = {
    "toy.Bed": "toy_bed", "toy.Tag": "toy_tag", "toy.Plant": "toy_plant", "toy.Plant_tags": "toy_plant_tags",
    "toy.Harvest": "toy_harvest",
}  # fmt: skip
ROWS_OF_A_BED = 25
CLEAR = ("--scenario", "wild-garden", "--clear-only")
RUN = "wild-garden, seed 42, as of 2026-03-12 (run 1)"
NEXT = (
    "Continue: python manage.py seed_garden --resume 1, "
    "or clear it: python manage.py seed_garden --scenario wild-garden --clear-only"
)

# Each worker imports it again, and slowly; so Ctrl-C meets workers that are just being started.
SLOW_TO_START = """
import os, sys, time
from pathlib import Path

sys.path.insert(0, os.getcwd())
folder = Path(sys.argv[0]).parent
if __name__ == "__mp_main__":
    (folder / f"worker {os.getpid()}").touch()
    while not (folder / "interrupted").exists():
        time.sleep(0.02)
if __name__ == "__main__":
    from django.core.management import execute_from_command_line
    execute_from_command_line(["manage.py", "seed_garden", *sys.argv[1:]])
"""


@pytest.fixture
def trap(tmp_path):
    return Trap(tmp_path / "trap")


def wait_until(process, condition):
    """Wait for what the process brings about; its end will do, so that the test can look at that."""
    wait_for(lambda: condition() or process.poll() is not None)


def end_of(process):
    """How it ended, and all processes that it had started with it: they share its pipes."""
    stdout, stderr = process.communicate(timeout=120)
    return Answer(process.returncode, stdout, stderr)


def unfinished(why, *, shards="[0-6]"):
    """The one line that an unfinished run ends with."""
    return rf"CommandError: {why} {shards} of 6 shards of {re.escape(RUN)} are written\. {re.escape(NEXT)}\n"


def assert_every_row_is_in_one_block(garden):
    for model, table in TABLES.items():
        assert garden.keys_in_blocks(model) == garden.keys(table)
        assert len(set(garden.keys(table))) == len(garden.keys(table))


# --- Nothing goes wrong ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [None, 1, 2, 8])
def test_any_number_of_workers_writes_the_same(workers, any_garden, undisturbed):
    before = any_garden.everything()
    twelve_beds = ("--scenario", "wild-garden", "--beds", 12)
    with_workers = [] if workers is None else ["--workers", workers]

    written = any_garden.seed(*twelve_beds, DAY, *with_workers)

    assert (written.returncode, written.stderr) == (0, "")
    assert written.told == undisturbed(*twelve_beds).told
    assert any_garden.runs() == [("wild-garden", "complete", written.fingerprint)]
    assert any_garden.query("SELECT status FROM toy_gardener") == [("picking",)]
    assert any_garden.query("SELECT row_count FROM seedplot_seedrun") == [(12 * ROWS_OF_A_BED,)]
    assert_every_row_is_in_one_block(any_garden)
    [(by_hand,)] = any_garden.query("INSERT INTO toy_bed (name, sunny) VALUES ('by hand', true) RETURNING id")
    assert by_hand > max(map(int, any_garden.keys_in_blocks("toy.Bed")))
    any_garden.query("DELETE FROM toy_bed WHERE name = 'by hand'")
    verified, cleared = any_garden.answers(["--verify"], [*CLEAR])
    assert (verified.returncode, verified.fingerprint) == (0, written.fingerprint)
    assert cleared.stdout == "Cleared 300 rows.\n"
    assert any_garden.everything() == before


def test_workers_leave_the_proof_to_verify_as_well(file_garden, undisturbed):
    written = file_garden.seed(*WILD, DAY, "--workers", 2, "--skip-proof")

    assert (written.returncode, written.fingerprint) == (0, "not taken yet")
    assert file_garden.runs() == [("wild-garden", "complete", "")]
    [verified] = file_garden.answers(["--verify"])
    assert (verified.returncode, verified.fingerprint) == (0, undisturbed(*WILD).fingerprint)
    assert file_garden.runs() == [("wild-garden", "complete", verified.fingerprint)]


# --- A worker dies ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", ["dies", "dies once committed"])
def test_shard_whose_worker_is_killed_is_there_once(moment, any_garden, trap, undisturbed):
    trap.lay("bed 2", moment)

    written = any_garden.seed(*WILD, DAY, "--trap", trap.path, "--workers", 2)

    assert trap.sprung.exists()
    assert (written.returncode, written.stderr) == (0, "")
    assert written.told == undisturbed(*WILD).told
    assert any_garden.runs() == [("wild-garden", "complete", written.fingerprint)]
    assert any_garden.query("SELECT name, row_count FROM seedplot_seedshard ORDER BY name") == [
        (f"bed {number}", ROWS_OF_A_BED) for number in range(6)
    ]
    assert_every_row_is_in_one_block(any_garden)


def test_shard_that_kills_its_worker_each_time_ends_the_run(server_garden, trap):
    trap.lay("bed 0", "dies each time")

    ended = server_garden.seed("--scenario", "wild-garden", "--beds", 1, DAY, "--trap", trap.path, "--workers", 2)

    assert (ended.returncode, ended.stdout, ended.stderr) == (
        1,
        "",
        "CommandError: Workers keep dying, at last over bed 0; they may lack memory. "
        f"0 of 1 shards of {RUN} are written. {NEXT}\n",
    )
    assert server_garden.runs() == [("wild-garden", "running", "")]


# --- A run breaks off half-way ---------------------------------------------------------------------------------


def let_a_shard_fail(garden, trap):
    trap.lay("bed 2", "fails")
    return garden.seed(*WILD, DAY, "--trap", trap.path, "--workers", 2)


def let_a_name_be_taken(garden, trap):
    return garden.seed(*WILD, DAY, "--trap", trap.path, "--workers", 2)


def interrupt(garden, trap):
    trap.lay("bed 2", "waits")
    with garden.started(*WILD, DAY, "--trap", trap.path, "--workers", 2) as process:
        wait_until(process, trap.sprung.exists)
        os.killpg(process.pid, signal.SIGINT)
        trap.let_go.touch()
        return end_of(process)


def interrupt_the_only_process(garden, trap):
    trap.lay("bed 2", "waits")
    with garden.started(*WILD, DAY, "--trap", trap.path, "--workers", 1) as process:
        wait_until(process, trap.sprung.exists)
        os.killpg(process.pid, signal.SIGINT)
        return end_of(process)


def kill(garden, trap):
    trap.lay("bed 2", "waits")
    with garden.started(*WILD, DAY, "--trap", trap.path, "--workers", 2) as process:
        wait_until(process, trap.sprung.exists)
        process.kill()
        return end_of(process)


@dataclass(frozen=True)
class Breakdown:
    """How a run is made to break off, with which code and line it ends, and how it is taken up again."""

    happen: Callable[[Garden, Trap], Answer]
    returncode: int
    line: str
    resumed_with: tuple[Any, ...] = ()
    before: str = "SELECT 1"
    mended: str = "SELECT 1"


BREAKDOWNS = [
    Breakdown(let_a_shard_fail, 1, unfinished(r"The soil of bed 2 is frozen\.")),
    Breakdown(
        let_a_name_be_taken,
        1,
        unfinished(
            r"The database refused bed 2 of wild-garden: (UNIQUE constraint failed: toy_bed\.name"
            r'|duplicate key value violates unique constraint "toy_bed_name_\w+")\.'
        ),
        before="INSERT INTO toy_bed (name, sunny) VALUES ('Bed 2', true)",
        mended="DELETE FROM toy_bed WHERE name = 'Bed 2'",
    ),
    Breakdown(interrupt, 130, unfinished(r"Interrupted\.")),
    Breakdown(interrupt_the_only_process, 130, unfinished(r"Interrupted\.", shards="2")),
    # Nothing can be said by then, but the workers must not live on.
    Breakdown(kill, -signal.SIGKILL, r"(?s).*", resumed_with=("--workers", 2)),
]


@dataclass(frozen=True)
class BrokenOff:
    breakdown: Breakdown
    garden: Garden
    before: dict[str, Any]
    ended: Answer
    trap: Path


@pytest.fixture(
    scope="module",
    params=[(breakdown, vendor) for breakdown in BREAKDOWNS for vendor in ("sqlite", "postgresql")],
    ids=lambda param: f"{param[0].happen.__name__}-{param[1]}",
)
def broken_off_once(request, new_garden, tmp_path_factory):
    breakdown, vendor = request.param
    garden, trap = new_garden(vendor), Trap(tmp_path_factory.mktemp("trap") / "trap")
    garden.query(breakdown.before)
    return BrokenOff(breakdown, garden, garden.everything(), breakdown.happen(garden, trap), trap.path)


@pytest.fixture
def broken_off(broken_off_once):
    """A run that broke off half-way, in a database of the test's own."""
    return BrokenOff(**{**vars(broken_off_once), "garden": broken_off_once.garden.copy()})


def test_run_that_breaks_off_says_in_one_line_how_to_go_on(broken_off):
    ended = broken_off.ended

    assert (ended.returncode, ended.stdout) == (broken_off.breakdown.returncode, "")
    assert re.fullmatch(broken_off.breakdown.line, ended.stderr)


def test_run_that_breaks_off_leaves_whole_shards_and_says_that_it_is_running(broken_off):
    garden, after = broken_off.garden, broken_off.garden.everything()

    written = garden.query("SELECT name, row_count FROM seedplot_seedshard ORDER BY name")

    assert garden.runs() == [("wild-garden", "running", "")]
    assert written == [(name, ROWS_OF_A_BED) for name, _ in written]
    assert written == garden.query(
        "SELECT shard, CAST(sum(count) AS BIGINT) FROM seedplot_seedblock GROUP BY shard ORDER BY shard"
    )
    for model, table in TABLES.items():
        assert len(after[table]) - len(broken_off.before[table]) == len(set(garden.keys_in_blocks(model)))
        assert set(garden.keys_in_blocks(model)) <= set(garden.keys(table))


def test_unfinished_run_is_neither_verified_nor_seeded_over_and_cleared_to_the_last_row(broken_off):
    again = [*WILD, DAY, "--trap", broken_off.trap]

    *refused, cleared = broken_off.garden.answers(["--verify"], again, [*again, "--seed", 43], [*CLEAR])

    taken = (1, "", f"CommandError: {RUN} is unfinished. {NEXT}\n")
    assert [(each.returncode, each.stdout, each.stderr) for each in refused] == [
        (1, "", f"CommandError: {RUN} is unfinished, so there is nothing to verify yet. Resume or clear it.\n"),
        taken,
        taken,
    ]
    assert (cleared.returncode, cleared.stderr) == (0, "")
    assert broken_off.garden.everything() == broken_off.before


def test_resuming_an_unfinished_run_completes_it(broken_off, undisturbed):
    garden = broken_off.garden
    garden.query(broken_off.breakdown.mended)

    resumed, again = garden.answers(["--resume", 1, *broken_off.breakdown.resumed_with], ["--resume", 1])

    assert (resumed.returncode, resumed.stderr) == (0, "")
    assert resumed.told == undisturbed(*WILD).told
    assert (again.returncode, again.stderr) == (1, f"CommandError: {RUN} is complete; there is nothing to resume.\n")
    assert garden.runs() == [("wild-garden", "complete", resumed.fingerprint)]
    assert garden.query("SELECT row_count FROM seedplot_seedrun") == [(6 * ROWS_OF_A_BED,)]
    assert_every_row_is_in_one_block(garden)


def test_two_processes_that_resume_one_run_write_nothing_twice(any_garden, trap, undisturbed):
    let_a_shard_fail(any_garden, trap)
    trap.lay("bed 2", "waits")

    with ThreadPoolExecutor(2) as pool:
        resuming = [pool.submit(any_garden.seed, "--resume", 1) for _ in range(2)]
        wait_for(trap.sprung.exists)
        trap.let_go.touch()
    ended = [each.result() for each in resuming]

    assert 0 in [each.returncode for each in ended]
    for each in ended:
        assert each.stderr == "" or re.fullmatch(r"CommandError: .*\n", each.stderr)
    assert any_garden.runs() == [("wild-garden", "complete", undisturbed(*WILD).fingerprint)]
    assert_every_row_is_in_one_block(any_garden)


def test_interrupt_that_meets_workers_being_started_is_said_in_one_line(file_garden, tmp_path):
    (tmp_path / "slow.py").write_text(SLOW_TO_START, encoding="utf-8")

    with file_garden.started(*WILD, DAY, "--workers", 2, program=(tmp_path / "slow.py",)) as process:
        wait_until(process, lambda: len(list(tmp_path.glob("worker *"))) == 2)
        os.killpg(process.pid, signal.SIGINT)
        (tmp_path / "interrupted").touch()
        ended = end_of(process)

    assert (ended.returncode, ended.stdout) == (130, "")
    assert re.fullmatch(unfinished(r"Interrupted\."), ended.stderr)


def test_interrupt_during_the_proof_is_said_in_one_line_and_leaves_the_run_to_be_resumed(server_garden, undisturbed):
    arguments = [*WILD, DAY, "--workers", 2]
    server_garden.answers([*arguments])
    # As a run is before its proof.
    server_garden.query("UPDATE seedplot_seedrun SET status = 'running', fingerprint = ''")

    with psycopg.connect(server_garden.url) as somebody, server_garden.started("--resume", 1) as process:
        somebody.execute("LOCK TABLE toy_harvest IN ACCESS EXCLUSIVE MODE")
        wait_until(process, lambda: server_garden.query("SELECT 1 FROM pg_locks WHERE NOT granted"))
        os.killpg(process.pid, signal.SIGINT)
        ended = end_of(process)

    assert (ended.returncode, ended.stdout) == (130, "")
    assert re.fullmatch(unfinished(r"Interrupted\.", shards="6"), ended.stderr)
    [resumed] = server_garden.answers(["--resume", 1])
    assert resumed.told == undisturbed(*WILD).told


def test_shard_that_failed_leaves_nothing_behind_for_the_next_one_in_the_same_process(run_program, server_garden):
    finished = run_program(
        """
        from seedplot.engine import parallel
        from seedplot.engine.executors import InProcess
        from seedplot.errors import Unfinished
        from tests.toy.garden import request_for
        from tests.toy.models import Bed
        from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

        request = request_for(HarvestWeeksScenario, beds=3, batch_size=1)
        Bed.objects.create(name="Bed 0")
        try:
            parallel.run(request, InProcess())
        except Unfinished as unfinished:
            print(unfinished)
            Bed.objects.filter(name="Bed 0").delete()
            print(parallel.resume(unfinished.run, InProcess(), request).counts["toy.Bed"])
        """,
        DATABASE_URL=server_garden.url,
    )

    assert finished.stderr == ""
    assert re.fullmatch(
        r"The database refused bed 0 of harvest-weeks: duplicate key value .*\. "
        r"0 of 3 shards of harvest-weeks, seed 42, as of 2026-03-12 \(run 1\) are written\.\n3\n",
        finished.stdout,
    )


@pytest.mark.parametrize("mode", ["IMMEDIATE", "DEFERRED"], ids=["the project's", "Django's default"])
def test_shard_waits_for_its_turn_where_a_database_takes_one_transaction_at_a_time(mode, run_program, file_garden):
    finished = run_program(
        f"""
        import sqlite3, time
        from contextlib import ExitStack
        from threading import Event, Thread
        from django.db import connection, transaction
        from seedplot.engine import parallel
        from seedplot.engine.executors import InProcess
        from tests.toy.garden import request_for
        from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

        somebody = sqlite3.connect({str(path_of(file_garden.url))!r}, isolation_level=None, check_same_thread=False)
        trying = Event()

        class Impatience:
            "Lets somebody else write from the moment on at which the run is recorded, until the shard has tried to."

            def __enter__(self):
                return self

            def __exit__(self, *_):
                pass

            def write(self, orders):
                def try_to_write(execute, statement, parameters, many, context):
                    if "BEGIN" in statement:
                        trying.set()
                    return execute(statement, parameters, many, context)

                def make_room():
                    trying.wait(60)
                    time.sleep(0.3)
                    somebody.execute("COMMIT")

                somebody.execute("BEGIN IMMEDIATE")
                somebody.execute("INSERT INTO toy_bed (name, sunny) VALUES ('by somebody', true)")
                other = Thread(target=make_room)
                other.start()
                with connection.execute_wrapper(try_to_write):
                    yield from InProcess().write(orders)
                other.join()
                somebody.close()

        print(parallel.run(request_for(HarvestWeeksScenario), Impatience()).counts["toy.Bed"])
        """,
        DATABASE_URL=f"{file_garden.url}?transaction_mode={mode}",
    )

    assert (finished.stdout, finished.stderr) == ("3\n", "")
    assert file_garden.query("SELECT count(*) FROM toy_bed") == [(4,)]


def test_order_in_which_shards_are_written_changes_nothing_in_the_report(run_program, file_garden):
    finished = run_program(
        """
        from seedplot.engine import parallel, pipeline
        from seedplot.engine.executors import InProcess
        from tests.toy.garden import request_for
        from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

        class Backwards(InProcess):
            def write(self, orders):
                yield from super().write(orders[::-1])

        def told(report):
            findings = [(finding.part, finding.promise.id, finding.observed) for finding in report.findings]
            return report.counts, findings, report.curves, report.tables, report.fingerprint

        spread_out = parallel.run(request_for(HarvestWeeksScenario), Backwards())
        print(list(spread_out.run.shards.order_by("id").values_list("name", flat=True)))
        at_once = pipeline.run(request_for(HarvestWeeksScenario, clear=[spread_out.run]))
        print(told(spread_out) == told(at_once))
        """,
        DATABASE_URL=file_garden.url,
    )

    assert (finished.stdout, finished.stderr) == ("['bed 2', 'bed 1', 'bed 0']\nTrue\n", "")


def test_run_is_not_complete_while_a_shard_is_missing(run_program, file_garden):
    finished = run_program(
        """
        from seedplot.engine import parallel
        from seedplot.engine.executors import InProcess
        from seedplot.models import SeedRun
        from seedplot.errors import Unfinished
        from tests.toy.garden import request_for
        from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

        class Forgetful(InProcess):
            def write(self, orders):
                yield from super().write(orders[1:])

        try:
            parallel.run(request_for(HarvestWeeksScenario), Forgetful())
        except Unfinished as unfinished:
            print(unfinished)
        print(SeedRun.objects.get().status)
        """,
        DATABASE_URL=file_garden.url,
    )

    assert finished.stderr == ""
    assert re.fullmatch(r".*\. 2 of 3 shards of harvest-weeks, .* are written\.\nrunning\n", finished.stdout)


def test_clearing_meets_a_shard_that_is_just_being_written(server_garden, trap):
    """Somebody's lock on one row holds the clearing up until more shards of the same run are there."""
    before = server_garden.everything()
    trap.lay("bed 2", "fails")
    server_garden.answers([*WILD, DAY, "--trap", trap.path, "--workers", 1])
    trap.sprung.unlink()
    trap.lay("bed 3", "waits")

    with (
        psycopg.connect(server_garden.url) as somebody,
        server_garden.started(*CLEAR) as clearing,
        ThreadPoolExecutor(1) as pool,
    ):
        somebody.execute("SELECT * FROM toy_harvest LIMIT 1 FOR UPDATE")
        wait_until(clearing, lambda: server_garden.query("SELECT 1 FROM pg_locks WHERE NOT granted"))
        resuming = pool.submit(server_garden.seed, "--resume", 1)
        wait_for(
            lambda: (
                resuming.done()
                or trap.sprung.exists()
                or len(server_garden.query("SELECT 1 FROM pg_locks WHERE NOT granted")) > 1
            )
        )
        somebody.rollback()
        cleared = end_of(clearing)
        trap.let_go.touch()
        resumed = resuming.result()

    assert (cleared.returncode, cleared.stderr) == (0, "")
    assert re.fullmatch(r"CommandError: .*\n", resumed.stderr)
    assert server_garden.everything() == before


def test_shards_that_change_columns_of_one_row_side_by_side_lose_no_change(run_program, server_garden):
    """The second shard has looked at both gardeners, and waits for Ada, while the first one changes Ben."""
    finished = run_program(
        f"""
        import time
        from concurrent.futures import ThreadPoolExecutor
        import psycopg
        from django.db import connection
        from seedplot.engine import parallel
        from seedplot.engine.executors import InProcess, write_shard
        from seedplot.plan import Change, Shard, World, WorldRow
        from tests.toy.garden import request_for
        from tests.toy.models import Gardener
        from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
        from tests.toy.seeding.scenarios.registry import toy

        @toy.register("two-hands", listed=False)
        class TwoHandsScenario(HarvestWeeksScenario):
            promises = ()

            def shards(self, options):
                return [Shard("first"), Shard("second")]

            def prerequisites(self, options, using, *, at):
                return World(WorldRow(Gardener, each.pk, each.name) for each in Gardener.objects.all())

            def plan(self, context, shard):
                if shard.name == "first":
                    yield Change(context.world["Ben"], {{"status": "picking"}})
                else:
                    yield Change(context.world["Ada"], {{"status": "resting"}})
                    yield Change(context.world["Ben"], {{"name": "Benjamin"}})

        def write(order):
            try:
                return write_shard(order)
            finally:
                connection.close()

        class SideBySide(InProcess):
            def write(self, orders):
                first, second = orders
                with psycopg.connect({server_garden.url!r}) as somebody, ThreadPoolExecutor(1) as other:
                    somebody.execute("SELECT * FROM toy_gardener WHERE name = 'Ada' FOR UPDATE")
                    waiting = other.submit(write, second)
                    while not somebody.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchall():
                        assert not waiting.done()
                        time.sleep(0.02)
                    yield write_shard(first)
                    somebody.rollback()
                    yield waiting.result()

        Gardener.objects.create(name="Ben")
        parallel.run(request_for(TwoHandsScenario), SideBySide())
        print(list(Gardener.objects.order_by("pk").values_list("name", "status")))
        """,
        DATABASE_URL=server_garden.url,
    )

    assert (finished.stdout, finished.stderr) == ("[('Ada', 'resting'), ('Benjamin', 'picking')]\n", "")


# --- What workers wrote is not as promised ---------------------------------------------------------------------


def test_promise_broken_by_rows_of_workers_takes_everything_back(any_garden, file_garden):
    before = any_garden.everything()

    ended = any_garden.seed(*WILD, DAY, "--careless", "--workers", 2)

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("PROMISES BROKEN:\nbed 1: (toy.P103) Every harvest has a basket. ")
    assert ended.stderr.endswith(
        "CommandError: 5 promises are broken by the rows of wild-garden, first toy.P103.\n"
    )  # fmt: skip
    assert ended.stderr == file_garden.seed(*WILD, DAY, "--careless").stderr
    assert any_garden.everything() == before


def test_unexpected_fingerprint_of_rows_of_workers_takes_everything_back(server_garden, undisturbed):
    before = server_garden.everything()

    ended = server_garden.seed(*WILD, DAY, "--expect", "abc", "--workers", 2)

    assert (ended.returncode, ended.stdout, ended.stderr) == (
        1,
        "",
        f"CommandError: The fingerprint is {undisturbed(*WILD).fingerprint}, not the expected abc.\n",
    )
    assert server_garden.everything() == before


# --- What workers cannot do ------------------------------------------------------------------------------------


def test_two_shards_of_one_name_are_refused_in_one_line(file_garden):
    ended = file_garden.seed(
        "--scenario", "watering-days", "--plot", "East", "--plot", "East", DAY, "--workers", 2
    )  # fmt: skip

    assert (ended.returncode, ended.stdout) == (1, "")
    assert re.fullmatch(r"CommandError: .*East.*\n", ended.stderr)


def test_database_in_the_memory_of_one_process_is_refused():
    refused = run_python(
        "-c",
        """if True:
        import django
        django.setup()
        from django.core.management import call_command, CommandError
        call_command("migrate", run_syncdb=True, verbosity=0)
        try:
            call_command("seed_garden", scenario="harvest-weeks", workers="2")
        except CommandError as error:
            print(error)
        """,
        DATABASE_URL="sqlite://:memory:",
    )

    assert (refused.stdout, refused.stderr) == (
        "Workers cannot reach a database in this process's memory. Give DATABASE_URL a file.\n",
        "",
    )

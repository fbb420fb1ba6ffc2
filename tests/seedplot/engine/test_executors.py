"""Workers of a Dask cluster: a real scheduler and real worker processes, on loopback."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest

from tests.conftest import ROOT, run_python
from tests.toy.outside import DAY
from tests.toy.trap import Trap, wait_for

WILD = ("--scenario", "wild-garden", "--beds", 4)
CLEAR = ("--scenario", "wild-garden", "--clear-only")
TABLES = ("toy_bed", "toy_tag", "toy_plant", "toy_plant_tags", "toy_harvest")


@contextmanager
def running(*command, folder=ROOT, **environment):
    """A program for as long as the context; it may end its own children."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
    with subprocess.Popen(
        [sys.executable, "-m", *map(str, command)],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(folder), "DJANGO_SETTINGS_MODULE": "tests.settings", **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def running_scheduler(folder):
    """The address of a scheduler that is up, which gives a shard that killed two workers no third."""
    told = folder / "scheduler.json"
    command = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", 0, "--no-dashboard", "--no-show")
    with running(*command, "--scheduler-file", told, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1"):
        wait_for(lambda: told.exists() and told.read_text().endswith("}"))
        yield json.loads(told.read_text())["address"]


@contextmanager
def running_workers(scheduler, *arguments, **given):
    """Workers with which the scheduler is acquainted."""
    command = ("distributed.cli.dask_worker", scheduler, "--nthreads", 1, "--no-dashboard", "--host", "127.0.0.1")
    with running(*command, *arguments, **given):
        wait_for_workers(scheduler)
        yield


def wait_for_workers(scheduler):
    program = f"""if True:
        import distributed
        with distributed.Client({scheduler!r}, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=120)
        """
    assert run_python("-c", program).returncode == 0


@pytest.fixture(scope="session")
def scheduler(tmp_path_factory):
    with running_scheduler(tmp_path_factory.mktemp("scheduler")) as address:
        yield address


@pytest.fixture(scope="session")
def crew_garden(new_garden):
    """The garden that the workers of the cluster work in."""
    return new_garden("postgresql")


@pytest.fixture(scope="session")
def cluster(scheduler, crew_garden, tmp_path_factory):
    """The address of the scheduler, by now with two workers, which are started anew when they die."""
    folder = tmp_path_factory.mktemp("workers")
    with running_workers(
        scheduler, "--nworkers", 2, "--local-directory", folder, DATABASE_URL=crew_garden.url
    ):  # fmt: skip
        yield scheduler


@pytest.fixture
def garden(crew_garden):
    """The same, cleared by each test for the next."""
    yield crew_garden
    crew_garden.answers([*CLEAR])
    assert crew_garden.runs() == []


@pytest.fixture
def trap(tmp_path):
    return Trap(tmp_path / "trap")


def written_once(garden):
    """The shards of the only run, and whether every row is in one block and has a key of its own."""
    for table, model in zip(TABLES, ("Bed", "Tag", "Plant", "Plant_tags", "Harvest"), strict=True):
        assert garden.keys(table) == garden.keys_in_blocks(f"toy.{model}")
        assert len(set(garden.keys(table))) == len(garden.keys(table))
    return [name for (name,) in garden.query("SELECT name FROM seedplot_seedshard ORDER BY name")]


def test_scheduler_without_workers_is_refused_before_anything_is_written(tmp_path, file_garden):
    before = file_garden.everything()

    with (
        running_scheduler(tmp_path) as address,
        file_garden.started(*WILD, DAY, "--scheduler", address) as process,
    ):
        _, stderr = process.communicate(timeout=30)

    assert process.returncode == 1
    assert re.fullmatch(rf"CommandError: .*{re.escape(address)} has no workers\. .*\n", stderr)
    assert file_garden.everything() == before


def test_workers_that_do_not_know_the_project_are_refused_before_anything_is_written(tmp_path, file_garden):
    before = file_garden.everything()

    with (
        running_scheduler(tmp_path) as address,
        running_workers(address, "--no-nanny", "--local-directory", tmp_path, folder=tmp_path),
        file_garden.started(*WILD, DAY, "--scheduler", address) as process,
    ):
        _, stderr = process.communicate(timeout=30)

    assert process.returncode == 1
    assert re.fullmatch(r"CommandError: .*No module named 'seedplot'.*\n", stderr)
    assert file_garden.everything() == before


def test_cluster_writes_the_same(cluster, garden, undisturbed):
    before = garden.everything()

    written = garden.seed(*WILD, DAY, "--scheduler", cluster)

    assert (written.returncode, written.stderr) == (0, "")
    assert written.told == undisturbed(*WILD).told
    assert written_once(garden) == ["bed 0", "bed 1", "bed 2", "bed 3"]
    garden.answers([*CLEAR])
    assert garden.everything() == before


@pytest.mark.parametrize("moment", ["dies", "dies once committed"])
def test_shard_whose_worker_in_the_cluster_is_killed_is_there_once(moment, cluster, garden, trap, undisturbed):
    trap.lay("bed 2", moment)

    written = garden.seed(*WILD, DAY, "--trap", trap.path, "--scheduler", cluster)

    assert trap.sprung.exists()
    assert (written.returncode, written.stderr) == (0, "")
    assert written.told == undisturbed(*WILD).told
    assert written_once(garden) == ["bed 0", "bed 1", "bed 2", "bed 3"]


@pytest.mark.parametrize("what", ["fails", "dies each time"])
def test_shard_that_the_cluster_cannot_write_leaves_a_run_to_be_resumed(what, cluster, garden, trap, undisturbed):
    trap.lay("bed 2", what)

    ended = garden.seed(*WILD, DAY, "--trap", trap.path, "--scheduler", cluster)

    [(number,)] = garden.query("SELECT id FROM seedplot_seedrun")
    why = r"The soil of bed 2 is frozen\." if what == "fails" else r"Workers of the cluster keep dying: .*\."
    assert (ended.returncode, ended.stdout) == (1, "")
    assert re.fullmatch(
        rf"CommandError: {why} [0-3] of 4 shards of wild-garden, seed 42, as of 2026-03-12 \(run {number}\) are "
        rf"written\. Continue: python manage\.py seed_garden --resume {number}, "
        r"or clear it: python manage\.py seed_garden --scenario wild-garden --clear-only\n",
        ended.stderr,
    )
    trap.path.unlink(missing_ok=True)
    wait_for_workers(cluster)
    resumed = garden.seed("--resume", number, "--scheduler", cluster)
    assert (resumed.returncode, resumed.stderr) == (0, "")
    assert resumed.told == undisturbed(*WILD).told
    assert written_once(garden) == ["bed 0", "bed 1", "bed 2", "bed 3"]


def test_interrupt_of_a_run_in_the_cluster_leaves_it_to_be_resumed(cluster, garden, trap, undisturbed):
    trap.lay("bed 2", "waits")

    with garden.started(*WILD, DAY, "--trap", trap.path, "--scheduler", cluster) as process:
        wait_for(lambda: trap.sprung.exists() or process.poll() is not None)
        os.killpg(process.pid, signal.SIGINT)
        stdout, stderr = process.communicate(timeout=120)
    trap.let_go.touch()

    assert (process.returncode, stdout) == (130, "")
    assert re.fullmatch(r"CommandError: Interrupted\. [0-3] of 4 shards of .* Continue: .* --resume .*\n", stderr)
    [(number,)] = garden.query("SELECT id FROM seedplot_seedrun")
    assert garden.seed("--resume", number).told == undisturbed(*WILD).told
    assert written_once(garden) == ["bed 0", "bed 1", "bed 2", "bed 3"]


def test_workers_that_look_at_another_database_write_nothing_there(cluster, garden, server_garden):
    """Not even where that has a run of the same number."""
    garden.answers([*WILD, DAY, "--seed", 7])
    [(number,)] = garden.query("SELECT id FROM seedplot_seedrun")
    server_garden.query(f"SELECT setval(pg_get_serial_sequence('seedplot_seedrun', 'id'), {number}, false)")
    before, other = server_garden.everything(), garden.everything()

    ended = server_garden.seed(*WILD, DAY, "--scheduler", cluster)

    assert (ended.returncode, ended.stdout) == (1, "")
    assert re.fullmatch(
        rf"CommandError: A worker finds no run {number} in its database; give all the same DATABASE_URL\. "
        rf"0 of 4 shards of .* \(run {number}\) are written\. Continue: .* --resume {number}, or clear it: .*\n",
        ended.stderr,
    )
    assert garden.everything() == other
    server_garden.answers([*CLEAR])
    assert server_garden.everything() == before


def test_cluster_that_cannot_be_reached_is_said_in_one_line_and_nothing_is_written(file_garden):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        closed = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
        before = file_garden.everything()
        addresses = [closed, "nonsense", "carrier-pigeon://127.0.0.1:8786", "tls://127.0.0.1:8786"]

        with ThreadPoolExecutor(len(addresses)) as pool:
            ended = list(
                pool.map(lambda address: file_garden.seed(*WILD, DAY, "--scheduler", address), addresses)
            )  # fmt: skip

    for address, each in zip(addresses, ended, strict=True):
        assert (each.returncode, each.stdout) == (1, "")
        assert re.fullmatch(
            rf"CommandError: No Dask scheduler answers at {re.escape(address)}: .* Start it, or mend the address\.\n",
            each.stderr,
        )
    assert file_garden.everything() == before


def test_dask_that_is_not_installed_is_said_in_one_line(file_garden, tmp_path):
    (tmp_path / "distributed.py").write_text("raise ImportError\n", encoding="utf-8")
    before = file_garden.everything()

    ended = file_garden.seed(*WILD, "--scheduler", "tcp://127.0.0.1:8786", PYTHONPATH=str(tmp_path))

    assert (ended.returncode, ended.stdout, ended.stderr) == (
        1,
        "",
        "CommandError: --scheduler needs Dask. Install it: pip install 'seedplot[cluster]'\n",
    )
    assert file_garden.everything() == before

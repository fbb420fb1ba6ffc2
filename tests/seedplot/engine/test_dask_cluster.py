"""Workers of a Dask cluster: a real scheduler in this process, and real worker processes."""

import _thread
import logging
import os
import re
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Thread

import dask
import distributed
import pytest

from seedplot.engine import cluster
from seedplot.engine.clearing import clearing
from seedplot.engine.dask_cluster import DaskCluster
from seedplot.engine.runs import ClearRules
from seedplot.errors import SeedError, Unfinished
from seedplot.models import SeedRun
from tests.toy.garden import request_for, seed, whole_garden
from tests.toy.inside import default_database
from tests.toy.outside import ctrl_c_heard
from tests.toy.seeding.scenarios.wild_garden import WildGardenScenario
from tests.toy.trap import Trap

pytestmark = pytest.mark.check
ROWS_OF_A_BED = 25
SHARDS = ["bed 0", "bed 1", "bed 2", "bed 3"]


@contextmanager
def running_cluster(**settings):
    """A scheduler, which gives a shard that killed two workers no third, and its workers."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
            threads_per_worker=1,
            **settings,
        ) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def lone_scheduler():
    with running_cluster(n_workers=0) as running:
        yield running.scheduler_address


@pytest.fixture(scope="module")
def worked_garden(new_garden, django_db_blocker):
    """The garden that the workers of the cluster work in; the default database of this process as well."""
    garden = new_garden("postgresql")
    with django_db_blocker.unblock(), default_database(garden.url):
        yield garden


@pytest.fixture(scope="module")
def running_workers(worked_garden):
    """Two processes, which are started anew when they die."""
    with running_cluster(n_workers=2, processes=True) as running:
        yield running


@pytest.fixture
def workers(running_workers, worked_garden, django_db_blocker):
    """The cluster as a run sees it. The garden has no run yet, and has none afterwards."""
    with django_db_blocker.unblock():
        wait_for_both(running_workers)
        yield DaskCluster(running_workers.scheduler_address)
        clearing.clear_in_transaction("default", list(SeedRun.objects.all()), ClearRules(by_key=True))


def wait_for_both(running_workers):
    """Wait until the workers are there again that have died."""
    running_workers.wait_for_workers(2, timeout=60)


@pytest.fixture
def trap(tmp_path):
    return Trap(tmp_path / "trap")


def request_with(trap):
    return request_for(WildGardenScenario, beds=4, trap=str(trap.path))


def fingerprint_alone(trap):
    return seed(WildGardenScenario, beds=4, trap=str(trap.path), dry_run=True, workers=1).fingerprint


def assert_written_once(garden, record):
    written = list(record.shards.order_by("name").values_list("name", "row_count"))
    assert written == [(shard, ROWS_OF_A_BED) for shard in SHARDS]
    for table, model in (("toy_bed", "toy.Bed"), ("toy_harvest", "toy.Harvest"), ("toy_plant", "toy.Plant")):
        assert garden.keys(table) == garden.keys_in_blocks(model)


# --- No cluster ---------------------------------------------------------------------------------------------


def refusal(address):
    with pytest.raises(SeedError) as refused, DaskCluster(address):
        pytest.fail("there are no workers")
    return str(refused.value)


def test_scheduler_that_cannot_be_reached_is_refused_in_one_line():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        closed = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
        addresses = [closed, "nonsense", "carrier-pigeon://127.0.0.1:8786", "tls://127.0.0.1:8786"]

        with ThreadPoolExecutor(len(addresses)) as pool:
            refused = list(pool.map(refusal, addresses))

    for address, message in zip(addresses, refused, strict=True):
        assert re.fullmatch(
            rf"No Dask scheduler answers at {re.escape(address)}: .*\. Start it, or correct the address\.", message
        )


def test_scheduler_without_workers_is_refused_in_one_line(lone_scheduler):
    assert refusal(lone_scheduler) == (
        f"The Dask scheduler at {lone_scheduler} has no workers. "
        f"Start some: dask worker {lone_scheduler} --nworkers auto --nthreads 1"
    )


def test_workers_that_do_not_know_the_project_are_refused_in_one_line(lone_scheduler, tmp_path):
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    command = [sys.executable, "-m", "distributed.cli.dask_worker", lone_scheduler, "--no-nanny", "--no-dashboard"]
    stranger = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--local-directory", str(tmp_path)],
        cwd=tmp_path,
        env={**kept, "PYTHONPATH": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.settings"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with stranger:
        try:
            with distributed.Client(lone_scheduler, set_as_default=False) as client:
                client.wait_for_workers(1, timeout=120)

            assert re.fullmatch(
                r"A worker of the cluster does not know this project: .*No module named 'seedplot'.* "
                r"Start it in the project's folder, with PYTHONPATH=\. and its settings\.",
                refusal(lone_scheduler),
            )
        finally:
            stranger.terminate()


def test_dask_that_is_not_installed_is_refused_in_one_line(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)

    assert refusal("tcp://127.0.0.1:8786") == (
        "--scheduler needs Dask. Install it: pip install 'seedplot[cluster]'"
    )  # fmt: skip


# --- Runs ------------------------------------------------------------------------------------------------------


def test_cluster_writes_what_one_process_writes(workers, worked_garden, trap):
    before = whole_garden()
    fingerprint = fingerprint_alone(trap)

    report = cluster.run(request_with(trap), workers)

    assert report.fingerprint == fingerprint
    assert_written_once(worked_garden, report.run)
    clearing.clear_in_transaction("default", [report.run])
    assert whole_garden() == before


@pytest.mark.parametrize("what", ["dies", "dies once committed"])
def test_shard_whose_worker_is_killed_is_there_once(what, workers, worked_garden, trap):
    fingerprint = fingerprint_alone(trap)
    trap.lay("bed 2", what)

    report = cluster.run(request_with(trap), workers)

    assert trap.sprung.exists()
    assert report.fingerprint == fingerprint
    assert_written_once(worked_garden, report.run)


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("fails", r"The soil of bed 2 is frozen\."),
        ("dies each time", r"Workers of the cluster keep dying: .*\."),
        (
            "is planned wrongly",
            r"The scenario wild-garden has a fault: bed 2 refers to nothing\. It is in its code, .*\.",
        ),
    ],
)
def test_shard_that_the_cluster_cannot_write_leaves_a_run_to_be_resumed(
    what, reason, workers, running_workers, worked_garden, trap
):
    fingerprint = fingerprint_alone(trap)
    trap.lay("bed 2", what)

    with pytest.raises(Unfinished) as ended:
        cluster.run(request_with(trap), workers)

    record = SeedRun.objects.get()
    assert re.fullmatch(rf"{reason} [0-3] of 4 shards of {re.escape(str(record))} are written\.", str(ended.value))
    trap.path.unlink(missing_ok=True)
    wait_for_both(running_workers)
    resumed = cluster.resume(record, workers, request_with(trap))
    assert resumed.fingerprint == fingerprint
    assert_written_once(worked_garden, record)


def test_interrupt_leaves_a_run_to_be_resumed(workers, worked_garden, trap):
    fingerprint = fingerprint_alone(trap)
    trap.lay("bed 2", "waits")

    over = Event()

    def interrupt():
        while not (over.wait(0.02) or trap.sprung.exists()):
            pass
        if not over.is_set():
            _thread.interrupt_main()

    interrupting = Thread(target=interrupt)
    interrupting.start()
    try:
        with (
            ctrl_c_heard(),
            pytest.raises(Unfinished, match=r"^Interrupted\. [0-3] of 4 shards of .* are written\.$") as ended,
        ):
            cluster.run(request_with(trap), workers)
    finally:
        over.set()
        interrupting.join()
    trap.let_go.touch()

    assert ended.value.exit_code == 130
    resumed = cluster.resume(ended.value.run, workers, request_with(trap))
    assert resumed.fingerprint == fingerprint
    assert_written_once(worked_garden, ended.value.run)


def test_workers_that_look_at_another_database_write_nothing_there(workers, worked_garden, server_garden, trap):
    """Not even where that has a run of the same number."""
    other_run = seed(WildGardenScenario, seed=7, workers=1).run
    there = worked_garden.everything()
    before = server_garden.everything()
    server_garden.query(f"SELECT setval(pg_get_serial_sequence('seedplot_seedrun', 'id'), {other_run.pk}, false)")

    with default_database(server_garden.url), pytest.raises(Unfinished) as ended:
        cluster.run(request_with(trap), workers)

    assert ended.value.run.pk == other_run.pk
    assert str(ended.value) == (
        f"A worker finds no run {other_run.pk} in its database; give all the same DATABASE_URL. "
        f"0 of 4 shards of {ended.value.run} are written."
    )
    assert worked_garden.everything() == there
    with default_database(server_garden.url):
        clearing.clear_in_transaction("default", [ended.value.run], ClearRules(by_key=True))
    assert server_garden.everything() == before


def test_command_writes_with_a_cluster(running_workers, workers, worked_garden, trap):
    fingerprint = fingerprint_alone(trap)

    written = worked_garden.seed(
        "--scenario", "wild-garden", "--beds", 4, "--trap", trap.path, "--as-of=2026-03-12",
        "--scheduler", running_workers.scheduler_address,
    )  # fmt: skip

    assert (written.returncode, written.stderr) == (0, "")
    assert written.fingerprint == fingerprint
    assert_written_once(worked_garden, SeedRun.objects.get())

"""A shard in a transaction of its own, beside others and after one that failed."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event, Thread

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from seedplot.engine import cluster, provenance
from seedplot.engine.clearing import clearing
from seedplot.engine.runs import ClearRules
from seedplot.engine.workers.shard_transactions import write_one
from seedplot.engine.workers.worker import ShardJob, write_shard
from seedplot.errors import SeedError, Unfinished
from seedplot.models import SeedRun
from seedplot.plan import Change, Shard, World, WorldRow
from tests.toy.cluster import LocalCluster
from tests.toy.garden import request_for, whole_garden
from tests.toy.inside import default_database
from tests.toy.models import Bed, Gardener
from tests.toy.outside import path_of
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.wild_garden import WildGardenScenario
from tests.toy.trap import Trap, wait_for


@pytest.fixture
def committed_server(server_garden, django_db_blocker):
    with django_db_blocker.unblock(), default_database(server_garden.url):
        yield server_garden


def job_of(record, shard="bed 0", **changed):
    about = {"started_at": record.started_at, "run": record.pk, **changed}
    return ShardJob(settings.SETTINGS_MODULE, "default", shard=shard, batch_size=2_000, **about)


def unfinished_run(story=HarvestWeeksScenario, **options):
    with pytest.raises(Unfinished) as unfinished:
        cluster.run(request_for(story, **options), LocalCluster(lambda jobs: []))
    return unfinished.value.run


def elsewhere(url, function, *arguments):
    """The outcome of the function in a thread whose default database is that one: it has its own connection."""
    with default_database(url):
        return function(*arguments)


def waiting_for_a_lock(garden):
    return garden.query("SELECT 1 FROM pg_locks WHERE NOT granted")


def test_shard_is_written_once_and_noted(committed_database):
    record = unfinished_run()

    names = [write_shard(job_of(record)) for _ in range(2)]

    assert names == ["bed 0", "bed 0"]
    assert list(record.shards.values_list("name", "row_count")) == [("bed 0", 25)]
    assert list(Bed.objects.values_list("name", flat=True)) == ["Bed 0"]


@pytest.mark.parametrize("other", [{"run": 12_345}, {"started_at": "2026-03-12T00:00Z"}], ids=["number", "moment"])
def test_run_that_another_database_has_is_refused(other, committed_database):
    job = job_of(unfinished_run(), **other)
    before = whole_garden()

    with pytest.raises(SeedError) as refused:
        write_one(job)

    assert str(refused.value) == (
        f"A worker finds no run {job.run} in its database; give all the same DATABASE_URL"
    )  # fmt: skip
    assert whole_garden() == before


def test_shard_that_failed_leaves_nothing_behind_for_the_next_one_in_the_same_process(committed_database):
    Bed.objects.create(name="Bed 0")
    record = unfinished_run(batch_size=1)

    with pytest.raises(SeedError, match=r"^A value is taken: .* Nothing of bed 0 of harvest-weeks was written\. "):
        write_one(job_of(record))
    assert record.shards.count() == 0
    Bed.objects.filter(name="Bed 0").delete()
    resumed = cluster.resume(record, LocalCluster(), request_for(HarvestWeeksScenario))

    assert resumed.counts["toy.Bed"] == Bed.objects.count() == 3


def test_run_of_the_same_number_in_another_database_does_not_get_the_keys_left_over(committed_server):
    """A worker outlives a database: the second run has the number of the first, and the keys have moved on."""
    first = unfinished_run()
    number = first.pk
    write_one(job_of(first))
    clearing.clear_in_transaction("default", [first], ClearRules(by_key=True))
    committed_server.query(f"SELECT setval(pg_get_serial_sequence('seedplot_seedrun', 'id'), {number}, false)")
    committed_server.query("SELECT setval(pg_get_serial_sequence('toy_bed', 'id'), 5000)")

    second = unfinished_run()
    write_one(job_of(second))

    assert (second.pk, Bed.objects.get().pk) == (number, 5_001)


@pytest.mark.parametrize("mode", ["IMMEDIATE", "DEFERRED"], ids=["the project's", "Django's default"])
def test_shard_waits_for_its_turn_where_a_database_takes_one_transaction_at_a_time(
    mode, file_garden, django_db_blocker
):
    """Another connection writes from the moment on at which the run is recorded, until the shard has tried to."""
    trying = Event()

    def try_to_write(execute, statement, parameters, many, context):
        if "BEGIN" in statement:
            trying.set()
        return execute(statement, parameters, many, context)

    def make_room(other):
        trying.wait(60)
        time.sleep(0.2)
        other.execute("COMMIT")

    with (
        django_db_blocker.unblock(),
        default_database(f"{file_garden.url}?transaction_mode={mode}"),
        closing(sqlite3.connect(path_of(file_garden.url), isolation_level=None, check_same_thread=False)) as other,
    ):
        record = unfinished_run()
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO toy_bed (name, sunny) VALUES ('by somebody', true)")
        making_room = Thread(target=make_room, args=(other,))
        making_room.start()
        with connection.execute_wrapper(try_to_write):
            write_one(job_of(record))
        making_room.join()

    assert file_garden.query("SELECT name FROM toy_bed ORDER BY id") == [("by somebody",), ("Bed 0",)]


def test_shards_that_change_columns_of_one_row_side_by_side_lose_no_change(committed_server, monkeypatch):
    """The second shard has looked at both gardeners, and waits for Ada, while the first one changes Ben."""

    def plan(self, context, shard):
        if shard.name == "first":
            yield Change(context.world["Ben"], {"status": "picking"})
        else:
            yield Change(context.world["Ada"], {"status": "resting"})
            yield Change(context.world["Ben"], {"name": "Benjamin"})

    def prerequisites(self, options, using, *, at):
        return World(WorldRow(Gardener, each.pk, each.name) for each in Gardener.objects.all())

    monkeypatch.setattr(HarvestWeeksScenario, "promises", ())
    monkeypatch.setattr(HarvestWeeksScenario, "options", ())
    monkeypatch.setattr(HarvestWeeksScenario, "shards", lambda self, options: [Shard("first"), Shard("second")])
    monkeypatch.setattr(HarvestWeeksScenario, "prerequisites", prerequisites)
    monkeypatch.setattr(HarvestWeeksScenario, "plan", plan)

    Gardener.objects.create(name="Ben")
    record = unfinished_run()
    with psycopg.connect(committed_server.url) as other, ThreadPoolExecutor(1) as pool:
        other.execute("SELECT * FROM toy_gardener WHERE name = 'Ada' FOR UPDATE")
        second = pool.submit(elsewhere, committed_server.url, write_one, job_of(record, "second"))
        wait_for(lambda: second.done() or waiting_for_a_lock(committed_server))
        assert not second.done()
        write_one(job_of(record, "first"))
        other.rollback()
        second.result()
    cluster.resume(record, LocalCluster(), request_for(HarvestWeeksScenario))

    assert list(Gardener.objects.order_by("pk").values_list("name", "status")) == [
        ("Ada", "resting"), ("Benjamin", "picking"),
    ]  # fmt: skip


def test_two_that_resume_one_run_write_nothing_twice(committed_database, tmp_path):
    trap = Trap(tmp_path / "trap")
    record = unfinished_run(WildGardenScenario, trap=str(trap.path))
    trap.lay("bed 1", "waits")

    def resume():
        try:
            return cluster.resume(record, LocalCluster(), request_for(WildGardenScenario))
        except SeedError as error:
            return error

    with ThreadPoolExecutor(2) as pool:
        resuming = [pool.submit(elsewhere, committed_database.url, resume) for _ in range(2)]
        wait_for(trap.sprung.exists)
        trap.let_go.touch()
    ended = [each.result() for each in resuming]

    proven = [each for each in ended if not isinstance(each, SeedError)]
    assert len(proven) > 0
    assert SeedRun.objects.get().fingerprint == proven[0].fingerprint
    assert list(record.shards.order_by("name").values_list("name", flat=True)) == ["bed 0", "bed 1", "bed 2"]
    for table, model in (("toy_bed", "toy.Bed"), ("toy_harvest", "toy.Harvest"), ("toy_plant", "toy.Plant")):
        assert committed_database.keys(table) == committed_database.keys_in_blocks(model)


def test_clearing_meets_a_shard_that_is_just_being_written(committed_server, tmp_path):
    """Another connection locks one row, and so the clearing waits until another shard of the run is being written."""
    trap = Trap(tmp_path / "trap")

    def clear():
        return clearing.clear_in_transaction("default", provenance.runs_of("default"), ClearRules(by_key=True))

    before = whole_garden()
    record = unfinished_run(WildGardenScenario, trap=str(trap.path))
    write_one(job_of(record, "bed 0"))
    trap.lay("bed 1", "waits")
    with psycopg.connect(committed_server.url) as other, ThreadPoolExecutor(2) as pool:
        other.execute("SELECT * FROM toy_harvest LIMIT 1 FOR UPDATE")
        clearing_run = pool.submit(elsewhere, committed_server.url, clear)
        wait_for(lambda: clearing_run.done() or waiting_for_a_lock(committed_server))
        writing = pool.submit(elsewhere, committed_server.url, write_one, job_of(record, "bed 1"))
        wait_for(lambda: writing.done() or trap.sprung.exists() or len(waiting_for_a_lock(committed_server)) > 1)
        other.rollback()
        removed = clearing_run.result()
        trap.let_go.touch()
        with pytest.raises(SeedError, match=r"Nothing of bed 1 of wild-garden was written|^A worker finds no run"):
            writing.result()

    assert sum(removed.values()) == 25
    assert whole_garden() == before

"""Runs with workers: in this process, where a test decides who is heard when and who dies; and with real processes."""

import os
import pickle
import re
import signal
from collections import deque
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection

from seedplot.engine import pipeline, proof, writer
from seedplot.engine.backends.base import Backend
from seedplot.engine.backends.copying import CopyBackend
from seedplot.engine.workers import executors, shard_writer
from seedplot.engine.workers.executors import InProcess, WorkerDied
from seedplot.engine.workers.parallel import MOST_AT_A_WORKER
from seedplot.engine.workers.shard_work import ShardWorker
from seedplot.engine.workers.worker import Failed
from seedplot.errors import NotAsPromised, PlanError, SeedError
from seedplot.models import SeedBlock, SeedChange, SeedFinding, SeedRun
from seedplot.plan import World, WorldRow
from seedplot.promises import Empty, Promise
from tests.toy.garden import request_for, seed, whole_garden
from tests.toy.inside import rolled_back
from tests.toy.models import Bed, Gardener, Harvest, Plant, Sundial, Tag
from tests.toy.outside import DAY, Answer
from tests.toy.progress import Watched
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario
from tests.toy.trap import Trap, wait_for

STORIES = (WildAllotmentScenario, WateringDaysScenario, GardenHistoryScenario)
NUMBERED = (Bed, Tag, Harvest, Plant.tags.through)
ALLOTMENT = ("--scenario", "wild-allotment", "--beds", 6)


class Rehearsal:
    """Workers in this process, with everything that is sent packed as for another one.

    `turn` says whose answer comes next, by number, of those that have one. A worker that comes to one of the `deaths`,
    each a message and a shard, dies of it, once for each time that it is listed.
    """

    def __init__(self, count=2, *, turn=min, deaths=()):
        self.count, self.turn, self.deaths = count, turn, list(deaths)
        self.restarts = 0
        self.most_at_a_worker = 0
        self.closed = False

    def start(self, assignment):
        self._assignment = pickle.dumps(assignment)
        self._workers = [self._started() for _ in range(self.count)]
        self._messages = [deque() for _ in range(self.count)]
        self._at = [set() for _ in range(self.count)]

    def _started(self):
        return ShardWorker(pickle.loads(self._assignment))

    def send(self, worker, *message):
        self._messages[worker].append(pickle.dumps(message))
        self._at[worker].add(message[1])
        self.most_at_a_worker = max(self.most_at_a_worker, len(self._at[worker]))

    def receive(self):
        worker = self.turn(worker for worker, messages in enumerate(self._messages) if messages)
        name, shard, *arguments = pickle.loads(self._messages[worker].popleft())
        if (name, shard) in self.deaths:
            self.deaths.remove((name, shard))
            self._messages[worker].clear()
            raise WorkerDied(worker)
        try:
            answer = getattr(self._workers[worker], name)(shard, *arguments)
        except Exception as error:
            answer = Failed(error, "the worker's traceback")
        if name == "prove":
            self._at[worker].remove(shard)
        return worker, pickle.loads(pickle.dumps(answer))

    def restart(self, worker):
        self.restarts += 1
        self._workers[worker] = self._started()

    def close(self):
        self.closed = True


EXECUTORS = {
    "one worker": lambda: InProcess(1),
    "three workers": lambda: InProcess(3),
    "the last worker first": lambda: Rehearsal(3, turn=max),
}


@pytest.fixture
def seed_with(monkeypatch):
    """Seed a story with an executor's workers."""

    def seed_story(executor, story, **options):
        monkeypatch.setattr(pipeline, "ProcessPool", lambda count: executor)
        return seed(story, workers=2, **options)

    return seed_story


@pytest.fixture
def trap(tmp_path):
    return Trap(tmp_path / "trap")


@dataclass(frozen=True)
class Outcome:
    """Everything that a run leaves, without the keys and moments of its own record."""

    rows: dict[str, list[dict[str, Any]]]
    record: dict[str, Any]
    blocks: list[tuple[Any, ...]]
    changes: list[tuple[Any, ...]]
    findings: list[tuple[Any, ...]]
    report: tuple[Any, ...]


def outcome_of(report):
    left = whole_garden()
    [record] = SeedRun.objects.values()
    blocks = SeedBlock.objects.values_list("shard", "model", "start", "count", "first_key", "keys", "digests")
    return Outcome(
        rows={label: rows for label, rows in left.items() if label.startswith("toy")},
        record={name: record[name] for name in record if name != "id" and not name.endswith("_at")},
        # Workers record theirs in the order in which they come.
        blocks=sorted((*rest, str(keys), bytes(digests or b"")) for *rest, keys, digests in blocks),
        changes=list(SeedChange.objects.order_by("id").values_list("model", "key", "name", "column", "old", "new")),
        findings=list(
            SeedFinding.objects.order_by("id").values_list("promise", "part", "expected", "observed", "kept")
        ),
        report=(report.counts, [str(each) for each in report.findings], report.curves, report.tables),
    )


def number_alike():
    """Have the keys begin with the same ones: PostgreSQL takes no number back that it has given."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in NUMBERED:
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'), 1000)")


def outcome_in_one_process(story, **options):
    """The outcome of the story in one process, of which nothing is left."""
    number_alike()
    with rolled_back():
        outcome = outcome_of(seed(story, workers=1, **options))
    number_alike()
    return outcome


# --- Nothing goes wrong ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("executor", EXECUTORS)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_workers_leave_what_one_process_leaves(story, executor, each_database, seed_with):
    Bed.objects.create(name="Common")
    alone = outcome_in_one_process(story)

    together = outcome_of(seed_with(EXECUTORS[executor](), story))

    assert together == alone


def test_rows_of_every_kind_are_among_those_that_workers_write(each_database, seed_with):
    common = Bed.objects.create(name="Common")

    report = seed_with(InProcess(3), WildAllotmentScenario)

    shed, herb = Bed.objects.get(name="Shed"), Plant.objects.get(neighbour=None, bed__name="Shed")
    guests = [Plant.objects.get(bed=shed, neighbour=herb, pk__in=keys) for keys in keys_by_shard("toy.Plant")]
    assert report.counts == {
        "toy.Bed": 4, "toy.Plant": 16, "toy.Sundial": 4, "toy.Tag": 6, "toy.Plant_tags": 12, "toy.Harvest": 42,
    }  # fmt: skip
    assert set(Sundial.objects.values_list("bed__name", flat=True)) == {"Shed", "Bed 0", "Bed 1", "Bed 2"}
    assert Plant.objects.filter(tags=None).count() == 4
    common.refresh_from_db()
    assert (common.favourite, common.sunny) == (guests[-1], True)
    assert list(SeedChange.objects.filter(column="favourite").order_by("id").values_list("old", "new")) == [
        (None, str(guests[0].pk)),
        (str(guests[0].pk), str(guests[1].pk)),
        (str(guests[1].pk), str(guests[2].pk)),
    ]
    assert Gardener.objects.get(name="Ada").status == "in bed 2"


def keys_by_shard(label):
    """The listed keys of the model, shard after shard, without those of shared rows."""
    blocks = SeedBlock.objects.filter(model=label).exclude(shard="frame").order_by("shard")
    return [block.keys for block in blocks]


def test_keys_are_reserved_in_the_order_of_the_shards(each_database, seed_with):
    seed_with(Rehearsal(3, turn=max), HarvestWeeksScenario, beds=6)

    beds = list(Bed.objects.order_by("pk").values_list("name", flat=True))
    first_harvests = SeedBlock.objects.filter(model="toy.Harvest").order_by("first_key").values_list("shard", flat=True)
    assert beds == [f"Bed {number}" for number in range(6)]
    assert list(first_harvests) == [f"bed {number}" for number in range(6)]


@pytest.mark.parametrize("story", [WildAllotmentScenario, WateringDaysScenario], ids=lambda story: story.name)
def test_workers_leave_the_proof_to_verify_as_well(story, each_database, seed_with):
    alone = outcome_in_one_process(story)

    report = seed_with(InProcess(3), story, skip_proof=True)

    assert (report.findings, report.fingerprint) == ([], "")
    assert not SeedFinding.objects.exists()
    assert not SeedBlock.objects.exclude(digests=None).exists()
    assert outcome_of(proof.verify(SeedRun.objects.get())) == alone


@pytest.mark.parametrize("story", [WildAllotmentScenario, WateringDaysScenario], ids=lambda story: story.name)
def test_dry_run_of_workers_leaves_nothing(story, each_database, seed_with):
    before = whole_garden()

    report = seed_with(InProcess(3), story, dry_run=True)

    assert report.fingerprint == seed(story, workers=1, dry_run=True).fingerprint
    assert whole_garden() == before


def test_proof_is_left_to_one_process_where_the_promises_need_more_than_a_shard(ada, seed_with, monkeypatch):
    proven = outcome_in_one_process(HarvestWeeksScenario)
    monkeypatch.setattr(HarvestWeeksScenario, "proof_by_shard", False)
    monkeypatch.setattr(ShardWorker, "prove", None)

    report = seed_with(InProcess(3), HarvestWeeksScenario)

    assert outcome_of(report) == proven


@pytest.mark.parametrize(
    ("story", "stages"),
    [
        (HarvestWeeksScenario, [("Seeding and proving", 3), *["step"] * 3]),
        (WateringDaysScenario, [("Seeding", 2), *["step"] * 2, ("Proving", 2), *["step"] * 2]),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_workers_report_their_progress(story, stages, ada, monkeypatch):
    watched = Watched()
    monkeypatch.setattr(pipeline, "ProcessPool", InProcess)

    pipeline.run(request_for(story, workers=3), watched)

    assert watched.seen == stages


def test_large_tables_of_a_shard_are_recorded_in_blocks(each_database, seed_with, monkeypatch):
    monkeypatch.setattr(writer, "ROWS_PER_BLOCK", 5)
    monkeypatch.setattr(writer, "KEYS_PER_BLOCK", 2)
    alone = outcome_in_one_process(WildAllotmentScenario)

    together = outcome_of(seed_with(InProcess(3), WildAllotmentScenario))

    assert together == alone
    harvests = SeedBlock.objects.filter(model="toy.Harvest", shard="bed 1").order_by("start")
    assert list(harvests.values_list("start", "count")) == [(0, 5), (5, 5), (10, 4)]
    plants = SeedBlock.objects.filter(model="toy.Plant", shard="bed 1").order_by("start")
    assert list(plants.values_list("start", "count")) == [(0, 2), (2, 2), (4, 1)]


def test_blocks_are_recorded_as_they_come(ada, seed_with, monkeypatch):
    recorded = []
    record_blocks = pipeline.parallel.ledger.record_blocks
    monkeypatch.setattr(shard_writer, "BLOCKS_AT_ONCE", 8)
    monkeypatch.setattr(
        pipeline.parallel.ledger,
        "record_blocks",
        lambda run, blocks: recorded.append(len(blocks)) or record_blocks(run, blocks),
    )

    report = seed_with(InProcess(2), HarvestWeeksScenario, beds=5)

    # Five of each shard.
    assert recorded == [10, 10, 5]
    assert proof.verify(report.run).fingerprint == report.fingerprint


def test_few_shards_are_at_one_worker_at_a_time(ada, seed_with):
    rehearsal = Rehearsal(2)

    seed_with(rehearsal, HarvestWeeksScenario, beds=20)

    assert rehearsal.most_at_a_worker == MOST_AT_A_WORKER == 3
    assert rehearsal.closed


def test_world_that_no_record_can_keep_reaches_the_workers(ada, seed_with, monkeypatch):
    """Only a cluster reads the world from the record."""
    read = []

    def prerequisites(self, options, using, *, at):
        return World([WorldRow(Gardener, ada.pk, "the gardener", {"bytes": b"\0", "pair": (1, 2), "set": {3}})])

    def plan(self, context, shard):
        gardener = context.world["the gardener"]
        read.append((gardener.bytes, gardener.pair, gardener.set))
        yield from plan_of_weeks(self, context, shard)

    plan_of_weeks = HarvestWeeksScenario.plan
    monkeypatch.setattr(HarvestWeeksScenario, "prerequisites", prerequisites)
    monkeypatch.setattr(HarvestWeeksScenario, "plan", plan)

    report = seed_with(Rehearsal(2), HarvestWeeksScenario)

    assert report.counts["toy.Bed"] == 3
    assert read == [(b"\0", (1, 2), {3})] * 3


# --- What workers wrote is not as promised ---------------------------------------------------------------------


@pytest.mark.parametrize("proof_by_shard", [True, False])
def test_promise_broken_by_rows_of_workers_takes_everything_back(
    proof_by_shard, each_database, seed_with, monkeypatch
):  # fmt: skip
    monkeypatch.setattr(WildAllotmentScenario, "proof_by_shard", proof_by_shard)
    before = whole_garden()
    with pytest.raises(NotAsPromised) as alone:
        seed(WildAllotmentScenario, careless=True, workers=1)

    with pytest.raises(NotAsPromised) as together:
        seed_with(InProcess(3), WildAllotmentScenario, careless=True)

    assert str(together.value).startswith(
        "2 promises are broken by the rows of wild-allotment, first toy.P103 in bed 1: expected "
    )
    assert str(together.value) == str(alone.value)
    assert [str(each) for each in together.value.report.broken] == [str(each) for each in alone.value.report.broken]
    assert [each.part for each in together.value.report.broken] == ["bed 1", "bed 2"]
    assert whole_garden() == before


def test_unexpected_fingerprint_of_rows_of_workers_takes_everything_back(each_database, seed_with):
    before = whole_garden()
    fingerprint = seed(WildAllotmentScenario, dry_run=True, workers=1).fingerprint

    with pytest.raises(NotAsPromised) as refused:
        seed_with(InProcess(3), WildAllotmentScenario, expect="abc")

    assert str(refused.value) == f"The fingerprint is {fingerprint}, not the expected abc."
    assert whole_garden() == before


def test_measure_of_a_worker_may_observe_rows(ada, seed_with, monkeypatch):
    promise = Promise("toy.P999", "No harvest.", lambda part: part.harvests[:1], Empty("harvest"), "Pick less.")
    monkeypatch.setattr(HarvestWeeksScenario, "promises", (promise,))
    with pytest.raises(NotAsPromised) as alone:
        seed(HarvestWeeksScenario, workers=1)

    with pytest.raises(NotAsPromised) as together:
        seed_with(Rehearsal(2), HarvestWeeksScenario)

    found = [finding.observed for finding in together.value.report.findings]
    assert [[row.weight_kg for row in rows] for rows in found] == [
        [row.weight_kg for row in finding.observed] for finding in alone.value.report.findings
    ]
    assert len(found) == 3


# --- A worker dies ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("message", ["plan", "fill", "prove"])
@pytest.mark.parametrize("turn", [min, max], ids=["first worker first", "last worker first"])
def test_shard_whose_worker_dies_is_done_again(message, turn, ada, seed_with):
    Bed.objects.create(name="Common")
    alone = outcome_in_one_process(WildAllotmentScenario, beds=6)
    rehearsal = Rehearsal(2, turn=turn, deaths=[(message, "bed 2"), (message, "bed 5")])

    together = outcome_of(seed_with(rehearsal, WildAllotmentScenario, beds=6))

    assert together == alone
    assert (rehearsal.deaths, rehearsal.restarts) == ([], 2)


@pytest.mark.parametrize("message", ["plan", "fill", "prove"])
@pytest.mark.parametrize("shard", ["bed 1", "bed 2", "bed 4"])
def test_shard_that_kills_its_worker_each_time_ends_the_run_and_is_named(message, shard, ada, seed_with):
    before = whole_garden()
    rehearsal = Rehearsal(2, deaths=[(message, shard)] * 2)

    with pytest.raises(SeedError) as ended:
        seed_with(rehearsal, WildAllotmentScenario, beds=6)

    assert str(ended.value) == f"Workers keep crashing, most recently on {shard}. Out of memory? Use fewer --workers."
    assert (rehearsal.deaths, rehearsal.restarts, rehearsal.closed) == ([], 1, True)
    assert whole_garden() == before


def test_worker_that_dies_without_a_shard_is_replaced(ada, seed_with):
    class Unlucky(Rehearsal):
        """Its second worker dies while there is nothing for it to do."""

        died = 0

        def receive(self):
            if self.died < self.most_deaths:
                self.died += 1
                raise WorkerDied(1)
            return super().receive()

    once, always = Unlucky(2), Unlucky(2)
    once.most_deaths, always.most_deaths = 1, 9

    report = seed_with(once, HarvestWeeksScenario, beds=2)

    assert (report.counts["toy.Bed"], once.restarts) == (2, 1)
    with pytest.raises(SeedError, match=r"^Workers end as they start\. "):
        seed_with(always, HarvestWeeksScenario, beds=2, clear=[report.run])


# --- A worker fails --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "error", "message"),
    [
        ("fails", SeedError, "The soil of bed 2 is frozen."),
        ("is planned wrongly", PlanError, "bed 2 refers to nothing"),
    ],
)
def test_exception_in_a_workers_plan_comes_out_as_in_one_process(what, error, message, ada, seed_with, trap):
    before = whole_garden()
    trap.lay("bed 2", what, "planning")
    rehearsal = Rehearsal(2)

    with pytest.raises(error) as failed:
        seed_with(rehearsal, WildAllotmentScenario, beds=6, trap=str(trap.path))

    assert (str(failed.value), failed.value.__notes__) == (message, ["the worker's traceback"])
    assert rehearsal.closed
    assert whole_garden() == before


def test_name_that_is_taken_already_is_said_and_nothing_is_written(each_database, seed_with):
    Bed.objects.create(name="Bed 2")
    before = whole_garden()

    with pytest.raises(SeedError) as refused:
        seed_with(Rehearsal(2), WildAllotmentScenario, beds=6)

    assert re.fullmatch(
        r"A value is taken: (UNIQUE constraint failed: toy_bed\.name"
        r'|duplicate key value violates unique constraint "toy_bed_name_\w+": Key \(name\)=\(Bed 2\) already exists)\. '
        r"Nothing of wild-allotment was written\. "
        r"toy\.Bed \d+ has name 'Bed 2'\. Remove or rename it, then run the command again\.",
        str(refused.value),
    )
    assert whole_garden() == before


def test_change_of_a_row_that_has_gone_is_refused(ada, seed_with, monkeypatch):
    def prerequisites(self, options, using, *, at):
        world = prerequisites_of_garden(self, options, using, at=at)
        Gardener.objects.all().delete()
        return world

    prerequisites_of_garden = WildAllotmentScenario.prerequisites
    monkeypatch.setattr(WildAllotmentScenario, "prerequisites", prerequisites)

    with pytest.raises(SeedError, match=r"^the gardener is no longer there\. Run the command again\.$"):
        seed_with(InProcess(3), WildAllotmentScenario)


# --- How the rows are written ----------------------------------------------------------------------------------


def test_tables_are_prepared_once_for_all_shards(ada, seed_with, monkeypatch):
    begun = []
    monkeypatch.setattr(Backend, "begin", lambda self, shape: begun.append(shape.label))

    seed_with(InProcess(3), HarvestWeeksScenario)

    assert sorted(begun) == ["toy.Bed", "toy.Harvest", "toy.Plant", "toy.Plant_tags", "toy.Tag"]


def test_fast_load_works_with_workers(on_postgresql, seed_with):
    alone = outcome_in_one_process(HarvestWeeksScenario)

    together = outcome_of(seed_with(InProcess(3), HarvestWeeksScenario, fast_load=True))

    assert together == alone


def test_keys_are_asked_of_the_sequence_once_for_each_model_and_shard(on_postgresql, seed_with, monkeypatch):
    asked = []
    reserve = CopyBackend.reserve
    monkeypatch.setattr(
        CopyBackend,
        "reserve",
        lambda self, shape, number: asked.append((shape.label, number)) or reserve(self, shape, number),
    )

    seed_with(InProcess(3), HarvestWeeksScenario)

    assert asked == [("toy.Bed", 1), ("toy.Tag", 2), ("toy.Plant_tags", 4), ("toy.Harvest", 14)] * 3


# --- Real processes --------------------------------------------------------------------------------------------


def test_real_workers_leave_what_one_process_leaves(each_database):
    Bed.objects.create(name="Common")
    alone = outcome_in_one_process(WildAllotmentScenario)

    together = outcome_of(seed(WildAllotmentScenario, workers=2))

    assert together == alone


def test_database_in_the_memory_of_one_process_serves_workers(ada):
    assert connection.is_in_memory_db()

    report = seed(WateringDaysScenario, workers=2)

    assert report.fingerprint == seed(WateringDaysScenario, clear=[report.run], workers=1).fingerprint


@pytest.mark.check
@pytest.mark.parametrize(
    ("what", "moment"),
    [
        ("exits", "planning"),
        pytest.param("dies", "writing", marks=pytest.mark.check),
        pytest.param("dies", "proving", marks=pytest.mark.check),
    ],
    ids=str,
)
def test_shard_whose_real_worker_dies_is_done_again(what, moment, ada, trap):
    alone = outcome_in_one_process(WildAllotmentScenario, beds=4, trap=str(trap.path))
    trap.lay("bed 2", what, moment)

    together = outcome_of(seed(WildAllotmentScenario, beds=4, trap=str(trap.path), workers=2))

    assert trap.sprung.exists()
    assert together == alone


@pytest.mark.check
@pytest.mark.parametrize(
    ("what", "error", "message"),
    [
        ("is planned wrongly", PlanError, "bed 2 refers to nothing"),
        pytest.param("fails strangely", PlanError, "Misfortune: An apple fell on bed 2", marks=pytest.mark.check),
    ],
)
def test_exception_in_a_real_workers_plan_comes_out_with_its_traceback(what, error, message, ada, trap, monkeypatch):
    # A copy would pack exceptions as this process does, which a library that other tests import may have changed.
    monkeypatch.setattr(executors, "can_fork", lambda: False)
    before = whole_garden()
    trap.lay("bed 2", what, "planning")

    with pytest.raises(error) as failed:
        seed(WildAllotmentScenario, beds=4, trap=str(trap.path), workers=2)

    assert str(failed.value) == message
    [trace] = failed.value.__notes__
    assert trace.startswith("Traceback (most recent call last):\n")
    assert "in spring\n" in trace
    assert whole_garden() == before


# --- On the command line ---------------------------------------------------------------------------------------

# Each worker imports it again, and slowly; so Ctrl-C meets workers that are just being started.
SLOW_TO_START = """
import os, sys, threading, time
from pathlib import Path

sys.path.insert(0, os.getcwd())
folder = Path(sys.argv[0]).parent
if __name__ == "__mp_main__":
    (folder / f"worker {os.getpid()}").touch()
    while not (folder / "interrupted").exists():
        time.sleep(0.02)
if __name__ == "__main__":
    from django.core.management import execute_from_command_line
    # With a second thread, workers are new processes instead of copies.
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    execute_from_command_line(["manage.py", "seed_garden", *sys.argv[1:]])
"""
INTERRUPTED = (130, "", "CommandError: Interrupted; nothing was written.\n")


def wait_until(process, condition):
    """Wait for what the process brings about; its end will do, so that the test can look at that."""
    wait_for(lambda: condition() or process.poll() is not None)


def end_of(process):
    """The end of a process and of all that it has started: its pipes end with the last that holds them."""
    stdout, stderr = process.communicate(timeout=120)
    return Answer(process.returncode, stdout, stderr)


@pytest.mark.check
def test_command_writes_with_workers_what_it_writes_alone(server_garden, undisturbed):
    before = server_garden.everything()

    written = server_garden.seed(*ALLOTMENT, DAY, "--workers", 2)

    assert (written.returncode, written.stderr) == (0, "")
    assert written.told == undisturbed(*ALLOTMENT).told
    assert server_garden.runs() == [("wild-allotment", "complete", written.fingerprint)]
    [(by_hand,)] = server_garden.query("INSERT INTO toy_bed (name, sunny) VALUES ('by hand', true) RETURNING id")
    assert by_hand > max(map(int, server_garden.keys_in_blocks("toy.Bed")))
    server_garden.query("DELETE FROM toy_bed WHERE name = 'by hand'")
    verified, cleared = server_garden.answers(["--verify"], ["--scenario", "wild-allotment", "--clear-only"])
    assert (verified.returncode, verified.fingerprint) == (0, written.fingerprint)
    assert cleared.stdout == "Cleared 165 rows.\n"
    assert server_garden.everything() == before


@pytest.mark.check
def test_shard_that_kills_its_worker_each_time_ends_the_command_in_one_line(file_garden, trap):
    before = file_garden.everything()
    trap.lay("bed 3", "dies each time", "planning")

    ended = file_garden.seed(*ALLOTMENT, DAY, "--trap", trap.path, "--workers", 2)

    assert (ended.returncode, ended.stdout, ended.stderr) == (
        1,
        "",
        "CommandError: Workers keep crashing, most recently on bed 3. Out of memory? Use fewer --workers.\n",
    )
    assert file_garden.everything() == before


@pytest.mark.parametrize("moment", ["planning", pytest.param("proving", marks=pytest.mark.check)])
def test_interrupt_ends_the_command_in_one_line_and_leaves_nothing(moment, file_garden, trap):
    before = file_garden.everything()
    trap.lay("bed 2", "waits", moment)

    with file_garden.started(*ALLOTMENT, DAY, "--trap", trap.path, "--workers", 2) as process:
        wait_until(process, trap.sprung.exists)
        os.killpg(process.pid, signal.SIGINT)
        ended = end_of(process)

    assert (ended.returncode, ended.stdout, ended.stderr) == INTERRUPTED
    assert file_garden.everything() == before


@pytest.mark.check
def test_interrupt_that_meets_workers_being_started_ends_the_command_in_one_line(file_garden, tmp_path):
    before = file_garden.everything()
    (tmp_path / "slow.py").write_text(SLOW_TO_START, encoding="utf-8")

    with file_garden.started(*ALLOTMENT, DAY, "--workers", 2, program=(tmp_path / "slow.py",)) as process:
        wait_until(process, lambda: len(list(tmp_path.glob("worker *"))) == 2)
        os.killpg(process.pid, signal.SIGINT)
        ended = end_of(process)

    assert (ended.returncode, ended.stdout, ended.stderr) == INTERRUPTED
    assert file_garden.everything() == before


@pytest.mark.check
def test_workers_end_with_the_process_that_started_them(server_garden, trap):
    before = server_garden.everything()
    trap.lay("bed 2", "waits", "planning")

    with server_garden.started(*ALLOTMENT, DAY, "--trap", trap.path, "--workers", 2) as process:
        wait_until(process, trap.sprung.exists)
        process.kill()
        trap.let_go.touch()
        ended = end_of(process)

    assert (ended.returncode, ended.stdout) == (-signal.SIGKILL, "")
    assert server_garden.everything() == before

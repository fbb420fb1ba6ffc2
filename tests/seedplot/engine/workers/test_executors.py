"""Worker processes: their messages, answers and ends."""

import os
import signal
import subprocess
import sys

import pytest

from seedplot.engine import pipeline
from seedplot.engine.workers import executors, parallel
from seedplot.engine.workers.executors import InProcess, ProcessPool, WorkerDied, cores
from seedplot.engine.workers.shard_work import Filled, Planned
from seedplot.models import SeedRun
from tests.toy.garden import request_for
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

NUMBERED = {"toy.Bed": 1, "toy.Tag": 2, "toy.Plant_tags": 4, "toy.Harvest": 14}
FIRST_KEYS = dict.fromkeys(NUMBERED, 100)


@pytest.fixture
def assignment(ada):
    begun = pipeline.begin(request_for(HarvestWeeksScenario), {})
    return parallel.assignment_for(begun.record, HarvestWeeksScenario(), begun.world)


@pytest.fixture(params=["copies", "new processes"])
def workers_are(request, monkeypatch):
    """Both ways in which workers begin, whatever threads this process has."""
    monkeypatch.setattr(executors, "can_fork", lambda: request.param == "copies")
    return request.param


@pytest.fixture
def pool(assignment, workers_are):
    started = ProcessPool(2)
    started.start(assignment)
    yield started
    started.close()


def processes(pool):
    return pool._processes


def test_worker_answers_in_the_order_of_its_messages(pool):
    pool.send(0, "plan", "bed 0")
    pool.send(0, "plan", "bed 1")
    pool.send(0, "fill", "bed 0", FIRST_KEYS)

    answers = [pool.receive() for _ in range(3)]

    assert [worker for worker, _ in answers] == [0, 0, 0]
    assert [answer for _, answer in answers[:2]] == [Planned("bed 0", NUMBERED), Planned("bed 1", NUMBERED)]
    [(_, filled)] = answers[2:]
    assert (type(filled), filled.shard) == (Filled, "bed 0")
    assert filled.counts == {"toy.Bed": 1, "toy.Tag": 2, "toy.Plant": 4, "toy.Plant_tags": 4, "toy.Harvest": 14}


@pytest.mark.check
def test_end_of_a_worker_is_met_after_its_answers_and_another_takes_its_place(pool):
    pool.send(1, "plan", "bed 0")
    assert pool.receive() == (1, Planned("bed 0", NUMBERED))
    pool.send(1, "plan", "bed 1")
    processes(pool)[0].kill()
    processes(pool)[0].join()

    # Nobody takes it, which is no error yet.
    pool.send(0, "plan", "bed 2")
    heard = []
    for _ in range(2):
        try:
            heard.append(pool.receive())
        except WorkerDied as died:
            heard.append(died.worker)
            pool.restart(died.worker)
    pool.send(0, "plan", "bed 2")

    assert sorted(heard, key=str) == [(1, Planned("bed 1", NUMBERED)), 0]
    assert pool.receive() == (0, Planned("bed 2", NUMBERED))


@pytest.mark.check
def test_worker_does_not_hear_ctrl_c(pool):
    pool.send(0, "plan", "bed 0")
    pool.receive()

    os.kill(processes(pool)[0].pid, signal.SIGINT)
    pool.send(0, "plan", "bed 1")

    assert pool.receive() == (0, Planned("bed 1", NUMBERED))


def test_workers_have_ended_when_the_pool_is_closed(assignment, workers_are):
    pool = ProcessPool(2)
    pool.start(assignment)
    started = list(processes(pool))

    pool.close()

    assert [process.is_alive() for process in started] == [False, False]


def test_workers_are_copies_of_a_process_with_one_thread():
    program = "from seedplot.engine.workers.executors import can_fork; print(can_fork())"
    second_thread = "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start();"

    said = [
        subprocess.run([sys.executable, "-c", each], capture_output=True, text=True, check=True).stdout.strip()
        for each in (program, f"{second_thread} {program}")
    ]

    assert said == [str(sys.platform == "linux"), "False"]


def test_copy_leaves_the_connection_of_its_origin_alone(assignment, workers_are):
    """A connection that is closed in a copy would end the transaction of the process that opened it."""
    pool = ProcessPool(1)
    before = SeedRun.objects.get().pk

    pool.start(assignment)
    pool.send(0, "plan", "bed 0")
    pool.receive()
    processes(pool)[0].terminate()
    processes(pool)[0].join()

    assert SeedRun.objects.get().pk == before
    pool.close()


def test_worker_that_ends_at_its_start_says_so(assignment, workers_are, monkeypatch):
    for server in ("serve", "serve_forked"):
        monkeypatch.setattr(executors, server, end_at_once)
    pool = ProcessPool(1)
    pool.start(assignment)

    with pytest.raises(WorkerDied) as died:
        pool.receive()

    pool.close()
    assert (died.value.worker, died.value.at_its_start) == (0, True)


def end_at_once(*arguments):
    os._exit(1)


def test_worker_in_this_process_answers_likewise(assignment):
    executor = InProcess(2)
    executor.start(assignment)

    executor.send(1, "plan", "bed 1")
    executor.send(0, "plan", "bed 0")

    assert [executor.receive() for _ in range(2)] == [(1, Planned("bed 1", NUMBERED)), (0, Planned("bed 0", NUMBERED))]


def test_cores_are_those_that_this_process_may_use():
    before = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(before)})
        assert cores() == 1
    finally:
        os.sched_setaffinity(0, before)
    assert cores() == len(before)

"""Worker processes: their messages, answers and ends."""

import os
import signal

import pytest

from seedplot.engine import parallel, pipeline
from seedplot.engine.executors import InProcess, ProcessPool, WorkerDied, cores
from seedplot.engine.shard_work import Filled, Planned
from tests.toy.garden import request_for
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

NUMBERED = {"toy.Bed": 1, "toy.Tag": 2, "toy.Plant_tags": 4, "toy.Harvest": 14}
FIRST_KEYS = dict.fromkeys(NUMBERED, 100)


@pytest.fixture
def assignment(ada):
    begun = pipeline.begin(request_for(HarvestWeeksScenario), {})
    return parallel.assignment_for(begun.record, HarvestWeeksScenario(), begun.world)


@pytest.fixture
def pool(assignment):
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


def test_worker_does_not_hear_ctrl_c(pool):
    pool.send(0, "plan", "bed 0")
    pool.receive()

    os.kill(processes(pool)[0].pid, signal.SIGINT)
    pool.send(0, "plan", "bed 1")

    assert pool.receive() == (0, Planned("bed 1", NUMBERED))


def test_workers_have_ended_when_the_pool_is_closed(assignment):
    pool = ProcessPool(2)
    pool.start(assignment)
    started = list(processes(pool))

    pool.close()

    assert [process.is_alive() for process in started] == [False, False]


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

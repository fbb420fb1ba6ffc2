"""Processes that do the work of shards: this one, or a pool of others."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol

from seedplot.engine.workers.shard_work import Assignment, ShardWorker
from seedplot.engine.workers.worker import READY, Failed, serve, serve_forked


class WorkerDied(Exception):  # noqa: N818 - it names what happened, and reads so at every raise
    """A worker process has ended without being asked to."""

    def __init__(self, worker: int, *, at_its_start: bool = False) -> None:
        super().__init__(worker)
        self.worker = worker
        self.at_its_start = at_its_start
        """It ended before it was ready for its first message."""


class Executor(Protocol):
    """Workers, numbered from 0, that answer messages in the order in which each got them.

    A message is a method of ShardWorker with its arguments: ("plan", "team 3").
    """

    count: int

    def start(self, assignment: Assignment) -> None:
        """Start the workers, without waiting for them."""

    def send(self, worker: int, *message: Any) -> None:
        """Send a message. If the worker has died, it is lost, and `receive` reports the death."""

    def receive(self) -> tuple[int, Any]:
        """The next answer and its worker. WorkerDied where one ended instead."""

    def restart(self, worker: int) -> None:
        """Replace a worker that has died. It has forgotten everything."""

    def close(self) -> None:
        """End the workers, whatever they are doing."""


class InProcess:
    """Does the work in this process, as it is asked for."""

    def __init__(self, count: int = 1) -> None:
        self.count = count
        self._workers: list[ShardWorker] = []
        self._answers: deque[tuple[int, Any]] = deque()

    def start(self, assignment: Assignment) -> None:
        self._workers = [ShardWorker(assignment) for _ in range(self.count)]

    def send(self, worker: int, *message: Any) -> None:
        name, *arguments = message
        self._answers.append((worker, getattr(self._workers[worker], name)(*arguments)))

    def receive(self) -> tuple[int, Any]:
        return self._answers.popleft()

    def restart(self, worker: int) -> None:
        raise AssertionError("a worker in this process cannot die alone")

    def close(self) -> None:
        self._workers = []


class ProcessPool:
    """So many processes on this machine."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._assignment = b""
        self._processes: list[BaseProcess] = []
        self._connections: list[Connection] = []
        self._ready: list[bool] = [False] * count

    def start(self, assignment: Assignment) -> None:
        self._assignment = pickle.dumps(assignment)
        for _ in range(self.count):
            process, connection = self._started()
            self._processes.append(process)
            self._connections.append(connection)

    def _started(self) -> tuple[BaseProcess, Connection]:
        from django.conf import settings

        here, there = multiprocessing.Pipe()
        process: BaseProcess
        if can_fork():
            own_ends = [*self._connections, here]
            process = multiprocessing.get_context("fork").Process(
                target=serve_forked, args=(there, own_ends), daemon=True
            )
        else:
            process = multiprocessing.get_context("spawn").Process(
                target=serve, args=(there, settings.SETTINGS_MODULE), daemon=True
            )
        with _ctrl_c_put_off():
            process.start()
        there.close()
        _send_if_alive(here, self._assignment)
        return process, here

    def send(self, worker: int, *message: Any) -> None:
        _send_if_alive(self._connections[worker], pickle.dumps(message))

    def receive(self) -> tuple[int, Any]:
        while True:
            heard = wait(self._connections)[0]
            assert isinstance(heard, Connection)
            worker = self._connections.index(heard)
            try:
                message = heard.recv_bytes()
            except (EOFError, OSError) as error:
                raise WorkerDied(worker, at_its_start=not self._ready[worker]) from error
            if message != READY:
                return worker, pickle.loads(message)
            self._ready[worker] = True

    def restart(self, worker: int) -> None:
        self._connections[worker].close()
        self._processes[worker].join()
        self._ready[worker] = False
        self._processes[worker], self._connections[worker] = self._started()

    def close(self) -> None:
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.join()
        for connection in self._connections:
            connection.close()


def can_fork() -> bool:
    """Return true if a worker may begin as a copy of this process, which costs a hundredth of a new start.

    A copy has one thread only: a lock that another thread held would stay locked in it. The libraries of macOS do not
    work in a copy.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def _send_if_alive(connection: Connection, message: bytes) -> None:
    # A worker that has died may have answered before: its answers are read first, and then its end is met.
    with suppress(OSError):
        connection.send_bytes(message)


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _ctrl_c_put_off() -> Iterator[None]:
    """Until the end of the context. A process started in it never gets any: it would print a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    if not can_fork():
        # The first process to be started would start the tracker, and that unblocks the signal.
        resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


__all__ = ["Executor", "Failed", "InProcess", "ProcessPool", "WorkerDied", "cores"]

"""Processes that do the work of shards: this one, or a pool of others."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol

from seedplot.engine.shard_work import Assignment, ShardWorker
from seedplot.engine.worker import Failed, serve


class WorkerDied(Exception):  # noqa: N818 - it names what happened, and reads so at every raise
    """A worker process has ended without being asked to."""

    def __init__(self, worker: int) -> None:
        super().__init__(worker)
        self.worker = worker


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

    def start(self, assignment: Assignment) -> None:
        self._assignment = pickle.dumps(assignment)
        for _ in range(self.count):
            process, connection = self._started()
            self._processes.append(process)
            self._connections.append(connection)

    def _started(self) -> tuple[BaseProcess, Connection]:
        from django.conf import settings

        # A forked worker would share this process's connection to the database.
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=serve, args=(there, settings.SETTINGS_MODULE), daemon=True)
        with _ctrl_c_put_off():
            process.start()
        there.close()
        _send_if_alive(here, self._assignment)
        return process, here

    def send(self, worker: int, *message: Any) -> None:
        _send_if_alive(self._connections[worker], pickle.dumps(message))

    def receive(self) -> tuple[int, Any]:
        ready = wait(self._connections)[0]
        assert isinstance(ready, Connection)
        worker = self._connections.index(ready)
        try:
            return worker, pickle.loads(ready.recv_bytes())
        except (EOFError, OSError) as error:
            raise WorkerDied(worker) from error

    def restart(self, worker: int) -> None:
        self._connections[worker].close()
        self._processes[worker].join()
        self._processes[worker], self._connections[worker] = self._started()

    def close(self) -> None:
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.join()
        for connection in self._connections:
            connection.close()


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
    # The first process to be started would start the tracker, and that unblocks the signal.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


__all__ = ["Executor", "Failed", "InProcess", "ProcessPool", "WorkerDied", "cores"]

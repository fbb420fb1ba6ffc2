"""A worker process. Its modules with models are imported once Django is set up, so this one imports none of them."""

from __future__ import annotations

import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any

READY = b"ready"
"""A worker's first message."""
_setting_up = Lock()


@dataclass(frozen=True)
class ShardJob:
    """A shard that a worker of a cluster writes in a transaction of its own."""

    settings: str
    using: str
    run: int
    started_at: datetime
    """Tells the run from one of the same number in another database."""
    shard: str
    batch_size: int


@dataclass(frozen=True)
class Failed:
    """An exception in a worker, and its traceback as text."""

    error: BaseException
    trace: str


def write_shard(job: ShardJob) -> str:
    """Plan one shard and write it, in one transaction, unless that is done already; its name. Run by a cluster."""
    set_up_django(job.settings)
    from seedplot.engine.workers.shard_transactions import write_one

    write_one(job)
    return job.shard


def set_up_django(settings: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    import django
    from django.apps import apps

    with _setting_up:
        if not apps.ready:
            django.setup()


_left_alone: list[Any] = []
"""Connections of the process that this one is a copy of: closed here, they would end there."""


def serve_forked(connection: Connection, other_ends: Iterable[Connection]) -> None:
    """Answer messages in a copy of the process that sends them.

    `other_ends` are that process's own ends of pipes: held open here, they would hide its end from its workers.
    """
    from django.db import connections

    _leave_ctrl_c()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for end in other_ends:
        end.close()
    for each in connections.all(initialized_only=True):
        _left_alone.append(each)
        del connections[each.alias]
    _answer(connection, _received(connection))


def serve(connection: Connection, settings: str) -> None:
    """Answer messages in a new process."""
    _leave_ctrl_c()
    # Read from the first moment on, so that the sender does not wait for Django.
    messages = _received(connection)
    set_up_django(settings)
    _answer(connection, messages)


def _leave_ctrl_c() -> None:
    # It reaches all processes of a terminal; the one that started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _answer(connection: Connection, messages: Callable[[], bytes | None]) -> None:
    """Answer until the connection ends: first an Assignment comes, then ("plan", ...), ("fill", ...) and so on.

    Each answer is the result of the method of that name of ShardWorker, or a Failed.
    """
    from seedplot.engine import content_types
    from seedplot.engine.garbage import little_garbage
    from seedplot.engine.workers.shard_work import ShardWorker

    with little_garbage():
        worker: Any = None
        while (message := messages()) is not None:
            try:
                request = pickle.loads(message)
                if worker is None:
                    content_types.use(request.using, request.content_types)
                    worker = ShardWorker(request)
                    connection.send_bytes(READY)
                    continue
                name, *arguments = request
                answer = getattr(worker, name)(*arguments)
            except Exception as error:
                answer = Failed(error, traceback.format_exc())
            connection.send_bytes(_pickled(answer))


def _received(connection: Connection) -> Callable[[], bytes | None]:
    """The next message, None at the end. A thread takes them from the pipe, so that the sender never has to wait."""
    queue: SimpleQueue[bytes | None] = SimpleQueue()

    def receive() -> None:
        try:
            while True:
                queue.put(connection.recv_bytes())
        except (EOFError, OSError):
            queue.put(None)

    Thread(target=receive, daemon=True).start()
    return queue.get


def _pickled(answer: Any) -> bytes:
    try:
        packed = pickle.dumps(answer)
        if isinstance(answer, Failed):
            # An exception whose class takes other arguments than its message can be packed, and not unpacked.
            pickle.loads(packed)
        return packed
    except Exception as error:
        if isinstance(answer, Failed):
            return pickle.dumps(Failed(RuntimeError(_named(answer.error)), answer.trace))
        return pickle.dumps(Failed(RuntimeError(f"a worker's answer cannot be sent: {error}"), traceback.format_exc()))


def _named(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"

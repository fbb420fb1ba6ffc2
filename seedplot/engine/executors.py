"""Who writes the shards of a run: this process, several on this machine, or a Dask cluster.

A worker is told the number of the run and the name of a shard; everything else it reads from the run's record. A shard
has one transaction, which begins by noting its name: so a shard that is done again, because its worker died or was
thought to have, is not there twice.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, Protocol, Self

from seedplot.engine.worker import ShardJob, set_up_django, write_shard
from seedplot.errors import SeedError

MOST_ATTEMPTS = 4
"""How often a shard is begun before its worker's death is taken to be the shard's fault."""


class Executor(Protocol):
    """A context: entering it finds the workers, before anything is written. SeedError if there are none."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def write(self, orders: Sequence[ShardJob]) -> Iterator[str]:
        """Write the shards; the name of each when it is committed, in any order. SeedError if one cannot be."""


class InProcess(AbstractContextManager["InProcess"]):
    """This process."""

    def __exit__(self, *_: object) -> None:
        pass

    def write(self, orders: Sequence[ShardJob]) -> Iterator[str]:
        for order in orders:
            yield write_shard(order)


class ProcessPool(AbstractContextManager["ProcessPool"]):
    """So many processes on this machine."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __exit__(self, *_: object) -> None:
        pass

    def write(self, orders: Sequence[ShardJob]) -> Iterator[str]:
        left = {order.shard: order for order in orders}
        for _ in range(MOST_ATTEMPTS):
            try:
                for name in self._write_once(list(left.values())):
                    del left[name]
                    yield name
                return
            except BrokenProcessPool:
                # A worker died, and the pool with it; what it had committed is noted.
                continue
        raise SeedError(f"Workers keep dying, at last over {next(iter(left))}; they may lack memory")

    def _write_once(self, orders: Sequence[ShardJob]) -> Iterator[str]:
        # A forked worker would share this process's connection to the database.
        spawned = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(min(self.count, len(orders)) or 1, spawned, _begin_as_worker) as pool:
            try:
                with _ctrl_c_put_off():
                    futures = [pool.submit(write_shard, order) for order in orders]
                for future in as_completed(futures):
                    yield future.result()
            finally:
                # Shards that are being written are finished; none is begun.
                pool.shutdown(cancel_futures=True)


class DaskCluster(AbstractContextManager["DaskCluster"]):
    """The workers of a Dask scheduler that is running already."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._client: Any = None

    def __enter__(self) -> Self:
        try:
            import distributed
        except ImportError:
            raise SeedError("--scheduler needs Dask. Install it: pip install 'seedplot[cluster]'") from None
        # What it has to say is raised, and told in one line.
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
        try:
            # A client that cannot be made leaves much behind; a connection does not.
            asyncio.run(_reach(self.address))
            self._client = distributed.Client(self.address, timeout="10s", set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise SeedError(
                f"No Dask scheduler answers at {self.address}: {reason}. Start it, or mend the address."
            ) from error
        try:
            self._meet_workers()
        except BaseException:
            self._client.close()
            raise
        return self

    def _meet_workers(self) -> None:
        from django.conf import settings

        if not self._client.scheduler_info()["workers"]:
            raise SeedError(
                f"The Dask scheduler at {self.address} has no workers. "
                f"Start some: dask worker {self.address} --nworkers auto --nthreads 1"
            )
        try:
            self._client.run(set_up_django, settings.SETTINGS_MODULE)
        except Exception as error:
            raise SeedError(
                f"A worker of the cluster does not know this project: {error}. "
                "Start it in the project's folder, with PYTHONPATH=. and its settings."
            ) from error

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def write(self, orders: Sequence[ShardJob]) -> Iterator[str]:
        import distributed

        futures = self._client.map(write_shard, orders, pure=False)
        try:
            for future in distributed.as_completed(futures, loop=self._client.loop):
                yield future.result()
        except distributed.KilledWorker as error:
            raise SeedError(f"Workers of the cluster keep dying: {error}") from error
        except (RuntimeError, OSError, distributed.CancelledError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise SeedError(f"The cluster failed: {reason}") from error
        finally:
            self._client.cancel(futures)


async def _reach(address: str) -> None:
    from distributed import Security
    from distributed.comm.core import connect

    comm = await connect(address, timeout=10, **Security().get_connection_args("client"))
    await comm.close()


@contextmanager
def _ctrl_c_put_off() -> Iterator[None]:
    """Until the end of the context. A process started in it never gets any: it would tell of it as it pleases."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_as_worker() -> None:
    """In a new process: leave Ctrl-C to the one that started it, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel

        def end_with_parent() -> None:
            wait([sentinel])
            os._exit(1)

        Thread(target=end_with_parent, daemon=True).start()

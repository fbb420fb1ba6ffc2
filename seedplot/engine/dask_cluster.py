"""The workers of a Dask cluster, each with a connection of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any, Self

from seedplot.engine.workers.worker import ShardJob, set_up_django, write_shard
from seedplot.errors import SeedError


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
        # Its warnings come as exceptions too, and are reported in one line.
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
        try:
            # A client that cannot be made leaves much behind; a connection does not.
            # In a thread of its own: this one may run an event loop already.
            with ThreadPoolExecutor(max_workers=1) as apart:
                apart.submit(lambda: asyncio.run(_reach(self.address))).result()
            self._client = distributed.Client(self.address, timeout="10s", set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise SeedError(
                f"No Dask scheduler answers at {self.address}: {reason}. Start it, or correct the address."
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

    def write(self, jobs: Sequence[ShardJob]) -> Iterator[str]:
        import distributed

        futures = self._client.map(write_shard, jobs, pure=False)
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

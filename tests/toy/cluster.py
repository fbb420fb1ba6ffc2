"""Clusters in this process: their workers write one shard after the other, in any way that a test wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Self

from seedplot.engine.workers.worker import ShardJob, write_shard

Arrange = Callable[[Sequence[ShardJob]], Sequence[ShardJob]]


class LocalCluster:
    """Writes the jobs as `arrange` gives them; by default each once, in their order."""

    def __init__(self, arrange: Arrange = list) -> None:
        self._arrange = arrange
        self.is_open = False

    def __enter__(self) -> Self:
        self.is_open = True
        return self

    def __exit__(self, *_: object) -> None:
        self.is_open = False

    def write(self, jobs: Sequence[ShardJob]) -> Iterator[str]:
        for job in self._arrange(jobs):
            yield write_shard(job)

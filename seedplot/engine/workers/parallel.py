"""A run with workers: they plan, make database values and prove, and this process's one connection writes and reads.

So everything stays in one transaction, all or nothing. Keys are reserved in the order of the shards, so they are those
that one process would give.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connections

from seedplot.engine import content_types, ledger
from seedplot.engine.backends.base import Backend
from seedplot.engine.digests import Digests, Place
from seedplot.engine.progress import Progress
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.workers.executors import Executor, WorkerDied
from seedplot.engine.workers.shard_work import Assignment, Filled, Planned, Proven, ShardWorker
from seedplot.engine.workers.shard_writer import ShardWriter
from seedplot.engine.workers.worker import Failed
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from seedplot.plan import SHARED_ROWS, Change, Row, World
from seedplot.promises import DrawnCurve, Finding, claims
from seedplot.scenario import Scenario

MOST_PLANNED = 2
"""Shards that a worker plans ahead of the writer."""
MOST_AT_A_WORKER = 3
"""Shards at one worker in all, so that memory does not grow with the data."""
MOST_ATTEMPTS = 2
"""Attempts at a shard whose worker dies."""
ITS_START = "its start"
"""The place of a shard's name where a worker has died before it did anything."""


@dataclass
class Written:
    """The outcome of the shards: rows, and what was measured and hashed, if they were proven."""

    row_count: int = 0
    findings: list[Finding] = field(default_factory=list)
    curves: Sequence[DrawnCurve] = ()
    digests: Digests = field(default_factory=Digests)


def assignment_for(record: SeedRun, scenario: Scenario, world: World) -> Assignment:
    """The part of a run that its workers share; the record, its world and its shared rows are written."""
    raw_rows = RawRows(record.using)
    shared = [block for block in ledger.rows_of(record).all_blocks() if block.shard == SHARED_ROWS]
    connection = connections[record.using]
    return Assignment(
        using=record.using,
        domain=scenario.domain,
        scenario=scenario.name,
        seed=record.seed,
        anchor=record.anchor,
        options=record.options,
        world=world,
        world_names=record.world,
        shared=shared,
        shared_rows={block.place: raw_rows.fetch(block) for block in shared},
        content_types=content_types.keys_on(record.using),
        server=getattr(connection, "mysql_server_data", None) if connection.vendor == "mysql" else None,
    )


def write_and_prove(
    record: SeedRun,
    scenario: Scenario,
    world: World,
    plans: Mapping[str, Iterable[Row | Change] | None],
    executor: Executor,
    backend: Backend,
    progress: Progress,
    *,
    prove: bool,
) -> Written:
    """Write all shards with workers and, if `prove`, prove each from the rows read back.

    `plans` names the shards in their order; the first one's plan may have begun already. The caller holds the
    transaction.
    """
    assignment = assignment_for(record, scenario, world)
    run = _Run(record, scenario, list(plans), executor, backend, progress, prove=prove)
    progress.begin("Seeding" if not prove else "Seeding and proving", len(plans))
    try:
        executor.start(assignment)
        # Workers take their time to start; this process does the first shard meanwhile.
        first = next(iter(plans))
        run.do_here(ShardWorker(assignment), first, plans[first])
        run.do_the_rest()
        backend.finish()
    finally:
        backend.close()
        executor.close()
    return run.result()


class _Run:
    """The state of the shards between the first plan and the last proof."""

    def __init__(
        self,
        record: SeedRun,
        scenario: Scenario,
        shards: Sequence[str],
        executor: Executor,
        backend: Backend,
        progress: Progress,
        *,
        prove: bool,
    ) -> None:
        self._claims, self._shards = claims(scenario.promises, scenario.moves), shards
        self._executor, self._progress, self._prove = executor, progress, prove
        self._writer = ShardWriter(record, shards, backend)
        self._waiting = deque(shards)
        self._at: list[dict[str, str]] = [{} for _ in range(executor.count)]
        """By worker: its shards, in the order in which they were sent, each with "plan" or "prove"."""
        self._unanswered: list[deque[str]] = [deque() for _ in range(executor.count)]
        """By worker: the shards of the messages that it has not answered yet, in their order."""
        self._planned: dict[str, tuple[int, Planned]] = {}
        self._attempts: dict[str, int] = {}
        self._findings: dict[str, list[Finding]] = {}
        self._curves: dict[str, Sequence[DrawnCurve]] = {}
        self._digests = Digests()
        self._left = len(shards)

    def do_here(self, worker: ShardWorker, shard: str, items: Iterable[Row | Change] | None) -> None:
        """Do a whole shard in this process."""
        self._waiting.remove(shard)
        self._hand_out()
        self._writer.reserve(worker.plan(shard, items))
        tables = self._written(worker.fill(shard, self._writer.first_keys[shard]))
        self._finish(shard, worker.prove(shard, self._writer.blocks[shard], tables) if self._prove else None)

    def do_the_rest(self) -> None:
        while self._left:
            self._hand_out()
            try:
                worker, answer = self._executor.receive()
            except WorkerDied as died:
                self._replace(died.worker, at_its_start=died.at_its_start)
                continue
            self._take(worker, answer)
        self._writer.finish()

    def result(self) -> Written:
        """The findings in the order of the shards, whichever was done first."""
        findings = [finding for shard in self._shards for finding in self._findings.get(shard, ())]
        curves = next((self._curves[shard] for shard in self._shards if self._curves.get(shard)), ())
        return Written(self._writer.row_count, findings, curves, self._digests)

    def _hand_out(self) -> None:
        """Send plans to workers that have room for one more."""
        for worker in range(self._executor.count):
            while self._waiting and self._has_room(worker):
                self._send_plan(worker, self._waiting.popleft())

    def _has_room(self, worker: int) -> bool:
        stages = list(self._at[worker].values())
        return len(stages) < MOST_AT_A_WORKER and stages.count("plan") < MOST_PLANNED

    def _send_plan(self, worker: int, shard: str) -> None:
        self._at[worker][shard] = "plan"
        self._send(worker, "plan", shard)

    def _send(self, worker: int, message: str, shard: str, *arguments: Any) -> None:
        self._unanswered[worker].append(shard)
        self._executor.send(worker, message, shard, *arguments)

    def _take(self, worker: int, answer: Planned | Filled | Proven | Failed) -> None:
        if isinstance(answer, Failed):
            answer.error.add_note(answer.trace)
            raise answer.error
        self._unanswered[worker].popleft()
        if isinstance(answer, Planned):
            self._planned[answer.shard] = worker, answer
            self._reserve_in_order()
        elif isinstance(answer, Filled):
            del self._at[worker][answer.shard]
            tables = self._written(answer)
            if self._prove:
                self._at[worker][answer.shard] = "prove"
                self._send(worker, "prove", answer.shard, self._writer.blocks[answer.shard], tables)
            else:
                self._finish(answer.shard, None)
        else:
            del self._at[worker][answer.shard]
            self._finish(answer.shard, answer)

    def _reserve_in_order(self) -> None:
        """Reserve keys for the shards that are planned, as far as none before them is missing."""
        writer = self._writer
        while (shard := writer.next_unkeyed) in self._planned:
            assert shard is not None
            worker, planned = self._planned.pop(shard)
            writer.reserve(planned)
            self._send(worker, "fill", shard, writer.first_keys[shard])
        for shard in [each for each in self._planned if each in writer.first_keys]:
            # Planned again, after its worker died.
            worker, _ = self._planned.pop(shard)
            self._send(worker, "fill", shard, writer.first_keys[shard])

    def _written(self, filled: Filled) -> dict[Place, bytes]:
        """Write the shard's rows; the rows read back, packed, if they are to be proven."""
        self._writer.write(filled)
        return self._writer.read_back(filled.shard) if self._prove else {}

    def _finish(self, shard: str, proven: Proven | None) -> None:
        if proven is not None:
            self._findings[shard] = [
                Finding(self._claims[number], part, observed) for number, part, observed in proven.findings
            ]
            self._curves[shard] = proven.curves
            self._digests.merge(proven.digests)
        self._writer.record(shard, None if proven is None else proven.digests_of)
        self._left -= 1
        self._progress.advance()

    def _replace(self, worker: int, *, at_its_start: bool) -> None:
        """Start another worker in the place of one that died, and have it do the shards that this one had.

        SeedError if another worker died at the same shard before.
        """
        lost, unanswered = self._at[worker], self._unanswered[worker]
        shard_at_fault = unanswered[0] if unanswered and not at_its_start else ITS_START
        self._attempts[shard_at_fault] = self._attempts.get(shard_at_fault, 1) + 1
        if self._attempts[shard_at_fault] > MOST_ATTEMPTS:
            raise _crashing(shard_at_fault)
        self._executor.restart(worker)
        self._at[worker], self._unanswered[worker] = {}, deque()
        for shard, stage in lost.items():
            self._planned.pop(shard, None)
            if stage == "plan":
                self._send_plan(worker, shard)
            else:
                self._at[worker][shard] = "prove"
                self._send(worker, "prove", shard, self._writer.blocks[shard], self._writer.read_back(shard))


def _crashing(shard: str) -> SeedError:
    if shard == ITS_START:
        return SeedError(
            "Workers end as they start. Is there memory for them, and has the script that starts them an "
            '`if __name__ == "__main__":`? Use --workers 1.'
        )
    return SeedError(f"Workers keep crashing, most recently on {shard}. Out of memory? Use fewer --workers.")

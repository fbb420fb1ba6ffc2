"""The ledger of a run: the blocks of rows that it wrote, their digests, and the findings of its last proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import Any

from django.db import connections

from seedplot.clock import wall_clock_now
from seedplot.engine.digests import Place
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.run_rows import Block, RunRows
from seedplot.models import SeedBlock, SeedFinding, SeedRun
from seedplot.plan import SHARED_ROWS
from seedplot.promises import Finding


def record_blocks(run: SeedRun, blocks: Iterable[Block]) -> None:
    SeedBlock.objects.using(run.using).bulk_create(
        (
            SeedBlock(
                run=run,
                shard=block.shard,
                model=block.label,
                start=block.start,
                count=block.count,
                first_key=block.first_key,
                keys=[_stored_key(key) for key in block.keys] or None,
                digests=block.digests or None,
            )
            for block in blocks
        ),
        batch_size=500,
    )


def rows_of(run: SeedRun, shards: Sequence[str] = (), *, with_digests: bool = False) -> RunRows:
    """The rows that the run wrote, found by its blocks, in the order of the shards: workers record theirs in any."""
    order = {name: position for position, name in enumerate([SHARED_ROWS, *shards])}
    recorded = SeedBlock.objects.using(run.using).filter(run=run).order_by("id")
    if not with_digests:
        recorded = recorded.defer("digests")
    blocks = [
        Block(
            # The same few texts come with every block: keep each once.
            shard=intern(block.shard),
            label=intern(block.model),
            start=block.start,
            count=block.count,
            first_key=block.first_key,
            keys=tuple(block.keys or ()),
            digests=bytes(block.digests or b"") if with_digests else b"",
            pk=block.pk,
        )
        for block in recorded.iterator()
    ]
    in_order = sorted(blocks, key=lambda block: order.get(block.shard, len(order)))
    return RunRows(in_order, run.using, run.sources, run.options, run.world, RawRows(run.using))


def keep_digests(run: SeedRun, rows: RunRows, digests: Mapping[Place, bytes]) -> None:
    """Keep the digests of each block that has none of these yet."""
    changed = [
        (digests[block.place], block.pk)
        for blocks in rows.blocks.values()
        for block in blocks
        if block.pk is not None and digests[block.place] != block.digests
    ]
    connection = connections[run.using]
    field = SeedBlock._meta.get_field("digests")
    place = field.get_placeholder(b"", None, connection) if hasattr(field, "get_placeholder") else "%s"
    quote = connection.ops.quote_name
    statement = f"UPDATE {quote(SeedBlock._meta.db_table)} SET {quote('digests')} = {place} WHERE {quote('id')} = %s"
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(field.get_db_prep_save(kept, connection), key) for kept, key in changed])


def keep_findings(run: SeedRun, findings: Iterable[Finding]) -> None:
    """Replace the recorded findings by these, and note the moment."""
    SeedFinding.objects.using(run.using).filter(run=run).delete()
    SeedFinding.objects.using(run.using).bulk_create(_recorded(run, findings), batch_size=500)
    run.proven_at = wall_clock_now()
    run.save(update_fields=["proven_at"])


def _recorded(run: SeedRun, findings: Iterable[Finding]) -> Iterator[SeedFinding]:
    for finding in findings:
        bound = finding.promise.bound
        yield SeedFinding(
            run=run,
            promise=finding.promise.id,
            part=finding.part,
            expected=str(bound),
            observed=bound.describe(finding.observed),
            kept=finding.kept,
        )


def _stored_key(key: Any) -> Any:
    return key if isinstance(key, (int, str)) else str(key)

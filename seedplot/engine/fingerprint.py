"""One digest for a data set, free of primary keys: the proof that two data sets are the same, row for row.

Each row is written canonically (values as Django reads them back, times as story coordinates, references as planned
names) and hashed with its own planned name; the hashes of a table are summed, so order does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from seedplot.clock import Calendar
from seedplot.engine import world_changes
from seedplot.engine.canonical import canonical, null_text
from seedplot.engine.digests import Digests
from seedplot.engine.run_rows import Names
from seedplot.models import SeedRun

MODULUS = 1 << 256
CHANGES = "changes to rows that were there"
"""The name of the changed columns among the tables."""


def table_digests(digests: Digests) -> dict[str, str]:
    """The digest of each table, by model label."""
    return {label: _summed(count, digests.sums[label]) for label, count in digests.counts.items()}


def changes_digest(
    run: SeedRun, names: Names, calendar: Calendar, replaced: Mapping[tuple[str, str, str], Any]
) -> dict[str, str]:
    """The digest of the changed columns as they are now; nothing if the run changed none."""
    lines = []
    for change, column, now in world_changes.current(run):
        value = replaced.get((change.model, change.key, change.column), now)
        text = null_text(column) if value is None else canonical(column, names, calendar)(value)
        lines.append(f"{change.model} {change.name} {change.column}={text}")
    return digest_of_changes(lines)


def digest_of_changes(lines: Iterable[str]) -> dict[str, str]:
    """The digest of changed columns, each a text of model, name, column and value; nothing if there are none."""
    total = count = 0
    for line in lines:
        digest = blake2b(line.encode(), digest_size=32, person=b"seedplot.change").digest()
        total += int.from_bytes(digest, "big")
        count += 1
    return {CHANGES: _summed(count, total)} if count else {}


def fingerprint(tables: Mapping[str, str]) -> str:
    """The fingerprint (32 hexadecimal digits) of the tables' digests."""
    whole = "\n".join(f"{label} {digest}" for label, digest in sorted(tables.items()))
    return blake2b(whole.encode(), digest_size=16, person=b"seedplot.run").hexdigest()


def _summed(count: int, total: int) -> str:
    return blake2b(f"{count} {total % MODULUS}".encode(), digest_size=16, person=b"seedplot.table").hexdigest()

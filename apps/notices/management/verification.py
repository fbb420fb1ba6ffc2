"""The verification of the whole library and its files, as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from apps.notices.seeding.promises.whole_library import findings_of
from seedplot.errors import SeedError
from seedplot.promises import Finding


def verify_library(as_of: date, *, using: str = "default", directory: Path | None = None) -> Iterator[str]:
    """A line or more for each promise, as it is measured. SeedError at the end if one of them is broken."""
    broken = []
    for finding in findings_of(as_of, using=using, directory=directory):
        yield from lines_of(finding)
        if not finding.kept:
            broken.append(finding)
    if broken:
        word = "promise is" if len(broken) == 1 else "promises are"
        first = broken[0]
        where = f"{first.part}: " if first.part else ""
        raise SeedError(
            f"{len(broken)} {word} broken, first {where}({first.promise.id}) {first.observed.first_faults[0]}."
        )


def lines_of(finding: Finding) -> Iterator[str]:
    """The promise with its count; below it, the first faults."""
    tally = finding.observed
    sentence = finding.part or finding.promise.sentence.removesuffix(".")
    yield f"{'ok' if finding.kept else 'FAILED':6}  ({finding.promise.id}) {sentence}: {tally.counted}"
    for text in tally.first_faults:
        yield f"{'':8}{text}"
    if tally.fault_count > len(tally.first_faults):
        yield f"{'':8}and {tally.fault_count - len(tally.first_faults):,} more"

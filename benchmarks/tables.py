"""Tables of figures, in Markdown: the same on a terminal and in docs/performance.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Cells as texts; the first column names the rows."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __str__(self) -> str:
        """With columns padded to one width."""
        lines = [self.head, ["---"] * len(self.head), *self.rows]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        return "\n".join(
            f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |" for line in lines
        )


def times(ratio: float) -> str:
    """A ratio to two digits or three."""
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.1f}"

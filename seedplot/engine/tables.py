"""Tables of text for a stream: colored on a terminal, plain in a pipe."""

from __future__ import annotations

import shutil
from io import StringIO, TextIOBase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

PIPED_WIDTH = 140


def console_for(stream: TextIOBase, buffer: StringIO, *, color: bool = True) -> Console:
    """A console that writes to the buffer as it would to the stream."""
    from rich.console import Console

    terminal = stream.isatty()
    return Console(
        file=buffer,
        force_terminal=terminal and color,
        width=shutil.get_terminal_size().columns if terminal else PIPED_WIDTH,
        highlight=False,
        emoji=False,
        markup=False,
    )


def trimmed(buffer: StringIO) -> str:
    """The text without the blanks that fill up lines."""
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines())


def printed(table: Table, stream: TextIOBase, *, color: bool = True) -> str:
    """The table as text for that stream."""
    buffer = StringIO()
    console_for(stream, buffer, color=color).print(table)
    return trimmed(buffer)


def table(*headings: str) -> Table:
    """A table without lines, which reads the same in a file; a heading with ">" stands over numbers."""
    from rich.table import Table

    made = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in headings:
        made.add_column(heading.lstrip(">"), justify="right" if heading.startswith(">") else "left")
    return made

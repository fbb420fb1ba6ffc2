"""A trace as a tree of text, with the times."""

from __future__ import annotations

import shutil
from io import StringIO, TextIOBase
from typing import TYPE_CHECKING

from apps.notices.queries.tracing.trace import Step, Trace

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

PIPED_WIDTH = 1_000
"""So that no line is broken in a file: what searches it finds whole lines."""


def draw(trace: Trace, stream: TextIOBase, *, colour: bool = True) -> str:
    """The trace as that stream can show it: coloured on a terminal, with lines of letters where it has no others."""
    from rich.console import Console
    from rich.tree import Tree

    terminal = stream.isatty()
    buffer = _Encoded(getattr(stream, "encoding", None) or "utf-8")
    width = shutil.get_terminal_size().columns if terminal else PIPED_WIDTH
    console = Console(file=buffer, force_terminal=terminal and colour, width=width, highlight=False, markup=False)
    tree = Tree(_text(f"{trace.name}, {trace.barcode}, patron {trace.patron_id}, by {trace.delivery}", "bold"))
    for chain in trace.chains:
        branch = tree.add(_text(chain.title, "bold"))
        for step in chain.steps:
            _add(branch, step)
    console.print(tree)
    if not trace.chains:
        console.print("Nothing is on hold, on loan, owed or told.")
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines())


def _add(branch: Tree, step: Step) -> None:
    at = "" if step.at is None else f"{step.at.isoformat(sep=' ', timespec='seconds')}  "
    label = _text(f"{step.stage:8}", "dim")
    label.append(f"{at}", "cyan")
    label.append(f"{step.where}: {step.text}")
    twig = branch.add(label)
    for each in step.steps:
        _add(twig, each)


def _text(text: str, style: str) -> Text:
    from rich.text import Text

    return Text(text, style=style)


class _Encoded(StringIO):
    """A text that says which letters the stream it is for can show."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]  # typeshed has it for an attribute
        return self._encoding

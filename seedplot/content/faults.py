"""Faults of files in one line each: file, line, place and the reason."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from seedplot.errors import SeedError

Place = tuple[str | int, ...]
"""The way to a value from the top of a file: keys, and positions in lists from 0."""


def refuse_faults(faults: Iterable[str]) -> None:
    """SeedError with the first fault, and the others as its details; nothing if there is none."""
    first, *others = [*faults, ""]
    if first:
        more = f" (and {len(others) - 1} more)" if len(others) > 1 else ""
        raise SeedError(f"{first}{more}. Correct the file and run the command again.", others[:-1])


def shown(path: Path) -> str:
    """The path as the user would type it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def in_words(place: Place) -> str:
    """The place in words: "rows 3, actions 1, priority: "; positions count from 1, as people do."""
    text = ""
    for name in place:
        text += f" {name + 1}" if isinstance(name, int) else f"{', ' if text else ''}{name}"
    return f"{text}: " if text else ""

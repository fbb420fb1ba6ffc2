"""Faults of files in one line each: file, line, place and the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from seedplot.errors import SeedError

Place = tuple[str | int, ...]
"""The way to a value from the top of a file: keys, and positions in lists from 0.

>>> from seedplot.content import Place
>>> second_price: Place = ("drinks", 1, "price")
"""


class ContentError(SeedError):
    """A file of content with mistakes: the first one in the message, the others as details, all in `faults`.

    >>> from seedplot.content import ContentError
    >>> error = ContentError(["menu.yaml, line 7: tea is no text", "menu.yaml, line 9: 'price' is missing"])
    >>> str(error)
    'menu.yaml, line 7: tea is no text (and 1 more). Correct the file and run the command again.'
    """

    def __init__(self, faults: Sequence[str]) -> None:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(f"{faults[0]}{more}. Correct the file and run the command again.", faults[1:])
        self.faults = tuple(faults)

    def __reduce__(self) -> tuple[type[ContentError], tuple[Sequence[str]]]:
        # Workers hand their errors to another process.
        return ContentError, (self.faults,)


def refuse_faults(faults: Iterable[str]) -> None:
    """ContentError with these faults; nothing if there is none.

    >>> from seedplot.content import refuse_faults
    >>> refuse_faults([])
    >>> refuse_faults(["menu.yaml, line 7: tea is no text"])
    Traceback (most recent call last):
    ...
    seedplot.content.faults.ContentError: menu.yaml, line 7: tea is no text. Correct the file and run the command again.
    """
    found = list(faults)
    if found:
        raise ContentError(found)


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

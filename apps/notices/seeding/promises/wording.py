"""The form of the library's promises: each measure lists what is wrong, and nothing may be."""

from __future__ import annotations

from collections.abc import Callable

from apps.notices.seeding.rows import BlockRows
from seedplot.promises import Empty, Promise


def nothing(
    number: int, sentence: str, measure: Callable[[BlockRows], list[str]], *, what: str, hint: str, source: str
) -> Promise:
    """A promise that its measure finds nothing wrong."""
    return Promise(f"notices.P{number:03}", sentence, measure, Empty(what), hint, source)

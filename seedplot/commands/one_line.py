"""Messages about mistakes, kept to one line whatever the user typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

LONGEST_ECHO = 200
"""Characters of an argument that a message repeats."""
LONG_WORD = re.compile(rf"\S{{{LONGEST_ECHO + 10},}}")
"""Longer than any word of a message's own, even with what was shortened in it."""


def one_line(message: str, arguments: Iterable[str] = ()) -> str:
    """The message without control characters and line breaks, and without most of an argument that is very long."""
    for argument in sorted(arguments, key=len, reverse=True):
        if len(argument) > LONGEST_ECHO:
            message = message.replace(argument, f"{argument[:LONGEST_ECHO]}...")
    message = LONG_WORD.sub(lambda found: f"{found[0][:LONGEST_ECHO]}...", message)
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in message)


def texts_of(options: Mapping[str, Any]) -> list[str]:
    """The texts among the values of parsed options."""
    found = []
    for value in options.values():
        found += [each for each in (value if isinstance(value, (list, tuple)) else [value]) if isinstance(each, str)]
    return found

"""Functions made of source text. Each text is compiled once in a process, however many runs use it.

A key that named all that a text depends on could miss something; the text itself cannot. The names that a function
uses are bound anew for each run, so that no function keeps an earlier run's connection or calendar.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import CodeType
from typing import Any


def function_of(source: str, filename: str, names: dict[str, Any]) -> Callable[..., Any]:
    """The one function that the source defines; `names` are its globals."""
    code = _compiled(source, filename)
    [name] = code.co_names
    exec(code, names)
    function: Callable[..., Any] = names[name]
    return function


@cache
def _compiled(source: str, filename: str) -> CodeType:
    return compile(source, filename, "exec")

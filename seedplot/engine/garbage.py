"""The garbage collector's share of a run, kept small."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS_AT_ONCE = 50_000
"""The number of new objects after which the garbage collector looks at them; Python's own number is 700."""
_outermost: list[bool] = []
"""Holds one item while a context is open: to count the frozen objects instead would look at each of them."""


@contextmanager
def little_garbage() -> Iterator[None]:
    """Spare the garbage collector what was there before, and have it look at new objects less often.

    Planning and proving make many objects and next to no cycles: looking for them would take a sixth of the time.
    """
    if _outermost:
        # An outer context did that already, and unfreezing here would undo its work.
        yield
        return
    usual = gc.get_threshold()
    _outermost.append(True)
    # A server that freezes its objects before it forks has done so for good.
    is_frozen = gc.get_freeze_count() > 0
    if not is_frozen:
        gc.freeze()
    gc.set_threshold(OBJECTS_AT_ONCE, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        if not is_frozen:
            gc.unfreeze()
        _outermost.clear()

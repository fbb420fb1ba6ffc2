"""An end without a word for a command whose reader has gone, as `| head` does once it has its lines."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

CLOSED_PIPE = 141
"""The exit code of a shell's own for a program that writes to a closed pipe."""


@contextmanager
def quiet_on_closed_pipe() -> Iterator[None]:
    """Exit quietly if standard output is closed; what is still in its buffer is written before that is known."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _write_nowhere()
        raise SystemExit(CLOSED_PIPE) from None


def _write_nowhere() -> None:
    """Let what is left go nowhere: Python flushes once more as it ends, and would complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)

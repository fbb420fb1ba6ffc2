"""Something that goes wrong once, in the middle of writing one shard, whoever writes it.

A test lays the trap: a file that names the shard and says what happens. A planned value springs it when the engine
turns the value into what the database takes: by then the shard's transaction is open, and rows of it are in.
"""

import os
import signal
import time
from pathlib import Path
from typing import Any

from django.db import transaction

from seedplot.errors import SeedError

PATIENCE = 120


class Trap:
    """A file, and its two neighbours: one says that the trap has been sprung, one that what waits in it may go on."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.sprung = self.path.with_suffix(".sprung")
        self.let_go = self.path.with_suffix(".let-go")

    def lay(self, shard: str, what: str) -> None:
        self.path.write_text(f"{shard}: {what}", encoding="utf-8")

    def spring(self, shard: str) -> None:
        try:
            where, _, what = self.path.read_text(encoding="utf-8").partition(": ")
        except FileNotFoundError:
            return
        if where != shard:
            return
        if what == "dies each time":
            _die()
        try:
            self.path.rename(self.sprung)
        except FileNotFoundError:
            return
        if what == "dies":
            _die()
        elif what == "dies once committed":
            transaction.on_commit(_die)
        elif what == "fails":
            raise SeedError(f"The soil of {shard} is frozen.")
        elif what == "waits":
            wait_for(self.let_go.exists)
        else:
            raise ValueError(what)


class TrappedNotes(dict[str, Any]):
    """A JSON value like any other, which springs a trap when it is written out."""

    def __init__(self, notes: dict[str, Any], trap: Trap, shard: str) -> None:
        super().__init__(notes)
        self.trap, self.shard = trap, shard

    def items(self) -> Any:
        self.trap.spring(self.shard)
        return super().items()


def wait_for(condition: Any) -> None:
    """Wait until it holds; fail if it never does."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, condition
        time.sleep(0.02)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)

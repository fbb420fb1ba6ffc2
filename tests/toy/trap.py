"""A failure that happens once, at one moment of one shard's work, in whichever process does it.

A test lays the trap: a file that names the shard, the moment and the failure. The wild garden springs it while it
plans, while the engine turns a planned value into a database value, and while it measures.
"""

import os
import signal
import time
from pathlib import Path
from typing import Any

from django.db import transaction

from seedplot.errors import PlanError, SeedError

PATIENCE = 120


class Misfortune(Exception):  # noqa: N818 - it is no error of anybody
    """An exception that can be packed for another process, and not unpacked."""

    def __init__(self, shard: str, what: str) -> None:
        super().__init__(f"{what} fell on {shard}")


class Trap:
    """A file, and its two neighbours: one says that the trap was sprung, one that what waits in it may continue."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.sprung = self.path.with_suffix(".sprung")
        self.let_go = self.path.with_suffix(".let-go")

    def lay(self, shard: str, what: str, moment: str = "writing") -> None:
        self.path.write_text(f"{moment} {shard}: {what}", encoding="utf-8")

    def spring(self, shard: str, moment: str) -> None:
        try:
            where, _, what = self.path.read_text(encoding="utf-8").partition(": ")
        except FileNotFoundError:
            return
        if where != f"{moment} {shard}":
            return
        if what == "dies each time":
            _die()
        try:
            self.path.rename(self.sprung)
        except FileNotFoundError:
            return
        self._happen(shard, what)

    def _happen(self, shard: str, what: str) -> None:
        if what == "dies":
            _die()
        elif what == "exits":
            os._exit(3)
        elif what == "dies once committed":
            transaction.on_commit(_die)
        elif what == "fails":
            raise SeedError(f"The soil of {shard} is frozen.")
        elif what == "is planned wrongly":
            raise PlanError(f"{shard} refers to nothing")
        elif what == "fails strangely":
            raise Misfortune(shard, "An apple")
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
        self.trap.spring(self.shard, "writing")
        return super().items()


def wait_for(condition: Any) -> None:
    """Wait until it holds; fail if it never does."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, condition
        time.sleep(0.02)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)

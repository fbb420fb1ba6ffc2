"""Progress of a run: nothing, or a bar on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Protocol


class Progress(Protocol):
    def begin(self, what: str, total: int) -> None:
        """A new stage, of so many steps."""

    def advance(self) -> None:
        """One step is done."""


class Silent:
    """Shows nothing: for tests, pipes and `--no-progress`."""

    def begin(self, what: str, total: int) -> None:
        pass

    def advance(self) -> None:
        pass


class Bar:
    """A bar with the current stage, its share and the time left."""

    def __init__(self, bars: Any) -> None:
        self._bars = bars
        self._task: Any = None

    def begin(self, what: str, total: int) -> None:
        if self._task is not None:
            self._bars.remove_task(self._task)
        self._task = self._bars.add_task(what, total=total)
        self._bars.refresh()

    def advance(self) -> None:
        self._bars.advance(self._task)
        self._bars.refresh()


@contextmanager
def shown_on(stream: IO[str], *, wanted: bool) -> Iterator[Progress]:
    """A bar if it is wanted and the stream is a terminal; it is gone when the work is."""
    if not (wanted and stream.isatty()):
        yield Silent()
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    # A thread that refreshes it would keep workers from beginning as copies of this process.
    with Bars(console=Console(file=stream), transient=True, auto_refresh=False) as bars:
        yield Bar(bars)

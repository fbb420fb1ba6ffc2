"""Streams that note what is drawn from them: for the replay that explains a row. Plans that are written use none."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from inspect import getmembers, isfunction
from typing import Any, NamedTuple, TypeVar

from seedplot.streams import DeterministicRandom

R = TypeVar("R", bound=DeterministicRandom)
NO_DRAWS = frozenset({"at"})


class Draw(NamedTuple):
    """One draw: the path of its stream, the method that was called, and the value it gave."""

    path: str
    method: str
    value: Any


class Record:
    """The draws in the order in which they were made. A draw that another one makes is part of that one."""

    def __init__(self) -> None:
        self.draws: list[Draw] = []
        self.is_drawing = False

    def of(self, path: str) -> list[Draw]:
        """The draws of the stream of that path and of those below it."""
        return [draw for draw in self.draws if draw.path.startswith(path)]


def recorded(stream: R, record: Record) -> R:
    """A stream that gives the same draws as the one given and notes them, and so do its children."""
    stream_class: Any = type(stream)
    twin: Any = object.__new__(_recording(stream_class))
    for name in DeterministicRandom.__slots__:
        setattr(twin, name, getattr(stream, name))
    twin._words = list(stream._words)
    twin._record = record
    found: R = twin
    return found


@cache
def _recording(stream_class: Any) -> type[DeterministicRandom]:
    """The subclass of a class of streams whose public methods note their results."""

    def at(self: Any, *names: str | int) -> Any:
        child: Any = stream_class.at(self, *names)
        child._record = self._record
        return child

    methods: dict[str, Any] = {
        name: _noted(method)
        for name, method in getmembers(stream_class, isfunction)
        if not name.startswith("_") and name not in NO_DRAWS
    }
    own = {"__slots__": ("_record",), "at": at, **methods}
    return type(f"Recording{stream_class.__name__}", (stream_class,), own)


def _noted(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def draw(self: Any, *args: Any, **kwargs: Any) -> Any:
        record: Record = self._record
        if record.is_drawing:
            return method(self, *args, **kwargs)
        record.is_drawing = True
        try:
            value = method(self, *args, **kwargs)
        finally:
            record.is_drawing = False
        record.draws.append(Draw(self._path, method.__name__, value))
        return value

    return draw

"""The draws that decided a row: a stream's path says what it decides.

A pull request's own stream is `.../'pull request'/4/'row'/`, its times come from `.../'pull request'/4/'times'/`. So a
row's part of the streams is the largest one that holds no other row of its model, without the parts of rows below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from seedplot.engine.explaining.recorded_streams import Draw, Record
from seedplot.plan import Row


def draws_of(row: Row, record: Record, planned: Mapping[str, Sequence[Row]]) -> tuple[str, list[Draw]]:
    """The path of the part of the streams that is the row's, and the draws there.

    `planned` are all rows of its shard, by model.
    """
    parts = {label: _parts([each for each in rows if hasattr(each, "stream_path_")]) for label, rows in planned.items()}
    if not hasattr(row, "stream_path_"):
        # No factory made it, so no stream is its own.
        return "", []
    own = parts[row.shape_.label][row.stream_path_]
    above = set(_paths_above(row.stream_path_))
    of_others = {
        path
        for by_path in parts.values()
        for name, part in by_path.items()
        for path in (name, part if len(part) > len(own) else name)
    } - above
    return own, [draw for draw in record.of(own) if not of_others.intersection(_paths_above(draw.path))]


def _parts(rows: Sequence[Row]) -> dict[str, str]:
    """By each row's path: the shortest path above it under which there is no other of these rows."""
    counts = Counter(path for row in rows for path in _paths_above(row.stream_path_))
    found = {}
    for row in rows:
        alone = (path for path in _paths_above(row.stream_path_) if counts[path] == 1)
        found[row.stream_path_] = next(alone, row.stream_path_)
    return found


def _paths_above(path: str) -> Iterator[str]:
    """The paths of the streams that this one lies below, from the shortest to itself, as far as slashes tell."""
    for position, character in enumerate(path):
        if character == "/":
            yield path[: position + 1]

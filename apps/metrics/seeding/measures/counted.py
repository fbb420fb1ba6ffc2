"""Observations that know how much there was to count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Counted(NamedTuple):
    """A figure, and how far it may lie beside its target because it was taken of few; infinite if nothing is promised.

    The value is None where there was nothing to take it of.
    """

    value: float | None
    room: float


class Offenders(list[str]):
    """A list of offenders; `unpromised` says in words what was left out, and is empty where nothing was."""

    def __init__(self, offenders: Iterable[str] = (), unpromised: str = "") -> None:
        super().__init__(offenders)
        self.unpromised = unpromised


def weeks_in_words(weeks: Sequence[int]) -> str:
    """The weeks as a report names them, such as "weeks 3-5 and 7"; empty for none."""
    if not weeks:
        return ""
    runs: list[list[int]] = []
    for week in weeks:
        if runs and week == runs[-1][-1] + 1:
            runs[-1].append(week)
        else:
            runs.append([week])
    texts = [f"{run[0]}" if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    listed = texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"
    return f"{'week' if len(weeks) == 1 else 'weeks'} {listed}"

"""Two flat lines."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from apps.metrics.views.measures import AI, CYCLE
from apps.metrics.views.tellings.base import Telling, spoken
from apps.pages.stories import Part, marked, sentence

MOST_APART, MOST_SHARE_APART = 0.2, 0.1
"""The halves of a steady story: a part of the first one's mean cycle time, and of the AI-assisted share."""


class BaselineTelling(Telling):
    """Nothing happens, which is seen at once."""

    def sentence(self) -> Sequence[Part]:
        return sentence(f"{self.opening}. Compare the others with it.")

    def claim(self) -> Sequence[Part]:
        first, last = self.texts(CYCLE)
        _, ai = self.texts(AI)
        return sentence(
            f"{self.opening}: a change was merged after ", marked(spoken(first)), f" in {self.first_week} and is "
            "after ", marked(spoken(last)), " now, with AI in ", marked(ai), " of the merges. Compare the others with ",
            "it.",
        )  # fmt: skip

    def finding(self) -> str:
        return "Week after week, the same" if self.is_steady else self.opening

    @property
    def opening(self) -> str:
        return "Nothing much happens" if self.is_steady else "Something has moved"

    @property
    def is_steady(self) -> bool:
        """True if the halves of the story are alike: single weeks wobble."""
        cycles, shares = (halves(measure.values(self.weeks)) for measure in (CYCLE, AI))
        return (cycles is None or abs(cycles[1] / cycles[0] - 1) < MOST_APART) and (
            shares is None or abs(shares[1] - shares[0]) < MOST_SHARE_APART
        )


def halves(values: Sequence[float | None]) -> tuple[float, float] | None:
    """The means of the first and of the second half of the values that are there; None for fewer than two."""
    known = [value for value in values if value is not None]
    middle = len(known) // 2
    return (fmean(known[:middle]), fmean(known[-middle:])) if middle else None

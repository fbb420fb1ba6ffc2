"""Two flat lines."""

from __future__ import annotations

from collections.abc import Sequence

from apps.metrics.views.measures import AI, CYCLE
from apps.metrics.views.tellings.base import Telling, spoken
from apps.pages.stories import Part, marked, sentence


class BaselineTelling(Telling):
    """Nothing happens, which is seen at once."""

    def sentence(self) -> Sequence[Part]:
        return sentence("Nothing much happens. Compare the others with it.")

    def claim(self) -> Sequence[Part]:
        first, last = self.texts(CYCLE)
        _, ai = self.texts(AI)
        return sentence(
            "Nothing much happens: a change was merged after ", marked(spoken(first)), f" in {self.first_week} and is "
            "after ", marked(spoken(last)), " now, with AI in ", marked(ai), " of the merges. Compare the others with ",
            "it.",
        )  # fmt: skip

    def finding(self) -> str:
        return "Week after week, the same"

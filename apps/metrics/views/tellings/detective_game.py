"""Right guesses by author, around those of a coin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from apps.metrics import queries
from apps.metrics.queries.results import AuthorRead
from apps.metrics.views.measures import AI, CYCLE, QUALITY, REVIEW, key_figure
from apps.metrics.views.tellings.base import DESK, PHONE, Telling
from apps.pages.drawing import CARD, Drawing, Lollipop, draw_lollipops
from apps.pages.drawing.shapes import Size
from apps.pages.formatting import number, percent, plural
from apps.pages.stories import Evidence, EvidenceLine, KeyFigure, NumberTable, Part, TitledDrawing, marked, sentence

A_COIN = 0.5
"""The share of right guesses that chance alone would give."""


class DetectiveGameTelling(Telling):
    """Some authors give their AI away, others fool everybody."""

    measures = (AI, CYCLE, REVIEW, QUALITY)

    @cached_property
    def authors(self) -> list[AuthorRead]:
        return queries.authors_read(self.team)

    def sentence(self) -> Sequence[Part]:
        return sentence("Some authors give their AI away, others fool almost everybody.")

    def claim(self) -> Sequence[Part]:
        if not self.authors:
            return super().claim()
        easy, hard = self.authors[0], self.authors[-1]
        return sentence(
            "Did AI help? About ", marked(easy.author.name), " reviewers guess right ",
            marked(f"{percent(easy.share)} of the time"), "; ", marked(hard.author.name), " fools them, with ",
            marked(f"{percent(hard.share)} right guesses"), ", worse than a coin." if hard.share < A_COIN else ".",
        )  # fmt: skip

    def figures(self) -> list[KeyFigure]:
        """Right guesses of all, about the easiest and about the hardest author, and the AI-assisted share."""
        if not self.authors:
            return super().figures()
        easy, hard = self.authors[0], self.authors[-1]
        answers = sum(each.answer_count for each in self.authors)
        right = sum(each.correct_count for each in self.authors)
        return [
            KeyFigure(
                "Right guesses", number(100 * right / answers), "%", note=f"of {number(answers)}, a coin has 50%"
            ),
            KeyFigure("Easiest to read", number(100 * easy.share), "%", note=easy.author.name),
            KeyFigure("Hardest to read", number(100 * hard.share), "%", note=hard.author.name),
            key_figure(AI, self.weeks, today=self.today, tone=self.tone),
        ]

    def picture(self) -> Drawing:
        return self._lollipops(CARD, 11, with_counts=False)

    def finding(self) -> str:
        if not self.authors:
            return super().finding()
        easy, hard = self.authors[0], self.authors[-1]
        fools = "fools everybody" if hard.share < A_COIN else "is harder to read"
        return f"{easy.author.name} is an open book, {hard.author.name} {fools}"

    def lead(self) -> TitledDrawing:
        total = sum(each.answer_count for each in self.authors)
        return TitledDrawing(
            self.finding(),
            f"Right guesses whether AI helped, by the author guessed about, {plural(total, 'guess', 'guesses')} in all",
            self._lollipops(DESK, 14, with_counts=True),
            self._lollipops(PHONE, 12, with_counts=True),
            NumberTable(
                ("Author", "Right", "Guesses"),
                [(each.author.name, percent(each.share, 1), number(each.answer_count)) for each in self.authors],
            ),
        )

    def evidence(self) -> Evidence:
        board = queries.guess_leaderboard(self.team)
        return Evidence(
            "Who guesses best",
            [EvidenceLine(each.guesser.name, percent(each.accuracy_percent / 100)) for each in board],
            f"All {plural(sum(each.answer_count for each in board), 'guess', 'guesses')}",
            self.address("guesses"),
        )

    def _lollipops(self, size: Size, font: float, *, with_counts: bool) -> Drawing:
        return draw_lollipops(
            [
                Lollipop(
                    each.author.name,
                    each.share,
                    percent(each.share),
                    f"of {number(each.answer_count)}" if with_counts else "",
                )
                for each in self.authors
            ],
            "; ".join(f"{each.author.name}: {percent(each.share)} right guesses" for each in self.authors),
            middle=A_COIN,
            middle_words="a coin flip, 50%",
            size=size,
            font=font,
        )

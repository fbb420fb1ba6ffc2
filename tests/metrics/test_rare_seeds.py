"""Seeds that once broke a promise, one in some hundred each: a run of many teams meets them."""

from datetime import date

import pytest

from apps.metrics.seeding.scenarios import get_scenario
from seedplot.clock import midnight
from tests.metrics.in_memory import broken


@pytest.mark.parametrize(
    ("story", "seed", "day"),
    [
        ("ai-success", 211, date(2026, 3, 9)),
        ("baseline", 148, date(2026, 11, 1)),
        ("detective-game", 25, date(2025, 11, 5)),
        ("review-bottleneck", 10, date(2026, 3, 11)),
        ("review-bottleneck", 10, date(2026, 11, 22)),
    ],
    ids=str,
)
def test_no_promise_is_broken(story, seed, day):
    assert broken(get_scenario(story), seed=seed, anchor=midnight(day)) == []

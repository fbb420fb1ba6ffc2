"""The proof's own arithmetic of hours."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from apps.metrics.seeding.measures.moments import hours, hours_between

NINE = datetime(2026, 3, 9, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0.00"), (17, "0.00"), (18, "0.01"), (3600, "1.00"), (3618, "1.01"), (90 * 60, "1.50"), (350_000, "97.22")],
)
def test_hours_between_rounds_halves_up(seconds, expected):
    assert hours_between(NINE, NINE + timedelta(seconds=seconds)) == Decimal(expected)


def test_hours_are_the_mean_of_several_durations():
    assert hours(7200, 3) == Decimal("0.67")

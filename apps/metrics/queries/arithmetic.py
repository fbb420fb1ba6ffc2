"""Shares and means of sums that a database made; over nothing there is none."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")


def share_of(part: Decimal | int, whole: int) -> float | None:
    return float(part) / whole if whole else None


def mean_of(total: Decimal | int, count: int) -> Decimal | None:
    return divided(total, count) if count else None


def divided(total: Decimal | int, count: int) -> Decimal:
    # SQLite sums decimals as floats; rounded to the columns' places, the total is alike on every database.
    return (Decimal(total).quantize(HUNDREDTH, ROUND_HALF_UP) / count).quantize(HUNDREDTH, ROUND_HALF_UP)

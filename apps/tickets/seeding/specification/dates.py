"""The dates that the workshop's rows meet, in its own time zone."""

from datetime import date, datetime

PRESENT = date(2025, 3, 1)
"""The first day of the chapters that move with the anchor; history ends on the day before."""
OPENED = datetime(2023, 9, 1, 9)  # noqa: DTZ001 - a wall-clock time; each side adds the zone
"""The moment of everything that no file dates: a week before the first page of the museum's book."""

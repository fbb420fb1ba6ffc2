"""The moment of what no file dates."""

from __future__ import annotations

from datetime import datetime

from apps.tickets.seeding.specification.dates import OPENED
from seedplot.clock import project_zone


def is_opening(moment: datetime) -> bool:
    """True for the stated moment."""
    return moment.astimezone(project_zone()).replace(tzinfo=None) == OPENED

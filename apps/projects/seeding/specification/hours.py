"""The working week of the house, and the length of its sprints."""

from __future__ import annotations

from datetime import time

OPENS, CLOSES = time(8, 30), time(17, 30)
"""The office hours, Monday to Friday, in the project's time zone."""
SPRINT_DAYS = 14
SPRINT_CLOSES_AT = time(18)
"""The hour of a sprint's completion on its last day, working day or not: it is closed automatically."""

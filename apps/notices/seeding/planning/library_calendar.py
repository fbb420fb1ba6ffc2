"""The library's calendar: days before the as-of date, at wall-clock times, with Sundays off."""

from __future__ import annotations

from seedplot.clock import AnchoredCalendar


class LibraryCalendar(AnchoredCalendar):
    """Like any anchored calendar, but the weekday of the anchor matters: the library is closed on Sundays.

    So two runs whose anchors differ need not tell the same story.
    """

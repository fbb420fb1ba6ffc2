from __future__ import annotations

from apps.notices.seeding.scenarios.base import LibraryScenario


class LibraryNoticesScenario(LibraryScenario):
    """Twenty-five patrons, A to Y, of a small public library: 20 holds wait on the shelf, 27 of 100 items are overdue,
    and each of their notices, by e-mail, text message, call or letter, can be followed from its source to the queue,
    the history and the log. Two contacts fail, and both patrons are reached by the next step."""

    size = "25 patrons, 100 items"

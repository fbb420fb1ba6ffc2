"""The calendar of the stories: dates of history up to February 2025, and after that so many days before the anchor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from apps.tickets.seeding.content.moments import OnDate, StoryTime
from apps.tickets.seeding.specification.dates import PRESENT
from seedplot.clock import AnchoredCalendar, Calendar, FixedCalendar
from seedplot.errors import SeedError

FIRST_ANCHOR = date(2025, 4, 1)
ROOM = 180
"""How many days back the moving chapters reach where there is room for all of them."""
MORNING, EVENING = 9 * 60 + 30, 21 * 60
"""Minutes of the day between which moments lie that were squeezed together."""


class WorkshopCalendar(Calendar):
    """Both kinds of moments. To the fingerprint those of history are dates, the others a distance from the anchor."""

    def __init__(self, anchor: datetime) -> None:
        super().__init__(anchor)
        self._history, self._moving = FixedCalendar(anchor), AnchoredCalendar(anchor)
        today = self.origin.date()
        if today < FIRST_ANCHOR:
            raise SeedError(
                f"The workshop's stories cannot end before {FIRST_ANCHOR}, and '{today}' is earlier. "
                f"Give --as-of {FIRST_ANCHOR} or a later date."
            )
        self.room = min(ROOM, (today - PRESENT).days)
        """Days that there are for the moving chapters."""

    @property
    def origin(self) -> datetime:
        return self._moving.origin

    def coordinate(self, moment: datetime) -> str:
        local = moment.astimezone(self.zone)
        if local.date() < PRESENT:
            return local.replace(tzinfo=None).isoformat(" ")
        return super().coordinate(moment)

    def squeezed(self, days: int) -> int:
        """How many days before the anchor that day lies, in the room that there is."""
        return 1 + (days - 1) * (self.room - 1) // (ROOM - 1)

    def moments(self, times: Sequence[StoryTime]) -> list[datetime]:
        """The moments of one machine, each in the place of its story time. Their order is kept, however little room."""
        found: dict[int, datetime] = {}
        days: dict[int, list[int]] = {}
        for place, when in enumerate(times):
            if isinstance(when, OnDate):
                found[place] = self._history.moment(datetime.combine(when.day, when.at))
            else:
                days.setdefault(self.squeezed(when.days), []).append(place)
        for day, places in days.items():
            places.sort(key=lambda place: times[place].order)
            for place, at in zip(places, _times_of_day([times[place] for place in places]), strict=True):
                found[place] = self._moving.moment(day, at)
        return [found[place] for place in range(len(times))]


def _times_of_day(times: Sequence[StoryTime]) -> Iterable[time]:
    """When the moments of one day happen, in their order: as they were written, unless days were squeezed into one.

    Then the day is cut into equal parts, and within its part each lies as early or late as it did in its own day.
    """
    if len({when.order[:2] for when in times}) == 1:
        return [when.at for when in times]
    return [_within(part, len(times), when.at) for part, when in enumerate(times)]


def _within(part: int, parts: int, at: time) -> time:
    # A fifth of each part stays empty, so that the next moment is always later.
    thousandths = min(max(at.hour * 60 + at.minute - 9 * 60, 0), 800)
    minute = MORNING + (EVENING - MORNING) * (1000 * part + thousandths) // (1000 * parts)
    return time(*divmod(minute, 60))

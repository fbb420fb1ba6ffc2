"""When the library's machines do what: hourly batches, the nightly run, the steps of the ladder, the exports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from apps.notices.models.codes import NotificationKind
from apps.notices.seeding.planning.days import PAST_DAYS, LibraryDays
from seedplot.streams import DeterministicRandom

BATCH_HOURS = range(9, 18)
BATCH_MINUTE = 1
OVERDUE_BATCH_HOUR = 10
NIGHTLY_RUN = time(2)
LADDER = {
    NotificationKind.FIRST_OVERDUE: 1,
    NotificationKind.SECOND_OVERDUE: 7,
    NotificationKind.THIRD_OVERDUE: 14,
}
"""Days from the due date to each step."""
REMINDER_DAYS = (3, 1)
"""Days from each reminder to the due date."""
EXPORT_TIMES = {
    "voice_patrons": (time(4),),
    "text_patrons": (time(5),),
    "courtesy": (time(7, 30),),
    "renew": (time(8, 3),),
    "overdue": (time(8, 4),),
    "PhoneNotices": (time(8, 4),),
    "holds": (time(8, 5), time(9, 5), time(13, 5), time(17, 5)),
}
"""When Shoutbomb's tasks usually run. What is written here shows the as-of moment instead."""
FIRST_SECOND, LAST_SECOND = 10, 57
"""Of a batch, in which a patron's notices start."""
SPREAD_SECONDS = 2
"""How much later than the first a patron's other notices of a batch may be."""
TICKS_PER_SECOND = 300
"""The product's datetimes count in three hundredths of a second, so their milliseconds end in 0, 3 or 7."""


@dataclass(frozen=True, order=True)
class Batch:
    """An hourly run that sends what is ready: at one minute past the hour."""

    day: int
    """Days before the as-of date."""
    hour: int


class TimeScheduler:
    """Turns days and batches into the moments at which notices are made and sent."""

    def __init__(self, days: LibraryDays) -> None:
        self.days = days

    def start(self, batch: Batch) -> datetime:
        return self.days.at(batch.day, batch.hour, BATCH_MINUTE)

    def ready_from(self, batch: Batch) -> datetime:
        """The first moment from which a trapped item waits for this batch, and not for the one before."""
        return self.start(batch) - timedelta(minutes=59)

    def notice_dates(self, stream: DeterministicRandom, batch: Batch, count: int) -> list[datetime]:
        """The moments of a patron's notices in a batch; the first is the earliest."""
        first = stream.randint(FIRST_SECOND * TICKS_PER_SECOND, LAST_SECOND * TICKS_PER_SECOND)
        later = [first + stream.below(SPREAD_SECONDS * TICKS_PER_SECOND + 1) for _ in range(count - 1)]
        return [self.start(batch) + _seconds(ticks) for ticks in (first, *sorted(later))]

    def nightly_run(self, days_ago: int) -> datetime:
        return datetime.combine(self.days.day(days_ago), NIGHTLY_RUN)

    def last_nightly_run(self) -> datetime:
        return self.nightly_run(1)

    def exports(self, days_ago: int) -> list[tuple[datetime, str]]:
        """When that day's files for calls and text messages were due, and which."""
        day = self.days.day(days_ago)
        return sorted((datetime.combine(day, at), name) for name, times in EXPORT_TIMES.items() for at in times)

    def ladder(self, due_ago: int) -> Iterator[tuple[NotificationKind, Batch]]:
        """The overdue steps that have been sent for what was due so many days ago."""
        for kind, wait in LADDER.items():
            if due_ago > wait:
                yield kind, Batch(due_ago - wait, OVERDUE_BATCH_HOUR)

    def reminder_runs(self, due_ago: int) -> list[int]:
        """The days of the window on which a reminder was due for what is due then."""
        return [day for wait in REMINDER_DAYS if 1 <= (day := due_ago + wait) <= PAST_DAYS]


def _seconds(ticks: int) -> timedelta:
    """To the millisecond, as the product rounds."""
    return timedelta(milliseconds=round(ticks * 1000 / TICKS_PER_SECOND))

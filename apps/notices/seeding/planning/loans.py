"""Checkouts: when each item was lent and is due, and when it came back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import product

from apps.notices.seeding.planning.catalogue import Item
from apps.notices.seeding.planning.days import FUTURE_DAYS, SUNDAY, LibraryDays
from apps.notices.seeding.planning.people import Patron
from apps.notices.seeding.planning.purposes import Part
from apps.notices.seeding.planning.time_scheduler import LADDER, TimeScheduler
from apps.notices.seeding.specification.cast import CAST, RENEWED_LOANS, RETURNED_DUE, SETTLED_DUE, Loan, Role
from seedplot.quotas import ranked
from seedplot.streams import DeterministicRandom

LOAN_DAYS = 21
RENEWED_AFTER = range(14, 18)
"""Days after which a loan was renewed: before its first reminder."""
SUNDAY_RENEWAL_SHARE = 0.4
"""Of the renewed loans that are due on a Monday."""
DAYS_LATE = range(2, 7)
"""How late a settled overdue came back: before the second notice."""
SOON = range(-2, 0)
LATER = range(-FUTURE_DAYS, -4)
OPENING_HOUR, CLOSING_HOUR = 10, 19
PAST_CHECKOUT_GAP = range(6, 90)
"""Days between an item's return and its next loan."""


@dataclass(frozen=True)
class Checkout:
    """A loan; days count back from the as-of date. `returned` is None while the item is out."""

    item: Item
    patron: Patron
    due_ago: int
    due: datetime
    checked_out: datetime
    """Or renewed, if it was."""
    original_checked_out: datetime
    original_due: datetime
    renewals: int
    returned: datetime | None = None

    @property
    def is_overdue(self) -> bool:
        return self.item.purpose.part is Part.OVERDUE

    @property
    def is_open(self) -> bool:
        return self.returned is None


def plan_checkouts(
    block: DeterministicRandom, days: LibraryDays, patrons: Mapping[str, Patron], items: Sequence[Item]
) -> list[Checkout]:
    """The loans that are open, and those that ended within the window; in the order of the items."""
    due = dict(_due_days(block, days, items))
    lent = [item for item in items if item.item_record_id in due]
    may_renew = [item for item in lent if item.title.format.renewal_limit and item.purpose.part is not Part.SETTLED]
    order = ranked(may_renew, lambda item: block.at("loan", item.purpose.position, "renewed").random())
    renewed = {item.item_record_id for item in order[:RENEWED_LOANS]}
    return [
        _checkout(
            block.at("loan", item.purpose.position),
            days,
            patrons[item.purpose.role.letter],
            item,
            due[item.item_record_id],
            is_renewed=item.item_record_id in renewed,
        )
        for item in lent
        if item.purpose.role is not None
    ]


def _due_days(block: DeterministicRandom, days: LibraryDays, items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """By item, how many days ago it was due."""
    overdue = {role.letter: _overdue_days(block, days, role) for role in CAST}
    returned = iter(_returned_days(block, days, sum(item.purpose.part is Part.RETURNED for item in items)))
    for item in items:
        purpose = item.purpose
        stream = block.at("loan", purpose.position, "due")
        if purpose.part is Part.OVERDUE and purpose.role is not None:
            yield item.item_record_id, overdue[purpose.role.letter][purpose.number]
        elif purpose.part is Part.SETTLED:
            yield item.item_record_id, stream.choice(days.open_days(SETTLED_DUE))
        elif purpose.part is Part.RETURNED:
            yield item.item_record_id, next(returned)
        elif purpose.loan is Loan.SOON:
            yield item.item_record_id, stream.choice(days.open_days(SOON))
        elif purpose.loan is Loan.LATER:
            yield item.item_record_id, stream.choice(days.open_days(LATER))
        elif purpose.loan is not None:
            yield item.item_record_id, days.renew_day


def _overdue_days(block: DeterministicRandom, days: LibraryDays, role: Role) -> list[int]:
    """For each overdue item of the role how many days ago it was due."""
    if not role.overdues:
        return []
    choices = due_day_choices(role, days.weekday)
    chosen = block.at("patron", role.letter, "due days").choice(choices)
    return [day for overdues, day in zip(role.overdues, chosen, strict=True) for _ in range(overdues.count)]


@lru_cache(maxsize=200)
def due_day_choices(role: Role, weekday: int) -> list[tuple[int, ...]]:
    """Due days for the role's overdues if today is that weekday (0 is Monday): all different, none a Sunday.

    Of these, the choices whose steps fall on as many days as the role has overdue contacts: however the days are
    chosen, the library writes the same number of letters.
    """
    open_days = [[day for day in each.band if (weekday - day) % 7 != SUNDAY] for each in role.overdues]
    return [
        chosen
        for chosen in product(*open_days)
        if len(set(chosen)) == len(chosen)
        and len({day - step for day in chosen for step in LADDER.values() if day > step}) == role.overdue_contacts
    ]


def _returned_days(block: DeterministicRandom, days: LibraryDays, count: int) -> list[int]:
    """Due days of what was returned on time: every open day of the window before any comes again."""
    open_days = days.open_days(RETURNED_DUE)
    rounds = [block.at("returned", number).shuffle(open_days) for number in range(-(-count // len(open_days)))]
    return [day for each in rounds for day in each][:count]


def _checkout(
    stream: DeterministicRandom, days: LibraryDays, patron: Patron, item: Item, due_ago: int, *, is_renewed: bool
) -> Checkout:
    lent_ago = due_ago + LOAN_DAYS
    if not is_renewed:
        lent = opening_time(stream.at("lent"), days, lent_ago)
        first_lent, first_due = lent, days.end(due_ago)
    else:
        # Patrons renew at home, on Sundays too; what would be due on a Sunday is due on Monday.
        if days.day(due_ago).weekday() == 0 and stream.at("Sunday").should_happen(SUNDAY_RENEWAL_SHARE):
            lent_ago += 1
        at = stream.at("renewed at")
        lent = days.at(lent_ago, at.randint(7, 22), at.below(60), at.below(60))
        first_ago = stream.at("first lent").choice(days.open_days(lent_ago + wait for wait in RENEWED_AFTER))
        first_lent = opening_time(stream.at("first lent at"), days, first_ago)
        first_due = days.end(first_ago - LOAN_DAYS)
    return Checkout(
        item=item,
        patron=patron,
        due_ago=due_ago,
        due=days.end(due_ago),
        checked_out=lent,
        original_checked_out=first_lent,
        original_due=first_due,
        renewals=int(is_renewed),
        returned=_returned(stream.at("returned"), days, item.purpose.part, due_ago),
    )


def _returned(stream: DeterministicRandom, days: LibraryDays, part: Part, due_ago: int) -> datetime | None:
    if part is Part.SETTLED:
        return opening_time(stream, days, stream.choice(days.open_days(due_ago - late for late in DAYS_LATE)))
    if part is Part.RETURNED:
        return opening_time(stream, days, stream.choice(days.open_days((due_ago, due_ago + 1))))
    return None


def opening_time(stream: DeterministicRandom, days: LibraryDays, days_ago: int) -> datetime:
    """A moment of that day at which the library is open."""
    hour = stream.randint(OPENING_HOUR, CLOSING_HOUR - 1)
    return days.at(days_ago, hour, stream.below(60), stream.below(60))


@dataclass(frozen=True)
class Reminder:
    """That an item is due soon, sent in the nightly run of a day."""

    checkout: Checkout
    day: int
    made_at: datetime


def plan_reminders(scheduler: TimeScheduler, checkouts: Sequence[Checkout]) -> list[Reminder]:
    """All reminders of the window, in the order in which they were made; letters are too slow for them."""
    reminders = [
        Reminder(checkout, day, scheduler.nightly_run(day))
        for checkout in checkouts
        if checkout.patron.delivery.name != "MAIL"
        for day in scheduler.reminder_runs(checkout.due_ago)
    ]
    return sorted(
        reminders, key=lambda each: (-each.day, each.checkout.patron.patron_id, each.checkout.item.item_record_id)
    )

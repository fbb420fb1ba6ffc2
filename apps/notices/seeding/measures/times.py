"""Days and minutes: window, shelf, batches, ladder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from apps.notices import models
from apps.notices.models.codes import HoldAction, HoldState, NotificationKind
from apps.notices.seeding.rows import BlockRows, batch_of

PAST_DAYS, FUTURE_DAYS = 20, 10
SUNDAY = 6
END_OF_DAY = time(23, 59, 59)
NIGHTLY_RUN = time(2)
OVERDUE_BATCH = time(10, 1)
STEPS = {NotificationKind.FIRST_OVERDUE: 1, NotificationKind.SECOND_OVERDUE: 7, NotificationKind.THIRD_OVERDUE: 14}
BANDS = (range(2, 8), range(8, 15), range(15, 21))
LEAST_OF_A_BAND = 5
SPREAD = timedelta(seconds=2)
HOUR = timedelta(hours=1)
SENT: tuple[tuple[Any, str], ...] = (
    (models.NotificationHistoryEntry, "notice_date"),
    (models.NotificationLog, "notified_at"),
    (models.QueuedNotification, "creation_date"),
    (models.CirculationReminder, "creation_date"),
)
"""Moments in the past part of the window."""
DUE: tuple[tuple[Any, str], ...] = (
    (models.ItemCheckout, "due_date"),
    (models.OverdueNotice, "due_date"),
    (models.OverdueItem, "due_date"),
    (models.CirculationReminder, "due_date"),
    (models.HoldRequest, "hold_till_date"),
    (models.HoldNotice, "hold_till_date"),
)
"""Moments in the whole window, at the end of a day."""
SHELF_DAYS = range(3, 11)
REACHES = (range(1, 4), range(4, 8), range(8, 11))
LONGEST = 4
"""Holds of the last reach."""


def outside_the_window(block: BlockRows) -> list[str]:
    """Dates before or after the window, on Sundays, or at another time of day than they should have."""
    first, last = block.day(PAST_DAYS), block.day(-FUTURE_DAYS)
    wrong = []
    for model, column in SENT:
        for row in block.rows(model):
            moment = getattr(row, column)
            if not first <= moment.date() or moment >= block.moment:
                wrong.append(f"{model.__name__} of {moment}")
    for model, column in DUE:
        for row in block.rows(model):
            moment = getattr(row, column)
            is_sunday = column == "due_date" and moment.weekday() == SUNDAY
            if not first <= moment.date() <= last or is_sunday or moment.time() != END_OF_DAY:
                wrong.append(f"{model.__name__} due {moment}")
    wrong += [
        f"hold {row.hold_request_id} was ready on a Sunday"
        for row in block.holds.values()
        if row.hold_notification_date.weekday() == SUNDAY
    ]
    return wrong


def wrong_hold_shelf(block: BlockRows) -> list[str]:
    """Holds that wait too short or too long, or out of order; and ranges of waiting that none has."""
    notices = {(row.patron_id, row.item_record_id): row.hold_till_date for row in block.rows(models.HoldNotice)}
    queued = {(row.patron_id, row.item_record_id): row.creation_date for row in block.queued(NotificationKind.HOLD)}
    wrong = []
    reaches = set()
    for pair, row in block.holds.items():
        ready, till = row.hold_notification_date, row.hold_till_date
        ahead = -block.days_ago(till)
        reaches |= {reach for reach in REACHES if ahead in reach}
        is_in_order = row.creation_date <= row.last_status_transition_date <= ready
        is_same_day = row.last_status_transition_date.date() == ready.date()
        if (
            ahead < 1
            or (till.date() - ready.date()).days not in SHELF_DAYS
            or not (is_in_order and is_same_day)
            or notices.get(pair, till) != till
            or queued.get(pair, ready) != ready
        ):
            wrong.append(f"hold {row.hold_request_id} was ready {ready} and waits until {till}")
    wrong += [f"no hold waits {reach.start} to {reach[-1]} days" for reach in REACHES if reach not in reaches]
    return [*wrong, *_wrong_newest(block)]


def _wrong_newest(block: BlockRows) -> Iterator[str]:
    """The holds that wait longest became ready on the newest day that was open, and no others did."""
    newest = block.day(1 if block.day(1).weekday() != SUNDAY else 2)
    longest = {
        row.hold_request_id for row in block.holds.values() if -block.days_ago(row.hold_till_date) in REACHES[-1]
    }
    ready = {row.hold_request_id for row in block.holds.values() if row.hold_notification_date.date() == newest}
    for number in sorted(longest ^ ready):
        yield f"hold {number} is {'not ' if number in longest else ''}of {newest}"
    if len(longest) != LONGEST:
        yield f"{len(longest)} holds wait longest"


def wrong_transitions(block: BlockRows) -> list[str]:
    """Holds whose history lacks a step, and a daily history that is not that of the newest day."""
    transitions = block.rows(models.HoldTransition)
    moments = {(row.hold_request_id, row.hold_status_id, row.action_taken_id): row for row in transitions}
    wrong = []
    for hold in block.holds.values():
        placed = moments.get((hold.hold_request_id, HoldState.ACTIVE, HoldAction.ACTIVATED))
        trapped = moments.get((hold.hold_request_id, HoldState.HELD, HoldAction.TRAPPED))
        if (
            placed is None
            or placed.status_transition_date != hold.creation_date
            or trapped is None
            or trapped.status_transition_date != hold.last_status_transition_date
            or trapped.item_record_id != hold.trapping_item_record_id
        ):
            wrong.append(f"the history of hold {hold.hold_request_id}")
    newest = max((row.status_transition_date.date() for row in transitions), default=None)
    wanted = {row.hold_history_id: row for row in transitions if row.status_transition_date.date() == newest}
    daily = {row.hold_history_id: row for row in block.rows(models.DailyHoldTransition)}
    columns = [each.name for each in models.DailyHoldTransition._meta.fields if not each.primary_key]
    for number in sorted(wanted.keys() | daily.keys()):
        one, other = wanted.get(number), daily.get(number)
        if one is None or other is None or any(getattr(one, name) != getattr(other, name) for name in columns):
            wrong.append(f"row {number} of the daily history")
    return wrong


def slow_hold_notices(block: BlockRows) -> list[str]:
    """Holds whose notice came before they were ready, or an hour or more after; minutes count as DATEDIFF counts."""
    wrong = []
    sent = {(row.patron_id, row.item_record_id): row.notice_date for row in block.notices(NotificationKind.HOLD)}
    for pair, row in block.holds.items():
        notice = sent.get(pair)
        ready = row.hold_notification_date
        if notice is None or notice < ready or batch_of(notice) - batch_of(ready) >= HOUR:
            wrong.append(f"hold {row.hold_request_id} was ready {ready}, its notice sent {notice}")
    return wrong


def wrong_batches(block: BlockRows) -> list[str]:
    """Notices outside of a batch, or too far apart in one, and contacts that do not begin with their first notice."""
    moments = [row.notice_date for row in block.history] + [row.notified_at for row in block.logs]
    wrong = [f"a notice at {moment}" for moment in sorted(set(moments)) if not _is_of_a_batch(moment)]
    starts = {(row.patron_id, batch_of(row.notified_at)): row.notified_at for row in block.logs}
    for (patron_id, batch), rows in block.history_by_batch.items():
        sent = sorted(row.notice_date for row in rows)
        if sent[-1] - sent[0] > SPREAD or starts.get((patron_id, batch)) != sent[0]:
            wrong.append(f"the contact of {block.letter(patron_id)} at {batch}")
    return wrong


def _is_of_a_batch(moment: datetime) -> bool:
    """True for a moment at which notices go out; the product counts in three hundredths of a second."""
    in_minute = moment.minute == 1 and 10 <= moment.second <= 59 and 9 <= moment.hour <= 17
    return in_minute and moment.microsecond % 10_000 in (0, 3_000, 7_000)


def wrong_ladder(block: BlockRows) -> list[str]:
    """Items that have not had just the overdue notices that were due, each at 10:01 of its day."""
    wanted = {(row.patron_id, row.item_record_id): _steps(block, row.due_date) for row in block.overdue}
    wanted |= {(row.patron_id, row.item_record_id): _steps(block, row.due_date)[:1] for row in block.settled}
    wrong = []
    for pair in sorted(wanted.keys() | block.overdue_notices_of.keys()):
        sent = [(row.notification_type_id, batch_of(row.notice_date)) for row in block.overdue_notices_of.get(pair, ())]
        if sent != wanted.get(pair):
            wrong.append(f"item {pair[1]} of {block.letter(pair[0])} has had {len(sent)} overdue notices")
    return wrong


def _steps(block: BlockRows, due: datetime) -> list[tuple[int, datetime]]:
    """Type and batch of each notice that has been sent for an item due then."""
    overdue = block.days_ago(due)
    return [
        (int(kind), datetime.combine(due.date() + timedelta(days=step), OVERDUE_BATCH))
        for kind, step in STEPS.items()
        if overdue > step
    ]


def wrong_levels(block: BlockRows) -> list[str]:
    """Overdue items filed under another notice than their latest, bands with too few, counts that are not history's."""
    kinds = dict(zip(BANDS, STEPS, strict=True))
    sizes = dict.fromkeys(BANDS, 0)
    wrong = []
    for notice in block.rows(models.OverdueNotice):
        overdue = block.days_ago(notice.due_date)
        band = next((band for band in BANDS if overdue in band), None)
        if band is None or notice.notification_type_id != kinds[band]:
            wrong.append(f"item {notice.item_record_id}, {overdue} days overdue, is type {notice.notification_type_id}")
        else:
            sizes[band] += 1
            if notice.billing_notice != BANDS.index(band):
                wrong.append(f"item {notice.item_record_id} has billing notice {notice.billing_notice}")
    wrong += [f"only {count} items in band {band}" for band, count in sizes.items() if count < LEAST_OF_A_BAND]
    counted = {row.item_record_id: row.overdue_notice_count for row in block.rows(models.OverdueItem)}
    for row in block.checkouts.values():
        sent = block.overdue_notices_of.get((row.patron_id, row.item_record_id), [])
        last = sent[-1].notice_date if sent else None
        own = (row.overdue_notice_count, row.overdue_notice_date)
        if own != (len(sent), last) or counted.get(row.item_record_id, len(sent)) != len(sent):
            wrong.append(f"item {row.item_record_id} counts {row.overdue_notice_count} notices")
    return wrong

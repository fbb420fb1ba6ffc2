"""The course of a hold from its request to the shelf."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta

from apps.notices import models
from apps.notices.models import branch
from apps.notices.models.codes import HoldAction, HoldState
from apps.notices.seeding.measures.circulation import WAKING_HOURS
from apps.notices.seeding.measures.times import END_OF_DAY, SUNDAY
from apps.notices.seeding.rows import BlockRows, batch_of

PLACED_BEFORE = range(3, 41)
"""Days from the request to the day on which it is filled."""
VALID_DAYS = 180
PICK_LIST_TIME = time(6)
CARRIED = (timedelta(seconds=30), timedelta(seconds=1_500))
"""From the moment in which the item was trapped to that in which it was ready, least and most."""
SAME_CART = timedelta(minutes=4)
"""Within which a patron's holds of one batch are ready."""
COURSE = {
    (HoldState.ACTIVE, HoldAction.ACTIVATED): branch.SYSTEM_USER_ID,
    (HoldState.PENDING, HoldAction.ON_PICK_LIST): branch.SYSTEM_USER_ID,
    (HoldState.HELD, HoldAction.TRAPPED): branch.STAFF_USER_ID,
}
"""The transitions of a hold, and who makes them."""


def wrong_requests(block: BlockRows) -> list[str]:
    """Requests that were placed, filled or end at other times, and holds of one batch that were ready apart."""
    wrong = []
    carts: dict[tuple[int, datetime], list[datetime]] = {}
    notices = {(row.patron_id, row.item_record_id): row.notice_date for row in block.history}
    for pair, row in block.holds.items():
        placed, trapped, ready = row.creation_date, row.last_status_transition_date, row.hold_notification_date
        fits = placed == row.activation_date == row.primary_rtf_begin_date and placed.hour in WAKING_HOURS
        fits &= trapped == row.modification_date == row.primary_rtf_end_date
        fits &= (ready.date() - placed.date()).days in PLACED_BEFORE and ready.weekday() != SUNDAY
        fits &= CARRIED[0] <= ready - trapped <= CARRIED[1]
        fits &= row.expiration_date == datetime.combine(placed.date() + timedelta(days=VALID_DAYS), END_OF_DAY)
        if not fits:
            wrong.append(f"hold {row.hold_request_id}, placed {placed}, was filled {trapped} and ready {ready}")
        if pair in notices:
            carts.setdefault((pair[0], batch_of(notices[pair])), []).append(ready)
    wrong += [
        f"holds of {block.letter(patron_id)} were ready between {min(moments)} and {max(moments)}"
        for (patron_id, _), moments in carts.items()
        if max(moments) - min(moments) >= SAME_CART
    ]
    return [*wrong, *_wrong_course(block)]


def _wrong_course(block: BlockRows) -> list[str]:
    """Holds without their three transitions, made by another user, or on the pick list at another time."""
    trapped = {row.hold_request_id: row.last_status_transition_date for row in block.holds.values()}
    transitions = block.rows(models.HoldTransition)
    wrong = [
        f"hold {number} has {count} transitions"
        for number, count in Counter(row.hold_request_id for row in transitions).items()
        if count != len(COURSE)
    ]
    for row in transitions:
        key = (row.hold_status_id, row.action_taken_id)
        moment = row.status_transition_date
        is_filled = key == (HoldState.HELD, HoldAction.TRAPPED)
        fits = COURSE.get(key) == row.creator_id and (row.item_record_id is not None) == is_filled
        if row.action_taken_id == HoldAction.ON_PICK_LIST and row.hold_request_id in trapped:
            fits &= moment == datetime.combine(trapped[row.hold_request_id].date(), PICK_LIST_TIME)
        if not fits:
            wrong.append(f"transition {row.hold_history_id} of hold {row.hold_request_id}")
    return wrong

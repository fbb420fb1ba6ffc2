"""Rows of hold requests, what happened to them, and the notices that wait for their patrons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from apps.notices import factories
from apps.notices.models import branch
from apps.notices.models.codes import HoldAction, HoldState
from apps.notices.seeding.planning.block_registry import BlockRegistry
from apps.notices.seeding.planning.holds import Hold
from apps.notices.seeding.planning.numbering import FIRST_HOLD_HISTORY
from seedplot.plan import Row
from seedplot.streams import DeterministicRandom


def hold_rows(block: BlockRegistry) -> Iterator[Row]:
    for number, hold in enumerate(block.holds):
        stream = block.rng.at("hold", number)
        yield _request_row(stream, hold)
        yield _notice_row(stream, hold)
    yield from _transition_rows(block)


def _request_row(stream: DeterministicRandom, hold: Hold) -> Row:
    return factories.HoldRequestFactory.row(
        stream.at("request"),
        hold_request_id=hold.hold_request_id,
        patron_id=hold.patron.patron_id,
        creation_date=hold.placed,
        expiration_date=hold.expires,
        last_status_transition_date=hold.trapped,
        item_barcode=hold.item.barcode,
        bibliographic_record_id=hold.item.title.bibliographic_record_id,
        trapping_item_record_id=hold.item.item_record_id,
        hold_till_date=hold.till,
        hold_notification_date=hold.ready,
        delivery_option_id=hold.patron.delivery.value,
    )


def _notice_row(stream: DeterministicRandom, hold: Hold) -> Row:
    title = hold.item.title
    return factories.HoldNoticeFactory.row(
        stream.at("notice"),
        item_record_id=hold.item.item_record_id,
        patron_id=hold.patron.patron_id,
        item_barcode=hold.item.barcode,
        title=title.text,
        author=title.author,
        call_number=title.call_number,
        price=title.price,
        delivery_option_id=hold.patron.delivery.value,
        hold_till_date=hold.till,
        item_format_id=title.format.material_type_id,
    )


def _transition_rows(block: BlockRegistry) -> Iterator[Row]:
    """Three for each hold, in the order of their moments; those of the newest day once more."""
    transitions: list[tuple[datetime, int, HoldState, HoldAction, int | None, int]] = []
    for hold in block.holds:
        number = hold.hold_request_id
        item = hold.item.item_record_id
        transitions += [
            (hold.placed, number, HoldState.ACTIVE, HoldAction.ACTIVATED, None, branch.SYSTEM_USER_ID),
            (hold.on_pick_list, number, HoldState.PENDING, HoldAction.ON_PICK_LIST, None, branch.SYSTEM_USER_ID),
            (hold.trapped, number, HoldState.HELD, HoldAction.TRAPPED, item, branch.STAFF_USER_ID),
        ]
    transitions.sort(key=lambda each: each[:2])
    newest = transitions[-1][0].date()
    for place, (moment, hold_number, state, action, item_number, user) in enumerate(transitions):
        columns = {
            "hold_history_id": block.numbers.roomy(FIRST_HOLD_HISTORY, place),
            "hold_request_id": hold_number,
            "hold_status_id": state.value,
            "status_transition_date": moment,
            "creator_id": user,
            "item_record_id": item_number,
            "action_taken_id": action.value,
        }
        stream = block.rng.at("hold transition", place)
        yield factories.HoldTransitionFactory.row(stream, **columns)
        if moment.date() == newest:
            yield factories.DailyHoldTransitionFactory.row(stream, **columns)

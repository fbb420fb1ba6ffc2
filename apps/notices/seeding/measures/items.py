"""Each item in one place, described in one way, and in every table of its notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from apps.notices import models
from apps.notices.models.codes import OVERDUE_KINDS, ItemState, NotificationKind
from apps.notices.models.tables import data_tables
from apps.notices.seeding.rows import BlockRows, pairs

PLACES: dict[int, tuple[int, int]] = {ItemState.OUT: (1, 0), ItemState.HELD: (0, 1)}
"""By status, how many checkouts and holds an item has."""
INACTIVE = ("U", "V", "W", "X", "Y")
SINGLE_ITEM = tuple("KLMNOPQRST")


def unmatched_holds(block: BlockRows) -> list[str]:
    """Patron and item of a hold that are not once each in request, notice, queue and history."""
    wanted = sorted(block.holds)
    tables = {
        "SysHoldRequests": [(row.patron_id, row.trapping_item_record_id) for row in block.rows(models.HoldRequest)],
        "HoldNotices": pairs(block.rows(models.HoldNotice)),
        "NotificationQueue": pairs(block.queued(NotificationKind.HOLD)),
        "NotificationHistory": pairs(block.notices(NotificationKind.HOLD)),
    }
    return _unmatched(wanted, tables)


def unmatched_overdues(block: BlockRows) -> list[str]:
    """Patron and item of an overdue that are not once each in checkout, notice and queue, or have two due dates."""
    notices = block.rows(models.OverdueNotice)
    wrong = _unmatched(
        pairs(block.overdue),
        {"OverdueNotices": pairs(notices), "NotificationQueue": pairs(block.queued(*OVERDUE_KINDS))},
    )
    current = [row for row in block.rows(models.OverdueItem) if row.item_status_id == ItemState.OUT]
    wrong += _unmatched(pairs(block.overdue), {"ViewOverdueNoticesData": pairs(current)})
    due = {row.item_record_id: row.due_date for row in block.overdue}
    wrong += [
        f"item {row.item_record_id} is due {row.due_date} in one table only"
        for row in (*notices, *current)
        if row.item_record_id in due and row.due_date != due[row.item_record_id]
    ]
    queued = {row.item_record_id: row.notification_type_id for row in block.queued(*OVERDUE_KINDS)}
    wrong += [
        f"item {row.item_record_id} is queued as type {queued[row.item_record_id]}"
        for row in notices
        if queued.get(row.item_record_id, row.notification_type_id) != row.notification_type_id
    ]
    return wrong


def _unmatched(wanted: list[Any], tables: dict[str, list[Any]]) -> list[str]:
    wrong = []
    for name, found in tables.items():
        difference = Counter(found)
        difference.subtract(Counter(wanted))
        wrong += [f"{name} has {pair} {count:+d} times" for pair, count in sorted(difference.items()) if count]
    return wrong


def contradictory_items(block: BlockRows) -> list[str]:
    """Titles, authors, barcodes, call numbers and prices that are not the item's own."""
    titles = {row.bibliographic_record_id: row for row in block.rows(models.BibliographicRecord)}
    details = {row.item_record_id: row for row in block.rows(models.ItemRecordDetail)}
    records = {row.item_record_id: row for row in block.rows(models.ItemRecord)}
    wrong = []
    for number, item in block.items.items():
        title, detail, record = (
            titles.get(item.bibliographic_record_id),
            details.get(number),
            records.get(number),
        )
        if title is None or detail is None or record is None:
            wrong.append(f"item {number} is not in every table of items")
            continue
        own = (item.title, item.author, item.call_number, item.price, item.barcode, item.bibliographic_record_id)
        if own != (
            title.title,
            title.author,
            detail.call_number,
            detail.price,
            record.barcode,
            record.bibliographic_record_id,
        ):
            wrong.append(f"item {number} is described in two ways")
    return wrong + [line for table in data_tables() for line in _wrong_copies(block, table.name, table.model)]


def _wrong_copies(block: BlockRows, name: str, model: Any) -> Iterable[str]:
    """Rows of a table that copy an item's description, and copy it wrong."""
    columns = {column.name for column in model._meta.fields}
    if "item_record_id" not in columns or model in (models.CirculationItem, models.AccountCharge):
        return
    copied = [column for column in ("title", "author", "call_number", "price") if column in columns]
    for row in block.rows(model):
        item = block.items.get(row.item_record_id)
        if item is None:
            continue
        same = all(getattr(row, column) == getattr(item, column) for column in copied)
        if not same or getattr(row, "item_barcode", item.barcode) != item.barcode:
            yield f"{name} describes item {row.item_record_id} in another way"


def misplaced_items(block: BlockRows) -> list[str]:
    """Items in two places at once, or in another one than their status says."""
    out = Counter(row.item_record_id for row in block.rows(models.ItemCheckout))
    held = Counter(row.trapping_item_record_id for row in block.rows(models.HoldRequest))
    wrong = []
    for number, item in block.items.items():
        places = (out[number], held[number])
        if places != PLACES.get(item.item_status_id, (0, 0)):
            wrong.append(f"item {number} with status {item.item_status_id} has {places} checkouts and holds")
    return wrong


def wrong_activity(block: BlockRows) -> list[str]:
    """U to Y with something current or without a past, and K to T with other than one item; lost items."""
    current = Counter(row.patron_id for row in block.rows(models.ItemCheckout))
    current.update(row.patron_id for row in block.rows(models.HoldRequest))
    waiting = {row.patron_id for row in block.rows(models.QueuedNotification)}
    past = {row.patron_id for row in (*block.history, *block.rows(models.CirculationReminder))}
    wrong = []
    for letter, patron_id in block.patron_of.items():
        if letter in INACTIVE and (current[patron_id] or patron_id in waiting):
            wrong.append(f"{letter} has something current")
        if letter in INACTIVE and patron_id not in past:
            wrong.append(f"{letter} has no past")
        if letter in SINGLE_ITEM and current[patron_id] != 1:
            wrong.append(f"{letter} has {current[patron_id]} items")
        lost = block.patrons[patron_id].lost_item_count
        if lost != (letter in ("P", "T")):
            wrong.append(f"{letter} has lost {lost} items")
    return wrong

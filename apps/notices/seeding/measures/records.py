"""Facts about an item that other tables repeat."""

from __future__ import annotations

from operator import attrgetter

from apps.notices import models
from apps.notices.seeding.rows import BlockRows
from apps.notices.seeding.specification.formats import Kind

SAME_IN_BOTH = attrgetter(
    "material_type_id",
    "assigned_collection_id",
    "renewal_limit",
    "last_use_patron_id",
    "item_status_date",
    "check_in_date",
    "last_check_out_renew_date",
)
"""Columns of both tables of items, beside those that every table of items repeats."""
FORMAT_NAMES = {kind.value.material_type_id: kind.value.name for kind in Kind}


def wrong_records(block: BlockRows) -> list[str]:
    """Items whose two records differ, and rows of notices with another format, title number, renewal or value."""
    wrong = []
    for row in block.rows(models.ItemRecord):
        item = block.items.get(row.item_record_id)
        if item is not None and SAME_IN_BOTH(row) != SAME_IN_BOTH(item):
            wrong.append(f"item {row.item_record_id} has two records")
    renewals = {(loan.patron_id, loan.item_record_id): loan.renewals for loan in block.loans}
    for row in block.rows(models.CirculationReminder):
        item = block.items.get(row.item_record_id)
        own = (row.item_format, row.renewals)
        pair = (row.patron_id, row.item_record_id)
        if item is not None and own != (FORMAT_NAMES.get(item.material_type_id), renewals.get(pair, row.renewals)):
            wrong.append(f"reminder {row.reminder_id} is of a {row.item_format}, renewed {row.renewals} times")
    for (_, number), hold in block.holds.items():
        item = block.items.get(number)
        own = (hold.bibliographic_record_id, hold.item_barcode)
        if item is not None and own != (item.bibliographic_record_id, item.barcode):
            wrong.append(f"hold {hold.hold_request_id} is for title {hold.bibliographic_record_id}")
    for model, column in ((models.HoldNotice, "item_format_id"), (models.ManualBillNotice, "material_type_id")):
        for row in block.rows(model):
            item = block.items.get(row.item_record_id)
            if item is not None and getattr(row, column) != item.material_type_id:
                wrong.append(f"{model.__name__} of item {row.item_record_id} says {getattr(row, column)}")
    wrong += [
        f"overdue notice {row.overdue_notice_id} asks {row.replacement_cost}"
        for row in block.rows(models.OverdueNotice)
        if not row.price == row.replacement_cost == row.base_replacement_cost
    ]
    return wrong

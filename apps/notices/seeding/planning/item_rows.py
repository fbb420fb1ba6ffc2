"""Rows of titles, items and loans."""

from __future__ import annotations

from collections.abc import Iterator

from apps.notices import factories
from apps.notices.models.codes import ItemState
from apps.notices.seeding.planning.block_registry import BlockRegistry
from apps.notices.seeding.planning.circulation import Circulation, plan_circulation
from apps.notices.seeding.planning.loans import Checkout
from apps.notices.seeding.planning.notifications import NotificationsByItem
from apps.notices.seeding.planning.purposes import Part
from seedplot.plan import Row


def item_rows(block: BlockRegistry) -> Iterator[Row]:
    titles = {item.title.bibliographic_record_id: item.title for item in block.items}
    for place, number in enumerate(sorted(titles)):
        yield factories.BibliographicRecordFactory.row(
            block.rng.at("title row", place),
            bibliographic_record_id=number,
            author=titles[number].author,
            title=titles[number].text,
        )
    for circulation in plan_circulation(block):
        yield from _rows_of(block, circulation)
    notices = NotificationsByItem(block.contacts)
    for checkout in block.checkouts:
        if checkout.is_open:
            yield _checkout_row(block, checkout, notices)
    for checkout in block.checkouts:
        if checkout.item.purpose.part in (Part.OVERDUE, Part.SETTLED):
            yield _overdue_row(block, checkout, notices)


def _rows_of(block: BlockRegistry, circulation: Circulation) -> Iterator[Row]:
    item, title = circulation.item, circulation.item.title
    stream = block.rng.at("item", item.purpose.position)
    lost_lent, lost_due = circulation.lost_from or (None, None)
    shared = {
        "item_record_id": item.item_record_id,
        "barcode": item.barcode,
        "item_status_id": circulation.state.value,
        "bibliographic_record_id": title.bibliographic_record_id,
        "material_type_id": title.format.material_type_id,
        "assigned_collection_id": title.format.collection_id,
        "renewal_limit": title.format.renewal_limit,
        "last_use_patron_id": circulation.last_patron_id,
        "item_status_date": circulation.since,
        "check_in_date": circulation.checked_in,
        "last_check_out_renew_date": circulation.lent,
    }
    yield factories.CirculationItemFactory.row(
        stream.at("circulation"),
        **shared,
        shelf_location_id=title.format.shelf_location_id,
        last_circ_transaction_date=circulation.last_transaction,
        ytd_circ_count=circulation.loans_this_year,
        lifetime_circ_count=circulation.loans_this_year + circulation.loans_before,
        record_status_date=circulation.added,
        first_available_date=circulation.added,
        original_check_out_date=lost_lent,
        original_due_date=lost_due,
        title=title.text,
        author=title.author,
        call_number=title.call_number,
        price=title.price,
    )
    yield factories.ItemRecordFactory.row(stream.at("record"), **shared)
    yield factories.ItemRecordDetailFactory.row(
        stream.at("detail"),
        item_record_id=item.item_record_id,
        call_number=title.call_number,
        call_number_volume_copy=item.volume_copy,
        price=title.price,
    )


def _checkout_row(block: BlockRegistry, checkout: Checkout, notices: NotificationsByItem) -> Row:
    number = checkout.item.item_record_id
    return factories.ItemCheckoutFactory.row(
        block.rng.at("checkout", checkout.item.purpose.position),
        item_record_id=number,
        patron_id=checkout.patron.patron_id,
        check_out_date=checkout.checked_out,
        due_date=checkout.due,
        renewals=checkout.renewals,
        overdue_notice_count=notices.overdue_count(number),
        overdue_notice_date=notices.last_overdue(number),
        original_check_out_date=checkout.original_checked_out,
        original_due_date=checkout.original_due,
    )


def _overdue_row(block: BlockRegistry, checkout: Checkout, notices: NotificationsByItem) -> Row:
    item = checkout.item
    state = ItemState.IN if item.purpose.part is Part.SETTLED else ItemState.OUT
    return factories.OverdueItemFactory.row(
        block.rng.at("overdue item", item.purpose.position),
        item_record_id=item.item_record_id,
        item_status_id=state.value,
        patron_id=checkout.patron.patron_id,
        item_barcode=item.barcode,
        due_date=checkout.due,
        title=item.title.text,
        author=item.title.author,
        call_number=item.title.call_number,
        call_number_volume_copy=item.volume_copy,
        price=item.title.price,
        overdue_notice_count=notices.overdue_count(item.item_record_id),
    )

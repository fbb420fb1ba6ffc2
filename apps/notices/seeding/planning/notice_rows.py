"""Rows of the queue, the other staging tables, the history and the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from apps.notices import factories
from apps.notices.models.codes import NotificationKind
from apps.notices.seeding.planning.block_registry import BlockRegistry
from apps.notices.seeding.planning.charges import Charge
from apps.notices.seeding.planning.loans import Checkout
from apps.notices.seeding.planning.notifications import Contact
from apps.notices.seeding.planning.numbering import (
    FIRST_LOG_ENTRY,
    FIRST_OVERDUE_NOTICE,
    FIRST_QUEUE_ENTRY,
    FIRST_REMINDER,
)
from apps.notices.seeding.planning.people import Patron
from seedplot.plan import Row


def notice_rows(block: BlockRegistry) -> Iterator[Row]:
    yield from _queue_rows(block)
    yield from _overdue_rows(block)
    yield from _fine_rows(block)
    yield from _bill_rows(block)
    yield from _reminder_rows(block)
    yield from _contact_rows(block)


def latest_step(block: BlockRegistry, checkout: Checkout) -> NotificationKind:
    """The step of the ladder that an overdue item has reached."""
    return list(block.scheduler.ladder(checkout.due_ago))[-1][0]


def _open_fees(block: BlockRegistry) -> dict[int, list[Charge]]:
    """By patron, the charges that a fine notice is about, oldest first; those of a bill have gone by letter."""
    billed = {charge.transaction_id for bill in block.bills for charge in bill.charges}
    fees: dict[int, list[Charge]] = {}
    for charge in block.charges:
        if charge.transaction_id not in billed:
            fees.setdefault(charge.patron.patron_id, []).append(charge)
    return dict(sorted(fees.items()))


def _queue_rows(block: BlockRegistry) -> Iterator[Row]:
    """Numbered in the order in which they were queued."""
    queued: list[tuple[datetime, int, int, dict[str, Any]]] = []

    def queue(created: datetime, patron: Patron, kind: NotificationKind, item: int | None, **given: Any) -> None:
        columns = {"notification_type_id": kind.value, "item_record_id": item, **given}
        columns |= {"patron_id": patron.patron_id, "delivery_option_id": patron.delivery.value}
        queued.append((created, patron.patron_id, item or 0, columns))

    for hold in block.holds:
        queue(hold.ready, hold.patron, NotificationKind.HOLD, hold.item.item_record_id)
    last_run = block.scheduler.last_nightly_run()
    for checkout in block.checkouts:
        if checkout.is_overdue:
            queue(last_run, checkout.patron, latest_step(block, checkout), checkout.item.item_record_id)
    for patron_id, fees in _open_fees(block).items():
        patron = block.patron_registry[patron_id]
        queue(last_run, patron, NotificationKind.FINE, None, amount=_total(fees), is_processed=False)
    for bill in block.bills:
        created = block.scheduler.nightly_run(bill.batch.day)
        queue(created, bill.patron, NotificationKind.MANUAL_BILL, None, amount=bill.total)
    for place, (created, _, _, columns) in enumerate(sorted(queued, key=lambda each: each[:3])):
        yield factories.QueuedNotificationFactory.row(
            block.rng.at("queue", place),
            notification_queue_id=block.numbers.roomy(FIRST_QUEUE_ENTRY, place),
            creation_date=created,
            **columns,
        )


def _overdue_rows(block: BlockRegistry) -> Iterator[Row]:
    overdue = [checkout for checkout in block.checkouts if checkout.is_overdue]
    overdue.sort(key=lambda checkout: (checkout.patron.patron_id, checkout.item.item_record_id))
    for place, checkout in enumerate(overdue):
        item = checkout.item
        yield factories.OverdueNoticeFactory.row(
            block.rng.at("overdue notice", item.purpose.position),
            overdue_notice_id=block.numbers.roomy(FIRST_OVERDUE_NOTICE, place),
            item_record_id=item.item_record_id,
            patron_id=checkout.patron.patron_id,
            item_barcode=item.barcode,
            due_date=checkout.due,
            title=item.title.text,
            author=item.title.author,
            call_number=item.title.call_number,
            price=item.title.price,
            delivery_option_id=checkout.patron.delivery.value,
            notification_type_id=latest_step(block, checkout).value,
        )


def _fine_rows(block: BlockRegistry) -> Iterator[Row]:
    for patron_id, fees in _open_fees(block).items():
        patron = block.patron_registry[patron_id]
        stream = block.rng.at("patron", patron.letter, "fine")
        yield factories.FineNoticeFactory.row(
            stream,
            patron_id=patron_id,
            item_related_charges=_total(fees),
            delivery_option_id=patron.delivery.value,
            transaction_id=fees[0].transaction_id,
        )
        for number, charge in enumerate(fees):
            yield factories.FineNoticeLineFactory.row(
                stream.at("line", number),
                patron_id=patron_id,
                patron_name=patron.full_name,
                total_amount_owed=_total(fees),
                item_record_id=charge.item.item_record_id,
                item_barcode=charge.item.barcode,
                call_number=charge.item.title.call_number,
                author=charge.item.title.author,
                title=charge.item.title.text,
                transaction_date=charge.charged,
                amount=charge.amount,
                delivery_option_id=patron.delivery.value,
                patron_address_id=patron.home.address_id,
                patron_address=patron.home.line,
                patron_city=patron.home.city,
                patron_zip=f"{patron.home.postal_code}-{patron.home.zip_plus_four}",
                transaction_id=charge.transaction_id,
            )


def _bill_rows(block: BlockRegistry) -> Iterator[Row]:
    for bill in block.bills:
        for number, charge in enumerate(bill.charges):
            title = charge.item.title
            yield factories.ManualBillNoticeFactory.row(
                block.rng.at("patron", bill.patron.letter, "bill line", number),
                transaction_id=charge.transaction_id,
                item_record_id=charge.item.item_record_id,
                patron_id=bill.patron.patron_id,
                item_barcode=charge.item.barcode,
                title=title.text,
                author=title.author,
                call_number=title.call_number,
                material_type_id=title.format.material_type_id,
                fee_reason_code_id=charge.reason.value,
                delivery_option_id=bill.patron.delivery.value,
                transaction_date=charge.charged,
                amount=charge.amount,
            )


def _reminder_rows(block: BlockRegistry) -> Iterator[Row]:
    for place, reminder in enumerate(block.reminders):
        checkout = reminder.checkout
        patron, item, home = checkout.patron, checkout.item, checkout.patron.home
        yield factories.CirculationReminderFactory.row(
            block.rng.at("reminder", item.purpose.position, reminder.day - checkout.due_ago),
            reminder_id=block.numbers.roomy(FIRST_REMINDER, place),
            patron_id=patron.patron_id,
            patron_name=patron.full_name,
            email_address=patron.email,
            patron_address=f"{home.line}, {home.city}, KY {home.postal_code}",
            phone_voice=patron.phone,
            item_record_id=item.item_record_id,
            due_date=checkout.due,
            title=item.title.text,
            item_format=item.title.format.name,
            renewals=checkout.renewals,
            delivery_option_id=patron.delivery.value,
            creation_date=reminder.made_at,
        )


def _contact_rows(block: BlockRegistry) -> Iterator[Row]:
    for place, contact in enumerate(block.contacts):
        patron = contact.patron
        stream = block.rng.at("contact", patron.letter, contact.batch.day, contact.batch.hour)
        for number, notice in enumerate(contact.notices):
            yield factories.NotificationHistoryEntryFactory.row(
                stream.at("notice", number),
                patron_id=patron.patron_id,
                item_record_id=notice.item.item_record_id,
                notification_type_id=notice.kind.value,
                delivery_option_id=patron.delivery.value,
                notice_date=notice.noticed,
                notification_status_id=notice.status.value,
                title=notice.item.title.text,
            )
        yield _log_row(block, place, contact)


def _log_row(block: BlockRegistry, place: int, contact: Contact) -> Row:
    patron = contact.patron
    return factories.NotificationLogFactory.row(
        block.rng.at("contact", patron.letter, contact.batch.day, contact.batch.hour, "log"),
        notification_log_id=block.numbers.roomy(FIRST_LOG_ENTRY, place),
        patron_id=patron.patron_id,
        notified_at=contact.notified,
        notification_type_id=contact.kind.value,
        delivery_option_id=patron.delivery.value,
        delivery_string=patron.delivery_string,
        overdues_count=contact.count(NotificationKind.FIRST_OVERDUE),
        holds_count=contact.count(NotificationKind.HOLD),
        second_overdues_count=contact.count(NotificationKind.SECOND_OVERDUE),
        third_overdues_count=contact.count(NotificationKind.THIRD_OVERDUE),
        notification_status_id=contact.status.value,
        details=contact.details,
        patron_barcode=patron.barcode,
        manual_bills_count=len(contact.bill.charges) if contact.bill else 0,
    )


def _total(charges: list[Charge]) -> Decimal:
    return sum((charge.amount for charge in charges), Decimal("0.00"))

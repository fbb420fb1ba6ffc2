"""The contact log against the history behind it, and against where the patrons want to be reached."""

from __future__ import annotations

from typing import Any

from apps.notices.models import (
    Address,
    CirculationReminder,
    FineNoticeLine,
    ManualBillNotice,
    NotificationHistoryEntry,
    NotificationLog,
    PatronAddress,
    PatronRecord,
    PatronRegistration,
    QueuedNotification,
)
from apps.notices.models.codes import ContactStatus, Delivery, NotificationKind
from apps.notices.seeding.measures.library.rows import LibraryRows, keyed_rows, looked_up, side_by_side
from apps.notices.seeding.measures.library.tally import Tally

STATUSES = {
    Delivery.MAIL: {ContactStatus.PRINTED},
    Delivery.EMAIL: {ContactStatus.EMAILED, ContactStatus.EMAIL_FAILED},
    Delivery.VOICE: {ContactStatus.SPOKEN, ContactStatus.RECORDED, ContactStatus.NO_ANSWER},
    Delivery.TEXT: {ContactStatus.TEXTED},
}
"""How a contact can end."""
FAILED = {ContactStatus.NO_ANSWER, ContactStatus.EMAIL_FAILED}
COUNTED = {
    "holds_count": NotificationKind.HOLD,
    "overdues_count": NotificationKind.FIRST_OVERDUE,
    "second_overdues_count": NotificationKind.SECOND_OVERDUE,
    "third_overdues_count": NotificationKind.THIRD_OVERDUE,
}
"""What each of the log's counts is a count of, in the history."""
LOGGED = (
    "notified_at",
    "notification_type_id",
    "delivery_option_id",
    "notification_status_id",
    "details",
    "holds_count",
    "overdues_count",
    "second_overdues_count",
    "third_overdues_count",
    "cancels_count",
    "recalls_count",
    "routings_count",
    "bills_count",
    "manual_bills_count",
)
TOLD = ("item_record_id", "notice_date", "notification_type_id", "delivery_option_id", "notification_status_id")
BATCH_HOURS, BATCH_MINUTE = range(9, 18), 1
SPREAD_SECONDS = 2.0
"""Within one batch, all items of a patron are told in so many seconds."""


def tally_log_counts(library: LibraryRows) -> Tally:
    """Each contact in the log is about exactly the history's rows of that patron and batch."""
    tally = Tally()
    contacts = items = 0
    logs = keyed_rows(library, NotificationLog, ("patron_id",), LOGGED)
    history = keyed_rows(library, NotificationHistoryEntry, ("patron_id",), TOLD)
    bills = keyed_rows(library, ManualBillNotice, ("patron_id",), ("transaction_id",))
    letters = keyed_rows(
        library,
        QueuedNotification,
        ("patron_id",),
        ("creation_date",),
        notification_type_id=NotificationKind.MANUAL_BILL,
    )
    for (patron,), (logged, told, billed, queued) in side_by_side(logs, history, bills, letters):
        contacts, items = contacts + len(logged), items + len(told)
        batches: dict[Any, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {}
        for row in logged:
            entry = dict(zip(LOGGED, row, strict=True))
            batches.setdefault(_minute(entry["notified_at"]), ([], []))[0].append(entry)
        for row in told:
            entry = dict(zip(TOLD, row, strict=True))
            batches.setdefault(_minute(entry["notice_date"]), ([], []))[1].append(entry)
        for batch, (entries, notices) in batches.items():
            where = f"patron {patron}, batch of {batch:%Y-%m-%d %H:%M}"
            is_batch = batch.hour in BATCH_HOURS and batch.minute == BATCH_MINUTE
            tally.expect(is_batch, f"{where}: there is no batch at that time")
            if len(entries) != 1:
                tally.fault(f"{where}: {len(entries)} log rows for {len(notices)} notices")
            elif entries[0]["notification_type_id"] == NotificationKind.MANUAL_BILL:
                tally.expect(not notices, f"{where}: the history has rows of a letter about a bill")
                _check_bill(tally, where, entries[0], billed, queued)
            else:
                _check_contact(tally, where, entries[0], notices, library)
    return tally.close(f"{contacts:,} log rows about {items:,} history rows", contacts and items)


def _check_contact(
    tally: Tally, where: str, entry: dict[str, Any], notices: list[dict[str, Any]], library: LibraryRows
) -> None:
    types = [each["notification_type_id"] for each in notices]
    wanted = {name: types.count(kind) for name, kind in COUNTED.items()}
    others = {name: 0 for name in LOGGED if name.endswith("_count") and name not in wanted}
    for name, count in (wanted | others).items():
        tally.expect(entry[name] == count, f"{where}: {name} is {entry[name]}, the history has {count}")
    kinds = set(types)
    kind = next(iter(kinds)) if len(kinds) == 1 else NotificationKind.COMBINED
    tally.expect(
        entry["notification_type_id"] == kind, f"{where}: type {entry['notification_type_id']}, not {int(kind)}"
    )
    tally.expect(not (NotificationKind.HOLD in kinds and len(kinds) > 1), f"{where}: holds and overdues in one contact")
    for name in ("delivery_option_id", "notification_status_id"):
        others_say = {each[name] for each in notices}
        tally.expect(others_say == {entry[name]}, f"{where}: {name} is {entry[name]}, in the history {others_say}")
    moments = sorted(each["notice_date"] for each in notices)
    if moments:
        at = entry["notified_at"]
        tally.expect(at == moments[0], f"{where}: logged at {at}, the first notice was at {moments[0]}")
        tally.expect(
            (moments[-1] - moments[0]).total_seconds() <= SPREAD_SECONDS, f"{where}: told over too long a time"
        )
        tally.expect(moments[-1] <= library.moment, f"{where}: told in the future")
    _check_status(tally, where, entry)


def _check_bill(tally: Tally, where: str, entry: dict[str, Any], billed: list[Any], queued: list[Any]) -> None:
    """A letter goes on the day on which it was queued, and leaves no history."""
    count, day = entry["manual_bills_count"], entry["notified_at"].date()
    tally.expect(count == len(billed) > 0, f"{where}: {count} manual bills in the log, {len(billed)} in the table")
    days = [moment.date() for (moment,) in queued]
    tally.expect(days == [day], f"{where}: a letter of {day} was queued on {', '.join(map(str, days)) or 'no day'}")
    _check_status(tally, where, entry)


def _check_status(tally: Tally, where: str, entry: dict[str, Any]) -> None:
    option, status, details = entry["delivery_option_id"], entry["notification_status_id"], entry["details"]
    tally.expect(status in STATUSES.get(option, ()), f"{where}: status {status} with delivery option {option}")
    tally.expect(bool(details) == (status in FAILED), f"{where}: status {status} with the details '{details or ''}'")


def tally_delivery(library: LibraryRows) -> Tally:
    """Each contact went to the address that the registration has for the patron's way of delivery."""
    tally = Tally()
    registered = keyed_rows(
        library, PatronRegistration, ("patron_id",), ("delivery_option_id", "email_address", "phone_voice1")
    )
    logs = keyed_rows(
        library, NotificationLog, ("patron_id",), ("delivery_option_id", "delivery_string", "patron_barcode")
    )
    patrons = keyed_rows(library, PatronRecord, ("patron_id",), ("barcode",))
    seen = 0
    for (patron,), (registrations, logged, known) in side_by_side(registered, logs, patrons):
        seen += len(logged)
        for option, string, barcode in logged:
            fits = any((option, string or None) == (each[0], _address(*each)) for each in registrations)
            tally.expect(fits, f"patron {patron}: '{string or ''}' by option {option} is not as registered")
            tally.expect((barcode,) in known, f"patron {patron}: barcode {barcode} is not the patron's")
    return tally.close(f"{seen:,} delivery strings", seen)


def _address(option: int, email: str | None, phone: str | None) -> str | None:
    """Where a notice goes: an e-mail address, a telephone number; a letter has its address elsewhere."""
    if option == Delivery.MAIL:
        return None
    return (email if option == Delivery.EMAIL else phone) or "an address"


def _minute(moment: Any) -> Any:
    return moment.replace(second=0, microsecond=0)


def tally_postal_addresses(library: LibraryRows) -> Tally:
    """What a reminder or a fine notice prints as the patron's address is where the patron lives."""
    tally = Tally()
    street = looked_up(Address, "street_one", address_id="address_id")
    homes = keyed_rows(library, PatronAddress, ("patron_id",), ("address_id", "street"), street=street)
    reminded = keyed_rows(library, CirculationReminder, ("patron_id",), ("patron_address", "patron_name"))
    fined = keyed_rows(library, FineNoticeLine, ("patron_id",), ("patron_address", "patron_name", "patron_address_id"))
    named = keyed_rows(library, PatronRegistration, ("patron_id",), ("full_name",))
    seen = 0
    for (patron,), (lived, reminders, lines, names) in side_by_side(homes, reminded, fined, named):
        seen += len(reminders) + len(lines)
        for address, name, *number in (*reminders, *lines):
            fits = any((address or "").startswith(each) for home, each in lived if number in ([], [home]))
            tally.expect(fits, f"patron {patron} does not live at '{address}'")
            tally.expect((name,) in names, f"patron {patron} is not '{name}'")
    return tally.close(f"{seen:,} addresses", seen)

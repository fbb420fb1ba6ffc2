"""The lines of the phone files, as they must read for the rows that are there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from apps.notices.seeding.measures.files.phone_rows import (
    LEVELS,
    OVERDUE_TYPES,
    TEXT,
    VOICE,
    LoanRow,
    NoticeRow,
    PhonePatron,
    PhoneRows,
)

LANGUAGES = {1: "eng", 2: "spa"}
OVERDUE, HOLD = 1, 2
Fields = list[Any]


def phone_notices(rows: PhoneRows) -> list[Fields]:
    """The 25 fields of each line of PhoneNotices.csv, by patron and item barcode."""
    lines = [_notice_fields(rows, notice) for notice in (*rows.hold_notices, *rows.overdue_notices)]
    return sorted(lines, key=lambda fields: (fields[4], fields[12]))


def _notice_fields(rows: PhoneRows, notice: NoticeRow) -> Fields:
    patron = rows.patrons.get(notice.patron_id, PhonePatron())
    is_hold = notice.notification_type not in OVERDUE_TYPES
    day = notice.last_day
    return [
        "T" if notice.option == TEXT else "V",
        LANGUAGES.get(patron.language, "eng"),
        HOLD if is_hold else OVERDUE,
        LEVELS.get(notice.notification_type, 1),
        rows.barcodes.get(notice.patron_id, ""),
        patron.name_title,
        patron.first_name,
        patron.last_name,
        patron.phone,
        patron.email,
        notice.branch_code,
        notice.branch_name,
        notice.item_barcode,
        f"{day.month}/{day.day}/{day.year}",
        notice.title,
        notice.organization,
        notice.admin_language,
        notice.notification_type,
        notice.option,
        notice.patron_id,
        notice.item_record_id,
        rows.requests.get((notice.patron_id, notice.item_record_id), 0) if is_hold else 0,
        None,
        None,
        None,
    ]


def holds(rows: PhoneRows) -> list[Fields]:
    """Queued holds that wait beyond today, by patron barcode."""
    notices = {(each.patron_id, each.item_record_id, each.notification_type): each for each in rows.hold_notices}
    lines = []
    for patron, item, kind, at in rows.queued:
        notice = notices.get((patron, item or 0, kind))
        if notice is not None and notice.last_day > rows.library.moment:
            request = rows.requests.get((patron, notice.item_record_id))
            barcode = rows.barcodes.get(patron, "")
            fields = [
                _title(notice.title),
                _day(at),
                request,
                patron,
                notice.organization,
                _day(notice.last_day),
                barcode,
            ]
            lines.append((barcode, notice.item_barcode, fields))
    return _in_order(lines)


def overdue(rows: PhoneRows) -> list[Fields]:
    """Loans that were queued as overdue in the last day, by patron id."""
    return _loans(rows, rows.queued_overdues())


def renew(rows: PhoneRows) -> list[Fields]:
    """Loans that are offered renewal, by patron id."""
    return _loans(rows, rows.renewable())


def text_patrons(rows: PhoneRows) -> list[Fields]:
    return [[phone, barcode] for phone, barcode in sorted(rows.listed(TEXT), key=lambda each: each[1])]


def voice_patrons(rows: PhoneRows) -> list[Fields]:
    return [[phone, barcode] for phone, barcode in sorted(rows.listed(VOICE), key=lambda each: each[1])]


def _loans(rows: PhoneRows, loans: Iterable[LoanRow]) -> list[Fields]:
    lines = []
    for loan in loans:
        item = rows.items.get(loan.item_record_id)
        if item is not None:
            own = [loan.patron_id, item.barcode, _title(item.title), _day(loan.due), loan.item_record_id]
            record = [loan.renewals, item.bibliographic_record_id, item.renewal_limit]
            fields = [*own, "", "", "", "", *record, rows.barcodes.get(loan.patron_id, "")]
            lines.append((loan.patron_id, item.barcode, fields))
    return _in_order(lines)


def _in_order(lines: list[tuple[Any, str, Fields]]) -> list[Fields]:
    return [fields for _, _, fields in sorted(lines, key=lambda line: line[:2])]


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def _title(text: str) -> str:
    """A title as a field between bars: without any, and without trailing spaces."""
    return text.replace("|", "/").rstrip()


TEXT_FILES: dict[str, Callable[[PhoneRows], list[Fields]]] = {
    "holds": holds,
    "overdue": overdue,
    "renew": renew,
    "text_patrons": text_patrons,
    "voice_patrons": voice_patrons,
}


def phone_notice_lines(rows: PhoneRows) -> Iterator[bytes]:
    """Every field in quotes, a space where there is nothing, commas between them."""
    for fields in phone_notices(rows):
        texts = [str(field) if field not in (None, "") else " " for field in fields]
        quoted = ['"' + text.replace('"', '""') + '"' for text in texts]
        yield f"{','.join(quoted)}\r\n".encode()


def text_lines(rows: PhoneRows, kind: str) -> Iterator[bytes]:
    """Bars between the fields, no quotes, Windows-1252."""
    for fields in TEXT_FILES[kind](rows):
        yield ("|".join("NULL" if field is None else str(field) for field in fields) + "\r\n").encode("cp1252")

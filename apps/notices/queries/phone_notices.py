"""The lines of PhoneNotices.csv: one for each item that a patron is told of by voice or text."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from typing import Any

from django.db.models import F, QuerySet, Value

from apps.notices.models import HoldNotice, HoldRequest, OverdueNotice, PatronRecord, PatronRegistration
from apps.notices.models.codes import OVERDUE_KINDS, Delivery
from apps.notices.queries.library import Library, looked_up
from apps.notices.queries.lines import (
    LANGUAGES,
    VOICE_OPTIONS,
    PhoneNotice,
    delivery_of,
    kind_of,
    level_of,
)
from seedplot.exporters import streamed

PHONE_OPTIONS = (*VOICE_OPTIONS, Delivery.TEXT)
REGISTERED = ("language_id", "name_title", "first_name", "last_name", "phone_voice1", "email_address")
OWN = (
    "delivery_option_id",
    "notification_type_id",
    "branch_abbreviation",
    "branch_name",
    "item_barcode",
    "title",
    "admin_language_id",
    "patron_id",
    "item_record_id",
)
"""The columns that both kinds of notices have."""
LOOKED_UP = ("patron_barcode", *REGISTERED, "last_day", "organization_id", "hold_request_id")


def phone_notices(library: Library, **only: Any) -> Iterator[PhoneNotice]:
    """The lines by patron and item barcode; `only` narrows them to some columns' values, such as one patron."""
    holds = library.rows(HoldNotice).annotate(
        last_day=F("hold_till_date"),
        organization_id=F("pickup_organization_id"),
        hold_request_id=looked_up(
            HoldRequest, "hold_request_id", patron_id="patron_id", trapping_item_record_id="item_record_id"
        ),
    )
    overdues = library.rows(OverdueNotice).annotate(
        last_day=F("due_date"), organization_id=F("reporting_organization_id"), hold_request_id=Value(0)
    )
    lines = merge(
        _lines(holds, only), _lines(overdues.filter(notification_type_id__in=OVERDUE_KINDS), only), key=_place
    )
    yield from lines


def _lines(rows: QuerySet[Any], only: dict[str, Any]) -> Iterator[PhoneNotice]:
    registered = {name: looked_up(PatronRegistration, name, patron_id="patron_id") for name in REGISTERED}
    found = (
        rows.filter(delivery_option_id__in=PHONE_OPTIONS, **only)
        .annotate(patron_barcode=looked_up(PatronRecord, "barcode", patron_id="patron_id"), **registered)
        .order_by("patron_barcode", "item_barcode")
    )
    for row in streamed(found, (*OWN, *LOOKED_UP)):
        yield _line(dict(zip((*OWN, *LOOKED_UP), row, strict=True)))


def _line(row: dict[str, Any]) -> PhoneNotice:
    notification_type = row["notification_type_id"]
    return PhoneNotice(
        delivery=delivery_of(row["delivery_option_id"]),
        language=LANGUAGES.get(row["language_id"], LANGUAGES[1]),
        kind=kind_of(notification_type),
        level=level_of(notification_type),
        patron_barcode=row["patron_barcode"] or "",
        name_title=row["name_title"] or "",
        first_name=row["first_name"] or "",
        last_name=row["last_name"] or "",
        phone=row["phone_voice1"] or "",
        email=row["email_address"] or "",
        site_code=row["branch_abbreviation"],
        site_name=row["branch_name"],
        item_barcode=row["item_barcode"],
        last_day=row["last_day"].date(),
        title=row["title"],
        reporting_org_id=row["organization_id"],
        language_id=row["admin_language_id"],
        notification_type_id=notification_type,
        delivery_option_id=row["delivery_option_id"],
        patron_id=row["patron_id"],
        item_record_id=row["item_record_id"],
        hold_request_id=row["hold_request_id"] or 0,
    )


def _place(line: PhoneNotice) -> tuple[str, str]:
    return line.patron_barcode, line.item_barcode

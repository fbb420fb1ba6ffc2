"""The rows that the phone files are about: patrons reached by phone, their notices, queue rows and loans.

They are derived from the tables by the rules of the vendors' documents, apart from what writes the files.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Q

from apps.notices.models import (
    CirculationItem,
    HoldNotice,
    HoldRequest,
    ItemCheckout,
    OverdueNotice,
    PatronRecord,
    PatronRegistration,
    QueuedNotification,
)
from apps.notices.seeding.measures.library.rows import LibraryRows, values_of

TEXT, VOICE = 8, 3
BY_PHONE = (3, 4, 5, 8)
"""Delivery options of the product's own export."""
VENDORS = (VOICE, TEXT)
"""Those of the vendor's text files."""
OVERDUE_TYPES = (1, 12, 13)
LEVELS = {12: 2, 13: 3}
QUEUED_TYPES = (1, 7, 8, 11, 12, 13)
SKIPPED_MATERIAL = 12
SUNDAY = 6
GRACE_MONTHS = 3
PHONE_DIGITS = 10
Pair = tuple[int, int]


class PhonePatron(NamedTuple):
    """A patron, as registered."""

    option: int | None = None
    language: int = 1
    name_title: str | None = None
    first_name: str = ""
    last_name: str = ""
    phone: str | None = None
    email: str | None = None
    expires: datetime | None = None


class NoticeRow(NamedTuple):
    """A hold or an overdue with its patron; its columns are those of both tables of notices."""

    patron_id: int
    item_record_id: int
    notification_type: int
    option: int
    item_barcode: str
    title: str
    last_day: datetime
    organization: int
    admin_language: int
    branch_code: str
    branch_name: str


class LoanRow(NamedTuple):
    """An item on loan."""

    patron_id: int
    item_record_id: int
    due: datetime
    renewals: int


class ItemRow(NamedTuple):
    barcode: str
    title: str
    bibliographic_record_id: int
    renewal_limit: int
    material_type: int


class PhoneRows:
    """All that goes by phone is kept; everything else stays in the database."""

    def __init__(self, library: LibraryRows) -> None:
        self.library = library

    @cached_property
    def patrons(self) -> dict[int, PhonePatron]:
        columns = ("delivery_option_id", "language_id", "name_title", "first_name", "last_name", "phone_voice1")
        rows = self.library.rows(PatronRegistration).filter(delivery_option_id__in=BY_PHONE)
        return {
            patron: PhonePatron(*values)
            for patron, *values in values_of(rows, ("patron_id", *columns, "email_address", "expiration_date"))
        }

    @cached_property
    def barcodes(self) -> dict[int, str]:
        """The barcodes of those patrons."""
        registered = self.library.rows(PatronRegistration).filter(delivery_option_id__in=BY_PHONE)
        rows = self.library.rows(PatronRecord).filter(patron_id__in=registered.values("patron_id"))
        return dict(values_of(rows, ("patron_id", "barcode")))

    @cached_property
    def hold_notices(self) -> list[NoticeRow]:
        return list(self._notices(HoldNotice, "hold_till_date", "pickup_organization_id", Q()))

    @cached_property
    def overdue_notices(self) -> list[NoticeRow]:
        is_step = Q(notification_type_id__in=OVERDUE_TYPES)
        return list(self._notices(OverdueNotice, "due_date", "reporting_organization_id", is_step))

    def _notices(self, model: Any, last_day: str, organization: str, only: Q) -> Iterator[NoticeRow]:
        own = ("patron_id", "item_record_id", "notification_type_id", "delivery_option_id", "item_barcode", "title")
        branch = ("admin_language_id", "branch_abbreviation", "branch_name")
        rows = self.library.rows(model).filter(only, delivery_option_id__in=BY_PHONE)
        for values in values_of(rows, (*own, last_day, organization, *branch)):
            yield NoticeRow(*values)

    @cached_property
    def requests(self) -> dict[Pair, int]:
        """The request of each hold, by patron and item."""
        notified = self.library.rows(HoldNotice).filter(delivery_option_id__in=BY_PHONE)
        rows = self.library.rows(HoldRequest).filter(trapping_item_record_id__in=notified.values("item_record_id"))
        columns = ("patron_id", "trapping_item_record_id", "hold_request_id")
        return {(patron, item): number for patron, item, number in values_of(rows.order_by("-pk"), columns)}

    @cached_property
    def queued(self) -> list[tuple[int, int | None, int, datetime]]:
        """Patron, item, type and moment of what is queued for the vendor."""
        rows = self.library.rows(QueuedNotification).filter(delivery_option_id__in=VENDORS)
        return list(values_of(rows, ("patron_id", "item_record_id", "notification_type_id", "creation_date")))

    def queued_overdues(self) -> Iterator[LoanRow]:
        """Loans that were queued in the 24 hours before now."""
        since = self.library.moment - timedelta(days=1)
        pairs = {
            (patron, item)
            for patron, item, kind, at in self.queued
            if kind in QUEUED_TYPES and since <= at < self.library.moment
        }
        return (loan for loan in self.loans if (loan.patron_id, loan.item_record_id) in pairs)

    def renewable(self) -> Iterator[LoanRow]:
        """Loans that end in three days, or in four where that would be a Sunday; games are skipped."""
        ahead = self.library.as_of + timedelta(days=3)
        last_day = ahead + timedelta(days=ahead.weekday() == SUNDAY)
        for loan in self.loans:
            patron, item = self.patrons.get(loan.patron_id), self.items.get(loan.item_record_id)
            is_reached = patron is not None and patron.option in VENDORS
            if is_reached and loan.due.date() == last_day and item and item.material_type != SKIPPED_MATERIAL:
                yield loan

    def listed(self, option: int) -> Iterator[tuple[str, str]]:
        """Phone and barcode of the option's patrons, unless their registration ended over three months ago."""
        oldest = months_before(self.library.as_of, GRACE_MONTHS)
        for number, patron in self.patrons.items():
            is_current = patron.expires is not None and patron.expires.date() >= oldest
            if patron.option == option and is_current and len(patron.phone or "") >= PHONE_DIGITS:
                yield (patron.phone or "").replace("-", ""), self.barcodes.get(number, "")

    @cached_property
    def loans(self) -> list[LoanRow]:
        registered = self.library.rows(PatronRegistration).filter(delivery_option_id__in=VENDORS)
        rows = self.library.rows(ItemCheckout).filter(patron_id__in=registered.values("patron_id"))
        return [LoanRow(*values) for values in values_of(rows, ("patron_id", "item_record_id", "due_date", "renewals"))]

    @cached_property
    def items(self) -> dict[int, ItemRow]:
        """The items on loan to patrons reached by phone."""
        registered = self.library.rows(PatronRegistration).filter(delivery_option_id__in=VENDORS)
        on_loan = self.library.rows(ItemCheckout).filter(patron_id__in=registered.values("patron_id"))
        rows = self.library.rows(CirculationItem).filter(item_record_id__in=on_loan.values("item_record_id"))
        columns = ("barcode", "title", "bibliographic_record_id", "renewal_limit", "material_type_id")
        return {number: ItemRow(*values) for number, *values in values_of(rows, ("item_record_id", *columns))}


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month if it is shorter."""
    count = 12 * day.year + day.month - 1 - months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))

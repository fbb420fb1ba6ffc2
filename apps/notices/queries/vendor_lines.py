"""The lines of the vendor's five text files, each by its own rule."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Length

from apps.notices.models import (
    CirculationItem,
    HoldNotice,
    HoldRequest,
    ItemCheckout,
    PatronRecord,
    PatronRegistration,
    QueuedNotification,
)
from apps.notices.models.codes import SKIPPED_BY_RENEW, Delivery
from apps.notices.queries.library import Library, looked_up
from apps.notices.queries.lines import HoldLine, LoanLine, PatronLine
from seedplot.exporters import streamed

OPTIONS = (Delivery.VOICE, Delivery.TEXT)
OVERDUE_QUEUE_TYPES = (1, 7, 8, 11, 12, 13)
THURSDAY = 3
GRACE_MONTHS = 3
"""A registration that ran out longer ago is no longer called."""

Lines = Iterator[HoldLine] | Iterator[LoanLine] | Iterator[PatronLine]


def holds(library: Library, **only: Any) -> Iterator[HoldLine]:
    """Queued holds that wait beyond today."""
    notices = HoldNotice._base_manager.filter(
        item_record_id=OuterRef("item_record_id"),
        patron_id=OuterRef("patron_id"),
        notification_type_id=OuterRef("notification_type_id"),
    )
    found = (
        library.rows(QueuedNotification)
        .filter(Exists(notices.filter(hold_till_date__gt=library.moment)), delivery_option_id__in=OPTIONS, **only)
        .annotate(
            title=notices.values("title")[:1],
            pickup_organization_id=notices.values("pickup_organization_id")[:1],
            hold_till_date=notices.values("hold_till_date")[:1],
            item_barcode=notices.values("item_barcode")[:1],
            hold_request_id=looked_up(
                HoldRequest, "hold_request_id", patron_id="patron_id", trapping_item_record_id="item_record_id"
            ),
            patron_barcode=looked_up(PatronRecord, "barcode", patron_id="patron_id"),
        )
        .order_by("patron_barcode", "item_barcode")
    )
    names = ("title", "creation_date", "hold_request_id", "patron_id", "pickup_organization_id", "hold_till_date")
    for title, queued_at, request, patron, organization, till, barcode in streamed(found, (*names, "patron_barcode")):
        yield HoldLine(_without_bars(title), queued_at.date(), request, patron, organization, till.date(), barcode)


def overdue(library: Library, **only: Any) -> Iterator[LoanLine]:
    """What was queued in the last day for items that are still out with that patron."""
    queued = QueuedNotification._base_manager.filter(
        item_record_id=OuterRef("item_record_id"),
        patron_id=OuterRef("patron_id"),
        notification_type_id__in=OVERDUE_QUEUE_TYPES,
        delivery_option_id__in=OPTIONS,
        creation_date__gte=library.moment - timedelta(days=1),
        creation_date__lt=library.moment,
    )
    yield from _loans(library.rows(ItemCheckout).filter(Exists(queued), **only))


def renew(library: Library, **only: Any) -> Iterator[LoanLine]:
    """What is due in three days and may be renewed; on Thursdays in four, as nothing is due on a Sunday."""
    due = datetime.combine(renew_date(library.as_of), time())
    reached = PatronRegistration._base_manager.filter(patron_id=OuterRef("patron_id"), delivery_option_id__in=OPTIONS)
    found = library.rows(ItemCheckout).filter(
        Exists(reached), due_date__gte=due, due_date__lt=due + timedelta(days=1), **only
    )
    renewable = CirculationItem._base_manager.filter(item_record_id=OuterRef("item_record_id"))
    yield from _loans(found.filter(Exists(renewable.exclude(material_type_id=SKIPPED_BY_RENEW))))


def text_patrons(library: Library, **only: Any) -> Iterator[PatronLine]:
    yield from _patrons(library, Delivery.TEXT, only)


def voice_patrons(library: Library, **only: Any) -> Iterator[PatronLine]:
    yield from _patrons(library, Delivery.VOICE, only)


KINDS: dict[str, Callable[..., Lines]] = {
    "holds": holds,
    "overdue": overdue,
    "renew": renew,
    "text_patrons": text_patrons,
    "voice_patrons": voice_patrons,
}


def renew_date(as_of: date) -> date:
    return as_of + timedelta(days=4 if as_of.weekday() == THURSDAY else 3)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month if it is shorter."""
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _loans(checkouts: QuerySet[Any]) -> Iterator[LoanLine]:
    item = {
        name: looked_up(CirculationItem, column, item_record_id="item_record_id")
        for name, column in (
            ("item_barcode", "barcode"),
            ("title", "title"),
            ("bibliographic_record_id", "bibliographic_record_id"),
            ("renewal_limit", "renewal_limit"),
        )
    }
    found = checkouts.annotate(
        patron_barcode=looked_up(PatronRecord, "barcode", patron_id="patron_id"), **item
    ).order_by("patron_id", "item_barcode")
    names = ("patron_id", "item_barcode", "title", "due_date", "item_record_id", "renewals")
    for patron, barcode, title, due, item_id, renewals, *rest in streamed(
        found, (*names, "bibliographic_record_id", "renewal_limit", "patron_barcode")
    ):
        yield LoanLine(patron, barcode, _without_bars(title), due.date(), item_id, renewals, *rest)


def _patrons(library: Library, option: int, only: dict[str, Any]) -> Iterator[PatronLine]:
    oldest = datetime.combine(months_before(library.as_of, GRACE_MONTHS), time())
    found = (
        library.rows(PatronRegistration)
        .annotate(length=Length("phone_voice1"), barcode=looked_up(PatronRecord, "barcode", patron_id="patron_id"))
        .filter(delivery_option_id=option, length__gte=10, expiration_date__gte=oldest, **only)
        .order_by("barcode")
    )
    for phone, barcode in streamed(found, ("phone_voice1", "barcode")):
        yield PatronLine(phone.replace("-", ""), barcode)


def _without_bars(title: str) -> str:
    """A title as a field between bars: without any, and without trailing spaces."""
    return title.replace("|", "/").rstrip()

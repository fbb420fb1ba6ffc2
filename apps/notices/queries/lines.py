"""One line of each phone file as a value with named fields, and the form in which a file has it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from apps.notices.models.codes import OVERDUE_KINDS, Delivery, NotificationKind
from seedplot.exporters import Dialect, Quoting

PHONE_NOTICES_NAME = "PhoneNotices.csv"
PHONE_NOTICES = Dialect(",", Quoting.ALL, null=" ", empty=" ")
"""The product's phone export: every field in quotes, and a space where there is nothing."""
SHOUTBOMB = Dialect("|", Quoting.NEVER, encoding="cp1252", null="NULL")
"""What the text and voice vendor takes: no quotes at all, Windows-1252."""
VOICE_OPTIONS = (Delivery.VOICE, 4, 5)
HOLD_TYPES = (NotificationKind.HOLD, 18)
CANCEL_TYPES = (3,)
BILL_TYPES = (NotificationKind.FINE, 11, NotificationKind.MANUAL_BILL, 21)
LANGUAGES = {1: "eng", 2: "spa"}
LEVELS: dict[int, int] = {NotificationKind.SECOND_OVERDUE: 2, NotificationKind.THIRD_OVERDUE: 3}
"""An overdue notice's step, by its type; every other notice is a first one."""


class PhoneNotice(NamedTuple):
    """A line of PhoneNotices.csv: the 25 fields in their order. An empty text is written as a space."""

    delivery: str
    language: str
    kind: int
    level: int
    patron_barcode: str
    name_title: str
    first_name: str
    last_name: str
    phone: str
    email: str
    site_code: str
    site_name: str
    item_barcode: str
    last_day: date
    """When an overdue item was due, or until when a hold waits."""
    title: str
    reporting_org_id: int
    language_id: int
    notification_type_id: int
    delivery_option_id: int
    patron_id: int
    item_record_id: int
    hold_request_id: int
    """0 if it is not a hold."""
    pickup_area: str = ""
    txn_id: str = ""
    """Of manual bills only, which no phone gets here."""
    account_balance: str = ""

    def fields(self) -> list[Any]:
        return [f"{each.month}/{each.day}/{each.year}" if isinstance(each, date) else each for each in self]


class HoldLine(NamedTuple):
    """A line of holds.txt."""

    title: str
    queued_on: date
    hold_request_id: int
    patron_id: int
    pickup_organization_id: int
    hold_till: date
    patron_barcode: str

    def fields(self) -> list[Any]:
        return list(self)


class LoanLine(NamedTuple):
    """A line of overdue.txt or renew.txt; four fields between the item's number and its renewals stay empty."""

    patron_id: int
    item_barcode: str
    title: str
    due_on: date
    item_record_id: int
    renewals: int
    bibliographic_record_id: int
    renewal_limit: int
    patron_barcode: str

    def fields(self) -> list[Any]:
        return [*self[:5], "", "", "", "", *self[5:]]


class PatronLine(NamedTuple):
    """A line of text_patrons.txt or voice_patrons.txt."""

    phone: str
    patron_barcode: str

    def fields(self) -> list[Any]:
        return list(self)


def delivery_of(option: int) -> str:
    """V for a call, T for a text message. ValueError for an option that is neither."""
    if option in VOICE_OPTIONS:
        return "V"
    if option == Delivery.TEXT:
        return "T"
    raise ValueError(f"delivery option {option} is no phone's")


def kind_of(notification_type: int) -> int:
    """1 overdue, 2 hold, 3 cancelled hold, 4 fine or bill. ValueError for a type that no phone gets."""
    for kind, types in enumerate((OVERDUE_KINDS, HOLD_TYPES, CANCEL_TYPES, BILL_TYPES), 1):
        if notification_type in types:
            return kind
    raise ValueError(f"notices of type {notification_type} do not go by phone")


def level_of(notification_type: int) -> int:
    return LEVELS.get(notification_type, 1)


def text_file_names(kind: str, stamp: str) -> tuple[str, str]:
    """The vendor's active file of a kind, and its copy as it was uploaded at the moment of the stamp."""
    return f"{kind}.txt", f"{kind}_submitted_{stamp}.txt"

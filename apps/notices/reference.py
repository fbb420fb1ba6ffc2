"""The reference tables in full.

They belong to no run: clearing leaves them, and what somebody has altered stays altered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.notices.tables import (
    ADDRESS_TYPES,
    DELIVERY_OPTIONS,
    ITEM_STATUSES,
    NOTIFICATION_STATUSES,
    NOTIFICATION_TYPES,
    POSTAL_CODES,
    SYS_HOLD_STATUSES,
    TRANSACTION_SUB_TYPES,
    TRANSACTION_TYPES,
    Table,
)
from seedplot.plan import ReferenceTable

Rows = tuple[tuple[Any, ...], ...]
"""The values of each row, in the order of the table's columns."""

DELIVERY_OPTION_NAMES = (
    "Mailing Address",
    "Email Address",
    "Phone 1",
    "Phone 2",
    "Phone 3",
    "FAX",
    "EDI",
    "TXT Messaging",
)
NOTIFICATION_STATUS_NAMES = (
    "Call completed - Voice",
    "Call completed - Answering machine",
    "Call not completed - Hang up",
    "Call not completed - Busy",
    "Call not completed - No answer",
    "Call not completed - No ring",
    "Call failed - No dial tone",
    "Call failed - Intercept tones heard",
    "Call failed - Probable bad phone number",
    "Call failed - Maximum number of retries exceeded",
    "Call failed - Undetermined error",
    "Email Completed",
    "Email Failed - Invalid address",
    "Email Failed",
    "Mail Printed",
    "Sent",
)
NOTIFICATION_TYPE_NAMES = (
    "Combined",
    "1st Overdue",
    "Hold",
    "Cancel",
    "Recall",
    "All",
    "Route",
    "Almost overdue/Auto-renew reminder",
    "Fine",
    "Inactive Reminder",
    "Expiration Reminder",
    "Bill",
    "2nd Overdue",
    "3rd Overdue",
    "Serial Claim",
    "Polaris Fusion Access Request Responses",
    "Course Reserves",
    "Borrow-By-Mail Failure Notice",
    "2nd Hold",
    "Missing Part",
    "Manual Bill",
    "2nd Fine Notice",
)
HOLD_STATUS_NAMES = {
    1: "Inactive",
    3: "Active",
    4: "Pending",
    5: "Shipped",
    6: "Held",
    7: "Not Supplied",
    8: "Unclaimed",
    9: "Expired",
    16: "Cancelled",
    17: "Out",
    18: "Located",
}
ITEM_STATUS_NAMES = (
    "In",
    "Out",
    "Out-ILL",
    "Held",
    "Transferred",
    "In-Transit",
    "Lost",
    "Claim Returned",
    "Claim Never Had",
    "Missing",
    "Withdrawn",
    "Weeded",
    "On-Order",
    "Repair",
    "In-Process",
    "Unavailable",
    "Returned-ILL",
    "Routed",
    "Shelving cart",
    "Non-circulating",
    "Claim Missing Parts",
    "EContent External Loan",
    "Damaged",
)
SHORT_BANNERS = {"Claim Missing Parts": "Missing Parts", "EContent External Loan": "EContent Loan"}
"""The banner of an item has room for fifteen characters."""
ADDRESS_TYPE_NAMES = (
    "Generic",
    "Notice",
    "Invoice",
    "Statement",
    "Billing",
    "Shipping",
    "Claim Response",
    "Corporation",
    "Claiming",
    "Ordering",
    "Payment",
    "Mailing",
    "Receiving",
)
TRANSACTION_TYPE_NAMES = {
    6001: "Check out",
    6002: "Check in",
    6005: "Hold request created",
    7200: "Logon",
    7201: "Logoff",
}
TRANSACTION_SUB_TYPE_NAMES = {
    4: "Material type",
    6: "Patron id",
    36: "Bibliographic record id",
    38: "Item record id",
    61: "Collection",
    123: "Pickup branch",
    124: "Renewal",
    128: "Check-in type",
    145: "Checkout type",
    233: "Hold request id",
    235: "Hold origin",
    296: "Shelf location",
}
TOWNS = (
    ("42301", "Owensboro"),
    ("42303", "Owensboro"),
    ("42355", "Maceo"),
    ("42366", "Philpot"),
    ("42376", "Utica"),
    ("42378", "Whitesville"),
)

REFERENCE_ROWS: dict[Table, Rows] = {
    DELIVERY_OPTIONS: tuple(enumerate(DELIVERY_OPTION_NAMES, start=1)),
    NOTIFICATION_STATUSES: tuple(enumerate(NOTIFICATION_STATUS_NAMES, start=1)),
    NOTIFICATION_TYPES: tuple(enumerate(NOTIFICATION_TYPE_NAMES)),
    SYS_HOLD_STATUSES: tuple(HOLD_STATUS_NAMES.items()),
    ITEM_STATUSES: tuple(
        (number, name, name, SHORT_BANNERS.get(name, name)) for number, name in enumerate(ITEM_STATUS_NAMES, start=1)
    ),
    ADDRESS_TYPES: tuple(enumerate(ADDRESS_TYPE_NAMES, start=1)),
    TRANSACTION_TYPES: tuple((number, name, None, False, True) for number, name in TRANSACTION_TYPE_NAMES.items()),
    TRANSACTION_SUB_TYPES: tuple(
        (number, name, "I", None, True) for number, name in TRANSACTION_SUB_TYPE_NAMES.items()
    ),
    POSTAL_CODES: tuple((number, code, city, "KY", 1, "Daviess") for number, (code, city) in enumerate(TOWNS, start=1)),
}


def reference_tables() -> Iterator[ReferenceTable]:
    """The same as the engine takes them."""
    for table, rows in REFERENCE_ROWS.items():
        [key] = table.key
        yield ReferenceTable(table.model, key, [dict(zip(table.fields, row, strict=True)) for row in rows])

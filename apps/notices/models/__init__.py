"""The library system's tables, one model each; `tables.yaml` has their original names and columns.

The product keeps its links by program, so an id such as `patron_id` is an ordinary column that holds the product's own
number; Django's key means nothing outside of the database.
"""

from apps.notices.models.contacts import (
    NotificationHistoryEntry,
    NotificationLog,
)
from apps.notices.models.holds import (
    DailyHoldTransition,
    HoldRequest,
    HoldTransition,
)
from apps.notices.models.items import (
    BibliographicRecord,
    CirculationItem,
    ItemCheckout,
    ItemRecord,
    ItemRecordDetail,
    OverdueItem,
)
from apps.notices.models.notices import (
    CirculationReminder,
    FineNotice,
    FineNoticeLine,
    HoldNotice,
    ManualBillNotice,
    OverdueNotice,
    QueuedNotification,
)
from apps.notices.models.patrons import (
    AccountCharge,
    Address,
    PatronAddress,
    PatronRecord,
    PatronRegistration,
)
from apps.notices.models.reference import (
    AddressType,
    DeliveryOption,
    HoldStatus,
    ItemStatus,
    NotificationStatus,
    NotificationType,
    PostalCode,
    TransactionSubType,
    TransactionType,
)

__all__ = [
    "AccountCharge",
    "Address",
    "AddressType",
    "BibliographicRecord",
    "CirculationItem",
    "CirculationReminder",
    "DailyHoldTransition",
    "DeliveryOption",
    "FineNotice",
    "FineNoticeLine",
    "HoldNotice",
    "HoldRequest",
    "HoldStatus",
    "HoldTransition",
    "ItemCheckout",
    "ItemRecord",
    "ItemRecordDetail",
    "ItemStatus",
    "ManualBillNotice",
    "NotificationHistoryEntry",
    "NotificationLog",
    "NotificationStatus",
    "NotificationType",
    "OverdueItem",
    "OverdueNotice",
    "PatronAddress",
    "PatronRecord",
    "PatronRegistration",
    "PostalCode",
    "QueuedNotification",
    "TransactionSubType",
    "TransactionType",
]

"""The product's codes that this library uses, by name.

The full lists are in `seeding/specification/reference_rows.yaml`.
"""

from enum import IntEnum


class Delivery(IntEnum):
    """DeliveryOptionID."""

    MAIL = 1
    EMAIL = 2
    VOICE = 3
    TEXT = 8

    @property
    def is_by_phone(self) -> bool:
        return self in (Delivery.VOICE, Delivery.TEXT)


class NotificationKind(IntEnum):
    """NotificationTypeID."""

    COMBINED = 0
    FIRST_OVERDUE = 1
    HOLD = 2
    REMINDER = 7
    FINE = 8
    SECOND_OVERDUE = 12
    THIRD_OVERDUE = 13
    MANUAL_BILL = 20


class ContactStatus(IntEnum):
    """NotificationStatusID."""

    SPOKEN = 1
    RECORDED = 2
    NO_ANSWER = 5
    EMAILED = 12
    EMAIL_FAILED = 14
    PRINTED = 15
    TEXTED = 16


class ItemState(IntEnum):
    """ItemStatusID."""

    IN = 1
    OUT = 2
    HELD = 4
    LOST = 7


class HoldState(IntEnum):
    """SysHoldStatusID."""

    ACTIVE = 3
    PENDING = 4
    HELD = 6


class HoldAction(IntEnum):
    """ActionTakenID of the hold history."""

    ACTIVATED = 1
    ON_PICK_LIST = 6
    TRAPPED = 12


class AddressKind(IntEnum):
    """AddressTypeID."""

    NOTICE = 2
    MAILING = 12


class FeeReason(IntEnum):
    """FeeReasonCodeID."""

    OVERDUE = 0
    REPLACEMENT = -1
    PROCESSING = -6


OVERDUE_KINDS = (NotificationKind.FIRST_OVERDUE, NotificationKind.SECOND_OVERDUE, NotificationKind.THIRD_OVERDUE)
SKIPPED_BY_RENEW = 12
"""The material type whose items are not offered renewal."""
CHARGE = 1
"""TxnCodeID."""
FINAL = 1
"""RecordStatusID of what is live."""

"""One factory per model: what a row looks like when nobody says otherwise.

A plan gives what its story decides and leaves what is the same in every row of this library to these declarations; a
test may leave all of it. Columns that are not declared are empty, or false. Moments that nobody gives lie in the first
weeks of March 2026, wall-clock time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import factory

from apps.notices import models
from apps.notices.models import branch
from apps.notices.models.codes import (
    CHARGE,
    FINAL,
    AddressKind,
    ContactStatus,
    Delivery,
    FeeReason,
    HoldAction,
    HoldState,
    ItemState,
    NotificationKind,
)
from seedplot.factories import Drawn, SeedFactory
from seedplot.fiction import People
from seedplot.streams import DeterministicRandom

MARCH = (datetime(2026, 3, 2, 9), datetime(2026, 3, 20, 17))  # noqa: DTZ001 - wall-clock time has no zone
NOTHING = Decimal("0.00")
BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
BCRYPT = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def _number(stream: DeterministicRandom) -> int:
    """A product's id that no plan gives out."""
    return stream.randint(1_000_000_000, 2_000_000_000)


def _moment(stream: DeterministicRandom) -> datetime:
    return stream.datetime_in_range(*MARCH)


def _price(stream: DeterministicRandom) -> Decimal:
    return stream.decimal("7.99", "39.99")


def _letters(stream: DeterministicRandom, alphabet: str, count: int) -> str:
    return "".join(stream.choices(alphabet, count))


def _barcode(start: str) -> Callable[[DeterministicRandom], str]:
    """A barcode beyond those that plans give out."""
    return lambda stream: f"{start}{stream.randint(50_000_000, 99_999_999)}"


def _derived(compute: Callable[[Any], Any]) -> Any:
    """A column made of those declared above it."""
    return factory.LazyAttribute(compute)


def _same_as(column: str) -> Any:
    return _derived(lambda row: getattr(row, column))


# Patrons.


class PatronRecordFactory(SeedFactory):
    class Meta:
        model = models.PatronRecord

    patron_id = Drawn(_number)
    patron_code_id = 1
    organization_id = branch.BRANCH_ID
    creator_id = branch.STAFF_USER_ID
    barcode = Drawn(_barcode("233070"))
    system_blocks = 0
    ytd_circ_count = 0
    lifetime_circ_count = 0
    claim_count = 0
    lost_item_count = 0
    charges_amount = Decimal("0.0000")
    credits_amount = Decimal("0.0000")
    record_status_id = FINAL
    record_status_date = Drawn(_moment)
    ytd_you_saved_amount = Decimal("0.0000")
    lifetime_you_saved_amount = Decimal("0.0000")


class PatronRegistrationFactory(SeedFactory):
    """Password columns are text that opens nothing."""

    class Meta:
        model = models.PatronRegistration

    class Params:
        person = Drawn(lambda stream: People(stream)[0])

    patron_id = Drawn(_number)
    language_id = 1
    first_name = _derived(lambda row: row.person.given_name)
    last_name = _derived(lambda row: row.person.family_name)
    middle_name = None
    email_address = _derived(lambda row: f"{row.first_name}.{row.last_name}@example.com".lower())
    phone_voice1 = Drawn(lambda stream: f"27055501{stream.below(100):02d}")
    registration_date = Drawn(_moment)
    entry_date = _same_as("registration_date")
    update_date = _same_as("registration_date")
    expiration_date = _derived(lambda row: row.registration_date + timedelta(days=1_095))
    reading_list = 0
    delivery_option_id = Delivery.EMAIL.value
    statistical_class_id = 1
    full_name = _derived(
        lambda row: f"{row.last_name}, {row.first_name}" + (f" {row.middle_name}" if row.middle_name else "")
    )
    email_format_id = 2
    first_last_name = _derived(
        lambda row: f"{row.first_name} {row.last_name}" + (f", {row.middle_name}" if row.middle_name else "")
    )
    request_pickup_branch_id = branch.BRANCH_ID
    e_receipt_option_id = _derived(lambda row: 2 if row.email_address else None)
    txt_phone_number = _derived(lambda row: 1 if row.delivery_option_id == Delivery.TEXT else None)
    password_hash = Drawn(lambda stream: f"$2a$10${_letters(stream, BCRYPT, 53)}")
    obfuscated_password = Drawn(lambda stream: f"{_letters(stream, BASE64, 21)}{stream.choice('AQgw')}==")
    gender_id = 1


class AddressFactory(SeedFactory):
    class Meta:
        model = models.Address

    address_id = Drawn(_number)
    postal_code_id = 1
    street_one = Drawn(lambda stream: f"{stream.randint(101, 4_899)} Lanternwick Lane")


class PatronAddressFactory(SeedFactory):
    class Meta:
        model = models.PatronAddress

    patron_id = Drawn(_number)
    address_id = Drawn(_number)
    address_type_id = AddressKind.MAILING.value
    polaris_user_id = branch.STAFF_USER_ID
    address_label_id = 1


class AccountChargeFactory(SeedFactory):
    class Meta:
        model = models.AccountCharge

    transaction_id = Drawn(_number)
    patron_id = Drawn(_number)
    transaction_code_id = CHARGE
    fee_reason_code_id = FeeReason.OVERDUE.value
    amount = Drawn(lambda stream: stream.decimal("0.25", "10.00"))
    outstanding_amount = _same_as("amount")
    transaction_date = Drawn(_moment)
    organization_id = branch.BRANCH_ID


# Titles, items and loans.


class BibliographicRecordFactory(SeedFactory):
    class Meta:
        model = models.BibliographicRecord

    bibliographic_record_id = Drawn(_number)
    record_status_id = FINAL
    author = "Quill, Ada"
    title = Drawn(lambda stream: f"River Stones, Part {stream.randint(1, 40)}")


class CirculationItemFactory(SeedFactory):
    class Meta:
        model = models.CirculationItem

    item_record_id = Drawn(_number)
    barcode = Drawn(_barcode("333070"))
    item_status_id = ItemState.IN.value
    bibliographic_record_id = Drawn(_number)
    record_status_id = FINAL
    material_type_id = 1
    last_use_branch_id = branch.BRANCH_ID
    ytd_circ_count = 0
    ytd_prev_circ_count = 0
    lifetime_circ_count = 0
    ytd_in_house_use_count = 0
    ytd_prev_in_house_use_count = 0
    lifetime_in_house_use_count = 0
    display_in_pac = True
    loanable_outside_system = True
    last_circ_workstation_id = branch.WORKSTATION_ID
    last_circ_polaris_user_id = branch.STAFF_USER_ID
    check_in_branch_id = branch.BRANCH_ID
    check_in_workstation_id = branch.WORKSTATION_ID
    check_in_user_id = branch.STAFF_USER_ID
    assigned_branch_id = branch.BRANCH_ID
    assigned_collection_id = 11
    fine_code_id = 1
    loan_period_code_id = 1
    shelf_location_id = 4
    renewal_limit = 2
    holdable = True
    retained = True
    loaning_organization_id = branch.BRANCH_ID
    home_branch_id = branch.BRANCH_ID
    delayed_number_of_days = 0
    title = "River Stones"
    author = "Quill, Ada"
    call_number = "F Quill"
    price = Drawn(_price)


class ItemRecordFactory(SeedFactory):
    class Meta:
        model = models.ItemRecord

    item_record_id = Drawn(_number)
    barcode = Drawn(_barcode("333070"))
    item_status_id = ItemState.IN.value
    bibliographic_record_id = Drawn(_number)
    record_status_id = FINAL
    assigned_branch_id = branch.BRANCH_ID
    assigned_collection_id = 11
    material_type_id = 1
    fine_code_id = 1
    loan_period_code_id = 1
    renewal_limit = 2
    loaning_organization_id = branch.BRANCH_ID


class ItemRecordDetailFactory(SeedFactory):
    class Meta:
        model = models.ItemRecordDetail

    item_record_id = Drawn(_number)
    call_number = "F Quill"
    price = Drawn(_price)


class ItemCheckoutFactory(SeedFactory):
    class Meta:
        model = models.ItemCheckout

    item_record_id = Drawn(_number)
    patron_id = Drawn(_number)
    organization_id = branch.BRANCH_ID
    creator_id = branch.STAFF_USER_ID
    check_out_date = Drawn(_moment)
    due_date = _derived(lambda row: (row.check_out_date + timedelta(days=21)).replace(hour=23, minute=59, second=59))
    renewals = 0
    overdue_notice_count = 0
    recall_flag = 0
    loan_units = 1
    original_check_out_date = _same_as("check_out_date")
    original_due_date = _same_as("due_date")


class OverdueItemFactory(SeedFactory):
    class Meta:
        model = models.OverdueItem

    item_record_id = Drawn(_number)
    item_status_id = ItemState.OUT.value
    patron_id = Drawn(_number)
    item_barcode = Drawn(_barcode("333070"))
    due_date = Drawn(_moment)
    title = "River Stones"
    author = "Quill, Ada"
    call_number = "F Quill"
    price = Drawn(_price)
    branch_name = branch.BRANCH_NAME
    branch_abbreviation = branch.BRANCH_ABBREVIATION
    branch_phone = branch.BRANCH_PHONE
    loaning_organization_id = branch.BRANCH_ID
    fine_code_id = 1
    loan_units = 1
    overdue_notice_count = 1
    admin_language_id = branch.ENGLISH


# Holds.


class HoldRequestFactory(SeedFactory):
    class Meta:
        model = models.HoldRequest

    hold_request_id = Drawn(_number)
    sequence = 1
    patron_id = Drawn(_number)
    pickup_branch_id = branch.BRANCH_ID
    hold_status_id = HoldState.HELD.value
    rtf_cycles_primary = 1
    creation_date = Drawn(_moment)
    activation_date = _same_as("creation_date")
    expiration_date = _derived(lambda row: row.creation_date + timedelta(days=180))
    hold_notification_date = _derived(lambda row: row.creation_date + timedelta(days=5))
    last_status_transition_date = _same_as("hold_notification_date")
    item_barcode = Drawn(_barcode("333070"))
    bibliographic_record_id = Drawn(_number)
    trapping_item_record_id = Drawn(_number)
    hold_till_date = _derived(lambda row: row.hold_notification_date + timedelta(days=7))
    origin = 2
    modifier_id = branch.STAFF_USER_ID
    modification_date = _same_as("last_status_transition_date")
    creator_id = branch.SYSTEM_USER_ID
    delivery_option_id = Delivery.EMAIL.value
    rtf_cycles_secondary = 0
    primary_secondary_flag = 1
    primary_random_start_sequence = 1
    secondary_random_start_sequence = 0
    primary_rtf_begin_date = _same_as("activation_date")
    primary_rtf_end_date = _same_as("last_status_transition_date")


class HoldTransitionFactory(SeedFactory):
    class Meta:
        model = models.HoldTransition

    hold_request_id = Drawn(_number)
    hold_status_id = HoldState.ACTIVE.value
    status_transition_date = Drawn(_moment)
    creator_id = branch.SYSTEM_USER_ID
    action_taken_id = HoldAction.ACTIVATED.value
    organization_id = branch.BRANCH_ID
    workstation_id = branch.WORKSTATION_ID
    hold_history_id = Drawn(_number)


class DailyHoldTransitionFactory(HoldTransitionFactory):
    class Meta:
        model = models.DailyHoldTransition


# Staging.


class HoldNoticeFactory(SeedFactory):
    class Meta:
        model = models.HoldNotice

    item_record_id = Drawn(_number)
    assigned_branch_id = branch.BRANCH_ID
    pickup_organization_id = branch.BRANCH_ID
    patron_id = Drawn(_number)
    item_barcode = Drawn(_barcode("333070"))
    title = "River Stones"
    author = "Quill, Ada"
    call_number = "F Quill"
    price = Drawn(_price)
    branch_abbreviation = branch.BRANCH_ABBREVIATION
    branch_name = branch.BRANCH_NAME
    branch_phone = branch.BRANCH_PHONE
    delivery_option_id = Delivery.EMAIL.value
    hold_till_date = Drawn(_moment)
    item_format_id = 1
    admin_language_id = branch.ENGLISH
    notification_type_id = NotificationKind.HOLD.value
    hold_pickup_area_id = 0


class QueuedNotificationFactory(SeedFactory):
    class Meta:
        model = models.QueuedNotification

    notification_type_id = NotificationKind.HOLD.value
    patron_id = Drawn(_number)
    delivery_option_id = Delivery.EMAIL.value
    is_processed = True
    reporting_organization_id = branch.BRANCH_ID
    creation_date = Drawn(_moment)
    notification_queue_id = Drawn(_number)


class OverdueNoticeFactory(SeedFactory):
    class Meta:
        model = models.OverdueNotice

    item_record_id = Drawn(_number)
    patron_id = Drawn(_number)
    item_barcode = Drawn(_barcode("333070"))
    due_date = Drawn(_moment)
    title = "River Stones"
    author = "Quill, Ada"
    call_number = "F Quill"
    price = Drawn(_price)
    branch_abbreviation = branch.BRANCH_ABBREVIATION
    branch_name = branch.BRANCH_NAME
    branch_phone = branch.BRANCH_PHONE
    loaning_organization_id = branch.BRANCH_ID
    fine_code_id = 1
    loan_units = 1
    notification_type_id = NotificationKind.FIRST_OVERDUE.value
    billing_notice = _derived(
        lambda row: {NotificationKind.SECOND_OVERDUE: 1, NotificationKind.THIRD_OVERDUE: 2}.get(
            row.notification_type_id, 0
        )
    )
    replacement_cost = _same_as("price")
    overdue_charge = NOTHING
    reporting_organization_id = branch.BRANCH_ID
    delivery_option_id = Delivery.EMAIL.value
    return_address_organization_id = branch.BRANCH_ID
    processing_charge = Decimal("3.00")
    admin_language_id = branch.ENGLISH
    overdue_notice_id = Drawn(_number)
    base_processing_charge = Decimal("3.00")
    base_replacement_cost = _same_as("price")


class FineNoticeFactory(SeedFactory):
    class Meta:
        model = models.FineNotice

    patron_id = Drawn(_number)
    item_related_charges = Drawn(lambda stream: stream.decimal("0.25", "10.00"))
    non_item_related_charges = NOTHING
    credit = NOTHING
    total_outstanding_charges = _derived(
        lambda row: row.item_related_charges + row.non_item_related_charges - row.credit
    )
    delivery_option_id = Delivery.EMAIL.value
    reporting_organization_id = branch.BRANCH_ID
    transaction_id = Drawn(_number)
    notification_type_id = NotificationKind.FINE.value


class FineNoticeLineFactory(SeedFactory):
    class Meta:
        model = models.FineNoticeLine

    patron_id = Drawn(_number)
    patron_name = Drawn(lambda stream: People(stream)[0].full_name)
    reporting_organization_id = branch.BRANCH_ID
    return_address_organization_id = branch.BRANCH_ID
    reporting_organization_name = branch.BRANCH_NAME
    reporting_organization_abbreviation = branch.BRANCH_ABBREVIATION
    reporting_organization_phone = branch.BRANCH_PHONE
    amount = Drawn(lambda stream: stream.decimal("0.25", "10.00"))
    total_amount_owed = _same_as("amount")
    transaction_date = Drawn(_moment)
    owed_organization_id = branch.BRANCH_ID
    owed_organization_abbreviation = branch.BRANCH_ABBREVIATION
    delivery_option_id = Delivery.EMAIL.value
    reporting_organization_address = branch.BRANCH_ADDRESS
    admin_language_id = branch.ENGLISH
    transaction_id = Drawn(_number)


class ManualBillNoticeFactory(SeedFactory):
    class Meta:
        model = models.ManualBillNotice

    transaction_id = Drawn(_number)
    item_record_id = Drawn(_number)
    patron_id = Drawn(_number)
    item_barcode = Drawn(_barcode("333070"))
    title = "River Stones"
    author = "Quill, Ada"
    call_number = "F Quill"
    branch_abbreviation = branch.BRANCH_ABBREVIATION
    branch_name = branch.BRANCH_NAME
    branch_phone = branch.BRANCH_PHONE
    reporting_organization_id = branch.BRANCH_ID
    delivery_option_id = Delivery.MAIL.value
    return_address_organization_id = branch.BRANCH_ID
    notification_type_id = NotificationKind.MANUAL_BILL.value
    admin_language_id = branch.ENGLISH
    material_type_id = 1
    fee_reason_code_id = FeeReason.REPLACEMENT.value
    charging_library_id = branch.BRANCH_ID
    transaction_date = Drawn(_moment)
    amount = Drawn(_price)


class CirculationReminderFactory(SeedFactory):
    class Meta:
        model = models.CirculationReminder

    reminder_id = Drawn(_number)
    notification_type_id = NotificationKind.REMINDER.value
    reporting_organization_id = branch.BRANCH_ID
    reporting_organization_name = branch.BRANCH_NAME
    reporting_organization_address = branch.BRANCH_ADDRESS
    patron_id = Drawn(_number)
    patron_name = Drawn(lambda stream: People(stream)[0].full_name)
    email_format_id = 2
    item_record_id = Drawn(_number)
    due_date = Drawn(_moment)
    title = "River Stones"
    item_format = "Book"
    item_assigned_branch = branch.BRANCH_NAME
    renewals = 0
    reporting_organization_phone = branch.BRANCH_PHONE
    admin_language_id = branch.ENGLISH
    delivery_option_id = Delivery.EMAIL.value
    creation_date = _derived(lambda row: (row.due_date - timedelta(days=3)).replace(hour=2, minute=0, second=0))


# What has been sent.


class NotificationHistoryEntryFactory(SeedFactory):
    class Meta:
        model = models.NotificationHistoryEntry

    patron_id = Drawn(_number)
    item_record_id = Drawn(_number)
    notification_type_id = NotificationKind.HOLD.value
    reporting_organization_id = branch.BRANCH_ID
    delivery_option_id = Delivery.EMAIL.value
    notice_date = Drawn(_moment)
    amount = NOTHING
    notification_status_id = ContactStatus.EMAILED.value
    title = "River Stones"


class NotificationLogFactory(SeedFactory):
    class Meta:
        model = models.NotificationLog

    patron_id = Drawn(_number)
    notified_at = Drawn(_moment)
    notification_type_id = NotificationKind.HOLD.value
    delivery_option_id = Delivery.EMAIL.value
    overdues_count = 0
    holds_count = 0
    cancels_count = 0
    recalls_count = 0
    notification_status_id = ContactStatus.EMAILED.value
    routings_count = 0
    reporting_organization_id = branch.BRANCH_ID
    patron_barcode = Drawn(_barcode("233070"))
    is_reported = True
    second_overdues_count = 0
    third_overdues_count = 0
    bills_count = 0
    language_id = branch.ENGLISH
    manual_bills_count = 0
    notification_log_id = Drawn(_number)

"""Columns that say the same in every row of the one branch: its name and number, its staff, its settings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from apps.notices import models
from apps.notices.models import branch
from apps.notices.models.codes import CHARGE, FINAL, HoldState, NotificationKind
from apps.notices.models.tables import data_tables
from apps.notices.seeding.rows import BlockRows

NOTHING = Decimal(0)
PROCESSING = Decimal("3.00")
EVERYWHERE: dict[str, Any] = {
    **dict.fromkeys(("branch_name", "reporting_organization_name", "item_assigned_branch"), branch.BRANCH_NAME),
    **dict.fromkeys(("branch_phone", "reporting_organization_phone"), branch.BRANCH_PHONE),
    "branch_abbreviation": branch.BRANCH_ABBREVIATION,
    "reporting_organization_abbreviation": branch.BRANCH_ABBREVIATION,
    "owed_organization_abbreviation": branch.BRANCH_ABBREVIATION,
    "reporting_organization_address": branch.BRANCH_ADDRESS,
    **dict.fromkeys(("organization_id", "reporting_organization_id", "owed_organization_id"), branch.BRANCH_ID),
    **dict.fromkeys(("loaning_organization_id", "return_address_organization_id"), branch.BRANCH_ID),
    **dict.fromkeys(("pickup_organization_id", "charging_library_id", "pickup_branch_id"), branch.BRANCH_ID),
    **dict.fromkeys(("assigned_branch_id", "home_branch_id", "request_pickup_branch_id"), branch.BRANCH_ID),
    **dict.fromkeys(("last_use_branch_id", "check_in_branch_id"), branch.BRANCH_ID),
    **dict.fromkeys(("polaris_user_id", "check_in_user_id", "last_circ_polaris_user_id"), branch.STAFF_USER_ID),
    **dict.fromkeys(("workstation_id", "check_in_workstation_id", "last_circ_workstation_id"), branch.WORKSTATION_ID),
    "admin_language_id": branch.ENGLISH,
    "record_status_id": FINAL,
    "is_additional_text": False,
    **dict.fromkeys(("patron_code_id", "statistical_class_id", "fine_code_id"), 1),
    **dict.fromkeys(("loan_period_code_id", "loan_units", "address_label_id"), 1),
    "email_format_id": 2,
}
"""By column, in whatever table it is."""
NOT_SET = [
    "exclude_from_overdues",
    "exclude_from_holds",
    "exclude_from_bills",
    "exclude_from_almost_overdue_auto_renew",
    "exclude_from_patron_record_expiration",
    "exclude_from_inactive_patron",
    "collection_exempt",
    "deletion_exempt",
    "do_not_show_e_receipt_prompt",
    "use_legal_name_on_notices",
    "enable_push",
    "enable_sms",
    "staff_accepted_use_single_name",
    "extended_loan_periods",
    "increased_check_out_limits",
]
"""Flags of a registration; a patron with one of the first would get no notices."""
NOT_SET_OF_ITEMS = [
    "ill_flag",
    "non_circulating",
    "holdable_by_pickup",
    "holdable_by_branch",
    "holdable_by_library",
    "holdable_by_primary_lender",
    "item_does_not_float",
    "do_not_mail_to_patron",
    "electronic_item",
    "delayed_holds_flag",
]
NOT_COUNTED = [
    "ytd_prev_circ_count",
    "ytd_in_house_use_count",
    "ytd_prev_in_house_use_count",
    "lifetime_in_house_use_count",
    "delayed_number_of_days",
]
IN_TABLE: dict[Any, dict[str, Any]] = {
    models.PatronRecord: {
        "creator_id": branch.STAFF_USER_ID,
        **dict.fromkeys(("system_blocks", "claim_count"), 0),
        "credits_amount": NOTHING,
    },
    models.PatronRegistration: {"language_id": 1, "reading_list": 0, **dict.fromkeys(NOT_SET, False)},
    models.PatronAddress: {"is_verified": False},
    models.CirculationItem: {
        **dict.fromkeys(("display_in_pac", "loanable_outside_system", "holdable", "retained"), True),
        **dict.fromkeys(NOT_SET_OF_ITEMS, False),
        **dict.fromkeys(NOT_COUNTED, 0),
    },
    models.ItemCheckout: {"creator_id": branch.STAFF_USER_ID, "recall_flag": 0},
    models.HoldRequest: {
        "hold_status_id": HoldState.HELD,
        "creator_id": branch.SYSTEM_USER_ID,
        "modifier_id": branch.STAFF_USER_ID,
        "origin": 2,
        **dict.fromkeys(("sequence", "rtf_cycles_primary", "primary_secondary_flag"), 1),
        **dict.fromkeys(("primary_random_start_sequence",), 1),
        **dict.fromkeys(("rtf_cycles_secondary", "secondary_random_start_sequence"), 0),
        **dict.fromkeys(("is_suspended", "unlocked_request", "item_level_hold"), False),
        **dict.fromkeys(("borrow_by_mail_request", "fee_inserted"), False),
        "second_hold_notification_date": None,
    },
    models.AccountCharge: {"transaction_code_id": CHARGE},
    models.HoldNotice: {"notification_type_id": NotificationKind.HOLD, "hold_pickup_area_id": 0},
    models.OverdueNotice: {
        "overdue_charge": NOTHING,
        **dict.fromkeys(("processing_charge", "base_processing_charge"), PROCESSING),
        "include_claimed_items": False,
    },
    models.NotificationHistoryEntry: {"amount": NOTHING, "transaction_id": None},
    models.FineNotice: {
        "notification_type_id": NotificationKind.FINE,
        **dict.fromkeys(("non_item_related_charges", "credit"), NOTHING),
    },
    models.ManualBillNotice: {"notification_type_id": NotificationKind.MANUAL_BILL},
    models.CirculationReminder: {"notification_type_id": NotificationKind.REMINDER, "auto_renewal": False},
    models.NotificationLog: {"language_id": branch.ENGLISH, "is_reported": True, "carrier_name": None},
}
"""By column of one table."""


def wrong_site_columns(block: BlockRows) -> list[str]:
    """Columns of the branch, its staff and its settings that say something else."""
    return [line for table in data_tables() for line in _wrong_columns(block, table.name, table.model)]


def _wrong_columns(block: BlockRows, name: str, model: Any) -> Iterator[str]:
    columns, wanted = _wanted(model)
    if not columns:
        return
    values_of = attrgetter(*columns, "pk")
    for row in block.rows(model):
        *found, _ = values_of(row)
        if tuple(found) != wanted:
            for column, value, right in zip(columns, found, wanted, strict=True):
                if value != right:
                    yield f"{name}.{column} {value}"


@cache
def _wanted(model: Any) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """The columns of a table that never vary, and their values."""
    own = {each.name for each in model._meta.fields}
    fixed = {name: value for name, value in EVERYWHERE.items() if name in own} | IN_TABLE.get(model, {})
    return tuple(fixed), tuple(fixed.values())

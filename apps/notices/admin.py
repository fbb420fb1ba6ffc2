"""Every table in the admin. Links are the product's numbers, so lists show numbers and search finds them."""

from typing import Any

from django.contrib import admin

from apps.notices import models
from apps.notices.models.tables import table_of
from apps.notices.seeding.specification.reference_rows import reference_rows
from apps.pages.large_lists import LargeListAdmin


class ReferenceAdmin(LargeListAdmin):
    """The product's own lists, which nobody extends."""

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False


def _by_code(heading: str, column: str, model: Any) -> Any:
    """A filter by a code, with the product's texts: it need not ask a large table which codes it holds."""

    class CodeFilter(admin.SimpleListFilter):
        title = heading
        parameter_name = column

        def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
            return [(str(code), text) for code, text, *_ in reference_rows()[table_of(model)]]

        def queryset(self, request: Any, queryset: Any) -> Any:
            return queryset.filter(**{column: self.value()}) if self.value() else queryset

    return CodeFilter


BY_DELIVERY = _by_code("delivery option", "delivery_option_id", models.DeliveryOption)
BY_KIND = _by_code("notification type", "notification_type_id", models.NotificationType)
BY_OUTCOME = _by_code("notification status", "notification_status_id", models.NotificationStatus)
BY_ITEM_STATUS = _by_code("item status", "item_status_id", models.ItemStatus)
BY_HOLD_STATUS = _by_code("hold status", "hold_status_id", models.HoldStatus)
BY_ADDRESS_TYPE = _by_code("address type", "address_type_id", models.AddressType)


def _register(model: Any, *columns: str, search: tuple[str, ...] = (), **settings: Any) -> None:
    """The list of a model: its columns, what is searched, and further settings."""
    base = settings.pop("base", LargeListAdmin)
    given = {"list_display": columns, "search_fields": search, "ordering": ("pk",), **settings}
    admin.site.register(model, type(f"{model.__name__}Admin", (base,), given))


_register(models.DeliveryOption, "delivery_option_id", "name", base=ReferenceAdmin)
_register(models.NotificationStatus, "notification_status_id", "description", base=ReferenceAdmin)
_register(models.NotificationType, "notification_type_id", "description", base=ReferenceAdmin)
_register(models.HoldStatus, "hold_status_id", "description", base=ReferenceAdmin)
_register(models.ItemStatus, "item_status_id", "name", "banner_text", base=ReferenceAdmin)
_register(models.AddressType, "address_type_id", "description", base=ReferenceAdmin)
_register(models.TransactionType, "transaction_type_id", "description", base=ReferenceAdmin)
_register(models.TransactionSubType, "transaction_sub_type_id", "description", base=ReferenceAdmin)
_register(models.PostalCode, "postal_code_id", "postal_code", "city", base=ReferenceAdmin)
_register(
    models.PatronRecord,
    "patron_id",
    "barcode",
    "last_activity_date",
    "ytd_circ_count",
    "charges_amount",
    search=("=patron_id", "barcode"),
)
_register(
    models.PatronRegistration,
    "patron_id",
    "full_name",
    "delivery_option_id",
    "email_address",
    "phone_voice1",
    search=("=patron_id", "full_name", "email_address", "phone_voice1"),
    list_filter=(BY_DELIVERY,),
)
_register(
    models.Address, "address_id", "street_one", "street_two", "postal_code_id", search=("=address_id", "street_one")
)
_register(
    models.PatronAddress,
    "patron_id",
    "address_id",
    "address_type_id",
    search=("=patron_id",),
    list_filter=(BY_ADDRESS_TYPE,),
)
_register(
    models.AccountCharge,
    "transaction_id",
    "patron_id",
    "item_record_id",
    "fee_reason_code_id",
    "amount",
    "outstanding_amount",
    "transaction_date",
    search=("=transaction_id", "=patron_id"),
)
_register(
    models.BibliographicRecord,
    "bibliographic_record_id",
    "title",
    "author",
    search=("=bibliographic_record_id", "title", "author"),
)
_register(
    models.CirculationItem,
    "item_record_id",
    "barcode",
    "title",
    "call_number",
    "item_status_id",
    "price",
    search=("=item_record_id", "barcode", "title", "author"),
    list_filter=(BY_ITEM_STATUS,),
)
_register(
    models.ItemRecord,
    "item_record_id",
    "barcode",
    "item_status_id",
    "item_status_date",
    search=("=item_record_id", "barcode"),
    list_filter=(BY_ITEM_STATUS,),
)
_register(
    models.ItemRecordDetail,
    "item_record_id",
    "call_number",
    "call_number_volume_copy",
    "price",
    search=("=item_record_id",),
)
_register(
    models.ItemCheckout,
    "item_record_id",
    "patron_id",
    "check_out_date",
    "due_date",
    "renewals",
    "overdue_notice_count",
    search=("=item_record_id", "=patron_id"),
)
_register(
    models.OverdueItem,
    "item_record_id",
    "patron_id",
    "title",
    "due_date",
    "item_status_id",
    "overdue_notice_count",
    search=("=item_record_id", "=patron_id", "title"),
    list_filter=(BY_ITEM_STATUS,),
)
_register(
    models.HoldRequest,
    "hold_request_id",
    "patron_id",
    "trapping_item_record_id",
    "hold_status_id",
    "creation_date",
    "hold_notification_date",
    "hold_till_date",
    search=("=hold_request_id", "=patron_id", "item_barcode"),
    list_filter=(BY_HOLD_STATUS, BY_DELIVERY),
)
for _model in (models.HoldTransition, models.DailyHoldTransition):
    _register(
        _model,
        "hold_history_id",
        "hold_request_id",
        "hold_status_id",
        "action_taken_id",
        "status_transition_date",
        search=("=hold_request_id",),
        list_filter=(BY_HOLD_STATUS,),
    )
_register(
    models.HoldNotice,
    "item_record_id",
    "patron_id",
    "title",
    "delivery_option_id",
    "hold_till_date",
    search=("=item_record_id", "=patron_id", "title"),
    list_filter=(BY_DELIVERY,),
)
_register(
    models.QueuedNotification,
    "notification_queue_id",
    "patron_id",
    "item_record_id",
    "notification_type_id",
    "is_processed",
    "creation_date",
    search=("=patron_id", "=item_record_id"),
    list_filter=(BY_KIND, "is_processed", BY_DELIVERY),
)
_register(
    models.OverdueNotice,
    "overdue_notice_id",
    "patron_id",
    "item_record_id",
    "title",
    "due_date",
    "notification_type_id",
    search=("=patron_id", "=item_record_id", "title"),
    list_filter=(BY_KIND, BY_DELIVERY),
)
_register(
    models.FineNotice,
    "patron_id",
    "total_outstanding_charges",
    "transaction_id",
    "delivery_option_id",
    search=("=patron_id",),
)
_register(
    models.FineNoticeLine,
    "transaction_id",
    "patron_name",
    "title",
    "amount",
    "transaction_date",
    search=("=transaction_id", "=patron_id", "patron_name"),
)
_register(
    models.ManualBillNotice,
    "transaction_id",
    "patron_id",
    "title",
    "fee_reason_code_id",
    "amount",
    search=("=transaction_id", "=patron_id", "title"),
)
_register(
    models.CirculationReminder,
    "reminder_id",
    "patron_name",
    "title",
    "due_date",
    "creation_date",
    "delivery_option_id",
    search=("=patron_id", "=item_record_id", "patron_name", "title"),
    list_filter=(BY_DELIVERY,),
)
_register(
    models.NotificationHistoryEntry,
    "notice_date",
    "patron_id",
    "item_record_id",
    "title",
    "notification_type_id",
    "notification_status_id",
    search=("=patron_id", "=item_record_id", "title"),
    list_filter=(BY_KIND, BY_OUTCOME, BY_DELIVERY),
)
_register(
    models.NotificationLog,
    "notified_at",
    "patron_barcode",
    "notification_type_id",
    "delivery_option_id",
    "delivery_string",
    "notification_status_id",
    search=("=patron_id", "patron_barcode", "delivery_string"),
    list_filter=(BY_KIND, BY_OUTCOME, BY_DELIVERY),
)

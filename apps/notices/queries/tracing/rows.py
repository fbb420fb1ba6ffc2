"""All rows about one patron, read at once: a query for each table, however much the patron has."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from apps.notices import models
from apps.notices.queries.library import Library


class PatronRows:
    """The rows of the patron with that id. Lists are in the order of time."""

    def __init__(self, library: Library, patron_id: int) -> None:
        self.library = library
        self.patron_id = patron_id
        self.patron = self._one(models.PatronRecord)
        self.registration = self._one(models.PatronRegistration)
        self.requests = self._all(models.HoldRequest, "hold_notification_date", "trapping_item_record_id")
        self.hold_notices = self._all(models.HoldNotice, "item_record_id")
        self.checkouts = self._all(models.ItemCheckout, "due_date", "item_record_id")
        self.overdue_items = self._all(models.OverdueItem, "due_date", "item_record_id")
        self.overdue_notices = self._all(models.OverdueNotice, "due_date", "item_record_id")
        self.queue = self._all(models.QueuedNotification, "creation_date", "notification_queue_id")
        self.history = self._all(models.NotificationHistoryEntry, "notice_date", "item_record_id")
        self.logs = self._all(models.NotificationLog, "notified_at", "notification_log_id")
        self.reminders = self._all(models.CirculationReminder, "creation_date", "reminder_id")
        self.charges = self._all(models.AccountCharge, "transaction_date", "transaction_id")
        self.fine_notices = self._all(models.FineNotice)
        self.fine_lines = self._all(models.FineNoticeLine, "transaction_date", "transaction_id")
        self.bills = self._all(models.ManualBillNotice, "transaction_date", "transaction_id")
        self.transitions = list(
            library.rows(models.HoldTransition)
            .filter(hold_request_id__in=[each.hold_request_id for each in self.requests])
            .order_by("status_transition_date", "hold_history_id")
        )

    def _all(self, model: Any, *order: str) -> list[Any]:
        return list(self.library.rows(model).filter(patron_id=self.patron_id).order_by(*order, "pk"))

    def _one(self, model: Any) -> Any:
        return self.library.rows(model).get(patron_id=self.patron_id)

    @property
    def name(self) -> str:
        return f"{self.registration.first_name} {self.registration.last_name}"

    @property
    def option(self) -> int:
        return int(self.registration.delivery_option_id)

    @property
    def delivery(self) -> str:
        address = {1: None, 2: self.registration.email_address}.get(self.option, self.registration.phone_voice1)
        name = self.name_of(models.DeliveryOption, self.option)
        return f"{name}, {address}" if address else name

    @cached_property
    def items(self) -> dict[int, Any]:
        """The items that any of the rows is about, by number."""
        rows: Iterable[Any] = (*self.checkouts, *self.overdue_items, *self.history, *self.reminders, *self.bills)
        numbers = {each.item_record_id for each in rows} | {each.trapping_item_record_id for each in self.requests}
        found = self.library.rows(models.CirculationItem).filter(item_record_id__in=numbers)
        return {each.item_record_id: each for each in found}

    def item_name(self, number: int) -> str:
        item = self.items.get(number)
        return f"item {number}" if item is None else f"'{item.title}' ({item.barcode})"

    def of_item(self, rows: Iterable[Any], number: int) -> list[Any]:
        return [each for each in rows if each.item_record_id == number]

    def name_of(self, model: Any, number: int) -> str:
        """What a code of the library system stands for; its number, if the list has none."""
        return self._names[model].get(number, str(number))

    @cached_property
    def _names(self) -> dict[Any, dict[int, str]]:
        lists = (
            (models.DeliveryOption, "delivery_option_id", "name"),
            (models.NotificationStatus, "notification_status_id", "description"),
            (models.NotificationType, "notification_type_id", "description"),
            (models.HoldStatus, "hold_status_id", "description"),
        )
        return {model: dict(self.library.rows(model).values_list(key, name)) for model, key, name in lists}

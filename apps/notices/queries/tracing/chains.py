"""The chains of a patron: a hold, a loan, a bill or a fine each, with every row that came of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from apps.notices import models
from apps.notices.models.codes import OVERDUE_KINDS, NotificationKind
from apps.notices.models.tables import table_of
from apps.notices.queries.tracing.phone_lines import PhoneLines
from apps.notices.queries.tracing.rows import PatronRows
from apps.notices.queries.tracing.trace import Chain, Stage, Step


def chains_of(rows: PatronRows) -> Iterator[Chain]:
    """Holds, then what is out or was, then money; each in the order of time."""
    tracer = Tracer(rows)
    held = [tracer.hold(each) for each in rows.requests]
    out = [tracer.loan(each) for each in rows.checkouts]
    here = {each.item_record_id for each in rows.checkouts} | {each.trapping_item_record_id for each in rows.requests}
    returned = dict.fromkeys(
        each.item_record_id for each in (*rows.reminders, *rows.overdue_items) if each.item_record_id not in here
    )
    yield from (*held, *out, *(tracer.returned(item) for item in returned))
    if rows.bills:
        yield tracer.bill()
    if rows.fine_notices:
        yield tracer.fine()


class Tracer:
    """Makes the chains of one patron's rows."""

    def __init__(self, rows: PatronRows) -> None:
        self.rows = rows
        self.phone_lines = PhoneLines(rows.library, rows.patron_id, rows.option)

    def hold(self, request: Any) -> Chain:
        rows, item = self.rows, request.trapping_item_record_id
        moves = [
            _step(models.HoldTransition, each.status_transition_date, self._move(each))
            for each in rows.transitions
            if each.hold_request_id == request.hold_request_id
        ]
        notices = [
            _step(
                models.HoldNotice,
                request.hold_notification_date,
                f"ready, held till {_day(each.hold_till_date)}",
                *self._queued(item, NotificationKind.HOLD),
            )
            for each in rows.of_item(rows.hold_notices, item)
        ]
        source = _step(models.HoldRequest, request.creation_date, "requested", *moves, *notices)
        return Chain(f"Hold {request.hold_request_id}: {rows.item_name(item)}", (source,))

    def loan(self, checkout: Any) -> Chain:
        """An item that is out, with the notices of the ladder; the latest is the one in the queue."""
        rows, item = self.rows, checkout.item_record_id
        notices = rows.of_item(rows.overdue_notices, item)
        latest = {each.notification_type_id for each in notices}
        staged = [
            _step(
                models.OverdueNotice,
                None,
                f"{self._type(each.notification_type_id)}, due {_day(each.due_date)}",
                *self._queued(item, each.notification_type_id),
            )
            for each in notices
        ]
        steps = (*self._reminders(item), *self._told(item, exclude=latest), *staged)
        steps += () if notices else self.phone_lines.of_loan(item)
        source = _step(models.ItemCheckout, checkout.check_out_date, f"out, due {_day(checkout.due_date)}", *steps)
        word = "Overdue" if notices else "Loan"
        return Chain(f"{word}: {rows.item_name(item)}", (source,))

    def returned(self, number: int) -> Chain:
        """An item that is back: on no checkout any more, so that the item itself is what remains of the source."""
        rows, item = self.rows, self.rows.items.get(number)
        overdue = rows.of_item(rows.overdue_items, number)
        steps = (*self._reminders(number), *self._told(number))
        dues = {each.due_date for each in (*overdue, *rows.of_item(rows.reminders, number))}
        due = f"due {_day(max(dues))}, " if dues else ""
        at, back = (None, None) if item is None else (item.last_check_out_renew_date, item.check_in_date)
        table = models.OverdueItem if overdue else models.CirculationItem
        source = _step(table, at, f"out, {due}returned {back}", *steps)
        return Chain(f"{'Settled overdue' if overdue else 'Returned'}: {rows.item_name(number)}", (source,))

    def bill(self) -> Chain:
        rows = self.rows
        amount = sum(each.amount for each in rows.bills)
        charges = [
            _step(models.ManualBillNotice, each.transaction_date, f"{each.amount} for '{each.title}'")
            for each in rows.bills
        ]
        letters = [each for each in rows.logs if each.notification_type_id == NotificationKind.MANUAL_BILL]
        logged = tuple(self._log(each) for each in letters)
        queued = self._queue_rows(NotificationKind.MANUAL_BILL, logged)
        source = _step(models.AccountCharge, rows.bills[0].transaction_date, "charged", *charges, *queued)
        return Chain(f"Manual bill of {amount}", (source,))

    def fine(self) -> Chain:
        """A fine that waits in the queue: not sent yet, so that there is neither history nor log."""
        rows, [notice, *_] = self.rows, self.rows.fine_notices
        lines = [
            _step(models.FineNoticeLine, each.transaction_date, f"{each.amount} for '{each.title}'")
            for each in rows.fine_lines
        ]
        staged = _step(
            models.FineNotice,
            None,
            f"{notice.total_outstanding_charges} outstanding",
            *self._queue_rows(NotificationKind.FINE, (_file(models.FineNotice, "one row"),)),
        )
        dates = [each.transaction_date for each in rows.fine_lines]
        source = _step(models.AccountCharge, min(dates, default=None), "charged", *lines, staged)
        return Chain(f"Fine of {notice.total_outstanding_charges}", (source,))

    def _reminders(self, item: int) -> tuple[Step, ...]:
        """Reminders have a queue of their own, and leave neither history nor log."""
        return tuple(
            _step(
                models.CirculationReminder,
                each.creation_date,
                f"reminded that it is due {_day(each.due_date)}",
                _file(models.CirculationReminder, f"CircReminderID {each.reminder_id}"),
                stage=Stage.QUEUE,
            )
            for each in self.rows.of_item(self.rows.reminders, item)
        )

    def _queued(self, item: int, kind: int) -> tuple[Step, ...]:
        """The queue's row about the item and what was told of it; a file has its line even before that."""
        files = self.phone_lines.of_notice(item, kind)
        return self._queue_rows(kind, self._told(item, only=kind, files=files) or files, item)

    def _queue_rows(self, kind: int, then: tuple[Step, ...], item: int | None = None) -> tuple[Step, ...]:
        return tuple(
            _step(
                models.QueuedNotification,
                each.creation_date,
                self._queue_text(each),
                *then,
                stage=Stage.QUEUE,
            )
            for each in self.rows.queue
            if each.notification_type_id == kind and each.item_record_id == item
        )

    def _told(
        self, item: int, *, only: int | None = None, exclude: set[int] | None = None, files: tuple[Step, ...] = ()
    ) -> tuple[Step, ...]:
        """The history's rows about the item, each with the contact that it was part of."""
        kinds = {only} if only is not None else {*OVERDUE_KINDS} - (exclude or set())
        return tuple(
            _step(
                models.NotificationHistoryEntry,
                each.notice_date,
                f"{self._type(each.notification_type_id)}, {self._status(each.notification_status_id)}",
                *(self._log(log, *files) for log in self.rows.logs if _same_batch(log.notified_at, each.notice_date)),
                stage=Stage.HISTORY,
            )
            for each in self.rows.of_item(self.rows.history, item)
            if each.notification_type_id in kinds
        )

    def _log(self, log: Any, *files: Step) -> Step:
        counts = {
            "holds": log.holds_count,
            "1st overdues": log.overdues_count,
            "2nd overdues": log.second_overdues_count,
            "3rd overdues": log.third_overdues_count,
            "manual bills": log.manual_bills_count,
        }
        about = ", ".join(f"{what} {count}" for what, count in counts.items() if count)
        to = f" to {log.delivery_string}" if log.delivery_string else ""
        text = f"{self._status(log.notification_status_id)}{to}: {about}" + (f" ({log.details})" if log.details else "")
        row = _file(models.NotificationLog, f"NotificationLogID {log.notification_log_id}")
        return _step(models.NotificationLog, log.notified_at, text, row, *files, stage=Stage.LOG)

    def _queue_text(self, queued: Any) -> str:
        """An overdue is queued every night while it lasts, so that its row is younger than its notice."""
        often = "anew each night, " if queued.notification_type_id in OVERDUE_KINDS else ""
        return f"{self._type(queued.notification_type_id)}, {often}{'processed' if queued.is_processed else 'waiting'}"

    def _move(self, transition: Any) -> str:
        return self.rows.name_of(models.HoldStatus, transition.hold_status_id).lower()

    def _type(self, number: int) -> str:
        return self.rows.name_of(models.NotificationType, number)

    def _status(self, number: int) -> str:
        return self.rows.name_of(models.NotificationStatus, number)


def _step(model: Any, at: datetime | None, text: str, *steps: Step, stage: Stage = Stage.SOURCE) -> Step:
    table = table_of(model)
    return Step(stage, f"{table.database}.{table.name}", at, text, steps)


def _file(model: Any, text: str) -> Step:
    return Step(Stage.FILE, table_of(model).file_name, None, text)


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"


def _same_batch(one: datetime, other: datetime) -> bool:
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)

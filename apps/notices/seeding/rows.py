"""The rows of a run as its promises read them: block by block, and facts about all blocks together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, Model

from apps.notices import models
from apps.notices.models.codes import OVERDUE_KINDS, ItemState, NotificationKind
from apps.notices.seeding.specification.cast import CAST, Role
from apps.notices.seeding.specification.people import EMAIL_PROVIDERS, EXAMPLE_HOST
from apps.notices.seeding.specification.reference_rows import reference_rows
from seedplot.clock import AnchoredCalendar
from seedplot.engine.run_rows import RunRows

Pair = tuple[int, int]
"""A patron's number and an item's."""


@dataclass(frozen=True, slots=True)
class KnownLoan:
    """A loan of the window. `checked_out` is its checkout or renewal; `returned` is None while the item is out."""

    patron_id: int
    item_record_id: int
    checked_out: datetime
    due: datetime
    returned: datetime | None
    renewals: int


class WholeLibrary:
    """Facts about all blocks together, with which a block's rows are compared; each is read once."""

    def __init__(self, rows: RunRows) -> None:
        self.using = rows.using
        self._rows = rows
        self._shared: dict[tuple[Any, ...], set[tuple[Any, ...]]] = {}

    @property
    def email_hosts(self) -> tuple[str, ...]:
        """The hosts of patrons' addresses, by the run's option."""
        uses_example = self._rows.options.get("email_providers", "example") == "example"
        return (EXAMPLE_HOST,) if uses_example else tuple(EMAIL_PROVIDERS)

    @cached_property
    def wrong_reference_tables(self) -> list[str]:
        """Reference tables that lack a row of what the product has. They may hold more: such rows are not the run's."""
        wrong = []
        for table, rows in reference_rows().items():
            there = table.model._base_manager.using(self.using).values_list(*table.fields)
            missing = len(set(rows) - set(there))
            if missing:
                wrong.append(f"{table.name} lacks {missing} of its {len(rows)} rows")
        return wrong

    def shared(self, model: type[Model], *columns: str) -> set[tuple[Any, ...]]:
        """The values that several rows of the library have in the columns; empty ones aside."""
        key = (model, *columns)
        if key not in self._shared:
            filled = model._base_manager.using(self.using).exclude(**{f"{columns[0]}__isnull": True})
            counts = filled.order_by().values_list(*columns).annotate(count=Count("pk")).filter(count__gt=1)
            self._shared[key] = {values[:-1] for values in counts}
        return self._shared[key]


class BlockRows:
    """The rows of one block: light rows, read once, in the order in which they were planned."""

    def __init__(self, library: WholeLibrary, rows: RunRows, shard: str, calendar: AnchoredCalendar) -> None:
        self.library = library
        self.today = calendar.day(0)
        self.moment = datetime.combine(self.today, datetime.min.time())
        """The as-of moment, by the library's clock."""
        self.number = int(shard.removeprefix("block "))
        """Of the block in its library, from 1."""
        self._run_rows = rows
        self._shard = shard
        self._rows: dict[type[Model], list[Any]] = {}

    def rows(self, model: type[Model]) -> list[Any]:
        if model not in self._rows:
            self._rows[model] = self._run_rows.read(model, self._shard)
        return self._rows[model]

    def days_ago(self, moment: datetime) -> int:
        return (self.today - moment.date()).days

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    # By number.

    @cached_property
    def patrons(self) -> dict[int, models.PatronRecord]:
        return {row.patron_id: row for row in self.rows(models.PatronRecord)}

    @cached_property
    def registrations(self) -> dict[int, models.PatronRegistration]:
        return {row.patron_id: row for row in self.rows(models.PatronRegistration)}

    @cached_property
    def roles(self) -> dict[int, Role]:
        """By patron: their numbers ascend in the order of the letters."""
        return dict(zip(sorted(self.patrons), CAST, strict=False))

    @cached_property
    def patron_of(self) -> dict[str, int]:
        """The patron's number by letter."""
        return {role.letter: patron_id for patron_id, role in self.roles.items()}

    def letter(self, patron_id: int) -> str:
        role = self.roles.get(patron_id)
        return role.letter if role else f"patron {patron_id}"

    @cached_property
    def items(self) -> dict[int, models.CirculationItem]:
        return {row.item_record_id: row for row in self.rows(models.CirculationItem)}

    @cached_property
    def holds(self) -> dict[Pair, models.HoldRequest]:
        return {(row.patron_id, row.trapping_item_record_id): row for row in self.rows(models.HoldRequest)}

    @cached_property
    def checkouts(self) -> dict[int, models.ItemCheckout]:
        return {row.item_record_id: row for row in self.rows(models.ItemCheckout)}

    @cached_property
    def overdue(self) -> list[models.ItemCheckout]:
        """Checkouts that were due before the as-of moment."""
        return [row for row in self.checkouts.values() if row.due_date < self.moment]

    @cached_property
    def settled(self) -> list[models.OverdueItem]:
        """Overdue items that have come back."""
        return [row for row in self.rows(models.OverdueItem) if row.item_status_id == ItemState.IN]

    @cached_property
    def loans(self) -> list[KnownLoan]:
        """Every loan of the window: open ones, settled ones, and those returned on time, which reminders tell of."""
        loans = [
            KnownLoan(row.patron_id, row.item_record_id, row.check_out_date, row.due_date, None, row.renewals)
            for row in self.checkouts.values()
        ]
        renewals = {
            (row.patron_id, row.item_record_id, row.due_date): row.renewals
            for row in self.rows(models.CirculationReminder)
        }
        late = {row.item_record_id: (row.patron_id, row.item_record_id, row.due_date) for row in self.settled}
        others = [key for key in sorted(renewals) if key[1] not in self.checkouts and key[1] not in late]
        for key in (*late.values(), *others):
            item = self.items.get(key[1])
            if item is None or item.last_check_out_renew_date is None or item.check_in_date is None:
                continue
            if key[1] in late or (item.last_use_patron_id == key[0] and item.check_in_date <= key[2]):
                out, back = item.last_check_out_renew_date, item.check_in_date
                loans.append(KnownLoan(*key[:2], out, key[2], back, renewals.get(key, 0)))
        return loans

    @cached_property
    def transactions(self) -> dict[int, models.AccountCharge]:
        return {row.transaction_id: row for row in self.rows(models.AccountCharge)}

    # Notices and contacts.

    @cached_property
    def history(self) -> list[models.NotificationHistoryEntry]:
        return self.rows(models.NotificationHistoryEntry)

    @cached_property
    def logs(self) -> list[models.NotificationLog]:
        return self.rows(models.NotificationLog)

    def notices(self, *kinds: NotificationKind) -> list[models.NotificationHistoryEntry]:
        return [row for row in self.history if row.notification_type_id in kinds]

    @cached_property
    def overdue_notices_of(self) -> dict[Pair, list[models.NotificationHistoryEntry]]:
        """The overdue notices of each patron and item, oldest first."""
        grouped = defaultdict(list)
        for row in sorted(self.notices(*OVERDUE_KINDS), key=lambda row: row.notice_date):
            grouped[row.patron_id, row.item_record_id].append(row)
        return grouped

    @cached_property
    def history_by_batch(self) -> Mapping[tuple[int, datetime], list[models.NotificationHistoryEntry]]:
        grouped = defaultdict(list)
        for row in self.history:
            grouped[row.patron_id, batch_of(row.notice_date)].append(row)
        return grouped

    def queued(self, *kinds: NotificationKind) -> list[models.QueuedNotification]:
        return [row for row in self.rows(models.QueuedNotification) if row.notification_type_id in kinds]


def batch_of(moment: datetime) -> datetime:
    """The start of the batch in which something was sent: its minute."""
    return moment.replace(second=0, microsecond=0)


def pairs(rows: Iterable[Any]) -> list[Pair]:
    """Patron and item of each row."""
    return sorted((row.patron_id, row.item_record_id or 0) for row in rows)

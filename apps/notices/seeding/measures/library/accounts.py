"""Money from table to table: what is owed is the sum of the charges, wherever it is said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from apps.notices.models import (
    AccountCharge,
    FineNotice,
    FineNoticeLine,
    ManualBillNotice,
    PatronRecord,
    QueuedNotification,
)
from apps.notices.models.codes import NotificationKind
from apps.notices.seeding.measures.library.rows import LibraryRows, keyed_rows, side_by_side
from apps.notices.seeding.measures.library.tally import Tally

NOTHING = Decimal(0)
PATRON = ("patron_id",)
CHARGE = ("transaction_id", "item_record_id", "transaction_date")
"""What a charge is told by, wherever it is."""


def tally_accounts(library: LibraryRows) -> Tally:
    """A patron's balance, fine notice, its lines, its place in the queue and the bills agree with the charges."""
    tally = Tally()
    fines = (
        "item_related_charges",
        "non_item_related_charges",
        "credit",
        "total_outstanding_charges",
        "transaction_id",
    )
    queued: dict[str, Any] = {"notification_type_id__in": (NotificationKind.FINE, NotificationKind.MANUAL_BILL)}
    streams = (
        keyed_rows(library, PatronRecord, PATRON, ("charges_amount",)),
        keyed_rows(library, AccountCharge, PATRON, (*CHARGE, "outstanding_amount")),
        keyed_rows(library, FineNotice, PATRON, fines),
        keyed_rows(library, FineNoticeLine, PATRON, (*CHARGE, "amount", "total_amount_owed")),
        keyed_rows(library, ManualBillNotice, PATRON, (*CHARGE, "amount")),
        keyed_rows(library, QueuedNotification, PATRON, ("notification_type_id", "amount"), **queued),
    )
    charges = 0
    for (patron,), (records, charged, notices, lines, bills, queue) in side_by_side(*streams):
        charges += len(charged)
        owed = sum((amount for *_, amount in charged), NOTHING)
        balance = sum((amount for (amount,) in records), NOTHING)
        tally.expect(balance == owed, f"patron {patron}: the balance is {balance}, the charges are {owed}")
        told = [*(line[:-1] for line in lines), *bills]
        same = sorted(told, key=str) == sorted(charged, key=str)
        tally.expect(same, f"patron {patron}: {_spoken(told)} told, {_spoken(charged)} charged")
        total = sum((amount for *_, amount, _ in lines), NOTHING)
        oldest = [number for number, *_ in sorted(lines, key=lambda line: (line[2], line[0]))[:1]]
        named = [number for *_, number in notices]
        tally.expect(named == oldest, f"patron {patron}: the fine notice names charge {named}, the oldest is {oldest}")
        in_notices = [item + other - credit for item, other, credit, _, _ in notices]
        totals = {total, *in_notices, *(said for *_, said, _ in notices), *(said for *_, said in lines)}
        tally.expect(len(totals) == 1, f"patron {patron}: the fine notice is of {_spoken(totals)}")
        wanted = [(NotificationKind.FINE, total)] * bool(lines)
        wanted += [(NotificationKind.MANUAL_BILL, sum((amount for *_, amount in bills), NOTHING))] * bool(bills)
        is_queued = sorted(queue, key=str) == sorted(((int(kind), amount) for kind, amount in wanted), key=str)
        tally.expect(is_queued, f"patron {patron}: the queue has {_spoken(amount for _, amount in queue)}")
        tally.expect(len(notices) == bool(lines), f"patron {patron}: {len(notices)} fine notices")
    return tally.close(f"{charges:,} charges", charges)


def _spoken(amounts: Any) -> str:
    return ", ".join(sorted(map(str, amounts))) or "nothing"

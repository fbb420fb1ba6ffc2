"""Balances, fine notices and bills against the open charges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from apps.notices import models
from apps.notices.models.codes import NotificationKind
from apps.notices.seeding.rows import BlockRows


def wrong_charges(block: BlockRows) -> list[str]:
    """Fine notices, bills and balances that are not the sums of the patron's open charges."""
    owed: Counter[int] = Counter()
    for charge in block.transactions.values():
        owed[charge.patron_id] += charge.outstanding_amount  # type: ignore[assignment]  # counts money
    lines: dict[int, list[models.FineNoticeLine]] = {}
    for line in block.rows(models.FineNoticeLine):
        lines.setdefault(line.patron_id, []).append(line)
    wrong = [
        f"{block.letter(patron_id)} has a balance of {card.charges_amount}"
        for patron_id, card in block.patrons.items()
        if card.charges_amount != owed.get(patron_id, 0)
    ]
    queued = {row.patron_id: row.amount for row in block.queued(NotificationKind.FINE)}
    for notice in block.rows(models.FineNotice):
        own = lines.get(notice.patron_id, [])
        total = notice.total_outstanding_charges
        sums = {
            notice.item_related_charges + notice.non_item_related_charges - notice.credit,
            sum((line.amount for line in own), Decimal(0)),
            queued.get(notice.patron_id),
            *(line.total_amount_owed for line in own),
        }
        oldest = min(own, key=lambda line: (line.transaction_date, line.transaction_id), default=None)
        if sums != {total} or oldest is None or notice.transaction_id != oldest.transaction_id:
            wrong.append(f"the fine notice of {block.letter(notice.patron_id)} says {total}")
    return [*wrong, *_wrong_lines(block)]


def _wrong_lines(block: BlockRows) -> Iterable[str]:
    """Lines of fine notices and bills that are not their charges, and bills that do not add up."""
    billed: dict[int, Decimal] = {}
    bills = block.rows(models.ManualBillNotice)
    for row in bills:
        billed[row.patron_id] = billed.get(row.patron_id, Decimal(0)) + row.amount
    for row in (*block.rows(models.FineNoticeLine), *bills):
        charge = block.transactions.get(row.transaction_id)
        own = (row.patron_id, row.item_record_id, row.amount, row.transaction_date)
        if charge is None or own != (
            charge.patron_id,
            charge.item_record_id,
            charge.outstanding_amount,
            charge.transaction_date,
        ):
            yield f"a line of {block.letter(row.patron_id)} is not charge {row.transaction_id}"
    for row in block.queued(NotificationKind.MANUAL_BILL):
        if row.amount != billed.get(row.patron_id):
            yield f"the bill of {block.letter(row.patron_id)} is queued with {row.amount}"

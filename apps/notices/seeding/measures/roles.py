"""The parts of patrons A to Y beside their holds and overdues: loans, returns, batches, due days and fines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from apps.notices.models.codes import OVERDUE_KINDS, SKIPPED_BY_RENEW, FeeReason, NotificationKind
from apps.notices.seeding.measures.times import SUNDAY
from apps.notices.seeding.rows import BlockRows, KnownLoan, batch_of
from apps.notices.seeding.specification.cast import IDLE_ITEMS, Loan, Role

SOON = range(1, 3)
LATER = range(5, 11)
"""Days ahead on which items on loan are due."""


def wrong_parts(block: BlockRows) -> list[str]:
    """Letters whose loans, returns, hold batches, due days, contacts or fines are not those of the cast."""
    loans: dict[int, list[KnownLoan]] = {}
    for loan in block.loans:
        loans.setdefault(loan.patron_id, []).append(loan)
    batches = Counter((row.patron_id, batch_of(row.notice_date)) for row in block.notices(NotificationKind.HOLD))
    sizes: dict[int, list[int]] = {}
    for (patron_id, _), count in batches.items():
        sizes.setdefault(patron_id, []).append(count)
    overdue_batches = {(row.patron_id, batch_of(row.notice_date)) for row in block.notices(*OVERDUE_KINDS)}
    contacts = Counter(patron_id for patron_id, _ in overdue_batches)
    fees = [row for row in block.transactions.values() if row.fee_reason_code_id == FeeReason.OVERDUE]
    fines = Counter(row.patron_id for row in fees)
    wrong = []
    for patron_id, role in block.roles.items():
        own = loans.get(patron_id, [])
        parts = {
            "loans": (_due_soon(block, own), Counter(role.loans)),
            "punctual returns": (sum(_is_punctual(loan) for loan in own), role.returned),
            "hold batches": (sorted(sizes.get(patron_id, ())), sorted(role.holds)),
            "due days": (_due_days(block, role, own), Counter((each.band, each.count) for each in role.overdues)),
            "overdue contacts": (contacts[patron_id], role.overdue_contacts + role.settled),
            "fines": (fines[patron_id], role.fines),
        }
        wrong += [f"{role.letter} has {found} {what}" for what, (found, stated) in parts.items() if found != stated]
    idle = {row.item_record_id for row in fees}
    if len(idle) != IDLE_ITEMS:
        wrong.append(f"the fines are about {len(idle)} items")
    return wrong


def _is_punctual(loan: KnownLoan) -> bool:
    return loan.returned is not None and loan.returned <= loan.due


def _due_soon(block: BlockRows, loans: Iterable[KnownLoan]) -> Counter[Loan | None]:
    """Items not yet due by when they are; None counts those that the cast has no word for."""
    renew_day = 3 if block.day(-3).weekday() != SUNDAY else 4
    found: Counter[Loan | None] = Counter()
    for loan in loans:
        ahead = -block.days_ago(loan.due)
        item = block.items.get(loan.item_record_id)
        if loan.returned is not None or ahead < 0:
            continue
        if ahead in SOON or ahead in LATER:
            found[Loan.SOON if ahead in SOON else Loan.LATER] += 1
        elif ahead == renew_day and item is not None:
            is_game = item.material_type_id == SKIPPED_BY_RENEW
            found[Loan.RENEW_DAY_GAME if is_game else Loan.RENEW_DAY] += 1
        else:
            found[None] += 1
    return found


def _due_days(block: BlockRows, role: Role, loans: Iterable[KnownLoan]) -> Counter[tuple[range | None, int]]:
    """Due days of overdue items by band and number of items."""
    days = Counter(block.days_ago(loan.due) for loan in loans if loan.returned is None and loan.due < block.moment)
    bands = {each.band for each in role.overdues}
    return Counter((next((band for band in bands if day in band), None), count) for day, count in days.items())

"""The state that an item is in at the as-of moment, and how it came there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from apps.notices.models.codes import ItemState
from apps.notices.seeding.planning.block_registry import BlockRegistry
from apps.notices.seeding.planning.catalogue import Item
from apps.notices.seeding.planning.loans import PAST_CHECKOUT_GAP, opening_time
from seedplot.streams import DeterministicRandom

LAST_LENT_AGO = range(60, 300)
"""When an item now on the hold shelf was on loan before."""
LOANS_A_YEAR = (3, 11)
AGE_DAYS = (500, 3_500)
"""Since the item was added: longer ago than anything that is told of it."""


@dataclass(frozen=True)
class Circulation:
    """Where an item is. `checked_in` is its last return, `lent` its last checkout or renewal."""

    item: Item
    state: ItemState
    since: datetime
    last_transaction: datetime
    checked_in: datetime
    lent: datetime
    last_patron_id: int
    added: datetime
    loans_this_year: int
    loans_before: int
    lost_from: tuple[datetime, datetime] | None = None
    """Of a lost item, when it was lent and due."""


def plan_circulation(block: BlockRegistry) -> Iterator[Circulation]:
    """The state of each item, by number."""
    days = block.scheduler.days
    holds = {hold.item.item_record_id: hold for hold in block.holds}
    checkouts = {checkout.item.item_record_id: checkout for checkout in block.checkouts}
    charges = {charge.item.item_record_id: charge for charge in block.charges}
    for item in block.items:
        number = item.item_record_id
        stream = block.rng.at("circulation", item.purpose.position)
        if number in holds:
            hold = holds[number]
            lent = opening_time(stream.at("lent"), days, stream.at("lent ago").choice(days.open_days(LAST_LENT_AGO)))
            patron = stream.at("patron").choice(block.patrons)
            state, since, last, checked_in = ItemState.HELD, hold.trapped, hold.trapped, hold.trapped
        elif number in checkouts:
            checkout = checkouts[number]
            lent, patron = checkout.checked_out, checkout.patron
            if checkout.returned is None:
                state, since, last = ItemState.OUT, checkout.original_checked_out, lent
                checked_in = _return_before(stream, block, since)
            else:
                state = ItemState.IN
                since = last = checked_in = checkout.returned
        else:
            # The charges are in the order of their moments, so this is the latest of the item.
            charge = charges[number]
            lent, patron, since, last = charge.checked_out, charge.patron, charge.charged, charge.charged
            is_lost = bool(item.purpose.role)
            state = ItemState.LOST if is_lost else ItemState.IN
            checked_in = _return_before(stream, block, lent) if is_lost else since
        yield Circulation(
            item=item,
            state=state,
            since=since,
            last_transaction=last,
            checked_in=checked_in,
            lent=lent,
            last_patron_id=patron.patron_id,
            added=days.at(stream.at("added").randint(*AGE_DAYS), 9),
            lost_from=(lent, charges[number].due) if state is ItemState.LOST else None,
            **_counts(stream.at("counts"), block, lent),
        )


def _return_before(stream: DeterministicRandom, block: BlockRegistry, lent: datetime) -> datetime:
    """When the item had come back from the loan before."""
    days = block.scheduler.days
    lent_ago = (days.today - lent.date()).days
    ago = stream.at("returned ago").choice(days.open_days(lent_ago + gap for gap in PAST_CHECKOUT_GAP))
    return opening_time(stream.at("returned at"), days, ago)


def _counts(stream: DeterministicRandom, block: BlockRegistry, lent: datetime) -> dict[str, int]:
    days = block.scheduler.days
    a_year = stream.randint(*LOANS_A_YEAR)
    return {
        "loans_this_year": int(days.is_this_year(lent)) + days.elapsed_of_year(a_year),
        "loans_before": 1 + a_year + stream.below(5 * a_year),
    }

"""What one block of the library holds, found by number: the plan keeps its state here, and lets go of it at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from apps.notices.seeding.planning.catalogue import Item, plan_items
from apps.notices.seeding.planning.charges import Bill, Charge, plan_charges
from apps.notices.seeding.planning.holds import Hold, plan_holds
from apps.notices.seeding.planning.loans import Checkout, Reminder, plan_checkouts, plan_reminders
from apps.notices.seeding.planning.notifications import Contact, Notification, plan_contacts
from apps.notices.seeding.planning.numbering import Numbers
from apps.notices.seeding.planning.people import Patron, plan_patrons
from apps.notices.seeding.planning.time_scheduler import Batch, TimeScheduler
from seedplot.streams import DeterministicRandom


@dataclass
class BlockRegistry:
    """25 patrons and their 100 items."""

    rng: DeterministicRandom
    """The block's own stream."""
    scheduler: TimeScheduler
    numbers: Numbers
    patron_registry: dict[int, Patron]
    item_registry: dict[int, Item]
    holds: Sequence[Hold]
    checkouts: Sequence[Checkout]
    reminders: Sequence[Reminder]
    charges: Sequence[Charge]
    bills: Sequence[Bill]
    contacts: Sequence[Contact]
    notification_schedule: dict[Batch, list[Notification]] = field(default_factory=dict)
    """What each batch sends."""

    @property
    def patrons(self) -> Sequence[Patron]:
        return list(self.patron_registry.values())

    @property
    def items(self) -> Sequence[Item]:
        """By number, which is not the order of their purposes."""
        return [self.item_registry[number] for number in sorted(self.item_registry)]


def fill_registry(
    library: DeterministicRandom, scheduler: TimeScheduler, numbers: Numbers, providers: str
) -> BlockRegistry:
    """Plan a block: people, items, what they have on hold and on loan, what they owe, and what they are told."""
    rng = library.at("block", numbers.block)
    patrons = plan_patrons(library, rng, numbers, providers)
    items = plan_items(library, rng, numbers)
    by_letter = {patron.letter: patron for patron in patrons}
    checkouts = plan_checkouts(rng, scheduler.days, by_letter, items)
    holds = plan_holds(rng, scheduler, numbers, by_letter, items)
    overdue_days: dict[str, list[int]] = {}
    for checkout in checkouts:
        if checkout.is_overdue:
            overdue_days.setdefault(checkout.patron.letter, []).append(checkout.due_ago)
    charges, bills = plan_charges(rng, scheduler.days, numbers, by_letter, items, overdue_days)
    contacts = plan_contacts(rng, scheduler, holds, checkouts, bills)
    schedule: dict[Batch, list[Notification]] = {}
    for contact in contacts:
        schedule.setdefault(contact.batch, []).extend(contact.notices)
    return BlockRegistry(
        rng=rng,
        scheduler=scheduler,
        numbers=numbers,
        patron_registry={patron.patron_id: patron for patron in patrons},
        item_registry={item.item_record_id: item for item in items},
        holds=holds,
        checkouts=checkouts,
        reminders=plan_reminders(scheduler, checkouts),
        charges=charges,
        bills=bills,
        contacts=contacts,
        notification_schedule=schedule,
    )

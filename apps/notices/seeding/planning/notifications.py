"""Notices and contacts: every item in every notice, and the batches that told of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.notices.models.codes import OVERDUE_KINDS, ContactStatus, Delivery, NotificationKind
from apps.notices.seeding.planning.catalogue import Item
from apps.notices.seeding.planning.charges import Bill
from apps.notices.seeding.planning.holds import Hold
from apps.notices.seeding.planning.loans import Checkout
from apps.notices.seeding.planning.people import Patron
from apps.notices.seeding.planning.purposes import Part
from apps.notices.seeding.planning.time_scheduler import Batch, TimeScheduler
from apps.notices.seeding.specification.failures import DETAILS, FAILED_CALL_LETTER, RECORDED_CALLS
from seedplot.quotas import ranked
from seedplot.streams import DeterministicRandom


@dataclass(frozen=True)
class Notification:
    """An item in a notice."""

    patron: Patron
    item: Item
    kind: NotificationKind
    noticed: datetime
    status: ContactStatus


@dataclass(frozen=True)
class Contact:
    """What a patron was told in one batch; a bill has charges instead of notices."""

    patron: Patron
    batch: Batch
    notified: datetime
    status: ContactStatus
    details: str | None
    notices: tuple[Notification, ...]
    bill: Bill | None = None

    @property
    def kind(self) -> NotificationKind:
        if self.bill is not None:
            return NotificationKind.MANUAL_BILL
        kinds = {notice.kind for notice in self.notices}
        return kinds.pop() if len(kinds) == 1 else NotificationKind.COMBINED

    def count(self, kind: NotificationKind) -> int:
        return sum(notice.kind is kind for notice in self.notices)


@dataclass(frozen=True)
class _Draft:
    """A contact before its outcome is known."""

    patron: Patron
    batch: Batch
    told: tuple[tuple[Item, NotificationKind], ...]
    bill: Bill | None = None

    @property
    def name(self) -> tuple[str, int, int]:
        return (self.patron.letter, self.batch.day, self.batch.hour)


def plan_contacts(
    block: DeterministicRandom,
    scheduler: TimeScheduler,
    holds: Iterable[Hold],
    checkouts: Iterable[Checkout],
    bills: Iterable[Bill],
) -> list[Contact]:
    """Every contact of the window, in the order in which they happened."""
    drafts = _drafts(scheduler, holds, checkouts, bills)
    outcomes = _outcomes(block, drafts)
    contacts = [_contact(block.at("contact", *draft.name), scheduler, draft, outcomes[draft.name]) for draft in drafts]
    return sorted(contacts, key=lambda contact: (contact.notified, contact.patron.patron_id))


def _drafts(
    scheduler: TimeScheduler, holds: Iterable[Hold], checkouts: Iterable[Checkout], bills: Iterable[Bill]
) -> list[_Draft]:
    told: dict[tuple[int, Batch], tuple[Patron, list[tuple[Item, NotificationKind]]]] = {}

    def tell(patron: Patron, batch: Batch, item: Item, kind: NotificationKind) -> None:
        told.setdefault((patron.patron_id, batch), (patron, []))[1].append((item, kind))

    for hold in holds:
        tell(hold.patron, hold.batch, hold.item, NotificationKind.HOLD)
    for checkout in checkouts:
        for kind, batch in steps_sent(scheduler, checkout):
            tell(checkout.patron, batch, checkout.item, kind)
    drafts = [_Draft(patron, batch, tuple(items)) for (_, batch), (patron, items) in told.items()]
    return [*drafts, *(_Draft(bill.patron, bill.batch, (), bill) for bill in bills)]


def steps_sent(scheduler: TimeScheduler, checkout: Checkout) -> Iterator[tuple[NotificationKind, Batch]]:
    """The overdue notices of a loan; a settled one came back before the second."""
    part = checkout.item.purpose.part
    if part is Part.OVERDUE:
        yield from scheduler.ladder(checkout.due_ago)
    elif part is Part.SETTLED:
        yield next(scheduler.ladder(checkout.due_ago))


def _outcomes(block: DeterministicRandom, drafts: Sequence[_Draft]) -> dict[tuple[str, int, int], ContactStatus]:
    """How each contact ended: one e-mail and the first call of S failed, and two calls met a machine."""
    usual = {
        Delivery.MAIL: ContactStatus.PRINTED,
        Delivery.EMAIL: ContactStatus.EMAILED,
        Delivery.VOICE: ContactStatus.SPOKEN,
        Delivery.TEXT: ContactStatus.TEXTED,
    }
    outcomes = {draft.name: usual[draft.patron.delivery] for draft in drafts}

    def score(draft: _Draft) -> float:
        return block.at("contact", *draft.name, "outcome").random()

    may_fail = [draft for draft in drafts if _is_followed(draft, drafts)]
    failed_email = ranked([draft for draft in may_fail if draft.patron.delivery is Delivery.EMAIL], score)[0]
    [failed_call] = [draft for draft in may_fail if draft.patron.letter == FAILED_CALL_LETTER]
    calls = [draft for draft in drafts if draft.patron.delivery is Delivery.VOICE and draft is not failed_call]
    outcomes |= {draft.name: ContactStatus.RECORDED for draft in ranked(calls, score)[:RECORDED_CALLS]}
    return outcomes | {
        failed_email.name: ContactStatus.EMAIL_FAILED,
        failed_call.name: ContactStatus.NO_ANSWER,
    }


def _is_followed(draft: _Draft, drafts: Sequence[_Draft]) -> bool:
    """Whether it is about one overdue step, and a later contact tells of all its items again."""
    kinds = {kind for _, kind in draft.told}
    if len(kinds) != 1 or not kinds <= set(OVERDUE_KINDS):
        return False
    items = {item.item_record_id for item, _ in draft.told}
    return any(
        items <= {item.item_record_id for item, _ in other.told}
        for other in drafts
        if other.patron is draft.patron and other.batch.day < draft.batch.day
    )


def _contact(stream: DeterministicRandom, scheduler: TimeScheduler, draft: _Draft, status: ContactStatus) -> Contact:
    told = sorted(draft.told, key=lambda pair: pair[0].item_record_id)
    moments = scheduler.notice_dates(stream.at("moments"), draft.batch, max(1, len(told)))
    details = DETAILS.get(status)
    return Contact(
        patron=draft.patron,
        batch=draft.batch,
        notified=moments[0],
        status=status,
        details=stream.at("details").choice(details) if details else None,
        notices=tuple(
            Notification(draft.patron, item, kind, moment, status)
            for (item, kind), moment in zip(told, moments, strict=True)
        )
        if told
        else (),
        bill=draft.bill,
    )


class NotificationsByItem:
    """The overdue notices of each item, in their order."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self._moments: dict[int, list[datetime]] = {}
        for contact in contacts:
            for notice in contact.notices:
                if notice.kind in OVERDUE_KINDS:
                    self._moments.setdefault(notice.item.item_record_id, []).append(notice.noticed)

    def overdue_count(self, item_record_id: int) -> int:
        return len(self._moments.get(item_record_id, ()))

    def last_overdue(self, item_record_id: int) -> datetime | None:
        return max(self._moments.get(item_record_id, ()), default=None)

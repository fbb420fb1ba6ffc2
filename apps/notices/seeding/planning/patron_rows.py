"""Rows of patrons, their addresses and their accounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from apps.notices import factories
from apps.notices.models.codes import AddressKind, Delivery
from apps.notices.seeding.planning.block_registry import BlockRegistry
from apps.notices.seeding.planning.people import Patron
from seedplot.plan import Row
from seedplot.streams import DeterministicRandom

REGISTERED_AGO = (400, 4_500)
UPDATED_AGO = (25, 390)
EXPIRES_IN = (20, 700)
AGES = (9, 88)
LOANS_A_YEAR = (8, 60)
SAVED_A_LOAN = ("11.50", "24.75")
"""What a patron saves by borrowing a book instead of buying it."""


def patron_rows(block: BlockRegistry) -> Iterator[Row]:
    for patron in block.patrons:
        yield from _rows_of(block, patron)
    homes = {patron.home.address_id: patron.home for patron in block.patrons}
    for number in sorted(homes):
        home = homes[number]
        yield factories.AddressFactory.row(
            block.rng.at("address", number - min(homes)),
            address_id=home.address_id,
            postal_code_id=home.postal_code_id,
            street_one=home.street,
            street_two=home.unit,
            zip_plus_four=home.zip_plus_four,
        )
    for place, charge in enumerate(block.charges):
        yield factories.AccountChargeFactory.row(
            block.rng.at("charge", place),
            transaction_id=charge.transaction_id,
            patron_id=charge.patron.patron_id,
            fee_reason_code_id=charge.reason.value,
            amount=charge.amount,
            item_record_id=charge.item.item_record_id,
            transaction_date=charge.charged,
            check_out_date=charge.checked_out,
            due_date=charge.due,
        )


def _rows_of(block: BlockRegistry, patron: Patron) -> Iterator[Row]:
    days = block.scheduler.days
    stream = block.rng.at("patron", patron.letter, "card")
    registered_ago = stream.at("registered").randint(*REGISTERED_AGO)
    registered_ago += not days.is_open(registered_ago)
    at = stream.at("registered at")
    registered = days.at(registered_ago, at.randint(10, 18), at.below(60), at.below(60))
    updated_ago = stream.at("updated").randint(*UPDATED_AGO)
    updated_ago += not days.is_open(updated_ago)
    at = stream.at("updated at")
    updated = days.at(updated_ago, at.randint(10, 18), at.below(60), at.below(60))
    expires = days.at(-stream.at("expires").randint(*EXPIRES_IN))
    yield _record_row(stream, block, patron, registered, registered_ago)
    yield factories.PatronRegistrationFactory.row(
        stream.at("registration"),
        patron_id=patron.patron_id,
        first_name=patron.name.first,
        last_name=patron.name.last,
        middle_name=patron.middle_name,
        full_name=patron.full_name,
        first_last_name=patron.first_last_name,
        phone_voice1=patron.phone,
        email_address=patron.email,
        registration_date=registered,
        update_date=updated,
        expiration_date=expires,
        address_check_date=expires,
        birthdate=_birthdate(stream.at("born"), block),
        delivery_option_id=patron.delivery.value,
        username=_user_name(stream.at("user name"), patron),
        gender_id=patron.name.gender_id,
    )
    is_by_mail = patron.delivery is Delivery.MAIL
    yield factories.PatronAddressFactory.row(
        stream.at("address"),
        patron_id=patron.patron_id,
        address_id=patron.home.address_id,
        address_type_id=(AddressKind.NOTICE if is_by_mail else AddressKind.MAILING).value,
        verification_date=updated,
    )


def _record_row(
    stream: DeterministicRandom, block: BlockRegistry, patron: Patron, registered: datetime, registered_ago: int
) -> Row:
    days = block.scheduler.days
    known = [each.checked_out for each in block.checkouts if each.patron is patron]
    a_year = stream.at("loans").randint(*LOANS_A_YEAR)
    this_year = sum(days.is_this_year(moment) for moment in known) + days.elapsed_of_year(a_year)
    lifetime = this_year + len(known) + a_year * registered_ago // 365
    saved = stream.at("saved").decimal(*SAVED_A_LOAN)
    owed = sum((each.amount for each in block.charges if each.patron is patron), Decimal(0))
    return factories.PatronRecordFactory.row(
        stream.at("record"),
        patron_id=patron.patron_id,
        barcode=patron.barcode,
        ytd_circ_count=this_year,
        lifetime_circ_count=lifetime,
        last_activity_date=_last_activity(block, patron) or registered,
        lost_item_count=int(patron.role.has_bill),
        charges_amount=owed.quantize(Decimal("0.0001")),
        record_status_date=registered,
        ytd_you_saved_amount=(this_year * saved).quantize(Decimal("0.0001")),
        lifetime_you_saved_amount=(lifetime * saved).quantize(Decimal("0.0001")),
    )


def _last_activity(block: BlockRegistry, patron: Patron) -> datetime | None:
    """The last time that the patron borrowed, renewed, brought back, asked for or lost something."""
    moments = [hold.placed for hold in block.holds if hold.patron is patron]
    for checkout in block.checkouts:
        if checkout.patron is patron:
            moments += [checkout.checked_out, *([checkout.returned] if checkout.returned else [])]
    moments += [charge.charged for charge in block.charges if charge.patron is patron]
    return max(moments, default=None)


def _birthdate(stream: DeterministicRandom, block: BlockRegistry) -> datetime:
    youngest, oldest = AGES
    return block.scheduler.days.at(stream.randint(366 * youngest, 365 * oldest))


def _user_name(stream: DeterministicRandom, patron: Patron) -> str | None:
    """Those who have given an e-mail address have an account on the web."""
    if patron.email is None:
        return None
    return f"{patron.name.first[0]}{patron.name.last}{stream.randint(10, 99)}".lower()

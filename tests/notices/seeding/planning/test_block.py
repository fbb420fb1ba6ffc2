"""One block of 25: people, items, loans, holds and notices, for several seeds and days."""

import re
from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest

from apps.notices.models.codes import ContactStatus, Delivery, NotificationKind
from apps.notices.seeding.planning.purposes import Part
from apps.notices.seeding.specification.cast import Loan
from apps.notices.seeding.specification.formats import KIND_COUNTS, Kind
from tests.notices.seeding.plans import ANCHORS, block

SEEDS = (1, 7, 42)
each_seed = pytest.mark.parametrize("seed", SEEDS)
each_day = pytest.mark.parametrize("today", ANCHORS.values(), ids=ANCHORS)


@each_seed
def test_people_are_told_apart(seed):
    patrons = block(seed=seed).patrons

    assert [patron.letter for patron in patrons] == list("ABCDEFGHIJKLMNOPQRSTUVWXY")
    assert [patron.patron_id for patron in patrons] == list(range(10_001, 10_026))
    assert len({(patron.name.first, patron.name.last) for patron in patrons}) == 25
    assert sum(patron.middle_name is not None for patron in patrons) == 17
    assert len({patron.home.address_id for patron in patrons}) == 18


@each_seed
def test_patrons_can_be_reached(seed):
    patrons = block(seed=seed).patrons
    phones = [patron.phone for patron in patrons if patron.phone]

    assert len(set(phones)) == len(phones) == 20
    assert all(re.fullmatch(r"27055501\d\d", phone) for phone in phones)
    assert not {"2705550199", "2705550149"} & set(phones)
    assert sum(patron.email is None for patron in patrons) == 5
    for patron in patrons:
        by = patron.delivery
        assert patron.delivery_string == (
            patron.email if by is Delivery.EMAIL else patron.phone if by.is_by_phone else None
        )
        assert by is Delivery.MAIL or patron.delivery_string


def test_those_who_share_an_address_share_a_name():
    homes = {}
    for patron in block().patrons:
        homes.setdefault(patron.home.address_id, []).append(patron.name.last)

    assert sorted(len(names) for names in homes.values()) == [1] * 11 + [2] * 7
    assert all(len(set(names)) == 1 for names in homes.values())


def test_providers_of_the_plan_are_used_on_request():
    hosts = {patron.email.partition("@")[2] for patron in block(providers="plan").patrons if patron.email}

    assert "example.com" not in hosts
    assert hosts <= {"gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com"}


@each_seed
def test_items_have_kinds_titles_and_prices(seed):
    items = block(seed=seed).items
    titles = {item.title.bibliographic_record_id: item.title for item in items}

    assert len(items) == 100
    assert Counter(title.kind for title in titles.values()) == KIND_COUNTS
    assert len({title.text for title in titles.values()}) == 50
    assert all(Decimal("7.99") <= title.price <= Decimal("39.99") for title in titles.values())
    assert all(title.price == title.price.quantize(Decimal("0.01")) for title in titles.values())
    assert [item.barcode for item in items] == [f"33307{number:09d}" for number in range(1, 101)]


CALL_NUMBERS = {
    Kind.FICTION: r"F [A-Z][a-z]+",
    Kind.JUVENILE: r"JF [A-Z][a-z]+",
    Kind.NONFICTION: r"\d{3}(\.\d+)? [A-Z]{2,3}",
    Kind.FILM: r"DVD [A-Z][\w-]+ .+",
    Kind.GAME: r"(PS5|PS4|SWITCH|XBSX|XB1) .+",
}


@each_seed
def test_call_numbers_go_with_the_kind(seed):
    for item in block(seed=seed).items:
        assert re.fullmatch(CALL_NUMBERS[item.title.kind], item.title.call_number)
        assert (item.title.author is None) == (item.title.kind in (Kind.FILM, Kind.GAME))


@each_seed
def test_copies_of_a_title_are_counted(seed):
    copies = {}
    for item in block(seed=seed).items:
        copies.setdefault(item.title.bibliographic_record_id, []).append(item.copy)

    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in copies.values())


@each_seed
def test_holds_of_d_are_on_one_topic(seed):
    texts = [hold.item.title.text for hold in block(seed=seed).holds if hold.patron.letter == "D"]

    assert len(set(texts)) == 3
    assert len({text.partition(":")[0] for text in texts}) == 1


@each_day
@each_seed
def test_loans_last_three_weeks(seed, today):
    made = block(seed=seed, today=today)

    assert len(made.checkouts) == 27 + 24 + 3 + 20
    assert sum(checkout.renewals for checkout in made.checkouts) == 15
    for checkout in made.checkouts:
        days = (checkout.due.date() - checkout.checked_out.date()).days
        is_after_sunday = checkout.checked_out.weekday() == 6
        assert days == (22 if is_after_sunday else 21)
        assert not is_after_sunday or checkout.renewals
        assert checkout.original_checked_out.weekday() != 6
        assert checkout.due.weekday() != 6
        assert checkout.renewals <= checkout.item.title.format.renewal_limit
        if checkout.renewals:
            assert checkout.original_due.date() - checkout.checked_out.date() > timedelta(days=3)


@each_day
@each_seed
def test_renew_is_offered_books_and_films_and_skips_a_game(seed, today):
    made = block(seed=seed, today=today)
    due = {checkout.item.item_record_id: -checkout.due_ago for checkout in made.checkouts}
    kinds = {
        loan: [item.title.kind for item in made.items if item.purpose.loan is loan]
        for loan in (Loan.RENEW_DAY, Loan.RENEW_DAY_GAME)
    }

    assert Kind.GAME not in kinds[Loan.RENEW_DAY]
    assert kinds[Loan.RENEW_DAY_GAME] == [Kind.GAME]
    assert {due[item.item_record_id] for item in made.items if item.purpose.loan in kinds} == {
        4 if today.weekday() == 3 else 3
    }


@each_day
@each_seed
def test_contacts_are_as_many_whatever_the_seed_and_the_day(seed, today):
    contacts = block(seed=seed, today=today).contacts

    assert Counter(contact.kind for contact in contacts if not contact.kind.name.endswith("OVERDUE")) == {
        NotificationKind.HOLD: 16,
        NotificationKind.MANUAL_BILL: 2,
        NotificationKind.COMBINED: sum(contact.kind is NotificationKind.COMBINED for contact in contacts),
    }
    assert len(contacts) == 56
    assert sum(len(contact.notices) for contact in contacts) == 74
    assert 1 <= sum(contact.kind is NotificationKind.COMBINED for contact in contacts) <= 2
    assert contacts == sorted(contacts, key=lambda contact: (contact.notified, contact.patron.patron_id))


@each_seed
def test_schedule_has_what_each_batch_sends(seed):
    made = block(seed=seed)

    assert sum(len(notices) for notices in made.notification_schedule.values()) == 74
    for batch, notices in made.notification_schedule.items():
        start = made.scheduler.start(batch)
        assert all(start <= notice.noticed < start + timedelta(minutes=1) for notice in notices)


@each_day
@each_seed
def test_two_contacts_fail_and_are_mended(seed, today):
    contacts = block(seed=seed, today=today).contacts
    failed = [contact for contact in contacts if contact.details]

    assert sorted(contact.status for contact in failed) == [ContactStatus.NO_ANSWER, ContactStatus.EMAIL_FAILED]
    for contact in failed:
        items = {notice.item.item_record_id for notice in contact.notices}
        later = [each for each in contacts if each.patron is contact.patron and each.notified > contact.notified]
        assert any(items <= {notice.item.item_record_id for notice in each.notices} for each in later)
    assert sum(contact.status is ContactStatus.RECORDED for contact in contacts) == 2


@each_day
@each_seed
def test_bills_are_for_what_was_lost_before_it_was_due(seed, today):
    made = block(seed=seed, today=today)

    assert [bill.patron.letter for bill in made.bills] == ["P", "T"]
    for bill in made.bills:
        price, processing = bill.charges
        assert (price.amount, processing.amount) == (bill.item.title.price, Decimal("3.00"))
        assert price.checked_out < bill.declared_lost < made.scheduler.start(bill.batch)
        assert bill.declared_lost + timedelta(days=3) < price.due < made.scheduler.days.at(0)
        assert bill.item.purpose.part is Part.LOST


@each_day
def test_earlier_loans_of_idle_items_do_not_overlap(today):
    made = block(today=today)
    loans = {}
    for charge in made.charges:
        if charge.item.purpose.part is Part.IDLE:
            loans.setdefault(charge.item.item_record_id, []).append((charge.checked_out, charge.due, charge.charged))

    assert sum(len(each) for each in loans.values()) == 10
    for each in loans.values():
        for (_, _, back), (lent, _, _) in zip(sorted(each), sorted(each)[1:], strict=False):
            assert back < lent
    assert all(due < back for each in loans.values() for _, due, back in each)


@each_day
@each_seed
def test_newest_notice_is_yesterdays_or_of_the_last_day_that_was_open(seed, today):
    made = block(seed=seed, today=today)

    newest = min(contact.batch.day for contact in made.contacts)
    assert newest <= made.scheduler.days.newest_open_day()


def test_sample_of_the_plan_is_in_no_block():
    assert "2705550149" not in {patron.phone for number in range(5) for patron in block(number).patrons}

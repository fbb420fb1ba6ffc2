"""Falsified rows: each lie is noticed by the promises whose business it is, and by no others."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import F

from apps.notices import models
from apps.notices.seeding.scenarios import LibraryNoticesScenario
from seedplot.clock import midnight
from seedplot.engine import pipeline, proof
from seedplot.engine.runs import Request
from tests.rings import sampled

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 3, 12)
LETTERS = {letter: 10_001 + place for place, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXY")}
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def library(django_db_setup, django_db_blocker):
    """The library of 25, seeded once; every test takes back what it does to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        report = pipeline.run(Request(LibraryNoticesScenario(), 42, midnight(AS_OF)))
        yield report.run
        transaction.set_rollback(True)


def broken_by(library, lie):
    with transaction.atomic():
        lie()
        report = proof.prove(library, LibraryNoticesScenario())
        transaction.set_rollback(True)
    return [finding.promise.id.removeprefix("notices.") for finding in report.broken]


def at_end(day):
    """When what is due that day is due."""
    return datetime.combine(day, time(23, 59, 59))


def at_night(day):
    """When the nightly run of that day is."""
    return datetime.combine(day, time(2))


def of(model, letter, **where):
    """The rows of a patron."""
    return model.objects.filter(patron_id=LETTERS[letter], **where).order_by("pk")


def change(row, **columns):
    type(row).objects.filter(pk=row.pk).update(**columns)


def hold_of(letter):
    return of(models.HoldRequest, letter).first()


def overdue_of(letter):
    return of(models.OverdueNotice, letter).first()


# How many there are, and who has what.


def lost_address():
    """Two addresses of which nobody has one any more, so that the links hold."""
    spare = models.Address.objects.first().address_id
    models.PatronAddress.objects.update(address_id=spare)
    models.FineNoticeLine.objects.update(patron_address_id=spare)
    models.Address.objects.exclude(address_id=spare).delete()


def reminders_of_one_night():
    """And none of the others."""
    newest = models.CirculationReminder.objects.order_by("-creation_date").first().creation_date
    models.CirculationReminder.objects.exclude(creation_date=newest).delete()


def one_more_voice_patron():
    change(of(models.PatronRegistration, "X").first(), delivery_option_id=3, phone_voice1="2705550198")
    for model in (models.NotificationLog, models.NotificationHistoryEntry, models.CirculationReminder):
        of(model, "X").update(delivery_option_id=3)


def renewals_on_another_day():
    renew_day = at_end(AS_OF + 4 * DAY)
    models.ItemCheckout.objects.filter(due_date=renew_day).update(due_date=renew_day + 2 * DAY)


def hold_that_is_another_patrons():
    row = hold_of("K")
    own = models.PatronRecord.objects.get(patron_id=LETTERS["L"])
    pair = {"patron_id": row.patron_id, "item_record_id": row.trapping_item_record_id}
    for model in (models.HoldNotice, models.QueuedNotification, models.NotificationHistoryEntry):
        model.objects.filter(**pair).update(patron_id=own.patron_id)
    change(row, patron_id=own.patron_id)


def item_that_came_in_unnoticed():
    row = models.CirculationItem.objects.filter(item_status_id=2).first()
    change(row, item_status_id=1)


def item_in_two_states():
    change(models.ItemRecord.objects.filter(item_status_id=1).first(), item_status_id=10)


def fine_that_was_sent():
    models.QueuedNotification.objects.filter(notification_type_id=8).update(is_processed=True)


def fine_notice_of_another_patron():
    patron = LETTERS["Y"]
    row = of(models.FineNotice, "E").first()
    for model in (models.FineNotice, models.FineNoticeLine, models.AccountCharge):
        model.objects.filter(patron_id=row.patron_id).update(patron_id=patron)
    models.QueuedNotification.objects.filter(patron_id=row.patron_id, notification_type_id=8).update(patron_id=patron)
    owed = of(models.PatronRecord, "E").first().charges_amount
    of(models.PatronRecord, "E").update(charges_amount=0)
    of(models.PatronRecord, "Y").update(charges_amount=owed)


def altered_reference_table():
    models.NotificationStatus.objects.filter(notification_status_id=12).update(description="E-mail sent")


def missing_reference_row():
    models.AddressType.objects.filter(address_type_id=13).delete()


# Who is who.


def short_patron_barcode():
    card = models.PatronRecord.objects.get(patron_id=LETTERS["X"])
    change(card, barcode="2330700000024")


def jump_in_the_item_barcodes():
    last = models.CirculationItem.objects.order_by("item_record_id").last()
    barcode = "33307000000777"
    for model in (models.CirculationItem, models.ItemRecord):
        model.objects.filter(item_record_id=last.item_record_id).update(barcode=barcode)
    for model in (models.HoldNotice, models.OverdueNotice, models.OverdueItem, models.ManualBillNotice):
        model.objects.filter(item_record_id=last.item_record_id).update(item_barcode=barcode)
    models.FineNoticeLine.objects.filter(item_record_id=last.item_record_id).update(item_barcode=barcode)
    models.HoldRequest.objects.filter(trapping_item_record_id=last.item_record_id).update(item_barcode=barcode)


def hold_notice_of_nobody():
    change(of(models.HoldNotice, "M").first(), patron_id=99_999)


def address_that_is_not_there():
    change(of(models.PatronAddress, "X").first(), address_id=99_999)


def bill_for_no_charge():
    change(of(models.ManualBillNotice, "P").first(), transaction_id=99_999)


def unknown_item_status():
    change(models.CirculationItem.objects.filter(item_status_id=7).first(), item_status_id=77)


def shared_phone():
    phone = of(models.PatronRegistration, "R").first().phone_voice1
    change(of(models.PatronRegistration, "V").first(), phone_voice1=phone)
    of(models.NotificationLog, "V").update(delivery_string=phone)


def real_phone():
    change(of(models.PatronRegistration, "P").first(), phone_voice1="2705551234")


def phone_of_the_branch():
    change(of(models.PatronRegistration, "P").first(), phone_voice1="2705550199")


def address_of_another_name():
    change(of(models.PatronRegistration, "X").first(), email_address="nobody.atall@example.com")


def voice_patron_without_a_phone():
    change(of(models.PatronRegistration, "O").first(), phone_voice1=None)
    of(models.NotificationLog, "O").update(delivery_string=None)


def letter_to_a_mailing_address():
    change(of(models.PatronAddress, "T").first(), address_type_id=12)


def notice_by_another_channel():
    change(of(models.HoldNotice, "K").first(), delivery_option_id=1)


def e_mail_to_an_old_address():
    change(of(models.NotificationLog, "K").first(), delivery_string="old.address@example.com")


def text_message_to_another_number():
    change(of(models.NotificationLog, "R").first(), delivery_string="2705550198")


def hold_that_was_queued_twice():
    row = models.QueuedNotification.objects.filter(patron_id=LETTERS["K"], notification_type_id=2).first()
    other = models.QueuedNotification.objects.filter(patron_id=LETTERS["L"], notification_type_id=2).first()
    change(other, patron_id=row.patron_id, item_record_id=row.item_record_id, creation_date=row.creation_date)


def overdue_with_two_due_dates():
    row = overdue_of("B")
    change(row, due_date=row.due_date - DAY)


def overdue_queued_as_another_step():
    change(of(models.QueuedNotification, "B", notification_type_id=12).first(), notification_type_id=13)


def title_of_another_book():
    change(of(models.NotificationHistoryEntry, "A").first(), title="The Wrong Book")


def price_that_went_up():
    change(of(models.HoldNotice, "D").first(), price=F("price") + 1)


def call_number_of_another_shelf():
    change(models.ItemRecordDetail.objects.first(), call_number="F Nobody")


def item_on_loan_and_on_hold():
    row = models.CirculationItem.objects.filter(item_status_id=4).first()
    number = of(models.ItemCheckout, "J").last()
    change(number, item_record_id=row.item_record_id)


def loan_of_a_patron_without_one():
    row = models.ItemCheckout.objects.filter(patron_id=LETTERS["A"], due_date__gte=AS_OF).first()
    change(row, patron_id=LETTERS["Y"])
    models.CirculationReminder.objects.filter(item_record_id=row.item_record_id).update(patron_id=LETTERS["Y"])


def lost_item_of_another_patron():
    change(of(models.PatronRecord, "K").first(), lost_item_count=1)


def forgotten_past():
    of(models.NotificationHistoryEntry, "W").delete()
    of(models.NotificationLog, "W").delete()
    of(models.CirculationReminder, "W").delete()


def fine_of_a_penny_more():
    change(
        of(models.FineNotice, "A").first(), total_outstanding_charges=F("total_outstanding_charges") + Decimal("0.01")
    )


def balance_that_is_no_sum():
    change(of(models.PatronRecord, "J").first(), charges_amount=Decimal("99.0000"))


def bill_that_does_not_add_up():
    models.QueuedNotification.objects.filter(patron_id=LETTERS["T"], notification_type_id=20).update(amount=1)


# When.


def notice_after_the_as_of_moment():
    for row in models.QueuedNotification.objects.filter(notification_type_id=8):
        change(row, creation_date=row.creation_date + DAY)


def due_on_a_sunday():
    row = models.ItemCheckout.objects.filter(patron_id=LETTERS["A"]).order_by("-due_date").first()
    sunday = row.due_date.replace(month=3, day=22)
    change(row, due_date=sunday)


def due_at_noon():
    row = models.ItemCheckout.objects.filter(patron_id=LETTERS["A"]).order_by("-due_date").first()
    change(row, due_date=row.due_date.replace(hour=12))


def hold_that_waits_too_long():
    row = hold_of("E")
    till = row.hold_notification_date.replace(hour=23, minute=59, second=59) + 11 * DAY
    change(row, hold_till_date=till)
    models.HoldNotice.objects.filter(item_record_id=row.trapping_item_record_id).update(hold_till_date=till)


def nothing_urgent():
    """Whatever waits for three days or less waits for one or two more."""
    for model in (models.HoldRequest, models.HoldNotice):
        urgent = model.objects.filter(hold_till_date__lte=at_end(AS_OF + 3 * DAY))
        urgent.update(hold_till_date=at_end(AS_OF + 4 * DAY))


def hold_filled_before_it_was_placed():
    row = hold_of("K")
    change(row, creation_date=row.hold_notification_date + timedelta(minutes=1))
    transitions = models.HoldTransition.objects.filter(hold_request_id=row.hold_request_id, action_taken_id=1)
    transitions.update(status_transition_date=row.hold_notification_date + timedelta(minutes=1))


def hold_without_a_history():
    models.HoldTransition.objects.filter(hold_request_id=hold_of("D").hold_request_id, action_taken_id=12).delete()


def daily_history_of_the_day_before():
    models.DailyHoldTransition.objects.first().delete()


def notice_an_hour_late():
    """The whole contact, so that it is still one of a batch."""
    for model, column in ((models.NotificationHistoryEntry, "notice_date"), (models.NotificationLog, "notified_at")):
        row = of(model, "K").first()
        change(row, **{column: getattr(row, column) - timedelta(hours=2)})


def notice_outside_of_a_batch():
    for model, column in ((models.NotificationHistoryEntry, "notice_date"), (models.NotificationLog, "notified_at")):
        row = of(model, "K").first()
        change(row, **{column: getattr(row, column) + timedelta(minutes=1)})


def notices_three_seconds_apart():
    row = of(models.NotificationHistoryEntry, "D").order_by("notice_date").last()
    first = of(models.NotificationHistoryEntry, "D").order_by("notice_date").first()
    change(row, notice_date=first.notice_date.replace(second=59, microsecond=999_000))
    change(first, notice_date=first.notice_date.replace(second=20, microsecond=0))
    of(models.NotificationLog, "D").update(notified_at=first.notice_date.replace(second=20, microsecond=0))


def log_row_that_begins_later():
    row = of(models.NotificationLog, "F").first()
    change(row, notified_at=row.notified_at.replace(microsecond=999_000))


def overdue_notice_on_the_wrong_day():
    model = models.NotificationHistoryEntry
    row = of(model, "Q").first()
    change(row, notice_date=row.notice_date + DAY)
    log = of(models.NotificationLog, "Q").first()
    change(log, notified_at=log.notified_at + DAY)
    models.ItemCheckout.objects.filter(patron_id=LETTERS["Q"]).update(overdue_notice_date=row.notice_date + DAY)


def overdue_notice_that_was_never_sent():
    """As if the third one had been left out, and everywhere else."""
    row = of(models.NotificationHistoryEntry, "T", notification_type_id=13).first()
    log = of(models.NotificationLog, "T", notification_type_id=13).first()
    before = of(models.NotificationHistoryEntry, "T", notification_type_id=12).first()
    row.delete()
    log.delete()
    of(models.ItemCheckout, "T").update(overdue_notice_count=2, overdue_notice_date=before.notice_date)
    of(models.OverdueItem, "T").update(overdue_notice_count=2)


def step_ahead_of_its_time():
    row = overdue_of("R")
    change(row, notification_type_id=12, billing_notice=1)
    of(models.QueuedNotification, "R").update(notification_type_id=12)


def uncounted_notice():
    change(of(models.ItemCheckout, "S").first(), overdue_notice_count=1)


def due_days_of_b_apart():
    """A day later for one of the five, and all that follows from it."""
    row = overdue_of("B")
    item = row.item_record_id
    later = row.due_date + DAY
    for model in (models.OverdueNotice, models.OverdueItem, models.ItemCheckout):
        model.objects.filter(item_record_id=item).update(due_date=later)
    models.CirculationReminder.objects.filter(item_record_id=item).update(due_date=later)


def reminder_a_day_early():
    row = models.CirculationReminder.objects.order_by("creation_date").last()
    change(row, creation_date=row.creation_date - DAY)


def missing_reminder():
    of(models.CirculationReminder, "H").first().delete()


def reminder_after_the_return():
    row = of(models.CirculationReminder, "X").last()
    for model in (models.CirculationItem, models.ItemRecord):
        model.objects.filter(item_record_id=row.item_record_id).update(
            check_in_date=row.creation_date - timedelta(hours=8)
        )


def settled_a_week_late():
    row = of(models.OverdueItem, "U").first()
    for model in (models.CirculationItem, models.ItemRecord):
        model.objects.filter(item_record_id=row.item_record_id).update(check_in_date=row.due_date + 7 * DAY)


# What was said.


def miscounted_contact():
    change(of(models.NotificationLog, "R").first(), overdues_count=2)


def contact_with_another_outcome():
    change(of(models.NotificationLog, "N").first(), notification_status_id=12)


def notice_in_no_contact():
    of(models.NotificationLog, "K").delete()


def hold_that_d_heard_nothing_of():
    of(models.NotificationLog, "D").update(holds_count=2)


def two_contacts_in_one_batch():
    first, second = of(models.NotificationLog, "E")
    change(second, notified_at=first.notified_at)


def contact_of_the_wrong_type():
    change(of(models.NotificationLog, "Q").first(), notification_type_id=12)


def bill_by_halves():
    change(of(models.NotificationLog, "P", notification_type_id=20).first(), manual_bills_count=1)


def bill_queued_on_another_day():
    row = of(models.QueuedNotification, "P", notification_type_id=20).first()
    change(row, creation_date=row.creation_date - DAY)


def details_of_a_success():
    change(of(models.NotificationLog, "K").first(), details="Delivered")


def text_message_that_failed():
    row = of(models.NotificationLog, "R").first()
    change(row, notification_status_id=11)
    of(models.NotificationHistoryEntry, "R").update(notification_status_id=11)


def no_answering_machine():
    for model in (models.NotificationLog, models.NotificationHistoryEntry):
        model.objects.filter(notification_status_id=2).update(notification_status_id=1)


def failed_hold_notice():
    change(
        of(models.NotificationLog, "M").first(),
        notification_status_id=14,
        details="452 4.2.2 The recipient's mailbox is full",
    )
    of(models.NotificationHistoryEntry, "M").update(notification_status_id=14)


def failure_that_nothing_followed():
    """The second call failed, too."""
    of(models.NotificationLog, "S").update(notification_status_id=5, details="No answer after 3 attempts")
    of(models.NotificationHistoryEntry, "S").update(notification_status_id=5)


def hold_of_i_unseen():
    """And nothing else of it."""
    row = of(models.NotificationHistoryEntry, "I", notification_type_id=2).last()
    row.delete()


# Records, each by its own rule.


def phone_of_another_branch():
    change(of(models.HoldNotice, "K").first(), branch_phone="2705550198")


def patron_who_gets_no_overdue_notices():
    change(of(models.PatronRegistration, "A").first(), exclude_from_overdues=True)


def name_in_another_order():
    row = of(models.PatronRegistration, "P").first()
    change(row, full_name=f"{row.first_name} {row.last_name}")


def gender_of_another_name():
    change(of(models.PatronRegistration, "K").first(), gender_id=9)


def user_name_of_another_patron():
    other = of(models.PatronRegistration, "B").first()
    change(of(models.PatronRegistration, "A").first(), username=other.username)


def password_in_plain_text():
    change(of(models.PatronRegistration, "A").first(), password_hash="letmein")


def address_without_a_postal_route():
    change(models.Address.objects.first(), zip_plus_four="12")


def patron_who_moved_in_with_strangers():
    """M, whose address no notice prints."""
    change(of(models.PatronAddress, "M").first(), address_id=of(models.PatronAddress, "T").first().address_id)


def reminder_of_another_house():
    change(of(models.CirculationReminder, "A").first(), patron_address="1 Nowhere Lane, Utica, KY 42376")


def fine_notice_to_another_town():
    change(of(models.FineNoticeLine, "A").first(), patron_zip="42376-1234")


def record_of_another_return():
    row = models.ItemRecord.objects.filter(item_status_id=1).first()
    change(row, check_in_date=row.check_in_date - DAY)


def reminder_of_another_format():
    change(of(models.CirculationReminder, "A").first(), item_format="Scroll")


def log_rows_in_another_order():
    first, *_, last = models.NotificationLog.objects.order_by("notification_log_id")
    numbers = first.notification_log_id, last.notification_log_id
    change(first, notification_log_id=-1)
    change(last, notification_log_id=numbers[0])
    change(first, notification_log_id=numbers[1])


def phone_that_the_plan_prints():
    change(of(models.PatronRegistration, "P").first(), phone_voice1="2705550149")


def title_of_another_kind():
    """A novel with the title of a handbook, wherever it is written."""
    novel = models.CirculationItem.objects.filter(assigned_collection_id=11).first()
    title = {"title": "Chess in Ten Lessons"}
    models.BibliographicRecord.objects.filter(bibliographic_record_id=novel.bibliographic_record_id).update(**title)
    items = models.CirculationItem.objects.filter(bibliographic_record_id=novel.bibliographic_record_id)
    numbers = list(items.values_list("item_record_id", flat=True))
    for model in (
        models.CirculationItem,
        models.OverdueItem,
        models.HoldNotice,
        models.OverdueNotice,
        models.NotificationHistoryEntry,
        models.FineNoticeLine,
        models.ManualBillNotice,
        models.CirculationReminder,
    ):
        model.objects.filter(item_record_id__in=numbers).update(**title)


def film_on_the_shelf_of_novels():
    film = models.CirculationItem.objects.filter(assigned_collection_id=31).first()
    for model in (
        models.CirculationItem,
        models.ItemRecordDetail,
        models.OverdueItem,
        models.HoldNotice,
        models.OverdueNotice,
        models.FineNoticeLine,
        models.ManualBillNotice,
    ):
        model.objects.filter(item_record_id=film.item_record_id).update(call_number="F Quill")


def copy_that_is_not_there():
    item = models.CirculationItem.objects.filter(item_status_id=4).first()
    change(models.ItemRecordDetail.objects.get(item_record_id=item.item_record_id), call_number_volume_copy="c.9")


def fee_for_another_loan():
    row = of(models.AccountCharge, "A").first()
    change(row, due_date=row.due_date - DAY)


# How loans and holds run.


def loan_of_four_weeks():
    row = models.ItemCheckout.objects.filter(renewals=0, due_date__gte=AS_OF).first()
    change(row, original_check_out_date=row.original_check_out_date - 7 * DAY)


def loan_renewed_without_a_trace():
    row = models.ItemCheckout.objects.filter(renewals=0).first()
    change(row, renewals=1)
    of_item = models.CirculationReminder.objects.filter(item_record_id=row.item_record_id)
    of_item.update(renewals=1)


def item_that_was_away_for_no_reason():
    item = models.CirculationItem.objects.filter(item_status_id=7).first()
    for model in (models.CirculationItem, models.ItemRecord):
        model.objects.filter(item_record_id=item.item_record_id).update(item_status_date=item.item_status_date - DAY)


def patron_who_was_born_yesterday():
    change(of(models.PatronRegistration, "X").first(), birthdate=at_end(AS_OF - DAY))


def patron_who_did_nothing():
    change(of(models.PatronRecord, "X").first(), last_activity_date=None)


def loans_of_the_whole_town():
    change(of(models.PatronRecord, "X").first(), lifetime_circ_count=F("lifetime_circ_count") + 5_000)


def request_that_never_ends():
    row = hold_of("K")
    change(row, expiration_date=row.expiration_date + 365 * DAY)


def overdues_of_the_night_before():
    models.QueuedNotification.objects.filter(notification_type_id=12).update(creation_date=at_night(AS_OF - 2 * DAY))


def call_that_ended_like_an_e_mail():
    row = of(models.NotificationLog, "S", notification_status_id=5).first()
    change(row, details="452 4.2.2 The recipient's mailbox is full")


LIES = {
    lost_address: ["P101", "P216", "P217"],
    reminders_of_one_night: ["P101", "P108", "P211", "P309", "P310", "P311", "P312", "P313", "P314"],
    one_more_voice_patron: ["P102", "P103", "P217"],
    renewals_on_another_day: ["P102", "P108", "P311"],
    hold_that_is_another_patrons: ["P103", "P108", "P211", "P305", "P313", "P401"],
    item_that_came_in_unnoticed: ["P104", "P210", "P312"],
    item_in_two_states: ["P104"],
    fine_that_was_sent: ["P105"],
    fine_notice_of_another_patron: ["P106", "P108", "P211", "P214", "P217", "P219"],
    altered_reference_table: ["P107"],
    missing_reference_row: ["P107"],
    short_patron_barcode: ["P201"],
    jump_in_the_item_barcodes: ["P201"],
    hold_notice_of_nobody: ["P202", "P205", "P207"],
    address_that_is_not_there: ["P202"],
    bill_for_no_charge: ["P202", "P212", "P224"],
    unknown_item_status: ["P104", "P202", "P312"],
    shared_phone: ["P203", "P217"],
    real_phone: ["P203"],
    phone_of_the_branch: ["P203"],
    address_of_another_name: ["P203", "P217"],
    voice_patron_without_a_phone: ["P203"],
    letter_to_a_mailing_address: ["P204"],
    notice_by_another_channel: ["P205"],
    e_mail_to_an_old_address: ["P206", "P502"],
    text_message_to_another_number: ["P206"],
    hold_that_was_queued_twice: ["P207", "P219"],
    overdue_with_two_due_dates: ["P208", "P301"],
    overdue_queued_as_another_step: ["P208"],
    title_of_another_book: ["P209"],
    price_that_went_up: ["P209"],
    call_number_of_another_shelf: ["P209"],
    item_on_loan_and_on_hold: ["P108", "P210", "P309", "P310", "P312", "P314"],
    loan_of_a_patron_without_one: ["P108", "P211", "P214", "P217", "P219", "P308", "P312", "P314"],
    lost_item_of_another_patron: ["P211"],
    forgotten_past: ["P108", "P211", "P306", "P309", "P312", "P313"],
    fine_of_a_penny_more: ["P212"],
    balance_that_is_no_sum: ["P212"],
    bill_that_does_not_add_up: ["P212"],
    notice_after_the_as_of_moment: ["P219", "P301", "P316"],
    due_on_a_sunday: ["P301", "P311"],
    due_at_noon: ["P301", "P311"],
    hold_that_waits_too_long: ["P302"],
    nothing_urgent: ["P302"],
    hold_filled_before_it_was_placed: ["P219", "P302", "P303", "P313", "P315"],
    hold_without_a_history: ["P303", "P315"],
    daily_history_of_the_day_before: ["P303"],
    notice_an_hour_late: ["P219", "P304"],
    notice_outside_of_a_batch: ["P305"],
    notices_three_seconds_apart: ["P305"],
    log_row_that_begins_later: ["P305"],
    overdue_notice_on_the_wrong_day: ["P219", "P306"],
    overdue_notice_that_was_never_sent: ["P108", "P306"],
    step_ahead_of_its_time: ["P307"],
    uncounted_notice: ["P307"],
    due_days_of_b_apart: ["P108", "P306", "P308", "P309", "P311"],
    reminder_a_day_early: ["P219", "P309"],
    missing_reminder: ["P309"],
    reminder_after_the_return: ["P309", "P312", "P313"],
    settled_a_week_late: ["P310", "P311", "P312"],
    miscounted_contact: ["P401"],
    contact_with_another_outcome: ["P401", "P405"],
    notice_in_no_contact: ["P305", "P401"],
    hold_that_d_heard_nothing_of: ["P401", "P402", "P501"],
    two_contacts_in_one_batch: ["P219", "P305", "P401", "P403"],
    contact_of_the_wrong_type: ["P403"],
    bill_by_halves: ["P404"],
    bill_queued_on_another_day: ["P316", "P404"],
    details_of_a_success: ["P405", "P407"],
    text_message_that_failed: ["P405"],
    no_answering_machine: ["P405"],
    failed_hold_notice: ["P406"],
    failure_that_nothing_followed: ["P405", "P406"],
    hold_of_i_unseen: ["P108", "P207", "P304", "P401", "P501"],
    phone_of_another_branch: ["P213"],
    patron_who_gets_no_overdue_notices: ["P213"],
    name_in_another_order: ["P214"],
    gender_of_another_name: ["P214"],
    user_name_of_another_patron: ["P215"],
    password_in_plain_text: ["P215"],
    address_without_a_postal_route: ["P216"],
    patron_who_moved_in_with_strangers: ["P216"],
    reminder_of_another_house: ["P217"],
    fine_notice_to_another_town: ["P217"],
    record_of_another_return: ["P218"],
    reminder_of_another_format: ["P218"],
    log_rows_in_another_order: ["P219"],
    phone_that_the_plan_prints: ["P220"],
    title_of_another_kind: ["P221"],
    film_on_the_shelf_of_novels: ["P222"],
    copy_that_is_not_there: ["P223"],
    fee_for_another_loan: ["P224"],
    loan_of_four_weeks: ["P311", "P312"],
    loan_renewed_without_a_trace: ["P311"],
    item_that_was_away_for_no_reason: ["P312"],
    patron_who_was_born_yesterday: ["P313"],
    patron_who_did_nothing: ["P313"],
    loans_of_the_whole_town: ["P314"],
    request_that_never_ends: ["P315"],
    overdues_of_the_night_before: ["P219", "P316"],
    call_that_ended_like_an_e_mail: ["P407"],
}


@pytest.mark.parametrize("lie", sampled(LIES, every=3), ids=lambda lie: lie.__name__)
def test_lie_is_noticed_by_the_promises_whose_business_it_is(library, lie):
    assert broken_by(library, lie) == LIES[lie]


def test_truth_breaks_nothing(library):
    assert broken_by(library, lambda: None) == []


def test_every_promise_can_be_broken():
    noticed = {promise for broken in LIES.values() for promise in broken}

    assert noticed == {promise.id.removeprefix("notices.") for promise in LibraryNoticesScenario.promises}

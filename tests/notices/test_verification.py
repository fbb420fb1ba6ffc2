"""The verification of a library: it passes what is right, counts what it saw, and finds every lie."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.notices import models
from apps.notices.exports import export_library, output_directory
from apps.notices.queries.library import Library
from apps.notices.seeding.verification import all_checks, verify_library
from apps.notices.seeding.verification.check import Check
from apps.notices.seeding.verification.links import links
from apps.notices.seeding.verification.plan_tests import minutes_between
from apps.notices.seeding.verification.rows import side_by_side
from seedplot.errors import SeedError
from tests.notices.seeded import AS_OF, DAYS, seed_library, undone
from tests.notices.small_library import at
from tests.rings import sampled

TEST_1 = "Test 1, patrons with three or more holds"
TEST_2 = "Test 2, e-mail addresses of log and registration"
TEST_3 = "Test 3, minutes from ready to told, 0 <= minutes < 60"
TEST_4 = "Test 4, hold notices whose patron exists"
LINKS = "Every link of every table"
AGREEMENT = "What several tables say of one thing"
COUNTS = "Every count in the log against the history"
DELIVERY = "Every delivery string against the registration"
ADDRESSES = "Postal addresses in reminders and fine notices"
ITEMS = "Items: both tables say the same, and what is out is on its checkout"
MOVES = "Hold history: placed, trapped, and the newest day once more"
HOLDS = "Holds: request = notice = queue = history"
OVERDUES = "Overdues: checkout = notice = queue, and every step told on its day"
REMINDERS = "Reminders: in their night, to the registered address"
ACCOUNTS = "Accounts: balance = charges, fine notice = its lines = queue"
PHONE_FILES = "Phone files: every line finds its patron, its step and nobody twice"


def failed(as_of=AS_OF):
    return [check.title for check in all_checks(as_of) if not check.passed]


# What a check is.


def test_side_by_side_joins_what_has_one_key():
    joined = list(side_by_side([(1, "a"), (3, "b"), (3, "c")], [(2, "x"), (3, "y")], []))

    assert joined == [(1, [["a"], [], []]), (2, [[], ["x"], []]), (3, [["b", "c"], ["y"], []])]


def test_check_that_saw_nothing_has_failed():
    assert list(Check("Holds").close("0 holds", 0).lines()) == [
        "FAILED  Holds: 0 holds",
        "        there is nothing to verify",
    ]


def test_check_names_its_first_faults_and_counts_the_others():
    check = Check("Holds")
    for number in range(5):
        check.expect(number == 0, f"hold {number} is late")

    assert list(check.close("5 holds", 5).lines()) == [
        "FAILED  Holds: 5 holds",
        "        hold 1 is late",
        "        hold 2 is late",
        "        hold 3 is late",
        "        and 1 more",
    ]


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-03-12T14:00:00", "2026-03-12T14:01:15", 1),
        ("2026-03-12T14:00:59.997", "2026-03-12T14:01:00", 1),
        ("2026-03-12T14:01:00", "2026-03-12T14:01:59", 0),
        ("2026-03-12T13:02:00", "2026-03-12T14:01:57", 59),
        ("2026-03-12T13:01:59", "2026-03-12T14:01:00", 60),
        ("2026-03-12T14:02:00", "2026-03-12T14:01:59", -1),
    ],
)
def test_minutes_are_the_boundaries_crossed(start, end, minutes):
    assert minutes_between(at(start), at(end)) == minutes


def test_every_link_leads_to_a_column_of_a_table():
    found = list(links())

    assert len(found) >= 90
    assert all(link.target_field in link.target.fields for link in found)
    assert {str(link) for link in found} >= {
        "HoldNotices.PatronID",
        "SysHoldRequests.TrappingItemRecordID",
        "NotificationHistory.NotificationStatusId",
        "FineNotices.TxnID",
        "Patrons.PatronID",
        "Addresses.PostalCodeID",
    }


# The real library.


@pytest.mark.django_db
def test_empty_library_fails_every_check():
    found = list(all_checks(AS_OF))

    assert [check.title for check in found if check.passed] == []
    assert [check.first_faults[0] for check in found if check.title != TEST_1] == ["there is nothing to verify"] * (
        len(found) - 1
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("seed", "day"), [*((42, day) for day in DAYS.values()), (7, AS_OF)], ids=[*DAYS, "seed 7"])
def test_library_passes_and_its_checks_count_what_the_plan_says(seed, day):
    seed_library(seed=seed, as_of=day)

    found = {check.title: check for check in all_checks(day)}

    assert {title: check.first_faults for title, check in found.items() if not check.passed} == {}
    assert found[TEST_1].counted == "2 patrons with 6 hold notices, 1 of them told of all in one log row"
    assert found[TEST_2].counted.endswith(" MATCH, 0 MISMATCH")
    assert found[TEST_3].counted.startswith("20 holds, ")
    assert found[TEST_4].counted == "20 notices, 0 orphans"
    assert found[HOLDS].counted == "20 pairs of patron and item"
    assert found[OVERDUES].counted == "27 overdue items, 3 settled"
    assert found[PHONE_FILES].counted == "6 holds and 10 overdues, 5 text and 3 voice patrons"


@pytest.mark.django_db
def test_verification_prints_a_line_for_each_check(tmp_path):
    library = seed_library()
    export_library(output_directory(tmp_path), AS_OF)

    lines = list(verify_library(AS_OF, directory=tmp_path))

    assert lines[0] == f"ok      {TEST_1}: 2 patrons with 6 hold notices, 1 of them told of all in one log row"
    assert lines[3] == f"ok      {TEST_4}: 20 notices, 0 orphans"
    assert lines[-1].startswith(f"ok      Files in {tmp_path}: 43 files, ")
    assert library == Library(AS_OF)


@pytest.mark.django_db
def test_number_of_queries_does_not_grow_with_the_library():
    counts = []
    for patrons in (25, 75):
        with undone():
            seed_library(patrons=patrons)
            with CaptureQueriesContext(connection) as captured:
                assert [check.title for check in all_checks(AS_OF) if not check.passed] == []
            counts.append(len(captured))

    assert counts[0] == counts[1]


# Lies: each changes one row's address, time, link or count.


def first(model, **where):
    return model.objects.filter(**where).order_by("pk")[0]


def change(model, column, value, **where):
    """Change a column of the first row; the value may be computed from the old one."""
    row = first(model, **where)
    new = value(getattr(row, column)) if callable(value) else value
    assert new != getattr(row, column)
    setattr(row, column, new)
    row.save()


def later(**by):
    return lambda moment: moment + timedelta(**by)


def one_more(count):
    return count + 1


NOWHERE = 999_999
LIES = {
    "log address of an e-mail": (
        (models.NotificationLog, "delivery_string", "no.body@example.com", {"delivery_option_id": 2}),
        {TEST_2, DELIVERY},
    ),
    "log address in other letters": (
        (models.NotificationLog, "delivery_string", str.upper, {"delivery_option_id": 2}),
        {TEST_2, DELIVERY},
    ),
    "log address left out": (
        (models.NotificationLog, "delivery_string", None, {"delivery_option_id": 2}),
        {TEST_2, DELIVERY},
    ),
    "log address of a text": (
        (models.NotificationLog, "delivery_string", "2705550198", {"delivery_option_id": 8}),
        {DELIVERY},
    ),
    "log address of a letter": (
        (models.NotificationLog, "delivery_string", "no.body@example.com", {"delivery_option_id": 1}),
        {DELIVERY},
    ),
    "log barcode": (
        (models.NotificationLog, "patron_barcode", "23307099999999", {}),
        {LINKS, AGREEMENT, DELIVERY},
    ),
    "registered phone of a text patron": (
        (models.PatronRegistration, "phone_voice1", "2705550198", {"delivery_option_id": 8}),
        {DELIVERY, REMINDERS},
    ),
    "reminder address": (
        (models.CirculationReminder, "email_address", "no.body@example.com", {"delivery_option_id": 2}),
        {REMINDERS},
    ),
    "request's way of delivery": (
        (models.HoldRequest, "delivery_option_id", 1, {"delivery_option_id": 2}),
        {AGREEMENT},
    ),
    "hold told an hour later": (
        (models.NotificationHistoryEntry, "notice_date", later(hours=1), {"notification_type_id": 2}),
        {TEST_3, COUNTS},
    ),
    "hold told before it was ready": (
        (models.NotificationHistoryEntry, "notice_date", later(hours=-1), {"notification_type_id": 2}),
        {TEST_3, COUNTS},
    ),
    "hold ready long before": (
        (models.HoldRequest, "hold_notification_date", later(hours=-1), {}),
        {TEST_3, MOVES, HOLDS},
    ),
    "hold held for longer": (
        (models.HoldNotice, "hold_till_date", later(days=1), {"delivery_option_id": 2}),
        {HOLDS},
    ),
    "overdue told a day later": (
        (models.NotificationHistoryEntry, "notice_date", later(days=1), {"notification_type_id": 1}),
        {COUNTS, OVERDUES},
    ),
    "log a second later": (
        (models.NotificationLog, "notified_at", later(milliseconds=10), {"notification_type_id": 2}),
        {COUNTS},
    ),
    "letter on another day": (
        (models.NotificationLog, "notified_at", later(days=-1), {"notification_type_id": 20}),
        {COUNTS},
    ),
    "item due later": (
        (models.OverdueNotice, "due_date", later(days=1), {"delivery_option_id": 2}),
        {OVERDUES},
    ),
    "reminder in another night": (
        (models.CirculationReminder, "creation_date", later(days=1), {}),
        {REMINDERS},
    ),
    "hold notice of nobody": (
        (models.HoldNotice, "patron_id", NOWHERE, {"delivery_option_id": 2}),
        {TEST_1, TEST_4, LINKS, HOLDS},
    ),
    "history of no item": (
        (models.NotificationHistoryEntry, "item_record_id", NOWHERE, {"notification_type_id": 2}),
        {TEST_3, LINKS, AGREEMENT, HOLDS},
    ),
    "checkout of no item": (
        (models.ItemCheckout, "item_record_id", NOWHERE, {"due_date__gte": at("2026-03-12")}),
        {LINKS, ITEMS},
    ),
    "hold moved to no hold": (
        (models.HoldTransition, "hold_request_id", NOWHERE, {}),
        {LINKS, MOVES},
    ),
    "house in no town": ((models.Address, "postal_code_id", NOWHERE, {}), {LINKS}),
    "title of a notice": (
        (models.OverdueNotice, "title", "Another Book", {"delivery_option_id": 2}),
        {AGREEMENT},
    ),
    "status that is not known": (
        (models.NotificationHistoryEntry, "notification_status_id", 17, {}),
        {LINKS, COUNTS},
    ),
    "count of holds": ((models.NotificationLog, "holds_count", one_more, {"holds_count": 1}), {COUNTS}),
    "count of three holds": ((models.NotificationLog, "holds_count", 2, {"holds_count": 3}), {TEST_1, COUNTS}),
    "count of overdues": ((models.NotificationLog, "overdues_count", one_more, {}), {COUNTS}),
    "count of third overdues": ((models.NotificationLog, "third_overdues_count", one_more, {}), {COUNTS}),
    "count of manual bills": (
        (models.NotificationLog, "manual_bills_count", 1, {"manual_bills_count": 2}),
        {COUNTS},
    ),
    "count of notices of a loan": (
        (models.ItemCheckout, "overdue_notice_count", one_more, {"overdue_notice_count__gt": 0}),
        {OVERDUES},
    ),
    "amount of a fine": (
        (models.FineNotice, "total_outstanding_charges", lambda amount: amount + Decimal("0.25"), {}),
        {ACCOUNTS},
    ),
    "fine queued without an amount": (
        (models.QueuedNotification, "amount", None, {"notification_type_id": 8}),
        {ACCOUNTS},
    ),
    "fine for another item": (
        (models.FineNoticeLine, "item_record_id", None, {}),
        {ACCOUNTS},
    ),
    "loan of somebody else": (
        (models.ItemCheckout, "patron_id", one_more, {"due_date__gte": at("2026-03-12")}),
        {ITEMS},
    ),
    "loan due later": (
        (models.ItemCheckout, "due_date", later(days=1), {"due_date__gte": at("2026-03-12")}),
        {ITEMS},
    ),
    "loan noticed too soon": (
        (models.ItemCheckout, "overdue_notice_count", 1, {"due_date__gte": at("2026-03-12")}),
        {ITEMS},
    ),
    "hold on the pick list of another": (
        (models.HoldTransition, "hold_request_id", one_more, {"action_taken_id": 6}),
        {MOVES},
    ),
    "hold pending later": (
        (models.HoldTransition, "status_transition_date", later(days=9), {"action_taken_id": 6}),
        {MOVES},
    ),
    "reminder that is a fine": ((models.CirculationReminder, "notification_type_id", 8, {}), {AGREEMENT}),
    "item in two states": ((models.ItemRecord, "check_in_date", later(days=-1), {}), {ITEMS}),
    "hold trapped later": (
        (models.HoldTransition, "status_transition_date", later(minutes=1), {"action_taken_id": 12}),
        {MOVES},
    ),
    "other branch": ((models.HoldNotice, "branch_phone", "2705550198", {}), {AGREEMENT}),
    "reminder of another house": ((models.CirculationReminder, "patron_address", "1 Nowhere Lane", {}), {ADDRESSES}),
    "patron in another house": ((models.PatronAddress, "address_id", one_more, {}), {ADDRESSES}),
    "failure without a reason": ((models.NotificationLog, "details", None, {"details__isnull": False}), {COUNTS}),
}


@pytest.mark.django_db
def test_every_lie_is_found_by_the_checks_whose_business_it_is():
    seed_library()
    lies, found = sampled(LIES, every=4), {}

    for name in lies:
        (model, column, value, where), _ = LIES[name]
        with undone():
            change(model, column, value, **where)
            found[name] = set(failed())

    assert found == {name: LIES[name][1] for name in lies}
    assert failed() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (models.HoldNotice, {TEST_1, TEST_4, HOLDS, PHONE_FILES}),
        (models.NotificationLog, {TEST_1, TEST_2, COUNTS, DELIVERY}),
        (models.NotificationHistoryEntry, {TEST_1, TEST_3, COUNTS, HOLDS, OVERDUES}),
        (models.CirculationReminder, {REMINDERS}),
        (models.PatronRegistration, {TEST_2, LINKS, DELIVERY, REMINDERS, PHONE_FILES}),
    ],
)
def test_missing_rows_are_no_success(model, expected):
    seed_library()

    model.objects.all().delete()

    assert set(failed()) >= expected


@pytest.mark.django_db
def test_failure_is_one_line():
    seed_library()
    change(models.NotificationLog, "delivery_string", "no.body@example.com", delivery_option_id=8)
    printed = []

    with pytest.raises(SeedError) as failure:
        printed.extend(verify_library(AS_OF))

    assert str(failure.value).startswith(f"1 check has failed, first '{DELIVERY}': patron ")
    assert "\n" not in str(failure.value)


# The files.


@pytest.fixture
def exported(db, tmp_path):
    library = seed_library()
    export_library(output_directory(tmp_path), AS_OF)
    return library


def file_check(path):
    *_, check = all_checks(AS_OF, directory=path)
    return check


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("PhoneNotices.csv", b'"T"', b'"V"', "PhoneNotices.csv, line "),
        ("holds.txt", b"\r\n", b"\n", "holds.txt, line 1: "),
        ("Results.Polaris.HoldNotices.csv", b"\t2\t0\r\n", b"\t3\t0\r\n", "Results.Polaris.HoldNotices.csv, line "),
        ("overdue_submitted_2026-03-12_00-00-00.txt", b"|", b"/", "overdue_submitted_2026-03-12_00-00-00.txt is not"),
    ],
)
def test_changed_file_is_found(exported, tmp_path, name, old, new, reason):
    text = (tmp_path / name).read_bytes()
    assert old in text
    (tmp_path / name).write_bytes(text.replace(old, new, 1))

    check = file_check(tmp_path)

    assert check.fault_count == 1
    assert check.first_faults[0].startswith(reason)


def test_file_that_has_gone_is_found(exported, tmp_path):
    (tmp_path / "renew.txt").unlink()

    assert file_check(tmp_path).first_faults == ["renew.txt: No such file or directory"]


def test_row_changed_after_the_export_is_found(exported, tmp_path):
    change(models.BibliographicRecord, "author", "Somebody Else")

    assert file_check(tmp_path).first_faults[0].startswith("Polaris.Polaris.BibliographicRecords.csv, line 2: ")


def test_directory_without_an_export_is_no_success(exported, tmp_path):
    assert file_check(tmp_path / "elsewhere").fault_count > 0

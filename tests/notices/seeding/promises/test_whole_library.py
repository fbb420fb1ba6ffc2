"""Promises of the whole library: kept by what is right, with a count of what was looked at, and broken by every lie."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.notices import models
from apps.notices.exports import export_library, output_directory
from apps.notices.management.verification import lines_of, verify_library
from apps.notices.queries.library import Library
from apps.notices.seeding.measures.library.links import links
from apps.notices.seeding.measures.library.plan_tests import minutes_between
from apps.notices.seeding.measures.library.rows import side_by_side
from apps.notices.seeding.measures.library.tally import Tally
from apps.notices.seeding.promises.whole_library import WHOLE_LIBRARY_PROMISES, findings_of
from apps.notices.seeding.promises.wording import faultless
from seedplot.errors import SeedError
from seedplot.promises import Finding
from tests.notices.seeded import AS_OF, DAYS, seed_library, undone
from tests.notices.small_library import at
from tests.rings import sampled

TEST_1 = "notices.P601"
TEST_2 = "notices.P602"
TEST_3 = "notices.P603"
TEST_4 = "notices.P604"
LINKS = "notices.P605"
AGREEMENT = "notices.P606"
COUNTS = "notices.P607"
DELIVERY = "notices.P608"
ADDRESSES = "notices.P609"
ITEMS = "notices.P610"
MOVES = "notices.P611"
HOLDS = "notices.P612"
OVERDUES = "notices.P613"
REMINDERS = "notices.P614"
ACCOUNTS = "notices.P615"
PHONE_FILES = "notices.P616"


def failed(as_of=AS_OF):
    return [finding.promise.id for finding in findings_of(as_of) if not finding.kept]


# The forms.


def test_side_by_side_joins_what_has_one_key():
    joined = list(side_by_side([(1, "a"), (3, "b"), (3, "c")], [(2, "x"), (3, "y")], []))

    assert joined == [(1, [["a"], [], []]), (2, [[], ["x"], []]), (3, [["b", "c"], ["y"], []])]


def finding_of(tally):
    promise = faultless(699, "Holds are in time.", lambda subject: subject, hint="Look.", source="a test")
    return Finding(promise, "", tally)


def test_tally_that_saw_nothing_breaks_its_promise():
    finding = finding_of(Tally().close("0 holds", 0))

    assert list(lines_of(finding)) == [
        "FAILED  (notices.P699) Holds are in time: 0 holds",
        "        there is nothing to verify",
    ]
    assert str(finding) == (
        "(notices.P699) Holds are in time. Expected no fault, found 0 holds; there is nothing to verify.\n\tHINT: Look."
    )


def test_tally_names_its_first_faults_and_counts_the_others():
    tally = Tally()
    for number in range(5):
        tally.expect(number == 0, f"hold {number} is late")

    finding = finding_of(tally.close("5 holds", 5))

    assert list(lines_of(finding)) == [
        "FAILED  (notices.P699) Holds are in time: 5 holds",
        "        hold 1 is late",
        "        hold 2 is late",
        "        hold 3 is late",
        "        and 1 more",
    ]
    assert finding.promise.bound.describe(finding.observed).endswith("; hold 3 is late; and 1 more")


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
def test_empty_library_breaks_every_promise():
    found = {finding.promise.id: finding for finding in findings_of(AS_OF)}

    assert [name for name, finding in found.items() if finding.kept] == []
    assert {finding.observed.first_faults[0] for name, finding in found.items() if name != TEST_1} == {
        "there is nothing to verify"
    }


@pytest.mark.django_db
@pytest.mark.parametrize(("seed", "day"), [*((42, day) for day in DAYS.values()), (7, AS_OF)], ids=[*DAYS, "seed 7"])
def test_library_keeps_its_promises_and_counts_are_the_plans(seed, day):
    seed_library(seed=seed, as_of=day)

    findings = list(findings_of(day))

    assert [str(finding) for finding in findings if not finding.kept] == []
    found = {finding.promise.id: finding.observed for finding in findings}
    assert found[TEST_1].counted == "2 patrons with 6 hold notices, 1 of them told of all in one log row"
    assert found[TEST_2].counted.endswith(" MATCH, 0 MISMATCH")
    assert found[TEST_3].counted.startswith("20 holds, ")
    assert found[TEST_4].counted == "20 notices, 0 orphans"
    assert found[HOLDS].counted == "20 pairs of patron and item"
    assert found[OVERDUES].counted == "27 overdue items, 3 settled"
    assert found[PHONE_FILES].counted == "6 holds and 10 overdues, 5 text and 3 voice patrons"


@pytest.mark.django_db
def test_verification_prints_a_line_for_each_promise(tmp_path):
    library = seed_library()
    export_library(output_directory(tmp_path), AS_OF)

    lines = list(verify_library(AS_OF, directory=tmp_path))

    assert len(lines) == len(WHOLE_LIBRARY_PROMISES) + 1
    assert lines[3] == f"ok      ({TEST_4}) Test 4: the patron of every hold notice exists: 20 notices, 0 orphans"
    assert lines[-1].startswith(f"ok      (notices.P701) Files in {tmp_path}: 43 files, ")
    assert library == Library(AS_OF)


@pytest.mark.django_db
def test_number_of_queries_does_not_grow_with_the_library():
    counts = []
    for patrons in (25, 75):
        with undone():
            seed_library(patrons=patrons)
            with CaptureQueriesContext(connection) as captured:
                assert failed() == []
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


@pytest.mark.check
@pytest.mark.django_db
def test_every_lie_breaks_the_promises_whose_business_it_is():
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

    assert str(failure.value).startswith(f"1 promise is broken, first ({DELIVERY}) patron ")
    assert "\n" not in str(failure.value)


# The files.


@pytest.fixture
def exported(db, tmp_path):
    library = seed_library()
    export_library(output_directory(tmp_path), AS_OF)
    return library


def tally_of(path):
    """The tally of the files in the directory."""
    *_, finding = findings_of(AS_OF, directory=path)
    return finding.observed


@pytest.mark.check
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

    tally = tally_of(tmp_path)

    assert tally.fault_count == 1
    assert tally.first_faults[0].startswith(reason)


def test_file_that_has_gone_is_found(exported, tmp_path):
    (tmp_path / "renew.txt").unlink()

    assert tally_of(tmp_path).first_faults == ["renew.txt: No such file or directory"]


def test_row_changed_after_the_export_is_found(exported, tmp_path):
    change(models.BibliographicRecord, "author", "Somebody Else")

    assert tally_of(tmp_path).first_faults[0].startswith("Polaris.Polaris.BibliographicRecords.csv, line 2: ")


def test_directory_without_an_export_is_no_success(exported, tmp_path):
    assert tally_of(tmp_path / "elsewhere").fault_count > 0

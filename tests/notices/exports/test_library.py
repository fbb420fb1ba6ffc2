"""All files of the real library: their names and forms, that they read back, and that two runs write the same bytes."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from apps.notices import models
from apps.notices.exports import export_library, library_files, output_directory
from apps.notices.exports.phone_readers import read_phone_notices, read_text_file
from apps.notices.exports.table_files import read_table
from apps.notices.models.codes import OVERDUE_KINDS
from apps.notices.models.tables import all_tables, data_tables, reference_tables, table_of
from seedplot.engine import provenance
from seedplot.errors import SeedError
from seedplot.exporters import Written
from seedplot.exporters.directory import MANIFEST
from tests.notices.seeded import AS_OF, DAYS, seed_library, undone

KINDS = ("holds", "overdue", "renew", "text_patrons", "voice_patrons")
ROWS = {
    "Polaris.Polaris.Patrons.csv": 25,
    "Polaris.Polaris.PatronRegistration.csv": 25,
    "Polaris.Polaris.PatronAddresses.csv": 25,
    "Polaris.Polaris.Addresses.csv": range(15, 21),
    "Polaris.Polaris.CircReserveItemRecords_View.csv": 100,
    "Polaris.Polaris.CircItemRecords.csv": 100,
    "Polaris.Polaris.ItemRecordDetails.csv": 100,
    "Polaris.Polaris.BibliographicRecords.csv": range(45, 56),
    "Polaris.Polaris.SysHoldRequests.csv": 20,
    "Polaris.Polaris.SysHoldHistory.csv": range(40, 201),
    "Polaris.Polaris.SysHoldHistoryDaily.csv": range(1, 201),
    "Polaris.Polaris.ViewOverdueNoticesData.csv": 30,
    "Polaris.Polaris.ItemCheckouts.csv": 51,
    "Polaris.Polaris.PatronAccount.csv": range(10, 23),
    "Results.Polaris.HoldNotices.csv": 20,
    "Results.Polaris.NotificationQueue.csv": 55,
    "Results.Polaris.OverdueNotices.csv": 27,
    "Results.Polaris.NotificationHistory.csv": range(50, 201),
    "Results.Polaris.FineNotices.csv": 6,
    "Results.Polaris.FineNoticesReport.csv": range(6, 19),
    "Results.Polaris.ManualBillNotices.csv": 4,
    "Results.Polaris.CircReminders.csv": range(100, 201),
    "PolarisTransactions.Polaris.NotificationLogs.csv": range(30, 201),
    "Polaris.Polaris.DeliveryOptions.csv": 8,
    "Polaris.Polaris.NotificationStatuses.csv": 16,
    "Polaris.Polaris.NotificationTypes.csv": 22,
    "Polaris.Polaris.SysHoldStatuses.csv": 11,
    "Polaris.Polaris.ItemStatuses.csv": 23,
    "Polaris.Polaris.AddressTypes.csv": 13,
    "Polaris.Polaris.PostalCodes.csv": 6,
    "PolarisTransactions.Polaris.TransactionTypes.csv": 5,
    "PolarisTransactions.Polaris.TransactionSubTypes.csv": 12,
    "PhoneNotices.csv": 16,
    "holds.txt": 6,
    "overdue.txt": 10,
    "renew.txt": range(3, 25),
    "text_patrons.txt": 5,
    "voice_patrons.txt": 3,
}
"""How many rows each file has, or from how many to how many."""
PRINTED_IN_THE_PLAN = re.compile(r"2705550149|\b(121394|193755|793939|148279)\b")


def export(path, as_of=AS_OF):
    return export_library(output_directory(path), as_of)


def contents(path):
    return {each.name: each.read_bytes() for each in path.iterdir()}


def records(path, model):
    """The rows of a table's file as another program reads them."""
    delimiter = "," if model is models.NotificationHistoryEntry else "\t"
    with (path / table_of(model).file_name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def vendor_lines(path, name):
    """The lines of a text file as its receiver reads them: bars, and nothing else."""
    text = (path / name).read_bytes().decode("cp1252")
    return [line.split("|") for line in text.split("\r\n")[:-1]]


def phone_rows(path):
    """The lines of the phone export as its receiver reads them."""
    with (path / "PhoneNotices.csv").open(newline="", encoding="cp1252") as file:
        return [["" if field == " " else field for field in row] for row in csv.reader(file)]


@dataclass(frozen=True)
class Exported:
    """The files of a library that is gone again, and the rows that its tables had."""

    day: date
    path: Path
    written: list[Written]
    stored: dict[str, Counter]


@pytest.fixture(scope="module", params=[(42, day) for day in DAYS.values()] + [(7, AS_OF)], ids=[*DAYS, "seed 7"])
def exported(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """On several days."""
    seed, day = request.param
    path = tmp_path_factory.mktemp("exported")
    with django_db_blocker.unblock(), undone():
        seed_library(seed=seed, as_of=day)
        written = export(path, day)
        stored = {table.file_name: Counter(table.model.objects.values_list(*table.fields)) for table in all_tables()}
    return Exported(day, path, written, stored)


# Names, counts, forms.


@pytest.mark.check
def test_export_writes_every_file_with_its_rows(exported):
    copies = {f"{kind}_submitted_{exported.day}_00-00-00.txt": f"{kind}.txt" for kind in KINDS}

    counts = {each.name: each.row_count for each in exported.written}

    assert counts.keys() == ROWS.keys() | copies.keys()
    assert set(contents(exported.path)) == counts.keys() | {MANIFEST}
    assert {name: count for name, count in counts.items() if name in ROWS and not allowed(name, count)} == {}
    assert {copy: counts[copy] == counts[name] for copy, name in copies.items()} == dict.fromkeys(copies, True)


def allowed(name, count):
    return count in ROWS[name] if isinstance(ROWS[name], range) else count == ROWS[name]


def test_every_file_is_ascii_with_its_line_ends_and_says_nothing_that_the_plan_prints(exported):

    for each in exported.written:
        data = (exported.path / each.name).read_bytes()
        text = data.decode("ascii")

        assert text.endswith("\r\n")
        assert text.count("\n") == text.count("\r") == text.count("\r\n")
        assert text.count("\r\n") == each.row_count + (each.name.count(".") == 3)
        assert not PRINTED_IN_THE_PLAN.search(text), each.name


def test_every_table_reads_back_equal_by_our_reader_and_by_another(exported):
    for table in all_tables():
        names = [column.name for column in table.columns]
        read = list(read_table(exported.path / table.file_name, table))
        elsewhere = records(exported.path, table.model)

        assert Counter(tuple(row.values()) for row in read) == exported.stored[table.file_name]
        assert all(list(row) == names for row in elsewhere)
        assert [_as_text(row) for row in read] == elsewhere


def _as_text(row):
    """Typed values as the sheet describes their texts."""
    texts = {}
    for name, value in row.items():
        if value is None:
            texts[name] = ""
        elif isinstance(value, bool):
            texts[name] = str(int(value))
        elif isinstance(value, datetime):
            texts[name] = f"{value:%Y-%m-%d %H:%M:%S}.{value.microsecond // 1000:03d}"
        else:
            texts[name] = str(value)
    return texts


def test_money_has_two_places_and_in_patrons_four(exported):
    for table in data_tables():
        money = [column.name for column in table.columns if column.kind == "money"]
        places = {
            len(row[name].partition(".")[2])
            for row in records(exported.path, table.model)
            for name in money
            if row[name]
        }
        assert places <= {4 if table.model is models.PatronRecord else 2}


def test_fields_are_quoted_only_where_they_must_be(exported):
    for table in all_tables():
        delimiter = "," if table.model is models.NotificationHistoryEntry else "\t"
        lines = (exported.path / table.file_name).read_text(encoding="ascii").splitlines()
        for line, fields in zip(lines, csv.reader(lines, delimiter=delimiter), strict=True):
            quoted = [
                f'"{each.replace(chr(34), 2 * chr(34))}"' if delimiter in each or '"' in each else each
                for each in fields
            ]
            assert line == delimiter.join(quoted)


# The phone files.


def test_phone_notices_have_every_phone_notice_once(exported):
    rows = phone_rows(exported.path)
    by_phone = ("3", "8")

    holds = {
        (row["PatronID"], row["ItemRecordID"])
        for row in records(exported.path, models.HoldNotice)
        if row["DeliveryOptionID"] in by_phone
    }
    overdues = {
        (row["PatronID"], row["ItemRecordID"])
        for row in records(exported.path, models.OverdueNotice)
        if row["DeliveryOptionID"] in by_phone
    }

    assert {len(row) for row in rows} == {25}
    assert len(rows) == 16
    assert {(row[19], row[20]) for row in rows if row[2] == "2"} == holds
    assert {(row[19], row[20]) for row in rows if row[2] == "1"} == overdues
    assert (len(holds), len(overdues)) == (6, 10)
    assert {(row[17], row[3]) for row in rows} == {("2", "1"), ("1", "1"), ("12", "2"), ("13", "3")}
    assert {(row[0], row[18]) for row in rows} == {("V", "3"), ("T", "8")}
    assert [(row[4], row[12]) for row in rows] == sorted((row[4], row[12]) for row in rows)


def test_phone_notices_say_what_the_tables_say(exported):
    registered = {row["PatronID"]: row for row in records(exported.path, models.PatronRegistration)}
    barcodes = {row["PatronID"]: row["Barcode"] for row in records(exported.path, models.PatronRecord)}
    items = {row["ItemRecordID"]: row for row in records(exported.path, models.CirculationItem)}
    requests = {
        (row["PatronID"], row["TrappingItemRecordID"]): row for row in records(exported.path, models.HoldRequest)
    }
    loans = {(row["PatronID"], row["ItemRecordID"]): row for row in records(exported.path, models.ItemCheckout)}

    for row in phone_rows(exported.path):
        patron, item, pair = registered[row[19]], items[row[20]], (row[19], row[20])
        source = requests[pair]["HoldTillDate"] if row[2] == "2" else loans[pair]["DueDate"]
        last = date.fromisoformat(source[:10])

        assert row == [
            row[0], "eng", row[2], row[3], barcodes[row[19]], patron["NameTitle"], patron["NameFirst"],
            patron["NameLast"], patron["PhoneVoice1"], patron["EmailAddress"], "RBPL", "Riverbend Public Library",
            item["Barcode"], f"{last.month}/{last.day}/{last.year}", item["BrowseTitle"], "3", "1033", row[17],
            patron["DeliveryOptionID"], row[19], row[20],
            requests[pair]["SysHoldRequestID"] if row[2] == "2" else "0", "", "", "",
        ]  # fmt: skip


def test_phone_notices_are_in_quotes_with_a_space_where_nothing_is(exported):
    for line in (exported.path / "PhoneNotices.csv").read_text(encoding="ascii").splitlines():
        assert re.fullmatch(r'("([^"]|"")+",){24}"([^"]|"")+"', line)
        assert line.endswith('" "," "," "')


def test_receivers_take_every_phone_notice(exported):
    rows = phone_rows(exported.path)

    keys = {(row[4], row[12], row[0], row[13]) for row in rows}

    assert len(keys) == len(rows)
    assert all(re.fullmatch(r"\d{10}", row[8]) for row in rows)
    assert all(len(row[14]) <= 255 and len(row[12]) <= 50 and len(row[4]) <= 20 for row in rows)
    assert all(datetime.strptime(row[13], "%m/%d/%Y") for row in rows)  # noqa: DTZ007 - only that it can be read


def test_text_files_have_their_fields_and_nothing_that_a_receiver_trips_over(exported):
    found = {kind: vendor_lines(exported.path, f"{kind}.txt") for kind in KINDS}

    widths = {kind: {len(line) for line in lines} for kind, lines in found.items()}
    assert widths == {"holds": {7}, "overdue": {13}, "renew": {13}, "text_patrons": {2}, "voice_patrons": {2}}
    fields = [field for lines in found.values() for line in lines for field in line]
    assert [field for field in fields if field == "NULL" or field != field.rstrip()] == []
    for kind in KINDS:
        copy = exported.path / f"{kind}_submitted_{exported.day}_00-00-00.txt"
        assert copy.read_bytes() == (exported.path / f"{kind}.txt").read_bytes()
        assert datetime.strptime(copy.stem.rpartition("submitted_")[2], "%Y-%m-%d_%H-%M-%S").date() == exported.day  # noqa: DTZ007


def test_holds_follow_from_the_tables_by_their_rule(exported):
    notices = {
        (row["ItemRecordID"], row["PatronID"], row["NotificationTypeID"]): row
        for row in records(exported.path, models.HoldNotice)
    }
    requests = {
        (row["TrappingItemRecordID"], row["PatronID"]): row["SysHoldRequestID"]
        for row in records(exported.path, models.HoldRequest)
    }
    barcodes = {row["PatronID"]: row["Barcode"] for row in records(exported.path, models.PatronRecord)}
    expected = []
    for queued in records(exported.path, models.QueuedNotification):
        notice = notices.get((queued["ItemRecordID"], queued["PatronID"], queued["NotificationTypeID"]))
        if notice and queued["DeliveryOptionID"] in ("3", "8") and notice["HoldTillDate"] > f"{exported.day}":
            request = requests[queued["ItemRecordID"], queued["PatronID"]]
            line = [
                notice["BrowseTitle"], queued["CreationDate"][:10], request, queued["PatronID"],
                notice["PickupOrganizationID"], notice["HoldTillDate"][:10], barcodes[queued["PatronID"]],
            ]  # fmt: skip
            expected.append((barcodes[queued["PatronID"]], notice["ItemBarcode"], line))

    assert vendor_lines(exported.path, "holds.txt") == [line for *_, line in sorted(expected)]


def test_overdue_and_renew_follow_from_the_tables_by_their_rules(exported):
    items = {row["ItemRecordID"]: row for row in records(exported.path, models.CirculationItem)}
    barcodes = {row["PatronID"]: row["Barcode"] for row in records(exported.path, models.PatronRecord)}
    loans = {(row["ItemRecordID"], row["PatronID"]): row for row in records(exported.path, models.ItemCheckout)}
    options = {row["PatronID"]: row["DeliveryOptionID"] for row in records(exported.path, models.PatronRegistration)}
    due = exported.day + timedelta(days=4 if exported.day.strftime("%A") == "Thursday" else 3)
    overdue, renew = [], []
    for queued in records(exported.path, models.QueuedNotification):
        loan = loans.get((queued["ItemRecordID"], queued["PatronID"]))
        of_type = queued["NotificationTypeID"] in ("1", "7", "8", "11", "12", "13")
        fresh = f"{exported.day - timedelta(days=1)}" <= queued["CreationDate"] < f"{exported.day}"
        if loan and of_type and fresh and queued["DeliveryOptionID"] in ("3", "8"):
            overdue.append(loan)
    for loan in loans.values():
        of_phone = options[loan["PatronID"]] in ("3", "8")
        if of_phone and loan["DueDate"][:10] == f"{due}" and items[loan["ItemRecordID"]]["MaterialTypeID"] != "12":
            renew.append(loan)

    for name, found in (("overdue.txt", overdue), ("renew.txt", renew)):
        lines = [
            [
                loan["PatronID"], item["Barcode"], item["BrowseTitle"], loan["DueDate"][:10], loan["ItemRecordID"],
                "", "", "", "", loan["Renewals"], item["AssociatedBibRecordID"], item["RenewalLimit"],
                barcodes[loan["PatronID"]],
            ]
            for loan in found
            for item in [items[loan["ItemRecordID"]]]
        ]  # fmt: skip
        assert vendor_lines(exported.path, name) == sorted(lines, key=lambda line: (int(line[0]), line[1]))
        assert len(lines) >= 3


def test_patron_lists_follow_from_the_registrations_and_share_no_phone(exported):
    barcodes = {row["PatronID"]: row["Barcode"] for row in records(exported.path, models.PatronRecord)}
    registered = records(exported.path, models.PatronRegistration)

    for kind, option in (("text_patrons", "8"), ("voice_patrons", "3")):
        lines = [
            [row["PhoneVoice1"], barcodes[row["PatronID"]]] for row in registered if row["DeliveryOptionID"] == option
        ]
        assert vendor_lines(exported.path, f"{kind}.txt") == sorted(lines, key=lambda line: line[1])

    texted, called = (
        dict(map(reversed, vendor_lines(exported.path, f"{kind}.txt"))) for kind in ("text_patrons", "voice_patrons")
    )
    assert not set(texted.values()) & set(called.values())
    assert not texted.keys() & called.keys()
    for kind in ("holds", "overdue", "renew"):
        assert {line[-1] for line in vendor_lines(exported.path, f"{kind}.txt")} <= texted.keys() | called.keys()


def test_text_files_and_phone_notices_tell_of_the_same_items(exported):
    notices = list(read_phone_notices(exported.path / "PhoneNotices.csv"))

    overdue = {
        (line.patron_id, line.item_record_id, line.due_on)
        for line in read_text_file(exported.path / "overdue.txt", "overdue")
    }
    holds = {
        (line.patron_id, line.hold_request_id, line.hold_till)
        for line in read_text_file(exported.path / "holds.txt", "holds")
    }

    assert overdue == {
        (line.patron_id, line.item_record_id, line.last_day)
        for line in notices
        if line.notification_type_id in OVERDUE_KINDS
    }
    assert holds == {(line.patron_id, line.hold_request_id, line.last_day) for line in notices if line.hold_request_id}


def test_log_rows_are_such_as_no_receiver_reports(exported):
    counts = [column.name for column in table_of(models.NotificationLog).columns if column.name.endswith("Count")]

    for row in records(exported.path, models.NotificationLog):
        assert any(row[name] != "0" for name in counts)
        assert all(row[name] for name in counts)
        assert row["NotificationDateTime"] < f"{exported.day}"
        assert bool(row["Details"]) == (row["NotificationStatusID"] in ("5", "14"))
        assert row["NotificationTypeID"] != "1" or row["OverduesCount"] != "0"
        assert row["NotificationTypeID"] != "2" or row["HoldsCount"] != "0"
        if row["DeliveryOptionID"] in ("3", "8"):
            assert re.fullmatch(r"\d{10}", row["DeliveryString"])


# The same bytes again.


@pytest.mark.django_db
def test_export_twice_is_the_same_bytes(tmp_path):
    seed_library()

    export(tmp_path / "one")
    export(tmp_path / "two")
    export(tmp_path / "two")

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.django_db
def test_file_that_is_sent_has_the_bytes_of_the_one_that_was_written(tmp_path):
    library = seed_library()
    export(tmp_path)

    sent = {file.name: b"".join(file.encoded()) for file in library_files(library)}

    assert sent == {name: data for name, data in contents(tmp_path).items() if name in ROWS}


@pytest.mark.django_db
def test_library_made_anew_is_the_same_bytes(tmp_path):
    seed_library()
    export(tmp_path / "one")

    seed_library(clear=provenance.runs_of("default", "notices"), batch_size=7)
    export(tmp_path / "two")

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.django_db
def test_another_seed_gives_other_names_and_dates_and_the_same_counts(tmp_path):
    seed_library()
    here = {each.name: each.row_count for each in export(tmp_path)}
    before = contents(tmp_path)

    seed_library(seed=7, clear=provenance.runs_of("default", "notices"))
    there = {each.name: each.row_count for each in export(tmp_path)}

    fixed = {name for name, count in ROWS.items() if not isinstance(count, range)}
    assert {name: here[name] for name in fixed} == {name: there[name] for name in fixed}
    assert {name for name, data in contents(tmp_path).items() if data == before[name]} == {
        table.file_name for table in reference_tables()
    }


@pytest.mark.django_db
def test_files_of_another_day_take_the_place_of_the_old_ones(tmp_path):
    seed_library()
    export(tmp_path)
    day = DAYS["Sunday"]

    seed_library(as_of=day, clear=provenance.runs_of("default", "notices"))
    written = export(tmp_path, day)

    assert set(contents(tmp_path)) == {each.name for each in written} | {MANIFEST}
    assert not (tmp_path / "holds_submitted_2026-03-12_00-00-00.txt").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["PhoneNotices.csv", "letters.docx"])
def test_file_of_somebody_else_stops_the_export(tmp_path, name):
    seed_library()
    (tmp_path / name).write_text("mine", encoding="utf-8")

    with pytest.raises(SeedError, match=rf"holds '{name}', which generate_library_notices did not write; nothing was"):
        export(tmp_path)

    assert contents(tmp_path) == {name: b"mine"}


@pytest.mark.django_db
def test_number_of_queries_does_not_grow_with_the_library(tmp_path, django_assert_num_queries):
    seed_library(patrons=50)

    with django_assert_num_queries(len(all_tables()) + 7):
        export(tmp_path)

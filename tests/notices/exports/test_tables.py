"""The files of the tables: names, columns, forms, and that what is written is read back."""

import csv
from datetime import datetime
from decimal import Decimal

import pytest

from apps.notices import models
from apps.notices.exports.table_files import read_table, table_file
from apps.notices.models.tables import all_tables, data_tables, table_of
from apps.notices.queries.library import Library
from apps.notices.seeding.prerequisites import code_tables
from apps.notices.seeding.specification.reference_rows import reference_rows
from seedplot.engine.reference_rows import add_missing
from seedplot.exporters import ExportError, write_rows
from tests.notices.rows import add
from tests.notices.small_library import AS_OF

LIBRARY = Library(AS_OF)
WIDTHS = {
    "Polaris.Polaris.Patrons.csv": 18,
    "Polaris.Polaris.PatronRegistration.csv": 69,
    "Polaris.Polaris.Addresses.csv": 7,
    "Polaris.Polaris.PatronAddresses.csv": 7,
    "Polaris.Polaris.CircReserveItemRecords_View.csv": 78,
    "Polaris.Polaris.SysHoldRequests.csv": 59,
    "Polaris.Polaris.SysHoldHistory.csv": 9,
    "Polaris.Polaris.SysHoldHistoryDaily.csv": 9,
    "Polaris.Polaris.ViewOverdueNoticesData.csv": 18,
    "Polaris.Polaris.CircItemRecords.csv": 16,
    "Polaris.Polaris.ItemCheckouts.csv": 16,
    "Polaris.Polaris.BibliographicRecords.csv": 4,
    "Polaris.Polaris.ItemRecordDetails.csv": 4,
    "Polaris.Polaris.PatronAccount.csv": 12,
    "Results.Polaris.HoldNotices.csv": 18,
    "Results.Polaris.NotificationQueue.csv": 11,
    "Results.Polaris.OverdueNotices.csv": 27,
    "Results.Polaris.NotificationHistory.csv": 10,
    "Results.Polaris.FineNotices.csv": 11,
    "Results.Polaris.FineNoticesReport.csv": 28,
    "Results.Polaris.ManualBillNotices.csv": 21,
    "Results.Polaris.CircReminders.csv": 23,
    "PolarisTransactions.Polaris.NotificationLogs.csv": 22,
    "Polaris.Polaris.DeliveryOptions.csv": 2,
    "Polaris.Polaris.NotificationStatuses.csv": 2,
    "Polaris.Polaris.NotificationTypes.csv": 2,
    "Polaris.Polaris.SysHoldStatuses.csv": 2,
    "Polaris.Polaris.ItemStatuses.csv": 4,
    "Polaris.Polaris.AddressTypes.csv": 2,
    "PolarisTransactions.Polaris.TransactionTypes.csv": 5,
    "PolarisTransactions.Polaris.TransactionSubTypes.csv": 5,
    "Polaris.Polaris.PostalCodes.csv": 6,
}
"""How many columns the original file of each table has."""

pytestmark = pytest.mark.django_db


def written(tmp_path, table):
    file = table_file(LIBRARY, table)
    write_rows(tmp_path / file.name, file.dialect, file.rows(), header=file.header)
    return tmp_path / file.name


def test_every_table_has_a_file_of_its_width():
    assert {table.file_name: len(table.columns) for table in all_tables()} == WIDTHS


def test_table_is_written_with_tabs_and_milliseconds_and_places(tmp_path):
    add(
        models.PatronRecord,
        patron_id=2,
        barcode="23307000000002",
        last_activity_date=datetime.fromisoformat("2026-03-02T14:01:15.237"),
        charges_amount=Decimal("7.5"),
    )
    add(models.PatronRecord, patron_id=1, barcode="23307000000001")

    assert written(tmp_path, table_of(models.PatronRecord)).read_bytes().decode() == (
        "PatronID\tPatronCodeID\tOrganizationID\tCreatorID\tModifierID\tBarcode\tSystemBlocks\tYTDCircCount\t"
        "LifetimeCircCount\tLastActivityDate\tClaimCount\tLostItemCount\tChargesAmount\tCreditsAmount\t"
        "RecordStatusID\tRecordStatusDate\tYTDYouSavedAmount\tLifetimeYouSavedAmount\r\n"
        "1\t1\t1\t1\t\t23307000000001\t1\t1\t1\t\t1\t1\t1.0000\t1.0000\t1\t2026-03-02 09:00:00.000\t1.0000\t1.0000\r\n"
        "2\t1\t1\t1\t\t23307000000002\t1\t1\t1\t2026-03-02 14:01:15.237\t1\t1\t7.5000\t1.0000\t1\t"
        "2026-03-02 09:00:00.000\t1.0000\t1.0000\r\n"
    )


def test_history_is_written_with_commas_and_quoted_where_needed(tmp_path):
    for patron, title in [(2, "Salt, Roads"), (1, 'The "Small" Hours'), (1, "Plain")]:
        add(models.NotificationHistoryEntry, patron_id=patron, item_record_id=len(title), title=title)

    assert written(tmp_path, table_of(models.NotificationHistoryEntry)).read_bytes().decode() == (
        "PatronId,ItemRecordId,TxnId,NotificationTypeId,ReportingOrgId,DeliveryOptionId,NoticeDate,Amount,"
        "NotificationStatusId,Title\r\n"
        "1,5,,1,1,1,2026-03-02 09:00:00.000,1.00,1,Plain\r\n"
        '1,17,,1,1,1,2026-03-02 09:00:00.000,1.00,1,"The ""Small"" Hours"\r\n'
        '2,11,,1,1,1,2026-03-02 09:00:00.000,1.00,1,"Salt, Roads"\r\n'
    )


@pytest.mark.parametrize("table", data_tables(), ids=[table.name for table in data_tables()])
def test_table_is_read_back_equal_by_our_reader_and_by_another(tmp_path, table):
    add(table.model)
    path = written(tmp_path, table)

    [row] = read_table(path, table)
    with path.open(newline="", encoding="utf-8") as stream:
        header, fields = csv.reader(stream, delimiter="," if table.model is models.NotificationHistoryEntry else "\t")

    names = [column.name for column in table.columns]
    [values] = table.model.objects.values_list(*table.fields)
    assert row == dict(zip(names, values, strict=True))
    assert header == names
    assert fields == [table_file(LIBRARY, table).dialect.text(value) for value in values]


def test_reference_tables_are_written_in_full(tmp_path):
    add_missing(code_tables(), "default")

    for table, rows in reference_rows().items():
        read = [tuple(row.values()) for row in read_table(written(tmp_path, table), table)]

        assert read == sorted(rows)


def test_empty_table_has_its_header(tmp_path):
    path = written(tmp_path, table_of(models.BibliographicRecord))

    assert path.read_bytes() == b"BibliographicRecordID\tRecordStatusID\tBrowseAuthor\tBrowseTitle\r\n"
    assert list(read_table(path, table_of(models.BibliographicRecord))) == []


def test_text_with_a_tab_is_refused(tmp_path):
    add(models.BibliographicRecord, title="Salt\tRoads")

    with pytest.raises(ExportError, match=r"Cannot write row 1 of Polaris\.Polaris\.BibliographicRecords\.csv"):
        written(tmp_path, table_of(models.BibliographicRecord))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("BibliographicRecordID\tRecordStatusID\r\n", "does not begin with the columns of BibliographicRecords"),
        ("", "does not begin with the columns of BibliographicRecords"),
        ("{header}1\t1\r\n", "Line 2 of .* has 2 fields, not 4"),
        ("{header}1\tone\t\tSalt\r\n", "Line 2 of .* cannot be read: invalid literal"),
        ("{header}1\t\t\tSalt\r\n", "Line 2 of .* cannot be read: RecordStatusID is empty"),
    ],
)
def test_file_of_another_table_is_not_read(tmp_path, text, reason):
    header = "BibliographicRecordID\tRecordStatusID\tBrowseAuthor\tBrowseTitle\r\n"
    path = tmp_path / "titles.csv"
    path.write_bytes(text.format(header=header).encode())

    with pytest.raises(ExportError, match=reason):
        list(read_table(path, table_of(models.BibliographicRecord)))


def test_each_table_takes_one_query(django_assert_num_queries):
    for table in all_tables():
        with django_assert_num_queries(1):
            list(table_file(LIBRARY, table).lines())

"""The tables as the product knows them, and the models that stand for them."""

import pytest
from django.apps import apps
from django.db import models

from apps.notices.tables import DATA_TABLES, REFERENCE_TABLES, TABLES, Column, field_name
from seedplot.fields import WallClockField

each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
FIELD_CLASSES = {
    "int": models.IntegerField,
    "smallint": models.SmallIntegerField,
    "tinyint": models.PositiveSmallIntegerField,
    "bit": models.BooleanField,
    "money": models.DecimalField,
    "dt": WallClockField,
    "nv": models.CharField,
    "char": models.CharField,
    "guid": models.UUIDField,
}
COLUMN_COUNTS = {
    "Patrons": 18,
    "PatronRegistration": 69,
    "Addresses": 7,
    "PatronAddresses": 7,
    "CircReserveItemRecords_View": 78,
    "SysHoldRequests": 59,
    "SysHoldHistory": 9,
    "SysHoldHistoryDaily": 9,
    "ViewOverdueNoticesData": 18,
    "HoldNotices": 18,
    "NotificationQueue": 11,
    "OverdueNotices": 27,
    "NotificationHistory": 10,
    "FineNotices": 11,
    "FineNoticesReport": 28,
    "ManualBillNotices": 21,
    "CircReminders": 23,
    "NotificationLogs": 22,
}


def as_column(field, column):
    """The column that the model's field would be declared as, with the original name."""
    kind = next(kind for kind, each in FIELD_CLASSES.items() if type(field) is each)
    kind = column.kind if kind == "nv" else kind
    size = field.decimal_places if kind == "money" else field.max_length if kind in ("nv", "char") else None
    return Column(column.name, field.name, kind, size, not field.null)


@each_table
def test_model_has_the_columns_of_its_table_in_their_order(table):
    fields = [each for each in table.model._meta.concrete_fields if not each.primary_key]

    assert [as_column(*pair) for pair in zip(fields, table.columns, strict=True)] == list(table.columns)


@each_table
def test_key_is_unique_in_the_database(table):
    options = table.model._meta
    together = {tuple(each.fields) for each in options.constraints if isinstance(each, models.UniqueConstraint)}
    alone = {(each.name,) for each in options.fields if each.unique}

    assert not table.key or table.key in together | alone


@each_table
def test_numbers_are_ordinary_columns(table):
    assert type(table.model._meta.pk) is models.BigAutoField
    assert [each for each in table.model._meta.fields if each.is_relation] == []


def test_every_model_stands_for_one_table():
    models_of_tables = [table.model for table in TABLES]

    assert sorted(models_of_tables, key=str) == sorted(apps.get_app_config("notices").get_models(), key=str)
    assert (*REFERENCE_TABLES, *DATA_TABLES) == TABLES


def test_tables_are_as_wide_as_the_products_own():
    assert {table.name: len(table.columns) for table in TABLES if table.name in COLUMN_COUNTS} == COLUMN_COUNTS


def test_file_is_named_by_database_schema_and_table():
    assert [table.file_name for table in TABLES if table.model_name == "NotificationLog"] == [
        "PolarisTransactions.Polaris.NotificationLogs.csv"
    ]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("PatronID", "patron_id"),
        ("PatronId", "patron_id"),
        ("YTDCircCount", "ytd_circ_count"),
        ("eReceiptOptionID", "e_receipt_option_id"),
        ("ISBN", "isbn"),
        ("User1", "user1"),
    ],
)
def test_field_name_follows_from_the_original_one(name, field):
    assert field_name(name) == field

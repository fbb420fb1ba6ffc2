"""The tables as the product knows them, and the models that stand for them."""

import pytest
from django.apps import apps
from django.db import models

from apps.notices.models.tables import (
    TABLES_FILE,
    TABLES_SCHEMA,
    Column,
    all_tables,
    data_tables,
    field_name,
    reference_tables,
    table_of,
)
from apps.notices.seeding.specification.reference_rows import ROWS_FILE, ROWS_SCHEMA
from seedplot.content import ContentError, check_content, read_content
from seedplot.fields import WallClockField

each_table = pytest.mark.parametrize("table", all_tables(), ids=lambda table: table.name)
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
    models_of_tables = [table.model for table in all_tables()]

    assert sorted(models_of_tables, key=str) == sorted(apps.get_app_config("notices").get_models(), key=str)
    assert (*reference_tables(), *data_tables()) == all_tables()
    assert [table_of(model) for model in models_of_tables] == list(all_tables())


def test_tables_are_as_wide_as_the_products_own():
    assert {table.name: len(table.columns) for table in all_tables() if table.name in COLUMN_COUNTS} == COLUMN_COUNTS


def test_file_is_named_by_database_schema_and_table():
    assert [table.file_name for table in all_tables() if table.model_name == "NotificationLog"] == [
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


@pytest.mark.parametrize(("file", "schema"), [(TABLES_FILE, TABLES_SCHEMA), (ROWS_FILE, ROWS_SCHEMA)])
def test_file_keeps_to_its_schema_and_names_it_for_editors(file, schema):
    check_content(file, schema)

    first_line = file.read_text(encoding="utf-8").splitlines()[0]
    assert first_line == f"# yaml-language-server: $schema={schema.relative_to(file.parent)}"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("type: nv(30)", "type: text(30)", "type: 'text(30)' is not written as it must be"),
        ("type: nv(30)", "kind: nv(30)", "kind: there is no such field; known: name, type, field, empty"),
        ("field: name", "field: Name", "field: 'Name' is not written as it must be"),
    ],
)
def test_mistake_in_the_tables_is_named_with_file_and_line(tmp_path, old, new, reason):
    text = TABLES_FILE.read_text(encoding="utf-8")
    spoilt = tmp_path / "tables.yaml"
    spoilt.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1

    with pytest.raises(ContentError) as refused:
        read_content(spoilt, TABLES_SCHEMA)

    assert str(refused.value).startswith(f"{spoilt}, line {line}: reference 1, columns 2")
    assert reason in str(refused.value)

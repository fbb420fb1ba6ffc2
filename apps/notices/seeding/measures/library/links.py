"""Every link of every table: the product keeps them by program, so that nothing but this says whether they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce

from apps.notices import models
from apps.notices.models import branch
from apps.notices.models.codes import NotificationKind
from apps.notices.models.tables import Column, Table, data_tables, table_of
from apps.notices.seeding.measures.library.rows import LibraryRows, looked_up
from apps.notices.seeding.measures.library.tally import Tally

TARGETS = {
    "patron_id": models.PatronRecord,
    "primary_patron_id": models.PatronRecord,
    "minor_patron_id": models.PatronRecord,
    "last_use_patron_id": models.PatronRecord,
    "patron_barcode": models.PatronRecord,
    "minor_patron_barcode": models.PatronRecord,
    "item_record_id": models.CirculationItem,
    "parent_item_record_id": models.CirculationItem,
    "trapping_item_record_id": models.CirculationItem,
    "item_level_hold_item_record_id": models.CirculationItem,
    "item_barcode": models.CirculationItem,
    "bibliographic_record_id": models.BibliographicRecord,
    "constituent_bib_record_id": models.BibliographicRecord,
    "hold_request_id": models.HoldRequest,
    "hold_history_id": models.HoldTransition,
    "transaction_id": models.AccountCharge,
    "address_id": models.Address,
    "patron_address_id": models.Address,
    "postal_code_id": models.PostalCode,
    "address_type_id": models.AddressType,
    "delivery_option_id": models.DeliveryOption,
    "notification_type_id": models.NotificationType,
    "notification_status_id": models.NotificationStatus,
    "hold_status_id": models.HoldStatus,
    "item_status_id": models.ItemStatus,
}
"""The model that a column's values are found in, by the model's name for the column."""

TARGET_FIELDS = {
    "primary_patron_id": "patron_id",
    "minor_patron_id": "patron_id",
    "last_use_patron_id": "patron_id",
    "patron_barcode": "barcode",
    "minor_patron_barcode": "barcode",
    "parent_item_record_id": "item_record_id",
    "trapping_item_record_id": "item_record_id",
    "item_level_hold_item_record_id": "item_record_id",
    "item_barcode": "barcode",
    "constituent_bib_record_id": "bibliographic_record_id",
    "patron_address_id": "address_id",
}
"""What those values are called there, where it is something else."""

PARTS = (
    (models.PatronRecord, models.PatronRegistration, "patron_id"),
    (models.PatronRecord, models.PatronAddress, "patron_id"),
    (models.Address, models.PatronAddress, "address_id"),
    (models.CirculationItem, models.ItemRecord, "item_record_id"),
    (models.CirculationItem, models.ItemRecordDetail, "item_record_id"),
    (models.HoldRequest, models.HoldTransition, "hold_request_id"),
)
"""Models of which each row of the first has its own in the second."""


OF_THE_BRANCH: dict[str, int | str] = {
    **dict.fromkeys(("branch_name", "reporting_organization_name"), branch.BRANCH_NAME),
    **dict.fromkeys(("branch_abbreviation", "reporting_organization_abbreviation"), branch.BRANCH_ABBREVIATION),
    **dict.fromkeys(("branch_phone", "reporting_organization_phone"), branch.BRANCH_PHONE),
    **dict.fromkeys(("organization_id", "reporting_organization_id", "pickup_organization_id"), branch.BRANCH_ID),
    **dict.fromkeys(("assigned_branch_id", "pickup_branch_id"), branch.BRANCH_ID),
    "admin_language_id": branch.ENGLISH,
}
"""What there is but one of, as there is one branch."""

OF_THE_TABLE: tuple[tuple[Any, str, int], ...] = (
    (models.HoldNotice, "notification_type_id", NotificationKind.HOLD),
    (models.FineNotice, "notification_type_id", NotificationKind.FINE),
    (models.ManualBillNotice, "notification_type_id", NotificationKind.MANUAL_BILL),
    (models.CirculationReminder, "notification_type_id", NotificationKind.REMINDER),
    (models.NotificationLog, "language_id", branch.ENGLISH),
)
"""What is the same in all rows of a table."""


@dataclass(frozen=True)
class Link:
    """A column whose values are found in a column of another table."""

    table: Table
    column: Column
    target: Table
    target_field: str

    def __str__(self) -> str:
        return f"{self.table.name}.{self.column.name}"


def links() -> Iterator[Link]:
    """Every link of the library, to the product's own number or to a barcode."""
    for table in data_tables():
        for column in table.columns:
            target = TARGETS.get(column.field)
            target_field = TARGET_FIELDS.get(column.field, column.field)
            if target is not None and (target, target_field) != (table.model, column.field):
                yield Link(table, column, table_of(target), target_field)
    for whole, part, field in PARTS:
        [column] = [each for each in table_of(whole).columns if each.field == field]
        yield Link(table_of(whole), column, table_of(part), field)


def tally_links(library: LibraryRows) -> Tally:
    tally = Tally()
    seen = columns = 0
    for link in links():
        rows = library.rows(link.table.model).filter(**{f"{link.column.field}__isnull": False})
        target = link.target.model._base_manager.filter(**{link.target_field: OuterRef(link.column.field)})
        count = rows.count()
        if not count:
            continue
        seen, columns = seen + count, columns + 1
        orphans = rows.exclude(Exists(target)).aggregate(count=Count("pk"))["count"]
        if orphans:
            first = rows.exclude(Exists(target)).order_by("pk").values_list(link.column.field, flat=True)[0]
            tally.fault(f"{link}: {orphans:,} without a row of {link.target.name}, first {first}", orphans)
    return tally.close(f"{seen:,} values in {columns} columns, {tally.fault_count:,} without a target", seen)


def tally_agreement(library: LibraryRows) -> Tally:
    """What is said of an item, a title or a patron's delivery in several tables is the same in all of them."""
    tally = Tally()
    seen = columns = 0
    for table, field, rows, wanted in _said_twice(library):
        count = rows.count()
        if not count:
            continue
        seen, columns = seen + count, columns + 1
        others = rows.annotate(said=_plain(table, field), truth=wanted).exclude(said=F("truth"))
        wrong = others.count()
        if wrong:
            said, truth = others.order_by("pk").values_list("said", "truth")[0]
            name = next(each.name for each in table.columns if each.field == field)
            tally.fault(f"{table.name}.{name}: {wrong:,} differ, first '{said}' where '{truth}' belongs", wrong)
    return tally.close(f"{seen:,} values in {columns} columns, {tally.fault_count:,} differ", seen)


def _said_twice(library: LibraryRows) -> Iterator[tuple[Table, str, QuerySet[Any], Any]]:
    """Table, field, rows, and the expression of what the field must be."""
    item = table_of(models.CirculationItem)
    truths: list[tuple[Table, str, str, str]] = [
        (table_of(models.BibliographicRecord), "bibliographic_record_id", "title", "title"),
        (table_of(models.BibliographicRecord), "bibliographic_record_id", "author", "author"),
        *((item, "item_record_id", field, field) for field in ("title", "author", "call_number", "price")),
        *((item, "item_record_id", field, "barcode") for field in ("item_barcode", "barcode")),
        *((item, "item_record_id", field, field) for field in ("item_status_id", "bibliographic_record_id")),
        *((item, "item_record_id", field, field) for field in ("material_type_id", "renewal_limit")),
        (item, "trapping_item_record_id", "item_barcode", "barcode"),
        (item, "trapping_item_record_id", "bibliographic_record_id", "bibliographic_record_id"),
        (table_of(models.PatronRecord), "patron_id", "patron_barcode", "barcode"),
        (table_of(models.PatronRegistration), "patron_id", "delivery_option_id", "delivery_option_id"),
    ]
    for truth, key, field, wanted in truths:
        for table in data_tables():
            if table is not truth and key in table.fields and field in table.fields:
                rows = library.rows(table.model).filter(**{f"{key}__isnull": False})
                own_key = "item_record_id" if truth is item else key
                yield table, field, rows, _or_empty(looked_up(truth.model, wanted, **{own_key: key}), truth, wanted)
    for table in data_tables():
        for field in table.fields:
            if field in OF_THE_BRANCH:
                yield table, field, library.rows(table.model), Value(OF_THE_BRANCH[field])
    for model, field, number in OF_THE_TABLE:
        yield table_of(model), field, library.rows(model), Value(int(number))


def _plain(table: Table, field: str) -> Any:
    return _or_empty(F(field), table, field)


def _or_empty(expression: Any, table: Table, field: str) -> Any:
    """An empty text and none are the same to the product."""
    [column] = [each for each in table.columns if each.field == field]
    return Coalesce(expression, Value("")) if column.kind == "nv" else expression

"""The reference tables: complete, filled after each migrate and before each run, and nobody's to clear."""

import pytest
from django.apps import apps
from django.db.models.signals import post_migrate

from apps.notices import models
from apps.notices.apps import fill_reference_tables
from apps.notices.models.tables import reference_tables
from apps.notices.seeding.prerequisites import code_tables
from apps.notices.seeding.specification.reference_rows import reference_rows
from seedplot import errors
from seedplot.engine import proof
from seedplot.engine.clearing import clearing
from seedplot.engine.reference_rows import add_missing
from seedplot.engine.runs import ClearRules
from seedplot.models import SeedRun
from tests.notices.seeded import seed_library

SIZES = {
    "DeliveryOptions": 8,
    "NotificationStatuses": 16,
    "NotificationTypes": 22,
    "SysHoldStatuses": 11,
    "ItemStatuses": 23,
    "AddressTypes": 13,
    "TransactionTypes": 5,
    "TransactionSubTypes": 12,
    "PostalCodes": 6,
}
pytestmark = pytest.mark.django_db


def there():
    return {table.name: sorted(table.model.objects.values_list(*table.fields)) for table in reference_tables()}


def test_tables_are_complete_after_migrating():
    rows = there()

    assert {name: len(rows[name]) for name in rows} == SIZES
    assert rows == {table.name: sorted(rows) for table, rows in reference_rows().items()}


@pytest.mark.parametrize("table", reference_tables(), ids=lambda table: table.name)
def test_values_fit_their_columns(table):
    for row in table.model.objects.all():
        row.full_clean()


def test_codes_have_the_products_texts():
    assert models.DeliveryOption.objects.get(delivery_option_id=8).name == "TXT Messaging"
    assert models.NotificationStatus.objects.get(notification_status_id=14).description == "Email Failed"
    assert models.NotificationType.objects.get(notification_type_id=13).description == "3rd Overdue"
    assert models.HoldStatus.objects.get(hold_status_id=18).description == "Located"
    assert models.ItemStatus.objects.get(item_status_id=7).name == "Lost"
    assert models.AddressType.objects.get(address_type_id=2).description == "Notice"
    assert models.PostalCode.objects.get(postal_code_id=6).city == "Whitesville"


def test_loader_adds_what_is_missing_and_alters_nothing(django_assert_num_queries):
    models.NotificationType.objects.filter(notification_type_id__in=(0, 7)).delete()
    models.ItemStatus.objects.filter(item_status_id=1).update(description="On the shelf")

    added = add_missing(code_tables(), "default")
    with django_assert_num_queries(len(reference_tables())):
        added_again = add_missing(code_tables(), "default")

    assert (added, added_again) == (2, 0)
    assert models.NotificationType.objects.count() == 22
    assert models.ItemStatus.objects.get(item_status_id=1).description == "On the shelf"


def test_rows_of_others_in_the_reference_tables_break_no_promise():
    models.DeliveryOption.objects.create(delivery_option_id=90, name="Carrier pigeon")

    seed_library()

    assert proof.verify(SeedRun.objects.get()).broken == []


def test_run_adds_what_is_missing():
    models.PostalCode.objects.all().delete()

    seed_library()

    assert models.PostalCode.objects.count() == 6


def test_clearing_leaves_them():
    seed_library()
    before = there()

    clearing.clear(list(SeedRun.objects.all()), ClearRules(by_key=True))

    assert there() == before
    assert models.PatronRecord.objects.count() == 0


def test_altered_table_breaks_its_promise_and_stays_altered():
    seed_library()
    models.AddressType.objects.filter(address_type_id=2).update(description="Letters")

    with pytest.raises(errors.NotAsPromised) as failure:
        proof.verify(SeedRun.objects.get())

    assert [finding.promise.id for finding in failure.value.report.broken] == ["notices.P107"]
    assert models.AddressType.objects.get(address_type_id=2).description == "Letters"


def test_migrating_away_is_left_alone():
    class NoTables:
        """The apps of a project in which the tables have gone."""

        def get_model(self, label, name):
            raise LookupError(f"{label}.{name}")

    fill_reference_tables(using="default", apps=NoTables())

    assert models.PostalCode.objects.count() == 6


def test_every_migrate_fills_them():
    models.PostalCode.objects.all().delete()

    post_migrate.send(
        sender=apps.get_app_config("notices"),
        app_config=apps.get_app_config("notices"),
        using="default",
        apps=apps,
        verbosity=0,
        interactive=False,
        plan=[],
    )

    assert models.PostalCode.objects.count() == 6

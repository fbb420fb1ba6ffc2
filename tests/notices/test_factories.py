"""Every model of data has a factory, and each factory makes the same row three ways: built, stored, planned."""

import pytest

from apps.notices import factories, models
from apps.notices.models.tables import data_tables
from seedplot.factories import SeedFactory
from seedplot.plan import shape_of
from seedplot.streams import DeterministicRandom

FACTORIES = [
    each
    for each in vars(factories).values()
    if isinstance(each, type) and issubclass(each, SeedFactory) and each is not SeedFactory
]
each_factory = pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.__name__)


def stream():
    return DeterministicRandom(42).at("row")


def columns(row, model):
    return {each.name: getattr(row, each.name) for each in shape_of(model).fields}


def test_every_table_of_data_has_one_factory():
    made = [factory._meta.model for factory in FACTORIES]

    assert sorted(made, key=str) == sorted((table.model for table in data_tables()), key=str)


@each_factory
def test_built_stored_and_planned_rows_are_the_same(factory, db):
    model = factory._meta.model

    built, stored, planned = factory.build(stream=stream()), factory.create(stream=stream()), factory.row(stream())
    stored.refresh_from_db()

    assert columns(built, model) == columns(stored, model) == columns(planned, model)


@each_factory
def test_rows_that_nobody_planned_do_not_collide(factory, db):
    factory.create_batch(3)

    assert factory._meta.model.objects.count() == 3


@each_factory
def test_row_is_a_valid_one(factory, db):
    factory.create().full_clean()


def test_names_follow_from_the_first_and_last_one():
    row = factories.PatronRegistrationFactory.build(first_name="Ada", last_name="Quill", middle_name="May")

    assert (row.full_name, row.first_last_name) == ("Quill, Ada May", "Ada Quill, May")
    assert row.email_address == "ada.quill@example.com"


def test_names_do_without_a_middle_one():
    row = factories.PatronRegistrationFactory.build(first_name="Ada", last_name="Quill")

    assert (row.full_name, row.first_last_name) == ("Quill, Ada", "Ada Quill")


@pytest.mark.parametrize(("kind", "billing_notice"), [(1, 0), (12, 1), (13, 2)])
def test_billing_notice_follows_from_the_step(kind, billing_notice):
    assert factories.OverdueNoticeFactory.build(notification_type_id=kind).billing_notice == billing_notice


def test_models_say_what_they_are():
    assert str(models.NotificationType(notification_type_id=2, description="Hold")) == "Hold"
    assert str(factories.CirculationItemFactory.build(title="River Stones", barcode="33307000000042")) == (
        "River Stones (33307000000042)"
    )

"""Every model has a factory, and each factory makes the same row three ways: built, stored, planned."""

import pytest
from django.apps import apps

from apps.accounts.factories import UserFactory
from apps.tenants import factories
from seedplot.factories import SeedFactory
from seedplot.plan import shape_of
from seedplot.streams import DeterministicRandom

FACTORIES = [
    each
    for each in vars(factories).values()
    if isinstance(each, type) and issubclass(each, SeedFactory) and each not in (SeedFactory, UserFactory)
]
each_factory = pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.__name__)


def stream(name="row"):
    return DeterministicRandom(42).at(name)


def given_links(factory, make):
    """The rows that a row refers to, made by `make`; a tenant of a thread is the thread's own."""
    by_model = {each._meta.model: each for each in (UserFactory, *FACTORIES)}
    names = {
        column.name: column.related_model
        for column in factory._meta.model._meta.concrete_fields
        if column.is_relation and column.name in factory._meta.base_declarations
    }
    return {name: make(by_model[target]) for name, target in names.items()}


def planned(factory):
    return factory.row(stream(factory.__name__), **given_links(factory, planned))


def plain(factory, row):
    """The columns that refer to no other row."""
    return {each.name: getattr(row, each.name) for each in shape_of(factory._meta.model).fields if not each.is_relation}


def test_every_model_has_one_factory():
    made = [factory._meta.model for factory in FACTORIES]

    assert sorted(made, key=str) == sorted(apps.get_app_config("tenants").get_models(), key=str)


@each_factory
def test_built_and_planned_rows_are_the_same(factory):
    def built(factory):
        return factory.build(stream=stream(factory.__name__), **given_links(factory, built))

    assert plain(factory, built(factory)) == plain(factory, planned(factory))


@each_factory
def test_stored_row_reads_back_as_it_was_and_is_valid(factory, db):
    stored = factory.create(stream=stream())

    read = factory._meta.model.objects.get(pk=stored.pk)

    assert plain(factory, read) == plain(factory, stored)
    read.full_clean()


@each_factory
def test_rows_that_nobody_describes_can_stand_side_by_side(factory, db):
    factory.create_batch(3)

    assert factory._meta.model.objects.count() >= 3


def test_rows_of_a_thread_belong_to_its_tenant_and_home(db):
    request = factories.MaintenanceRequestFactory.create()
    event = factories.ConversationEventFactory.create()

    assert request.tenant == request.message.tenant == request.message.thread.tenant
    assert request.property == request.message.thread.property == request.tenant.property
    assert event.tenant == event.thread.tenant

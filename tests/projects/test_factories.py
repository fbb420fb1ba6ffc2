"""Every model has a factory, and each factory makes the same row three ways: built, stored, planned."""

import pytest
from django.apps import apps

from apps.accounts.factories import UserFactory
from apps.projects import factories
from apps.projects.models import IssueLink, VectorRecord
from seedplot.factories import SeedFactory
from seedplot.plan import Row, shape_of
from seedplot.streams import DeterministicRandom

FACTORIES = [
    each
    for each in vars(factories).values()
    if isinstance(each, type) and issubclass(each, SeedFactory) and each._meta.model and each is not UserFactory
]
each_factory = pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.__name__)


def stream(name):
    return DeterministicRandom(42).at(name)


def own_columns(thing, model):
    columns = thing.as_dict() if isinstance(thing, Row) else vars(thing)
    return {each.name: columns[each.name] for each in shape_of(model).fields if not each.is_relation}


def given_links(factory):
    """What a row must be given: planned rows that it cannot be without."""
    by_model = {each._meta.model: each for each in (*FACTORIES, UserFactory)}
    found = {}
    for column in factory._meta.model._meta.concrete_fields:
        if column.is_relation and not column.null:
            target = by_model[column.related_model]
            found[column.name] = target.row(stream(column.name), **given_links(target))
    return found


def test_every_model_has_a_factory():
    made = {factory._meta.model for factory in FACTORIES}

    # The vectors themselves are made by the sync, from other rows.
    assert made == set(apps.get_app_config("projects").get_models()) - {VectorRecord}


@each_factory
def test_built_stored_and_planned_rows_are_the_same(factory, db):
    model = factory._meta.model

    stored = factory.create(stream=stream("row"))
    planned = factory.row(stream("row"), **given_links(factory))

    made = own_columns(planned, model)
    read = own_columns(model._base_manager.get(pk=stored.pk), model)
    same = {name for name in made if read[name] == made[name]}
    # A name that follows a row that was made besides is another one.
    assert set(made) - same <= {"name"}


@each_factory
def test_row_of_a_factory_is_valid(factory, db):
    factory.create(stream=stream("row")).full_clean()


@each_factory
def test_two_rows_of_a_factory_stand_side_by_side(factory, db):
    one, other = factory.create(), factory.create()

    assert one.pk != other.pk
    rows = 2 if factory._meta.model is not IssueLink else 4
    assert factory._meta.model.objects.count() == rows

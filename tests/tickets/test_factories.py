"""Every table has a factory, and each factory makes the same row three ways: built, stored, planned."""

import pytest
from django.apps import apps

from apps.accounts.factories import UserFactory
from apps.tickets import factories
from apps.tickets.models import MachineInstance, free_slug
from seedplot.errors import PlanError
from seedplot.factories import SeedFactory
from seedplot.plan import shape_of
from seedplot.streams import DeterministicRandom

FACTORIES = [
    each
    for each in vars(factories).values()
    if isinstance(each, type) and issubclass(each, SeedFactory) and each not in (SeedFactory, UserFactory)
]
LINKS = {
    factories.MachineInstanceFactory: {"model": factories.MachineModelFactory},
    factories.MaintainerFactory: {"user": UserFactory},
    factories.TaskFactory: {"machine": factories.MachineInstanceFactory},
    factories.LogEntryFactory: {"task": factories.TaskFactory},
    factories.LogEntryMaintainerFactory: {
        "logentry": factories.LogEntryFactory,
        "maintainer": factories.MaintainerFactory,
    },
}
each_factory = pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.__name__)
each_drawn_factory = pytest.mark.parametrize(
    "factory",
    [each for each in FACTORIES if each is not factories.LogEntryMaintainerFactory],
    ids=lambda each: each.__name__,
)


def stream(name="row"):
    return DeterministicRandom(42).at(name)


def planned_as(factory, name):
    """A planned row of the factory, on planned rows."""
    links = {column: planned(target) for column, target in LINKS.get(factory, {}).items()}
    return factory.row(stream(name), **links)


def planned(factory):
    return planned_as(factory, factory.__name__)


def created(factory):
    """The same, stored."""
    links = {column: created(target) for column, target in LINKS.get(factory, {}).items()}
    return factory.create(stream=stream(factory.__name__), **links)


def plain(factory, row):
    """The columns that refer to no other row."""
    return {each.name: getattr(row, each.name) for each in shape_of(factory._meta.model).fields if not each.is_relation}


def test_every_table_has_one_factory():
    made = [factory._meta.model for factory in FACTORIES]

    tables = apps.get_app_config("tickets").get_models(include_auto_created=True)
    assert sorted(made, key=str) == sorted(tables, key=str)


@each_factory
def test_stored_and_planned_rows_are_the_same(factory, db):
    stored = created(factory)

    assert plain(factory, stored) == plain(factory, planned(factory))


@each_drawn_factory
def test_built_and_planned_rows_are_the_same(factory):
    links = {column: planned(target) for column, target in LINKS.get(factory, {}).items()}
    built = factory.build(
        stream=stream(), **{column: target.build() for column, target in LINKS.get(factory, {}).items()}
    )

    row = factory.row(stream(), **links)

    assert plain(factory, built) | {"slug": None} == plain(factory, row) | {"slug": None}


@each_factory
def test_stored_row_reads_back_as_it_was_and_is_valid(factory, db):
    stored = created(factory)

    read = factory._meta.model.objects.get(pk=stored.pk)

    assert plain(factory, read) == plain(factory, stored)
    read.full_clean()


@each_drawn_factory
def test_another_stream_gives_another_row(factory):
    one, other = (planned_as(factory, name) for name in ("row", "another row"))

    assert plain(factory, one) != plain(factory, other)


@pytest.mark.parametrize(("factory", "links"), LINKS.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_row_wants_what_it_refers_to(factory, links):
    missing = next(iter(links))

    with pytest.raises(PlanError, match=rf"^{factory.__name__}\.row needs the row that '{missing}' refers to\. "):
        factory.row(stream())


@each_factory
def test_rows_that_nobody_describes_can_stand_side_by_side(factory, db):
    factory.create_batch(3)

    assert factory._meta.model.objects.count() >= 3


def test_planned_slug_is_the_one_that_saving_would_make(db):
    model = factories.MachineModelFactory.create(name="Teacher's Pet")
    named_after_its_model = factories.MachineInstanceFactory.build(model=model)
    named_itself = factories.MachineInstanceFactory.build(model=model, name_override="The Pet")

    saved = [MachineInstance(model=model), MachineInstance(model=model, name_override="The Pet")]
    for machine in saved:
        machine.save()

    assert [named_after_its_model.slug, named_itself.slug] == [machine.slug for machine in saved]
    assert free_slug("Teacher's Pet", {machine.slug for machine in saved}) == "teachers-pet-2"


def test_entry_is_about_the_machine_of_its_task():
    task = planned(factories.TaskFactory)

    assert factories.LogEntryFactory.row(stream(), task=task).machine is task.machine


def test_entry_may_stand_alone_on_a_machine_or_on_none():
    machine = planned(factories.MachineInstanceFactory)

    on_machine = factories.LogEntryFactory.row(stream(), task=None, machine=machine)
    on_none = factories.LogEntryFactory.row(stream(), task=None)

    assert (on_machine.task, on_machine.machine) == (None, machine)
    assert (on_none.task, on_none.machine) == (None, None)


def test_row_is_last_changed_when_it_is_made():
    for factory in (factories.MachineModelFactory, factories.MachineInstanceFactory):
        row = planned(factory)

        assert row.created_at == row.updated_at

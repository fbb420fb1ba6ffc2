from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils import timezone

from apps.accounts.factories import UserFactory
from apps.tickets.factories import (
    LogEntryFactory,
    MachineInstanceFactory,
    MachineModelFactory,
    MaintainerFactory,
    TaskFactory,
)
from apps.tickets.models import (
    SAMPLE_BATCH_CODE,
    SAMPLE_CONTACT,
    SAMPLE_ENTRY_PREFIX,
    LogEntry,
    MachineInstance,
    MachineModel,
    Maintainer,
    Task,
)
from apps.tickets.services.tasks import add_note, set_status

LONG_AGO = datetime(2024, 3, 3, 15, tzinfo=UTC)


def test_tables_have_the_names_that_django_gives():
    tables = {model._meta.db_table for model in apps.get_app_config("tickets").get_models(include_auto_created=True)}

    assert tables == {
        "tickets_machinemodel",
        "tickets_machineinstance",
        "tickets_maintainer",
        "tickets_task",
        "tickets_logentry",
        "tickets_logentry_maintainers",
    }


def test_marks_of_generated_rows_are_these():
    assert SAMPLE_BATCH_CODE == "sample-maintenance-2025"
    assert SAMPLE_CONTACT == "sample-data::sample-maintenance-2025"
    assert SAMPLE_ENTRY_PREFIX == "[Sample 2025] "


def test_columns_that_are_searched_by_are_indexed():
    indexed = {
        f"{model.__name__}.{column.name}"
        for model in apps.get_app_config("tickets").get_models()
        for column in model._meta.concrete_fields
        if column.db_index and not column.unique and not column.is_relation
    }

    assert indexed == {
        "MachineInstance.operational_status",
        "Task.created_at",
        "Task.type",
        "Task.status",
        "Task.problem_type",
        "LogEntry.created_at",
    }


def test_new_rows_start_with_these_values(machine, william):
    user = UserFactory.create()
    blank_machine = MachineInstance.objects.create(model=MachineModel.objects.create(name="Carom", era="EM"))
    task = Task.objects.create(machine=machine, problem_text="It tilts by itself.")
    entry = LogEntry.objects.create()

    assert (blank_machine.location, blank_machine.operational_status) == ("", "unknown")
    assert (blank_machine.model.year, blank_machine.model.ipdb_id, blank_machine.model.flipper_count) == (
        None,
        None,
        "",
    )
    assert Maintainer.objects.create(user=user).is_active is True
    assert (task.type, task.status, task.problem_type) == ("problem_report", "open", "other")
    assert (task.reported_by_user, task.reported_by_name, task.ip_address) == (None, "", None)
    assert (entry.task, entry.machine, entry.text, entry.status, entry.machine_status) == (None, None, "", None, None)


def test_choices_have_these_labels():
    assert dict(MachineModel.ERA_CHOICES) == {"PM": "Pure Mechanical", "EM": "Electromechanical", "SS": "Solid State"}
    assert dict(MachineInstance.LOCATION_CHOICES) == {"floor": "Floor", "storage": "Storage", "workshop": "Workshop"}
    assert list(dict(MachineInstance.STATUS_CHOICES)) == ["good", "unknown", "fixing", "broken"]
    assert dict(Task.TYPE_CHOICES) == {"problem_report": "Problem Report", "task": "Task"}
    assert dict(Task.STATUS_CHOICES) == {"open": "Open", "closed": "Closed"}
    assert dict(Task.PROBLEM_TYPE_CHOICES) == {
        "stuck_ball": "Stuck Ball",
        "no_credits": "No Credits",
        "other": "Other",
    }


# --- Names -----------------------------------------------------------------------------------------------------


def test_rows_name_themselves(machine, task, william):
    closing = set_status(task, "closed", [william])
    note = add_note(task, [william], "Waxed.")
    standalone = LogEntry.objects.create(machine=machine, machine_status="good")

    assert (str(machine.model), str(machine), str(william)) == ("Gorgar", "Gorgar", "William")
    assert str(task) == "Gorgar – Stuck Ball"
    assert str(closing) == f"Log entry for task {task.pk} → closed"
    assert str(note) == f"Log entry for task {task.pk}"
    assert str(standalone) == "Standalone log entry"
    assert str(LogEntry(status="open")) == "Standalone log entry → open"


PERSON = {"first_name": "Mary", "last_name": "Lou", "email": "mary@example.com", "username": "mary-lou"}


@pytest.mark.parametrize(
    ("unknown", "nickname", "text", "short_name"),
    [
        ((), "Mo", "Mary Lou", "Mo"),
        ((), "", "Mary Lou", "Mary"),
        (("first_name",), "", "Lou", "Lou"),
        (("first_name", "last_name"), "", "mary-lou", "mary@example.com"),
        (("first_name", "last_name", "email"), "", "mary-lou", "mary-lou"),
    ],
)
def test_maintainer_is_called_by_the_first_name_that_is_known(unknown, nickname, text, short_name):
    user = UserFactory.build(**PERSON | dict.fromkeys(unknown, ""))

    maintainer = MaintainerFactory.build(user=user, nickname=nickname)

    assert (str(maintainer), maintainer.short_name) == (text, short_name)


def test_machine_is_named_by_its_override_until_that_is_cleared(machine):
    machine.name_override = "The red demon"
    machine.save()
    overridden = MachineInstance.objects.get()
    assert (overridden.name, str(overridden)) == ("The red demon", "The red demon")

    overridden.name_override = ""
    overridden.save()

    assert MachineInstance.objects.get().name == "Gorgar"


def test_machine_without_a_lender_is_the_museums(settings):
    settings.TICKETS_COLLECTION_NAME = "Museum of bells"

    owned = MachineInstanceFactory.build()
    lent = MachineInstanceFactory.build(ownership_credit="On loan from a neighbour")

    assert (owned.ownership_display, lent.ownership_display) == ("Museum of bells", "On loan from a neighbour")


# --- Slugs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Teacher's Pet", "teachers-pet"),
        ("Godzilla (Premium)", "godzilla-premium"),
        ("The Getaway: High Speed II", "the-getaway-high-speed-ii"),
        ("Café Olé", "cafe-ole"),
        ("???", "machine"),
        ("x" * 200, "x" * 190),
    ],
)
def test_slug_is_made_from_the_name(db, name, slug):
    machine = MachineInstance.objects.create(model=MachineModelFactory.create(name=name))

    assert machine.slug == slug
    machine.full_clean()


def test_slug_is_made_from_the_override_first(db):
    machine = MachineInstance.objects.create(model=MachineModelFactory.create(), name_override="Old Faithful")

    assert machine.slug == "old-faithful"


def test_second_and_third_machine_of_a_name_are_numbered(machine):
    others = [MachineInstance.objects.create(model=machine.model) for _ in range(2)]

    assert [each.slug for each in (machine, *others)] == ["gorgar", "gorgar-2", "gorgar-3"]


def test_longest_names_are_numbered_as_well(db):
    model = MachineModelFactory.create(name="x" * 200)

    slugs = [MachineInstance.objects.create(model=model).slug for _ in range(2)]

    assert slugs == ["x" * 190, "x" * 190 + "-2"]


def test_slug_that_became_free_is_given_again(machine):
    second, third = (MachineInstance.objects.create(model=machine.model) for _ in range(2))
    second.delete()

    fourth = MachineInstance.objects.create(model=machine.model)

    assert (third.slug, fourth.slug) == ("gorgar-3", "gorgar-2")


def test_slug_that_only_starts_alike_takes_no_number(db):
    MachineInstance.objects.create(model=MachineModelFactory.create(name="Star Trek Pro"))

    assert MachineInstance.objects.create(model=MachineModelFactory.create(name="Star Trek")).slug == "star-trek"


def test_given_slug_is_kept(machine):
    given = MachineInstance.objects.create(model=machine.model, slug="by-the-window")

    assert MachineInstance.objects.get(pk=given.pk).slug == "by-the-window"


def test_slug_outlives_new_names(machine):
    machine.model.name = "Gorgar II"
    machine.model.save()
    machine.name_override = "The red demon"
    machine.save()

    assert MachineInstance.objects.values_list("slug", flat=True).get() == "gorgar"


def test_slug_of_another_machine_is_refused(machine):
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        MachineInstance.objects.create(model=machine.model, slug="gorgar")


def test_edit_of_chosen_columns_makes_no_slug(machine, django_assert_num_queries):
    machine.location = "storage"

    with django_assert_num_queries(1):
        machine.save(update_fields=["location"])


# --- Stamps ----------------------------------------------------------------------------------------------------


@pytest.fixture
def old_machine(db):
    """As the database holds it: written long ago, and read."""
    stamps = {"created_at": LONG_AGO, "updated_at": LONG_AGO}
    MachineInstanceFactory.create(model=MachineModelFactory.create(**stamps), **stamps)
    return MachineInstance.objects.select_related("model").get()


def test_new_row_keeps_the_moments_it_brings(old_machine, task):
    TaskFactory.create(machine=old_machine, created_at=LONG_AGO)
    LogEntryFactory.create(task=task, created_at=LONG_AGO)

    for row in (old_machine, old_machine.model):
        assert (row.created_at, row.updated_at) == (LONG_AGO, LONG_AGO)
    assert Task.objects.earliest("created_at").created_at == LONG_AGO
    assert LogEntry.objects.get().created_at == LONG_AGO


def test_new_row_without_a_moment_is_of_now(machine):
    before = timezone.now()

    rows = [
        Task.objects.create(machine=machine, problem_text="It tilts by itself."),
        LogEntry.objects.create(machine=machine),
        MachineInstance.objects.create(model=machine.model),
        MachineModel.objects.create(name="Carom", era="EM"),
    ]

    assert all(before <= row.created_at <= timezone.now() for row in rows)


@pytest.mark.parametrize("update_fields", [None, ["location"]])
def test_edit_moves_updated_at_only(old_machine, update_fields):
    before = timezone.now()
    old_machine.location = "storage"

    old_machine.save(update_fields=update_fields)

    stored = MachineInstance.objects.get()
    assert (stored.location, stored.created_at) == ("storage", LONG_AGO)
    assert before <= stored.updated_at <= timezone.now()


def test_edit_of_a_task_or_an_entry_keeps_its_moment(task):
    entry = LogEntryFactory.create(task=task, created_at=LONG_AGO)
    for row in (task, entry):
        row.created_at = LONG_AGO
        row.save()

    for row in (Task.objects.get(), LogEntry.objects.get()):
        row.save()

    assert (Task.objects.get().created_at, LogEntry.objects.get().created_at) == (LONG_AGO, LONG_AGO)


# --- Order and choice of rows ----------------------------------------------------------------------------------


def test_models_and_machines_are_in_the_order_of_their_names(db):
    b, a = (MachineModelFactory.create(name=name) for name in "BA")
    machines = [
        MachineInstanceFactory.create(model=model, serial_number=serial, slug=slug)
        for model, serial, slug in [(b, "2", "b2"), (b, "1", "b1"), (a, "3", "a3"), (a, "3", "also-a3")]
    ]

    assert list(MachineModel.objects.all()) == [a, b]
    assert list(MachineInstance.objects.all()) == [machines[2], machines[3], machines[1], machines[0]]


def test_tasks_are_newest_first_and_entries_oldest_first(machine):
    at = [LONG_AGO, LONG_AGO + timedelta(days=1), LONG_AGO]
    tasks = [TaskFactory.create(machine=machine, created_at=moment) for moment in at]
    entries = [LogEntryFactory.create(task=tasks[0], created_at=moment) for moment in at]

    assert list(Task.objects.all()) == [tasks[1], tasks[2], tasks[0]]
    assert list(LogEntry.objects.all()) == [entries[0], entries[2], entries[1]]


def test_tasks_are_chosen_by_status_and_type(machine):
    open_report, closed_report, open_task, closed_task = (
        TaskFactory.create(machine=machine, type=kind, status=status)
        for kind in ("problem_report", "task")
        for status in ("open", "closed")
    )

    assert set(Task.objects.open()) == {open_report, open_task}
    assert set(Task.objects.closed()) == {closed_report, closed_task}
    assert set(Task.objects.problem_reports()) == {open_report, closed_report}
    assert set(Task.objects.tasks()) == {open_task, closed_task}
    assert machine.reports.tasks().open().get() == open_task


def test_machines_are_chosen_by_place(db):
    floor, storage, workshop = (
        MachineInstanceFactory.create(location=each) for each in ("floor", "storage", "workshop")
    )
    MachineInstanceFactory.create(location="")

    assert MachineInstance.objects.on_floor().get() == floor
    assert MachineInstance.objects.in_storage().get() == storage
    assert MachineInstance.objects.in_workshop().get() == workshop


def test_machines_are_found_by_override_or_model(machine):
    renamed = MachineInstanceFactory.create(model=machine.model, name_override="The red demon", slug="red")
    namesake = MachineInstanceFactory.create(name_override="Gorgar", slug="namesake")

    assert set(MachineInstance.objects.by_name("Gorgar")) == {machine, renamed, namesake}
    assert MachineInstance.objects.on_floor().by_name("The red demon").get() == renamed
    assert not MachineInstance.objects.by_name("gorg").exists()


# --- What a row may hold, and what goes with it ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value"),
    [("month", 0), ("month", 13), ("flipper_count", "two"), ("flipper_count", "2\n"), ("era", "XX"), ("era", "")],
)
def test_model_with_a_value_that_cannot_be_is_refused(column, value):
    with pytest.raises(ValidationError) as refused:
        MachineModelFactory.build(**{column: value}).clean_fields()

    assert list(refused.value.message_dict) == [column]


def test_ratings_have_two_places(db):
    MachineModelFactory.create(pinside_rating=Decimal("8.56"))

    assert MachineModel.objects.get().pinside_rating == Decimal("8.56")


def test_models_share_no_ipdb_id_but_may_have_none(db):
    MachineModelFactory.create_batch(2, ipdb_id=None)
    MachineModelFactory.create(ipdb_id=20)

    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        MachineModelFactory.create(ipdb_id=20)


@pytest.mark.parametrize("column", ["status", "machine_status"])
def test_entry_without_a_status_holds_null_and_no_blank(task, column):
    with pytest.raises(IntegrityError, match="log_entry_status_null_not_blank"):
        LogEntryFactory.create(task=task, **{column: ""})


def test_user_is_one_maintainer_only(william):
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        MaintainerFactory.create(user=william.user)


def test_model_stays_while_a_machine_of_it_is_there(machine):
    with pytest.raises(models.ProtectedError):
        machine.model.delete()


def test_deleted_machine_takes_its_tasks_and_entries_along(machine, task, william):
    add_note(task, [william], "Waxed.")
    LogEntryFactory.create(task=None, machine=machine)

    machine.delete()

    assert (Task.objects.count(), LogEntry.objects.count(), Maintainer.objects.count()) == (0, 0, 1)


def test_deleted_user_takes_the_maintainer_along_and_leaves_the_work(machine, task, william):
    user = william.user
    entry = add_note(task, [william], "Waxed.")
    Task.objects.update(reported_by_user=user)
    MachineInstance.objects.update(created_by=user, updated_by=user)
    MachineModel.objects.update(created_by=user, updated_by=user)

    user.delete()

    assert Maintainer.objects.count() == 0
    assert (Task.objects.get().reported_by_user, list(entry.maintainers.all())) == (None, [])
    for model in (MachineInstance, MachineModel):
        assert model.objects.values_list("created_by", "updated_by").get() == (None, None)


def test_rows_are_reached_from_user_machine_and_people(machine, task, william):
    user = william.user
    Task.objects.update(reported_by_user=user)
    entry = add_note(task, [william], "Waxed.")

    assert user.maintainer == william
    assert user.problem_reports_created.get() == machine.reports.get() == task
    assert task.log_entries.get() == machine.log_entries.get() == william.log_entries.get() == entry
    assert machine.model.instances.get() == machine


# --- Who reported a task ---------------------------------------------------------------------------------------

VISITOR = {"reported_by_name": "Ivo Marsh", "reported_by_contact": "ivo@example.com"}


@pytest.mark.parametrize(
    ("user", "columns", "for_anyone", "for_staff"),
    [
        (None, VISITOR, "Ivo Marsh", "Ivo Marsh"),
        (None, VISITOR | {"reported_by_name": ""}, "", "ivo@example.com"),
        (None, {"reported_by_name": "", "reported_by_contact": SAMPLE_CONTACT}, "", ""),
        (None, {"reported_by_name": "Ivo Marsh", "reported_by_contact": SAMPLE_CONTACT}, "Ivo Marsh", "Ivo Marsh"),
        (None, {"reported_by_name": ""}, "", ""),
        ({"first_name": "Reba", "last_name": "Stone"}, VISITOR, "Ivo Marsh", "Reba Stone"),
        ({"first_name": "", "last_name": ""}, {"reported_by_name": ""}, "", "reba"),
    ],
)
def test_reporter_is_shown_to_whom_it_may_be(user, columns, for_anyone, for_staff):
    reporter = user and UserFactory.build(username="reba", **user)

    task = Task(reported_by_user=reporter, **columns)

    assert task.get_reporter_display() == for_anyone
    assert task.get_reporter_display(show_for_authenticated=True) == for_staff

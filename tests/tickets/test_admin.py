import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from apps.tickets.factories import LogEntryFactory, LogEntryMaintainerFactory, MaintainerFactory
from apps.tickets.models import LogEntry, MachineInstance, MachineModel, Maintainer, Task
from apps.tickets.services.tasks import add_note
from tests.rings import sampled

EVERY_MODEL = list(apps.get_app_config("tickets").get_models())


@pytest.fixture
def add_one_of_each(db):
    """A row of each model; each time with a machine, a task and two people of its own."""

    def add():
        entry = LogEntryFactory.create(status="closed", machine_status="good")
        for _ in range(2):
            LogEntryMaintainerFactory.create(logentry=entry)
        Task.objects.filter(pk=entry.task.pk).update(reported_by_user=MaintainerFactory.create().user)

    return add


def address_of(model, page, *arguments):
    return reverse(f"admin:tickets_{model._meta.model_name}_{page}", args=arguments)


def test_every_model_is_in_the_admin():
    assert [model for model in EVERY_MODEL if not admin.site.is_registered(model)] == []


# Session, user, count and rows; the makers to filter by; the people of the entries and their users.
QUERY_COUNT = {MachineModel: 5, MachineInstance: 4, Maintainer: 4, Task: 4, LogEntry: 6}


@pytest.mark.parametrize("row_count", [1, 3])
@pytest.mark.parametrize("model", sampled(EVERY_MODEL, every=4))
def test_list_answers_with_a_constant_number_of_queries(
    django_assert_num_queries, admin_client, add_one_of_each, model, row_count
):
    for _ in range(row_count):
        add_one_of_each()

    with django_assert_num_queries(QUERY_COUNT[model]):
        page = admin_client.get(address_of(model, "changelist"))

    assert page.status_code == 200
    assert page.context["cl"].result_count == model.objects.count() > 0


@pytest.mark.parametrize("words", ["nothing of that name", "12345678901234567890", "x' OR 1=1 --"])
@pytest.mark.parametrize("model", sampled(EVERY_MODEL, every=4))
def test_search_answers(admin_client, add_one_of_each, model, words):
    add_one_of_each()

    page = admin_client.get(address_of(model, "changelist"), {"q": words})

    assert page.status_code == 200
    assert page.context["cl"].result_count == 0


@pytest.mark.parametrize("row_count", [1, 3])
@pytest.mark.parametrize(
    ("model", "words"),
    [
        (MachineModel, "gorgar"),
        (MachineModel, "williams"),
        (MachineModel, "1062"),
        (MachineInstance, "gorgar"),
        (MachineInstance, "368844"),
        (Maintainer, "william"),
        (Task, "magnet"),
        (Task, "gorgar"),
        (LogEntry, "bushing"),
        (LogEntry, "gorgar"),
    ],
)
def test_search_finds_what_the_words_are_about(
    admin_client, add_one_of_each, machine, task, william, model, words, row_count
):
    MachineModel.objects.update(manufacturer="Williams", ipdb_id=1062)
    MachineInstance.objects.update(serial_number="368844")
    Task.objects.update(problem_text="The magnet hums.")
    add_note(task, [william], "New bushing.")
    for _ in range(row_count):
        add_one_of_each()

    page = admin_client.get(address_of(model, "changelist"), {"q": words})

    assert (
        page.context["cl"].result_list.get()
        == {
            MachineModel: machine.model,
            MachineInstance: machine,
            Maintainer: william,
            Task: task,
            LogEntry: LogEntry.objects.filter(text="New bushing.").first(),
        }[model]
    )


FILTERS = [
    (MachineModel, {"era__exact": "EM"}),
    (MachineModel, {"manufacturer": "Gottlieb"}),
    (MachineInstance, {"operational_status__exact": "good"}),
    (MachineInstance, {"location__exact": "floor"}),
    (MachineInstance, {"model__era__exact": "EM"}),
    (Maintainer, {"is_active__exact": "1"}),
    (Task, {"status__exact": "open"}),
    (Task, {"type__exact": "problem_report"}),
    (Task, {"machine__location__exact": "floor"}),
    (LogEntry, {"status__exact": "closed"}),
    (LogEntry, {"machine_status__exact": "good"}),
    (LogEntry, {"machine__location__exact": "floor"}),
]


@pytest.mark.parametrize(("model", "chosen"), FILTERS)
def test_filter_answers(admin_client, add_one_of_each, model, chosen):
    add_one_of_each()

    page = admin_client.get(address_of(model, "changelist"), chosen)

    assert page.status_code == 200
    assert page.context["cl"].result_count == model.objects.count()


@pytest.mark.parametrize("model", sampled(EVERY_MODEL, every=4))
def test_forms_answer(admin_client, add_one_of_each, model):
    add_one_of_each()

    pages = [
        admin_client.get(address_of(model, "change", model.objects.first().pk)),
        admin_client.get(address_of(model, "add")),
    ]

    assert [page.status_code for page in pages] == [200, 200]


@pytest.mark.parametrize("row_count", [1, 3])
@pytest.mark.parametrize(
    ("model", "field", "term", "texts"),
    [
        ("machineinstance", "model", "Gorgar", ["Gorgar"]),
        ("task", "machine", "Gorgar", ["Gorgar"]),
        ("logentry", "task", "Gorgar", ["Gorgar – Stuck Ball"]),
        ("logentry", "maintainers", "william", ["William"]),
        ("maintainer", "user", "william", ["william"]),
    ],
)
def test_choices_are_found_by_name_with_a_constant_number_of_queries(
    django_assert_num_queries, admin_client, add_one_of_each, task, william, model, field, term, texts, row_count
):
    for _ in range(row_count):
        add_one_of_each()
    asked = {"app_label": "tickets", "model_name": model, "field_name": field}

    with django_assert_num_queries(4):
        found = admin_client.get(reverse("admin:autocomplete"), asked | {"term": term})
    with django_assert_num_queries(4):
        admin_client.get(reverse("admin:autocomplete"), asked)

    assert [result["text"] for result in found.json()["results"]] == texts


def test_who_enters_and_who_edits_a_machine_is_kept(admin_client, admin_user, machine):
    form = {"name": "Carom", "era": "EM"}
    added = admin_client.post(address_of(MachineModel, "add"), form)
    model = MachineModel.objects.get(name="Carom")
    edited = admin_client.post(
        address_of(MachineInstance, "change", machine.pk),
        {"model": model.pk, "operational_status": "good", "slug": "gorgar"},
    )
    machine.refresh_from_db()

    assert (added.status_code, edited.status_code) == (302, 302)
    assert (model.created_by, model.updated_by) == (admin_user, admin_user)
    assert (machine.created_by, machine.updated_by, machine.name) == (None, admin_user, "Carom")
    assert machine.updated_at > machine.created_at


def test_machine_gets_its_slug_where_none_is_typed(admin_client, machine):
    form = {"model": machine.model.pk, "operational_status": "unknown", "slug": ""}

    admin_client.post(address_of(MachineInstance, "add"), form)

    assert MachineInstance.objects.latest("pk").slug == "gorgar-2"


def test_entry_typed_without_a_status_holds_null(admin_client, machine, william):
    form = {"machine": machine.pk, "maintainers": [william.pk], "text": "Waxed.", "status": "", "machine_status": ""}
    moment = {"created_at_0": "2026-03-03", "created_at_1": "09:20:00"}

    answer = admin_client.post(address_of(LogEntry, "add"), form | moment)

    entry = LogEntry.objects.get()
    assert answer.status_code == 302
    assert (entry.task, entry.machine, entry.status, entry.machine_status) == (None, machine, None, None)
    assert entry.maintainers.get() == william

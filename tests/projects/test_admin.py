import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.projects import factories
from apps.projects.models import ActivityLog, Issue, IssueLink, VectorRecord
from tests.projects.test_factories import FACTORIES
from tests.rings import sampled

EVERY_MODEL = list(apps.get_app_config("projects").get_models())


def address_of(model, page, *arguments):
    return reverse(f"admin:projects_{model._meta.model_name}_{page}", args=arguments)


@pytest.fixture
def add_one_of_each(db):
    def add():
        for factory in FACTORIES:
            factory.create()
        VectorRecord.objects.create(
            namespace="issues", vector_id=f"issue_{VectorRecord.objects.count()}", embedder="hashing", values=b"\0"
        )

    return add


def test_every_model_is_in_the_admin():
    assert [model for model in EVERY_MODEL if not admin.site.is_registered(model)] == []


@pytest.mark.parametrize("model", sampled(EVERY_MODEL, every=4), ids=lambda model: model.__name__)
def test_list_answers_with_a_constant_number_of_queries(admin_client, add_one_of_each, model):
    add_one_of_each()
    with _counted() as few:
        first = admin_client.get(address_of(model, "changelist"))
    add_one_of_each()
    add_one_of_each()

    with _counted() as more:
        page = admin_client.get(address_of(model, "changelist"))

    assert (first.status_code, page.status_code) == (200, 200)
    assert page.context["cl"].result_count == model.objects.count() > 1
    assert len(more) == len(few)


def _counted():
    return CaptureQueriesContext(connection)


@pytest.mark.parametrize("model", sampled(EVERY_MODEL, every=4), ids=lambda model: model.__name__)
def test_search_and_form_answer(admin_client, add_one_of_each, model):
    add_one_of_each()

    found = admin_client.get(address_of(model, "changelist"), {"q": "nothing of that name"})
    form = admin_client.get(address_of(model, "change", model.objects.first().pk))

    assert (found.status_code, found.context["cl"].result_count) == (200, 0)
    assert form.status_code == 200
    assert {"created_at", "updated_at"}.isdisjoint(form.context["adminform"].form.fields)


def test_deleting_links_in_a_list_deletes_their_reciprocals(admin_client):
    link = factories.IssueLinkFactory.create(link_type="blocks")
    chosen = {"action": "delete_selected", "_selected_action": [str(link.pk)], "post": "yes"}

    admin_client.post(address_of(IssueLink, "changelist"), chosen)

    assert IssueLink.objects.count() == 0


def test_history_is_read_only(admin_client):
    row = factories.ActivityLogFactory.create()

    assert admin_client.get(address_of(ActivityLog, "add")).status_code == 403
    assert admin_client.post(address_of(ActivityLog, "change", row.pk), {}).status_code == 403


def test_autocomplete_finds_an_issue_by_its_title(admin_client):
    factories.IssueFactory.create(title="Pay with a card", key="7")
    field = {"app_label": "projects", "model_name": "issuecomment", "field_name": "issue", "term": "card"}

    answer = admin_client.get(reverse("admin:autocomplete"), field)

    assert [result["text"] for result in answer.json()["results"]] == [str(Issue.objects.get())]

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from apps.notices.factories import HoldRequestFactory
from apps.notices.models.tables import reference_tables
from tests.notices.test_factories import FACTORIES
from tests.rings import sampled

EVERY_MODEL = list(apps.get_app_config("notices").get_models())
FACTORY_OF = {factory._meta.model: factory for factory in FACTORIES}
REFERENCE_MODELS = [table.model for table in reference_tables()]


@pytest.fixture
def admin_client(client, django_user_model, db):
    """Somebody who may do everything; without a password, which would take long to hash."""
    client.force_login(django_user_model.objects.create(username="librarian", is_staff=True, is_superuser=True))
    return client


def address_of(model, page, *arguments):
    return reverse(f"admin:notices_{model._meta.model_name}_{page}", args=arguments)


def add(model, count):
    """Rows of the model; the reference tables have theirs."""
    if model in FACTORY_OF:
        FACTORY_OF[model].create_batch(count)


def test_every_model_is_in_the_admin():
    assert [model for model in EVERY_MODEL if not admin.site.is_registered(model)] == []


@pytest.mark.parametrize("row_count", [1, 3])
@pytest.mark.parametrize("model", sampled(EVERY_MODEL, every=4))
def test_list_answers_with_a_constant_number_of_queries(django_assert_num_queries, admin_client, model, row_count):
    add(model, row_count)

    # Session, user, count and rows.
    with django_assert_num_queries(4):
        page = admin_client.get(address_of(model, "changelist"))

    assert page.status_code == 200
    assert page.context["cl"].result_count == model.objects.count() > 0


@pytest.mark.parametrize("model", sampled(FACTORY_OF, every=4))
def test_search_answers(admin_client, model):
    add(model, 1)

    page = admin_client.get(address_of(model, "changelist"), {"q": "nothing of that name"})

    assert page.status_code == 200
    assert page.context["cl"].result_count == 0


@pytest.mark.parametrize("model", sampled(EVERY_MODEL, every=4))
def test_form_answers(admin_client, model):
    add(model, 1)

    assert admin_client.get(address_of(model, "change", model.objects.first().pk)).status_code == 200


def test_filter_has_the_products_words(admin_client):
    model = HoldRequestFactory._meta.model
    HoldRequestFactory.create(hold_status_id=6)
    HoldRequestFactory.create(hold_status_id=3)

    page = admin_client.get(address_of(model, "changelist"), {"hold_status_id": "6"})

    assert [row.hold_status_id for row in page.context["cl"].result_list] == [6]
    assert "Held" in page.content.decode()


@pytest.mark.parametrize("model", sampled(REFERENCE_MODELS, every=4))
def test_nobody_extends_a_reference_table(admin_client, model):
    assert admin_client.get(address_of(model, "add")).status_code == 403
    assert admin_client.get(address_of(model, "delete", model.objects.first().pk)).status_code == 403

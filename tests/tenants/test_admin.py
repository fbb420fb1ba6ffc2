import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from apps.tenants import factories
from apps.tenants.models import Notification, Tenant
from seedplot.factories import SeedFactory
from tests.rings import sampled

EVERY_MODEL = list(apps.get_app_config("tenants").get_models())
FACTORIES = {
    each._meta.model: each
    for each in vars(factories).values()
    if isinstance(each, type) and issubclass(each, SeedFactory) and each is not SeedFactory
}
QUERY_COUNT = 4
"""Session, user, count and rows."""


def address_of(model, page, *arguments):
    return reverse(f"admin:tenants_{model._meta.model_name}_{page}", args=arguments)


def test_every_model_is_in_the_admin():
    assert [model for model in EVERY_MODEL if not admin.site.is_registered(model)] == []
    assert {Notification, Tenant} <= set(EVERY_MODEL)


@pytest.mark.parametrize("row_count", [1, 3])
@pytest.mark.parametrize("model", sampled(EVERY_MODEL, every=4))
def test_list_answers_with_a_constant_number_of_queries(django_assert_num_queries, admin_client, model, row_count):
    FACTORIES[model].create_batch(row_count)

    with django_assert_num_queries(QUERY_COUNT):
        page = admin_client.get(address_of(model, "changelist"))

    assert page.status_code == 200
    assert page.context["cl"].result_count == model.objects.count() > 0


@pytest.mark.parametrize("model", sampled(EVERY_MODEL, every=4))
def test_search_and_form_answer(admin_client, model):
    row = FACTORIES[model].create()

    found = admin_client.get(address_of(model, "changelist"), {"q": "nothing of that name"})
    form = admin_client.get(address_of(model, "change", row.pk))

    assert (found.status_code, found.context["cl"].result_count) == (200, 0)
    assert form.status_code == 200

"""Lists of the admin on tables of a million rows: nothing reads them all but a search that somebody types."""

import re

import pytest
from django.contrib import admin
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.models import User
from apps.metrics.models import Team
from apps.pages import large_lists
from apps.pages.large_lists import CappedPaginator, LargeListAdmin
from apps.tickets.factories import MachineInstanceFactory, MachineModelFactory, TaskFactory
from apps.tickets.models import MachineInstance, MachineModel, Maintainer, Task
from tests.rings import sampled

# The lists are found with the project's addresses, which may not have been loaded yet.
admin.autodiscover()
FEW = {MachineInstance, MachineModel, Maintainer, Team}
"""There are a few hundred at most, even with a million rows of other tables."""
REGISTERED = sorted(admin.site._registry.items(), key=lambda each: each[0]._meta.label)
OURS = [(model, site) for model, site in REGISTERED if type(site).__module__.startswith("apps.")]


def has_uuids(model):
    key = model._meta.pk
    return isinstance(key.target_field if key.is_relation else key, models.UUIDField)


SMALL_LINKS = {"groups", "user_permissions"}
"""Of users, as in Django's own admin."""
LARGE = [
    (model, site)
    for model, site in OURS
    # Keys that are UUIDs have no order that says anything, so their lists are sorted by a moment.
    if isinstance(site, LargeListAdmin) and model not in FEW and not has_uuids(model)
]


def ids(value):
    return value.__name__ if isinstance(value, type) else ""


def queries_of(client, model):
    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
    assert page.status_code == 200
    table = connection.ops.quote_name(model._meta.db_table)
    return [each["sql"] for each in captured if f"FROM {table}" in each["sql"]]


@pytest.mark.parametrize(("model", "site"), sampled(LARGE, every=8), ids=ids)
def test_list_neither_counts_nor_sorts_the_whole_table(admin_client, model, site):
    queries = queries_of(admin_client, model)

    counts = [sql for sql in queries if "COUNT(" in sql]
    assert [f"LIMIT {large_lists.COUNTED_AT_MOST}" in sql for sql in counts] == [True]
    assert [sql for sql in queries if "DISTINCT" in sql] == []
    [rows] = [sql for sql in queries if "COUNT(" not in sql]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {rows}")
        steps = [step for *_, step in cursor.fetchall()]
    assert [step for step in steps if re.fullmatch(r"USE TEMP B-TREE FOR ORDER BY", step)] == []


@pytest.mark.parametrize(("model", "site"), OURS, ids=ids)
def test_form_offers_no_table_as_a_drop_down(rf, model, site):
    request = rf.get("/")
    request.user = User(is_superuser=True)
    if not site.has_change_permission(request):
        return
    shown = {*site.autocomplete_fields, *site.raw_id_fields, *site.readonly_fields, *(site.exclude or ())}
    links = {
        field.name
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.is_relation and field.editable and not field.auto_created
    }

    assert links - shown - SMALL_LINKS == set()


def test_count_stops_at_its_limit(db, monkeypatch):
    monkeypatch.setattr(large_lists, "COUNTED_AT_MOST", 2)
    machine = MachineInstanceFactory.create(model=MachineModelFactory.create(name="Gorgar"))
    TaskFactory.create_batch(3, machine=machine)

    assert CappedPaginator(Task.objects.order_by("-pk"), 10).count == 2
    assert CappedPaginator(Task.objects.filter(pk=0), 10).count == 0
    assert CappedPaginator([1, 2, 3], 10).count == 3

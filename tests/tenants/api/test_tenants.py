from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from apps.tenants.factories import MessageFactory, PropertyFactory, TenantFactory
from apps.tenants.models import Tenant
from apps.tenants.queries.access import access_of
from apps.tenants.queries.homes import count_tenants
from tests.tenants.conftest import MONDAY

TENANTS = "/api/tenants/tenants/"


@pytest.fixture
def add_tenant(db):
    def add(name, number, **columns):
        first = name.partition(" ")[0].lower()
        given = {"phone": f"+1-510-555-01{number:02}", "email": f"{first}{number}@example.com"} | columns
        return TenantFactory.create(name=name, **given)

    return add


def names(response):
    assert response.status_code == 200
    return [row["name"] for row in response.json()["data"]]


def test_tenant_is_listed_with_contact_address_lease_and_threads(api, home, dora, add_thread):
    lease = {"monthly_rent": 2400, "lease_start": "2025-08-01", "lease_end": "2026-07-31", "security_deposit": 2400}
    Tenant.objects.filter(pk=dora.pk).update(move_in_date=date(2025, 8, 1), lease_terms=lease)
    old = add_thread(dora, subject="Dryer", texts=("Does it take cards?", "Which ones?"))
    new = add_thread(dora, subject="Lamp", started_at=MONDAY + timedelta(days=1), status="closed", channel="email")

    answer = api.get(TENANTS).json()

    assert answer == {
        "data": [
            {
                "id": dora.pk,
                "name": "Dora Dean",
                "phone": "+1-510-555-0100",
                "email": "dora.dean@example.com",
                "property_id": home.pk,
                "address": "12 Birch Avenue, Oakland 94607",
                "lease_terms": lease,
                "move_in_date": "2025-08-01",
                "created_at": "2026-03-02T09:00:00-06:00",
                "threads": [
                    {
                        "id": new.pk,
                        "subject": "Lamp",
                        "status": "closed",
                        "channel": "email",
                        "message_count": 0,
                        "created_at": "2026-03-03T09:00:00-06:00",
                        "last_activity_at": "2026-03-03T09:00:00-06:00",
                    },
                    {
                        "id": old.pk,
                        "subject": "Dryer",
                        "status": "active",
                        "channel": "sms",
                        "message_count": 2,
                        "created_at": "2026-03-02T09:00:00-06:00",
                        "last_activity_at": "2026-03-02T09:10:00-06:00",
                    },
                ],
            }
        ],
        "pagination": {"total": 1, "page": 1, "limit": 20, "totalPages": 1, "hasMore": False},
    }
    assert api.get(f"{TENANTS}{dora.pk}/").json() == answer["data"][0]


def test_tenant_without_a_home_or_an_address_is_shown(api, add_tenant):
    tenant = add_tenant("Finn Fox", 2, property=None, email=None)

    answer = api.get(f"{TENANTS}{tenant.pk}/").json()

    assert [answer[name] for name in ("property_id", "address", "email", "threads")] == [None, None, None, []]


def test_tenants_come_by_name(api, add_tenant):
    for number, name in enumerate(["Cleo Cruz", "Abel Abt", "Bea Byrd"]):
        add_tenant(name, number)

    assert names(api.get(TENANTS)) == ["Abel Abt", "Bea Byrd", "Cleo Cruz"]
    assert names(api.get(TENANTS, {"page": 2, "limit": 2})) == ["Cleo Cruz"]


def test_tenants_are_filtered_by_property(api, home, dora, add_tenant):
    add_tenant("Finn Fox", 2)
    add_tenant("Gus Gray", 3, property=None)

    assert names(api.get(TENANTS, {"property_id": home.pk})) == ["Dora Dean"]
    assert names(api.get(TENANTS, {"property_id": home.pk + 1000})) == []


@pytest.mark.parametrize("search", ["dora", "DEAN", "555-0100", "dora.dean@"])
def test_tenants_are_searched_by_name_phone_and_email(api, dora, add_tenant, search):
    add_tenant("Finn Fox", 2)

    assert names(api.get(TENANTS, {"search": search})) == ["Dora Dean"]


NOON = datetime(2026, 3, 31, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrote_at", "active"),
    [
        (NOON - timedelta(days=30), 1),
        (NOON, 1),
        (NOON - timedelta(days=30, seconds=1), 0),
        (NOON + timedelta(seconds=1), 0),
    ],
)
def test_tenant_is_active_who_wrote_in_the_last_thirty_days(manager, dora, add_thread, wrote_at, active):
    thread = add_thread(dora)
    MessageFactory.create_batch(2, thread=thread, timestamp=wrote_at)

    assert count_tenants(access_of(manager), now=NOON)["active"] == active


@pytest.mark.parametrize(
    ("came_at", "new"),
    [
        # Chicago is six hours behind on March 1.
        (datetime(2026, 3, 1, 6, tzinfo=UTC), 1),
        (datetime(2026, 3, 1, 5, 59, 59, tzinfo=UTC), 0),
        (NOON, 1),
        (NOON + timedelta(days=1), 0),
    ],
)
def test_tenant_is_new_who_came_this_month_by_the_projects_clock(manager, add_tenant, came_at, new):
    add_tenant("Finn Fox", 2, created_at=came_at)

    assert count_tenants(access_of(manager), now=NOON) == {"total": 1, "active": 0, "new_this_month": new}


def test_analytics_are_those_of_today(api, add_tenant, add_thread):
    add_thread(add_tenant("Finn Fox", 2, created_at=timezone.now()), texts=("Hi",), started_at=timezone.now())
    add_thread(add_tenant("Gus Gray", 3, created_at=MONDAY - timedelta(days=400)))

    assert api.get(f"{TENANTS}analytics/").json() == {"total": 2, "active": 1, "new_this_month": 1}


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize(
    ("address", "query_count"),
    [
        (TENANTS, 3),
        (f"{TENANTS}?search=finn", 3),
        (f"{TENANTS}{{tenant}}/", 2),
        (f"{TENANTS}analytics/", 1),
    ],
)
def test_query_count_does_not_grow_with_the_rows(
    django_assert_num_queries, api, add_tenant, add_thread, address, query_count, item_count
):
    for number in range(item_count):
        tenant = add_tenant("Finn Fox", number, property=PropertyFactory.create())
        for _ in range(item_count):
            add_thread(tenant, texts=("Hi",))

    with django_assert_num_queries(query_count):
        response = api.get(address.format(tenant=tenant.pk))

    assert response.status_code == 200

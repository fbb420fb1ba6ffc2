from datetime import timedelta

import pytest

from apps.tenants.factories import PropertyFactory, TenantFactory
from tests.tenants.conftest import MONDAY

PROPERTIES = "/api/tenants/properties/"
TENANTS = "/api/tenants/tenants/"


@pytest.fixture
def three_homes(db):
    """By address: a house with two tenants, an empty flat, a studio with one tenant, the flat being the oldest."""
    homes = [
        PropertyFactory.create(address=address, owner_name=owner, owner_email=email, created_at=MONDAY + day)
        for address, owner, email, day in [
            ("1 Acorn House, Napa", "Nora Nash", "nora.nash@example.com", timedelta(days=2)),
            ("2 Beech Flat, Ukiah", "Uma Ueda", "uma@homes.example.com", timedelta(days=0)),
            ("3 Cedar Studio, Napa", "Vera Vogt", "vera.vogt@example.com", timedelta(days=1)),
        ]
    ]
    for number, home in enumerate([homes[0], homes[0], homes[2]]):
        TenantFactory.create(property=home, phone=f"+1-510-555-011{number}", email=f"tenant{number}@example.com")
    return homes


def test_property_is_listed_with_its_number_of_tenants(api, home, dora):
    assert api.get(PROPERTIES).json() == {
        "data": [
            {
                "id": home.pk,
                "address": "12 Birch Avenue, Oakland 94607",
                "owner_name": "Olga Ortiz",
                "owner_email": "olga.ortiz@example.com",
                "owner_phone": home.owner_phone,
                "amenities": {"laundry": "In the basement, open around the clock."},
                "rules": {"quiet_hours": "10 p.m. to 7 a.m."},
                "faq": {"laundry": "The machines in the basement take cards."},
                "tenant_count": 1,
                "created_at": "2026-03-02T09:00:00-06:00",
            }
        ],
        "pagination": {"total": 1, "page": 1, "limit": 20, "totalPages": 1, "hasMore": False},
    }


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, [0, 1, 2]),
        ({"sort": "address"}, [0, 1, 2]),
        ({"order": "desc"}, [2, 1, 0]),
        ({"sort": "tenant_count"}, [1, 2, 0]),
        ({"sort": "tenant_count", "order": "desc"}, [0, 2, 1]),
        ({"sort": "created_at", "order": "asc"}, [1, 2, 0]),
        ({"sort": "created_at", "order": "desc"}, [0, 2, 1]),
        ({"has_tenants": "true"}, [0, 2]),
        ({"has_tenants": "false"}, [1]),
        ({"search": "napa"}, [0, 2]),
        ({"search": "UMA U"}, [1]),
        ({"search": "homes.example"}, [1]),
        ({"search": "napa", "has_tenants": "false"}, []),
        ({"search": "napa", "sort": "tenant_count", "order": "asc", "page": 2, "limit": 1}, [0]),
    ],
)
def test_properties_are_searched_filtered_and_ordered(api, three_homes, query, shown):
    response = api.get(PROPERTIES, query)

    assert response.status_code == 200
    assert [row["address"] for row in response.json()["data"]] == [three_homes[number].address for number in shown]


@pytest.mark.parametrize(("order", "numbers"), [("asc", [0, 1, 2]), ("desc", [2, 1, 0])])
def test_properties_with_equal_counts_keep_one_order(api, order, numbers):
    homes = [PropertyFactory.create() for _ in range(3)]

    rows = api.get(PROPERTIES, {"sort": "tenant_count", "order": order}).json()["data"]

    assert [row["id"] for row in rows] == [homes[number].pk for number in numbers]


def test_property_is_shown_with_its_tenants(api, home, dora, add_thread):
    add_thread(dora, texts=("Hello?",))
    TenantFactory.create(phone="+1-510-555-0199", email="elsewhere@example.com")
    (listed,) = api.get(PROPERTIES, {"search": "Birch Avenue, Oakland 94607"}).json()["data"]
    (tenant,) = api.get(TENANTS, {"property_id": home.pk}).json()["data"]

    answer = api.get(f"{PROPERTIES}{home.pk}/").json()

    assert answer == listed | {"tenants": [tenant]}
    assert tenant["name"] == "Dora Dean"


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize(
    ("address", "query_count"),
    [
        (PROPERTIES, 2),
        (f"{PROPERTIES}?has_tenants=true&sort=tenant_count", 2),
        (f"{PROPERTIES}{{home}}/", 3),
    ],
)
def test_query_count_does_not_grow_with_the_rows(
    django_assert_num_queries, api, add_thread, address, query_count, item_count
):
    for number in range(item_count):
        home = PropertyFactory.create()
        for place in range(item_count):
            name = f"{number}{place}"
            tenant = TenantFactory.create(
                property=home, phone=f"+1-510-555-01{name}", email=f"tenant{name}@example.com"
            )
            add_thread(tenant)

    with django_assert_num_queries(query_count):
        response = api.get(address.format(home=home.pk))

    assert response.status_code == 200

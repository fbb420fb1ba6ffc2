import pytest

from apps.tenants.factories import MaintenanceRequestFactory, MessageFactory, TenantFactory
from tests.tenants.conftest import MONDAY

REQUESTS = "/api/tenants/maintenance-requests/"


@pytest.fixture
def add_request(home, dora, add_thread):
    def add(*, tenant=dora, **columns):
        thread = add_thread(tenant, texts=("The dryer stops.",))
        return MaintenanceRequestFactory.create(message=thread.messages.get(), **columns)

    return add


def ids(response):
    assert response.status_code == 200
    return [row["id"] for row in response.json()["data"]]


def test_request_is_listed_with_tenant_address_and_message(api, home, dora, add_request):
    earlier = add_request()
    request = add_request(notes="Ask for the key.", is_duplicate=True, related_request=earlier)

    newest = api.get(REQUESTS).json()["data"][0]

    assert newest == {
        "id": request.pk,
        "issue_description": "The dryer in the basement stops after a minute.",
        "priority": "normal",
        "status": "open",
        "notes": "Ask for the key.",
        "is_duplicate": True,
        "related_request_id": earlier.pk,
        "tenant": {"id": dora.pk, "name": "Dora Dean", "phone": "+1-510-555-0100", "email": "dora.dean@example.com"},
        "property_id": home.pk,
        "address": "12 Birch Avenue, Oakland 94607",
        "message_id": request.message_id,
        "thread_id": request.message.thread_id,
        "created_at": "2026-03-02T09:00:00-06:00",
        "updated_at": "2026-03-02T09:00:00-06:00",
        "resolved_at": None,
    }
    assert api.get(f"{REQUESTS}{request.pk}/").json() == newest


def test_request_outlives_its_message(api, add_request):
    request = add_request()
    request.message.delete()

    answer = api.get(f"{REQUESTS}{request.pk}/").json()

    assert (answer["message_id"], answer["thread_id"]) == (None, None)


@pytest.mark.check
@pytest.mark.parametrize("name", ["status", "priority"])
def test_requests_are_filtered_by_each_choice(api, add_request, name):
    values = {"status": ["open", "in_progress", "resolved"], "priority": ["emergency", "urgent", "normal", "low"]}[name]
    requests = {value: add_request(**{name: value}).pk for value in values}

    found = {value: ids(api.get(REQUESTS, {name: value})) for value in values}

    assert found == {value: [requests[value]] for value in values}


def test_requests_are_filtered_by_property(api, home, add_request):
    elsewhere = TenantFactory.create(phone="+1-510-555-0101", email="elsewhere@example.com")
    here, there = add_request(), add_request(tenant=elsewhere)

    assert ids(api.get(REQUESTS, {"property_id": home.pk})) == [here.pk]
    assert ids(api.get(REQUESTS, {"property_id": elsewhere.property_id, "status": "open"})) == [there.pk]
    assert ids(api.get(REQUESTS, {"property_id": elsewhere.property_id, "status": "resolved"})) == []


def test_requests_come_newest_first_and_are_paged(api, add_request):
    first, second, third = (add_request() for _ in range(3))

    answer = api.get(REQUESTS, {"page": 1, "limit": 2}).json()

    assert [row["id"] for row in answer["data"]] == [third.pk, second.pk]
    assert answer["pagination"] == {"total": 3, "page": 1, "limit": 2, "totalPages": 2, "hasMore": True}
    assert ids(api.get(REQUESTS, {"page": 2, "limit": 2})) == [first.pk]


def patch(api, request, body):
    return api.patch(f"{REQUESTS}{request.pk}/", body, format="json")


@pytest.mark.parametrize(
    "body",
    [
        {"status": "in_progress"},
        {"priority": "emergency"},
        {"notes": " Key at the gate.\n"},
        {"notes": ""},
        {"status": "in_progress", "priority": "low", "notes": "Part ordered"},
    ],
)
def test_request_is_changed_where_the_body_says_so(api, add_request, body):
    request = add_request(notes="Ask for the key.")
    before = api.get(f"{REQUESTS}{request.pk}/").json()

    response = patch(api, request, body)

    request.refresh_from_db()
    after = api.get(f"{REQUESTS}{request.pk}/").json()
    assert (response.status_code, response.json()) == (200, after)
    assert after == before | body | {"updated_at": after["updated_at"]}
    assert request.updated_at > MONDAY


def test_request_has_a_time_while_it_is_resolved(api, add_request):
    request = add_request()

    times = []
    for status in ("resolved", "resolved", "in_progress", "open"):
        patch(api, request, {"status": status})
        request.refresh_from_db()
        times.append(request.resolved_at)

    assert times == [times[0], times[0], None, None]
    assert times[0] > MONDAY


def test_notes_of_a_resolved_request_leave_its_time(api, add_request):
    request = add_request(status="resolved")

    patch(api, request, {"notes": "Filter cleaned"})

    request.refresh_from_db()
    assert (request.notes, request.resolved_at) == ("Filter cleaned", MONDAY)


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize(
    ("address", "query_count"),
    [(REQUESTS, 2), (f"{REQUESTS}?status=open&priority=normal", 2), (f"{REQUESTS}{{request}}/", 1)],
)
def test_query_count_does_not_grow_with_the_rows(
    django_assert_num_queries, api, add_request, address, query_count, item_count
):
    for number in range(item_count):
        tenant = TenantFactory.create(phone=f"+1-510-555-011{number}", email=f"tenant{number}@example.com")
        request = add_request(tenant=tenant)
        MessageFactory.create(thread=request.message.thread)

    with django_assert_num_queries(query_count):
        response = api.get(address.format(request=request.pk))

    assert response.status_code == 200

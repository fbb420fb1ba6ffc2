from datetime import timedelta

import pytest

from apps.tenants.factories import MaintenanceRequestFactory, MessageFactory, PropertyFactory, TenantFactory
from apps.tenants.models import Message
from tests.tenants.conftest import MONDAY

DASHBOARD = "/api/tenants/dashboard/"


def test_stats_count_everything(api, home, dora, add_thread):
    PropertyFactory.create()
    thread = add_thread(dora, texts=("One", "Two"))
    add_thread(dora)
    for _ in range(3):
        MaintenanceRequestFactory.create(message=thread.messages.first())

    assert api.get(f"{DASHBOARD}stats/").json() == {
        "total_properties": 2,
        "total_tenants": 1,
        "total_requests": 3,
        "total_conversations": 2,
    }


def test_recent_message_has_tenant_address_and_urgency(api, dora, add_thread):
    thread = add_thread(dora, texts=("Water everywhere!",))
    action = {"action": "maintenance_request", "priority": "urgent", "description": "Leak"}
    Message.objects.update(ai_actions=[action])

    assert api.get(f"{DASHBOARD}recent-messages/").json() == {
        "data": [
            {
                "id": thread.messages.get().pk,
                "thread_id": thread.pk,
                "tenant_id": dora.pk,
                "channel": "sms",
                "subject": None,
                "message_type": "user_message",
                "message": "Water everywhere!",
                "response": "Cards only: tap yours on the reader beside the machine.",
                "actions": [action],
                "flagged": False,
                "timestamp": "2026-03-02T09:00:00-06:00",
                "tenant": {
                    "id": dora.pk,
                    "name": "Dora Dean",
                    "phone": "+1-510-555-0100",
                    "email": "dora.dean@example.com",
                },
                "address": "12 Birch Avenue, Oakland 94607",
                "urgency": "urgent",
            }
        ],
        "pagination": {"total": 1, "page": 1, "limit": 10, "totalPages": 1, "hasMore": False},
    }


@pytest.mark.parametrize(
    ("actions", "urgency"),
    [
        (None, None),
        ([], None),
        ([{"action": "alert_manager", "urgency": "immediate", "reason": "Fire"}], "immediate"),
        ([{"priority": "low"}, {"priority": "emergency"}], "emergency"),
        ([{"priority": "emergency"}, {"urgency": "immediate"}], "immediate"),
        ([{"priority": "whenever"}, {"priority": ["low"]}, "low", None], None),
        ({"priority": "low"}, None),
    ],
)
def test_urgency_is_the_most_pressing_among_the_actions(api, dora, add_thread, actions, urgency):
    add_thread(dora, texts=("Hello",))
    Message.objects.update(ai_actions=actions)

    (row,) = api.get(f"{DASHBOARD}recent-messages/").json()["data"]

    assert row["urgency"] == urgency


def test_message_without_a_conversation_has_the_address_of_its_tenant(api, home, dora):
    MessageFactory.create(thread=None, tenant=dora, channel="sms", timestamp=MONDAY)
    MessageFactory.create(thread=None, tenant=None, channel="sms", timestamp=MONDAY)

    rows = api.get(f"{DASHBOARD}recent-messages/").json()["data"]

    assert [(row["tenant"] and row["tenant"]["name"], row["address"]) for row in rows] == [
        (None, None),
        ("Dora Dean", home.address),
    ]


def test_message_has_the_address_of_its_conversation_though_the_tenant_moved(api, home, dora, add_thread):
    add_thread(dora, texts=("Hello",))
    dora.property = PropertyFactory.create()
    dora.save()

    (row,) = api.get(f"{DASHBOARD}recent-messages/").json()["data"]

    assert row["address"] == home.address


def test_recent_messages_come_newest_first_ten_when_nobody_says(api, dora, add_thread):
    add_thread(dora, texts=[f"Text {number}" for number in range(12)])

    shown = [
        [row["message"] for row in api.get(f"{DASHBOARD}recent-messages/", query).json()["data"]]
        for query in ({}, {"limit": 3}, {"limit": 100}, {"limit": 5, "page": 3})
    ]

    newest_first = [f"Text {number}" for number in range(11, -1, -1)]
    assert shown == [newest_first[:10], newest_first[:3], newest_first, newest_first[10:]]


def test_recent_requests_come_newest_first_as_in_their_own_list(api, dora, add_thread):
    thread = add_thread(dora, texts=("The dryer stops.",))
    for day in range(12):
        MaintenanceRequestFactory.create(message=thread.messages.get(), created_at=MONDAY + timedelta(days=day))

    answer = api.get(f"{DASHBOARD}recent-requests/").json()

    assert answer["data"] == api.get("/api/tenants/maintenance-requests/", {"limit": 10}).json()["data"]
    assert answer["pagination"] == {"total": 12, "page": 1, "limit": 10, "totalPages": 2, "hasMore": True}
    assert len(api.get(f"{DASHBOARD}recent-requests/", {"limit": 4}).json()["data"]) == 4


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize(("address", "query_count"), [("stats/", 4), ("recent-messages/", 2), ("recent-requests/", 2)])
def test_query_count_does_not_grow_with_the_rows(
    django_assert_num_queries, api, add_thread, address, query_count, item_count
):
    for number in range(item_count):
        tenant = TenantFactory.create(phone=f"+1-510-555-011{number}", email=f"tenant{number}@example.com")
        MaintenanceRequestFactory.create(message=add_thread(tenant, texts=("Hi",)).messages.get())

    with django_assert_num_queries(query_count):
        response = api.get(f"{DASHBOARD}{address}")

    assert response.status_code == 200

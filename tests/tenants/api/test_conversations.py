from datetime import timedelta

import pytest

from apps.tenants.factories import (
    AttachmentFactory,
    MaintenanceRequestFactory,
    MessageFactory,
    PropertyFactory,
    TenantFactory,
)
from apps.tenants.models import ConversationEvent, ConversationThread, Message
from tests.tenants.conftest import MONDAY

CONVERSATIONS = "/api/tenants/conversations/"


@pytest.fixture
def eve(db):
    return TenantFactory.create(name="Eve Ellis", phone="+1-510-555-0101", property=PropertyFactory.create())


@pytest.fixture
def dryer(dora, add_thread):
    return add_thread(dora, texts=("Does the dryer take cards?", "And the washer?"), subject="Dryer")


def ids(response):
    assert response.status_code == 200
    return [row["id"] for row in response.json()["data"]]


def test_conversation_is_listed_with_what_the_page_shows(api, home, dora, dryer):
    response = api.get(CONVERSATIONS)

    assert response.json() == {
        "data": [
            {
                "id": dryer.pk,
                "subject": "Dryer",
                "status": "active",
                "channel": "sms",
                "topic_category": "amenities",
                "subtopic": "laundry",
                "summary": "Asks about the dryer in the basement.",
                "is_escalating": False,
                "tenant": {
                    "id": dora.pk,
                    "name": "Dora Dean",
                    "phone": "+1-510-555-0100",
                    "email": "dora.dean@example.com",
                },
                "property_id": home.pk,
                "address": "12 Birch Avenue, Oakland 94607",
                "message_count": 2,
                "last_tenant_message": "And the washer?",
                "created_at": "2026-03-02T09:00:00-06:00",
                "last_activity_at": "2026-03-02T09:10:00-06:00",
                "resolved_at": None,
                "closed_at": None,
            }
        ],
        "pagination": {"total": 1, "page": 1, "limit": 20, "totalPages": 1, "hasMore": False},
    }


def test_conversation_without_messages_is_listed_too(api, dora, add_thread):
    add_thread(dora)

    (row,) = api.get(CONVERSATIONS).json()["data"]

    assert (row["message_count"], row["last_tenant_message"]) == (0, None)


def test_last_tenant_message_is_not_the_assistants(api, dryer):
    MessageFactory.create(
        thread=dryer, message="Still there?", message_type="ai_response", timestamp=MONDAY + timedelta(days=1)
    )

    (row,) = api.get(CONVERSATIONS).json()["data"]

    assert (row["message_count"], row["last_tenant_message"]) == (3, "And the washer?")


def test_conversations_come_newest_activity_first_and_the_later_of_equals_before(api, dora, add_thread):
    old, new, twin = (add_thread(dora, started_at=MONDAY + timedelta(days=day)) for day in (0, 2, 2))

    assert ids(api.get(CONVERSATIONS)) == [twin.pk, new.pk, old.pk]


@pytest.mark.parametrize(
    ("page", "limit", "shown", "pagination"),
    [
        (1, 2, [4, 3], {"total": 5, "page": 1, "limit": 2, "totalPages": 3, "hasMore": True}),
        (2, 2, [2, 1], {"total": 5, "page": 2, "limit": 2, "totalPages": 3, "hasMore": True}),
        (3, 2, [0], {"total": 5, "page": 3, "limit": 2, "totalPages": 3, "hasMore": False}),
        (4, 2, [], {"total": 5, "page": 4, "limit": 2, "totalPages": 3, "hasMore": False}),
        (1, 5, [4, 3, 2, 1, 0], {"total": 5, "page": 1, "limit": 5, "totalPages": 1, "hasMore": False}),
        (2**63 - 1, 100, [], {"total": 5, "page": 2**63 - 1, "limit": 100, "totalPages": 1, "hasMore": False}),
    ],
)
def test_conversations_are_paged(api, dora, add_thread, page, limit, shown, pagination):
    threads = [add_thread(dora, started_at=MONDAY + timedelta(days=day)) for day in range(5)]

    answer = api.get(CONVERSATIONS, {"page": page, "limit": limit}).json()

    assert [row["id"] for row in answer["data"]] == [threads[number].pk for number in shown]
    assert answer["pagination"] == pagination


def test_conversations_have_twenty_on_a_page_when_nobody_says(api, dora, add_thread):
    for _ in range(21):
        add_thread(dora)

    answer = api.get(CONVERSATIONS).json()

    assert len(answer["data"]) == 20
    assert answer["pagination"] == {"total": 21, "page": 1, "limit": 20, "totalPages": 2, "hasMore": True}


def test_no_conversations_are_no_pages(api):
    assert api.get(CONVERSATIONS).json() == {
        "data": [],
        "pagination": {"total": 0, "page": 1, "limit": 20, "totalPages": 0, "hasMore": False},
    }


def test_conversations_are_filtered_by_tenant(api, eve, dryer, add_thread):
    hers = add_thread(eve)

    assert ids(api.get(CONVERSATIONS, {"tenant_id": eve.pk})) == [hers.pk]
    assert ids(api.get(CONVERSATIONS, {"tenant_id": eve.pk + 1000})) == []


@pytest.mark.parametrize("status", ["active", "closing", "resolved", "escalated", "closed"])
def test_conversations_are_filtered_by_status(api, dora, add_thread, status):
    threads = {value: add_thread(dora, status=value).pk for value in ConversationThread.Status.values}

    assert ids(api.get(CONVERSATIONS, {"status": status})) == [threads[status]]


@pytest.mark.parametrize("channel", ["sms", "email", "whatsapp"])
def test_conversations_are_filtered_by_channel(api, dora, add_thread, channel):
    threads = {value: add_thread(dora, channel=value).pk for value in ("sms", "email", "whatsapp")}

    assert ids(api.get(CONVERSATIONS, {"channel": channel})) == [threads[channel]]


@pytest.mark.parametrize("search", ["eve", "ELLIS", "e el", "parking", "guest bay", "Bay"])
def test_conversations_are_searched_by_name_subject_and_message(api, eve, dryer, add_thread, search):
    hers = add_thread(eve, texts=("May I use it?", "The guest bay, I mean.", "Bay 7."), subject="Parking for a night")

    assert ids(api.get(CONVERSATIONS, {"search": search})) == [hers.pk]


@pytest.mark.parametrize("search", ["%", "_", "\\", "'", "washers", "basement"])
def test_search_takes_signs_as_they_are_and_looks_at_nothing_else(api, dryer, search):
    assert ids(api.get(CONVERSATIONS, {"search": search})) == []


@pytest.mark.parametrize("search", ["", "   "])
def test_blank_search_finds_everything(api, dryer, search):
    assert ids(api.get(CONVERSATIONS, {"search": search})) == [dryer.pk]


def test_filters_hold_together(api, dora, eve, add_thread):
    add_thread(dora, status="resolved", channel="email")
    add_thread(eve, status="resolved", channel="sms")
    add_thread(eve, status="active", channel="email")
    wanted = add_thread(eve, status="resolved", channel="email", texts=("The lamp is out.",))

    query = {"tenant_id": eve.pk, "status": "resolved", "channel": "email", "search": "lamp", "page": 1, "limit": 1}

    assert ids(api.get(CONVERSATIONS, query)) == [wanted.pk]


def test_conversation_shows_both_halves_of_each_row_with_requests_and_attachments(api, home, dora, dryer):
    action = {"action": "maintenance_request", "priority": "urgent", "description": "Dryer stops"}
    first, second = dryer.messages.order_by("timestamp")
    Message.objects.filter(pk=second.pk).update(ai_actions=[action], flagged=True)
    mended = MaintenanceRequestFactory.create(message=second, issue_description="Dryer stops", priority="urgent")
    photo = AttachmentFactory.create(message=second, size=90_000)
    MaintenanceRequestFactory.create()
    AttachmentFactory.create()
    (listed,) = [row for row in api.get(CONVERSATIONS).json()["data"] if row["id"] == dryer.pk]

    answer = api.get(f"{CONVERSATIONS}{dryer.pk}/").json()

    row = {
        "thread_id": dryer.pk,
        "tenant_id": dora.pk,
        "channel": "sms",
        "subject": None,
        "message_type": "user_message",
        "response": "Cards only: tap yours on the reader beside the machine.",
    }
    assert answer == listed | {
        "messages": [
            row
            | {
                "id": first.pk,
                "message": "Does the dryer take cards?",
                "actions": [],
                "flagged": False,
                "timestamp": "2026-03-02T09:00:00-06:00",
            },
            row
            | {
                "id": second.pk,
                "message": "And the washer?",
                "actions": [action],
                "flagged": True,
                "timestamp": "2026-03-02T09:10:00-06:00",
            },
        ],
        "related_maintenance": [
            {
                "id": mended.pk,
                "issue_description": "Dryer stops",
                "priority": "urgent",
                "status": "open",
                "notes": "",
                "is_duplicate": False,
                "related_request_id": None,
                "tenant": listed["tenant"],
                "property_id": home.pk,
                "address": home.address,
                "message_id": second.pk,
                "thread_id": dryer.pk,
                "created_at": "2026-03-02T09:10:00-06:00",
                "updated_at": "2026-03-02T09:10:00-06:00",
                "resolved_at": None,
            }
        ],
        "attachments": [
            {
                "id": photo.pk,
                "message_id": second.pk,
                "filename": "dryer.jpg",
                "content_type": "image/jpeg",
                "size": 90_000,
                "url": photo.url,
            }
        ],
    }


def test_attachments_come_in_the_order_of_their_messages(api, dryer):
    first, second = dryer.messages.order_by("timestamp")
    files = [AttachmentFactory.create(message=message).pk for message in (second, first, first)]

    answer = api.get(f"{CONVERSATIONS}{dryer.pk}/").json()

    assert [row["id"] for row in answer["attachments"]] == [files[1], files[2], files[0]]


def test_analytics_count_channels_and_statuses(api, dora, add_thread):
    for status, channel in [("active", "sms"), ("resolved", "sms"), ("resolved", "email")]:
        add_thread(dora, status=status, channel=channel)

    assert api.get(f"{CONVERSATIONS}analytics/").json() == {
        "total": 3,
        "by_channel": {"sms": 2, "email": 1, "whatsapp": 0},
        "by_status": {"active": 1, "closing": 0, "resolved": 2, "escalated": 0, "closed": 0},
    }


def test_analytics_count_a_channel_that_nobody_declared(api, dora, add_thread):
    add_thread(dora, channel="pigeon")

    assert api.get(f"{CONVERSATIONS}analytics/").json()["by_channel"] == {
        "sms": 0,
        "email": 0,
        "whatsapp": 0,
        "pigeon": 1,
    }


def patch_status(api, thread, status):
    return api.patch(f"{CONVERSATIONS}{thread.pk}/status/", {"status": status}, format="json")


@pytest.mark.parametrize(
    ("before", "after", "event_type"),
    [
        ("active", "resolved", "manually_closed"),
        ("active", "closed", "manually_closed"),
        ("escalated", "resolved", "manually_closed"),
        ("resolved", "active", "reopened"),
        ("closed", "active", "reopened"),
        ("resolved", "escalated", "reopened"),
        ("active", "escalated", "status_changed"),
        ("escalated", "active", "status_changed"),
        ("active", "closing", "status_changed"),
        ("resolved", "closed", "status_changed"),
        ("closed", "resolved", "status_changed"),
    ],
)
def test_status_is_changed_with_its_moment_and_an_event(api, dora, add_thread, before, after, event_type):
    thread = add_thread(dora, status=before, texts=("Hello?",))

    response = patch_status(api, thread, after)

    thread.refresh_from_db()
    event = ConversationEvent.objects.get()
    assert (response.status_code, response.json()["status"], thread.status) == (200, after, after)
    assert thread.resolved_at == (event.created_at if after == "resolved" else None)
    assert thread.closed_at == (event.created_at if after == "closed" else None)
    assert thread.last_activity_at == MONDAY
    assert (event.thread, event.tenant, event.event_type) == (thread, dora, event_type)
    assert event.event_data == {"from": before, "to": after}


def test_changed_status_is_answered_as_it_is_seen_on_reload(api, dryer):
    answer = patch_status(api, dryer, "resolved").json()

    (listed,) = api.get(CONVERSATIONS, {"status": "resolved"}).json()["data"]
    assert answer == listed
    assert answer["resolved_at"] is not None


def test_resolved_and_reopened_conversation_has_no_trace_but_its_events(api, dora, dryer):
    before = api.get(f"{CONVERSATIONS}{dryer.pk}/").json()

    patch_status(api, dryer, "resolved")
    patch_status(api, dryer, "active")

    assert api.get(f"{CONVERSATIONS}{dryer.pk}/").json() == before
    assert [event.event_type for event in dryer.events.order_by("pk")] == ["manually_closed", "reopened"]


@pytest.mark.parametrize("status", ["active", "resolved"])
def test_same_status_again_changes_nothing(api, dora, add_thread, status):
    thread = add_thread(dora, status=status)
    resolved_at = thread.resolved_at

    response = patch_status(api, thread, status)

    thread.refresh_from_db()
    assert (response.status_code, thread.status, thread.resolved_at) == (200, status, resolved_at)
    assert not ConversationEvent.objects.exists()


def test_message_is_flagged_and_unflagged(api, dryer):
    message = dryer.messages.earliest("timestamp")
    address = f"/api/tenants/messages/{message.pk}/flag/"

    answers = [api.patch(address, {"flagged": flagged}, format="json").json() for flagged in (True, True, False)]

    reloaded = api.get(f"{CONVERSATIONS}{dryer.pk}/").json()["messages"]
    assert [answer["flagged"] for answer in answers] == [True, True, False]
    assert answers[-1] == reloaded[0]


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize(
    ("address", "query_count"),
    [
        (CONVERSATIONS, 2),
        (f"{CONVERSATIONS}?search=dryer&status=active", 2),
        (f"{CONVERSATIONS}{{thread}}/", 4),
        (f"{CONVERSATIONS}analytics/", 1),
    ],
)
def test_query_count_does_not_grow_with_the_rows(
    django_assert_num_queries, api, dora, add_thread, address, query_count, item_count
):
    for _ in range(item_count):
        thread = add_thread(dora, texts=["The dryer stops."] * item_count)
        for message in thread.messages.all():
            MaintenanceRequestFactory.create(message=message)
            AttachmentFactory.create(message=message)

    with django_assert_num_queries(query_count):
        response = api.get(address.format(thread=thread.pk))

    assert response.status_code == 200

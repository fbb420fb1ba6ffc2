"""Pages of the tenants' conversations: what they show, what their buttons do, what nonsense is answered."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.tenants.factories import MaintenanceRequestFactory, MessageFactory
from apps.tenants.models import ConversationEvent, ConversationThread, MaintenanceRequest, Message

PAGES = ("", "conversations/", "maintenance/", "properties/", "tenants/")
REQUEST_ACTION = {"action": "maintenance_request", "priority": "urgent", "description": "Tap drips"}


@pytest.fixture
def visitor(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def thread(add_thread, dora):
    return add_thread(dora, texts=("The tap drips.", "It is worse now."), subject="Dripping tap", status="active")


@pytest.fixture
def request_row(thread):
    message = thread.messages.order_by("timestamp").first()
    Message.objects.filter(pk=message.pk).update(response="A plumber comes.", ai_actions=[REQUEST_ACTION])
    return MaintenanceRequestFactory.create(
        message=message,
        tenant=thread.tenant,
        property=thread.property,
        issue_description="Tap drips",
        priority="urgent",
        status="open",
    )


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("page", [*PAGES, "conversations/1/", "properties/1/", "tenants/1/"])
def test_page_asks_for_a_login(client, db, page):
    response = client.get(f"/tenants/{page}")

    assert (response.status_code, response.url) == (302, f"/login/?next=/tenants/{page}")


def test_dashboard_has_totals_messages_and_requests(visitor, request_row):
    response = visitor.get("/tenants/")

    assert response.context["totals"] == {
        "total_properties": 1,
        "total_tenants": 1,
        "total_requests": 1,
        "total_conversations": 1,
    }
    assert "The tap drips." in text_of(response)
    assert "Tap drips" in text_of(response)
    assert "urgent" in text_of(response)


def test_conversation_is_a_chat_of_both_sides_in_order_with_badges(visitor, thread, request_row):
    page = text_of(visitor.get(f"/tenants/conversations/{thread.pk}/"))

    places = [page.index(text) for text in ("The tap drips.", "A plumber comes.", "It is worse now.")]
    assert places == sorted(places)
    assert f'<a class="badge warn" href="#request-{request_row.pk}">maintenance request: urgent</a>' in page
    assert f'id="request-{request_row.pk}"' in page
    assert "{" not in page.split("<main", 1)[1]


def test_list_shows_what_is_filtered(visitor, add_thread, dora, thread):
    add_thread(dora, texts=("Hello.",), subject="Parking", status="resolved")

    found = {
        query: [each.subject for each in visitor.get(f"/tenants/conversations/?{query}").context["page"]]
        for query in ("status=resolved", "q=drip", f"tenant={dora.pk}", "channel=email")
    }

    assert found["status=resolved"] == ["Parking"]
    assert found["q=drip"] == ["Dripping tap"]
    assert sorted(found[f"tenant={dora.pk}"]) == ["Dripping tap", "Parking"]


@pytest.mark.parametrize(
    ("before", "button", "event"),
    [
        ("active", "resolved", "manually_closed"),
        ("resolved", "active", "reopened"),
        ("active", "escalated", "status_changed"),
    ],
)
def test_status_button_changes_the_status_and_is_seen_on_reload(visitor, thread, before, button, event):
    ConversationThread.objects.filter(pk=thread.pk).update(status=before)

    response = visitor.post(f"/tenants/conversations/{thread.pk}/status/", {"status": button}, follow=True)

    thread.refresh_from_db()
    assert thread.status == button
    assert (thread.resolved_at is not None) == (button == "resolved")
    assert [each.event_type for each in ConversationEvent.objects.filter(thread=thread)][-1] == event
    assert response.redirect_chain == [(f"/tenants/conversations/{thread.pk}/", 302)]
    assert f"The conversation is {thread.get_status_display().lower()} now." in text_of(response)


def test_flag_is_set_and_taken_away(visitor, thread):
    message = thread.messages.first()
    address = f"/tenants/messages/{message.pk}/flag/"

    visitor.post(address, {"flagged": "true"})
    message.refresh_from_db()
    was_flagged = message.flagged
    visitor.post(address, {"flagged": "false"})
    message.refresh_from_db()

    assert (was_flagged, message.flagged) == (True, False)


def test_request_is_changed_and_leads_back_to_the_filtered_list(visitor, request_row):
    given = {"status": "resolved", "priority": "low", "notes": "New washer.", "next": "/tenants/maintenance/?page=1"}

    response = visitor.post(f"/tenants/maintenance/{request_row.pk}/", given)

    request_row.refresh_from_db()
    assert (request_row.status, request_row.priority, request_row.notes) == ("resolved", "low", "New washer.")
    assert request_row.resolved_at is not None
    assert response.url == "/tenants/maintenance/?page=1"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_a_foreign_address(visitor, request_row, back):
    given = {"status": "open", "priority": "low", "notes": "", "next": back}

    assert visitor.post(f"/tenants/maintenance/{request_row.pk}/", given).url == "/tenants/maintenance/"


@pytest.mark.parametrize(
    ("address", "given"),
    [
        ("conversations/{thread}/status/", {"status": "gone"}),
        ("conversations/{thread}/status/", {}),
        ("messages/{message}/flag/", {"flagged": "perhaps"}),
        ("maintenance/{request}/", {"status": "open", "priority": "gone"}),
        ("maintenance/{request}/", {"status": "open", "priority": "low", "notes": "\x00"}),
    ],
)
def test_nonsense_from_a_button_is_refused(visitor, thread, request_row, address, given):
    path = address.format(thread=thread.pk, message=thread.messages.first().pk, request=request_row.pk)

    assert visitor.post(f"/tenants/{path}", given).status_code == 400
    assert MaintenanceRequest.objects.get().priority == "urgent"


def test_buttons_need_a_login_a_token_and_a_post(client, manager, thread):
    address = f"/tenants/conversations/{thread.pk}/status/"
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(manager)

    assert client.post(address, {"status": "resolved"}).status_code == 302
    assert strict.post(address, {"status": "resolved"}).status_code == 403
    strict.force_login(manager)
    assert strict.get(address).status_code == 405
    thread.refresh_from_db()
    assert thread.status == "active"


def test_text_is_shown_as_text(visitor, thread):
    MessageFactory.create(thread=thread, message="<script>alert(1)</script>", response="<b>no</b>")

    page = text_of(visitor.get(f"/tenants/conversations/{thread.pk}/"))

    assert "<script>alert" not in page
    assert "&lt;b&gt;no&lt;/b&gt;" in page


def test_empty_pages_say_what_fills_them(visitor):
    for page in PAGES:
        assert "seed_mock_conversations" in text_of(visitor.get(f"/tenants/{page}"))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"),
    [("", 12), ("conversations/", 3), ("maintenance/", 4), ("properties/", 2), ("tenants/", 4), ("thread", 4)],
)
def test_page_costs_as_much_with_more_rows(visitor, add_thread, dora, page, queries, count):
    for number in range(count):
        thread = add_thread(dora, texts=["Hello."] * count, subject=f"Talk {number}")
        for message in thread.messages.all():
            MaintenanceRequestFactory.create(message=message, tenant=dora, property=dora.property)
    address = f"/tenants/conversations/{thread.pk}/" if page == "thread" else f"/tenants/{page}"

    with CaptureQueriesContext(connection) as captured:
        assert visitor.get(address).status_code == 200

    # Three more are the visitor's session and account, and the ribbon's.
    assert len(captured) - 3 == queries


NONSENSE = ("", "0", "-1", "x", "%00", "9" * 40, "<b>")


@pytest.mark.check
@pytest.mark.parametrize(
    "name", ["page", "q", "status", "channel", "tenant", "priority", "property", "sort", "order", "has_tenants"]
)
def test_nonsense_is_never_an_error_of_ours(visitor, thread, name):
    addresses = [f"/tenants/{page}" for page in (*PAGES, f"conversations/{thread.pk}/", "conversations/0/")]

    statuses = {visitor.get(f"{address}?{name}={value}").status_code for address in addresses for value in NONSENSE}

    assert statuses <= {200, 400, 404}

"""What a dashboard reads once the three authored conversations are there."""

import pytest
from django.core.management import call_command

API = "/api/tenants/"


@pytest.fixture
def seeded(db, settings):
    # Otherwise the command takes this for production.
    settings.DEBUG = True
    call_command("seed_mock_conversations", "--no-progress", "--as-of=2026-03-09", verbosity=0)


def conversation_of(api, name):
    (row,) = api.get(f"{API}conversations/", {"search": name}).json()["data"]
    return api.get(f"{API}conversations/{row['id']}/").json()


def test_totals_are_those_of_the_story(api, seeded):
    assert api.get(f"{API}dashboard/stats/").json() == {
        "total_properties": 3,
        "total_tenants": 3,
        "total_requests": 1,
        "total_conversations": 3,
    }
    assert api.get(f"{API}conversations/analytics/").json() == {
        "total": 3,
        "by_channel": {"sms": 3, "email": 0, "whatsapp": 0},
        "by_status": {"active": 1, "closing": 0, "resolved": 2, "escalated": 0, "closed": 0},
    }


def test_conversations_are_listed_with_ten_messages_each_the_latest_first(api, seeded):
    rows = api.get(f"{API}conversations/").json()["data"]

    assert [(row["tenant"]["name"], row["message_count"], row["status"]) for row in rows] == [
        ("Alice Johnson", 10, "active"),
        ("Carol Chen", 10, "resolved"),
        ("Bob Martinez", 10, "resolved"),
    ]


@pytest.mark.parametrize(
    ("name", "actions", "request_count"),
    [
        ("Alice Johnson", [("maintenance_request", "urgent")], 1),
        ("Bob Martinez", [], 0),
        ("Carol Chen", [("alert_manager", "immediate")], 0),
    ],
)
def test_conversation_has_both_halves_in_order_its_actions_and_requests(api, seeded, name, actions, request_count):
    conversation = conversation_of(api, name)

    messages = conversation["messages"]
    moments = [row["timestamp"] for row in messages]
    found = [action for row in messages for action in row["actions"]]
    assert len(messages) == 10
    assert all(row["message"] and row["response"] for row in messages)
    assert moments == sorted(moments)
    assert conversation["last_activity_at"] == moments[-1]
    assert [(action["action"], action.get("priority") or action["urgency"]) for action in found] == actions
    assert len(conversation["related_maintenance"]) == request_count
    assert {row["thread_id"] for row in conversation["related_maintenance"]} <= {conversation["id"]}


def test_resolving_reopening_escalating_and_flagging_are_seen_on_reload(api, seeded):
    alice = conversation_of(api, "Alice Johnson")
    status = f"{API}conversations/{alice['id']}/status/"

    seen = []
    for wanted in ("resolved", "active", "escalated"):
        api.patch(status, {"status": wanted}, format="json")
        reloaded = conversation_of(api, "Alice Johnson")
        seen.append((reloaded["status"], reloaded["resolved_at"] is not None))
    api.patch(f"{API}messages/{alice['messages'][4]['id']}/flag/", {"flagged": True}, format="json")

    assert seen == [("resolved", True), ("active", False), ("escalated", False)]
    flags = [row["flagged"] for row in conversation_of(api, "Alice Johnson")["messages"]]
    assert flags == [number == 4 for number in range(10)]

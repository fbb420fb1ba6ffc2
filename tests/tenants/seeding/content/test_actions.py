import re

import pytest

from apps.tenants.seeding.content.actions import (
    AlertAction,
    MaintenanceAction,
    ParsedReply,
    as_json,
    contains_json,
    merged,
    parse_action,
    parse_reply,
)

TAP = {"action": "maintenance_request", "priority": "urgent", "description": "Tap drips"}
ALARM = {"action": "alert_manager", "urgency": "immediate", "reason": "No power"}


def repairs(*priorities):
    return [MaintenanceAction(priority, "Tap drips") for priority in priorities]


def test_action_reads_and_writes_the_same():
    known = [TAP, {**TAP, "existing_request_id": 7}, ALARM]

    assert [parse_action(each).as_json() for each in known] == known


def test_repair_without_a_priority_is_a_normal_one():
    assert parse_action({"action": "maintenance_request", "description": "Tap drips"}) == repairs("normal")[0]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"action": "call_plumber"}, "unknown action 'call_plumber'; known: maintenance_request, alert_manager"),
        ({}, "unknown action 'None'; known: maintenance_request, alert_manager"),
        (
            {**TAP, "priority": "high"},
            "unknown priority 'high' of maintenance_request; known: emergency, urgent, normal, low",
        ),
        (
            {**TAP, "room": "bath"},
            "maintenance_request has no field 'room'; known: priority, description, existing_request_id",
        ),
        ({**TAP, "description": " "}, "maintenance_request needs a text as description"),
        (
            {**TAP, "existing_request_id": "7"},
            "existing_request_id '7' of maintenance_request is not a whole number",
        ),
        ({**ALARM, "urgency": "soon"}, "unknown urgency 'soon' of alert_manager; known: immediate"),
        ({"action": "alert_manager", "urgency": "immediate"}, "alert_manager needs a text as reason"),
        (["tap"], 'an action is an object, not ["tap"]'),
    ],
)
def test_wrong_action_is_refused_with_what_is_known(given, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_action(given)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (repairs("urgent", "urgent", "urgent"), repairs("urgent")),
        (repairs("urgent", "normal", "low"), repairs("urgent", "normal", "low")),
        ([*repairs("urgent"), AlertAction("immediate", "No power")],) * 2,
        ([], []),
    ],
    ids=["three equal", "three different", "one of each kind", "none"],
)
def test_equal_repairs_are_one(given, kept):
    assert merged(given) == kept


def test_equal_repairs_without_priority_are_one():
    told = '{"actions": [' + ", ".join(['{"action": "maintenance_request", "description": "Tap drips"}'] * 3) + "]}"

    assert parse_reply(told).actions == tuple(repairs("normal"))


def test_no_action_is_null_and_several_are_an_array():
    assert as_json([]) is None
    assert as_json([parse_action(ALARM), parse_action(TAP), parse_action(TAP)]) == [ALARM, TAP]


def test_reply_loses_its_json_and_keeps_its_prose():
    raw = 'A plumber is on the way.\n\n{"actions": [{"action": "maintenance_request", "priority": "urgent", '
    raw += '"description": "Tap {cold} drips"}]}\n\nTurn the valve {the one below} off.\nThen wait.'

    assert parse_reply(raw) == ParsedReply(
        "A plumber is on the way.\n\nTurn the valve {the one below} off.\nThen wait.",
        (MaintenanceAction("urgent", "Tap {cold} drips"),),
    )


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Nothing to do {really}, see [1].", "Nothing to do {really}, see [1]."),
        ('Done. {"a": {"b": {"c": [1, {"d": "}"}]}}} Bye.', "Done. Bye."),
        ('Done.\n```json\n{"a": 1}\n```\nBye.', "Done.\nBye."),
        ('Done.\n```\n[{"a": 1}]\n```', "Done."),
        ('{"a": 1}\nHello.\n\nHow are you?', "Hello.\n\nHow are you?"),
        ('One {"a": 1} two\n{"b": 2}\n\nthree', "One two\n\nthree"),
        ('Cut off: {"action": "alert_man', 'Cut off: {"action": "alert_man'),
        pytest.param("{" * 50 + "[" * 1_200, "{" * 50 + "[" * 1_200, id="brackets without end"),
        ('{"a": 1}', ""),
    ],
)
def test_reply_is_taken_apart_by_a_real_parser(raw, text):
    found = parse_reply(raw)

    assert found.text == text
    assert not contains_json(found.text)


def test_several_blocks_and_shapes_of_actions_are_all_read():
    raw = (
        '{"action": "alert_manager", "urgency": "immediate", "reason": "No power"} and '
        '[{"action": "maintenance_request", "priority": "urgent", "description": "Tap drips"}]'
    )

    assert parse_reply(raw) == ParsedReply(
        "and", (AlertAction("immediate", "No power"), MaintenanceAction("urgent", "Tap drips"))
    )


def test_unknown_action_of_a_reply_is_reported_and_does_nothing():
    raw = 'Sure. {"actions": [{"action": "open_door"}, {"action": "maintenance_request", "priority": "high"}, 5]}'

    assert parse_reply(raw) == ParsedReply(
        "Sure.",
        (),
        (
            "unknown action 'open_door'; known: maintenance_request, alert_manager",
            "unknown priority 'high' of maintenance_request; known: emergency, urgent, normal, low",
            "an action is an object, not 5",
        ),
    )

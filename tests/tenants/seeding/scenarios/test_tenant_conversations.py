"""The three authored conversations, held against the plan's text: nothing here asks the scenario's own promises."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.apps import apps
from django.utils import timezone

from apps.tenants.models import (
    ConversationEvent,
    ConversationThread,
    MaintenanceRequest,
    Message,
    Property,
    Tenant,
)
from seedplot.clock import midnight, project_zone
from tests.tenants.seeding.correspondence import ANCHOR, requests, rows_of, seed, thread_of

NAMES = ("Alice Johnson", "Bob Martinez", "Carol Chen")
LINES = {
    "Alice Johnson": [
        "Hi, the faucet in my bathroom is leaking badly. Water is dripping constantly.",
        "It's the cold water tap in the master bathroom sink. Started about 2 hours ago.",
        "Should I turn off the water supply to the sink?",
        "I did that. How soon can someone come?",
        "Thanks, that helps. Will I get updates?",
    ],
    "Bob Martinez": [
        "What are the pool hours? I want to go swimming tonight.",
        "Can I bring guests to the pool?",
        "Is there a limit on how many guests?",
        "Do I need to sign them in somewhere?",
        "Perfect, thanks for the info!",
    ],
    "Carol Chen": [
        "Emergency! The power just went out in my unit. I can't see anything.",
        "I'm using my phone flashlight. Should I call the building manager?",
        "Is this affecting other units too?",
        "My neighbor says they have power. It's just my unit.",
        "The breaker was tripped. I reset it and power is back!",
    ],
}
ANCHORS = [
    date(2026, 3, 9),  # the morning after the clocks went forward: Carol's night is an hour short
    date(2026, 3, 10),
    date(2026, 11, 2),  # and after they went back
    date(2026, 11, 4),
    date(2026, 1, 1),
    date(2028, 2, 29),
]
everywhere = pytest.mark.parametrize("day", ANCHORS, ids=str)
each_spacing = pytest.mark.parametrize("spacing", ["normal", "wide"])
each_name = pytest.mark.parametrize("name", NAMES)


@pytest.fixture
def seeded(db):
    return seed()


def local(moment):
    return moment.astimezone(project_zone())


def facts_of(home):
    return " ".join(text for texts in (home.amenities, home.rules, home.faq) for text in texts.values())


def test_counts_are_those_of_the_plan(seeded):
    counts = {model.__name__: model.objects.count() for model in apps.get_app_config("tenants").get_models()}

    assert {name: count for name, count in counts.items() if count} == {
        "Property": 3,
        "Tenant": 3,
        "ConversationThread": 3,
        "Message": 30,
        "MaintenanceRequest": 1,
        "ConversationEvent": 5,
    }
    assert [len(rows_of(name)) for name in NAMES] == [10, 10, 10]
    assert Tenant.objects.values("property").distinct().count() == 3


def test_people_and_homes_are_those_of_the_plan(seeded):
    told = Tenant.objects.order_by("pk").values_list(
        "name", "phone", "email", "property__address", "property__owner_name", "property__owner_phone"
    )

    assert list(told) == [
        (
            "Alice Johnson",
            "+1-415-555-0111",
            "alice.johnson@example.com",
            "123 Main Street, Apt 4B, San Francisco 94102",
            "John Smith",
            "+1-415-555-0101",
        ),
        (
            "Bob Martinez",
            "+1-415-555-0112",
            "bob.martinez@example.com",
            "456 Oak Lane, Pleasanton 94588",
            "Sarah Miller",
            "+1-415-555-0102",
        ),
        (
            "Carol Chen",
            "+1-415-555-0113",
            "carol.chen@example.com",
            "789 Market Street, Studio 12, San Francisco 94103",
            "Michael Reed",
            "+1-415-555-0103",
        ),
    ]
    assert {home.owner_email for home in Property.objects.all()} == {
        "john.smith@example.com",
        "sarah.miller@example.com",
        "michael.reed@example.com",
    }


def test_leases_cover_the_anchor(seeded):
    for tenant, rent in zip(Tenant.objects.order_by("pk"), (2800, 3500, 2200), strict=True):
        terms = tenant.lease_terms
        assert (terms["monthly_rent"], terms["security_deposit"]) == (rent, rent)
        assert date.fromisoformat(terms["lease_start"]) < ANCHOR.date() < date.fromisoformat(terms["lease_end"])
        assert tenant.move_in_date.isoformat() == terms["lease_start"]


def test_everything_belongs_together(seeded):
    for message in Message.objects.select_related("thread__tenant"):
        assert message.tenant_id == message.thread.tenant_id
        assert message.thread.property_id == message.thread.tenant.property_id
        assert (message.channel, message.thread.channel, message.message_type) == ("sms", "sms", "user_message")
        assert message.message.strip()
        assert message.response.strip()
        assert not re.search(r"[{}\[\]]", message.response)


@each_name
def test_lines_of_the_plan_stand_in_order(seeded, name):
    texts = [row.message for row in rows_of(name)]

    assert [text for text in texts if text in LINES[name]] == LINES[name]
    assert texts[0] == LINES[name][0]
    assert len(set(texts)) == 10


@each_name
def test_answers_differ_and_say_goodbye_once_at_the_end(seeded, name):
    answers = [row.response for row in rows_of(name)]

    farewells = [
        number
        for number, text in enumerate(answers)
        if re.search(r"take care|good night|lovely evening|bye\b", text, re.IGNORECASE)
    ]
    assert len(set(answers)) == 10
    assert farewells == [9]


def test_two_answers_set_something_going(seeded):
    acting = list(Message.objects.filter(ai_actions__isnull=False).order_by("pk"))

    assert [row.message for row in acting] == [LINES["Alice Johnson"][1], LINES["Carol Chen"][0]]
    repair, alarm = (row.ai_actions for row in acting)
    assert [(each["action"], each["priority"], set(each)) for each in repair] == [
        ("maintenance_request", "urgent", {"action", "priority", "description"})
    ]
    assert [(each["action"], each["urgency"], set(each)) for each in alarm] == [
        ("alert_manager", "immediate", {"action", "urgency", "reason"})
    ]


def test_alices_repair_has_its_request(seeded):
    [request] = requests()
    message = Message.objects.get(message=LINES["Alice Johnson"][1])

    assert (request.message, request.tenant, request.property) == (
        message,
        message.tenant,
        message.thread.property,
    )
    assert (request.issue_description, request.priority) == (message.ai_actions[0]["description"], "urgent")
    assert (request.status, request.created_at, request.resolved_at) == ("open", message.timestamp, None)


def test_threads_tell_what_they_are_about(seeded):
    told = ConversationThread.objects.order_by("pk").values_list("topic_category", "status")

    assert list(told) == [("maintenance", "active"), ("amenities", "resolved"), ("maintenance", "resolved")]
    for thread in ConversationThread.objects.all():
        assert thread.subject
        assert thread.summary
        assert thread.subtopic


@everywhere
@each_spacing
def test_moments_hold_at_any_anchor(db, day, spacing):
    anchor = midnight(day)

    seed(anchor=anchor, spacing=spacing)

    low, high = {"normal": (15, 30), "wide": (60, 120)}[spacing]
    for name in NAMES:
        moments = [row.timestamp for row in rows_of(name)]
        gaps = [(after - before) / timedelta(minutes=1) for before, after in pairwise(moments)]
        assert all(low <= gap <= high for gap in gaps)
        thread = thread_of(name)
        assert thread.created_at <= moments[0]
        assert thread.last_activity_at == moments[-1]
        assert (thread.resolved_at is not None) == (thread.status == "resolved")
        assert thread.resolved_at is None or moments[-1] <= thread.resolved_at < anchor
    firsts = [local(rows_of(name)[0].timestamp) for name in NAMES]
    assert [(day - first.date()).days for first in firsts] == [2, 4, 3]
    assert [first.hour for first in firsts] == [7, 12, 19]
    assert max(Message.objects.values_list("timestamp", flat=True)) < anchor
    assert max(ConversationEvent.objects.values_list("created_at", flat=True)) < anchor
    assert max(Property.objects.values_list("created_at", flat=True)) < anchor
    assert max(Tenant.objects.values_list("created_at", flat=True)) < anchor


def test_events_tell_how_threads_began_and_ended(seeded):
    told = {
        name: [(event.event_type, event.created_at) for event in thread_of(name).events.order_by("created_at", "pk")]
        for name in NAMES
    }

    alice, bob, carol = (thread_of(name) for name in NAMES)
    assert told == {
        "Alice Johnson": [("conversation_started", alice.created_at)],
        "Bob Martinez": [("conversation_started", bob.created_at), ("conversation_closed", bob.resolved_at)],
        "Carol Chen": [("conversation_started", carol.created_at), ("conversation_closed", carol.resolved_at)],
    }


HOME_FACTS = {
    "Alice Johnson": ["8 a.m. to 10 p.m.", "3 nights", "No pets", "gym", "1 hour", "30 minutes", "hall closet"],
    "Bob Martinez": ["association", "Garage", "barbecue", "Smart lock", "prior notice", "deposit", "4 guests"],
    "Carol Chen": ["Doorman", "gym", "2 nights", "Cats only", "911", "breaker", "elevator"],
}


@each_name
def test_homes_have_what_the_plan_gives_them(seeded, name):
    facts = facts_of(thread_of(name).property)

    assert [fact for fact in HOME_FACTS[name] if fact.lower() not in facts.lower()] == []


@each_name
def test_hours_and_limits_in_answers_are_known_of_the_home(seeded, name):
    """Times of day, and numbers with what they count; the tenant's own words are known too."""
    facts = facts_of(thread_of(name).property)
    figure = r"\d+(?::\d\d)? (?:a\.m\.|p\.m\.|hours?|minutes|nights|guests|amps|days)|\b911\b|\$\d+"

    for row in rows_of(name):
        facts += f" {row.message}"
        assert [each for each in re.findall(figure, row.response) if each not in facts] == []


def test_bobs_answers_name_the_hours_and_the_limit_of_the_pool(seeded):
    answers = [row.response for row in rows_of("Bob Martinez")]

    assert "6 a.m. to 10 p.m." in answers[0]
    assert "4 guests per household" in answers[3]
    assert "clubhouse desk" in answers[5]
    pool = thread_of("Bob Martinez").property.amenities["pool"]
    assert "homeowners' association" in pool
    assert "6 a.m. to 10 p.m." in pool


def test_tones_of_the_thirty_rows_are_those_of_a_text_message(seeded):
    for row in Message.objects.all():
        assert len(row.message) <= 160
        assert len(row.response) <= 420
        assert row.response.isascii()


# --- The same again -------------------------------------------------------------------------------------------


def told():
    return list(
        Message.objects.order_by("thread__tenant__name", "timestamp").values_list("message", "response", "ai_actions")
    )


def test_same_anchor_and_spacing_give_the_same_rows(db):
    first = seed()
    rows = told()
    second = seed(clear=[first.run])

    assert told() == rows
    assert (second.fingerprint, dict(second.tables)) == (first.fingerprint, dict(first.tables))


def test_another_anchor_tells_the_same_with_other_times(db):
    first = seed()
    rows, moments = told(), set(Message.objects.values_list("timestamp", flat=True))
    second = seed(anchor=midnight(date(2027, 8, 2)), clear=[first.run])

    assert told() == rows
    assert moments.isdisjoint(Message.objects.values_list("timestamp", flat=True))
    assert second.fingerprint == first.fingerprint


def test_seed_decides_nothing_that_is_authored(db):
    assert seed(dry_run=True).tables == seed(seed=7, dry_run=True).tables


def test_wide_spacing_moves_times_only(db):
    first = seed()
    rows = told()
    wide = seed(spacing="wide", clear=[first.run])

    assert told() == rows
    assert {label for label in wide.tables if wide.tables[label] != first.tables[label]} == {
        "tenants.ConversationEvent",
        "tenants.ConversationThread",
        "tenants.MaintenanceRequest",
        "tenants.Message",
    }


def test_all_moments_are_stored_in_utc(seeded):
    assert Message.objects.first().timestamp.tzinfo == UTC
    assert timezone.is_aware(thread_of("Alice Johnson").created_at)
    assert isinstance(requests()[0].created_at, datetime)


def test_rows_read_the_same_beside_those_of_others(db):
    from apps.tenants import factories

    alone = seed(dry_run=True)
    factories.MaintenanceRequestFactory.create()

    beside = seed()

    assert (beside.fingerprint, beside.broken) == (alone.fingerprint, [])
    assert MaintenanceRequest.objects.count() == 2

"""Falsified rows: each lie is noticed by the promises whose business it is, and by no other."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from apps.tenants.models import (
    ConversationEvent,
    ConversationThread,
    MaintenanceRequest,
    Message,
    Property,
    Tenant,
)
from apps.tenants.seeding.promises import AUTHORED_PROMISES, COMMON_PROMISES, PORTFOLIO_PROMISES
from seedplot.engine import proof
from seedplot.errors import NotAsPromised
from tests.tenants.correspondence import ANCHOR, rows_of, seed, seed_portfolio, thread_of

ALICE, BOB, CAROL = "Alice Johnson", "Bob Martinez", "Carol Chen"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def update(row, **columns):
    type(row).objects.filter(pk=row.pk).update(**columns)


def move(thread, by):
    """Shift a whole thread in time, with all that hangs on it."""
    for row in thread.messages.all():
        update(row, timestamp=row.timestamp + by)
        for request in row.maintenance_requests.all():
            update(request, created_at=request.created_at + by, updated_at=request.updated_at + by)
    for event in thread.events.all():
        update(event, created_at=event.created_at + by)
    moments = {
        name: getattr(thread, name) + by
        for name in ("created_at", "last_activity_at", "resolved_at", "closed_at")
        if getattr(thread, name)
    }
    update(thread, **moments)


# Lies about the authored conversations.


def message_without_a_thread():
    update(rows_of(BOB)[6], thread=None)


def message_of_another_tenant():
    update(rows_of(BOB)[6], tenant=Tenant.objects.get(name=ALICE))


def thread_on_another_property():
    update(thread_of(BOB), property=thread_of(ALICE).property)


def request_of_another_property():
    MaintenanceRequest.objects.update(property=thread_of(BOB).property)


def one_message_by_whatsapp():
    update(rows_of(BOB)[6], channel="whatsapp")


def blank_answer():
    update(rows_of(BOB)[6], response=" ")


def no_answer():
    update(rows_of(BOB)[6], response=None)


def json_in_an_answer():
    row = rows_of(BOB)[6]
    update(row, response=f'{row.response} {{"action": "none"}}')


def row_of_the_assistant():
    update(rows_of(BOB)[6], message_type="ai_response")


def unknown_action():
    update(rows_of(BOB)[6], ai_actions=[{"action": "call_plumber"}])


def unknown_priority():
    row = rows_of(ALICE)[1]
    update(row, ai_actions=[{**row.ai_actions[0], "priority": "high"}])
    MaintenanceRequest.objects.update(priority="high")


def empty_array_of_actions():
    update(rows_of(BOB)[6], ai_actions=[])


def second_alarm():
    update(rows_of(CAROL)[3], ai_actions=rows_of(CAROL)[0].ai_actions)


def alarm_withdrawn():
    update(rows_of(CAROL)[0], ai_actions=None)


def repair_without_its_request():
    MaintenanceRequest.objects.all().delete()


def second_request():
    copy = MaintenanceRequest.objects.get()
    MaintenanceRequest.objects.filter(pk=copy.pk).update(issue_description="Something else")


def request_of_another_priority():
    MaintenanceRequest.objects.update(priority="normal")


def request_done_without_a_time():
    MaintenanceRequest.objects.update(status="resolved")


def request_open_with_a_time():
    MaintenanceRequest.objects.update(resolved_at=ANCHOR - DAY)


def two_messages_at_once():
    first, second = rows_of(BOB)[4:6]
    update(second, timestamp=first.timestamp)


def thread_older_than_it_says():
    update(thread_of(BOB), created_at=thread_of(BOB).created_at + MINUTE)


def last_activity_that_was_none():
    update(thread_of(BOB), last_activity_at=thread_of(BOB).last_activity_at + MINUTE)


def resolved_without_a_time():
    update(thread_of(BOB), resolved_at=None)


def resolved_before_the_last_message():
    at = thread_of(BOB).resolved_at - 2 * MINUTE
    update(thread_of(BOB), resolved_at=at)
    ConversationEvent.objects.filter(thread=thread_of(BOB), event_type="conversation_closed").update(created_at=at)


def active_with_a_time():
    update(thread_of(ALICE), resolved_at=ANCHOR - DAY)


def property_from_tomorrow():
    update(thread_of(BOB).property, created_at=ANCHOR)


def conversation_from_tomorrow():
    move(thread_of(CAROL), 4 * DAY)


def other_pool_hours_in_an_answer():
    row = rows_of(BOB)[0]
    update(row, response=row.response.replace("10 p.m.", "11 p.m."))


def sauna_that_nobody_has():
    row = rows_of(CAROL)[2]
    update(row, response=f"{row.response} Or sit in the clubhouse until then.")


def pool_filled_in():
    home = thread_of(BOB).property
    update(home, amenities={name: text for name, text in home.amenities.items() if name != "pool"})


def answers_silent_about_the_limit():
    row = rows_of(BOB)[3]
    update(row, response="There is a limit, but it is generous.")


def start_that_is_not_recorded():
    ConversationEvent.objects.filter(thread=thread_of(BOB), event_type="conversation_started").delete()


def end_that_is_recorded_twice():
    update(thread_of(ALICE).events.get(), event_type="auto_closed")


def lease_that_has_run_out():
    tenant = Tenant.objects.get(name=BOB)
    update(tenant, lease_terms={**tenant.lease_terms, "lease_end": "2026-03-11"})


def lease_without_an_end():
    update(Tenant.objects.get(name=BOB), lease_terms={"monthly_rent": 3500})


def moved_in_on_another_day():
    tenant = Tenant.objects.get(name=BOB)
    update(tenant, move_in_date=tenant.move_in_date + DAY)


def real_phone_number():
    update(Tenant.objects.get(name=BOB), phone="+1-415-867-5309")


def real_address():
    update(Tenant.objects.get(name=BOB), email="bob@mail.com")


def owner_with_the_number_of_a_tenant():
    update(thread_of(BOB).property, owner_phone="+1-415-555-0111")


def answer_given_twice():
    rows = rows_of(CAROL)
    update(rows[6], response=rows[4].response)


def tenant_moved_in_with_another():
    tenant, home = Tenant.objects.get(name=BOB), thread_of(ALICE).property
    update(tenant, property=home)
    update(thread_of(BOB), property=home)


def message_gone():
    rows_of(BOB)[6].delete()


def line_of_the_plan_in_other_words():
    row = rows_of(BOB)[2]
    update(row, message="Can I bring guests to the swimming pool?")


def lines_of_the_plan_exchanged():
    third, fourth = rows_of(BOB)[2:4]
    update(third, message=fourth.message)
    update(fourth, message=third.message)


def longer_gap():
    for row in rows_of(ALICE)[5:]:
        update(row, timestamp=row.timestamp + 16 * MINUTE)
    update(thread_of(ALICE), last_activity_at=thread_of(ALICE).last_activity_at + 16 * MINUTE)


def two_threads_on_one_day():
    move(thread_of(CAROL), DAY)


def alice_in_the_afternoon():
    move(thread_of(ALICE), timedelta(hours=6))


def everything_by_email():
    ConversationThread.objects.update(channel="email")
    Message.objects.update(channel="email")


def request_in_progress():
    MaintenanceRequest.objects.update(status="in_progress")


def bob_still_active():
    update(thread_of(BOB), status="active", resolved_at=None)
    thread_of(BOB).events.filter(event_type="conversation_closed").delete()


def goodbye_in_the_middle():
    row = rows_of(ALICE)[4]
    update(row, response=f"{row.response} Take care!")


def no_goodbye():
    row = rows_of(ALICE)[9]
    update(row, response="Glad I could help.")


AUTHORED_LIES = {
    message_without_a_thread: {"P001", "P103", "P106"},
    message_of_another_tenant: {"P001"},
    thread_on_another_property: {"P001", "P007", "P102", "P111"},
    request_of_another_property: {"P004"},
    one_message_by_whatsapp: {"P001", "P109"},
    blank_answer: {"P002"},
    no_answer: {"P002"},
    json_in_an_answer: {"P002"},
    row_of_the_assistant: {"P002"},
    unknown_action: {"P003", "P105"},
    unknown_priority: {"P003", "P105"},
    empty_array_of_actions: {"P003"},
    second_alarm: {"P105"},
    alarm_withdrawn: {"P105"},
    repair_without_its_request: {"P004", "P101"},
    second_request: {"P004"},
    request_of_another_priority: {"P004"},
    request_done_without_a_time: {"P012", "P110"},
    request_open_with_a_time: {"P012"},
    two_messages_at_once: {"P005", "P106"},
    thread_older_than_it_says: {"P005", "P008"},
    last_activity_that_was_none: {"P005"},
    resolved_without_a_time: {"P005", "P008"},
    resolved_before_the_last_message: {"P005"},
    active_with_a_time: {"P005"},
    property_from_tomorrow: {"P006"},
    conversation_from_tomorrow: {"P006", "P108"},
    other_pool_hours_in_an_answer: {"P007", "P111"},
    sauna_that_nobody_has: {"P007"},
    pool_filled_in: {"P111"},
    answers_silent_about_the_limit: {"P111"},
    start_that_is_not_recorded: {"P008"},
    end_that_is_recorded_twice: {"P008"},
    lease_that_has_run_out: {"P009"},
    lease_without_an_end: {"P009"},
    moved_in_on_another_day: {"P009"},
    real_phone_number: {"P010"},
    real_address: {"P010"},
    owner_with_the_number_of_a_tenant: {"P010"},
    answer_given_twice: {"P011"},
    tenant_moved_in_with_another: {"P007", "P102", "P111"},
    message_gone: {"P101", "P103", "P106"},
    line_of_the_plan_in_other_words: {"P104"},
    lines_of_the_plan_exchanged: {"P104"},
    longer_gap: {"P106"},
    two_threads_on_one_day: {"P107", "P108"},
    alice_in_the_afternoon: {"P108"},
    everything_by_email: {"P109"},
    request_in_progress: {"P110"},
    bob_still_active: {"P110"},
    goodbye_in_the_middle: {"P112"},
    no_goodbye: {"P112"},
}


# Lies about the portfolio.


def first_home():
    return Property.objects.order_by("pk").first()


def property_gone():
    Property.objects.order_by("pk").last().delete()


def tenant_moved_to_a_neighbour():
    """Together with the conversations; a home with one tenant then has none, the other one more."""
    counted = sorted(Property.objects.all(), key=lambda home: (home.tenants.count(), home.pk))
    tenant, home = counted[0].tenants.get(), counted[1]
    update(tenant, property=home)
    tenant.threads.update(property=home)
    MaintenanceRequest.objects.filter(tenant=tenant).update(property=home)


def conversation_gone():
    thread = ConversationThread.objects.filter(status="active", topic_category="maintenance").first()
    MaintenanceRequest.objects.filter(message__thread=thread).delete()
    thread.delete()


def another_topic():
    update(ConversationThread.objects.filter(topic_category="rent").first(), topic_category="lease")


def another_status():
    thread = ConversationThread.objects.filter(status="active").first()
    update(thread, status="escalated")


def another_channel():
    thread = ConversationThread.objects.filter(channel="sms").first()
    update(thread, channel="email")
    thread.messages.update(channel="email")


def owner_with_another_number():
    update(first_home(), owner_phone="+1-989-555-0142")


def same_opening_in_one_home():
    home = next(each for each in Property.objects.order_by("pk") if each.threads.count() > 1)
    first, second = (thread.messages.order_by("timestamp").first() for thread in home.threads.all()[:2])
    update(second, message=first.message)


def escalated_without_a_reason():
    update(ConversationThread.objects.filter(status="escalated").first(), escalation_reasoning="")


def calm_thread_that_escalates():
    thread = ConversationThread.objects.filter(status="closing").first()
    update(thread, is_escalating=True, escalation_confidence=Decimal("0.90"), escalation_reasoning="Impatience")


def closing_for_a_week():
    move(ConversationThread.objects.filter(status="closing").first(), -7 * DAY)


def message_at_night():
    for thread in ConversationThread.objects.filter(status="closed"):
        first = thread.messages.order_by("timestamp").first()
        if thread.messages.count() > 1:
            at = first.timestamp.replace(hour=9, minute=5)
            update(first, timestamp=at)
            update(thread, created_at=at)
            thread.events.filter(event_type="conversation_started").update(created_at=at)
            if not first.maintenance_requests.exists():
                return


def blank_left_open():
    row = Message.objects.filter(ai_actions__isnull=True).first()
    update(row, message=f"{row.message} {{room}}")


PORTFOLIO_LIES = {
    property_gone: {"P201"},
    tenant_moved_to_a_neighbour: {"P007", "P202", "P207"},
    conversation_gone: {"P203", "P204", "P205", "P206"},
    another_topic: {"P204"},
    another_status: {"P205", "P209"},
    another_channel: {"P206"},
    owner_with_another_number: {"P207"},
    same_opening_in_one_home: {"P208"},
    escalated_without_a_reason: {"P209"},
    calm_thread_that_escalates: {"P209"},
    closing_for_a_week: {"P210"},
    message_at_night: {"P211"},
    blank_left_open: {"P211"},
}


def noticed_by(report, lie):
    """The short ids of the promises that notice the lie, which is then taken back."""
    with transaction.atomic():
        lie()
        with pytest.raises(NotAsPromised) as refused:
            proof.verify(report.run)
        transaction.set_rollback(True)
    return {finding.promise.id.removeprefix("tenants.") for finding in refused.value.report.broken}


@pytest.mark.django_db
def test_lie_about_a_conversation_is_noticed_by_its_promises_and_no_other():
    report = seed()

    assert {lie.__name__: noticed_by(report, lie) for lie in AUTHORED_LIES} == {
        lie.__name__: promises for lie, promises in AUTHORED_LIES.items()
    }


def test_every_promise_of_the_conversations_can_be_broken():
    noticed = set().union(*AUTHORED_LIES.values())

    assert {f"tenants.{each}" for each in noticed} == {each.id for each in (*COMMON_PROMISES, *AUTHORED_PROMISES)}


@pytest.mark.django_db
def test_lie_about_the_portfolio_is_noticed_by_its_promises_and_no_other():
    report = seed_portfolio(25)

    assert {lie.__name__: noticed_by(report, lie) for lie in PORTFOLIO_LIES} == {
        lie.__name__: promises for lie, promises in PORTFOLIO_LIES.items()
    }


def test_every_promise_of_the_portfolio_can_be_broken():
    noticed = set().union(*PORTFOLIO_LIES.values())

    assert {each.id for each in PORTFOLIO_PROMISES} <= {f"tenants.{each}" for each in noticed}

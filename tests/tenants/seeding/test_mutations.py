"""Falsified rows: each lie is noticed by the promises whose business it is, and by no other."""

import re
from datetime import date, timedelta
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
from apps.tenants.seeding.promises.authored import AUTHORED_PROMISES
from apps.tenants.seeding.promises.common import COMMON_PROMISES
from apps.tenants.seeding.promises.portfolio import PORTFOLIO_PROMISES
from seedplot import registry
from seedplot.engine import ledger, proof
from seedplot.engine.progress import Silent
from tests.tenants.seeding.correspondence import ANCHOR, rows_of, seed, seed_portfolio, thread_of

ALICE, BOB, CAROL = "Alice Johnson", "Bob Martinez", "Carol Chen"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def update(row, **columns):
    type(row).objects.filter(pk=row.pk).update(**columns)


def move(thread, by):
    """Shift a whole thread in time, with all that hangs on it."""
    for row in thread.messages.all():
        update(row, timestamp=row.timestamp + by)
        for request in row.maintenance_requests.all():
            done = request.resolved_at and request.resolved_at + by
            update(request, created_at=request.created_at + by, updated_at=request.updated_at + by, resolved_at=done)
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


def request_changed_since():
    MaintenanceRequest.objects.update(updated_at=MaintenanceRequest.objects.get().created_at + MINUTE)


def home_entered_after_its_tenant():
    tenant = Tenant.objects.get(name=BOB)
    update(tenant.property, created_at=tenant.created_at + MINUTE)


def home_entered_at_night():
    home = thread_of(BOB).property
    update(home, created_at=home.created_at - timedelta(hours=6))


def rule_forgotten():
    home = thread_of(ALICE).property
    update(home, rules={name: text for name, text in home.rules.items() if name != "pet_policy"})


def password_of_another_home():
    home = thread_of(BOB).property
    update(home, faq={**home.faq, "wifi": thread_of(CAROL).property.faq["wifi"]})


def address_of_another_name():
    update(Tenant.objects.get(name=BOB), email="rob.martinez@example.com")


def subject_on_a_text_message():
    update(rows_of(BOB)[6], subject=thread_of(BOB).subject)


def subtopic_of_another_topic():
    update(thread_of(BOB), subtopic="plumbing")


def subtopic_of_which_nobody_speaks():
    update(thread_of(CAROL), subtopic="pests")


def subject_and_summary_exchanged():
    thread = thread_of(BOB)
    update(thread, subject=thread.summary, summary=thread.subject)


def request_for_another_room():
    row = rows_of(ALICE)[1]
    text = row.ai_actions[0]["description"].replace("bathroom", "bedroom")
    update(row, ai_actions=[{**row.ai_actions[0], "description": text}])
    MaintenanceRequest.objects.update(issue_description=text)


def blank_left_open():
    row = rows_of(BOB)[6]
    update(row, message=f"{row.message} {{room}}")


def answer_without_a_capital():
    row = rows_of(BOB)[1]
    update(row, response=row.response.lower())


def good_evening_at_noon():
    row = rows_of(BOB)[1]
    update(row, response=f"Good evening, Bob. {row.response}")


def answer_to_another_tenant():
    row = rows_of(BOB)[0]
    update(row, response=row.response.replace("Bob", "Alice"))


def network_of_another_home():
    row = rows_of(CAROL)[2]
    update(row, response=f"{row.response} Or use the network Oak789.")


def message_flagged():
    update(rows_of(BOB)[6], flagged=True)


def threshold_changed():
    update(thread_of(BOB).property, dedup_confidence_threshold=Decimal("0.70"))


def rent_lowered():
    tenant = Tenant.objects.get(name=BOB)
    update(tenant, lease_terms={**tenant.lease_terms, "monthly_rent": 3400, "security_deposit": 3400})


def deposit_lowered():
    tenant = Tenant.objects.get(name=BOB)
    update(tenant, lease_terms={**tenant.lease_terms, "security_deposit": 1750})


def thread_about_the_gym():
    update(thread_of(BOB), subject="Gym access and guests")


def bob_resolved_an_hour_later():
    at = thread_of(BOB).resolved_at + timedelta(hours=1)
    update(thread_of(BOB), resolved_at=at)
    thread_of(BOB).events.filter(event_type="conversation_closed").update(created_at=at)


def answer_beside_the_question():
    row = rows_of(BOB)[2]
    update(row, response="Towels you bring yourselves, the loungers are there.")


def moved_in_a_week_later():
    tenant = Tenant.objects.get(name=BOB)
    days = {
        name: (date.fromisoformat(tenant.lease_terms[name]) + 7 * DAY).isoformat()
        for name in ("lease_start", "lease_end")
    }
    update(
        tenant,
        lease_terms={**tenant.lease_terms, **days},
        move_in_date=tenant.move_in_date + 7 * DAY,
        created_at=tenant.created_at + 7 * DAY,
    )


def summary_of_another_unit():
    update(thread_of(CAROL), summary="Power was out in Studio 14 only.")


def conversation_a_minute_shorter():
    last = rows_of(ALICE)[9]
    update(last, timestamp=last.timestamp - MINUTE)
    update(thread_of(ALICE), last_activity_at=last.timestamp - MINUTE)


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
    json_in_an_answer: {"P002", "P020"},
    row_of_the_assistant: {"P002"},
    unknown_action: {"P003", "P105"},
    unknown_priority: {"P003", "P105"},
    empty_array_of_actions: {"P003"},
    second_alarm: {"P105"},
    alarm_withdrawn: {"P105"},
    repair_without_its_request: {"P004", "P101"},
    second_request: {"P004", "P019"},
    request_of_another_priority: {"P004"},
    request_done_without_a_time: {"P012", "P013", "P110"},
    request_open_with_a_time: {"P012"},
    two_messages_at_once: {"P005", "P106"},
    thread_older_than_it_says: {"P005", "P008"},
    last_activity_that_was_none: {"P005"},
    resolved_without_a_time: {"P005", "P008"},
    resolved_before_the_last_message: {"P005"},
    active_with_a_time: {"P005", "P024"},
    property_from_tomorrow: {"P006", "P014"},
    conversation_from_tomorrow: {"P006", "P108"},
    other_pool_hours_in_an_answer: {"P007", "P111", "P116"},
    sauna_that_nobody_has: {"P007"},
    pool_filled_in: {"P111"},
    answers_silent_about_the_limit: {"P111", "P116"},
    start_that_is_not_recorded: {"P008"},
    end_that_is_recorded_twice: {"P008"},
    lease_that_has_run_out: {"P009"},
    lease_without_an_end: {"P009"},
    moved_in_on_another_day: {"P009", "P014", "P113"},
    real_phone_number: {"P010", "P113"},
    real_address: {"P010", "P016"},
    owner_with_the_number_of_a_tenant: {"P010", "P113"},
    answer_given_twice: {"P011"},
    tenant_moved_in_with_another: {"P007", "P102", "P111", "P113"},
    message_gone: {"P101", "P103", "P106"},
    line_of_the_plan_in_other_words: {"P104", "P116"},
    lines_of_the_plan_exchanged: {"P104", "P116"},
    longer_gap: {"P106", "P115"},
    two_threads_on_one_day: {"P107", "P108"},
    alice_in_the_afternoon: {"P108"},
    everything_by_email: {"P008", "P017", "P109"},
    request_in_progress: {"P013", "P110"},
    bob_still_active: {"P110"},
    request_changed_since: {"P012"},
    home_entered_after_its_tenant: {"P014"},
    home_entered_at_night: {"P014"},
    rule_forgotten: {"P015"},
    password_of_another_home: {"P015"},
    address_of_another_name: {"P016"},
    subject_on_a_text_message: {"P017"},
    subtopic_of_another_topic: {"P018"},
    subtopic_of_which_nobody_speaks: {"P018"},
    subject_and_summary_exchanged: {"P019", "P114"},
    request_for_another_room: {"P019"},
    blank_left_open: {"P020"},
    answer_without_a_capital: {"P020"},
    good_evening_at_noon: {"P021"},
    answer_to_another_tenant: {"P021"},
    network_of_another_home: {"P022"},
    message_flagged: {"P023"},
    threshold_changed: {"P023"},
    rent_lowered: {"P113"},
    deposit_lowered: {"P009"},
    thread_about_the_gym: {"P019", "P114"},
    conversation_a_minute_shorter: {"P115"},
    bob_resolved_an_hour_later: {"P024"},
    answer_beside_the_question: {"P116"},
    moved_in_a_week_later: {"P113"},
    summary_of_another_unit: {"P019"},
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


def homes_of_one_kind():
    """Two apartments with a tenant each."""
    return [home for home in Property.objects.filter(address__contains=", Apt ") if home.tenants.count() == 1][:2]


def studio_called_an_apartment():
    home = Property.objects.filter(address__contains=", Studio ").first()
    update(home, address=re.sub(r"Studio (\d)0\d", r"Apt \1A", home.address))


def two_homes_at_one_address():
    first, second = homes_of_one_kind()
    update(second, address=first.address)


def home_in_another_city():
    place, _, city = first_home().address.rpartition(", ")
    other = Property.objects.exclude(address__endswith=city).first()
    update(first_home(), address=f"{place}, {other.address.rpartition(', ')[2]}")


def answer_about_parcels_gone():
    home = Property.objects.exclude(threads__subtopic="packages").first()
    update(home, faq={topic: text for topic, text in home.faq.items() if topic != "packages"})


def repair_never_asked_for():
    request = MaintenanceRequest.objects.filter(message__thread__topic_category="maintenance").first()
    update(request.message, ai_actions=None)
    request.delete()


def two_texts_in_a_minute():
    thread = next(
        each
        for each in ConversationThread.objects.filter(channel="sms", status="active")
        if each.messages.count() > 1 and not MaintenanceRequest.objects.filter(message__thread=each)
    )
    first, second = thread.messages.order_by("timestamp")[:2]
    update(second, timestamp=first.timestamp + timedelta(seconds=20))
    if thread.messages.count() == 2:
        update(thread, last_activity_at=first.timestamp + timedelta(seconds=20))


def resolved_an_hour_later():
    thread = ConversationThread.objects.filter(status="resolved").first()
    update(thread, resolved_at=thread.resolved_at + timedelta(hours=1))
    thread.events.filter(event_type="conversation_closed").update(created_at=thread.resolved_at + timedelta(hours=1))


def continued_on_another_day():
    """All but the last message of a resolved repair are a day apart."""
    thread = next(
        each
        for each in ConversationThread.objects.filter(topic_category="maintenance", status="resolved")
        if (each.last_activity_at - each.created_at).days >= 2 and not each.messages.first().ai_actions
    )
    at = thread.created_at - DAY
    update(thread.messages.order_by("timestamp").first(), timestamp=at)
    update(thread, created_at=at)
    thread.events.filter(event_type="conversation_started").update(created_at=at)


def surer_of_a_closing_thread():
    update(ConversationThread.objects.filter(status="closing").first(), closure_confidence=Decimal("0.95"))


def rent_of_a_palace():
    tenant = Tenant.objects.exclude(threads__topic_category__in=["rent", "lease"]).first()
    update(tenant, lease_terms={**tenant.lease_terms, "monthly_rent": 9000, "security_deposit": 9000})


def gym_in_every_building():
    for home in Property.objects.filter(address__contains=", Apt "):
        update(home, amenities={**home.amenities, "gym": "In the lobby"})


def time_of_another_priority():
    request = MaintenanceRequest.objects.filter(
        priority="normal", message__thread__topic_category="maintenance", message__response__contains="working days"
    ).first()
    urgent = re.search(r"urgent\D*within (\d+ hours)", request.property.rules["maintenance_requests"], re.IGNORECASE)
    update(request.message, response=re.sub(r"\d+ working days", urgent[1], request.message.response))


def repaired_within_the_hour():
    """The tenant reports it half an hour after the message before."""
    thread = ConversationThread.objects.filter(topic_category="maintenance", status="resolved", channel="sms").last()
    before, last = thread.messages.order_by("-timestamp")[:2][::-1]
    at, end = before.timestamp + 30 * MINUTE, before.timestamp + 35 * MINUTE
    update(last, timestamp=at)
    update(thread, last_activity_at=at, resolved_at=end)
    thread.events.filter(event_type="conversation_closed").update(created_at=end)
    MaintenanceRequest.objects.filter(message__thread=thread).update(resolved_at=end, updated_at=end)


def request_open_in_a_closing_thread():
    request = MaintenanceRequest.objects.filter(message__thread__status="closing").first()
    update(request, status="open")


def older_thread_of_yesterday():
    thread = ConversationThread.objects.filter(tenant__threads__status="active", status="closed").first()
    assert thread is not None
    move(thread, ((ANCHOR - thread.last_activity_at).days - 6) * DAY)


PORTFOLIO_LIES = {
    property_gone: {"P201"},
    tenant_moved_to_a_neighbour: {"P007", "P202", "P207", "P216"},
    conversation_gone: {"P203", "P204", "P205", "P206"},
    another_topic: {"P018", "P204"},
    another_status: {"P205", "P209", "P215"},
    another_channel: {"P008", "P017", "P206"},
    owner_with_another_number: {"P207"},
    same_opening_in_one_home: {"P018", "P019", "P208"},
    escalated_without_a_reason: {"P209"},
    calm_thread_that_escalates: {"P019", "P209", "P215"},
    closing_for_a_week: {"P210"},
    message_at_night: {"P021", "P211", "P213"},
    studio_called_an_apartment: {"P202", "P217"},
    two_homes_at_one_address: {"P220"},
    home_in_another_city: {"P220"},
    answer_about_parcels_gone: {"P221"},
    repair_never_asked_for: {"P212"},
    two_texts_in_a_minute: {"P213"},
    resolved_an_hour_later: {"P024"},
    continued_on_another_day: {"P214"},
    surer_of_a_closing_thread: {"P215"},
    rent_of_a_palace: {"P216"},
    gym_in_every_building: {"P217"},
    time_of_another_priority: {"P218"},
    repaired_within_the_hour: {"P219"},
    request_open_in_a_closing_thread: {"P013"},
    older_thread_of_yesterday: {"P210"},
}


def noticed_by(report, lie):
    """The short ids of the promises that notice the lie, which is then taken back."""
    with transaction.atomic():
        lie()
        scenario = registry.scenario_of(report.run.domain, report.run.scenario)
        findings, _ = proof.measure(report.run, scenario, ledger.rows_of(report.run), Silent())
        transaction.set_rollback(True)
    return {finding.promise.id.removeprefix("tenants.") for finding in findings if not finding.kept}


@pytest.mark.django_db
def test_lie_about_a_conversation_is_noticed_by_its_promises_and_no_other():
    report = seed()

    assert {lie.__name__: noticed_by(report, lie) for lie in AUTHORED_LIES} == {
        lie.__name__: promises for lie, promises in AUTHORED_LIES.items()
    }


def test_every_promise_of_the_conversations_can_be_broken():
    noticed = set().union(*AUTHORED_LIES.values())

    assert {f"tenants.{each}" for each in noticed} == {each.id for each in (*COMMON_PROMISES, *AUTHORED_PROMISES)}


@pytest.mark.check
@pytest.mark.django_db
def test_lie_about_the_portfolio_is_noticed_by_its_promises_and_no_other():
    report = seed_portfolio(25)

    assert {lie.__name__: noticed_by(report, lie) for lie in PORTFOLIO_LIES} == {
        lie.__name__: promises for lie, promises in PORTFOLIO_LIES.items()
    }


def test_every_promise_of_the_portfolio_can_be_broken():
    noticed = set().union(*PORTFOLIO_LIES.values())

    assert {each.id for each in PORTFOLIO_PROMISES} <= {f"tenants.{each}" for each in noticed}


def test_every_promise_names_the_source_of_its_bound():
    promises = (*COMMON_PROMISES, *AUTHORED_PROMISES, *PORTFOLIO_PROMISES)

    assert [each.id for each in promises if not each.source.strip()] == []

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from apps.tenants import factories
from apps.tenants.models import (
    ClarificationState,
    ConversationThread,
    MaintenanceRequest,
    Message,
    Property,
    Tenant,
    ThreadRelationship,
)

LONG_AGO = datetime(2020, 2, 3, 12, tzinfo=UTC)


def test_tables_have_djangos_own_names():
    tables = [model._meta.db_table for model in apps.get_app_config("tenants").get_models()]

    assert sorted(tables) == [
        "tenants_attachment",
        "tenants_clarificationstate",
        "tenants_conversationevent",
        "tenants_conversationthread",
        "tenants_maintenancerequest",
        "tenants_message",
        "tenants_notification",
        "tenants_property",
        "tenants_propertyassignment",
        "tenants_tenant",
        "tenants_threadrelationship",
    ]


def test_stamps_have_a_default_and_no_model_sets_them_by_itself():
    for model in apps.get_app_config("tenants").get_models():
        for field in model._meta.fields:
            if field.name in ("created_at", "updated_at", "timestamp"):
                assert field.default is timezone.now
                assert (field.auto_now, field.auto_now_add) == (False, False)


def test_given_stamps_are_kept(db):
    message = factories.MessageFactory.create(timestamp=LONG_AGO)
    request = factories.MaintenanceRequestFactory.create(message=message, created_at=LONG_AGO, updated_at=LONG_AGO)

    assert Message.objects.get().timestamp == LONG_AGO
    stored = MaintenanceRequest.objects.get(pk=request.pk)
    assert (stored.created_at, stored.updated_at) == (LONG_AGO, LONG_AGO)


def test_saving_an_edit_of_a_request_moves_updated_at_only(db):
    request = factories.MaintenanceRequestFactory.create(created_at=LONG_AGO, updated_at=LONG_AGO)

    before = timezone.now()
    request.notes = "Plumber called"
    request.save(update_fields=["notes"])

    stored = MaintenanceRequest.objects.get()
    assert (stored.created_at, stored.notes) == (LONG_AGO, "Plumber called")
    assert before <= stored.updated_at <= timezone.now()


def test_property_has_the_thresholds_of_the_assistant():
    home = Property()

    assert (home.amenities, home.rules, home.faq) == ({}, {}, {})
    assert (home.thread_time_threshold_hours, home.dedup_time_window_days) == (48, 30)
    assert (home.dedup_confidence_threshold, home.dedup_max_requests_to_check) == (Decimal("0.60"), 5)
    assert (home.thread_inactivity_hours, home.thread_closure_grace_hours) == (72, 24)


def test_defaults_are_those_of_a_conversation_that_begins():
    thread, message, request = ConversationThread(), Message(), MaintenanceRequest()

    assert (thread.status, thread.merged_from, thread.is_escalating, thread.clarification_asked) == (
        "active",
        [],
        False,
        False,
    )
    assert (message.message_type, message.flagged, message.ai_actions) == ("user_message", False, None)
    assert (request.status, request.is_duplicate) == ("open", False)


def test_question_waits_a_day_for_its_answer():
    state = ClarificationState()

    assert timedelta(0) <= state.expires_at - state.created_at - timedelta(hours=24) < timedelta(minutes=1)


def test_two_tenants_share_no_phone_and_no_address_but_may_both_have_none(db):
    factories.TenantFactory.create(phone="+1-201-555-0100", email="ada.berg@example.com")
    factories.TenantFactory.create(phone="+1-201-555-0101", email="")
    factories.TenantFactory.create(phone="+1-201-555-0102", email=None)

    assert Tenant.objects.filter(email=None).count() == 2
    for columns in ({"phone": "+1-201-555-0100"}, {"email": "ada.berg@example.com"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            factories.TenantFactory.create(**{"phone": "+1-201-555-0103", "email": None, **columns})


def test_pair_of_threads_has_one_relationship(db):
    pair = factories.ThreadRelationshipFactory.create()

    with pytest.raises(IntegrityError):
        ThreadRelationship.objects.create(
            thread=pair.thread, related_thread=pair.related_thread, relationship_type="similar"
        )


def test_no_action_is_null_in_the_database(db):
    factories.MessageFactory.create()

    with connection.cursor() as cursor:
        cursor.execute("SELECT ai_actions IS NULL FROM tenants_message")

        assert cursor.fetchall() in ([(1,)], [(True,)])


def test_request_outlives_its_message_and_not_its_tenant(db):
    request = factories.MaintenanceRequestFactory.create()

    request.message.delete()

    assert MaintenanceRequest.objects.get().message is None
    request.tenant.delete()
    assert not MaintenanceRequest.objects.exists()


def test_what_is_looked_up_is_indexed():
    def indexed(model):
        columns = {tuple(index.fields) for index in model._meta.indexes}
        return columns | {(field.name,) for field in model._meta.fields if field.db_index and field.is_relation}

    assert indexed(ConversationThread) == {
        ("tenant",),
        ("property",),
        ("merged_into",),
        ("status",),
        ("-last_activity_at",),
        ("tenant", "status"),
        ("channel",),
        ("topic_category",),
        ("is_escalating",),
        ("closed_at",),
        ("status", "last_activity_at"),
    }
    assert indexed(Message) == {
        ("thread",),
        ("tenant",),
        ("timestamp",),
        ("thread", "timestamp"),
        ("message_type",),
    }

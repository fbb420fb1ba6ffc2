"""One factory per model: what a row looks like when nobody says otherwise.

A plan gives nearly all of a row; a test may leave all of it. Moments that nobody gives lie in the first quarter of
2026. Phone numbers are of the range kept for fiction, and unique only as far as 63,900 can be: who makes many rows
gives them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import factory

from apps.accounts.factories import UserFactory
from apps.tenants import models
from seedplot.factories import Columns, Drawn, SeedFactory
from seedplot.fiction import People, fictional_phone_numbers
from seedplot.streams import DeterministicRandom

QUARTER = (datetime(2026, 1, 5, 9, tzinfo=UTC), datetime(2026, 3, 27, 17, tzinfo=UTC))
STREETS = ("Alder Street", "Birch Avenue", "Canal Road", "Dove Lane", "Elm Court", "Foundry Way")


def _moment(stream: DeterministicRandom) -> datetime:
    return stream.datetime_in_range(*QUARTER)


def _phone(stream: DeterministicRandom) -> str:
    return str(stream.choice(fictional_phone_numbers()))


def _same_as(column: str) -> Any:
    """The column declared above, once more."""
    return factory.LazyAttribute(lambda row: getattr(row, column))


def _derived(compute: Any) -> Any:
    return factory.LazyAttribute(compute)


class PropertyFactory(SeedFactory):
    class Meta:
        model = models.Property

    class Params:
        owner = Drawn(lambda stream: People(stream)[0])

    address = Drawn(lambda stream: f"{stream.randint(10, 990)} {stream.choice(STREETS)}, Oakland, CA 94607")
    owner_name = _derived(lambda row: row.owner.full_name)
    owner_email = _derived(lambda row: row.owner.email())
    owner_phone = Drawn(_phone)
    amenities = factory.LazyAttribute(lambda row: {"laundry": "In the basement, open around the clock."})
    rules = factory.LazyAttribute(lambda row: {"quiet_hours": "10 p.m. to 7 a.m."})
    faq = factory.LazyAttribute(lambda row: {"laundry": "The machines in the basement take cards."})
    created_at = Drawn(_moment)


class PropertyAssignmentFactory(SeedFactory):
    class Meta:
        model = models.PropertyAssignment

    user = factory.SubFactory(UserFactory)
    property = factory.SubFactory(PropertyFactory)
    created_at = Drawn(_moment)


class TenantFactory(SeedFactory):
    class Meta:
        model = models.Tenant
        writes = Columns("An address is planned as it is to be, or as None; the field only makes None of a blank one.")

    class Params:
        person = Drawn(lambda stream: People(stream)[0])

    property = factory.SubFactory(PropertyFactory)
    name = _derived(lambda row: row.person.full_name)
    phone = Drawn(_phone)
    email = _derived(lambda row: row.person.email())
    move_in_date = Drawn(lambda stream: date(2025, 3, 1) + timedelta(days=stream.below(270)))
    lease_terms = _derived(
        lambda row: {
            "monthly_rent": 2400,
            "lease_start": row.move_in_date.isoformat(),
            "lease_end": (row.move_in_date + timedelta(days=364)).isoformat(),
            "security_deposit": 2400,
        }
    )
    created_at = Drawn(_moment)


class ConversationThreadFactory(SeedFactory):
    class Meta:
        model = models.ConversationThread

    property = factory.SubFactory(PropertyFactory)
    tenant = factory.SubFactory(TenantFactory, property=factory.SelfAttribute("..property"))
    subject = "Dryer in the basement"
    status = models.ConversationThread.Status.ACTIVE.value
    channel = models.Channel.SMS.value
    summary = "Asks about the dryer in the basement."
    topic_category = models.Topic.AMENITIES.value
    subtopic = "laundry"
    created_at = Drawn(_moment)
    last_activity_at = _same_as("created_at")
    resolved_at = _derived(lambda row: row.last_activity_at if row.status == "resolved" else None)
    closed_at = _derived(lambda row: row.last_activity_at if row.status == "closed" else None)


class MessageFactory(SeedFactory):
    class Meta:
        model = models.Message

    thread = factory.SubFactory(ConversationThreadFactory)
    tenant = factory.LazyAttribute(lambda row: row.thread.tenant)
    channel = factory.LazyAttribute(lambda row: row.thread.channel)
    message = "Does the dryer take cards or only coins?"
    response = "Cards only: tap yours on the reader beside the machine."
    ai_actions = None
    timestamp = factory.LazyAttribute(lambda row: row.thread.created_at)
    message_type = models.Message.Type.USER_MESSAGE.value


class MaintenanceRequestFactory(SeedFactory):
    class Meta:
        model = models.MaintenanceRequest

    message = factory.SubFactory(MessageFactory)
    tenant = factory.LazyAttribute(lambda row: row.message.tenant)
    property = factory.LazyAttribute(lambda row: row.message.thread.property)
    issue_description = "The dryer in the basement stops after a minute."
    priority = models.MaintenanceRequest.Priority.NORMAL.value
    status = models.MaintenanceRequest.Status.OPEN.value
    created_at = factory.LazyAttribute(lambda row: row.message.timestamp)
    updated_at = _same_as("created_at")
    resolved_at = _derived(lambda row: row.updated_at if row.status == "resolved" else None)


class NotificationFactory(SeedFactory):
    class Meta:
        model = models.Notification

    recipient = Drawn(lambda stream: People(stream)[0].email())
    message = "A tenant has reported a repair."
    channel = models.Notification.Channel.EMAIL.value
    status = models.Notification.Status.PENDING.value
    created_at = Drawn(_moment)
    sent_at = _derived(lambda row: row.created_at if row.status == "sent" else None)


class AttachmentFactory(SeedFactory):
    class Meta:
        model = models.Attachment

    message = factory.SubFactory(MessageFactory)
    filename = "dryer.jpg"
    stored_filename = Drawn(lambda stream: f"{stream.hexadecimal(32)}.jpg")
    content_type = "image/jpeg"
    size = Drawn(lambda stream: stream.randint(80_000, 3_000_000))
    url = _derived(lambda row: f"https://files.example.com/{row.stored_filename}")
    created_at = factory.LazyAttribute(lambda row: row.message.timestamp)


class ThreadRelationshipFactory(SeedFactory):
    class Meta:
        model = models.ThreadRelationship

    thread = factory.SubFactory(ConversationThreadFactory)
    related_thread = factory.SubFactory(ConversationThreadFactory)
    relationship_type = models.ThreadRelationship.Kind.RELATED.value
    confidence = Drawn(lambda stream: stream.decimal("0.60", "0.99"))
    created_at = Drawn(_moment)


class ConversationEventFactory(SeedFactory):
    class Meta:
        model = models.ConversationEvent

    thread = factory.SubFactory(ConversationThreadFactory)
    tenant = factory.LazyAttribute(lambda row: row.thread.tenant)
    event_type = models.ConversationEvent.Type.CONVERSATION_STARTED.value
    event_data = factory.LazyAttribute(lambda row: {"channel": row.thread.channel})
    created_at = factory.LazyAttribute(lambda row: row.thread.created_at)


class ClarificationStateFactory(SeedFactory):
    class Meta:
        model = models.ClarificationState

    thread = factory.SubFactory(ConversationThreadFactory)
    tenant = factory.LazyAttribute(lambda row: row.thread.tenant)
    question = "Is this about the dryer you wrote of last week, or another one?"
    status = models.ClarificationState.Status.PENDING.value
    created_at = Drawn(_moment)
    expires_at = _derived(lambda row: row.created_at + timedelta(hours=24))

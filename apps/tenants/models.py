"""Tenants who write to a property manager's assistant: homes, people, conversations and what came of them.

Times are aware. A row of `Message` is an exchange: what the tenant wrote and what the assistant answered.
"""

from datetime import datetime, timedelta
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from apps.accounts.fields import OptionalEmailField
from seedplot.timestamps import TimeStamped


class Channel(models.TextChoices):
    """How a tenant writes."""

    SMS = "sms", "SMS"
    EMAIL = "email", "e-mail"
    WHATSAPP = "whatsapp", "WhatsApp"


class Topic(models.TextChoices):
    """What a conversation is about."""

    MAINTENANCE = "maintenance"
    RENT = "rent"
    AMENITIES = "amenities"
    LEASE = "lease"
    GENERAL = "general"
    OTHER = "other"


def confidence_field(*, null: bool = False, default: Decimal | None = None) -> models.DecimalField:
    """A column for how sure the assistant is, 0.00 to 1.00."""
    limits = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1))]
    given = {} if default is None else {"default": default}
    return models.DecimalField(max_digits=3, decimal_places=2, null=null, blank=null, validators=limits, **given)


def a_day_from_now() -> datetime:
    """Until when an answer to a question put now is waited for."""
    return timezone.now() + timedelta(hours=24)


class Property(models.Model):
    """A home to let; what the assistant may say about it stands in `amenities`, `rules` and `faq`.

    The thresholds govern how the assistant groups messages, recognises a request made twice and closes what is done.
    """

    address = models.CharField(max_length=255)
    owner_name = models.CharField(max_length=100)
    owner_email = models.EmailField("owner's e-mail", max_length=100)
    owner_phone = models.CharField("owner's phone", max_length=20)
    amenities = models.JSONField(default=dict, blank=True)
    rules = models.JSONField(default=dict, blank=True)
    faq = models.JSONField("FAQ", default=dict, blank=True, help_text="Topic to text.")
    thread_time_threshold_hours = models.PositiveIntegerField(default=48)
    dedup_time_window_days = models.PositiveIntegerField(default=30)
    dedup_confidence_threshold = confidence_field(default=Decimal("0.60"))
    dedup_max_requests_to_check = models.PositiveIntegerField(default=5)
    thread_inactivity_hours = models.PositiveIntegerField(default=72)
    thread_closure_grace_hours = models.PositiveIntegerField(default=24)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "properties"

    def __str__(self) -> str:
        return self.address


class Tenant(models.Model):
    """Somebody who rents a home. `lease_terms`: monthly_rent, lease_start, lease_end, security_deposit."""

    property = models.ForeignKey(Property, on_delete=models.CASCADE, null=True, blank=True, related_name="tenants")
    name = models.CharField(max_length=100)
    phone = models.CharField(
        max_length=20, unique=True, error_messages={"unique": "A tenant with this phone number exists already."}
    )
    email = OptionalEmailField(
        "e-mail address",
        max_length=100,
        unique=True,
        null=True,
        blank=True,
        error_messages={"unique": "A tenant with this e-mail address exists already."},
    )
    lease_terms = models.JSONField(default=dict, blank=True)
    move_in_date = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class ConversationThread(models.Model):
    """One conversation about one subject. `resolved_at` is set while the status is resolved."""

    class Status(models.TextChoices):
        ACTIVE = "active"
        CLOSING = "closing"
        RESOLVED = "resolved"
        ESCALATED = "escalated"
        CLOSED = "closed"

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="threads")
    property = models.ForeignKey(Property, on_delete=models.CASCADE, related_name="threads")
    subject = models.CharField(max_length=500)
    status = models.CharField(max_length=20, choices=Status, default=Status.ACTIVE)
    channel = models.CharField(max_length=20, choices=Channel)
    created_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, blank=True)
    last_activity_at = models.DateTimeField(default=timezone.now)
    summary = models.TextField(blank=True)
    topic_category = models.CharField(max_length=50, choices=Topic, blank=True)
    subtopic = models.CharField(max_length=50, blank=True)
    merged_from = models.JSONField(default=list, blank=True, help_text="Keys of the threads that went into this one.")
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged_threads"
    )
    is_escalating = models.BooleanField(default=False)
    escalation_confidence = confidence_field(null=True)
    escalation_reasoning = models.TextField(blank=True)
    closure_confidence = confidence_field(null=True)
    closure_factors = models.JSONField(default=dict, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    clarification_asked = models.BooleanField(default=False)

    class Meta:
        verbose_name = "conversation"
        # The two foreign keys bring an index each.
        indexes = [
            models.Index(fields=["status"], name="thread_status"),
            models.Index(fields=["-last_activity_at"], name="thread_last_activity"),
            models.Index(fields=["tenant", "status"], name="thread_tenant_status"),
            models.Index(fields=["channel"], name="thread_channel"),
            models.Index(fields=["topic_category"], name="thread_topic"),
            models.Index(fields=["is_escalating"], name="thread_escalating"),
            models.Index(fields=["closed_at"], name="thread_closed_at"),
            models.Index(fields=["status", "last_activity_at"], name="thread_status_activity"),
        ]

    def __str__(self) -> str:
        return self.subject


class Message(models.Model):
    """An exchange: the tenant's text and, in `response`, the assistant's answer as it is shown.

    `ai_actions` is an array of what the assistant set going with its answer, NULL when that was nothing.
    """

    class Type(models.TextChoices):
        USER_MESSAGE = "user_message"
        AI_RESPONSE = "ai_response", "AI response"

    thread = models.ForeignKey(
        ConversationThread, on_delete=models.CASCADE, null=True, blank=True, related_name="messages"
    )
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, null=True, blank=True, related_name="messages")
    channel = models.CharField(max_length=20, choices=Channel)
    message = models.TextField()
    response = models.TextField(null=True, blank=True)
    ai_actions = models.JSONField("AI actions", null=True, blank=True)
    timestamp = models.DateTimeField(default=timezone.now)
    flagged = models.BooleanField(default=False)
    subject = models.CharField(max_length=500, null=True, blank=True)
    message_type = models.CharField(max_length=20, choices=Type, default=Type.USER_MESSAGE)

    class Meta:
        # The two foreign keys bring an index each.
        indexes = [
            models.Index(fields=["timestamp"], name="message_timestamp"),
            models.Index(fields=["thread", "timestamp"], name="message_thread_timestamp"),
            models.Index(fields=["message_type"], name="message_type"),
        ]

    def __str__(self) -> str:
        return self.message[:80]


class MaintenanceRequest(TimeStamped):
    """Something to be mended, made of the action in a message's answer."""

    class Priority(models.TextChoices):
        EMERGENCY = "emergency"
        URGENT = "urgent"
        NORMAL = "normal"
        LOW = "low"

    class Status(models.TextChoices):
        OPEN = "open"
        IN_PROGRESS = "in_progress"
        RESOLVED = "resolved"

    property = models.ForeignKey(Property, on_delete=models.CASCADE, related_name="maintenance_requests")
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="maintenance_requests")
    message = models.ForeignKey(
        Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="maintenance_requests"
    )
    issue_description = models.TextField()
    priority = models.CharField(max_length=20, choices=Priority)
    status = models.CharField(max_length=20, choices=Status, default=Status.OPEN)
    notes = models.TextField(blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    related_request = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="duplicates"
    )
    is_duplicate = models.BooleanField(default=False)
    duplicate_reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.issue_description[:80]


class Notification(models.Model):
    """A note to somebody, such as an owner, about what happened. Nothing here sends it."""

    class Channel(models.TextChoices):
        SMS = "sms", "SMS"
        EMAIL = "email", "e-mail"

    class Status(models.TextChoices):
        PENDING = "pending"
        SENT = "sent"
        FAILED = "failed"

    recipient = models.CharField(max_length=100)
    message = models.TextField()
    channel = models.CharField(max_length=20, choices=Channel)
    status = models.CharField(max_length=20, choices=Status, default=Status.PENDING)
    sent_at = models.DateTimeField(null=True, blank=True)
    error_message = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.channel} to {self.recipient}"


class Attachment(models.Model):
    """A file that came with a message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    filename = models.CharField(max_length=255)
    stored_filename = models.CharField(max_length=255, unique=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="Bytes.")
    url = models.CharField("URL", max_length=500)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.filename


class ThreadRelationship(models.Model):
    """Two conversations that have to do with each other."""

    class Kind(models.TextChoices):
        SIMILAR = "similar"
        RELATED = "related"
        FOLLOW_UP = "follow-up"

    thread = models.ForeignKey(ConversationThread, on_delete=models.CASCADE, related_name="relationships")
    related_thread = models.ForeignKey(ConversationThread, on_delete=models.CASCADE, related_name="related_from")
    relationship_type = models.CharField(max_length=20, choices=Kind)
    confidence = confidence_field(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "related_thread"], name="unique_pair_of_threads"),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.relationship_type} {self.related_thread_id}"


class ConversationEvent(models.Model):
    """A turn in a conversation's life."""

    class Type(models.TextChoices):
        CONVERSATION_STARTED = "conversation_started"
        CONVERSATION_CLOSED = "conversation_closed"
        AUTO_CLOSED = "auto_closed"
        MANUALLY_CLOSED = "manually_closed"
        REOPENED = "reopened"
        STATUS_CHANGED = "status_changed"

    thread = models.ForeignKey(ConversationThread, on_delete=models.CASCADE, related_name="events")
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="events")
    event_type = models.CharField(max_length=50, choices=Type)
    event_data = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.event_type} in {self.thread_id}"


class ClarificationState(models.Model):
    """A question that the assistant put to a tenant who may mean either of two conversations."""

    class Status(models.TextChoices):
        PENDING = "pending"
        ANSWERED = "answered"
        EXPIRED = "expired"

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="clarifications")
    thread = models.ForeignKey(
        ConversationThread, on_delete=models.CASCADE, null=True, blank=True, related_name="clarifications"
    )
    question = models.TextField()
    status = models.CharField(max_length=20, choices=Status, default=Status.PENDING)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=a_day_from_now)

    def __str__(self) -> str:
        return self.question[:80]

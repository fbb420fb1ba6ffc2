"""Conversations of tenants with the property manager's assistant.

A row of `Message` is an exchange: what the tenant wrote and what the assistant answered.
"""

from django.db import models
from django.utils import timezone

from apps.tenants.models.fields import confidence_field
from apps.tenants.models.homes import Property, Tenant


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

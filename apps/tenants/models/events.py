"""Turns in the life of a conversation, its relations to others, and questions put in between."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from apps.tenants.models.conversations import ConversationThread
from apps.tenants.models.fields import confidence_field
from apps.tenants.models.homes import Tenant


def a_day_from_now() -> datetime:
    """Until when an answer to a question put now is waited for."""
    return timezone.now() + timedelta(hours=24)


# A migration names it by its public address, wherever in the package it is.
a_day_from_now.__module__ = "apps.tenants.models"


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

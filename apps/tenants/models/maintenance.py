"""Requests for repairs, and notes to those concerned: a conversation sets them going."""

from django.db import models
from django.utils import timezone

from apps.tenants.models.conversations import Message
from apps.tenants.models.homes import Property, Tenant
from seedplot.timestamps import TimeStamped


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

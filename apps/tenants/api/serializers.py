"""How rows read as JSON. What is not a column comes from the annotations of `apps.tenants.queries`."""

from typing import Any

from rest_framework import serializers

from apps.tenants.models import Attachment, ConversationThread, MaintenanceRequest, Message, Property, Tenant
from apps.tenants.seeding.specification.actions import PRIORITIES, URGENCIES

PRESSING = (*URGENCIES, *PRIORITIES)
"""How urgent an action may be, the most pressing first."""


def address_of_property() -> serializers.CharField:
    """Where somebody lives; null where the row has no property."""
    return serializers.CharField(source="property.address", default=None)


class ContactSerializer(serializers.ModelSerializer):
    """Whom a row is about."""

    class Meta:
        model = Tenant
        fields = ("id", "name", "phone", "email")


class ConversationSerializer(serializers.ModelSerializer):
    tenant = ContactSerializer()
    address = address_of_property()
    message_count = serializers.IntegerField()
    last_tenant_message = serializers.CharField()

    class Meta:
        model = ConversationThread
        fields = (
            "id",
            "subject",
            "status",
            "channel",
            "topic_category",
            "subtopic",
            "summary",
            "is_escalating",
            "tenant",
            "property_id",
            "address",
            "message_count",
            "last_tenant_message",
            "created_at",
            "last_activity_at",
            "resolved_at",
            "closed_at",
        )


class MessageSerializer(serializers.ModelSerializer):
    """An exchange with both halves; `actions` is empty where the assistant did nothing else."""

    actions = serializers.SerializerMethodField()

    class Meta:
        model = Message
        fields = (
            "id",
            "thread_id",
            "tenant_id",
            "channel",
            "subject",
            "message_type",
            "message",
            "response",
            "actions",
            "flagged",
            "timestamp",
        )

    def get_actions(self, message: Message) -> Any:
        return message.ai_actions or []


class RecentMessageSerializer(MessageSerializer):
    tenant = ContactSerializer()
    address = serializers.CharField()
    urgency = serializers.SerializerMethodField()

    class Meta(MessageSerializer.Meta):
        fields = (*MessageSerializer.Meta.fields, "tenant", "address", "urgency")

    def get_urgency(self, message: Message) -> str | None:
        """The most pressing urgency or priority among the actions, null when there is none."""
        actions = message.ai_actions if isinstance(message.ai_actions, list) else []
        named = [
            action.get(field) for action in actions if isinstance(action, dict) for field in ("urgency", "priority")
        ]
        return next((known for known in PRESSING if known in named), None)


class MaintenanceRequestSerializer(serializers.ModelSerializer):
    tenant = ContactSerializer()
    address = address_of_property()
    thread_id = serializers.IntegerField()

    class Meta:
        model = MaintenanceRequest
        fields = (
            "id",
            "issue_description",
            "priority",
            "status",
            "notes",
            "is_duplicate",
            "related_request_id",
            "tenant",
            "property_id",
            "address",
            "message_id",
            "thread_id",
            "created_at",
            "updated_at",
            "resolved_at",
        )


class AttachmentSerializer(serializers.ModelSerializer):
    class Meta:
        model = Attachment
        fields = ("id", "message_id", "filename", "content_type", "size", "url")


class PropertySerializer(serializers.ModelSerializer):
    tenant_count = serializers.IntegerField()

    class Meta:
        model = Property
        fields = (
            "id",
            "address",
            "owner_name",
            "owner_email",
            "owner_phone",
            "amenities",
            "rules",
            "faq",
            "tenant_count",
            "created_at",
        )


class ThreadOfTenantSerializer(serializers.ModelSerializer):
    """A conversation in short, beside the tenant who wrote it."""

    message_count = serializers.IntegerField()

    class Meta:
        model = ConversationThread
        fields = ("id", "subject", "status", "channel", "message_count", "created_at", "last_activity_at")


class TenantSerializer(serializers.ModelSerializer):
    address = address_of_property()
    threads = ThreadOfTenantSerializer(many=True)

    class Meta:
        model = Tenant
        fields = (
            "id",
            "name",
            "phone",
            "email",
            "property_id",
            "address",
            "lease_terms",
            "move_in_date",
            "created_at",
            "threads",
        )

"""Rows as JSON. Whatever is no column comes from the annotations of `apps.tenants.queries`.

What somebody may not see is null, and an access code within a text is hidden: `access` of the context decides.
"""

from typing import Any, ClassVar

from rest_framework import serializers

from apps.tenants.models import Attachment, ConversationThread, MaintenanceRequest, Message, Property, Tenant
from apps.tenants.queries.codes import home_of, shown
from apps.tenants.seeding.specification.actions import PRIORITIES, URGENCIES

PRESSING = (*URGENCIES, *PRIORITIES)
"""How urgent an action may be, the most pressing first."""


def address_of_property() -> serializers.CharField:
    """Where somebody lives; null where the row has no property."""
    return serializers.CharField(source="property.address", default=None, allow_null=True)


class RowSerializer(serializers.ModelSerializer):
    """A row as far as somebody may see it."""

    withheld: ClassVar[dict[str, str]] = {}
    """By field: the part of `Access` without which it is null."""
    may_hold_codes: ClassVar[tuple[str, ...]] = ()

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for name in self.withheld:
            fields[name].allow_null = True
        return fields

    def to_representation(self, row: Any) -> dict[str, Any]:
        values = super().to_representation(row)
        access = self.context["access"]
        hidden = {name: None for name, right in self.withheld.items() if not getattr(access, right)}
        told = {name: shown(values[name], self.home(row), access) for name in self.may_hold_codes}
        return values | told | hidden

    def home(self, row: Any) -> Property | None:
        return row.property


class ContactSerializer(RowSerializer):
    """Whom a row is about."""

    withheld: ClassVar[dict[str, str]] = {"phone": "sees_contacts", "email": "sees_contacts"}

    class Meta:
        model = Tenant
        fields = ("id", "name", "phone", "email")


class ConversationSerializer(RowSerializer):
    may_hold_codes = ("subject", "summary", "last_tenant_message")
    tenant = ContactSerializer()
    address = address_of_property()
    message_count = serializers.IntegerField()
    last_tenant_message = serializers.CharField(allow_null=True)

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


class MessageSerializer(RowSerializer):
    """An exchange with both halves; `actions` is empty where the assistant did nothing else."""

    may_hold_codes = ("subject", "message", "response", "actions")
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

    def home(self, row: Message) -> Property | None:
        return home_of(row)

    def get_actions(self, message: Message) -> list[dict[str, Any]]:
        return message.ai_actions or []


class RecentMessageSerializer(MessageSerializer):
    tenant = ContactSerializer(allow_null=True)
    address = serializers.CharField(allow_null=True)
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


class MaintenanceRequestSerializer(RowSerializer):
    may_hold_codes = ("issue_description", "notes")
    tenant = ContactSerializer()
    address = address_of_property()
    thread_id = serializers.IntegerField(allow_null=True)

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


class PropertySerializer(RowSerializer):
    withheld: ClassVar[dict[str, str]] = {"owner_email": "sees_contacts", "owner_phone": "sees_contacts"}
    may_hold_codes = ("amenities", "rules", "faq")
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

    def home(self, row: Property) -> Property:
        return row


class ThreadOfTenantSerializer(serializers.ModelSerializer):
    """A conversation in short, beside the tenant who wrote it."""

    message_count = serializers.IntegerField()

    class Meta:
        model = ConversationThread
        fields = ("id", "subject", "status", "channel", "message_count", "created_at", "last_activity_at")


class TenantSerializer(RowSerializer):
    withheld: ClassVar[dict[str, str]] = {
        "phone": "sees_contacts",
        "email": "sees_contacts",
        "lease_terms": "sees_leases",
        "move_in_date": "sees_leases",
    }
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


# Answers of more than a row, as they are described.


class WholeConversationSerializer(ConversationSerializer):
    messages = MessageSerializer(many=True)
    related_maintenance = MaintenanceRequestSerializer(many=True)
    attachments = AttachmentSerializer(many=True)

    class Meta(ConversationSerializer.Meta):
        fields = (*ConversationSerializer.Meta.fields, "messages", "related_maintenance", "attachments")


class WholePropertySerializer(PropertySerializer):
    tenants = TenantSerializer(many=True)

    class Meta(PropertySerializer.Meta):
        fields = (*PropertySerializer.Meta.fields, "tenants")


class ConversationCountsSerializer(serializers.Serializer):
    total = serializers.IntegerField()
    by_channel = serializers.DictField(child=serializers.IntegerField())
    by_status = serializers.DictField(child=serializers.IntegerField())


class TotalsSerializer(serializers.Serializer):
    total_properties = serializers.IntegerField()
    total_tenants = serializers.IntegerField()
    total_requests = serializers.IntegerField()
    total_conversations = serializers.IntegerField()


class TenantCountsSerializer(serializers.Serializer):
    total = serializers.IntegerField()
    active = serializers.IntegerField()
    new_this_month = serializers.IntegerField()

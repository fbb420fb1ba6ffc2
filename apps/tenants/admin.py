"""Every table in the admin; lists fetch the people, homes and conversations that they name with the rows."""

from django.contrib import admin
from django.utils.text import Truncator
from unfold.admin import TabularInline

from apps.pages.large_lists import LargeListAdmin
from apps.tenants import models


@admin.register(models.Property)
class PropertyAdmin(LargeListAdmin):
    list_display = ("address", "owner_name", "owner_phone", "created_at")
    search_fields = ("address", "owner_name", "owner_email")


@admin.register(models.PropertyAssignment)
class PropertyAssignmentAdmin(LargeListAdmin):
    list_display = ("user", "property", "created_at")
    list_select_related = ("user", "property")
    search_fields = ("user__username", "user__email", "property__address")
    autocomplete_fields = ("user", "property")


@admin.register(models.Tenant)
class TenantAdmin(LargeListAdmin):
    list_display = ("name", "phone", "email", "property", "move_in_date")
    list_select_related = ("property",)
    search_fields = ("name", "phone", "email", "property__address")
    autocomplete_fields = ("property",)


class MessageInline(TabularInline):
    model = models.Message
    fields = ("timestamp", "message", "response", "ai_actions", "flagged")
    readonly_fields = ("timestamp",)
    ordering = ("timestamp",)
    extra = 0


@admin.register(models.ConversationThread)
class ConversationThreadAdmin(LargeListAdmin):
    list_display = (
        "subject",
        "tenant",
        "property",
        "channel",
        "status",
        "topic_category",
        "is_escalating",
        "last_activity_at",
        "resolved_at",
    )
    list_filter = ("status", "channel", "topic_category", "is_escalating")
    list_select_related = ("tenant", "property")
    search_fields = ("subject", "summary", "tenant__name", "property__address")
    autocomplete_fields = ("tenant", "property", "merged_into")
    ordering = ("-last_activity_at",)
    inlines = (MessageInline,)


@admin.register(models.Message)
class MessageAdmin(LargeListAdmin):
    list_display = ("timestamp", "tenant", "beginning", "channel", "flagged", "thread")
    list_filter = ("flagged", "channel", "message_type")
    list_select_related = ("tenant", "thread")
    search_fields = ("message", "response", "tenant__name", "thread__subject")
    autocomplete_fields = ("tenant", "thread")
    ordering = ("-timestamp",)

    @admin.display(description="message")
    def beginning(self, message: models.Message) -> str:
        # Both halves in full made pages of 700 kB.
        return Truncator(message.message).chars(80)


@admin.register(models.MaintenanceRequest)
class MaintenanceRequestAdmin(LargeListAdmin):
    list_display = ("issue_description", "priority", "status", "tenant", "property", "created_at", "resolved_at")
    list_filter = ("status", "priority", "is_duplicate")
    list_select_related = ("tenant", "property")
    search_fields = ("issue_description", "notes", "tenant__name", "property__address")
    autocomplete_fields = ("property", "tenant", "message", "related_request")
    readonly_fields = ("created_at", "updated_at")


@admin.register(models.Notification)
class NotificationAdmin(LargeListAdmin):
    list_display = ("created_at", "recipient", "channel", "status", "sent_at", "message")
    list_filter = ("status", "channel")
    search_fields = ("recipient", "message")


@admin.register(models.Attachment)
class AttachmentAdmin(LargeListAdmin):
    list_display = ("filename", "content_type", "size", "message", "created_at")
    list_select_related = ("message",)
    search_fields = ("filename", "stored_filename", "message__message")
    autocomplete_fields = ("message",)


@admin.register(models.ThreadRelationship)
class ThreadRelationshipAdmin(LargeListAdmin):
    list_display = ("thread", "relationship_type", "related_thread", "confidence", "created_at")
    list_filter = ("relationship_type",)
    list_select_related = ("thread", "related_thread")
    search_fields = ("thread__subject", "related_thread__subject")
    autocomplete_fields = ("thread", "related_thread")


@admin.register(models.ConversationEvent)
class ConversationEventAdmin(LargeListAdmin):
    list_display = ("created_at", "event_type", "thread", "tenant")
    list_filter = ("event_type",)
    list_select_related = ("thread", "tenant")
    search_fields = ("thread__subject", "tenant__name")
    autocomplete_fields = ("thread", "tenant")


@admin.register(models.ClarificationState)
class ClarificationStateAdmin(LargeListAdmin):
    list_display = ("question", "tenant", "thread", "status", "created_at", "expires_at")
    list_filter = ("status",)
    list_select_related = ("tenant", "thread")
    search_fields = ("question", "tenant__name", "thread__subject")
    autocomplete_fields = ("tenant", "thread")

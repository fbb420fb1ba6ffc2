"""Every table in the admin; lists fetch what they name with the rows."""

from django.contrib import admin
from django.db.models import QuerySet, URLField
from django.http import HttpRequest
from unfold.admin import TabularInline

from apps.pages.large_lists import LargeListAdmin
from apps.projects import models


class EntityAdmin(LargeListAdmin):
    """Nobody types the two stamps. Keys are UUIDs, so a list names an order that says something."""

    ordering = None
    readonly_fields = ("created_at", "updated_at")
    formfield_overrides = {URLField: {"assume_scheme": "https"}}


@admin.register(models.UserProfile)
class UserProfileAdmin(EntityAdmin):
    list_display = ("user", "timezone", "language", "is_online", "last_activity")
    list_filter = ("language", "is_online")
    list_select_related = ("user",)
    search_fields = ("user__username", "user__email")
    autocomplete_fields = ("user",)
    ordering = ("user__username",)


@admin.register(models.Organization)
class OrganizationAdmin(EntityAdmin):
    list_display = ("name", "slug", "organization_type", "subscription_plan", "owner", "is_active")
    list_filter = ("organization_type", "subscription_plan", "is_active")
    list_select_related = ("owner",)
    search_fields = ("name", "slug")
    autocomplete_fields = ("owner",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(models.OrganizationMembership)
class OrganizationMembershipAdmin(EntityAdmin):
    list_display = ("user", "organization", "role", "status", "joined_at", "is_active")
    list_filter = ("role", "status", "organization")
    list_select_related = ("user", "organization")
    search_fields = ("user__username", "user__email")
    autocomplete_fields = ("user", "organization", "invited_by", "invitation")
    ordering = ("organization__name", "user__username")


@admin.register(models.OrganizationInvitation)
class OrganizationInvitationAdmin(EntityAdmin):
    list_display = ("email", "organization", "role", "status", "expires_at", "accepted_at")
    list_filter = ("role", "status", "organization")
    list_select_related = ("organization",)
    search_fields = ("email",)
    autocomplete_fields = ("organization", "invited_by")
    ordering = ("-created_at",)


@admin.register(models.Workspace)
class WorkspaceAdmin(EntityAdmin):
    list_display = ("name", "organization", "workspace_type", "visibility", "is_active")
    list_filter = ("workspace_type", "visibility", "organization")
    list_select_related = ("organization",)
    search_fields = ("name", "slug")
    autocomplete_fields = ("organization", "created_by")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(models.WorkspaceMember)
class WorkspaceMemberAdmin(EntityAdmin):
    list_display = ("user", "workspace", "role", "joined_at", "is_active")
    list_filter = ("role", "workspace")
    list_select_related = ("user", "workspace")
    search_fields = ("user__username", "user__email")
    autocomplete_fields = ("user", "workspace")
    ordering = ("workspace__name", "user__username")


@admin.register(models.Project)
class ProjectAdmin(EntityAdmin):
    list_display = ("key", "name", "methodology", "status", "priority", "lead", "start_date", "end_date")
    list_filter = ("methodology", "status", "priority", "workspace")
    list_select_related = ("lead",)
    search_fields = ("key", "name")
    autocomplete_fields = ("workspace", "lead", "created_by")


@admin.register(models.ProjectTeamMember)
class ProjectTeamMemberAdmin(EntityAdmin):
    list_display = ("user", "project", "role", "hourly_rate", "joined_at", "is_active")
    list_filter = ("role", "project")
    list_select_related = ("user", "project")
    search_fields = ("user__username", "user__email", "project__key")
    autocomplete_fields = ("user", "project")
    ordering = ("project__key", "user__username")


@admin.register(models.ProjectArchive)
class ProjectArchiveAdmin(EntityAdmin):
    list_display = ("project", "reason", "archived_by", "archived_at", "can_be_restored")
    list_filter = ("reason", "can_be_restored")
    list_select_related = ("project", "archived_by")
    search_fields = ("project__key", "project__name")
    autocomplete_fields = ("project", "archived_by")
    ordering = ("-archived_at",)


@admin.register(models.ProjectConfiguration)
class ProjectConfigurationAdmin(EntityAdmin):
    list_display = ("project", "sprint_duration", "estimation_type", "auto_close_sprints", "enable_sub_tasks")
    list_filter = ("sprint_duration", "estimation_type")
    list_select_related = ("project",)
    search_fields = ("project__key", "project__name")
    autocomplete_fields = ("project",)
    ordering = ("project__key",)


@admin.register(models.IssueType)
class IssueTypeAdmin(EntityAdmin):
    list_display = ("name", "project", "category", "color", "is_default", "is_active")
    list_filter = ("category", "project")
    list_select_related = ("project",)
    search_fields = ("name", "project__key")
    autocomplete_fields = ("project",)


@admin.register(models.WorkflowStatus)
class WorkflowStatusAdmin(EntityAdmin):
    list_display = ("name", "project", "category", "order", "is_initial", "is_final", "is_active")
    list_filter = ("category", "project")
    list_select_related = ("project",)
    search_fields = ("name", "project__key")
    autocomplete_fields = ("project",)


@admin.register(models.WorkflowTransition)
class WorkflowTransitionAdmin(EntityAdmin):
    list_display = ("name", "project", "from_status", "to_status", "is_active")
    list_filter = ("is_active", "project")
    list_select_related = ("project", "from_status", "to_status")
    search_fields = ("name", "project__key")
    autocomplete_fields = ("project", "from_status", "to_status")
    ordering = ("project__key", "name")


class BoardColumnInline(TabularInline):
    model = models.BoardColumn
    extra = 0
    fields = ("order", "name", "workflow_status", "min_wip", "max_wip")
    autocomplete_fields = ("workflow_status",)


@admin.register(models.Board)
class BoardAdmin(EntityAdmin):
    list_display = ("name", "project", "board_type", "created_by")
    list_filter = ("board_type", "project")
    list_select_related = ("project", "created_by")
    search_fields = ("name", "project__key")
    autocomplete_fields = ("project", "created_by")
    inlines = (BoardColumnInline,)


@admin.register(models.BoardColumn)
class BoardColumnAdmin(EntityAdmin):
    list_display = ("name", "board", "workflow_status", "order", "min_wip", "max_wip")
    list_filter = ("board__project",)
    list_select_related = ("board", "workflow_status")
    search_fields = ("name", "board__name")
    autocomplete_fields = ("board", "workflow_status")


@admin.register(models.Sprint)
class SprintAdmin(EntityAdmin):
    list_display = ("name", "project", "status", "start_date", "end_date", "committed_points", "completed_points")
    list_filter = ("status", "project")
    list_select_related = ("project",)
    search_fields = ("name", "project__key")
    autocomplete_fields = ("project", "created_by")


class IssueCommentInline(TabularInline):
    model = models.IssueComment
    extra = 0
    fields = ("author", "content", "created_at")
    autocomplete_fields = ("author",)


@admin.register(models.Issue)
class IssueAdmin(EntityAdmin):
    list_display = ("full_key", "title", "issue_type", "status", "priority", "assignee", "sprint", "resolved_at")
    list_filter = ("issue_type__category", "status__category", "priority", "project")
    list_select_related = ("project", "issue_type", "status", "assignee", "sprint")
    search_fields = ("title", "key", "project__key")
    autocomplete_fields = ("project", "issue_type", "status", "parent_issue", "sprint", "assignee", "reporter")
    inlines = (IssueCommentInline,)


@admin.register(models.IssueComment)
class IssueCommentAdmin(EntityAdmin):
    list_display = ("created_at", "issue", "author", "content", "is_edited")
    list_filter = ("is_edited", "issue__project")
    list_select_related = ("issue__project", "author")
    search_fields = ("content", "issue__title", "author__username")
    autocomplete_fields = ("issue", "author")
    ordering = ("-created_at",)


@admin.register(models.IssueAttachment)
class IssueAttachmentAdmin(EntityAdmin):
    list_display = ("filename", "issue", "file_size", "content_type", "uploaded_by", "uploaded_at")
    list_filter = ("issue__project",)
    list_select_related = ("issue__project", "uploaded_by")
    search_fields = ("filename", "issue__title")
    autocomplete_fields = ("issue", "uploaded_by")
    ordering = ("-uploaded_at",)


@admin.register(models.IssueLink)
class IssueLinkAdmin(EntityAdmin):
    list_display = ("source_issue", "link_type", "target_issue", "created_by", "created_at")
    list_filter = ("link_type", "source_issue__project")
    list_select_related = ("source_issue__project", "target_issue__project", "created_by")
    search_fields = ("source_issue__title", "target_issue__title")
    autocomplete_fields = ("source_issue", "target_issue", "created_by")
    ordering = ("-created_at",)

    def has_change_permission(self, request: HttpRequest, obj: models.IssueLink | None = None) -> bool:
        """A link is made or deleted, each time with its reciprocal; changing one row would part the two."""
        return False


@admin.register(models.ActivityLog)
class ActivityLogAdmin(EntityAdmin):
    """To be read only: reports are made of it."""

    list_display = ("happened_at", "actor", "action", "field", "old_value", "new_value", "issue", "sprint")
    list_filter = ("action", "project")
    list_select_related = ("actor", "issue__project", "sprint")
    search_fields = ("issue__title", "actor__username")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.ActivityLog | None = None) -> bool:
        return False


@admin.register(models.IssueEmbedding)
class IssueEmbeddingAdmin(EntityAdmin):
    list_display = ("vector_id", "title", "namespace", "is_indexed", "indexed_at")
    list_filter = ("is_indexed",)
    search_fields = ("vector_id", "title")
    ordering = ("vector_id",)


@admin.register(models.VectorRecord)
class VectorRecordAdmin(LargeListAdmin):
    """To be read only: the sync of vectors writes it."""

    list_display = ("vector_id", "namespace", "project_id", "embedder")
    search_fields = ("vector_id",)
    exclude = ("values",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.VectorRecord]:
        return super().get_queryset(request).defer("values")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.VectorRecord | None = None) -> bool:
        return False

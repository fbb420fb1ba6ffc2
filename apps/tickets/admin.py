"""Every table in the admin; lists fetch the machines and people that they name with the rows."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from apps.pages.large_lists import LargeListAdmin
from apps.tickets import models

MACHINE_SEARCH = ("name_override", "model__name", "serial_number")


class CataloguedAdmin(LargeListAdmin):
    """Nobody types who entered a row and when, nor who changed it last. There are a few hundred at most."""

    ordering = None

    readonly_fields = ("created_at", "created_by", "updated_at", "updated_by")

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        if not change:
            obj.created_by = request.user
        obj.updated_by = request.user
        super().save_model(request, obj, form, change)


@admin.register(models.MachineModel)
class MachineModelAdmin(CataloguedAdmin):
    list_display = ("name", "manufacturer", "year", "month", "era", "system", "ipdb_id")
    list_filter = ("era", "manufacturer")
    search_fields = ("name", "manufacturer", "=ipdb_id")


@admin.register(models.MachineInstance)
class MachineInstanceAdmin(CataloguedAdmin):
    list_display = ("name", "model", "serial_number", "location", "operational_status", "slug")
    list_filter = ("operational_status", "location", "model__era")
    search_fields = (*MACHINE_SEARCH, "slug")
    autocomplete_fields = ("model",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.MachineInstance]:
        # Wherever a machine is shown its name is, and that is mostly its model's: on lists of choices, too.
        return super().get_queryset(request).select_related("model")


@admin.register(models.Maintainer)
class MaintainerAdmin(LargeListAdmin):
    list_display = ("user", "short_name", "phone", "is_active")
    list_filter = ("is_active",)
    search_fields = ("nickname", "user__username", "user__first_name", "user__last_name", "user__email")
    autocomplete_fields = ("user",)
    ordering = ("user__username",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Maintainer]:
        # A maintainer's name is the user's, on lists of choices, too.
        return super().get_queryset(request).select_related("user")


@admin.register(models.Task)
class TaskAdmin(LargeListAdmin):
    list_display = ("created_at", "machine", "type", "problem_type", "problem_text", "status", "reporter")
    list_filter = ("status", "type", "problem_type", "machine__location")
    ordering = ("-created_at", "-id")
    search_fields = ("problem_text", "reported_by_name", *(f"machine__{each}" for each in MACHINE_SEARCH))
    autocomplete_fields = ("machine", "reported_by_user")

    @admin.display(description="reported by")
    def reporter(self, task: models.Task) -> str:
        return task.get_reporter_display(show_for_authenticated=True)

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Task]:
        # A task is named after its machine, on lists of choices, too.
        return super().get_queryset(request).select_related("machine__model", "reported_by_user")


@admin.register(models.LogEntry)
class LogEntryAdmin(LargeListAdmin):
    list_display = ("created_at", "machine", "task", "text", "people", "status", "machine_status")
    list_filter = ("status", "machine_status", "machine__location")
    search_fields = ("text", *(f"machine__{each}" for each in MACHINE_SEARCH))
    autocomplete_fields = ("task", "machine", "maintainers")
    ordering = ("-created_at", "-id")

    @admin.display(description="maintainers")
    def people(self, entry: models.LogEntry) -> str:
        return ", ".join(str(maintainer) for maintainer in entry.maintainers.all())

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.LogEntry]:
        entries = super().get_queryset(request).select_related("machine__model", "task__machine__model")
        return entries.prefetch_related("maintainers__user")

"""Read-only admin of the records: only the engine that wrote them may change them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from seedplot.engine.report import NOT_YET
from seedplot.models import SeedBlock, SeedChange, SeedFinding, SeedRun


class ReadOnly:
    """No permission to add, change or delete: a run without its record could never be cleared."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class BlockInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]  # not subscriptable when Django runs
    model = SeedBlock
    fields = ("shard", "model", "start", "count", "first_key")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SeedBlock]:
        # Eight bytes a row, which no page shows.
        return super().get_queryset(request).defer("digests")


class ChangeInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]  # as above
    model = SeedChange
    fields = ("model", "name", "column", "old", "new")


class FindingInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]  # as above
    model = SeedFinding
    fields = ("promise", "part", "expected", "observed", "kept")


@admin.register(SeedRun)
class SeedRunAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]  # as above
    list_display = ("id", "scenario", "domain", "kind", "seed", "anchor", "status", "row_count", "proof", "proven_at")
    list_filter = ("domain", "scenario", "kind", "status")
    search_fields = ("scenario", "fingerprint", "exclusive_key")
    inlines = (FindingInline, BlockInline, ChangeInline)
    exclude = ("fingerprint",)
    readonly_fields = ("proof",)

    @admin.display(description="fingerprint", ordering="fingerprint")
    def proof(self, run: SeedRun) -> str:
        return run.fingerprint or NOT_YET

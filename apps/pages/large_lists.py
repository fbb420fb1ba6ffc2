"""Lists of the admin that stay quick where a table has a million rows."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from unfold.admin import ModelAdmin

COUNTED_AT_MOST = 10_000
PER_PAGE = 50


class CappedPaginator(Paginator):
    """Counts no further than anybody turns pages: counting reads every row, and a list of more says its limit."""

    @cached_property
    def count(self) -> int:
        if not hasattr(self.object_list, "query"):
            return len(self.object_list)
        return self.object_list.order_by()[:COUNTED_AT_MOST].count()


class LargeListAdmin(ModelAdmin):
    """Newest first by the key, counted up to a limit; no hierarchy of dates, which would look at every row."""

    ordering: Any = ("-pk",)
    paginator = CappedPaginator
    show_full_result_count = False
    list_per_page = PER_PAGE

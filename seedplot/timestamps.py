"""The two moments of most rows: creation and last change."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models.base import ModelBase
from django.utils import timezone


class TimeStamped(models.Model):
    """Two moments with a default and no `auto_now`, so that a row can bring the times of its story.

    >>> from seedplot import TimeStamped
    >>> TimeStamped._meta.abstract, [field.name for field in TimeStamped._meta.fields]
    (True, ['created_at', 'updated_at'])
    """

    # The clock serves rows made by hand; planned rows bring their own moments.
    created_at = models.DateTimeField(default=timezone.now)  # noqa: TID251
    updated_at = models.DateTimeField(default=timezone.now)  # noqa: TID251

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Write the row; an edit of a row that is already stored moves `updated_at`."""
        if update_fields is not None:
            update_fields = set(update_fields)
        # An empty `update_fields` asks Django to write nothing, which is no edit.
        is_edit = not self._state.adding and not force_insert and update_fields != set()
        if is_edit:
            self.updated_at = timezone.now()  # noqa: TID251 - an edit made by hand; planned rows bring their own
            if update_fields is not None:
                update_fields = {*update_fields, "updated_at"}
        super().save(force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields)

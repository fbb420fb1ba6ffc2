"""What every row of this app carries: when it came and when it last changed."""

from collections.abc import Iterable

from django.db import models
from django.db.models.base import ModelBase
from django.utils import timezone


class TimeStamped(models.Model):
    """Two moments with a default and no `auto_now`, so that a row can bring the times of its story."""

    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

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
            self.updated_at = self._meta.get_field("updated_at").get_default()
            if update_fields is not None:
                update_fields = {*update_fields, "updated_at"}
        super().save(force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields)

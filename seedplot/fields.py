"""A model field for data that have no time zone: the time as a clock on the wall showed it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from django.utils.dateparse import parse_datetime

COLUMN_TYPES = {
    "postgresql": "timestamp without time zone",
    "sqlite": "datetime",
    "mysql": "datetime(6)",
    "oracle": "timestamp",
}


class WallClockFormField(forms.fields.BaseTemporalField):
    """A form field for a date and time that is in no time zone."""

    input_formats = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M")
    widget = forms.DateTimeInput
    default_error_messages = {"invalid": "Give a date and time as YYYY-MM-DD HH:MM."}

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values or isinstance(value, datetime):
            return value or None
        return super().to_python(value)

    def strptime(self, value: str, format: str) -> datetime:
        return datetime.strptime(value, format)  # noqa: DTZ007 - having no time zone is what the field is for


class WallClockField(models.Field):  # type: ignore[type-arg]  # not subscriptable when Django runs
    """A date and time without a time zone (`timestamp without time zone`); an aware datetime is refused.

    Values are naive datetimes; ValidationError for one that has a time zone.

    >>> from django.db import models
    >>> from seedplot import WallClockField
    >>> WallClockField().to_python("2026-03-12 14:01")
    datetime.datetime(2026, 3, 12, 14, 1)
    """

    description = "Date and time as a clock on the wall shows it"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return COLUMN_TYPES[connection.vendor]

    def get_internal_type(self) -> str:
        # Under Django's own name the backends would add the time zone that the value must not have.
        return "WallClockField"

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> datetime | None:
        return self.to_python(value)

    def to_python(self, value: Any) -> datetime | None:
        if value is None:
            return None
        moment = value if isinstance(value, datetime) else parse_datetime(str(value))
        if moment is None:
            raise ValidationError(f"'{value}' is not a date and time. Give it as YYYY-MM-DD HH:MM:SS.")
        if timezone.is_aware(moment):
            raise ValidationError(f"'{value}' has a time zone, and this field keeps none.")
        return moment

    def get_prep_value(self, value: Any) -> datetime | None:
        return self.to_python(super().get_prep_value(value))

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        moment = value if prepared else self.get_prep_value(value)
        if moment is None or connection.vendor == "postgresql":
            return moment
        return moment.isoformat(sep=" ")

    def value_to_string(self, obj: models.Model) -> str:
        moment = self.value_from_object(obj)
        return "" if moment is None else moment.isoformat()

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": WallClockFormField, **kwargs})

"""Fields that only this API has: keys that are UUIDs, moments and hours."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.fields import empty

from apps.api.fields import quote
from apps.projects.queries.history import day_end, day_start
from apps.projects.queries.issues import NONE

UUID_TEXT = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
DAY_TEXT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


@extend_schema_field({"type": "string", "format": "uuid"})
class Key(serializers.Field):
    """The UUID of a row or of a person, as it is usually written."""

    default_error_messages = {"invalid": "{value} is not a UUID."}

    def to_internal_value(self, data: Any) -> UUID:
        if not isinstance(data, str) or not re.fullmatch(UUID_TEXT, data, re.IGNORECASE | re.ASCII):
            self.fail("invalid", value=quote(data))
        return UUID(data)


@extend_schema_field({"anyOf": [{"type": "string", "format": "uuid"}, {"type": "string", "enum": [NONE]}]})
class KeyOrNone(Key):
    """A UUID, or the text "none" for rows that have nothing there."""

    default_error_messages = {"invalid": f"{{value}} is neither a UUID nor '{NONE}'."}

    def to_internal_value(self, data: Any) -> UUID | str:
        return NONE if data == NONE else super().to_internal_value(data)


@extend_schema_field({"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]})
class Moment(serializers.Field):
    """A moment in ISO 8601, or a day for its beginning or (`is_end`) its end, in the project's time zone."""

    default_error_messages = {
        "invalid": "{value} is neither a day nor a moment, as 2026-03-02 or 2026-03-02T15:00:00-06:00."
    }

    def __init__(self, *, is_end: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.is_end = is_end

    def to_internal_value(self, data: Any) -> datetime:
        moment = self._read(data) if isinstance(data, str) else None
        # Those of the first and the last year there is may have no counterpart in another time zone.
        if moment is None or not MINYEAR < moment.year < MAXYEAR:
            self.fail("invalid", value=quote(data))
        return moment

    def _read(self, text: str) -> datetime | None:
        is_day = re.fullmatch(DAY_TEXT, text) is not None
        if not is_day and not re.match(rf"{DAY_TEXT}[T ]", text):
            return None
        try:
            moment = parse_datetime(text)
        except ValueError:
            return None
        if moment is None or moment.year == MAXYEAR:
            return None
        if is_day:
            return day_end(moment.date()) - timedelta(microseconds=1) if self.is_end else day_start(moment.date())
        return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


@extend_schema_field({"type": "number", "minimum": 0, "maximum": 9999.99})
class Hours(serializers.DecimalField):
    """Hours as a number, to the hundredth."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=6, decimal_places=2, min_value=Decimal(0), **options)

    def run_validation(self, data: Any = empty) -> Any:
        # Ahead of the framework, which makes texts of arrays, however deeply they are nested.
        is_number = isinstance(data, int | float) and not isinstance(data, bool)
        if data not in (empty, None) and not is_number and not (isinstance(data, str) and data.isascii()):
            self.fail("invalid")
        return super().run_validation(data)


def read_key(text: str) -> UUID:
    """The key of a row that stands in an address; ValidationError if it cannot be one."""
    try:
        return Key().run_validation(text)
    except ValidationError as error:
        raise ValidationError({"id": error.detail}) from None

"""The lines of the phone files that are about one patron, as the files have them."""

from __future__ import annotations

from typing import Any

from apps.notices.models.codes import Delivery, NotificationKind
from apps.notices.queries.library import Library
from apps.notices.queries.lines import PHONE_NOTICES_NAME, SHOUTBOMB, text_file_names
from apps.notices.queries.phone_notices import phone_notices
from apps.notices.queries.tracing.trace import Stage, Step
from apps.notices.queries.vendor_lines import holds, overdue, renew


class PhoneLines:
    """Finds the lines about an item; a patron who gets neither calls nor texts has none."""

    def __init__(self, library: Library, patron_id: int, option: int) -> None:
        self._library = library
        is_by_phone = option in (Delivery.VOICE, Delivery.TEXT)
        only = {"patron_id": patron_id}
        self._notices = list(phone_notices(library, **only)) if is_by_phone else []
        self._holds = list(holds(library, **only)) if is_by_phone else []
        self._overdue = list(overdue(library, **only)) if is_by_phone else []
        self._renew = list(renew(library, **only)) if is_by_phone else []

    def of_notice(self, item: int, kind: int) -> tuple[Step, ...]:
        """Of a hold's notice or an overdue's: a line in the product's file, and one in the vendor's."""
        found = [each for each in self._notices if (each.item_record_id, each.notification_type_id) == (item, kind)]
        steps = [
            _line(PHONE_NOTICES_NAME, f"level {each.level}, {each.fields()[13]}, to {each.phone}") for each in found
        ]
        if kind == NotificationKind.HOLD:
            requests = {each.hold_request_id for each in found}
            lines: list[Any] = [each for each in self._holds if each.hold_request_id in requests]
            return (*steps, *self._text_lines("holds", lines))
        return (*steps, *self._text_lines("overdue", [each for each in self._overdue if each.item_record_id == item]))

    def of_loan(self, item: int) -> tuple[Step, ...]:
        """Of an item that may be renewed."""
        return self._text_lines("renew", [each for each in self._renew if each.item_record_id == item])

    def _text_lines(self, kind: str, lines: list[Any]) -> tuple[Step, ...]:
        names = text_file_names(kind, self._library.stamp)
        texts = [SHOUTBOMB.delimiter.join(SHOUTBOMB.texts(each.fields())) for each in lines]
        return tuple(_line(name, text) for text in texts for name in names)


def _line(name: str, text: str) -> Step:
    return Step(Stage.FILE, name, None, text)

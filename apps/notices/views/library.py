"""The overview, patrons and their traces, and the batches of a day."""

from __future__ import annotations

from datetime import date, time
from functools import cached_property
from itertools import groupby
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from apps.notices.queries.contacts import (
    contacts_of,
    count_batches,
    find_contacts,
    find_days_around,
)
from apps.notices.queries.library import DOMAIN, Library, library_there
from apps.notices.queries.parts import FAILED
from apps.notices.queries.patrons import delivery_options, find_patrons
from apps.notices.queries.totals import count_everything, count_queue
from apps.notices.queries.tracing import trace_patron
from apps.notices.views.access import StaffOnly
from apps.notices.views.story import Contacts
from apps.pages.lists import one_of, page_of, search_text, whole_number
from apps.pages.runs import promises_of
from seedplot.errors import SeedError
from seedplot.models import SeedRun

PATRONS_PER_PAGE = 25
CONTACTS_PER_PAGE = 50
LARGEST_OPTION = 2**31 - 1


class Page(StaffOnly, TemplateView):
    """A page for the staff. `library` is None while none has been made."""

    @cached_property
    def library(self) -> Library | None:
        try:
            return library_there()
        except SeedError:
            return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(library=self.library, **kwargs)

    def option(self) -> int | None:
        return whole_number(self.request, "option", most=LARGEST_OPTION)


class OverviewView(Page):
    template_name = "notices/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.library is None:
            return super().get_context_data(**kwargs)
        last = self.library.as_of
        run = SeedRun.objects.filter(domain=DOMAIN).order_by("-pk").first()
        contacts = Contacts(last)
        return super().get_context_data(
            totals=count_everything(),
            queue=count_queue(),
            days=[each for each in reversed(contacts.days) if each.total],
            contacts=contacts,
            run=run,
            promises=promises_of(run) if run else [],
            **kwargs,
        )


class PatronsView(Page):
    template_name = "notices/patrons.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = find_patrons(search=search_text(self.request), option=self.option())
        return super().get_context_data(
            page=page_of(self.request, rows, PATRONS_PER_PAGE), options=delivery_options(), **kwargs
        )


class PatronView(Page):
    """Everything that one patron was told, from its source to the files: what `trace_notice` prints."""

    template_name = "notices/patron.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.library is None or "\x00" in kwargs["barcode"]:
            raise Http404("There is no patron of that barcode.")
        patron = get_object_or_404(find_patrons(), barcode=kwargs["barcode"])
        return super().get_context_data(
            patron=patron,
            contacts=contacts_of(patron.patron_id),
            failed=FAILED,
            trace=trace_patron(self.library, patron.barcode),
            **kwargs,
        )


class BatchesView(Page):
    """The contacts of a day, batch by batch; `?batch=10:01` has those of one."""

    template_name = "notices/batches.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day: date = kwargs["day"]
        outcome = one_of(self.request, "outcome", ("completed", "failed"))
        rows = find_contacts(
            day,
            batch=self.batch(),
            option=self.option(),
            failed=None if not outcome else outcome == "failed",
        )
        page = page_of(self.request, rows, CONTACTS_PER_PAGE)
        before, after = find_days_around(day)
        return super().get_context_data(
            page=page,
            parts=[(at, list(part)) for at, part in groupby(page, key=_batch_of)],
            batches=count_batches(day),
            options=delivery_options(),
            before=before,
            after=after,
            failed=FAILED,
            **kwargs,
        )

    def batch(self) -> time | None:
        text = search_text(self.request, "batch")
        if not text:
            return None
        hours, colon, minutes = text.partition(":")
        if not (colon and text.isascii() and hours.isdigit() and minutes.isdigit() and len(text) == len("10:01")):
            raise BadRequest("'batch' is a time such as 10:01.")
        try:
            return time(int(hours), int(minutes))
        except ValueError:
            raise BadRequest(f"'{text}' is no time of day.") from None


def _batch_of(contact: Any) -> time:
    at: time = contact.notified_at.time().replace(second=0, microsecond=0)
    return at

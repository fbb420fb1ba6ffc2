"""Pages of the library's notices, all behind a login: the overview, patrons and their traces, batches and files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property
from itertools import groupby
from tempfile import SpooledTemporaryFile
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views import View
from django.views.generic import TemplateView

from apps.notices import queries
from apps.notices.exporting import library_files
from apps.notices.exporting.files import Library, LibraryFile, library_there
from apps.notices.seeding.tracing import trace_patron
from apps.notices.tables import REFERENCE_TABLES, TABLES
from apps.pages.charts import Chart, Series
from apps.pages.lists import one_of, page_of, search_text, whole_number
from seedplot.errors import SeedError
from seedplot.exporters import ExportError

PATRONS_PER_PAGE = 25
CONTACTS_PER_PAGE = 50
DAYS_SHOWN = 20
"""How far back notices lie at most."""
LARGEST_OPTION = 2**31 - 1
KEPT_IN_MEMORY = 2**20
"""A file that is larger waits on the disk until it is sent."""


class Page(LoginRequiredMixin, TemplateView):
    """A page behind a login. `library` is None while none has been made."""

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
        days = queries.count_contacts_by_day(last - timedelta(days=DAYS_SHOWN), last)
        return super().get_context_data(
            totals=queries.count_everything(),
            queue=queries.count_queue(),
            days=[each for each in reversed(days) if each.total],
            chart=contacts_chart(days, queries.delivery_options()),
            **kwargs,
        )


def contacts_chart(days: list[queries.DayCount], options: list[tuple[int, str]]) -> Chart:
    """Contacts of every day by the way in which somebody was told."""
    return Chart(
        "contacts",
        "Contacts by day",
        [f"{each.day:%b} {each.day.day}" for each in days],
        [Series(name, [each.by_option.get(option, 0) for each in days]) for option, name in options],
        kind="bar",
        labels_name="Day",
    )


class PatronsView(Page):
    template_name = "notices/patrons.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = queries.find_patrons(search=search_text(self.request), option=self.option())
        return super().get_context_data(
            page=page_of(self.request, rows, PATRONS_PER_PAGE), options=queries.delivery_options(), **kwargs
        )


class PatronView(Page):
    """Everything that one patron was told, from its source to the files: what `trace_notice` prints."""

    template_name = "notices/patron.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.library is None or "\x00" in kwargs["barcode"]:
            raise Http404("There is no patron of that barcode.")
        patron = get_object_or_404(queries.find_patrons(), barcode=kwargs["barcode"])
        return super().get_context_data(patron=patron, trace=trace_patron(self.library, patron.barcode), **kwargs)


class BatchesView(Page):
    """The contacts of a day, batch by batch; `?batch=10:01` has those of one."""

    template_name = "notices/batches.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day: date = kwargs["day"]
        outcome = one_of(self.request, "outcome", ("completed", "failed"))
        rows = queries.find_contacts(
            day,
            batch=self.batch(),
            option=self.option(),
            failed=None if not outcome else outcome == "failed",
        )
        page = page_of(self.request, rows, CONTACTS_PER_PAGE)
        before, after = queries.find_days_around(day)
        return super().get_context_data(
            page=page,
            parts=[(at, list(part)) for at, part in groupby(page, key=_batch_of)],
            batches=queries.count_batches(day),
            options=queries.delivery_options(),
            before=before,
            after=after,
            failed=queries.FAILED,
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


@dataclass(frozen=True)
class FileLine:
    """A file to download: its name and what is in it."""

    name: str
    about: str


class FilesView(Page):
    template_name = "notices/files.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        files = [] if self.library is None else library_files(self.library)
        return super().get_context_data(groups=list(_groups(files)), **kwargs)


def _groups(files: list[LibraryFile]) -> Iterator[tuple[str, list[FileLine]]]:
    """The files by what they are for; one that goes to the vendor has its uploaded copy beside it."""
    tables = {table.file_name: table for table in TABLES}
    phone, data, codes = [], [], []
    for file in files:
        table = tables.get(file.name)
        if table is None:
            phone.append(FileLine(file.name, ABOUT_PHONE_FILES.get(file.name, "")))
            phone.extend(FileLine(copy, f"{file.name} as it was uploaded") for copy in file.copies)
        else:
            parted = "commas" if file.dialect.delimiter == "," else "tabs"
            line = FileLine(file.name, f"{table.name} of {table.database}, {len(table.columns)} columns, with {parted}")
            (codes if table in REFERENCE_TABLES else data).append(line)
    named = (("For calls and text messages", phone), ("Tables", data), ("Reference tables", codes))
    yield from ((name, lines) for name, lines in named if lines)


ABOUT_PHONE_FILES = {
    "PhoneNotices.csv": "The product's own phone export, one line for each item, 25 fields",
    "holds.txt": "Holds that wait on the shelf",
    "overdue.txt": "What is overdue",
    "renew.txt": "What is due soon and may be renewed",
    "text_patrons.txt": "Who gets text messages",
    "voice_patrons.txt": "Who gets calls",
}


class FileView(LoginRequiredMixin, View):
    """A file of the export, made from the database. The address only chooses among names: it opens no path."""

    def get(self, request: HttpRequest, name: str) -> HttpResponseBase:
        file = self.find(name)
        made = SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 - the response closes it
        try:
            # Complete before the first byte is sent: what breaks off on the way would pass for a shorter file.
            made.writelines(file.encoded())
        except ExportError as error:
            made.close()
            return HttpResponse(str(error), status=409, content_type="text/plain; charset=utf-8")
        made.seek(0)
        kind = "text/csv" if name.endswith(".csv") else "text/plain"
        content_type = f"{kind}; charset={file.dialect.encoding}"
        return FileResponse(made, as_attachment=True, filename=name, content_type=content_type)

    def find(self, name: str) -> LibraryFile:
        try:
            files = library_files(library_there())
        except SeedError as error:
            raise Http404(str(error)) from None
        for file in files:
            if name == file.name or name in file.copies:
                return file
        raise Http404("The export has no file of that name.")

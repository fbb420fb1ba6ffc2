"""The files that leave the library, to download."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views import View

from apps.notices.exports import library_files
from apps.notices.exports.files import LibraryFile
from apps.notices.models.tables import all_tables, reference_tables
from apps.notices.queries.library import library_there
from apps.notices.views.access import StaffOnly
from apps.notices.views.library import Page
from seedplot.errors import SeedError
from seedplot.exporters import ExportError

KEPT_IN_MEMORY = 2**20
"""A file that is larger waits on the disk until it is sent."""


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
    tables = {table.file_name: table for table in all_tables()}
    phone, data, codes = [], [], []
    for file in files:
        table = tables.get(file.name)
        if table is None:
            phone.append(FileLine(file.name, ABOUT_PHONE_FILES.get(file.name, "")))
            phone.extend(FileLine(copy, f"{file.name} as it was uploaded") for copy in file.copies)
        else:
            parted = "commas" if file.dialect.delimiter == "," else "tabs"
            line = FileLine(file.name, f"{table.name} of {table.database}, {len(table.columns)} columns, with {parted}")
            (codes if table in reference_tables() else data).append(line)
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


class FileView(StaffOnly, View):
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

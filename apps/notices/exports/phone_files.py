"""The phone files: the product's own export, and the vendor's text files, each with its uploaded copy."""

from __future__ import annotations

from apps.notices.exports.files import LibraryFile
from apps.notices.queries.library import Library
from apps.notices.queries.lines import PHONE_NOTICES, PHONE_NOTICES_NAME, SHOUTBOMB, text_file_names
from apps.notices.queries.phone_notices import phone_notices
from apps.notices.queries.vendor_lines import KINDS


def phone_notices_file(library: Library) -> LibraryFile:
    return LibraryFile(PHONE_NOTICES_NAME, PHONE_NOTICES, lambda: (line.fields() for line in phone_notices(library)))


def text_file(library: Library, kind: str) -> LibraryFile:
    """The active file, and as its copy the one that was uploaded."""
    lines = KINDS[kind]
    name, *copies = text_file_names(kind, library.stamp)
    return LibraryFile(name, SHOUTBOMB, lambda: (line.fields() for line in lines(library)), copies=tuple(copies))

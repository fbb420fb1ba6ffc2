"""The exported files against the tables: what left the building is what the library knows of."""

from __future__ import annotations

from collections.abc import Iterator
from filecmp import cmp
from itertools import zip_longest

from apps.notices.exporting import library_files
from apps.notices.exporting.files import Library, LibraryFile
from apps.notices.exporting.phone_notices import phone_notices
from apps.notices.exporting.shoutbomb import holds, overdue, renew, text_patrons, voice_patrons
from apps.notices.seeding.verification.check import Check
from seedplot.exporters import ExportError, OutputDirectory, read_rows


def check_phone_files(library: Library) -> Check:
    """What the receivers of the phone files rely on."""
    check = Check("Phone files: every line finds its patron, its step and nobody twice")
    texted, called = (
        {line.patron_barcode: line.phone for line in lines(library)} for lines in (text_patrons, voice_patrons)
    )
    both = set(texted.values()) & set(called.values())
    check.expect(not both, f"{len(both)} phone numbers are in both patron lists")
    listed = {"T": texted, "V": called}
    notices: dict[tuple[int, int], str] = {}
    keys = set()
    for line in phone_notices(library):
        notices[line.patron_id, line.item_record_id] = f"{line.kind} {line.last_day}"
        keys.add((line.patron_barcode, line.item_barcode, line.delivery, line.last_day))
        known = listed[line.delivery].get(line.patron_barcode)
        check.expect(known == line.phone, f"barcode {line.patron_barcode} is not in the list of {line.delivery}")
    check.expect(len(keys) == len(notices), f"{len(notices)} notices have {len(keys)} keys")
    told = {(line.patron_id, line.item_record_id): f"1 {line.due_on}" for line in overdue(library)}
    told |= dict(_held(library))
    for pair in sorted(told.keys() | notices.keys()):
        same = told.get(pair) == notices.get(pair)
        check.expect(
            same, f"patron and item {pair}: '{told.get(pair)}' in a text file, '{notices.get(pair)}' in the other"
        )
    unlisted = {line.patron_barcode for line in renew(library)} - texted.keys() - called.keys()
    check.expect(not unlisted, f"{len(unlisted)} barcodes of renew.txt are in no patron list")
    kinds = [sum(text.startswith(kind) for text in notices.values()) for kind in ("2 ", "1 ")]
    patrons = f"{len(texted):,} text and {len(called):,} voice patrons"
    return check.close(f"{kinds[0]:,} holds and {kinds[1]:,} overdues, {patrons}", min(kinds))


def _held(library: Library) -> Iterator[tuple[tuple[int, int], str]]:
    requests = {line.hold_request_id: line.item_record_id for line in phone_notices(library) if line.hold_request_id}
    for line in holds(library):
        yield (line.patron_id, requests.get(line.hold_request_id, 0)), f"2 {line.hold_till}"


def check_files(library: Library, directory: OutputDirectory) -> Check:
    """Each file reads back as what would be written now, and no other file is there."""
    check = Check(f"Files in {directory.path}")
    lines = count = 0
    wanted = set()
    for file in library_files(library):
        wanted |= {file.name, *file.copies}
        count += 1 + len(file.copies)
        lines += _check_file(check, file, directory)
    there = set(directory.files())
    check.expect(there == wanted, f"{len(there ^ wanted)} files are missing or too many: {sorted(there ^ wanted)[:3]}")
    return check.close(f"{count} files, {lines:,} lines", lines)


def _check_file(check: Check, file: LibraryFile, directory: OutputDirectory) -> int:
    path = directory.path / file.name
    number = 0
    try:
        for number, (found, belongs) in enumerate(zip_longest(read_rows(path, file.dialect), file.lines()), start=1):
            if found != belongs:
                check.fault(f"{file.name}, line {number}: {found} where {belongs} belongs")
                break
        for copy in file.copies:
            check.expect(cmp(path, directory.path / copy, shallow=False), f"{copy} is not {file.name} byte for byte")
    except (OSError, ExportError) as error:
        check.fault(f"{file.name}: {getattr(error, 'strerror', None) or error}")
    return number

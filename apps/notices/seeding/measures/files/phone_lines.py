"""The phone files against each other: what the receivers of both kinds rely on."""

from __future__ import annotations

from apps.notices.seeding.measures.files.phone_files import (
    HOLD,
    OVERDUE,
    holds,
    overdue,
    phone_notices,
    renew,
    text_patrons,
    voice_patrons,
)
from apps.notices.seeding.measures.files.phone_rows import PhoneRows
from apps.notices.seeding.measures.library.rows import LibraryRows
from apps.notices.seeding.measures.library.tally import Tally


def tally_phone_files(library: LibraryRows) -> Tally:
    """Every line finds its patron in one list, its step, and no other line of the same key."""
    tally = Tally()
    rows = PhoneRows(library)
    listed = {
        "T": {barcode: phone for phone, barcode in text_patrons(rows)},
        "V": {barcode: phone for phone, barcode in voice_patrons(rows)},
    }
    both = set(listed["T"].values()) & set(listed["V"].values())
    tally.expect(not both, f"{len(both)} phone numbers are in both patron lists")
    lines = phone_notices(rows)
    keys = {(fields[4], fields[12], fields[0], fields[13]) for fields in lines}
    tally.expect(len(keys) == len(lines), f"{len(lines)} notices have {len(keys)} keys")
    for fields in lines:
        known = listed[fields[0]].get(fields[4])
        tally.expect(known == fields[8], f"barcode {fields[4]} is not in the list of {fields[0]}")
    _check_steps(tally, rows)
    unlisted = {fields[-1] for fields in renew(rows)} - listed["T"].keys() - listed["V"].keys()
    tally.expect(not unlisted, f"{len(unlisted)} barcodes of renew.txt are in no patron list")
    kinds = [sum(fields[2] == kind for fields in lines) for kind in (HOLD, OVERDUE)]
    patrons = f"{len(listed['T']):,} text and {len(listed['V']):,} voice patrons"
    return tally.close(f"{kinds[0]:,} holds and {kinds[1]:,} overdues, {patrons}", min(kinds))


def _check_steps(tally: Tally, rows: PhoneRows) -> None:
    """The text files and the product's export have the same patrons and items, with the same days."""
    exported = {
        (each.patron_id, each.item_record_id): each.last_day.date().isoformat() for each in rows.overdue_notices
    }
    exported |= {(each.patron_id, each.item_record_id): each.last_day.date().isoformat() for each in rows.hold_notices}
    items = {request: pair[1] for pair, request in rows.requests.items()}
    listed_days = {(fields[0], fields[4]): fields[3] for fields in overdue(rows)}
    listed_days |= {(fields[3], items.get(fields[2], 0)): fields[5] for fields in holds(rows)}
    for pair in sorted(listed_days.keys() | exported.keys()):
        tally.expect(
            listed_days.get(pair) == exported.get(pair),
            f"patron and item {pair}: '{listed_days.get(pair)}' in a text file, '{exported.get(pair)}' in the other",
        )

"""Addresses, the households that live at them, and the notices that print them."""

from __future__ import annotations

import re
from typing import Any

from apps.notices import models
from apps.notices.models.tables import table_of
from apps.notices.seeding.rows import BlockRows
from apps.notices.seeding.specification.reference_rows import reference_rows
from apps.notices.seeding.specification.streets import FIRST_HALVES, KINDS, SECOND_HALVES, UNITS

STREET = re.compile(rf"[1-9]\d{{2,3}} ({'|'.join(FIRST_HALVES)})({'|'.join(SECOND_HALVES)}) ({'|'.join(KINDS)})")
ZIP_PLUS_FOUR = re.compile(r"\d{4}")
MEMBERS = 2
"""Patrons of a household, at most."""


def homes(block: BlockRows) -> dict[int, tuple[Any, str, str, str]]:
    """By patron: the address, its lines as one, the city and the postal code. One address of each patron."""
    towns = {row[0]: (row[2], row[1]) for row in reference_rows()[table_of(models.PostalCode)]}
    rows = {row.address_id: row for row in block.rows(models.Address)}
    found = {}
    for link in block.rows(models.PatronAddress):
        row = rows.get(link.address_id)
        if row is not None and row.postal_code_id in towns:
            line = row.street_one + (f", {row.street_two}" if row.street_two else "")
            found[link.patron_id] = (row, line, *towns[row.postal_code_id])
    return found


def wrong_addresses(block: BlockRows) -> list[str]:
    """Addresses of another form or of nobody, patrons without one, and households that are no family."""
    wrong = []
    for row in block.rows(models.Address):
        unit = row.street_two is None or row.street_two in UNITS
        if not (STREET.fullmatch(row.street_one) and unit and ZIP_PLUS_FOUR.fullmatch(row.zip_plus_four or "")):
            wrong.append(f"the address {row.street_one}, {row.street_two}, {row.zip_plus_four}")
    families: dict[int, list[str]] = {row.address_id: [] for row in block.rows(models.Address)}
    residents = [link.patron_id for link in block.rows(models.PatronAddress)]
    for link in block.rows(models.PatronAddress):
        own = block.registrations.get(link.patron_id)
        if own is not None and link.address_id in families:
            families[link.address_id].append(own.last_name)
    wrong += [
        f"{' and '.join(names) or 'nobody'} at address {number}"
        for number, names in families.items()
        if not 1 <= len(names) <= MEMBERS or len(set(names)) > 1
    ]
    if sorted(residents) != sorted(block.registrations):
        wrong.append(f"{len(set(residents))} of {len(block.registrations)} patrons with an address")
    return wrong


def wrong_printed_addresses(block: BlockRows) -> list[str]:
    """Reminders and lines of fine notices with another address, phone or e-mail address than the patron's own."""
    wrong = []
    lived = homes(block)
    for row in block.rows(models.CirculationReminder):
        own, home = block.registrations.get(row.patron_id), lived.get(row.patron_id)
        if own is None or home is None:
            continue
        _, line, city, code = home
        printed = (row.patron_address, row.email_address, row.phone_voice)
        if printed != (f"{line}, {city}, KY {code}", own.email_address, own.phone_voice1):
            wrong.append(f"reminder {row.reminder_id} prints {printed}")
    for row in block.rows(models.FineNoticeLine):
        home = lived.get(row.patron_id)
        if home is None:
            continue
        address, line, city, code = home
        printed_home = (row.patron_address_id, row.patron_address, row.patron_city, row.patron_zip)
        if printed_home != (address.address_id, line, city, f"{code}-{address.zip_plus_four}"):
            wrong.append(f"charge {row.transaction_id} prints {printed_home}")
    return wrong

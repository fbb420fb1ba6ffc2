"""Patrons' names wherever they are written, and their accounts on the web."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apps.notices import models
from apps.notices.models.codes import Delivery
from apps.notices.seeding.rows import BlockRows
from apps.notices.seeding.specification.people import (
    EMAIL_PATRONS_WITHOUT_PHONE,
    FAMILY_NAMES,
    FEMALE,
    MALE,
    MEN,
    OTHERS_WITHOUT_EMAIL,
    UNKNOWN,
    WITH_MIDDLE_NAME,
    WOMEN,
)

GIVEN = {FEMALE: WOMEN - MEN, MALE: MEN - WOMEN, UNKNOWN: WOMEN & MEN}
"""Given names by the gender that they tell."""
MIDDLE = {FEMALE: WOMEN, MALE: MEN, UNKNOWN: WOMEN & MEN}
FAMILY = frozenset(FAMILY_NAMES)
PASSWORD_HASH = re.compile(r"\$2a\$10\$[./A-Za-z0-9]{53}")
OBFUSCATED = re.compile(r"[A-Za-z0-9+/]{22}==")


def wrong_names(block: BlockRows) -> list[str]:
    """Names that are shared, do not go with the gender, or are put together in another way than the product's."""
    shared = block.library.shared(models.PatronRegistration, "first_name", "last_name")
    wrong = []
    for patron_id, row in block.registrations.items():
        middle = f" {row.middle_name}" if row.middle_name else ""
        first_last = f"{row.first_name} {row.last_name}" + (f", {row.middle_name}" if row.middle_name else "")
        if (row.full_name, row.first_last_name) != (f"{row.last_name}, {row.first_name}{middle}", first_last):
            wrong.append(f"{block.letter(patron_id)} is written {row.full_name} and {row.first_last_name}")
        gender = row.gender_id or 0
        if row.first_name not in GIVEN.get(gender, ()) or row.last_name not in FAMILY:
            wrong.append(f"{row.full_name} with gender {row.gender_id}")
        if row.middle_name and (row.middle_name not in MIDDLE.get(gender, ()) or row.middle_name == row.first_name):
            wrong.append(f"{row.first_name} with the middle name {row.middle_name}")
        if (row.first_name, row.last_name) in shared:
            wrong.append(f"{row.full_name} twice")
    return [*wrong, *_wrong_copies(block), *_wrong_shares(block)]


def _wrong_copies(block: BlockRows) -> Iterator[str]:
    """Reminders and lines of fine notices in another name."""
    for model in (models.CirculationReminder, models.FineNoticeLine):
        for row in block.rows(model):
            own = block.registrations.get(row.patron_id)
            if own is not None and row.patron_name != own.full_name:
                yield f"{own.full_name} is written {row.patron_name}"


def _wrong_shares(block: BlockRows) -> Iterator[str]:
    """Counts of patrons without a middle name, a phone or an e-mail address that are not the stated ones."""
    rows = list(block.registrations.values())
    by_email = [row for row in rows if row.delivery_option_id == Delivery.EMAIL]
    counts = {
        "a middle name": (sum(bool(row.middle_name) for row in rows), WITH_MIDDLE_NAME),
        "e-mail and no phone": (sum(not row.phone_voice1 for row in by_email), EMAIL_PATRONS_WITHOUT_PHONE),
        "no e-mail address": (sum(not row.email_address for row in rows), OTHERS_WITHOUT_EMAIL),
    }
    for what, (found, stated) in counts.items():
        if found != stated:
            yield f"{found} patrons with {what}"


def wrong_accounts(block: BlockRows) -> list[str]:
    """User names and receipts that do not go with the e-mail address, and passwords of another form."""
    wrong = []
    for patron_id, row in block.registrations.items():
        user_name = row.username or ""
        is_own = user_name[:-2] == f"{row.first_name[:1]}{row.last_name}".lower() and user_name[-2:].isdecimal()
        if row.email_address:
            fits = is_own and row.e_receipt_option_id == 2
        else:
            fits = (row.username, row.e_receipt_option_id) == (None, None)
        if not fits:
            wrong.append(f"{block.letter(patron_id)} has the account {row.username}")
        is_hash = PASSWORD_HASH.fullmatch(row.password_hash or "")
        if not is_hash or not OBFUSCATED.fullmatch(row.obfuscated_password or ""):
            wrong.append(f"{block.letter(patron_id)} has a password of another form")
    return wrong

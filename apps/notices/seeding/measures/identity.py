"""Numbers, addresses and links, wherever they occur."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Any

from apps.notices import models
from apps.notices.models.branch import BRANCH_PHONE
from apps.notices.models.codes import AddressKind, Delivery
from apps.notices.models.tables import data_tables
from apps.notices.seeding.rows import BlockRows
from apps.notices.seeding.specification.reference_rows import reference_rows

PATRON_BARCODE = re.compile(r"233070\d{8}")
ITEM_BARCODE = re.compile(r"333070\d{8}")
FIRST_CARD, PATRONS = 23_307_000_000_001, 25
FIRST_ITEM, ITEMS = 33_307_000_000_001, 100
"""The first barcode of a library, and the number of them in a block."""
NEAR_PHONES = 98
"""Numbers for fiction in the branch's area, without its own and the one that the plan prints."""
PHONE = re.compile(r"[2-9][0-8]\d55501\d\d")


def wrong_barcodes(block: BlockRows) -> list[str]:
    """Barcodes of another form, repeated, or out of sequence, in the block or from block to block."""
    wrong = []
    for pattern, rows, first, size in (
        (PATRON_BARCODE, block.patrons, FIRST_CARD, PATRONS),
        (ITEM_BARCODE, block.items, FIRST_ITEM, ITEMS),
    ):
        codes = [rows[number].barcode for number in sorted(rows)]
        begin = str(first + size * (block.number - 1))
        wrong += [f"barcode {code} begins block {block.number}" for code in codes[:1] if code != begin]
        wrong += [f"barcode {code}" for code in codes if not pattern.fullmatch(code)]
        wrong += [
            f"barcode {after} after {before}"
            for before, after in pairwise(codes)
            if not (before.isdigit() and after.isdigit() and int(after) == int(before) + 1)
        ]
    return wrong


def broken_links(block: BlockRows) -> list[str]:
    """Numbers of rows that are not there."""
    targets: dict[str, Collection[Any]] = {
        "patron_id": block.patrons,
        "item_record_id": block.items,
        "trapping_item_record_id": block.items,
        "last_use_patron_id": block.patrons,
        "bibliographic_record_id": {row.bibliographic_record_id for row in block.rows(models.BibliographicRecord)},
        "address_id": {row.address_id for row in block.rows(models.Address)},
        "patron_address_id": {row.address_id for row in block.rows(models.Address)},
        "hold_request_id": {row.hold_request_id for row in block.rows(models.HoldRequest)},
        "transaction_id": block.transactions,
        "item_barcode": {row.barcode for row in block.items.values()},
        "patron_barcode": {row.barcode for row in block.patrons.values()},
        **dict(_codes()),
    }
    wrong = []
    for table in data_tables():
        links = [(name, targets[name]) for name in table.fields if name in targets]
        for row in block.rows(table.model):
            for name, there in links:
                value = getattr(row, name)
                if value is not None and value not in there:
                    wrong.append(f"{table.name}.{name} {value}")
    return wrong


def _codes() -> Iterator[tuple[str, Collection[Any]]]:
    """The codes of the reference tables, by the name of the column that holds them."""
    for table, rows in reference_rows().items():
        [key] = table.key
        yield key, {row[0] for row in rows}


def unreachable_patrons(block: BlockRows) -> list[str]:
    """Telephone numbers and e-mail addresses that are malformed, shared, or missing where they are needed."""
    wrong = []
    rows = block.registrations
    phones = {patron_id: row.phone_voice1 for patron_id, row in rows.items() if row.phone_voice1}
    emails = {patron_id: row.email_address for patron_id, row in rows.items() if row.email_address}
    for patron_id, phone in phones.items():
        if not PHONE.fullmatch(phone) or phone == BRANCH_PHONE:
            wrong.append(f"{block.letter(patron_id)} has the phone {phone}")
    is_near = block.number * PATRONS <= NEAR_PHONES
    wrong += [f"{phone} is of another area" for phone in phones.values() if is_near and phone[:3] != BRANCH_PHONE[:3]]
    for patron_id, email in emails.items():
        row = rows[patron_id]
        name, _, host = email.partition("@")
        if name != f"{row.first_name}.{row.last_name}".lower() or host not in block.library.email_hosts:
            wrong.append(f"{block.letter(patron_id)} has the address {email}")
    for column, values in (("phone_voice1", phones), ("email_address", emails)):
        shared = block.library.shared(models.PatronRegistration, column)
        wrong += [f"{value} is shared" for value in sorted(values.values()) if (value,) in shared]
    for patron_id, row in rows.items():
        needed = emails if row.delivery_option_id == Delivery.EMAIL else phones
        if row.delivery_option_id != Delivery.MAIL and patron_id not in needed:
            wrong.append(f"{block.letter(patron_id)} cannot be reached by option {row.delivery_option_id}")
        if (row.txt_phone_number == 1) != (row.delivery_option_id == Delivery.TEXT) or row.enable_sms:
            wrong.append(f"{block.letter(patron_id)} gets text messages against the option")
    return wrong


def letters_without_address(block: BlockRows) -> list[str]:
    """Mail patrons without an address for notices, and others without one for mailings."""
    kinds = {row.patron_id: row.address_type_id for row in block.rows(models.PatronAddress)}
    return [
        f"{block.letter(patron_id)} has an address of type {kinds.get(patron_id)}"
        for patron_id, row in block.registrations.items()
        if kinds.get(patron_id)
        != (AddressKind.NOTICE if row.delivery_option_id == Delivery.MAIL else AddressKind.MAILING)
    ]


def wrong_delivery_options(block: BlockRows) -> list[str]:
    """Rows with another delivery option than the patron's registration."""
    wrong = []
    for table in data_tables():
        if "delivery_option_id" in table.fields and table.model is not models.PatronRegistration:
            for row in block.rows(table.model):
                own = block.registrations.get(row.patron_id)
                if own is None or row.delivery_option_id != own.delivery_option_id:
                    wrong.append(f"{table.name} of {block.letter(row.patron_id)} has {row.delivery_option_id}")
    return wrong


def wrong_delivery_strings(block: BlockRows) -> list[str]:
    """Log rows with another address, number or barcode than the patron's own."""
    wrong = []
    for row in block.logs:
        own, card = block.registrations.get(row.patron_id), block.patrons.get(row.patron_id)
        if own is None or card is None:
            continue
        wanted: dict[int, str | None] = {
            Delivery.EMAIL: own.email_address,
            Delivery.VOICE: own.phone_voice1,
            Delivery.TEXT: own.phone_voice1,
        }
        if row.delivery_string != wanted.get(row.delivery_option_id) or row.patron_barcode != card.barcode:
            wrong.append(f"log row {row.notification_log_id} went to {row.delivery_string}")
    return wrong

"""Checks that the library in the database, and the files made of it, are what the plan wants: its four tests, and more.

The tests read every row, whoever wrote it, side by side in the order of their keys, so that a library of any size can
be verified; only of what goes by phone is a set kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from seedplot.errors import SeedError

if TYPE_CHECKING:
    from apps.notices.seeding.verification.check import Check


def all_checks(as_of: date, *, using: str = "default", directory: Path | None = None) -> Iterator[Check]:
    """The plan's four tests, then everything else that ties one table to another, then the files in the directory."""
    from apps.notices.seeding.verification import (
        accounts,
        contacts,
        files,
        flows,
        links,
        phone_lines,
        plan_tests,
        shelves,
    )
    from apps.notices.seeding.verification.rows import LibraryRows

    library = LibraryRows(as_of, using)
    yield plan_tests.check_multiple_holds(library)
    yield plan_tests.check_email_delivery(library)
    yield plan_tests.check_hold_times(library)
    yield plan_tests.check_notices_have_patrons(library)
    yield links.check_links(library)
    yield links.check_agreement(library)
    yield contacts.check_log_counts(library)
    yield contacts.check_delivery(library)
    yield contacts.check_postal_addresses(library)
    yield shelves.check_items(library)
    yield shelves.check_hold_history(library)
    yield flows.check_holds(library)
    yield flows.check_overdues(library)
    yield flows.check_reminders(library)
    yield accounts.check_accounts(library)
    yield phone_lines.check_phone_files(library)
    if directory is not None:
        yield files.check_files(library, directory)


def verify_library(as_of: date, *, using: str = "default", directory: Path | None = None) -> Iterator[str]:
    """A line or more for each check, as it is done. SeedError at the end if one of them failed."""
    failed = []
    for check in all_checks(as_of, using=using, directory=directory):
        yield from check.lines()
        if not check.passed:
            failed.append(check)
    if failed:
        word = "check has" if len(failed) == 1 else "checks have"
        raise SeedError(f"{len(failed)} {word} failed, first '{failed[0].title}': {failed[0].first_faults[0]}.")

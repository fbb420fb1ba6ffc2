"""Promises of the library as a whole, whoever wrote its rows, and of the files made of it.

`generate_library_notices --verify` measures them: the plan's four tests, then everything else that ties one table to
another. The proof of a run measures its own rows, block by block.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from apps.notices.seeding.measures.files.directory import LibraryFiles, tally_files
from apps.notices.seeding.measures.files.phone_lines import tally_phone_files
from apps.notices.seeding.measures.library import accounts, contacts, flows, links, plan_tests, shelves
from apps.notices.seeding.measures.library.rows import LibraryRows
from apps.notices.seeding.promises.wording import faultless
from seedplot.promises import Finding, verify

WHOLE_LIBRARY_PROMISES = (
    faultless(
        601,
        "Test 1: patrons with three or more holds were told of all of them, and the log counts them.",
        plan_tests.tally_multiple_holds,
        hint="Compare HoldNotices with NotificationHistory and HoldsCount.",
        source="the plan's test 1",
    ),
    faultless(
        602,
        "Test 2: every e-mail went to the registered address.",
        plan_tests.tally_email_delivery,
        hint="Compare DeliveryString with EmailAddress.",
        source="the plan's test 2",
    ),
    faultless(
        603,
        "Test 3: from ready to told it takes a hold 0 to 59 minutes.",
        plan_tests.tally_hold_times,
        hint="Compare NoticeDate with HoldNotificationDate.",
        source="the plan's test 3",
    ),
    faultless(
        604,
        "Test 4: the patron of every hold notice exists.",
        plan_tests.tally_notices_have_patrons,
        hint="Look for the number in Patrons.",
        source="the plan's test 4",
    ),
    faultless(
        605,
        "Every link of every table has its target.",
        links.tally_links,
        hint="Look for the number in the table that has it as its key.",
        source="the plan's test 4, for every link and not for patrons only",
    ),
    faultless(
        606,
        "Several tables say the same of one thing.",
        links.tally_agreement,
        hint="Compare the column with the table that the number leads to.",
        source="a law of the domain: an item has one title, one barcode and one price",
    ),
    faultless(
        607,
        "Every count in the log is that of the history.",
        contacts.tally_log_counts,
        hint="Compare NotificationLogs with NotificationHistory in the same minute.",
        source="the plan: the log counts the notices of the history",
    ),
    faultless(
        608,
        "Every delivery string is the registered address or number.",
        contacts.tally_delivery,
        hint="Compare NotificationLogs with PatronRegistration.",
        source="the plan: the log holds the address or number that was used",
    ),
    faultless(
        609,
        "Reminders and fine notices print the postal address of their patron.",
        contacts.tally_postal_addresses,
        hint="Compare the row with Addresses and PatronRegistration.",
        source="a law of the domain: a notice is printed from the registration",
    ),
    faultless(
        610,
        "Both tables of items say the same, and what is out is on its checkout.",
        shelves.tally_items,
        hint="Compare CircItemRecords, CircReserveItemRecords_View and ItemCheckouts.",
        source="a law of the domain: an item is in one place",
    ),
    faultless(
        611,
        "Every hold was placed and trapped, and the newest day is in the daily history once more.",
        shelves.tally_hold_history,
        hint="Compare SysHoldHistory with SysHoldRequests and SysHoldHistoryDaily.",
        source="the product: its history has a row for each transition",
    ),
    faultless(
        612,
        "Request, notice, queue and history have the same holds.",
        flows.tally_holds,
        hint="Compare patron and item in the four tables.",
        source="the plan: a notice is traced from the request to the queue and the history",
    ),
    faultless(
        613,
        "Checkout, notice and queue have the same overdues, and every step was told on its day.",
        flows.tally_overdues,
        hint="Count days from DueDate to NoticeDate.",
        source="the product's ladder: 1, 7 and 14 days after the due date",
    ),
    faultless(
        614,
        "Reminders came in their night, to the registered address.",
        flows.tally_reminders,
        hint="Compare CreationDate with DueDate.",
        source="the product: almost overdue reminders 3 days and 1 day ahead, by its nightly run at 02:00",
    ),
    faultless(
        615,
        "Balances, fine notices and the queue are the sums of charges.",
        accounts.tally_accounts,
        hint="Add up OutstandingAmount in PatronAccount.",
        source="a law of the domain: a balance is the sum of open charges",
    ),
    faultless(
        616,
        "Every line of the phone files finds its patron, its step and nobody twice.",
        tally_phone_files,
        hint="Compare the lines of PhoneNotices.csv with the text files.",
        source="the receivers of both kinds of files, who rely on it",
    ),
)
FILE_PROMISES = (
    faultless(
        701,
        "Every file reads as the rows of now want it, byte for byte, and no other file is there.",
        tally_files,
        hint="Write the files anew.",
        source="the plan: the files are those of the library that is there",
    ),
)


def findings_of(as_of: date, *, using: str = "default", directory: Path | None = None) -> Iterator[Finding]:
    """The finding of each promise as it is measured; those of files come last, where a directory is named."""
    library = LibraryRows(as_of, using)
    for promise in WHOLE_LIBRARY_PROMISES:
        yield from verify([promise], "", library)
    if directory is not None:
        yield from verify(FILE_PROMISES, f"Files in {directory}", LibraryFiles(library, directory))

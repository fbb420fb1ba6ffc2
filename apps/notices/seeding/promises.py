"""What the library promises of every block of 25 patrons; the numbers follow the reference's list of what must hold."""

from __future__ import annotations

from collections.abc import Callable

from apps.notices.seeding.evidence import BlockEvidence
from apps.notices.seeding.measures import accounts, contacts, counts, identity, items, loans, times
from seedplot.promises import Empty, Promise


def _nothing(
    number: int, sentence: str, measure: Callable[[BlockEvidence], list[str]], what: str, hint: str
) -> Promise:
    """A promise that its measure finds nothing wrong."""
    return Promise(f"notices.P{number:03}", sentence, measure, Empty(what), hint)


LIBRARY_PROMISES = (
    _nothing(
        101,
        "Every table has as many rows as 25 patrons need, and reminders went out on seven nights or more.",
        counts.wrong_row_counts,
        "table with too many or too few rows",
        "Count the table's rows.",
    ),
    _nothing(
        102,
        "The files for calls and text messages get their 6 holds, 10 overdues, 3 renewals or more, 5 and 3 patrons.",
        counts.wrong_phone_files,
        "file with too many or too few rows",
        "Look at patrons with option 3 or 8.",
    ),
    _nothing(
        103,
        "Patrons A to Y have the delivery, the holds and the overdues of the cast.",
        counts.miscast_patrons,
        "patron who is not as cast",
        "Patrons are lettered by PatronID.",
    ),
    _nothing(
        104,
        "20 items are held, 51 out, 27 in and 2 lost.",
        counts.wrong_item_states,
        "wrong number of items",
        "Count ItemStatusID.",
    ),
    _nothing(
        105,
        "20 holds, 27 overdues and 2 bills are queued and processed, 6 fines are queued and not yet sent.",
        counts.wrong_queue,
        "queue row that should not be so",
        "Look at NotificationQueue by type.",
    ),
    _nothing(
        106,
        "A, C, E, F, G and J have a fine notice, P and T a bill.",
        counts.wrong_debtors,
        "other debtor",
        "Look at FineNotices and ManualBillNotices.",
    ),
    _nothing(
        107,
        "The reference tables are complete.",
        counts.wrong_reference_tables,
        "reference table that differs",
        "python manage.py migrate adds what is missing; what was altered has to be put right by hand.",
    ),
    _nothing(
        201,
        "Barcodes have 14 digits and follow each other.",
        identity.wrong_barcodes,
        "wrong barcode",
        "Sort patrons and items by number.",
    ),
    _nothing(
        202,
        "Every link has its target.",
        identity.broken_links,
        "number without a target",
        "Look for the number in the table that it stands for.",
    ),
    _nothing(
        203,
        "Telephone numbers are fictional, nobody shares one or an e-mail address, and all can be reached.",
        identity.unreachable_patrons,
        "wrong number or address",
        "Look at the patron's registration.",
    ),
    _nothing(
        204,
        "Letters go to an address for notices.",
        identity.letters_without_address,
        "mail patron without one",
        "Mail patrons have an address of type 2.",
    ),
    _nothing(
        205,
        "Every row has the delivery option of its patron's registration.",
        identity.wrong_delivery_options,
        "other delivery option",
        "Compare DeliveryOptionID with PatronRegistration.",
    ),
    _nothing(
        206,
        "Every delivery string is the patron's own address or number, to the letter.",
        identity.wrong_delivery_strings,
        "other delivery string",
        "Compare NotificationLogs with PatronRegistration and Patrons.",
    ),
    _nothing(
        207,
        "Each hold is once in request, notice, queue and history.",
        items.unmatched_holds,
        "hold that is not",
        "Compare patron and item in the four tables.",
    ),
    _nothing(
        208,
        "Each overdue item is once in checkouts, notices and queue, with one due date and one type.",
        items.unmatched_overdues,
        "overdue item that is not",
        "Compare patron, item and due date in the tables.",
    ),
    _nothing(
        209,
        "Title, author, barcode, call number and price of an item are the same wherever it appears.",
        items.contradictory_items,
        "item described in two ways",
        "Compare the row with CircReserveItemRecords_View.",
    ),
    _nothing(
        210,
        "An item is in one place at a time, as its status says.",
        items.misplaced_items,
        "item in another place",
        "Compare ItemStatusID with ItemCheckouts and SysHoldRequests.",
    ),
    _nothing(
        211,
        "K to T have one item each; U to Y have nothing current, but a past; P and T have lost one item.",
        items.wrong_activity,
        "patron who has",
        "Look at the patron's checkouts, holds, queue and history.",
    ),
    _nothing(
        212,
        "Fine notices, bills and balances are the sums of open charges.",
        accounts.wrong_charges,
        "sum that is wrong",
        "Add up OutstandingAmount in PatronAccount.",
    ),
    _nothing(
        301,
        "Notices lie in the past 20 days, due dates in the window up to 10 days ahead, at the end of days but Sundays.",
        times.outside_the_window,
        "date outside",
        "Compare the date with the as-of date.",
    ),
    _nothing(
        302,
        "Held items wait 3 to 10 days: some for 1 to 3 days more, some for 4 to 7, some for 8 to 10.",
        times.wrong_hold_shelf,
        "hold that waits otherwise",
        "Compare HoldTillDate with HoldNotificationDate.",
    ),
    _nothing(
        303,
        "The history of every hold tells when it was placed and filled, and the daily one is that of the newest day.",
        times.wrong_transitions,
        "gap in the history",
        "Compare SysHoldHistory with SysHoldRequests.",
    ),
    _nothing(
        304,
        "The notice of a hold follows within the hour.",
        times.slow_hold_notices,
        "late or early notice",
        "Compare NoticeDate with HoldNotificationDate.",
    ),
    _nothing(
        305,
        "Notices go out in batches at one minute past the hours from nine to five, a patron's within two seconds.",
        times.wrong_batches,
        "notice outside a batch",
        "Look at the minute and second of NoticeDate.",
    ),
    _nothing(
        306,
        "Overdue notices went out at 10:01, one, seven and fourteen days after the due date, and no others.",
        times.wrong_ladder,
        "item with other notices",
        "Count days from DueDate to NoticeDate.",
    ),
    _nothing(
        307,
        "Each overdue item is filed under its latest notice, five or more under each, and notices are counted.",
        times.wrong_levels,
        "item filed otherwise",
        "Count days overdue: 2 to 7, 8 to 14, 15 to 20.",
    ),
    _nothing(
        308,
        "Due dates are one for B, five or more for A, three or more for C; D and F had one batch, E two days.",
        loans.wrong_due_days,
        "patron with other dates",
        "Look at the patron's due dates and notices.",
    ),
    _nothing(
        309,
        "Reminders were made three days and one day before the due date, for every item then on loan.",
        loans.wrong_reminders,
        "wrong or missing reminder",
        "Compare CreationDate with DueDate and the item's check-in.",
    ),
    _nothing(
        310,
        "Settled overdues came back two to six days late, and X and Y return on time.",
        loans.late_returns,
        "other return",
        "Look at the item's CheckInDate.",
    ),
    _nothing(
        401,
        "A contact's counts, status and option are those of its notices, and every notice belongs to one.",
        contacts.wrong_log_counts,
        "contact that differs",
        "Compare NotificationLogs with NotificationHistory in the same minute.",
    ),
    _nothing(
        402,
        "D is told of three holds at once, F of two.",
        contacts.wrong_hold_contacts,
        "other contact",
        "Look at HoldsCount.",
    ),
    _nothing(
        403,
        "A patron has one contact in a batch, about holds or about overdues, of their type or combined.",
        contacts.wrong_contacts,
        "contact that is not so",
        "Look at NotificationTypeID and the counts.",
    ),
    _nothing(
        404,
        "P and T got one letter each with the two charges of a lost item.",
        contacts.wrong_bills,
        "other bill",
        "Look at log rows of type 20.",
    ),
    _nothing(
        405,
        "Contacts end as their channel can; only failures have details; people and machines answer calls.",
        contacts.wrong_outcomes,
        "other outcome",
        "Look at NotificationStatusID by DeliveryOptionID.",
    ),
    _nothing(
        406,
        "One e-mail and the first call of S failed, and a completed notice about the same items followed.",
        contacts.wrong_failures,
        "other failure",
        "Look at log rows with status 5 or 14.",
    ),
    _nothing(
        501,
        "All notices of patrons with three holds are in the history, and counted in the log (the plan's test 1).",
        contacts.unseen_multiple_holds,
        "hold unseen",
        "Look at patrons D and I.",
    ),
    _nothing(
        502,
        "Every e-mail went to the registered address (the plan's test 2; P304 and P202 are tests 3 and 4).",
        contacts.mismatched_emails,
        "mismatch",
        "Compare DeliveryString with EmailAddress.",
    ),
)
"""What holds of every block, for every seed and as-of date."""

"""Numbers, addresses, links, and what several tables say of one thing."""

from __future__ import annotations

from apps.notices.seeding.measures import accounts, identity, items
from apps.notices.seeding.promises.wording import nothing

IDENTITY_PROMISES = (
    nothing(
        201,
        "Barcodes have 14 digits and follow each other.",
        identity.wrong_barcodes,
        what="wrong barcode",
        hint="Sort patrons and items by number.",
        source="the plan: 233070 or 333070 and 14 digits in all, sequential and unique",
    ),
    nothing(
        202,
        "Every link has its target.",
        identity.broken_links,
        what="number without a target",
        hint="Look for the number in the table that has it as its key.",
        source="the plan's test 4, for every link and not for patrons only",
    ),
    nothing(
        203,
        "Telephone numbers are fictional and near, nobody shares one or an e-mail address, and all can be reached.",
        identity.unreachable_patrons,
        what="wrong number or address",
        hint="Look at the patron's registration.",
        source="numbers 555-0100 to 555-0199 and the domain example.com are reserved for fiction",
    ),
    nothing(
        204,
        "Letters go to an address for notices, and all other patrons have one for mailings.",
        identity.letters_without_address,
        what="patron without one",
        hint="Mail patrons have an address of type 2, others one of type 12.",
        source="the product: a letter goes to the address of type 2 first",
    ),
    nothing(
        205,
        "Every row has the delivery option of its patron's registration.",
        identity.wrong_delivery_options,
        what="other delivery option",
        hint="Compare DeliveryOptionID with PatronRegistration.",
        source="the plan: the registration says how a patron is reached",
    ),
    nothing(
        206,
        "Every delivery string is the patron's own address or number, to the letter.",
        identity.wrong_delivery_strings,
        what="other delivery string",
        hint="Compare NotificationLogs with PatronRegistration and Patrons.",
        source="the plan: the log holds the address or number that was used",
    ),
    nothing(
        207,
        "Each hold is once in request, notice, queue and history.",
        items.unmatched_holds,
        what="hold that is not",
        hint="Compare patron and item in the four tables.",
        source="the plan: a notice is traced from the request to the queue and the history",
    ),
    nothing(
        208,
        "Each overdue item is once in checkouts, notices and queue, with one due date and one type.",
        items.unmatched_overdues,
        what="overdue item that is not",
        hint="Compare patron, item and due date in the tables.",
        source="the plan: a notice is traced from the checkout to the queue",
    ),
    nothing(
        209,
        "Title, author, barcode, call number and price of an item are the same wherever it appears.",
        items.contradictory_items,
        what="item described in two ways",
        hint="Compare the row with CircReserveItemRecords_View.",
        source="a law of the domain: an item has one title, one barcode and one price",
    ),
    nothing(
        210,
        "An item is in one place at a time, as its status says.",
        items.misplaced_items,
        what="item in another place",
        hint="Compare ItemStatusID with ItemCheckouts and SysHoldRequests.",
        source="a law of the domain: an item is in one place",
    ),
    nothing(
        211,
        "K to T have one item each; U to Y have nothing current, but a past; P and T have lost one item.",
        items.wrong_activity,
        what="patron who has",
        hint="Look at the patron's checkouts, holds, queue and history.",
        source="the plan: single item users, and patrons with no current activity",
    ),
    nothing(
        212,
        "Fine notices, bills and balances are the sums of open charges.",
        accounts.wrong_charges,
        what="sum that is wrong",
        hint="Add up OutstandingAmount in PatronAccount.",
        source="a law of the domain: a balance is the sum of open charges",
    ),
)

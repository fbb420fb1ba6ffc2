"""Contacts, and the plan's tests."""

from __future__ import annotations

from apps.notices.seeding.measures import contacts
from apps.notices.seeding.promises.wording import nothing

CONTACT_PROMISES = (
    nothing(
        401,
        "A contact's counts, status and option are those of its notices, and every notice belongs to one.",
        contacts.wrong_log_counts,
        what="contact that differs",
        hint="Compare NotificationLogs with NotificationHistory in the same minute.",
        source="the plan: the log counts the notices of the history",
    ),
    nothing(
        402,
        "D has one contact about three holds, F one about two.",
        contacts.wrong_hold_contacts,
        what="other contact",
        hint="Look at HoldsCount.",
        source="the plan: 3 holds of D and 2 of F are ready on the same day",
    ),
    nothing(
        403,
        "A patron has one contact in a batch, about holds or about overdues, of their type or combined.",
        contacts.wrong_contacts,
        what="contact that is not so",
        hint="Look at NotificationTypeID and the counts.",
        source="the product: one log row for a patron and a batch",
    ),
    nothing(
        404,
        "P and T got one letter each with the two charges of a lost item.",
        contacts.wrong_bills,
        what="other bill",
        hint="Look at log rows of type 20.",
        source="the scenario's own figures: a lost item costs its price and a processing charge",
    ),
    nothing(
        405,
        "Contacts end as their channel can; only failures have details; people answer calls, and two machines.",
        contacts.wrong_outcomes,
        what="other outcome",
        hint="Look at NotificationStatusID by DeliveryOptionID.",
        source="the product: the notification statuses of each delivery option",
    ),
    nothing(
        406,
        "One e-mail and the first call of S failed, and a completed notice about the same items followed.",
        contacts.wrong_failures,
        what="other failure",
        hint="Look at log rows with status 5 or 14.",
        source="the scenario's own figures: about 3% of contacts fail, each is followed by one that is completed",
    ),
    nothing(
        407,
        "Details of a failure are those of its channel.",
        contacts.wrong_details,
        what="other details",
        hint="Look at Details by NotificationStatusID.",
        source="the scenario's own figures: what mail servers and telephones answer",
    ),
    nothing(
        501,
        "All notices of patrons with three holds are in the history, and counted in the log (the plan's test 1).",
        contacts.unseen_multiple_holds,
        what="hold unseen",
        hint="Look at patrons D and I.",
        source="the plan's test 1",
    ),
    nothing(
        502,
        "Every e-mail went to the registered address (the plan's test 2; P304 and P202 are tests 3 and 4).",
        contacts.mismatched_emails,
        what="mismatch",
        hint="Compare DeliveryString with EmailAddress.",
        source="the plan's test 2",
    ),
)

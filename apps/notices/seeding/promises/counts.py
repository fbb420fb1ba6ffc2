"""Counts, and who has what."""

from __future__ import annotations

from apps.notices.seeding.measures import counts, roles
from apps.notices.seeding.promises.wording import nothing

COUNT_PROMISES = (
    nothing(
        101,
        "Every table has as many rows as 25 patrons need, and reminders went out on seven nights or more.",
        counts.wrong_row_counts,
        what="table with too many or too few rows",
        hint="Count the table's rows.",
        source="the plan: 25 patrons, 100 items, 15 to 20 addresses, 45 to 55 titles, 50 or more notices",
    ),
    nothing(
        102,
        "The files for calls and text messages get their 6 holds, 10 overdues, 3 renewals or more, 5 and 3 patrons.",
        counts.wrong_phone_files,
        what="file with too many or too few rows",
        hint="Look at patrons with option 3 or 8.",
        source="the scenario's own figures: 8 of 25 patrons are reached by phone",
    ),
    nothing(
        103,
        "Patrons A to Y have the delivery, the holds and the overdues of the cast.",
        counts.miscast_patrons,
        what="patron who is not as cast",
        hint="Patrons are lettered by PatronID.",
        source="the plan: patron scenarios A to Y",
    ),
    nothing(
        104,
        "20 items are held, 51 out, 27 in and 2 lost.",
        counts.wrong_item_states,
        what="wrong number of items",
        hint="Count ItemStatusID.",
        source="the scenario's own figures: every item has one part",
    ),
    nothing(
        105,
        "20 holds, 27 overdues and 2 bills are queued and processed, 6 fines are queued and not yet sent.",
        counts.wrong_queue,
        what="queue row that should not be so",
        hint="Look at NotificationQueue by type.",
        source="the plan: 20 holds and 27 overdues are notified; the product leaves what it has not sent unprocessed",
    ),
    nothing(
        106,
        "A, C, E, F, G and J have a fine notice, P and T a bill.",
        counts.wrong_debtors,
        what="other debtor",
        hint="Look at FineNotices and ManualBillNotices.",
        source="the scenario's own figures: 6 patrons with fines, 2 with bills",
    ),
    nothing(
        107,
        "The reference tables are complete.",
        counts.wrong_reference_tables,
        what="reference table that differs",
        hint="python manage.py migrate adds what is missing; what was altered has to be put right by hand.",
        source="the plan: reference data are real and never modified",
    ),
    nothing(
        108,
        "Loans, punctual returns, hold batches, due days, overdue contacts and fines of A to Y are those of the cast.",
        roles.wrong_parts,
        what="patron with another part",
        hint="Compare the patron's rows with the cast in specification/cast.py.",
        source="the scenario's own figures: the cast",
    ),
)

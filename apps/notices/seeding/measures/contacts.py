"""The contact log against the history, and the ends of contacts."""

from __future__ import annotations

from collections import Counter

from apps.notices.models import NotificationHistoryEntry, NotificationLog
from apps.notices.models.codes import OVERDUE_KINDS, ContactStatus, Delivery, NotificationKind
from apps.notices.seeding.rows import BlockRows, batch_of
from apps.notices.seeding.specification.failures import DETAILS, FAILED_CALL_LETTER, RECORDED_CALLS

COUNTED = {
    NotificationKind.HOLD: "holds_count",
    NotificationKind.FIRST_OVERDUE: "overdues_count",
    NotificationKind.SECOND_OVERDUE: "second_overdues_count",
    NotificationKind.THIRD_OVERDUE: "third_overdues_count",
}
NEVER_COUNTED = ("cancels_count", "recalls_count", "routings_count", "bills_count")
STATUSES: dict[int, set[ContactStatus]] = {
    Delivery.MAIL: {ContactStatus.PRINTED},
    Delivery.EMAIL: {ContactStatus.EMAILED, ContactStatus.EMAIL_FAILED},
    Delivery.VOICE: {ContactStatus.SPOKEN, ContactStatus.RECORDED, ContactStatus.NO_ANSWER},
    Delivery.TEXT: {ContactStatus.TEXTED},
}
FAILURES = (ContactStatus.EMAIL_FAILED, ContactStatus.NO_ANSWER)
DETAILS_OF: dict[int, tuple[str, ...]] = {int(status): texts for status, texts in DETAILS.items()}
BILLED = ("P", "T")
BILL_LINES = 2


def is_bill(row: NotificationLog) -> bool:
    return row.notification_type_id == NotificationKind.MANUAL_BILL


def notices_of(block: BlockRows, row: NotificationLog) -> list[NotificationHistoryEntry]:
    """The history rows that a log row is about."""
    return block.history_by_batch.get((row.patron_id, batch_of(row.notified_at)), [])


def wrong_log_counts(block: BlockRows) -> list[str]:
    """Log rows whose counts, status or option are not those of their history rows, and history rows without a log."""
    wrong = []
    for row in block.logs:
        notices = notices_of(block, row)
        counts = Counter(notice.notification_type_id for notice in notices)
        wanted = {column: counts[kind] for kind, column in COUNTED.items()} | dict.fromkeys(NEVER_COUNTED, 0)
        ends = {(notice.notification_status_id, notice.delivery_option_id) for notice in notices}
        if any(getattr(row, column) != count for column, count in wanted.items()) or ends not in (
            {(row.notification_status_id, row.delivery_option_id)},
            set(),
        ):
            wrong.append(f"log row {row.notification_log_id} is not what its notices say")
    logged = {(row.patron_id, batch_of(row.notified_at)) for row in block.logs if not is_bill(row)}
    wrong += [
        f"the notice of {row.notice_date} to {block.letter(row.patron_id)} is in no log row"
        for row in block.history
        if (row.patron_id, batch_of(row.notice_date)) not in logged
    ]
    return wrong


def wrong_hold_contacts(block: BlockRows) -> list[str]:
    """D without one contact about three holds, F without one about two."""
    wrong = []
    for letter, count in (("D", 3), ("F", 2)):
        counts = [row.holds_count for row in block.logs if block.letter(row.patron_id) == letter]
        if counts != [count]:
            wrong.append(f"{letter} has contacts about {counts} holds")
    return wrong


def wrong_contacts(block: BlockRows) -> list[str]:
    """Contacts that are two in one batch, about nothing, about holds and overdues at once, or of the wrong type."""
    batches = Counter((row.patron_id, batch_of(row.notified_at)) for row in block.logs)
    wrong = [f"{count} log rows at {batch}" for (_, batch), count in batches.items() if count > 1]
    for row in block.logs:
        counted = {kind for kind, column in COUNTED.items() if getattr(row, column)}
        counted |= {NotificationKind.MANUAL_BILL} if row.manual_bills_count else set()
        kinds = {int(kind) for kind in counted}
        is_mixed = len(counted) > 1 and counted <= set(OVERDUE_KINDS)
        if kinds != {row.notification_type_id} and not (is_mixed and row.notification_type_id == 0):
            wrong.append(f"log row {row.notification_log_id} of type {row.notification_type_id}")
    return wrong


def wrong_bills(block: BlockRows) -> list[str]:
    """Bills that are not one printed letter to P and one to T, about two charges each."""
    bills = [row for row in block.logs if is_bill(row)]
    letters = sorted(block.letter(row.patron_id) for row in bills)
    wrong = [] if letters == list(BILLED) else [f"bills to {letters}"]
    queued = {row.patron_id: row.creation_date for row in block.queued(NotificationKind.MANUAL_BILL)}
    for row in bills:
        own = (row.manual_bills_count, row.notification_status_id, queued.get(row.patron_id, row.notified_at).date())
        if own != (BILL_LINES, ContactStatus.PRINTED, row.notified_at.date()):
            wrong.append(f"log row {row.notification_log_id} of a bill")
    return wrong


def wrong_outcomes(block: BlockRows) -> list[str]:
    """Contacts that ended as their channel cannot, or details where nothing failed."""
    wrong = []
    for row in block.logs:
        may_be = {int(status) for status in STATUSES.get(row.delivery_option_id, ())}
        has_failed = row.notification_status_id in FAILURES
        if row.notification_status_id not in may_be or bool(row.details) != has_failed:
            wrong.append(f"log row {row.notification_log_id} ended with {row.notification_status_id}, '{row.details}'")
    seen = Counter(row.notification_status_id for row in block.logs)
    if not seen[ContactStatus.SPOKEN] or seen[ContactStatus.RECORDED] != RECORDED_CALLS:
        wrong.append(f"{seen[ContactStatus.SPOKEN]} people and {seen[ContactStatus.RECORDED]} machines answered calls")
    return wrong


def wrong_details(block: BlockRows) -> list[str]:
    """Failed contacts with details that their channel does not write."""
    return [
        f"log row {row.notification_log_id}, which ended with {row.notification_status_id}, says '{row.details}'"
        for row in block.logs
        if row.details and row.details not in DETAILS_OF.get(row.notification_status_id, ())
    ]


def wrong_failures(block: BlockRows) -> list[str]:
    """Failures that are not one e-mail and the first call of S, or that no completed notice about all items follows."""
    failed = [row for row in block.logs if row.notification_status_id in FAILURES]
    ends = sorted(row.notification_status_id for row in failed)
    wrong = [] if ends == sorted(FAILURES) else [f"{len(failed)} failed contacts, with {ends}"]
    for row in failed:
        letter = block.letter(row.patron_id)
        if row.notification_status_id == ContactStatus.NO_ANSWER and letter != FAILED_CALL_LETTER:
            wrong.append(f"the failed call went to {letter}")
        if row.holds_count:
            wrong.append(f"the notice of a hold to {letter} failed")
        items = {notice.item_record_id for notice in notices_of(block, row)}
        later = [
            {notice.item_record_id for notice in notices_of(block, other)}
            for other in block.logs
            if other.patron_id == row.patron_id
            and other.notified_at > row.notified_at
            and other.notification_status_id not in FAILURES
        ]
        if not any(items and items <= others for others in later):
            wrong.append(f"nothing follows the failed contact of {letter}")
    return wrong


# The plan's four tests, as it words them; each has to see rows.


def unseen_multiple_holds(block: BlockRows) -> list[str]:
    """Test 1: patrons with three holds or more whose notices are not all in the history and counted in the log."""
    counts = Counter(patron_id for patron_id, _ in block.holds)
    many = [patron_id for patron_id, count in counts.items() if count >= 3]
    wrong = [] if many else ["no patron has three holds"]
    for patron_id in many:
        sent = [row for row in block.notices(NotificationKind.HOLD) if row.patron_id == patron_id]
        logged = sum(row.holds_count for row in block.logs if row.patron_id == patron_id)
        if len(sent) != counts[patron_id] or logged != counts[patron_id]:
            wrong.append(f"{block.letter(patron_id)} has {counts[patron_id]} holds, {len(sent)} sent, {logged} logged")
    return wrong


def mismatched_emails(block: BlockRows) -> list[str]:
    """Test 2: e-mails that went elsewhere than to the registered address."""
    rows = [row for row in block.logs if row.delivery_option_id == Delivery.EMAIL]
    wrong = [] if rows else ["no e-mail is logged"]
    return wrong + [
        f"MISMATCH {row.delivery_string}"
        for row in rows
        if row.patron_id not in block.registrations
        or block.registrations[row.patron_id].email_address != row.delivery_string
    ]

"""The four verification tests of the plan. Each says what it counted, and fails where it saw nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from apps.notices.models import (
    HoldNotice,
    HoldRequest,
    NotificationHistoryEntry,
    NotificationLog,
    PatronRecord,
    PatronRegistration,
)
from apps.notices.models.codes import Delivery, NotificationKind
from apps.notices.seeding.measures.library.rows import LibraryRows, keyed_rows, side_by_side
from apps.notices.seeding.measures.library.tally import Tally

MANY = 3
"""As many hold notices make a patron one with multiple holds."""


def tally_multiple_holds(library: LibraryRows) -> Tally:
    """Test 1: who has three hold notices and more finds them all in the history, and the log counts them."""
    tally = Tally()
    patrons = notices = combined = 0
    waiting = keyed_rows(
        library, HoldNotice, ("patron_id",), ("item_record_id",), notification_type_id=NotificationKind.HOLD
    )
    told = keyed_rows(
        library,
        NotificationHistoryEntry,
        ("patron_id",),
        ("item_record_id",),
        notification_type_id=NotificationKind.HOLD,
    )
    counted = keyed_rows(library, NotificationLog, ("patron_id",), ("holds_count",), holds_count__gt=0)
    for (patron,), (held, sent, logged) in side_by_side(waiting, told, counted):
        if len(held) < MANY:
            continue
        patrons, notices = patrons + 1, notices + len(held)
        missing = {item for (item,) in held} - {item for (item,) in sent}
        tally.expect(not missing, f"patron {patron}: {len(missing)} of {len(held)} hold notices are not in the history")
        total = sum(count for (count,) in logged)
        tally.expect(total == len(sent), f"patron {patron}: the log counts {total} holds, the history has {len(sent)}")
        combined += (len(held),) in logged
    tally.expect(combined > 0, "no patron was told of all holds at once")
    text = f"{patrons:,} patrons with {notices:,} hold notices, {combined:,} of them told of all in one log row"
    return tally.close(text, patrons)


def tally_email_delivery(library: LibraryRows) -> Tally:
    """Test 2: an e-mail goes to the address that the patron registered."""
    tally = Tally()
    matches = mismatches = 0
    registered = keyed_rows(
        library, PatronRegistration, ("patron_id",), ("email_address",), delivery_option_id=Delivery.EMAIL
    )
    logged = keyed_rows(
        library, NotificationLog, ("patron_id",), ("delivery_string",), delivery_option_id=Delivery.EMAIL
    )
    for (patron,), (registrations, strings) in side_by_side(registered, logged):
        for (address,) in registrations:
            for (string,) in strings:
                is_match = bool(address) and address == string
                matches, mismatches = matches + is_match, mismatches + (not is_match)
                tally.expect(is_match, f"patron {patron}: '{string}' is in the log, '{address}' is registered")
    return tally.close(f"{matches:,} MATCH, {mismatches:,} MISMATCH", matches + mismatches)


def tally_hold_times(library: LibraryRows) -> Tally:
    """Test 3: a hold's notice is sent less than an hour after the item was ready."""
    tally = Tally()
    pair = ("patron_id", "trapping_item_record_id")
    ready = keyed_rows(library, HoldRequest, pair, ("hold_notification_date",))
    told = keyed_rows(
        library,
        NotificationHistoryEntry,
        ("patron_id", "item_record_id"),
        ("notice_date",),
        notification_type_id=NotificationKind.HOLD,
    )
    waits: list[int] = []
    holds = 0
    for (patron, item), (sources, notices) in side_by_side(ready, told):
        holds += len(sources)
        one_each = (len(sources), len(notices)) == (1, 1)
        tally.expect(one_each, f"patron {patron}, item {item}: {len(sources)} holds, {len(notices)} notices")
        for (source,) in sources:
            for (notice,) in notices:
                minutes = minutes_between(source, notice)
                in_time = 0 <= minutes < 60 and notice >= source
                tally.expect(in_time, f"patron {patron}, item {item}: told {minutes} minutes after {source}")
                waits = [min([minutes, *waits]), max([minutes, *waits])]
    span = f", {waits[0]} to {waits[1]} minutes" if waits else ""
    return tally.close(f"{holds:,} holds{span}", holds if waits else 0)


def tally_notices_have_patrons(library: LibraryRows) -> Tally:
    """Test 4: no hold notice without its patron."""
    tally = Tally()
    patrons = PatronRecord._base_manager.filter(patron_id=OuterRef("patron_id"))
    notices = library.rows(HoldNotice)
    orphans = notices.exclude(Exists(patrons)).order_by("patron_id").values_list("patron_id", flat=True).distinct()
    count, lost = notices.count(), list(orphans[:1000])
    for patron in lost:
        tally.fault(f"patron {patron} has hold notices and is not in Patrons")
    return tally.close(f"{count:,} notices, {len(lost)} orphans", count)


def minutes_between(start: datetime, end: datetime) -> int:
    """As SQL's DATEDIFF(MINUTE) counts them: the boundaries of minutes that were crossed."""
    whole = end.replace(second=0, microsecond=0) - start.replace(second=0, microsecond=0)
    return whole // timedelta(minutes=1)

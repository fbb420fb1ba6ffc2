"""Bugs in every module that plans the library, each as a maintainer could make it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from typing import Any

from apps.notices.models.codes import ContactStatus, NotificationKind
from apps.notices.seeding.scenarios import LibraryCityScenario, LibraryNoticesScenario
from apps.notices.seeding.specification.failures import DETAILS
from apps.notices.seeding.specification.formats import Kind
from seedplot.clock import midnight
from seedplot.engine.runs import Request
from tests.planted_bugs.planting import PlantedBug

# A run imports planning when it begins. A module that is first imported while a bug is planted would keep it.
import_module("apps.notices.seeding.planning.block")

SEEDING = "apps.notices.seeding"
FIRST, SECOND, THIRD = (
    NotificationKind.FIRST_OVERDUE,
    NotificationKind.SECOND_OVERDUE,
    NotificationKind.THIRD_OVERDUE,
)
DAY = timedelta(days=1)


def library(*, seed: int = 42, as_of: date = date(2026, 3, 12)) -> Request:
    return Request(LibraryNoticesScenario(), seed, midnight(as_of))


def at_new_year() -> Request:
    """On the first of January, when yesterday is another year."""
    return library(as_of=date(2027, 1, 1))


def with_late_letters() -> Request:
    """A seed whose mail patron has an overdue item that was due within the window of reminders."""
    return library(seed=4)


def city() -> Request:
    """Two blocks."""
    return Request(LibraryCityScenario(), 42, midnight(date(2026, 3, 12)), {"patrons": 50})


REQUESTS = (library, at_new_year, with_late_letters, city)


def bug(name: str, target: str, faulty: Callable[[Any], Any], *promises: str, request: Any = library) -> PlantedBug:
    """The target is in the domain's seeding; promises are named by number."""
    named = tuple(f"notices.{promise}" for promise in promises)
    return PlantedBug(name, f"{SEEDING}.{target}", faulty, named, request)


def instead(value: Any) -> Callable[[Any], Any]:
    return lambda original: value


def with_each(**change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The function returns dataclasses in a sequence, each of which is changed."""

    def faulty(original: Any) -> Any:
        return lambda *given: [_changed(each, change) for each in original(*given)]

    return faulty


def with_one(**change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The function returns one dataclass, which is changed."""
    return lambda original: lambda *given, **named: _changed(original(*given, **named), change)


def with_argument(place: int, **change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The argument in that place is a dataclass, and it arrives changed."""

    def faulty(original: Any) -> Any:
        return lambda *given: original(*given[:place], _changed(given[place], change), *given[place + 1 :])

    return faulty


def _changed(value: Any, change: dict[str, Callable[[Any], Any]]) -> Any:
    return replace(value, **{name: compute(value) for name, compute in change.items()})


def _last_activity_without_returns(original: Any) -> Any:
    return lambda block, patron: max(
        [each.checked_out for each in block.checkouts if each.patron is patron]
        + [each.placed for each in block.holds if each.patron is patron],
        default=None,
    )


def _reminders_by_mail_too(original: Any) -> Any:
    from apps.notices.seeding.planning.loans import Reminder

    return lambda scheduler, checkouts: sorted(
        (
            Reminder(checkout, day, scheduler.nightly_run(day))
            for checkout in checkouts
            for day in scheduler.reminder_runs(checkout.due_ago)
        ),
        key=lambda each: (-each.day, each.checkout.patron.patron_id, each.checkout.item.item_record_id),
    )


def _whole_ladder_for_settled(original: Any) -> Any:
    return lambda scheduler, checkout: (
        scheduler.ladder(checkout.due_ago)
        if checkout.item.purpose.part.name in ("OVERDUE", "SETTLED")
        else original(scheduler, checkout)
    )


def _second_and_third_swapped(original: Any) -> Any:
    swapped = {SECOND: THIRD, THIRD: SECOND}
    return lambda contact, kind: original(contact, swapped.get(kind, kind))


def _topic_of_the_next_block(original: Any) -> Any:
    def faulty(number: int, count: int) -> tuple[str, list[str]]:
        subject, texts = original(number, count)
        return subject, [*texts[:-1], original(number + 1, count)[1][-1]]

    return faulty


def _fees_by_letter(block: Any) -> dict[int, list[Any]]:
    """Bills are forgotten, so what went by letter is owed as a fine as well."""
    fees: dict[int, list[Any]] = {}
    for charge in block.charges:
        fees.setdefault(charge.patron.patron_id, []).append(charge)
    return dict(sorted(fees.items()))


BUGS = [
    bug(
        "steps are counted from the step before",
        "planning.time_scheduler:LADDER",
        instead({FIRST: 1, SECOND: 8, THIRD: 15}),
        "P306",
    ),
    bug("reminder two days ahead", "planning.time_scheduler:REMINDER_DAYS", instead((2, 1)), "P309"),
    bug(
        "queue of the night before last",
        "planning.time_scheduler:TimeScheduler.last_nightly_run",
        lambda original: lambda scheduler: scheduler.nightly_run(2),
        "P316",
    ),
    bug("moments in milliseconds", "planning.time_scheduler:TICKS_PER_SECOND", instead(1_000), "P305"),
    bug("closed on Saturdays", "planning.days:SUNDAY", instead(5), "P301", "P311", "P313"),
    bug(
        "year to date of the as-of date",
        "planning.days:LibraryDays.is_this_year",
        lambda original: lambda days, moment: moment.year == days.today.year,
        "P312",
        "P314",
        request=at_new_year,
    ),
    bug("first due date of a renewed loan", "planning.loans:_checkout", with_one(original_due=lambda x: x.due), "P311"),
    bug("loan of twenty days", "planning.loans:LOAN_DAYS", instead(20), "P311"),
    bug(
        "reminders by mail",
        "planning.loans:plan_reminders",
        _reminders_by_mail_too,
        "P309",
        request=with_late_letters,
    ),
    bug("ready before it is trapped", "planning.holds:_hold", with_one(trapped=lambda x: x.ready + DAY / 480), "P302"),
    bug(
        "two batches of one patron on one day",
        "planning.holds:_choices",
        lambda original: lambda days, each, taken: original(days, each, ()),
        "P308",
    ),
    bug(
        "hold notice with the day on which it was ready",
        "planning.hold_rows:_notice_row",
        with_argument(1, till=lambda hold: hold.ready),
        "P302",
    ),
    bug(
        "fee of a day more",
        "planning.charges:_fee_drafts",
        with_each(amount=lambda draft: draft.amount + Decimal("0.25")),
        "P224",
    ),
    bug(
        "bill without the processing charge",
        "planning.charges:Bill.total",
        lambda original: property(lambda bill: bill.charges[0].amount),
        "P212",
    ),
    bug(
        "item out since its renewal",
        "planning.circulation:plan_circulation",
        with_each(since=lambda each: each.lent if each.state.name == "OUT" else each.since),
        "P312",
    ),
    bug(
        "list of overdues with first due dates",
        "planning.item_rows:_overdue_row",
        with_argument(1, due=lambda checkout: checkout.original_due),
        "P208",
    ),
    bug(
        "overdue notice of the first step",
        "planning.notice_rows:latest_step",
        lambda original: lambda block, checkout: next(block.scheduler.ladder(checkout.due_ago))[0],
        "P307",
    ),
    bug("fines for bills", "planning.notice_rows:_open_fees", instead(_fees_by_letter), "P105", "P106"),
    bug(
        "second and third overdues swapped",
        "planning.notifications:Contact.count",
        _second_and_third_swapped,
        "P401",
    ),
    bug("second notice of a settled overdue", "planning.notifications:steps_sent", _whole_ladder_for_settled, "P306"),
    bug(
        "details of a telephone in an e-mail",
        "planning.notifications:DETAILS",
        instead(dict.fromkeys(DETAILS, DETAILS[ContactStatus.NO_ANSWER])),
        "P407",
    ),
    bug(
        "last activity without returns",
        "planning.patron_rows:_last_activity",
        _last_activity_without_returns,
        "P313",
    ),
    bug(
        "phone before e-mail address",
        "planning.people:Patron.delivery_string",
        lambda original: property(lambda patron: patron.phone or patron.email),
        "P206",
        "P502",
    ),
    bug(
        "address without its unit",
        "planning.people:Home.line",
        lambda original: property(lambda home: home.street),
        "P217",
    ),
    bug("roles from the end", "planning.roles:place_of", lambda original: lambda role: 24 - original(role), "P103"),
    bug(
        "copies dealt in order",
        "planning.purposes:deal",
        lambda original: lambda block: [position % 50 for position in range(100)],
        "P223",
    ),
    bug(
        "nonfiction on the shelf of chess",
        "planning.catalogue:_call_number",
        lambda original: lambda stream, kind, text, subject, family: original(stream, kind, text, "Chess", family),
        "P222",
    ),
    bug(
        "no reminders of what came back",
        "planning.block_registry:plan_reminders",
        lambda original: lambda scheduler, loans: original(scheduler, [each for each in loans if each.is_open]),
        "P211",
        "P309",
    ),
    bug(
        "block of the day before",
        "planning.block:LibraryDays",
        lambda original: lambda today: original(today - DAY),
        "P301",
        "P306",
    ),
    bug(
        "films with titles of novels",
        "content.titles:GRAMMARS",
        lambda grammars: {**grammars, Kind.FILM: grammars[Kind.FICTION]},
        "P221",
    ),
    bug("holds on two topics", "content.titles:topic_titles", _topic_of_the_next_block, "P221", "P222"),
    bug(
        "words in each other's places",
        "content.grammar:text_of",
        lambda original: lambda pattern, number: original(replace(pattern, places=pattern.places[::-1]), number),
        "P221",
    ),
    bug(
        "family of strangers",
        "content.names:member_name",
        lambda original: lambda rng, household, member: original(rng, household + member, member),
        "P216",
    ),
    bug(
        "street without a number",
        "content.streets:street",
        lambda original: lambda stream: original(stream).partition(" ")[2],
        "P216",
    ),
    bug(
        "gap between the barcodes of blocks",
        "planning.numbering:Numbers.item_barcode",
        lambda original: lambda numbers, place: str(33307000000001 + 101 * numbers.block + place),
        "P201",
        request=city,
    ),
    bug(
        "numbers from the end of their room",
        "planning.numbering:Numbers.roomy",
        lambda original: lambda numbers, first, place: original(numbers, first, 199 - place),
        "P219",
    ),
    replace(
        bug("nothing outstanding", "", instead(Decimal("0.00")), "P212", "P224"),
        target="apps.notices.factories:AccountChargeFactory._meta.base_declarations['outstanding_amount']",
    ),
    replace(
        bug("loans of another branch", "", instead(1), "P213"),
        target="apps.notices.factories:ItemCheckoutFactory._meta.base_declarations['organization_id']",
    ),
]

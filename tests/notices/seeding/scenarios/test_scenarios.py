"""The two scenarios: kept promises on any day, blocks that know nothing of each other, rows that stay as they are."""

import gc
import tracemalloc
from collections import Counter
from datetime import date
from itertools import product

import pytest

from apps.notices.seeding.scenarios import LibraryCityScenario, LibraryNoticesScenario
from seedplot.clock import midnight
from seedplot.context import context_of, stream_of
from seedplot.engine import pipeline
from seedplot.engine.runs import Request
from seedplot.errors import RunConflict, SeedError
from seedplot.streams import DeterministicRandom
from tests.notices.seeding.plans import ANCHORS, AS_OF, city, rows, values
from tests.rings import sampled

pytestmark = pytest.mark.django_db
ROW_COUNTS = {
    "notices.PatronRecord": 25,
    "notices.PatronRegistration": 25,
    "notices.PatronAddress": 25,
    "notices.Address": 18,
    "notices.AccountCharge": 14,
    "notices.BibliographicRecord": 50,
    "notices.CirculationItem": 100,
    "notices.ItemRecord": 100,
    "notices.ItemRecordDetail": 100,
    "notices.ItemCheckout": 51,
    "notices.OverdueItem": 30,
    "notices.HoldRequest": 20,
    "notices.HoldNotice": 20,
    "notices.HoldTransition": 60,
    "notices.DailyHoldTransition": 8,
    "notices.QueuedNotification": 55,
    "notices.OverdueNotice": 27,
    "notices.FineNotice": 6,
    "notices.FineNoticeLine": 10,
    "notices.ManualBillNotice": 4,
    "notices.CirculationReminder": 111,
    "notices.NotificationHistoryEntry": 74,
    "notices.NotificationLog": 56,
}


def run(scenario=LibraryNoticesScenario, *, seed=42, as_of=AS_OF, dry_run=True, **options):
    return pipeline.run(Request(scenario(), seed, midnight(as_of), options, dry_run=dry_run))


@pytest.mark.parametrize(("seed", "day"), sampled(product([1, 7, 42], ANCHORS), every=5, in_check=5))
def test_promises_are_kept_on_any_day(seed, day):
    report = run(seed=seed, as_of=ANCHORS[day])

    assert report.broken == []
    assert report.counts == ROW_COUNTS


def test_city_is_as_many_blocks():
    report = run(LibraryCityScenario, patrons=75)

    assert report.counts == {label: 3 * count for label, count in ROW_COUNTS.items()}
    assert {finding.part for finding in report.findings} == {"block 1", "block 2", "block 3"}


def test_plan_providers_keep_the_promises():
    assert run(email_providers="plan").broken == []


def test_other_providers_change_nothing_but_addresses():
    own, others = rows()["block 1"], rows(email_providers="plan")["block 1"]

    changed = {
        (label, column)
        for (label, one), (_, other) in zip(own, others, strict=True)
        for column in one
        if one[column] != other[column]
    }
    assert changed == {
        ("notices.PatronRegistration", "email_address"),
        ("notices.CirculationReminder", "email_address"),
        ("notices.NotificationLog", "delivery_string"),
    }


def test_more_patrons_leave_the_others_as_they_are():
    small, large = city(50), city(150)

    assert {name: large[name] for name in small} == small


def test_block_knows_nothing_of_the_others():
    whole = city(100)

    assert city(100, only=[2])["block 3"] == whole["block 3"]


def test_anchor_in_another_year_changes_counts_of_the_year_but_no_name():
    here, there = rows(), rows(as_of=date(2027, 3, 11))

    for column in ("full_name", "email_address", "phone_voice1"):
        assert values(here, "PatronRegistration", column) == values(there, "PatronRegistration", column)
    assert values(here, "CirculationItem", "title") == values(there, "CirculationItem", "title")


def test_another_seed_gives_other_names_and_dates():
    here, there = rows(seed=1), rows(seed=2)

    for label, column in (
        ("PatronRegistration", "full_name"),
        ("CirculationItem", "title"),
        ("HoldRequest", "hold_till_date"),
        ("ItemCheckout", "due_date"),
        ("NotificationLog", "notified_at"),
    ):
        assert values(here, label, column) != values(there, label, column)
    assert Counter(label for label, _ in here["block 1"]) == Counter(label for label, _ in there["block 1"])


@pytest.mark.check
def test_nothing_is_shared_between_patrons_of_a_city():
    planned = city(500)

    for label, column in (
        ("PatronRegistration", "full_name"),
        ("PatronRegistration", "email_address"),
        ("PatronRegistration", "phone_voice1"),
        ("PatronRecord", "barcode"),
        ("CirculationItem", "barcode"),
        ("BibliographicRecord", "title"),
    ):
        found = [value for value in values(planned, label, column) if value is not None]
        assert len(set(found)) == len(found)


def test_barcodes_of_a_city_follow_each_other():
    planned = city(100)

    assert sorted(map(int, values(planned, "PatronRecord", "barcode"))) == list(range(23307000000001, 23307000000101))
    assert sorted(map(int, values(planned, "CirculationItem", "barcode"))) == list(
        range(33307000000001, 33307000000401)
    )


def test_texts_are_plain():
    for made in city(50).values():
        for label, columns in made:
            for column, value in columns.items():
                if isinstance(value, str):
                    is_plain = value.isascii() and value.isprintable() and "|" not in value
                    assert (is_plain, value) == (True, value.strip()), (label, column, value)


def test_values_are_plain_ones():
    """An enumeration's member would be written more slowly, and read back as another type."""
    kinds = {type(value) for _, columns in rows()["block 1"] for value in columns.values()}

    assert {kind.__name__ for kind in kinds} == {"int", "str", "bool", "Decimal", "datetime", "NoneType"}


def test_numbers_of_the_plan_appear_nowhere():
    printed = {"2705550149", "121394", "193755", "793939", "148279"}

    for made in city(100).values():
        for _, columns in made:
            assert not printed & {str(value) for value in columns.values()}


@pytest.mark.check
def test_plan_takes_no_more_memory_for_more_patrons():
    def peak(patrons):
        scenario = LibraryCityScenario()
        context = context_of(scenario, 42, midnight(AS_OF), {"patrons": patrons}, None)
        # What is there already need not be collected again and again.
        gc.freeze()
        tracemalloc.start()
        for shard in scenario.shards(context.options):
            for _ in scenario.plan(context, shard):
                pass
            # What waits for the collector is no part of the plan.
            gc.collect()
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        gc.unfreeze()
        return highest

    peak(25)
    assert peak(250) < 1.3 * peak(50)


def test_second_library_is_refused():
    run(dry_run=False)

    with pytest.raises(RunConflict, match=r"library-notices, seed 42, .* is there already and is not the run you ask"):
        run(LibraryCityScenario, patrons=25)


def test_city_is_not_followed_by_a_library():
    run(LibraryCityScenario, patrons=25, dry_run=False)

    with pytest.raises(RunConflict, match=r"library-city, seed 42, .* is there already"):
        run()


def test_same_library_is_left_alone():
    first = run(dry_run=False)

    again = run(dry_run=False)

    assert (first.written, again.written) == (True, False)
    assert again.run == first.run


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0", "it must be at least 25"),
        ("30", "it must be a multiple of 25"),
        ("many", "it must be a whole number"),
        ("63900", "it must be at most 63,875: fiction has no telephone numbers for more"),
    ],
)
def test_city_takes_whole_blocks_of_patrons(text, reason):
    [patrons] = [option for option in LibraryCityScenario.options if option.name == "patrons"]

    with pytest.raises(ValueError, match=reason):
        patrons.parse(text)
    assert patrons.parse("63875") == 63_875


def test_provider_is_one_of_two():
    [providers] = [option for option in LibraryNoticesScenario.options if option.name == "email-providers"]

    with pytest.raises(ValueError, match="it must be one of: example, plan"):
        providers.parse("gmail.com")


def test_library_takes_no_number_of_patrons():
    with pytest.raises(SeedError, match="library-notices takes no option --patrons"):
        run(patrons=25)


def test_streams_of_the_two_are_their_own():
    here, there = stream_of(LibraryNoticesScenario(), 42), stream_of(LibraryCityScenario(), 42)

    assert here.word() != there.word()
    assert isinstance(here, DeterministicRandom)

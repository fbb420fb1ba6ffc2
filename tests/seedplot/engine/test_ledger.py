"""The ledger: blocks with the digests of their rows, and the findings of the last proof."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection

from seedplot.engine import ledger, proof
from seedplot.engine.run_rows import Block
from seedplot.errors import NotAsPromised
from seedplot.models import SeedBlock, SeedFinding, SeedRun
from seedplot.plan import SHARED_ROWS
from seedplot.promises import AtMost, Empty, Promise
from tests.toy.garden import ANCHOR, seed
from tests.toy.models import Harvest, Plant
from tests.toy.samples import SlowDigests
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario

STORIES = (HarvestWeeksScenario, WateringDaysScenario, GardenHistoryScenario, WildAllotmentScenario)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def digests_kept():
    """By model, shard and first position."""
    return {
        (model, shard, start): bytes(digests or b"")
        for model, shard, start, digests in SeedBlock.objects.values_list("model", "shard", "start", "digests")
    }


def findings_kept():
    return list(SeedFinding.objects.order_by("id").values_list("promise", "part", "expected", "observed", "kept"))


# --- Blocks ----------------------------------------------------------------------------------------------------


def test_blocks_come_back_as_they_were_recorded(each_database):
    run = seed(HarvestWeeksScenario, beds=1, skip_proof=True).run
    SeedBlock.objects.all().delete()
    uuids = (UUID(int=1), UUID(int=2))
    blocks = [
        Block("two", "toy.Bed", 0, 2, 7),
        Block("one", "toy.Plant", 0, 2, None, uuids),
        Block(SHARED_ROWS, "toy.Sundial", 0, 2, None, (7, 8)).with_digests(b"0123456789abcdef"),
        Block("one", "toy.Plant", 500, 1, None, ("a-b",)).with_digests(b"01234567"),
    ]

    ledger.record_blocks(run, blocks)

    plain = list(ledger.rows_of(run, ["one", "two"]).all_blocks())
    whole = list(ledger.with_digests(run, plain))
    assert [(block.shard, block.label, block.start, block.count) for block in plain] == [
        (SHARED_ROWS, "toy.Sundial", 0, 2), ("one", "toy.Plant", 0, 2), ("one", "toy.Plant", 500, 1),
        ("two", "toy.Bed", 0, 2),
    ]  # fmt: skip
    assert [block.keys for block in plain] == [
        (7, 8), tuple(str(key) for key in uuids), ("a-b",), (),
    ]  # fmt: skip
    assert [block.first_key for block in plain] == [None, None, None, 7]
    assert [block.is_digested for block in plain] == [True, False, True, False]
    assert [block.digests for block in plain] == [b""] * 4
    assert [block.digests for block in whole] == [b"0123456789abcdef", b"", b"01234567", b""]
    assert {block.pk for block in plain} == set(SeedBlock.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_digest_of_each_row_is_kept_with_its_block(story, each_database):
    report = seed(story)

    rows = ledger.rows_of(report.run)
    slow = SlowDigests(story().calendar(ANCHOR), list(rows.all_blocks()), report.run.world)
    total = 0
    for model in rows.model_classes:
        for block in ledger.with_digests(report.run, rows.blocks_of(model)):
            keys = block.keys or range(block.first_key, block.first_key + block.count)
            found = {str(row.pk): row for row in model._base_manager.filter(pk__in=keys)}
            assert block.digests == slow.of(block, [found[str(key)] for key in keys])[1]
            total += len(block.digests)
    assert total == 8 * sum(report.counts.values())


def test_run_without_proof_has_no_digests_until_it_is_verified(each_database):
    run = seed(HarvestWeeksScenario, skip_proof=True).run
    before = digests_kept()

    proof.verify(run)

    after = digests_kept()
    assert set(before.values()) == {b""}
    assert {place: len(digests) for place, digests in after.items()} == {
        (block.label, block.shard, block.start): 8 * block.count for block in ledger.rows_of(run).all_blocks()
    }


def test_digests_are_written_only_where_there_are_none(each_database):
    run = seed(HarvestWeeksScenario).run
    before = digests_kept()
    [_, changed, *_] = ledger.rows_of(run).all_blocks()
    SeedBlock.objects.filter(pk=changed.pk).update(digests=None)
    written = []

    def note(execute, statement, parameters, many, context):
        if "SET" in statement and "digests" in statement:
            written.extend(key for _, key in parameters)
        return execute(statement, parameters, many, context)

    for _ in range(2):
        with connection.execute_wrapper(note):
            proof.verify(run)

    assert written == [changed.pk]
    assert digests_kept() == before


def test_digests_are_written_by_the_hundred(db, monkeypatch):
    monkeypatch.setattr(ledger, "AT_ONCE", 2)
    run = seed(HarvestWeeksScenario).run
    before = digests_kept()
    SeedBlock.objects.update(digests=None)
    sizes = []

    def note(execute, statement, parameters, many, context):
        if "SET" in statement and "digests" in statement:
            sizes.append(len(parameters))
        return execute(statement, parameters, many, context)

    with connection.execute_wrapper(note):
        proof.verify(run)

    assert max(sizes) == 2
    assert sum(sizes) == len(before) > 2
    assert digests_kept() == before


def test_digests_of_rows_that_are_not_as_promised_are_not_kept(each_database):
    run = seed(HarvestWeeksScenario, skip_proof=True).run

    with pytest.raises(NotAsPromised):
        proof.verify(run, expect="0" * 32)

    assert set(digests_kept().values()) == {b""}
    assert len(findings_kept()) > 0


# --- Findings --------------------------------------------------------------------------------------------------


def test_findings_of_a_run_are_kept_with_the_moment_of_its_proof(each_database):
    report = seed(HarvestWeeksScenario, beds=2)

    run = SeedRun.objects.get()
    assert findings_kept() == [
        (
            finding.promise.id,
            finding.part,
            str(finding.promise.bound),
            finding.promise.bound.describe(finding.observed),
            True,
        )
        for finding in report.findings
    ]
    assert findings_kept()[0] == (
        "toy.P101",
        "bed 0",
        "1.00 kg -> 1.50 kg -> 2.00 kg -> 2.50 kg (within 0.001 kg)",
        "1.00 kg -> 1.50 kg -> 2.00 kg -> 2.50 kg",
        True,
    )
    assert run.started_at <= run.proven_at <= run.finished_at


def test_run_without_proof_has_no_findings(ada):
    seed(HarvestWeeksScenario, skip_proof=True)

    assert (findings_kept(), SeedRun.objects.get().proven_at) == ([], None)


def test_dry_run_keeps_no_findings(ada):
    seed(HarvestWeeksScenario, dry_run=True)

    assert findings_kept() == []


def test_verification_renews_the_findings(each_database, monkeypatch):
    run = seed(HarvestWeeksScenario, beds=1).run
    SeedRun.objects.update(proven_at=LONG_AGO)
    heaviest = Promise(
        "toy.P777", "Light.", lambda part: max(each.weight_kg for each in part.harvests), AtMost(high=4), ""
    )
    monkeypatch.setattr(HarvestWeeksScenario, "promises", (heaviest,))
    weight = max(Harvest.objects.values_list("weight_kg", flat=True))

    proof.verify(SeedRun.objects.get())

    assert findings_kept() == [("toy.P777", "bed 0", "at most 4.00", f"{weight:.2f}", True)]
    assert SeedRun.objects.get().proven_at > run.started_at > LONG_AGO


def test_findings_of_a_verification_that_fails_are_kept_too(each_database):
    seed(HarvestWeeksScenario, beds=2)
    SeedRun.objects.update(proven_at=LONG_AGO)
    before, digests = findings_kept(), digests_kept()
    harvest = Harvest.objects.order_by("pk").first()
    Harvest.objects.filter(pk=harvest.pk).update(notes={})

    with pytest.raises(NotAsPromised):
        proof.verify(SeedRun.objects.get())

    broken = ("toy.P103", "bed 0", "no harvest without a basket", str(harvest), False)
    assert findings_kept() == [broken if each[:2] == broken[:2] else each for each in before]
    assert SeedRun.objects.get().proven_at > LONG_AGO
    # The rows stay known as they were proven, so that the next verification can name this one as well.
    assert digests_kept() == digests


def test_findings_of_one_run_leave_those_of_another(ada):
    seed(GardenHistoryScenario)
    kept = findings_kept()
    seed(HarvestWeeksScenario, beds=1)

    proof.verify(SeedRun.objects.get(scenario="harvest-weeks"))

    assert findings_kept()[: len(kept)] == kept
    assert len(findings_kept()) == len(kept) + 3


def test_long_observation_is_kept_whole(ada, monkeypatch):
    promise = Promise("toy.P778", "Silence.", lambda part: ["blah " * 500], Empty("word"), "Be quiet.")
    monkeypatch.setattr(HarvestWeeksScenario, "promises", (promise,))
    seed(HarvestWeeksScenario, beds=1, skip_proof=True)

    with pytest.raises(NotAsPromised):
        proof.verify(SeedRun.objects.get())

    assert findings_kept() == [("toy.P778", "bed 0", "no word", "blah " * 500, False)]


# --- Rows that have changed ------------------------------------------------------------------------------------


def test_digests_stay_those_that_were_proven_whatever_is_expected(ada):
    seed(HarvestWeeksScenario)
    before = digests_kept()
    Plant.objects.filter(bed__name="Bed 1").update(name="thistle")
    with pytest.raises(NotAsPromised) as first:
        proof.verify(SeedRun.objects.get())
    now = first.value.report.fingerprint

    with pytest.raises(NotAsPromised) as second:
        proof.verify(SeedRun.objects.get(), expect=now)

    assert str(second.value) == f"The fingerprint is {now}, not the expected {SeedRun.objects.get().fingerprint}."
    assert second.value.details == first.value.details
    assert digests_kept() == before

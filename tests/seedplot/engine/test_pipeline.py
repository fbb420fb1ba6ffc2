import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest
from django.utils import timezone

from seedplot.clock import start_of_today
from seedplot.context import context_of
from seedplot.engine import pipeline, proof
from seedplot.engine.workers.executors import InProcess
from seedplot.errors import NotAsPromised, PlanError, RunConflict, SeedError
from seedplot.models import SeedRun
from seedplot.options import Option
from seedplot.plan import Change
from seedplot.promises import Empty, Near, Promise
from tests.conftest import run_python, sqlite_url
from tests.toy.factories import BedFactory, HarvestFactory, PlantFactory
from tests.toy.garden import ANCHOR, request_for, seed, whole_garden
from tests.toy.models import Bed, Gardener, Harvest, Plant
from tests.toy.progress import Watched
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario

# Changes with every change of the garden's stories or of how a fingerprint is taken, and with nothing else.
FINGERPRINTS = {
    "garden-history": "8de4a74c39291d5e0ccdcedf5102072b",
    "harvest-weeks": "1fe82e7f11517140f0e050354d2304c0",
    "watering-days": "0227120dd841be138de7f26fbcb691c0",
}
STORIES = (GardenHistoryScenario, HarvestWeeksScenario, WateringDaysScenario)

each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)

# Waits for its death in the middle of the second shard, after rows of both have gone to the database.
KILLED_PROGRAM = """
    import os, signal
    from seedplot.engine import ledger, proof, provenance
    from tests.toy.garden import seed
    from tests.toy.models import Harvest
    from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario

    def killed(run, blocks):
        print("rows there when killed:", Harvest.objects.count(), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

    ledger.record_blocks = killed
    seed(GardenHistoryScenario, batch_size=1)
"""


class BrokenScenario(GardenHistoryScenario):
    """Promises more than it keeps, after changing a row that was there before."""

    promises = (
        *GardenHistoryScenario.promises,
        Promise("toy.P999", "No harvest at all.", lambda part: part.harvests, Empty("harvest"), "Pick less."),
        Promise("toy.P998", "Twelve harvests.", lambda part: len(part.harvests), Near(12, 0, places=0), "Pick more."),
    )


class InterruptedScenario(GardenHistoryScenario):
    def plan(self, context, shard):
        yield from super().plan(context, shard)
        if shard.name == "autumn":
            raise KeyboardInterrupt


def test_run_writes_the_rows_and_reports_them(ada):
    report = seed(HarvestWeeksScenario)

    assert report.counts == {
        "toy.Bed": 3, "toy.Tag": 6, "toy.Plant": 12, "toy.Plant_tags": 12, "toy.Harvest": 42,
    }  # fmt: skip
    assert [(finding.promise.id, finding.part) for finding in report.findings] == [
        (promise, f"bed {bed}") for bed in range(3) for promise in ("toy.P101", "toy.P102", "toy.P103")
    ]
    assert report.written
    assert report.broken == []
    assert report.cleared == {}
    assert (Bed.objects.count(), Harvest.objects.count()) == (3, 42)


def test_run_writes_the_values_that_were_planned(ada):
    scenario = HarvestWeeksScenario()
    context = context_of(scenario, 42, ANCHOR, {}, scenario.prerequisites({}, "default", at=ANCHOR))
    planned = [row for shard in scenario.shards(context.options) for row in scenario.plan(context, shard)]

    seed(HarvestWeeksScenario)

    plants = [row for row in planned if row.shape.model is Plant]
    assert {
        (plant.id, plant.name, plant.label, plant.bed.name, plant.neighbour_id) for plant in Plant.objects.all()
    } == {(row.id, row.name, row.label, row.bed.name, row.neighbour and row.neighbour.id) for row in plants}
    harvests = [row for row in planned if row.shape.model is Harvest]
    assert [
        (each.plant_id, each.picked_at, each.picked_on, each.weight_kg, each.rainy, each.notes, each.replant_on)
        for each in Harvest.objects.order_by("pk")
    ] == [
        (row.plant.id, row.picked_at, row.picked_on, row.weight_kg, row.rainy, row.notes, row.replant_on)
        for row in harvests
    ]


def test_run_is_recorded(ada):
    before = timezone.now()

    report = seed(GardenHistoryScenario, seed=7, diary="/tmp/diary.txt")

    record = SeedRun.objects.get()
    assert (record.kind, record.scenario, record.domain, record.exclusive_key) == (
        "scenario", "garden-history", "toy", "garden-history of Ada",
    )  # fmt: skip
    assert (record.seed, record.anchor, record.options) == (7, ANCHOR, {"gardener": "Ada"})
    assert (record.status, record.fingerprint, record.row_count) == ("complete", report.fingerprint, 8)
    assert record.world == {"toy.Gardener": {str(ada.pk): "the gardener"}}
    assert before <= record.started_at <= record.finished_at <= timezone.now()


def test_run_without_an_anchor_takes_the_start_of_today(ada):
    report = seed(HarvestWeeksScenario, anchor=None)

    assert report.run.anchor == start_of_today()


def test_run_reports_its_progress(ada):
    watched = Watched()

    pipeline.run(request_for(HarvestWeeksScenario, beds=2), watched)

    assert watched.seen == [("Seeding", 2), "step", "step", ("Proving", 2), "step", "step"]


@each_story
def test_two_runs_have_the_same_fingerprint(story, ada):
    first = seed(story)

    second = seed(story, clear=[first.run])

    assert first.fingerprint == second.fingerprint == FINGERPRINTS[story.name]
    assert first.tables == second.tables
    assert first.run.pk != second.run.pk


@each_story
@pytest.mark.parametrize("batch_size", [1, 7, 10_000])
def test_batch_size_changes_nothing(story, batch_size, ada):
    report = seed(story, batch_size=batch_size)

    assert report.fingerprint == FINGERPRINTS[story.name]


@each_story
def test_order_of_shards_changes_nothing(story, ada):
    class BackwardsScenario(story):
        def shards(self, options):
            return reversed(list(super().shards(options)))

    report = seed(BackwardsScenario)

    assert report.fingerprint == FINGERPRINTS[story.name]


@each_story
def test_rows_of_others_change_nothing(story, ada):
    HarvestFactory.create_batch(5)

    report = seed(story)

    assert report.fingerprint == FINGERPRINTS[story.name]


@each_story
@pytest.mark.parametrize("active", ["Asia/Kolkata", "Pacific/Apia"])
def test_time_zone_that_is_active_changes_nothing(story, active, ada):
    with timezone.override(active):
        report = seed(story)

    assert report.fingerprint == FINGERPRINTS[story.name]


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0", "TZ": "Asia/Kolkata", "LANG": "C"},
        {"PYTHONHASHSEED": "12345", "TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
    ],
    ids=["Kolkata", "Newfoundland in Turkish"],
)
def test_another_process_writes_the_same(environment, garden_url):
    finished = run_python("-m", "tests.toy.fingerprints", DATABASE_URL=garden_url, **environment)

    assert finished.stderr == ""
    assert json.loads(finished.stdout) == FINGERPRINTS


@pytest.mark.parametrize("batch_size", [1, 2_000])
def test_server_holds_the_same_as_sqlite(batch_size, any_server_garden_url):
    finished = run_python("-m", "tests.toy.fingerprints", batch_size, DATABASE_URL=any_server_garden_url)

    assert finished.stderr == ""
    assert json.loads(finished.stdout) == FINGERPRINTS


@each_story
def test_another_seed_or_option_gives_another_fingerprint(story, ada):
    own_option = {"garden-history": {"gardener": "Ada"}, "harvest-weeks": {"beds": 2}, "watering-days": {"dry": True}}

    other_seed = seed(story, seed=43, dry_run=True)
    other_option = seed(story, dry_run=True, **own_option[story.name])

    assert other_seed.fingerprint != FINGERPRINTS[story.name]
    assert (other_option.fingerprint == FINGERPRINTS[story.name]) is (story is GardenHistoryScenario)


def test_another_bed_leaves_the_rows_of_the_others_as_they_are(ada):
    few = seed(HarvestWeeksScenario, beds=2)
    plants = list(Plant.objects.order_by("id").values())
    del few

    seed(HarvestWeeksScenario, beds=3, clear=list(SeedRun.objects.all()))

    kept = {plant["id"]: plant for plant in Plant.objects.values()}
    bed_ids = {plant["bed_id"] for plant in plants}
    assert len(bed_ids) == 2
    for plant in plants:
        after = kept[plant["id"]]
        assert (after["name"], after["label"], after["neighbour_id"]) == (
            plant["name"], plant["label"], plant["neighbour_id"],
        )  # fmt: skip


def test_broken_promise_rolls_everything_back(ada):
    before = whole_garden()

    with pytest.raises(NotAsPromised) as broken:
        seed(BrokenScenario)

    assert str(broken.value).startswith(
        "4 promises are broken by the rows of garden-history, first toy.P999 in spring: expected "
    )
    assert [(finding.part, finding.promise.id) for finding in broken.value.report.broken] == [
        ("spring", "toy.P999"), ("spring", "toy.P998"), ("autumn", "toy.P999"), ("autumn", "toy.P998"),
    ]  # fmt: skip
    assert whole_garden() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("story", "error"),
    [(BrokenScenario, NotAsPromised), (InterruptedScenario, KeyboardInterrupt)],
    ids=["broken promise", "interrupt"],
)
def test_run_that_fails_leaves_nothing_in_a_database_without_a_transaction_around_it(story, error):
    Gardener.objects.create(name="Ada")
    before = whole_garden()

    with pytest.raises(error):
        seed(story, batch_size=1)

    assert whole_garden() == before


def test_process_killed_half_way_leaves_nothing(run_program, garden_file):
    with closing(sqlite3.connect(garden_file)) as connection:
        before = list(connection.iterdump())

    killed = run_program(KILLED_PROGRAM, DATABASE_URL=sqlite_url(garden_file))

    with closing(sqlite3.connect(garden_file)) as connection:
        after = list(connection.iterdump())
    assert (killed.returncode, killed.stdout) == (-9, "rows there when killed: 4\n")
    assert after == before


@pytest.mark.check
def test_process_killed_half_way_leaves_nothing_on_a_server(run_program, any_server_garden_url):
    counting = "from tests.toy.garden import whole_garden; print({k: len(v) for k, v in whole_garden().items()})"
    before = run_program(counting, DATABASE_URL=any_server_garden_url).stdout

    killed = run_program(KILLED_PROGRAM, DATABASE_URL=any_server_garden_url)

    assert (killed.returncode, killed.stdout) == (-9, "rows there when killed: 4\n")
    assert run_program(counting, DATABASE_URL=any_server_garden_url).stdout == before
    assert "'toy.Gardener': 1" in before


@each_story
def test_second_run_of_the_same_is_named_and_writes_nothing(story, ada):
    first = seed(story)
    before = whole_garden()

    second = seed(story)
    whatever_the_anchor = seed(story, anchor=None)

    for report in (second, whatever_the_anchor):
        assert (report.written, report.run, report.fingerprint) == (False, first.run, first.fingerprint)
        assert report.counts == first.counts
    assert whole_garden() == before


def test_option_that_decides_no_row_does_not_make_another_run(ada):
    seed(GardenHistoryScenario, diary="/tmp/one.txt")

    second = seed(GardenHistoryScenario, diary="/tmp/two.txt")

    assert not second.written


@pytest.mark.parametrize(
    "other", [{"seed": 43}, {"anchor": ANCHOR - timedelta(days=1)}, {"beds": 2}], ids=["seed", "anchor", "option"]
)
def test_another_run_at_the_same_place_is_refused(other, ada):
    first = seed(HarvestWeeksScenario)
    before = whole_garden()

    with pytest.raises(RunConflict) as refused:
        seed(HarvestWeeksScenario, **other)

    assert str(refused.value) == (
        "harvest-weeks, seed 42, as of 2026-03-12 "
        f"(run {first.run.pk}) is there already and is not the run you ask for."
    )
    assert refused.value.run == first.run
    assert whole_garden() == before


def test_option_that_json_does_not_know_is_recorded_and_recognized(ada):
    class DatedScenario(HarvestWeeksScenario):
        options = (*HarvestWeeksScenario.options, Option("since", "A day.", parse=date.fromisoformat))

    first = seed(DatedScenario, since=date(2026, 1, 1))

    assert SeedRun.objects.get().options == {"beds": 3, "since": "2026-01-01"}
    assert seed(DatedScenario, since=date(2026, 1, 1)).run == first.run
    with pytest.raises(RunConflict):
        seed(DatedScenario, since=date(2026, 1, 2))


def test_runs_at_other_places_stand_side_by_side(ada):
    Gardener.objects.create(name="Ben")
    seed(GardenHistoryScenario)

    other = seed(GardenHistoryScenario, gardener="Ben", seed=43)

    assert other.written
    assert SeedRun.objects.count() == 2


@each_story
def test_dry_run_leaves_nothing(story, ada):
    before = whole_garden()

    report = seed(story, dry_run=True)

    assert report.fingerprint == FINGERPRINTS[story.name]
    assert sum(report.counts.values()) > 0
    assert whole_garden() == before


def test_expected_fingerprint_lets_the_run_pass(ada):
    report = seed(HarvestWeeksScenario, expect=FINGERPRINTS["harvest-weeks"])

    assert report.written
    assert SeedRun.objects.count() == 1


def test_unexpected_fingerprint_rolls_everything_back(ada):
    before = whole_garden()

    with pytest.raises(NotAsPromised) as refused:
        seed(HarvestWeeksScenario, expect="abc")

    assert str(refused.value) == f"The fingerprint is {FINGERPRINTS['harvest-weeks']}, not the expected abc."
    assert whole_garden() == before


def test_unexpected_fingerprint_is_refused_for_a_run_that_is_there(ada):
    seed(HarvestWeeksScenario)

    with pytest.raises(NotAsPromised, match="not the expected abc"):
        seed(HarvestWeeksScenario, expect="abc")

    assert not seed(HarvestWeeksScenario, expect=FINGERPRINTS["harvest-weeks"]).written


def test_verify_finds_what_is_there_as_it_was(ada):
    written = seed(HarvestWeeksScenario)

    report = proof.verify(SeedRun.objects.get())

    assert (report.fingerprint, report.tables) == (written.fingerprint, written.tables)
    assert report.findings == written.findings


def test_verify_finds_a_falsified_row(ada):
    seed(HarvestWeeksScenario)
    Plant.objects.filter(bed__name="Bed 1").update(name="thistle")

    with pytest.raises(NotAsPromised) as refused:
        proof.verify(SeedRun.objects.get())

    assert str(refused.value) == (
        f"The fingerprint is {refused.value.report.fingerprint}, not the expected {FINGERPRINTS['harvest-weeks']}."
    )
    assert refused.value.report.broken == []


def test_verify_finds_a_promise_that_is_broken_since(ada):
    seed(HarvestWeeksScenario)
    harvest = Harvest.objects.first()
    Harvest.objects.filter(pk=harvest.pk).update(notes={})

    with pytest.raises(NotAsPromised) as refused:
        proof.verify(SeedRun.objects.get())

    assert str(refused.value).startswith(
        "1 promise is broken by the rows of harvest-weeks, first toy.P103 in bed 0: expected no harvest without "
    )
    assert [str(finding) for finding in refused.value.report.broken] == [
        f"bed 0: (toy.P103) Every harvest has a basket. Expected no harvest without a basket, found {harvest}."
        "\n\tHINT: Look at HarvestFactory."
    ]


def test_verify_finds_another_fingerprint_than_the_one_expected(ada):
    seed(HarvestWeeksScenario)

    with pytest.raises(NotAsPromised, match=r"not the expected abc\.$"):
        proof.verify(SeedRun.objects.get(), expect="abc")


def test_scenario_that_is_not_valid_is_refused_before_anything_is_read(ada, django_assert_num_queries):
    class CrookedScenario(HarvestWeeksScenario):
        def validate(self):
            return ["the mean falls", "there is no rain", "no beds"]

    with django_assert_num_queries(0), pytest.raises(SeedError) as refused:
        seed(CrookedScenario)

    assert str(refused.value) == (
        "Scenario harvest-weeks is not valid: the mean falls (and 2 more). Correct its figures first."
    )


def test_anchor_that_the_calendar_refuses_is_refused_before_anything_is_read(ada, django_assert_num_queries):
    class YoungScenario(HarvestWeeksScenario):
        def calendar(self, anchor):
            raise SeedError(f"There was no garden in {anchor.year}. Give --as-of a later date.")

    with django_assert_num_queries(0), pytest.raises(SeedError, match=r"^There was no garden in 2026\."):
        seed(YoungScenario)


def test_world_may_depend_on_the_anchor(ada):
    found = []

    class LookingBackScenario(GardenHistoryScenario):
        def prerequisites(self, options, using, *, at):
            found.append((at, options["gardener"], using))
            return super().prerequisites(options, using, at=at)

    first = seed(LookingBackScenario)
    seed(LookingBackScenario, anchor=None, clear=[first.run])

    assert found == [(ANCHOR, "Ada", "default"), (start_of_today(), "Ada", "default")]
    assert SeedRun.objects.get().anchor == start_of_today()


def test_option_of_another_scenario_is_refused(ada):
    with pytest.raises(SeedError) as refused:
        seed(HarvestWeeksScenario, gardener="Ada")

    assert str(refused.value) == "harvest-weeks takes no option --gardener. It takes: --beds."


@pytest.mark.django_db
def test_world_that_lacks_something_is_refused_and_nothing_is_written():
    before = whole_garden()

    with pytest.raises(SeedError) as refused:
        seed(GardenHistoryScenario)

    assert str(refused.value) == ("There is no gardener named 'Ada'. Add one in the admin, then run the command again.")
    assert whole_garden() == before


def test_name_that_is_taken_already_is_said_and_nothing_is_written(ada):
    bed = BedFactory.create(name="Bed 1")
    before = whole_garden()

    with pytest.raises(SeedError) as refused:
        seed(HarvestWeeksScenario)

    assert str(refused.value) == (
        "A value is taken: UNIQUE constraint failed: toy_bed.name. Nothing of harvest-weeks was written. "
        f"toy.Bed {bed.pk} has name 'Bed 1'. Remove or rename it, then run the command again."
    )
    assert whole_garden() == before


def test_row_before_the_one_it_refers_to_is_the_scenarios_mistake(ada):
    class EntangledScenario(HarvestWeeksScenario):
        def plan(self, context, shard):
            bed = BedFactory.row(context.rng.at("bed"), name="Nowhere")
            yield PlantFactory.row(context.rng.at("plant"), bed=bed)
            yield bed

    before = whole_garden()

    with pytest.raises(
        PlanError, match=r"toy\.Plant\.bed must be a row of toy\.Bed, .*\. Yield <Row toy\.Bed .* first$"
    ):
        seed(EntangledScenario)

    assert whole_garden() == before


def test_changes_alone_make_a_run(ada):
    class RetirementScenario(GardenHistoryScenario):
        promises = ()

        def plan(self, context, shard):
            if shard.name == "autumn":
                yield Change(context.world["the gardener"], {"status": "away"})

    report = seed(RetirementScenario)

    assert report.counts == {}
    assert list(report.tables) == ["changes to rows that were there"]
    assert Gardener.objects.get().status == "away"


def test_change_of_a_row_that_has_gone_is_refused(ada):
    class TooLateScenario(GardenHistoryScenario):
        def plan(self, context, shard):
            Gardener.objects.all().delete()
            yield Change(context.world["the gardener"], {"status": "away"})

    with pytest.raises(SeedError, match=r"^the gardener is no longer there\. Run the command again\.$"):
        seed(TooLateScenario)


def test_what_is_cleared_first_comes_back_when_the_new_run_fails(ada):
    first = seed(GardenHistoryScenario)
    before = whole_garden()

    with pytest.raises(NotAsPromised):
        seed(BrokenScenario, seed=43, clear=[first.run])

    assert whole_garden() == before
    assert Gardener.objects.get().status == "retired"


def test_clearing_and_seeding_again_is_one_run(ada):
    first = seed(HarvestWeeksScenario)

    second = seed(HarvestWeeksScenario, seed=43, clear=[first.run])

    assert second.cleared == first.counts
    assert list(SeedRun.objects.values_list("seed", flat=True)) == [43]
    assert Harvest.objects.count() == second.counts["toy.Harvest"]


# --- Workers or none -------------------------------------------------------------------------------------------


@pytest.fixture
def pools(monkeypatch):
    """The number of workers of each pool that was asked for; their work is done in this process."""
    asked = []
    monkeypatch.setattr(pipeline, "ProcessPool", lambda count: asked.append(count) or InProcess(count))
    monkeypatch.setattr(pipeline, "cores", lambda: 4)
    return asked


@pytest.mark.parametrize(
    ("many", "options", "pool"),
    [
        # A bed has 25 rows.
        (150, {"beds": 6}, [4]),
        (151, {"beds": 6}, []),
        (20, {"beds": 3}, [3]),
        (20, {"beds": 1}, []),
        (20, {"beds": 6, "workers": 1}, []),
        (10_000, {"beds": 6, "workers": 2}, [2]),
        (10_000, {"beds": 6, "workers": 9}, [6]),
        (10_000, {"beds": 1, "workers": 9}, []),
    ],
)
def test_run_has_workers_where_they_are_quicker_or_asked_for(many, options, pool, ada, pools, monkeypatch):
    monkeypatch.setattr(pipeline, "MANY_ROWS", many)

    report = seed(HarvestWeeksScenario, **options)

    assert pools == pool
    assert report.counts["toy.Bed"] == options["beds"]


def test_machine_of_one_core_has_no_workers(ada, pools, monkeypatch):
    monkeypatch.setattr(pipeline, "MANY_ROWS", 20)
    monkeypatch.setattr(pipeline, "cores", lambda: 1)

    seed(HarvestWeeksScenario)

    assert pools == []


@pytest.mark.parametrize("many", [20, 30, 10_000])
def test_shard_that_was_begun_to_see_how_large_it_is_is_not_planned_twice(many, ada, pools, monkeypatch):
    begun = []

    def plan(self, context, shard):
        begun.append(shard.name)
        yield from plan_of_weeks(self, context, shard)

    plan_of_weeks = HarvestWeeksScenario.plan
    monkeypatch.setattr(HarvestWeeksScenario, "plan", plan)
    monkeypatch.setattr(pipeline, "MANY_ROWS", many)

    report = seed(HarvestWeeksScenario)

    assert report.fingerprint == FINGERPRINTS["harvest-weeks"]
    assert sorted(begun) == ["bed 0", "bed 1", "bed 2"]
    assert pools == ([3] if many < 100 else [])

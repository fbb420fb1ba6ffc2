"""Runs on a cluster: a transaction for each shard, and what becomes of a run that breaks off."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.db.models import QuerySet

from seedplot.commands import arguments
from seedplot.engine import cluster, pipeline, proof
from seedplot.engine.clearing import clearing
from seedplot.engine.runs import ClearRules
from seedplot.errors import NotAsPromised, PlanError, RunConflict, SeedError, Unfinished
from seedplot.models import SeedRun
from seedplot.plan import World, WorldRow
from tests.toy.cluster import LocalCluster
from tests.toy.garden import request_for, seed, whole_garden
from tests.toy.models import Bed, Gardener, Harvest
from tests.toy.progress import Watched
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.wild_garden import WildGardenScenario
from tests.toy.trap import Misfortune, Trap

TABLES = {
    "toy.Bed": "toy_bed", "toy.Tag": "toy_tag", "toy.Plant": "toy_plant", "toy.Plant_tags": "toy_plant_tags",
    "toy.Harvest": "toy_harvest",
}  # fmt: skip
ROWS_OF_A_BED = 25
RUN = "wild-garden, seed 42, as of 2026-03-12 (run 1)"
NEXT = (
    "Continue: python manage.py seed_garden --scheduler ADDRESS --resume 1, "
    "or clear it: python manage.py seed_garden --clear-only --run 1 --by-key"
)


@pytest.fixture
def trap(tmp_path):
    return Trap(tmp_path / "trap")


def spread(story, workers=None, **options):
    return cluster.run(request_for(story, **options), workers or LocalCluster())


def assert_every_row_is_in_one_block(garden):
    for model, table in TABLES.items():
        assert garden.keys_in_blocks(model) == garden.keys(table)
        assert len(set(garden.keys(table))) == len(garden.keys(table))


def shards_of(record):
    return list(record.shards.order_by("name").values_list("name", "row_count"))


def proven(report):
    return report.counts, [str(each) for each in report.findings], report.curves, report.tables, report.fingerprint


def seeded_alone(story, **options):
    report = seed(story, workers=1, **options)
    clearing.clear_in_transaction("default", [report.run])
    return proven(report)


# --- Nothing goes wrong ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arrange",
    [list, lambda jobs: jobs[::-1], lambda jobs: [job for job in jobs for _ in range(2)]],
    ids=["in order", "backwards", "each twice"],
)
def test_cluster_writes_what_one_process_writes(arrange, committed_database):
    before = {label: rows for label, rows in whole_garden().items() if rows}
    alone = seeded_alone(WildGardenScenario, beds=6)

    report = spread(WildGardenScenario, LocalCluster(arrange), beds=6)

    assert proven(report) == alone
    assert shards_of(report.run) == [(f"bed {number}", ROWS_OF_A_BED) for number in range(6)]
    assert (report.run.status, report.run.fingerprint, report.run.row_count) == ("complete", alone[-1], 150)
    assert Gardener.objects.get().status == "picking"
    assert_every_row_is_in_one_block(committed_database)
    assert proven(proof.verify(report.run)) == alone
    assert sum(clearing.clear_in_transaction("default", [report.run]).values()) == 150
    assert {label: rows for label, rows in whole_garden().items() if rows} == before


def test_rows_made_by_hand_afterwards_get_keys_of_their_own(committed_database):
    spread(HarvestWeeksScenario)

    by_hand = Bed.objects.create(name="by hand")

    assert by_hand.pk > max(map(int, committed_database.keys_in_blocks("toy.Bed")))


def test_cluster_leaves_the_proof_to_verify_as_well(committed_database):
    fingerprint = seeded_alone(HarvestWeeksScenario)[-1]

    report = spread(HarvestWeeksScenario, skip_proof=True)

    assert (report.findings, report.fingerprint) == ([], "")
    assert SeedRun.objects.get().status == "complete"
    assert proof.verify(SeedRun.objects.get()).fingerprint == fingerprint


def test_cluster_reports_its_progress(committed_database):
    watched = Watched()

    cluster.run(request_for(HarvestWeeksScenario), LocalCluster(), watched)

    assert watched.seen == [("Seeding", 3), *["step"] * 3, ("Proving", 3), *["step"] * 3]


def test_run_that_is_there_already_is_named(committed_database):
    workers = LocalCluster(lambda jobs: pytest.fail("nothing is left to be written"))
    first = spread(HarvestWeeksScenario)

    second = spread(HarvestWeeksScenario, workers)

    assert (second.written, second.run, second.fingerprint) == (False, first.run, first.fingerprint)
    assert not workers.is_open


# --- A run breaks off ------------------------------------------------------------------------------------------


def let_a_shard_fail(trap):
    trap.lay("bed 2", "fails")
    with pytest.raises(Unfinished) as unfinished:
        spread(WildGardenScenario, beds=6, trap=str(trap.path))
    return unfinished.value


def let_a_name_be_taken(trap):
    Bed.objects.create(name="Bed 2")
    with pytest.raises(Unfinished) as unfinished:
        spread(WildGardenScenario, beds=6, trap=str(trap.path))
    Bed.objects.filter(name="Bed 2").delete()
    return unfinished.value


def let_a_plan_be_wrong(trap):
    trap.lay("bed 2", "is planned wrongly", "planning")
    with pytest.raises(Unfinished) as unfinished:
        spread(WildGardenScenario, beds=6, trap=str(trap.path))
    assert type(unfinished.value.__cause__) is PlanError
    return unfinished.value


def let_a_worker_fail_strangely(trap):
    trap.lay("bed 2", "fails strangely", "planning")
    with pytest.raises(Unfinished) as unfinished:
        spread(WildGardenScenario, beds=6, trap=str(trap.path))
    assert type(unfinished.value.__cause__.__cause__) is Misfortune
    return unfinished.value


def interrupt(trap):
    def arrange(jobs):
        yield from jobs[:2]
        raise KeyboardInterrupt

    with pytest.raises(Unfinished) as unfinished:
        spread(WildGardenScenario, LocalCluster(arrange), beds=6, trap=str(trap.path))
    return unfinished.value


def forget_shards(trap):
    with pytest.raises(Unfinished) as unfinished:
        spread(WildGardenScenario, LocalCluster(lambda jobs: jobs[:2]), beds=6, trap=str(trap.path))
    return unfinished.value


FAULT = r"The scenario wild-garden has a fault: {}\. It is in its code, not in the command; --traceback shows where\."
REASONS = {
    let_a_shard_fail: (1, r"The soil of bed 2 is frozen\."),
    let_a_name_be_taken: (
        1,
        r"A value is taken: (UNIQUE constraint failed: toy_bed\.name"
        r'|duplicate key value violates unique constraint "toy_bed_name_\w+": Key \(name\)=\(Bed 2\) already exists)\. '
        r"Nothing of bed 2 of wild-garden was written\. "
        r"toy\.Bed \d+ has name 'Bed 2'\. Remove or rename it, then resume the run\.",
    ),
    let_a_plan_be_wrong: (1, FAULT.format("bed 2 refers to nothing")),
    let_a_worker_fail_strangely: (1, FAULT.format("Misfortune: An apple fell on bed 2")),
    interrupt: (130, r"Interrupted\."),
    forget_shards: (1, r"The workers ended before the work was done\."),
}


@pytest.mark.parametrize("break_off", REASONS)
def test_run_that_breaks_off_leaves_whole_shards_and_can_be_resumed(break_off, committed_database, trap):
    exit_code, reason = REASONS[break_off]
    alone = seeded_alone(WildGardenScenario, beds=6)
    before = whole_garden()

    unfinished = break_off(trap)

    record = SeedRun.objects.get()
    assert unfinished.exit_code == exit_code
    assert unfinished.run == record
    assert re.fullmatch(rf"{reason} 2 of 6 shards of {re.escape(str(record))} are written\.", str(unfinished))
    assert (record.status, record.fingerprint) == ("running", "")
    assert shards_of(record) == [("bed 0", ROWS_OF_A_BED), ("bed 1", ROWS_OF_A_BED)]
    assert len(whole_garden()["toy.Harvest"]) - len(before["toy.Harvest"]) == 28
    assert_every_row_is_in_one_block(committed_database)

    resumed = cluster.resume(record, LocalCluster(), request_for(WildGardenScenario))

    assert proven(resumed) == alone
    assert SeedRun.objects.get().row_count == 150
    assert_every_row_is_in_one_block(committed_database)


def test_run_whose_database_goes_away_at_the_end_says_how_far_it_has_come(committed_database, monkeypatch):
    def go_away(*_, **__):
        raise OperationalError("server closed the connection\nunexpectedly")

    def finish(*_, **__):
        monkeypatch.setattr(QuerySet, "count", go_away)
        go_away()

    monkeypatch.setattr(pipeline, "finish", finish)

    with pytest.raises(Unfinished) as unfinished:
        spread(WildGardenScenario)

    record = unfinished.value.run
    assert str(unfinished.value) == (
        "The database broke off the connection: server closed the connection. See that it runs, then resume the run: "
        f"what is complete is left alone. 3 of 3 shards of {record} are written."
    )


def test_error_in_a_promise_leaves_the_run_to_be_resumed(committed_database, monkeypatch):
    def mistaken(self, rows, anchor):
        raise LookupError("no harvest in week 7")

    subjects = WildGardenScenario.subjects
    monkeypatch.setattr(WildGardenScenario, "subjects", mistaken)
    with pytest.raises(Unfinished) as unfinished:
        spread(WildGardenScenario)
    monkeypatch.setattr(WildGardenScenario, "subjects", subjects)

    record = unfinished.value.run
    assert str(unfinished.value) == (
        "The scenario wild-garden has a fault: LookupError: no harvest in week 7. It is in its code, not in the "
        f"command; --traceback shows where. 3 of 3 shards of {record} are written."
    )  # fmt: skip
    assert cluster.resume(record, LocalCluster(), request_for(WildGardenScenario)).fingerprint


def test_run_that_broke_off_is_cleared_to_the_last_row(committed_database, trap):
    before = whole_garden()
    unfinished = let_a_shard_fail(trap)

    removed = clearing.clear_in_transaction("default", [unfinished.run], ClearRules(by_key=True))

    assert sum(removed.values()) == 2 * ROWS_OF_A_BED
    assert whole_garden() == before


def test_run_that_broke_off_is_neither_verified_nor_seeded_over(committed_database, trap):
    record = let_a_shard_fail(trap).run
    before = whole_garden()

    with pytest.raises(SeedError) as unverified:
        proof.verify(record)
    with pytest.raises(RunConflict) as conflict:
        seed(WildGardenScenario, beds=6, trap=str(trap.path))

    assert str(unverified.value) == (
        f"{record} is unfinished, so there is nothing to verify yet. Continue: python manage.py seed_demo_data "
        f"--resume {record.pk} --scheduler ADDRESS, or clear it: python manage.py seed_demo_data --run {record.pk} "
        "--clear-only --by-key"
    )
    assert str(conflict.value) == f"{record} is unfinished."
    assert whole_garden() == before


def test_run_that_is_complete_cannot_be_resumed(committed_database):
    record = spread(HarvestWeeksScenario).run

    with pytest.raises(SeedError) as refused:
        cluster.resume(record, LocalCluster(), request_for(HarvestWeeksScenario))

    assert str(refused.value) == f"{record} is complete; there is nothing to resume."


def test_interrupt_during_the_proof_leaves_the_run_to_be_resumed(committed_database, monkeypatch):
    def interrupted(self, rows, anchor):
        raise KeyboardInterrupt

    subjects = WildGardenScenario.subjects
    monkeypatch.setattr(WildGardenScenario, "subjects", interrupted)
    with pytest.raises(Unfinished) as unfinished:
        spread(WildGardenScenario)
    monkeypatch.setattr(WildGardenScenario, "subjects", subjects)

    record = unfinished.value.run
    assert str(unfinished.value) == f"Interrupted. 3 of 3 shards of {record} are written."
    assert unfinished.value.exit_code == 130
    assert cluster.resume(record, LocalCluster(), request_for(WildGardenScenario)).fingerprint


# --- The rows are not as promised ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"careless": True},
            r"2 promises are broken by the rows of wild-garden, first toy\.P103 in bed 1: expected .*",
        ),
        ({"expect": "abc"}, r"The fingerprint is [0-9a-f]{32}, not the expected abc\."),
    ],
    ids=["broken promise", "unexpected fingerprint"],
)
def test_rows_that_are_not_as_promised_are_taken_back(options, message, committed_database):
    before = whole_garden()

    with pytest.raises(NotAsPromised) as refused:
        spread(WildGardenScenario, **options)

    assert re.fullmatch(message, str(refused.value))
    assert whole_garden() == before


# --- What a cluster cannot do ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"dry_run": True}, "--dry-run rolls one transaction back, and workers commit. Leave out one of them."),
        (
            {"fast_load": True},
            "--fast-load needs the tables for itself, and workers share them. Leave out one of them.",
        ),
        ({}, "Workers cannot reach a database in this process's memory. Give DATABASE_URL a file."),
    ],
    ids=str,
)
def test_request_that_a_cluster_cannot_serve_is_refused_before_anything_is_written(options, message, ada):
    workers = LocalCluster(lambda jobs: pytest.fail("nothing is to be written"))
    before = whole_garden()

    with pytest.raises(SeedError) as refused:
        spread(HarvestWeeksScenario, workers, **options)

    assert str(refused.value) == message
    assert whole_garden() == before


@pytest.mark.parametrize("value", [b"bytes", {1, 2}, (1, 2), {1: "one"}], ids=repr)
def test_world_that_no_record_can_keep_is_refused(value, committed_database, monkeypatch):
    def prerequisites(self, options, using, *, at):
        return World([WorldRow(Gardener, 1, "the gardener", {"read": value})])

    monkeypatch.setattr(HarvestWeeksScenario, "prerequisites", prerequisites)
    before = whole_garden()

    with pytest.raises(PlanError, match=r"^harvest-weeks reads values from its world that a record cannot keep$"):
        spread(HarvestWeeksScenario)

    assert whole_garden() == before


def test_two_shards_of_one_name_are_refused(committed_database, monkeypatch):
    shards_of_weeks = HarvestWeeksScenario.shards
    monkeypatch.setattr(HarvestWeeksScenario, "shards", lambda self, options: [*shards_of_weeks(self, options)] * 2)
    before = whole_garden()

    with pytest.raises(SeedError, match=r"^harvest-weeks has 2 parts named 'bed 0'\. Name each differently\.$"):
        spread(HarvestWeeksScenario)

    assert whole_garden() == before


# --- The command -----------------------------------------------------------------------------------------------


@pytest.fixture
def seed_garden(committed_database, settings, monkeypatch):
    """The command with --scheduler and a cluster in this process: its output, or the one line that it refuses with."""
    settings.DEBUG = True
    monkeypatch.setattr(
        arguments, "cluster_for", lambda options: None if options.scheduler is None else LocalCluster()
    )  # fmt: skip

    def run(*given):
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("seed_garden", *map(str, given), "--no-color", stdout=out, stderr=err)
        except CommandError as error:
            return error.returncode, str(error)
        assert err.getvalue() == ""
        return 0, out.getvalue()

    return run


def test_command_names_the_next_step_of_a_run_that_breaks_off(seed_garden, trap):
    trap.lay("bed 2", "fails")
    arguments = ("--scenario", "wild-garden", "--beds", 6, "--as-of=2026-03-12", "--trap", trap.path)

    ended = seed_garden(*arguments, "--scheduler", "somewhere")
    again = seed_garden(*arguments)
    unverified = seed_garden("--verify")
    alone = seed_garden("--resume", 1)
    resumed = seed_garden("--resume", 1, "--scheduler", "somewhere")
    complete = seed_garden("--resume", 1, "--scheduler", "somewhere")

    assert ended == (1, f"The soil of bed 2 is frozen. 2 of 6 shards of {RUN} are written. {NEXT}")
    assert again == (1, f"{RUN} is unfinished. {NEXT}")
    code, line = unverified
    assert (code, line.partition(" Continue: ")[0]) == (
        1,
        f"{RUN} is unfinished, so there is nothing to verify yet.",
    )
    assert alone == (
        1,
        "Only a cluster leaves a run unfinished. Add --scheduler, or clear the run: "
        "python manage.py seed_garden --clear-only --run 1 --by-key",
    )
    assert resumed[0] == 0
    assert "Written as run 1." in resumed[1]
    assert complete == (1, f"{RUN} is complete; there is nothing to resume.")
    assert Harvest.objects.count() == 84


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("is planned wrongly", "bed 2 refers to nothing"),
        ("fails strangely", "Misfortune: An apple fell on bed 2"),
    ],
)
def test_command_names_the_next_step_after_an_exception_of_any_kind(what, reason, seed_garden, trap):
    trap.lay("bed 2", what, "planning")

    ended = seed_garden(
        "--scenario", "wild-garden", "--as-of=2026-03-12", "--trap", trap.path, "--scheduler", "somewhere"
    )

    assert ended == (
        1,
        f"The scenario wild-garden has a fault: {reason}. It is in its code, not in the command; --traceback shows "
        f"where. 2 of 3 shards of {RUN} are written. {NEXT}",
    )


def test_command_names_the_runs_that_are_unfinished(seed_garden, trap):
    trap.lay("bed 2", "fails")
    seed_garden("--scenario", "wild-garden", "--trap", trap.path, "--scheduler", "somewhere")

    assert seed_garden("--resume", 7, "--scheduler", "somewhere") == (1, "There is no run 7. Unfinished runs: 1.")


def test_command_says_that_it_was_interrupted(seed_garden, monkeypatch):
    def interrupted(self, rows, anchor):
        raise KeyboardInterrupt

    monkeypatch.setattr(WildGardenScenario, "subjects", interrupted)

    ended = seed_garden("--scenario", "wild-garden", "--as-of=2026-03-12", "--scheduler", "somewhere")

    assert ended == (130, f"Interrupted. 3 of 3 shards of {RUN} are written. {NEXT}")


def test_pipeline_and_cluster_refuse_each_others_unfinished_work_alike(committed_database, trap):
    let_a_shard_fail(trap)

    for run in (pipeline.run, lambda request: cluster.run(request, LocalCluster())):
        with pytest.raises(RunConflict, match=r"is unfinished\.$"):
            run(request_for(WildGardenScenario, beds=6, trap=str(trap.path)))

"""Runs moved on to a later day, compared with what seeding afresh on that day gives."""

import datetime as dt

import pytest
from django.db import connection, transaction

from seedplot.clock import midnight
from seedplot.engine import pipeline, proof
from seedplot.engine.advancing.advance import CannotAdvance, DependentsInTheWay, EarlierDay, Rules, advance, look
from seedplot.engine.advancing.moving import Mover
from seedplot.engine.clearing import clearing
from seedplot.engine.replaying.changed_story import StoryChanged
from seedplot.engine.replaying.drift import drift
from seedplot.engine.rewriting.rewriting import Rewriter
from seedplot.engine.runs import Request
from seedplot.errors import NotAsPromised, PlanError, SeedError
from seedplot.models import SeedBlock, SeedRun, SeedShard
from seedplot.plan import Change, Row, World
from tests.seedplot.engine.replaying.test_recognition import Repainted
from tests.toy.factories import BedFactory
from tests.toy.garden import whole_garden
from tests.toy.inside import default_database, rolled_back
from tests.toy.models import Bed, Gardener, Harvest, Plant, Tag, Turn
from tests.toy.seeding.scenarios.base import find_gardener
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.turns import TurnsScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario

MONDAY = midnight(dt.date(2026, 3, 9))


def day(number):
    return midnight(MONDAY.date() + dt.timedelta(days=number))


SATURDAY, NEXT_MONDAY = day(5), day(7)


def seed(scenario, anchor=MONDAY, **given):
    return pipeline.run(Request(scenario(), anchor=anchor, **given)).run


def fresh(scenario, anchor):
    """The report on what seeding afresh gives, with the run out of the way; nothing of it stays."""
    return pipeline.run(Request(scenario(), anchor=anchor, clear=[SeedRun.objects.get()], dry_run=True))


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def note_on(table, key, on_delete="NO ACTION"):
    """A table without a model, with a row that refers to that row."""
    execute(f"CREATE TABLE crm_note (body text, row_id bigint REFERENCES {table} (id) ON DELETE {on_delete})")
    execute("INSERT INTO crm_note VALUES ('mine', %s)", key)


def rows_by_key(model):
    return {row.pop("id"): row for row in model.objects.values()}


SCENARIOS = [HarvestWeeksScenario, WateringDaysScenario, WildAllotmentScenario, TurnsScenario]


@pytest.mark.check
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.name)
def test_advance_of_a_day_at_a_time_gives_what_seeding_afresh_gives(scenario, each_database):
    BedFactory.create(name="Common")
    run = seed(scenario)

    for number in range(1, 15):
        done = advance(run, day(number))
        run = done.run
        expected = fresh(scenario, day(number))
        assert (run.anchor, done.report.tables, run.fingerprint) == (
            day(number),
            expected.tables,
            expected.fingerprint,
        )
        assert run.row_count == sum(expected.counts.values())
    assert proof.verify(SeedRun.objects.get()).fingerprint == run.fingerprint
    assert list(drift(SeedRun.objects.get())) == []


@pytest.mark.check
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.name)
def test_advance_works_where_foreign_keys_are_checked_at_once(scenario, mariadb_garden_url, django_db_blocker):
    with django_db_blocker.unblock(), default_database(mariadb_garden_url), rolled_back():
        BedFactory.create(name="Common")
        run = seed(scenario)
        for number in (1, 5, 7, 8):
            run = advance(run, day(number)).run
        proof.verify(run)
        fingerprint = fresh(scenario, day(8)).fingerprint

    assert run.fingerprint == fingerprint


def test_rows_that_stay_keep_their_keys_and_new_ones_get_others(each_database):
    run = seed(HarvestWeeksScenario)
    before = rows_by_key(Harvest)
    beds = rows_by_key(Bed)

    done = advance(run, day(1))

    after = rows_by_key(Harvest)
    assert len(after) == len(before) + 3
    assert {key: after[key] for key in before} == before
    assert rows_by_key(Bed) == beds
    assert (done.moved.kept, done.moved.changed, done.moved.new, done.moved.gone) == (len(before) + 33, 0, 3, 0)


def test_week_slides_on_monday_and_the_running_week_goes(each_database):
    run = seed(HarvestWeeksScenario, SATURDAY)
    before = rows_by_key(Harvest)

    done = advance(run, NEXT_MONDAY)

    after = rows_by_key(Harvest)
    assert done.moved.gone == len(before.keys() - after.keys()) == 9
    assert after.keys() < before.keys()
    assert all(after[key]["picked_at"] - before[key]["picked_at"] == dt.timedelta(days=7) for key in after)


def test_second_advance_to_the_same_day_does_nothing(each_database, django_assert_num_queries):
    run = advance(seed(HarvestWeeksScenario), day(1)).run
    before = whole_garden()

    # Migrations that came later: the table is looked for, and read.
    with django_assert_num_queries(2):
        done = advance(run, day(1))

    assert (done.moved, done.report) == (None, None)
    assert whole_garden() == before


def test_run_does_not_go_back(each_database):
    run = seed(HarvestWeeksScenario)

    with pytest.raises(EarlierDay, match=r"as of 2026-03-09 .* cannot go back to 2026-03-08: a demo moves on only"):
        advance(run, day(-1))


def test_run_of_another_kind_knows_no_later_day(each_database):
    run = seed(HarvestWeeksScenario, kind="legacy")

    with pytest.raises(CannotAdvance, match="is plain random data, which knows no later day"):
        advance(run, day(1))


def test_run_whose_scenario_or_option_is_gone_stays_as_it_is(each_database):
    run = seed(HarvestWeeksScenario)
    SeedRun.objects.update(options={"beds": "many"})

    with pytest.raises(CannotAdvance, match="cannot be planned any more: it must be a whole number"):
        advance(SeedRun.objects.get(), day(1))

    run.scenario = "harvest-years"
    with pytest.raises(CannotAdvance, match="no installed app has that scenario any more"):
        advance(run, day(1))


def test_run_that_another_process_has_advanced_is_left_alone(each_database):
    run = seed(HarvestWeeksScenario)
    advance(run, day(1))

    with pytest.raises(
        SeedError, match=r"has just been cleared or advanced by another process\. Run the command again"
    ):
        advance(run, day(2))


def test_run_without_digests_has_to_be_proven_first(each_database):
    run = seed(HarvestWeeksScenario, skip_proof=True)

    with pytest.raises(SeedError, match=f"Prove it first: python manage.py seed_demo_data --run {run.pk} --verify"):
        advance(run, day(1))


def test_dry_run_changes_nothing(each_database):
    run = seed(WildAllotmentScenario)
    before = whole_garden()

    done = advance(run, day(9), Rules(dry_run=True))

    assert done.moved.gone + done.moved.new > 0
    assert whole_garden() == before


@pytest.mark.parametrize("step", ["give_keys", "update", "insert", "finish"])
def test_advance_that_is_interrupted_changes_nothing(step, each_database, monkeypatch):
    run = seed(WildAllotmentScenario)
    before = whole_garden()
    calls = []
    step_of = getattr(Rewriter, step)

    def interrupted(self, *arguments):
        calls.append(step)
        if step == "finish" or len(calls) > 2:
            raise KeyboardInterrupt
        return step_of(self, *arguments)

    monkeypatch.setattr(Rewriter, step, interrupted)

    with pytest.raises(KeyboardInterrupt):
        advance(run, NEXT_MONDAY)

    assert whole_garden() == before
    monkeypatch.undo()
    assert advance(run, NEXT_MONDAY).run.fingerprint == fresh(WildAllotmentScenario, NEXT_MONDAY).fingerprint


@pytest.mark.parametrize("is_edited", [False, True])
def test_row_that_is_not_written_as_planned_rolls_everything_back(is_edited, each_database, monkeypatch):
    run = seed(HarvestWeeksScenario)
    first, last = Harvest.objects.earliest("pk"), Harvest.objects.latest("pk")
    if is_edited:
        Harvest.objects.filter(pk=first.pk).update(notes={"basket": 77})
    before = whole_garden()
    move = Mover.move

    def move_carelessly(self, *arguments):
        moved = move(self, *arguments)
        Harvest.objects.filter(pk=last.pk).update(notes={"basket": 78})
        return moved

    monkeypatch.setattr(Mover, "move", move_carelessly)

    with pytest.raises(NotAsPromised) as caught:
        advance(run, day(1))

    if is_edited:
        words = f"1 row of harvest-weeks not as planned, first toy.Harvest {last.pk}. Nothing was moved."
        assert str(caught.value) == words
    else:
        assert str(caught.value).startswith("The fingerprint is ")
    assert any("notes is {'basket': 78}" in line for line in caught.value.details)
    assert whole_garden() == before


def test_story_that_has_changed_is_not_advanced(each_database, monkeypatch):
    run = seed(HarvestWeeksScenario)
    before = whole_garden()
    plan = HarvestWeeksScenario.plan

    def plan_otherwise(self, context, shard):
        for row in plan(self, context, shard):
            yield row.with_columns(rainy=not row.rainy) if row.shape.model is Harvest else row

    monkeypatch.setattr(HarvestWeeksScenario, "plan", plan_otherwise)

    with pytest.raises(StoryChanged, match="cannot be advanced: its story has changed since"):
        advance(run, day(1))

    assert whole_garden() == before


def test_story_that_cannot_be_planned_any_more_is_not_advanced(each_database, monkeypatch):
    run = seed(HarvestWeeksScenario)

    def plan_nothing(self, context, shard):
        raise LookupError(shard.name)

    monkeypatch.setattr(HarvestWeeksScenario, "plan", plan_nothing)

    with pytest.raises(StoryChanged, match="cannot be advanced: its story has changed since"):
        advance(run, day(1))


def test_count_of_each_part_of_a_cluster_s_run_is_kept(each_database):
    run = seed(HarvestWeeksScenario)
    for number in range(3):
        SeedShard.objects.create(run=run, name=f"bed {number}", row_count=23)

    advance(run, day(1))

    assert list(SeedShard.objects.order_by("name").values_list("row_count", flat=True)) == [24, 24, 24]


def test_rows_that_share_a_path_are_a_fault_of_the_scenario(each_database, monkeypatch):
    run = seed(HarvestWeeksScenario)
    monkeypatch.setattr("tests.toy.seeding.scenarios.base.GardenRandom.path", "anywhere")

    with pytest.raises(PlanError, match=r"two rows of toy\.\w+ share the path anywhere"):
        advance(run, day(1))


# What somebody has done to the rows since.


def test_foreign_row_on_a_row_that_goes_stops_the_advance_before_anything_moves(each_database):
    run = seed(HarvestWeeksScenario, SATURDAY)
    newest = Harvest.objects.latest("picked_at")
    note_on("toy_harvest", newest.pk, "CASCADE")
    before = whole_garden()

    with pytest.raises(DependentsInTheWay) as caught:
        advance(run, NEXT_MONDAY)

    assert str(caught.value) == (
        f"Cannot advance {run}: 1 crm_note refers to its toy.Harvest, first crm_note, and the row is not there any "
        "more on the later day; nothing was moved."
    )
    assert [str(each) for each in look(run, NEXT_MONDAY).dependents] == ["1 crm_note refers"]
    assert whole_garden() == before
    assert execute("SELECT body, row_id FROM crm_note") == [("mine", newest.pk)]


def test_foreign_row_on_a_row_that_goes_is_taken_along_on_request(each_database):
    run = seed(HarvestWeeksScenario, SATURDAY)
    note_on("toy_harvest", Harvest.objects.latest("picked_at").pk)

    with pytest.raises(DependentsInTheWay):
        advance(run, NEXT_MONDAY, Rules(with_dependents=True, agreed={}))
    done = advance(run, NEXT_MONDAY, Rules(with_dependents=True))

    assert execute("SELECT * FROM crm_note") == []
    assert done.run.fingerprint == fresh(HarvestWeeksScenario, NEXT_MONDAY).fingerprint


@pytest.mark.parametrize("on_delete", ["CASCADE", "SET NULL", "NO ACTION", "RESTRICT"])
@pytest.mark.parametrize("scenario", [HarvestWeeksScenario, WildAllotmentScenario], ids=lambda each: each.name)
def test_foreign_row_on_a_row_that_stays_is_left_as_it_is(scenario, on_delete, each_database):
    run = seed(scenario, SATURDAY)
    bed = Bed.objects.get(name="Bed 1")
    note_on("toy_bed", bed.pk, on_delete)

    advance(run, NEXT_MONDAY)

    assert execute("SELECT body, row_id FROM crm_note") == [("mine", bed.pk)]
    assert Bed.objects.get(name="Bed 1").pk == bed.pk


@pytest.fixture
def leaving_plant(monkeypatch):
    """On the next Monday the last plant of each bed is not there any more, and others have its harvests."""
    plan = HarvestWeeksScenario.plan

    def plan_without_it(self, context, shard):
        rows = list(plan(self, context, shard))
        first, *_, last = (row for row in rows if row.shape.model is Plant)
        for row in rows:
            if context.anchor < NEXT_MONDAY or last not in (row, *row.columns):
                yield row
            elif row.shape.model is Harvest:
                yield row.with_columns(plant=first)

    monkeypatch.setattr(HarvestWeeksScenario, "plan", plan_without_it)


def test_own_rows_that_refer_to_a_row_that_goes_are_no_dependents(each_database, leaving_plant):
    run = seed(HarvestWeeksScenario, SATURDAY)

    outlook = look(run, NEXT_MONDAY)
    done = advance(run, NEXT_MONDAY)

    assert (outlook.own["toy.Plant"], outlook.dependents) == (3, [])
    assert Plant.objects.count() == 9
    assert done.run.fingerprint == fresh(HarvestWeeksScenario, NEXT_MONDAY).fingerprint


def test_edit_that_refers_to_a_row_that_goes_does_not_stay(each_database, leaving_plant):
    run = seed(HarvestWeeksScenario, SATURDAY)
    last = Plant.objects.filter(bed__name="Bed 0", neighbour__isnull=False).exclude(plant__isnull=False).get()
    first = Plant.objects.get(bed__name="Bed 0", neighbour=None)
    Plant.objects.filter(pk=first.pk).update(neighbour=last)

    done = advance(run, NEXT_MONDAY)

    assert Plant.objects.get(pk=first.pk).neighbour is None
    assert done.report.fingerprint == fresh(HarvestWeeksScenario, NEXT_MONDAY).fingerprint


def edited(run):
    """Edit a harvest, delete another, and return their keys."""
    first, second = Harvest.objects.order_by("pk")[:2]
    Harvest.objects.filter(pk=first.pk).update(notes={"basket": 77}, rainy=not first.rainy)
    Harvest.objects.filter(pk=second.pk).delete()
    return first, second


def test_edited_rows_keep_their_edits_and_the_rest_moves_on(each_database):
    run = seed(WateringDaysScenario)
    harvest, deleted = edited(run)
    expected = fresh(WateringDaysScenario, day(3)).fingerprint

    done = advance(run, day(3))

    moved = Harvest.objects.get(pk=harvest.pk)
    assert (moved.notes, moved.rainy) == ({"basket": 77}, not harvest.rainy)
    assert moved.picked_on == harvest.picked_on + dt.timedelta(days=3)
    assert not Harvest.objects.filter(pk=deleted.pk).exists()
    assert not done.is_exact
    assert list(done.touched.lines(healed=False)) == [
        f"1 edited since; the edits stay: toy.Harvest {harvest.pk}.",
        f"1 deleted since, and stay so: toy.Harvest {deleted.pk}.",
    ]
    # What is recorded is the fresh run, from which the rows now drift as before.
    assert SeedRun.objects.get().fingerprint == expected != done.report.fingerprint
    assert [(row.key, row.drift.value) for row in drift(SeedRun.objects.get())] == [
        (harvest.pk, "edited"),
        (deleted.pk, "deleted"),
    ]


def test_edited_rows_are_healed_on_request(each_database):
    run = seed(WateringDaysScenario)
    harvest, deleted = edited(run)

    done = advance(run, day(3), Rules(heal=True))

    assert done.is_exact
    assert Harvest.objects.filter(pk__in=[harvest.pk, deleted.pk]).count() == 2
    assert done.report.fingerprint == fresh(WateringDaysScenario, day(3)).fingerprint
    assert list(drift(SeedRun.objects.get())) == []


def test_new_rows_of_a_deleted_row_are_left_out_and_known(each_database):
    run = seed(HarvestWeeksScenario)
    Plant.objects.filter(bed__name="Bed 0").delete()

    done = advance(run, SATURDAY)

    assert (done.moved.new, done.moved.lost, done.is_exact) == (6, 3, False)
    assert Harvest.objects.filter(plant__bed__name="Bed 0").count() == 0
    # Four plants with a link and fifteen harvests, three of which were never there.
    assert [row.drift.value for row in drift(done.run)] == ["deleted"] * 23

    again = advance(done.run, NEXT_MONDAY, Rules(heal=True))

    assert again.run.fingerprint == fresh(HarvestWeeksScenario, NEXT_MONDAY).fingerprint


def test_foreign_row_under_a_reused_key_stays(each_database):
    run = seed(HarvestWeeksScenario)
    key = Tag.objects.earliest("pk").pk
    Plant.tags.through.objects.filter(tag=key).delete()
    Tag.objects.filter(pk=key).delete()
    Tag.objects.create(pk=key, word="mine")

    done = advance(run, NEXT_MONDAY)

    assert Tag.objects.get(pk=key).word == "mine"
    assert done.touched.foreign.count == 1

    healed = advance(done.run, day(8), Rules(heal=True))

    assert Tag.objects.get(pk=key).word == "mine"
    assert healed.run.fingerprint == fresh(HarvestWeeksScenario, day(8)).fingerprint


def test_change_of_the_world_that_somebody_has_undone_stays_undone_unless_healed(each_database):
    run = seed(WildAllotmentScenario)
    Gardener.objects.update(status="on leave")

    done = advance(run, day(1))
    left = Gardener.objects.get().status
    healed = advance(done.run, day(2), Rules(heal=True))

    assert (left, done.world_edits, done.is_exact) == ("on leave", 1, False)
    assert (Gardener.objects.get().status, healed.is_exact) == ("in bed 2", True)
    clearing.clear([SeedRun.objects.get()])
    assert Gardener.objects.get().status == "working"


# Later runs that changed what an earlier one wrote or changed.


@pytest.fixture
def dated_walk(monkeypatch):
    """Ada's status has the day of the anchor in it, so that an advance changes it."""
    plan = WildAllotmentScenario.plan

    def plan_with_the_day(self, context, shard):
        yield from plan(self, context, shard)
        yield Change(context.world["the gardener"], {"status": f"{shard.name} on {context.anchor:%d}"})

    monkeypatch.setattr(WildAllotmentScenario, "plan", plan_with_the_day)


@pytest.fixture
def dated_turns(monkeypatch):
    """Turns change Ada's status as well, to the day of the anchor."""
    plan = TurnsScenario.plan

    def plan_with_the_day(self, context, shard):
        yield from plan(self, context, shard)
        yield Change(context.world["the gardener"], {"status": f"on {context.anchor:%d}"})

    monkeypatch.setattr(
        TurnsScenario, "prerequisites", lambda self, options, using, *, at: World([find_gardener("Ada", using)])
    )
    monkeypatch.setattr(TurnsScenario, "plan", plan_with_the_day)


def fresh_in_order(*scenarios_and_days):
    """The fingerprints of these runs, seeded afresh in that order in the place of all; nothing of it stays."""
    with transaction.atomic():
        clearing.clear(list(SeedRun.objects.order_by("-pk")))
        found = [seed(scenario, anchor).fingerprint for scenario, anchor in scenarios_and_days]
        transaction.set_rollback(True)
    return found


def test_run_whose_world_a_later_run_changed_moves_on_below_it(each_database, dated_walk):
    first, second = seed(WildAllotmentScenario), seed(GardenHistoryScenario)

    done = advance(first, day(1))

    assert (done.is_exact, Gardener.objects.get().status) == (True, "retired")
    assert [proof.verify(run).fingerprint for run in (done.run, second)] == fresh_in_order(
        (WildAllotmentScenario, day(1)), (GardenHistoryScenario, MONDAY)
    )
    assert [list(drift(run)) for run in (done.run, second)] == [[], []]
    clearing.clear([second])
    assert Gardener.objects.get().status == "bed 2 on 10"
    clearing.clear([done.run])
    assert Gardener.objects.get().status == "working"


def test_runs_that_changed_one_world_all_move_on_in_their_order(each_database, dated_walk, dated_turns):
    BedFactory.create(name="Common")
    first, second = seed(WildAllotmentScenario), seed(TurnsScenario)

    moved = [advance(run, day(8)).run for run in (first, second)]

    assert [run.fingerprint for run in moved] == fresh_in_order(
        (WildAllotmentScenario, day(8)), (TurnsScenario, day(8))
    )
    assert [proof.verify(run).fingerprint for run in moved] == [run.fingerprint for run in moved]
    assert Gardener.objects.get().status == "on 17"


def test_own_rows_that_a_later_run_changed_move_on_below_it(each_database):
    first, second = seed(HarvestWeeksScenario), seed(Repainted)

    done = advance(first, day(8))

    assert done.is_exact
    assert Bed.objects.filter(name="Bed one", gardener__name="Ada").count() == 1
    assert [proof.verify(run).fingerprint for run in (done.run, second)] == fresh_in_order(
        (HarvestWeeksScenario, day(8)), (Repainted, MONDAY)
    )
    clearing.clear([second])
    assert Bed.objects.filter(name="Bed 1", gardener=None).count() == 1


@pytest.mark.parametrize(("heal", "status"), [(False, "on leave"), (True, "retired")])
def test_value_that_somebody_has_changed_after_a_later_run_stays_unless_healed(each_database, dated_walk, heal, status):
    first, second = seed(WildAllotmentScenario), seed(GardenHistoryScenario)
    Gardener.objects.update(status="on leave")

    done = advance(first, day(1), Rules(heal=heal))

    assert (Gardener.objects.get().status, done.is_exact) == (status, heal)
    assert [bool(list(drift(run))) for run in (done.run, second)] == [not heal, not heal]


def test_look_at_an_advance_leaves_the_changes_of_later_runs(each_database, dated_walk):
    first, _ = seed(WildAllotmentScenario), seed(GardenHistoryScenario)
    before = whole_garden()

    look(first, day(8))

    assert whole_garden() == before


def test_row_that_a_later_run_made_refer_to_one_that_goes_names_that_run(each_database, leaving_plant):
    first, common = seed(HarvestWeeksScenario, SATURDAY), BedFactory.create(name="Common")
    later = SeedRun.objects.create(scenario="later", domain="toy", exclusive_key="later", seed=1, anchor=MONDAY)
    plant = Plant.objects.exclude(pk__in=Plant.objects.exclude(neighbour=None).values("neighbour")).first()
    Bed.objects.filter(pk=common.pk).update(favourite=plant)
    later.changes.create(
        model="toy.Bed", key=str(common.pk), name="the common", column="favourite", old=None, new=str(plant.pk)
    )
    before = whole_garden()

    with pytest.raises(SeedError) as refused:
        advance(first, NEXT_MONDAY)

    assert str(refused.value) == (
        f"Cannot advance {first}: {later} has set favourite of the common to a row that is not there any more on the "
        f"later day. Clear that run first: python manage.py seed_demo_data --run {later.pk} --clear-only"
    )
    assert whole_garden() == before


def test_edit_that_takes_a_name_away_is_refused_with_nothing_moved(each_database):
    run = seed(TurnsScenario)
    Turn.objects.create(day=MONDAY.date(), place=99, word="mine")
    before = whole_garden()

    with pytest.raises(SeedError, match=r"The database refused the rows of turns: .* Nothing was moved"):
        advance(run, day(1))

    assert whole_garden() == before


def test_advanced_run_is_cleared_to_the_last_row(each_database):
    BedFactory.create(name="Common")
    before = whole_garden()
    run = seed(WildAllotmentScenario)
    for number in (1, 2, 5, 8, 9):
        run = advance(run, day(number)).run

    clearing.clear([run])

    assert whole_garden() == before


def test_blocks_of_an_advanced_run_are_few(each_database):
    run = seed(HarvestWeeksScenario)
    for number in range(1, 15):
        run = advance(run, day(number)).run

    blocks = SeedBlock.objects.filter(model="toy.Harvest")

    assert blocks.count() == 3
    assert sum(block.count for block in blocks) == Harvest.objects.count()


def test_row_made_without_a_factory_has_no_path(each_database, monkeypatch):
    run = seed(HarvestWeeksScenario)
    plan = HarvestWeeksScenario.plan

    def plan_anew(self, context, shard):
        for row in plan(self, context, shard):
            yield Row(row.shape, row.columns) if row.shape.model is Harvest else row

    monkeypatch.setattr(HarvestWeeksScenario, "plan", plan_anew)

    with pytest.raises(PlanError, match=r"toy\.Harvest is planned without a factory, so that nothing names its rows"):
        advance(run, day(1))

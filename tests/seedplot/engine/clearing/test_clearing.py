"""Clearing beside rows of others: under reused keys, and in every kind of reference to seeded rows."""

import pytest
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext

from seedplot.engine.clearing import clearing
from seedplot.engine.replaying.recognition import NotDigested
from seedplot.engine.runs import ClearRules
from seedplot.errors import SeedError
from seedplot.factories import Columns, SeedFactory
from seedplot.models import SeedRun
from tests.toy.factories import BedFactory, HarvestFactory, PlantFactory, TagFactory
from tests.toy.garden import seed, whole_garden
from tests.toy.models import Bed, Branch, Harvest, Nursery, Plant, Tag
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

WITH_DEPENDENTS = ClearRules(with_dependents=True)
ON_DELETE = ("CASCADE", "SET NULL", "NO ACTION", "RESTRICT")


class BranchFactory(SeedFactory):
    class Meta:
        model = Branch
        writes = Columns("The test numbers the paths.")

    numchild = 0


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def note_on(bed, on_delete):
    """A table without a model, with a row that refers to the bed."""
    execute(f"CREATE TABLE crm_note (body text, bed_id bigint REFERENCES toy_bed (id) ON DELETE {on_delete})")
    execute("INSERT INTO crm_note VALUES ('mine', %s)", bed.pk)


def test_rows_of_others_under_reused_keys_stay(every_database):
    run = seed(HarvestWeeksScenario).run
    keys = list(Tag.objects.order_by("pk").values_list("pk", flat=True))
    execute("DELETE FROM toy_plant_tags")
    Tag.objects.all().delete()
    Tag.objects.bulk_create(Tag(pk=key, word=f"mine {key}") for key in keys)
    before = list(Tag.objects.order_by("pk").values())

    clearing.clear([run])

    assert list(Tag.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("on_delete", ON_DELETE)
def test_row_of_a_table_without_a_model_is_a_dependent(on_delete, every_database):
    run = seed(HarvestWeeksScenario).run
    bed = Bed.objects.get(name="Bed 1")
    note_on(bed, on_delete)

    with pytest.raises(SeedError, match=r"1 crm_note refers to its toy\.Bed, first crm_note; nothing"):
        clearing.clear([run])

    assert [tuple(row) for row in execute("SELECT body, bed_id FROM crm_note")] == [("mine", bed.pk)]
    assert Bed.objects.count() == 3


@pytest.mark.parametrize("on_delete", ON_DELETE)
def test_row_of_a_table_without_a_model_goes_along_on_request(on_delete, every_database):
    before = whole_garden()
    run = seed(HarvestWeeksScenario).run
    note_on(Bed.objects.get(name="Bed 1"), on_delete)
    execute("INSERT INTO crm_note VALUES ('about nothing', NULL)")

    cleared = clearing.clear([run], WITH_DEPENDENTS)

    assert [tuple(row) for row in execute("SELECT body, bed_id FROM crm_note")] == [("about nothing", None)]
    assert cleared.outlook.dependent_counts == {"crm_note": 1}
    assert whole_garden() == before


def test_dependents_of_tables_without_a_model_are_dependents_too(every_database):
    before = whole_garden()
    run = seed(HarvestWeeksScenario).run
    bed = Bed.objects.get(name="Bed 1")
    execute(
        "CREATE TABLE crm_a (house int, floor int, bed_id bigint REFERENCES toy_bed (id), PRIMARY KEY (house, floor))"
    )
    execute(
        "CREATE TABLE crm_b (id int PRIMARY KEY, house int, floor int, above int REFERENCES crm_b (id), "
        "FOREIGN KEY (house, floor) REFERENCES crm_a (house, floor))"
    )
    execute("INSERT INTO crm_a VALUES (1, 2, %s), (1, 3, NULL)", bed.pk)
    execute("INSERT INTO crm_b VALUES (1, 1, 2, NULL), (2, NULL, NULL, 1), (3, NULL, NULL, 2), (4, 1, 3, NULL)")

    outlook = clearing.look([run])
    clearing.clear([run], WITH_DEPENDENTS)

    assert outlook.dependent_counts == {"crm_a": 1, "crm_b": 3}
    assert [tuple(row) for row in execute("SELECT house, floor FROM crm_a")] == [(1, 3)]
    assert [row[0] for row in execute("SELECT id FROM crm_b")] == [4]
    assert whole_garden() == before


def refer_by_a_relation_without_a_constraint():
    return Nursery.objects.create(bed=Bed.objects.get(name="Bed 1"))


def refer_by_another_column_than_the_key():
    return Nursery.objects.create(word=Tag.objects.order_by("word").first())


def refer_generically_to_a_number():
    return Nursery.objects.create(about=Bed.objects.get(name="Bed 1"))


def refer_generically_to_a_uuid():
    return Nursery.objects.create(about=Plant.objects.order_by("pk").first())


@pytest.mark.parametrize(
    "refer",
    [
        refer_by_a_relation_without_a_constraint,
        refer_by_another_column_than_the_key,
        refer_generically_to_a_number,
        refer_generically_to_a_uuid,
    ],
)
def test_reference_that_is_no_usual_foreign_key_is_found(refer, every_database):
    """The manager hides the row, which does not make it less of a dependent."""
    bystander = BedFactory.create(name="Bystander")
    hidden = [Nursery.objects.create(), Nursery.objects.create(about=bystander), Nursery.objects.create(bed=bystander)]
    before = whole_garden()
    run = seed(HarvestWeeksScenario).run
    row = refer()

    with pytest.raises(SeedError, match=rf"1 toy\.Nursery refers to its toy\.\w+, first toy\.Nursery {row.pk};"):
        clearing.clear([run])
    clearing.clear([run], WITH_DEPENDENTS)

    assert [found for (found,) in execute("SELECT id FROM toy_nursery ORDER BY id")] == [each.pk for each in hidden]
    assert whole_garden() == before


def test_rows_below_a_seeded_one_in_a_tree_of_paths_are_its_dependents(every_database):
    class TreeScenario(HarvestWeeksScenario):
        promises = ()
        proof_by_shard = False

        def plan(self, context, shard):
            stem = f"000{shard.number + 1}"
            yield BranchFactory.row(context.rng.at(shard.number), path=stem, depth=1)
            yield BranchFactory.row(context.rng.at(shard.number, "b"), path=f"{stem}0001", depth=2)

        curves = ()

    run = seed(TreeScenario).run
    Branch.objects.create(path="000200010001", depth=3)
    Branch.objects.create(path="0002000100010001", depth=4)
    Branch.objects.create(path="0009", depth=1)

    outlook = clearing.look([run], ClearRules(by_key=True))
    clearing.clear([run], ClearRules(by_key=True, with_dependents=True))

    assert outlook.dependent_counts == {"toy.Branch": 2}
    assert [branch.path for branch in Branch.objects.all()] == ["0009"]


def test_dependents_of_dependents_go_along_and_bystanders_stay(every_database):
    plant = PlantFactory.create(name="bystander", bed__name="bystander's bed")
    plant.tags.add(TagFactory.create(word="bystander's tag"))
    HarvestFactory.create(plant=plant)
    before = whole_garden()
    run = seed(HarvestWeeksScenario).run
    mine = PlantFactory.create(name="mine", bed=Bed.objects.get(name="Bed 0"))
    neighbour = PlantFactory.create(name="neighbour", bed=None, neighbour=mine)
    HarvestFactory.create(plant=neighbour)
    mine.tags.add(Tag.objects.get(word="bystander's tag"))

    cleared = clearing.clear([run], WITH_DEPENDENTS)

    assert cleared.outlook.dependent_counts == {"toy.Plant": 2, "toy.Harvest": 1, "toy.Plant_tags": 1}
    assert whole_garden() == before


def test_explaining_changes_nothing_and_lists_everything(every_database):
    run = seed(HarvestWeeksScenario).run
    mine = PlantFactory.create(name="mine", bed=Bed.objects.get(name="Bed 0"))
    HarvestFactory.create(plant=mine)
    edited = Bed.objects.get(name="Bed 2")
    Bed.objects.filter(pk=edited.pk).update(sunny=not edited.sunny)
    before = whole_garden()

    lines = list(clearing.look([run]).lines())

    assert lines[0] == str(run)
    assert lines[1].startswith("75 rows of its own would go: 3 toy.Bed, 42 toy.Harvest, 12 toy.Plant, ")
    assert lines[2] == f"1 edited since, and would go: toy.Bed {edited.pk}."
    assert lines[3].startswith(f"1 toy.Plant refers to toy.Bed by bed_id: {mine.pk}")
    assert lines[4].startswith("1 toy.Harvest refers to toy.Plant by plant_id: ")
    assert whole_garden() == before


def test_more_dependents_than_were_shown_are_not_taken_along(each_database):
    run = seed(HarvestWeeksScenario).run
    PlantFactory.create(name="mine", bed=Bed.objects.get(name="Bed 0"))
    shown = clearing.look([run]).dependent_counts
    PlantFactory.create(name="mine", bed=Bed.objects.get(name="Bed 0"))

    with pytest.raises(SeedError, match=r"More have come since they were shown\.$"):
        clearing.clear([run], ClearRules(with_dependents=True, agreed=shown))

    assert Plant.objects.filter(name="mine").count() == 2


def test_unindexed_reference_is_named(each_database):
    run = seed(HarvestWeeksScenario).run
    note_on(Bed.objects.get(name="Bed 0"), "CASCADE")

    assert "crm_note.bed_id has no index, so that all its rows are read." in list(clearing.look([run]).lines())


def test_clear_by_key_takes_what_has_the_keys(each_database):
    run = seed(HarvestWeeksScenario).run
    Harvest.objects.all().delete()
    tag = Tag.objects.order_by("pk").first()
    Plant.tags.through.objects.filter(tag=tag).delete()
    Tag.objects.filter(pk=tag.pk).update(word="mine")

    clearing.clear([run], ClearRules(by_key=True))

    assert Tag.objects.count() == 0


def test_run_of_a_scenario_that_is_gone_is_cleared_by_content(each_database):
    before = whole_garden()
    run = seed(HarvestWeeksScenario).run
    SeedRun.objects.update(scenario="gone-story")
    run.refresh_from_db()
    tag = Tag.objects.order_by("pk").first()
    Plant.tags.through.objects.filter(tag=tag).delete()
    Tag.objects.filter(pk=tag.pk).update(word="mine")

    cleared = clearing.clear([run])

    assert Tag.objects.get().word == "mine"
    assert cleared.outlook.unknown.first == [f"toy.Tag {tag.pk}"]
    Tag.objects.all().delete()
    assert whole_garden() == before


def test_run_of_a_scenario_that_is_gone_and_left_nothing_is_cleared_by_key(each_database):
    run = seed(HarvestWeeksScenario).run
    SeedRun.objects.update(scenario="gone-story", facts={})
    run.refresh_from_db()

    with pytest.raises(NotDigested, match="cannot be told from others without it"):
        clearing.clear([run])
    clearing.clear([run], ClearRules(by_key=True))

    assert (Bed.objects.count(), SeedRun.objects.count()) == (0, 0)


def test_rows_of_a_model_that_is_gone_are_cleared_by_key_through_their_table(each_database):
    run = seed(HarvestWeeksScenario).run
    execute("CREATE TABLE old_thing (id bigint PRIMARY KEY)")
    execute("INSERT INTO old_thing VALUES (7), (8), (9)")
    run.blocks.create(shard="bed 0", model="old.Thing", start=0, count=2, first_key=7)
    run.blocks.create(shard="bed 0", model="old.Nothing", start=0, count=2, first_key=7)

    cleared = clearing.clear([run], ClearRules(by_key=True))

    assert [row[0] for row in execute("SELECT id FROM old_thing")] == [9]
    assert cleared["old.Thing"] == 2
    assert "old.Nothing is gone with its table, so there was nothing of it to clear." in list(
        cleared.outlook.what_stands_out()
    )


def test_rows_of_a_model_that_is_gone_cannot_be_told_from_others(each_database):
    run = seed(HarvestWeeksScenario).run
    execute("CREATE TABLE old_thing (id bigint PRIMARY KEY)")
    run.blocks.create(shard="bed 0", model="old.Thing", start=0, count=2, first_key=7)
    before = whole_garden()

    with pytest.raises(NotDigested) as refused:
        clearing.clear([run])

    assert str(refused.value) == (
        f"No installed app has old.Thing any more, of which {run} wrote rows, so these cannot be told from others."
    )
    assert whole_garden() == before


def test_rows_of_a_table_that_has_a_key_of_several_columns_by_now_stay(each_database):
    run = seed(HarvestWeeksScenario).run
    execute("CREATE TABLE old_thing (house int, floor int, PRIMARY KEY (house, floor))")
    execute("INSERT INTO old_thing VALUES (7, 7)")
    run.blocks.create(shard="bed 0", model="old.Thing", start=0, count=2, first_key=7)

    cleared = clearing.clear([run], ClearRules(by_key=True))

    assert len(execute("SELECT * FROM old_thing")) == 1
    assert (
        "old.Thing has no key of one column any more, by which its rows would be known, so they stay."
        in cleared.outlook.what_stands_out()
    )


def test_rows_that_lost_a_column_cannot_be_told_from_others(each_database, monkeypatch):
    run = seed(HarvestWeeksScenario).run
    Tag.objects.update(word=Concat(Value("new "), "word"))
    monkeypatch.setattr(HarvestWeeksScenario, "plan", lambda *given: iter(()))
    monkeypatch.setattr("seedplot.engine.clearing.clearing.gone_since", lambda run: {"toy.Tag": ("name",)})
    before = whole_garden()

    with pytest.raises(NotDigested) as refused:
        clearing.clear([run])

    assert str(refused.value) == (
        f"toy.Tag has lost its column name since {run} was made, or has it under another name, so its rows cannot be "
        "told from others."
    )
    assert whole_garden() == before


def add_foreign_harvests(number):
    """Harvests of plants that no run knows, ten of each plant."""
    plants = Plant.objects.bulk_create(PlantFactory.build_batch(number // 10, bed=None))
    Harvest.objects.bulk_create(HarvestFactory.build(plant=plants[each % len(plants)]) for each in range(number))


@pytest.mark.check
def test_foreign_rows_are_not_read_where_an_index_leads_to_those_that_refer(on_postgresql):
    add_foreign_harvests(5_000)
    columns = ", ".join(field.column for field in Harvest._meta.concrete_fields if not field.primary_key)
    execute(f"INSERT INTO toy_harvest ({columns}) SELECT {columns} FROM toy_harvest, generate_series(1, 20)")
    execute("ANALYZE toy_harvest")
    run = seed(HarvestWeeksScenario).run
    [(before,)] = execute("SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = 'toy_harvest'")

    clearing.clear([run])

    [(after,)] = execute("SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = 'toy_harvest'")
    assert after == before


@pytest.mark.check
def test_foreign_rows_cost_sqlite_no_work(ada):
    def work():
        """The steps of SQLite's machine that a clear takes, in hundreds."""
        run, steps = seed(HarvestWeeksScenario).run, []
        connection.connection.set_progress_handler(lambda: steps.append(1) and None, 100)
        clearing.clear([run])
        connection.connection.set_progress_handler(None, 100)
        return len(steps)

    alone = work()
    add_foreign_harvests(10_000)

    assert work() < 1.2 * alone


def test_number_of_queries_does_not_grow_with_the_run(ada):
    def queries(beds):
        run = seed(HarvestWeeksScenario, beds=beds).run
        with CaptureQueriesContext(connection) as captured:
            clearing.clear([run])
        return len(captured)

    # Plants have listed keys, 200 to a query.
    assert queries(40) <= queries(2) + 2

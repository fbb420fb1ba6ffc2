"""What has drifted is put back, and nothing else is touched."""

import pytest
from django.db import connection, connections

from seedplot.engine import proof
from seedplot.engine.replaying.changed_story import StoryChanged
from seedplot.engine.replaying.drift import drift
from seedplot.engine.rewriting.heal import heal
from seedplot.errors import NotAsPromised
from seedplot.models import SeedRun
from seedplot.plan import Change
from tests.seedplot.engine.replaying.test_recognition import Repainted
from tests.toy.garden import seed, whole_garden
from tests.toy.inside import default_database, rolled_back
from tests.toy.models import Bed, Gardener, Harvest, Plant, Sundial, Tag
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario

Link = Plant.tags.through


def first_run():
    return SeedRun.objects.order_by("pk").first()


def change(row, **columns):
    type(row)._base_manager.filter(pk=row.pk).update(**columns)


def delete(*rows):
    """Delete rows alone, past Django: what refers to them goes first, by the caller."""
    for row in rows:
        type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")


def tables():
    """Every row of the garden and of the record, without the moment of the last proof."""
    found = whole_garden()
    for record in found["seedplot.SeedRun"]:
        del record["proven_at"]
    return found


def numbers(outcome):
    return outcome.rewritten, outcome.inserted, outcome.world_values


def test_nothing_is_healed_where_nothing_has_drifted(each_database, monkeypatch):
    seed(WildAllotmentScenario)
    monkeypatch.setattr(WildAllotmentScenario, "plan", lambda *given: 1 / 0)
    before = tables()

    assert heal(first_run()).is_nothing
    assert tables() == before


def test_edits_are_taken_back_and_a_second_heal_does_nothing(each_database):
    seed(HarvestWeeksScenario)
    before = tables()
    harvest, plant, bed = Harvest.objects.order_by("pk").first(), Plant.objects.first(), Bed.objects.first()
    change(harvest, rainy=not harvest.rainy, weight_kg=9, notes={"basket": [None]})
    change(plant, label="weed ☃", neighbour=plant)
    change(bed, favourite=plant, gardener=Gardener.objects.get(name="Ada"))

    outcome = heal(first_run())

    assert (numbers(outcome), outcome.left) == ((3, 0, 0), [])
    assert tables() == before
    assert heal(first_run()).is_nothing


def test_deleted_rows_come_back_under_their_own_keys(each_database):
    seed(WildAllotmentScenario)
    before = tables()
    dial = Sundial.objects.get(bed__name="Shed")
    herb = Plant.objects.get(neighbour=None, bed__name="Shed")
    with connection.constraint_checks_disabled():
        delete(dial, *Link.objects.all()[:3], *Harvest.objects.all()[:5], *Tag.objects.all()[:2], herb)

    outcome = heal(first_run())

    assert (numbers(outcome), outcome.left) == ((0, 12, 0), [])
    assert tables() == before


def test_whole_run_that_is_deleted_comes_back(each_database):
    seed(WildAllotmentScenario)
    before = tables()
    Bed.objects.update(favourite=None)
    Plant.objects.update(neighbour=None)
    for model in (Link, Harvest, Sundial, Plant, Tag, Bed):
        model.objects.all()._raw_delete("default")

    outcome = heal(first_run())

    assert outcome.inserted == sum(seed(WildAllotmentScenario).counts.values())
    assert tables() == before


def test_rows_of_others_and_columns_outside_the_fingerprint_stay(each_database, monkeypatch):
    monkeypatch.setattr(HarvestWeeksScenario, "fingerprint_exclude", {"toy.Plant": ("name",)})
    seed(HarvestWeeksScenario)
    plant = Plant.objects.first()
    own_plant = Plant.objects.create(name="mine", label="mine", bed=Bed.objects.first(), neighbour=plant)
    own_bed = Bed.objects.create(name="My bed", favourite=plant)
    change(plant, name="renamed", label="weed")

    heal(first_run())

    assert Plant.objects.filter(pk=plant.pk).values_list("name", "label").get() == ("renamed", plant.label)
    assert Plant.objects.filter(pk=own_plant.pk, neighbour=plant, name="mine").exists()
    assert Bed.objects.filter(pk=own_bed.pk, favourite=plant).exists()


def test_rows_that_have_exchanged_unique_values_take_them_back(each_database):
    seed(HarvestWeeksScenario)
    before = tables()
    beds = list(Bed.objects.order_by("pk"))
    for bed in beds:
        change(bed, name=f"in between {bed.pk}")
    for bed, other in zip(beds, [*beds[1:], beds[0]], strict=True):
        change(bed, name=other.name)

    # Two columns differ between beds, and the other one shows whose they are.
    assert [each.drift.value for each in drift(first_run())] == ["edited"] * 3
    outcome = heal(first_run())

    assert (numbers(outcome), outcome.left) == ((3, 0, 0), [])
    assert tables() == before


def test_value_of_a_deleted_row_that_an_edited_one_has_taken_goes_back(each_database):
    seed(HarvestWeeksScenario)
    before = tables()
    first, second = Bed.objects.order_by("pk")[:2]
    plants = Plant.objects.filter(bed=first)
    Link.objects.filter(plant__in=plants).delete()
    Harvest.objects.filter(plant__in=plants).delete()
    plants._raw_delete("default")
    delete(first)
    change(second, name=first.name)

    outcome = heal(first_run())

    assert outcome.left == []
    assert tables() == before


# --- What stays ------------------------------------------------------------------------------------------------


def test_row_under_a_reused_key_stays_and_is_named(each_database):
    seed(HarvestWeeksScenario)
    tag = Tag.objects.order_by("pk").last()
    change(tag, word="a stranger's")
    harvest = Harvest.objects.first()
    change(harvest, weight_kg=9)

    outcome = heal(first_run())

    assert (numbers(outcome), outcome.left) == ((1, 0, 0), [(("toy.Tag", str(tag.pk)), "another row has its key")])
    assert Tag.objects.get(pk=tag.pk).word == "a stranger's"
    assert [each.label for each in drift(first_run())] == ["toy.Tag"]
    again = heal(first_run())
    assert (numbers(again), again.left) == ((0, 0, 0), outcome.left)


def test_row_whose_unique_value_somebody_has_taken_stays_and_so_does_what_refers_to_it(each_database):
    seed(WildAllotmentScenario)
    guest = Plant.objects.exclude(bed__name="Shed").first()
    bed = guest.bed
    plants = Plant.objects.filter(bed=bed)
    Link.objects.filter(plant__in=plants).delete()
    Harvest.objects.filter(plant__in=plants).delete()
    Sundial.objects.filter(bed=bed).delete()
    plants.update(neighbour=None)
    plants._raw_delete("default")
    delete(bed)
    taken = Bed.objects.create(name=bed.name)

    outcome = heal(first_run())

    reasons = {label: reason for (label, _), reason in outcome.left}
    assert reasons["toy.Bed"] == f"its name is that of toy.Bed {taken.pk} now"
    assert reasons["toy.Plant"] == f"it refers to toy.Bed {bed.pk}, which is not there"
    assert reasons["toy.Harvest"].startswith("it refers to toy.Plant ")
    assert set(reasons) == {"toy.Bed", "toy.Plant", "toy.Harvest", "toy.Sundial", "toy.Plant_tags"}
    assert outcome.inserted == 0
    taken.delete()
    assert heal(first_run()).left == []
    assert proof.verify(first_run()).fingerprint == first_run().fingerprint


def test_edited_row_whose_unique_value_somebody_has_taken_stays(each_database):
    seed(HarvestWeeksScenario)
    bed, other = Bed.objects.order_by("pk")[:2]
    sunny = Bed.objects.get(pk=bed.pk).sunny
    change(bed, name="Elsewhere")
    taken = Bed.objects.create(name=bed.name)
    change(other, sunny=not other.sunny)

    outcome = heal(first_run())

    assert outcome.left == [(("toy.Bed", str(bed.pk)), f"its name is that of toy.Bed {taken.pk} now")]
    assert (outcome.rewritten, Bed.objects.get(pk=bed.pk).name, sunny) == (1, "Elsewhere", bed.sunny)


def test_row_that_refers_to_a_row_of_the_world_that_is_gone_stays(each_database):
    seed(GardenHistoryScenario)
    ada = Gardener.objects.get(name="Ada")
    key = ada.pk
    beds = list(Bed.objects.order_by("pk"))
    Bed.objects.update(gardener=None)
    ada.delete()

    outcome = heal(first_run())

    assert outcome.left == [
        *((("toy.Bed", str(bed.pk)), f"it refers to toy.Gardener {key}, which is not there") for bed in beds),
        (("toy.Gardener", str(key)), "it is gone, and it is not the run's own row"),
    ]


# --- The world, and other runs ---------------------------------------------------------------------------------


def test_values_of_the_world_are_set_again(each_database):
    seed(GardenHistoryScenario)
    before = tables()
    change(Gardener.objects.get(name="Ada"), status="travelling")

    outcome = heal(first_run())

    assert numbers(outcome) == (0, 0, 1)
    assert tables() == before


def test_values_that_a_later_run_has_changed_stay_changed(each_database):
    seed(HarvestWeeksScenario)
    seed(Repainted)
    before = tables()
    bed = Bed.objects.get(name="Bed one")
    change(bed, sunny=not bed.sunny)

    outcome = heal(first_run())

    assert numbers(outcome) == (1, 0, 0)
    assert tables() == before


def test_row_that_its_own_run_changed_gets_what_it_was_left_with(each_database, monkeypatch):
    def plan(self, context, shard):
        yield from plan_of_allotment(self, context, shard)
        yield Change(
            context.world["the shed"], {"name": f"Shed {shard.number}", "favourite": context.world["the herb"]}
        )

    plan_of_allotment = WildAllotmentScenario.plan
    monkeypatch.setattr(WildAllotmentScenario, "plan", plan)
    monkeypatch.setattr(WildAllotmentScenario, "proof_by_shard", False)
    seed(WildAllotmentScenario)
    before = tables()
    change(Bed.objects.get(name="Shed 2"), favourite=None)

    assert numbers(heal(first_run())) == (1, 0, 0)

    assert tables() == before


# --- All or nothing --------------------------------------------------------------------------------------------


def test_dry_run_heals_and_rolls_back(committed_database):
    seed(HarvestWeeksScenario)
    harvest = Harvest.objects.first()
    change(harvest, weight_kg=9)
    before = tables()

    assert numbers(heal(first_run(), dry_run=True)) == (1, 0, 0)

    assert tables() == before


def test_heal_after_which_the_rows_are_not_what_they_were_changes_nothing(committed_database, monkeypatch):
    seed(HarvestWeeksScenario)
    harvest = Harvest.objects.first()
    change(harvest, weight_kg=9)
    before = tables()
    monkeypatch.setattr("seedplot.engine.rewriting.rewriting.Rewriter.update", lambda *given: 1)

    with pytest.raises(NotAsPromised, match=r"The fingerprint would be [0-9a-f]{32}, not [0-9a-f]{32}; nothing was"):
        heal(first_run())

    assert tables() == before


def test_story_that_has_changed_since_is_refused(committed_database, monkeypatch):
    seed(HarvestWeeksScenario)
    Harvest.objects.first().delete()
    before = tables()
    plan = HarvestWeeksScenario.plan
    monkeypatch.setattr(HarvestWeeksScenario, "plan", lambda *given: list(plan(*given))[:-1])

    with pytest.raises(StoryChanged) as refused:
        heal(first_run())

    assert str(refused.value) == f"The story of {first_run()} has changed since, so its rows cannot be put back."
    assert tables() == before


def test_sequence_never_gives_a_key_again_that_a_heal_has_brought_back(on_postgresql):
    seed(HarvestWeeksScenario)
    last = Tag.objects.order_by("pk").last()
    Link.objects.filter(tag=last).delete()
    delete(last)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER SEQUENCE toy_tag_id_seq RESTART WITH {last.pk - 1}")

    heal(first_run())

    assert Tag.objects.create(word="mine").pk == last.pk + 1


@pytest.mark.check
def test_heal_works_where_foreign_keys_are_checked_at_once(mariadb_garden_url, django_db_blocker):
    with django_db_blocker.unblock(), default_database(mariadb_garden_url), rolled_back():
        seed(HarvestWeeksScenario)
        before = tables()
        first, second = Bed.objects.order_by("pk")[:2]
        change(first, favourite=Plant.objects.first())
        with connections["default"].constraint_checks_disabled():
            for model in (Link, Harvest, Plant, Tag):
                model.objects.all()._raw_delete("default")
            delete(second)

        outcome = heal(first_run())

        assert (outcome.rewritten, outcome.left) == (1, [])
        assert tables() == before

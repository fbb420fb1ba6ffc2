"""The answer to "has the story changed since?", and verifications of runs whose story has."""

from io import StringIO

import pytest
from django.core.management import call_command

from seedplot import registry
from seedplot.engine import proof
from seedplot.engine.replaying import changed_story
from seedplot.engine.replaying.changed_story import StoryChanged
from seedplot.errors import NotAsPromised, ScenarioFault, SeedError
from seedplot.models import SeedBlock, SeedChange, SeedFinding, SeedRun
from seedplot.plan import Change, Row
from seedplot.promises import Empty, Promise
from tests.toy.garden import seed
from tests.toy.models import Bed, Gardener, Harvest, Plant, Tag
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario

STORIES = (HarvestWeeksScenario, WateringDaysScenario, GardenHistoryScenario, WildAllotmentScenario)
NO_BED = Promise("toy.P900", "There is no bed.", lambda part: ["Bed"], Empty("bed"), "Dig it over.")


def has_changed():
    run = SeedRun.objects.get()
    return changed_story.has_changed_since(run, registry.scenario_of_run(run))


@pytest.fixture(params=["digests", "fingerprint"])
def recorded(request):
    """Leave the record what the story was like: a digest of each row, or the fingerprint alone."""
    return (lambda: None) if request.param == "digests" else (lambda: SeedBlock.objects.update(digests=None))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_same_code_tells_the_same_story_whatever_is_edited(story, recorded, each_database):
    Bed.objects.create(name="Common")
    seed(story)
    recorded()
    assert not has_changed()

    Plant.objects.update(name="thistle")
    Harvest.objects.all().delete()
    Gardener.objects.update(status="away")

    assert not has_changed()


def changed(items):
    """The plan of the harvest weeks with other items."""

    def plan(self, context, shard):
        yield from items(list(PLAN(self, context, shard)), context, shard)

    return plan


PLAN = HarvestWeeksScenario.plan


def first_rainy(items, context, shard):
    for item in items:
        if item.shape.model is Harvest and item is items[-1]:
            yield Row(item.shape, tuple({**item.as_dict(), "rainy": not item.rainy}.values()))
        else:
            yield item


def one_more_tag(items, context, shard):
    yield from items
    if shard.number == 2:
        [tag, *_] = [item for item in items if item.shape.model is Tag]
        yield Row(tag.shape, ("one more",))


def in_another_order(items, context, shard):
    first, second = [item for item in items if item.shape.model is Tag]
    yield from [{id(first): second, id(second): first}.get(id(item), item) for item in items]


CHANGED = {
    "another value": first_rainy,
    "one row less": lambda items, context, shard: items[:-1],
    "a model less": lambda items, context, shard: [item for item in items if item.shape.model is not Harvest],
    "a shard less": lambda items, context, shard: items if shard.number else [],
    "one row more": one_more_tag,
    "another order": in_another_order,
    "a mistake": lambda items, context, shard: 1 / 0,
}


@pytest.mark.parametrize("items", CHANGED.values(), ids=CHANGED)
def test_other_rows_are_another_story(items, recorded, ada, monkeypatch):
    seed(HarvestWeeksScenario)
    recorded()

    monkeypatch.setattr(HarvestWeeksScenario, "plan", changed(items))

    assert has_changed()


HISTORY = GardenHistoryScenario.plan


@pytest.mark.parametrize(
    "change",
    [
        lambda change: Change(change.row, {"status": "at rest"}),
        lambda change: Change(change.row, {**change.columns, "name": "Ada"}),
        lambda change: None,
    ],
    ids=["another value", "another column", "no change"],
)
def test_other_changes_are_another_story(change, recorded, ada, monkeypatch):
    seed(GardenHistoryScenario)
    recorded()

    def plan(self, context, shard):
        for item in HISTORY(self, context, shard):
            kept = change(item) if isinstance(item, Change) else item
            if kept is not None:
                yield kept

    monkeypatch.setattr(GardenHistoryScenario, "plan", plan)

    assert has_changed()


def test_change_of_a_change_in_the_record_is_another_story(recorded, ada):
    seed(GardenHistoryScenario)
    recorded()
    assert not has_changed()

    SeedChange.objects.update(new="away")

    assert has_changed()


def test_option_that_is_gone_is_another_story(recorded, ada, monkeypatch):
    seed(HarvestWeeksScenario, beds=2)
    recorded()

    monkeypatch.setattr(HarvestWeeksScenario, "options", ())

    assert has_changed()


def test_run_that_is_not_proven_has_no_story_to_compare(ada):
    run = seed(HarvestWeeksScenario, skip_proof=True).run

    with pytest.raises(SeedError) as refused:
        has_changed()

    assert str(refused.value) == (
        f"{run} is not proven yet, so nothing says what its story was. Prove it first, with --verify."
    )


def test_refusal_says_what_cannot_be_done(ada, monkeypatch):
    run = seed(HarvestWeeksScenario).run
    changed_story.refuse_if_changed(run, HarvestWeeksScenario(), "its rows cannot be restored")
    monkeypatch.setattr(HarvestWeeksScenario, "plan", changed(lambda *given: []))

    with pytest.raises(StoryChanged) as refused:
        changed_story.refuse_if_changed(run, HarvestWeeksScenario(), "its rows cannot be restored")

    assert str(refused.value) == f"The story of {run} has changed since, so its rows cannot be restored."


# --- Verifying a run whose story has changed since -------------------------------------------------------------


def verify():
    return proof.verify(SeedRun.objects.get())


def test_run_that_is_what_it_was_is_kept_and_broken_promises_are_remarks(recorded, each_database, monkeypatch):
    written = seed(HarvestWeeksScenario)
    recorded()
    monkeypatch.setattr(HarvestWeeksScenario, "plan", changed(one_more_tag))
    monkeypatch.setattr(HarvestWeeksScenario, "promises", (*HarvestWeeksScenario.promises, NO_BED))

    report = verify()

    assert report.fingerprint == written.fingerprint
    assert [str(finding) for finding in report.findings] == [str(finding) for finding in written.findings]
    assert report.remarks == [
        ("Story", "It has changed since the run was made, whose rows are still what they were."),
        ("No longer", "bed 0: (toy.P900) There is no bed. Expected no bed, found Bed."),
    ]
    assert list(SeedFinding.objects.filter(kept=False).values_list("promise", "part")) == [
        ("toy.P900", f"bed {number}") for number in range(3)
    ]
    assert SeedBlock.objects.filter(digests=None).count() == 0


def test_command_shows_the_remarks_and_ends_well(ada, monkeypatch):
    seed(HarvestWeeksScenario)
    monkeypatch.setattr(HarvestWeeksScenario, "plan", changed(one_more_tag))
    monkeypatch.setattr(HarvestWeeksScenario, "promises", (*HarvestWeeksScenario.promises, NO_BED))
    out = StringIO()

    call_command("seed_garden", "--verify", stdout=out)

    assert (
        "Story        It has changed since the run was made, whose rows are still what they were.\n" in out.getvalue()
    )
    assert "No longer    bed 0: (toy.P900) There is no bed." in out.getvalue()
    assert "is what it was." in out.getvalue()


def test_broken_promise_of_the_same_story_is_a_broken_promise(ada, monkeypatch):
    seed(HarvestWeeksScenario)
    monkeypatch.setattr(HarvestWeeksScenario, "promises", (NO_BED,))

    with pytest.raises(NotAsPromised, match="3 promises are broken"):
        verify()


def test_edited_rows_of_a_story_that_has_changed_are_no_kept_run(ada, monkeypatch):
    seed(HarvestWeeksScenario)
    monkeypatch.setattr(HarvestWeeksScenario, "plan", changed(one_more_tag))
    Harvest.objects.filter(pk=Harvest.objects.first().pk).update(notes={})

    with pytest.raises(NotAsPromised, match="1 promise is broken"):
        verify()


def test_promises_that_cannot_be_measured_any_more_leave_the_fingerprint(ada, monkeypatch):
    def unmeasurable(part):
        raise KeyError("a column that has gone")

    written = seed(HarvestWeeksScenario)
    lost = Promise("toy.P900", "There is no bed.", unmeasurable, Empty("bed"), "Dig it over.")
    monkeypatch.setattr(HarvestWeeksScenario, "promises", (lost,))
    with pytest.raises(ScenarioFault, match="KeyError: 'a column that has gone'"):
        verify()
    monkeypatch.setattr(HarvestWeeksScenario, "plan", changed(one_more_tag))

    report = verify()

    assert (report.fingerprint, report.findings) == (written.fingerprint, [])
    assert report.remarks == [
        ("Story", "It has changed since the run was made, whose rows are still what they were."),
        ("Promises", "They can no longer be measured: KeyError: 'a column that has gone'"),
    ]
    assert SeedFinding.objects.count() == len(written.findings)
    Plant.objects.update(name="thistle")
    with pytest.raises(NotAsPromised, match="not the expected"):
        verify()


def test_rows_that_cannot_be_measured_any_more_are_told_from_a_fault_of_the_story(ada, monkeypatch):
    def weights(part):
        return [str(each.pk) for each in Harvest.objects.all() if {True: 1}[each.weight_kg < 1_000] == 2]

    seed(HarvestWeeksScenario)
    known = Promise("toy.P900", "No harvest weighs two.", weights, Empty("harvest"), "Weigh it again.")
    monkeypatch.setattr(HarvestWeeksScenario, "promises", (known,))
    Harvest.objects.filter(pk=Harvest.objects.first().pk).update(weight_kg=2_000)

    with pytest.raises(NotAsPromised, match="not the expected") as refused:
        verify()

    assert refused.value.report.remarks == [("Promises", "They can no longer be measured: KeyError: False")]

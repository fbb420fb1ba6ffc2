"""What a scenario with `proof_by_shard` keeps to, in one process as with workers."""

import pytest

from seedplot.engine import pipeline
from seedplot.engine.proof import verify
from seedplot.engine.workers.executors import InProcess
from seedplot.errors import PlanError
from seedplot.models import SeedChange
from seedplot.plan import SHARED_ROWS, Change
from seedplot.promises import AtLeast, Curve, DrawnCurve, Promise
from tests.toy.garden import seed, whole_garden
from tests.toy.inside import rolled_back
from tests.toy.models import Bed
from tests.toy.seeding.scenarios.wild_allotment import SHED, WildAllotmentScenario

BEDS = Promise("toy.P901", "Each part has a bed.", len, AtLeast(low=1, places=0), "Look at the plan.")

with_workers = pytest.mark.parametrize("workers", [1, 3], ids=["in one process", "with workers"])


@pytest.fixture(autouse=True)
def workers_in_this_process(monkeypatch):
    monkeypatch.setattr(pipeline, "ProcessPool", InProcess)


@pytest.fixture
def measured(monkeypatch):
    """The names of the parts whose beds are measured, one by one; the shared rows are one of them."""
    found = []

    def subjects(self, rows, anchor):
        for shard in rows.shards:
            yield shard, rows.read(Bed, shard)

    def count(beds):
        found.append(beds[0].name)
        return len(beds)

    monkeypatch.setattr(WildAllotmentScenario, "subjects", subjects)
    monkeypatch.setattr(
        WildAllotmentScenario, "promises", (Promise(BEDS.id, BEDS.sentence, count, BEDS.bound, BEDS.hint),)
    )  # fmt: skip
    monkeypatch.setattr(WildAllotmentScenario, "curves", [Curve("Sheds", lambda beds: [beds[0].name.count("Shed")])])
    return found


def proven(report):
    return [(finding.part, finding.observed) for finding in report.findings], report.curves, report.fingerprint


def test_shared_rows_are_measured_once_with_workers_as_in_one_process(measured, each_database):
    with rolled_back():
        alone = proven(seed(WildAllotmentScenario, workers=1))
    measured.clear()

    together = proven(seed(WildAllotmentScenario, workers=3))

    assert sorted(measured) == ["Bed 0", "Bed 1", "Bed 2", "Shed"]
    assert together == alone
    assert together[:2] == (
        [(SHARED_ROWS, 1), ("bed 0", 1), ("bed 1", 1), ("bed 2", 1)],
        [DrawnCurve("Sheds", (1,))],
    )


@with_workers
def test_part_that_is_no_shard_is_refused(workers, ada, monkeypatch):
    def subjects(self, rows, anchor):
        yield from subjects_of_plots(self, rows, anchor)
        yield "the whole", rows

    subjects_of_plots = WildAllotmentScenario.subjects
    monkeypatch.setattr(WildAllotmentScenario, "subjects", subjects)
    before = whole_garden()

    with pytest.raises(PlanError) as refused:
        seed(WildAllotmentScenario, workers=workers)

    assert str(refused.value) == (
        "wild-allotment has proof_by_shard, so each part of its subjects bears the name of its shard, which "
        "'the whole' is not. Name it so, or set proof_by_shard = False"
    )
    assert whole_garden() == before


def test_part_of_another_shard_is_refused_at_a_worker(ada, monkeypatch):
    """One process has the rows of all shards at hand, a worker those of its own."""

    def subjects(self, rows, anchor):
        for shard in self.shards({"beds": 3}):
            yield shard.name, rows.read(Bed, shard.name)

    monkeypatch.setattr(WildAllotmentScenario, "promises", (BEDS,))
    monkeypatch.setattr(WildAllotmentScenario, "subjects", subjects)
    monkeypatch.setattr(WildAllotmentScenario, "curves", ())

    with pytest.raises(PlanError, match=r"which 'bed 1' is not\."):
        seed(WildAllotmentScenario, workers=3)


@pytest.fixture
def shed_is_shaded(monkeypatch):
    """Have the second plot change the shed, which all share."""

    def plan(self, context, shard):
        yield from plan_of_plots(self, context, shard)
        if shard.number == 1:
            yield Change(context.world[SHED], {"name": "Shaded shed"})

    plan_of_plots = WildAllotmentScenario.plan
    monkeypatch.setattr(WildAllotmentScenario, "plan", plan)


@with_workers
def test_change_of_a_shared_row_is_refused(workers, ada, shed_is_shaded):
    before = whole_garden()

    with pytest.raises(PlanError) as refused:
        seed(WildAllotmentScenario, workers=workers)

    assert str(refused.value) == (
        "wild-allotment has proof_by_shard, so its shards cannot change shared rows: the shed. "
        "Plan the row as it is to be, or set proof_by_shard = False"
    )
    assert whole_garden() == before


@with_workers
def test_shared_row_can_be_changed_where_one_process_proves_the_whole(workers, ada, shed_is_shaded, monkeypatch):
    monkeypatch.setattr(WildAllotmentScenario, "proof_by_shard", False)

    report = seed(WildAllotmentScenario, workers=workers)

    assert Bed.objects.get(name="Shaded shed").plant_set.exists()
    assert SeedChange.objects.filter(name=SHED).values_list("old", "new").get() == ("Shed", "Shaded shed")
    assert verify(report.run).fingerprint == report.fingerprint

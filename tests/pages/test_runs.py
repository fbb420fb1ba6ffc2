from datetime import date

import pytest

from apps.metrics.seeding.scenarios import BaselineScenario
from apps.pages.runs import Proof, command_of, groups_of, promises_of, proofs_of
from apps.pages.stories import Part, marked, sentence, story_of
from seedplot.clock import midnight
from seedplot.models import SeedFinding, SeedRun

DAY = midnight(date(2026, 3, 12))


@pytest.fixture
def add_run(db):
    def add(scenario, domain="metrics", kind="scenario", **columns):
        key = f"{domain} {scenario}"
        values = {"exclusive_key": key, "seed": 42, "anchor": DAY, "status": "complete", **columns}
        return SeedRun.objects.create(scenario=scenario, domain=domain, kind=kind, **values)

    return add


def find(run, promise, *, kept, part="", **columns):
    values = {"expected": "60%", "observed": "61%", **columns}
    return SeedFinding.objects.create(run=run, promise=promise, part=part, kept=kept, **values)


def test_promise_is_broken_if_it_is_in_any_part(add_run):
    run, other = add_run("baseline"), add_run("ai-success")
    find(run, "metrics.P001", kept=True, part="team 1")
    find(run, "metrics.P001", kept=False, part="team 2")
    find(run, "metrics.P301", kept=True)

    assert proofs_of([run, other]) == {run.pk: Proof(kept=1, broken=1)}


def test_broken_promises_come_first_then_the_storys_own(add_run):
    run = add_run("baseline")
    find(run, "metrics.P001", kept=True)
    find(run, "metrics.P301", kept=True)
    find(run, "metrics.P002", kept=True, part="team 1")
    find(run, "metrics.P002", kept=False, part="team 2", observed="row 7")

    listed = promises_of(run)

    assert [(each.id, each.kept, each.part_count) for each in listed] == [
        ("metrics.P002", False, 2),
        ("metrics.P301", True, 1),
        ("metrics.P001", True, 1),
    ]
    sentences = {promise.id: promise.sentence for promise in BaselineScenario.promises}
    assert (listed[0].sentence, listed[0].observed) == (sentences["metrics.P002"], "row 7")


def test_promise_that_no_scenario_has_any_more_is_named_by_its_id(add_run):
    run = add_run("gone")
    find(run, "metrics.P999", kept=True)

    assert [each.sentence for each in promises_of(run)] == ["metrics.P999"]


def test_imports_join_the_first_story_of_their_domain_and_stand_alone_without_one(add_run):
    machines = add_run("default-machines", "tickets", "import", row_count=5)
    city, library = add_run("library-notices", "notices", row_count=7), add_run("baseline")
    alone = [(group.run, list(group.prepared_by)) for group in groups_of([machines, city, library])]
    workshop = add_run("pinball-workshop", "tickets", row_count=3)
    joined = groups_of([machines, city, library, workshop])

    assert alone == [(library, []), (machines, []), (city, [])]
    assert [(group.run, list(group.prepared_by), group.row_count) for group in joined] == [
        (library, [], 0), (workshop, [machines], 8), (city, [], 7),
    ]  # fmt: skip


def test_command_makes_the_run_again(add_run):
    assert command_of(add_run("baseline", seed=7, options={"weeks": 4})) == (
        "python manage.py seed_demo_data --scenario baseline --seed 7 --weeks 4 --as-of 2026-03-12"
    )
    assert command_of(add_run("default-machines", "tickets", "import")) is None
    assert command_of(add_run("gone")) is None


def test_domain_says_nothing_of_a_run_that_is_unfinished_or_whose_rows_are_gone(add_run, admin_user):
    assert story_of(add_run("baseline"), admin_user) is None
    assert story_of(add_run("ai-success", status="running"), admin_user) is None
    assert story_of(add_run("garden", "toy"), admin_user) is None


def test_sentence_marks_what_was_observed():
    assert sentence("A ", marked("60%"), ".") == (Part("A "), Part("60%", True), Part("."))

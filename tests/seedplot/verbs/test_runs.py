import json
from datetime import timedelta

import pytest

from seedplot.models import SeedBlock, SeedRun
from tests.toy.garden import seed
from tests.toy.models import Harvest
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario


@pytest.fixture
def two_runs(ada):
    """A run of two stories."""
    return seed(HarvestWeeksScenario).run, seed(WateringDaysScenario).run


def lines_of(printed):
    """The cells of each line, which two blanks or more divide."""
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in printed.splitlines()]


def test_table_lists_the_newest_run_first(two_runs, seedplot):
    weeks, days = two_runs
    SeedRun.objects.filter(pk=weeks.pk).update(finished_at=weeks.finished_at - timedelta(days=3, hours=1))

    head, first, second = lines_of(seedplot("runs"))

    proven = str(days.proven_at.astimezone(days.anchor.tzinfo).date())
    assert head == ["Run", "Story", "Seed", "As of", "Rows", "Promises kept", "Age", "Last proof", "Remark"]
    assert first == [str(days.pk), "watering-days", "42", "2026-03-12", "32", "3 of 3", "now", proven]
    assert second == [str(weeks.pk), "harvest-weeks", "42", "2026-03-12", "75", "3 of 3", "3 days", proven]


def test_a_promise_counts_once_however_many_parts_keep_it(two_runs, seedplot):
    weeks, _ = two_runs
    weeks.findings.filter(promise="toy.P102").first().delete()
    broken = weeks.findings.filter(promise="toy.P102").first()
    broken.kept = False
    broken.save()

    found = {each["run"]: each for each in json.loads(seedplot("runs", "--format=json"))}

    assert (found[weeks.pk]["kept"], found[weeks.pk]["promises"]) == (2, 3)


def test_json_has_all_of_the_record(two_runs, seedplot):
    weeks, _ = two_runs
    weeks.refresh_from_db()

    found = json.loads(seedplot("runs", "--format=json"))[1]

    assert found == {
        "run": weeks.pk,
        "kind": "scenario",
        "domain": "toy",
        "scenario": "harvest-weeks",
        "seed": 42,
        "anchor": "2026-03-12T05:00:00+00:00",
        "options": {"beds": 3},
        "status": "complete",
        "fingerprint": weeks.fingerprint,
        "rows": weeks.row_count,
        "promises": 3,
        "kept": 3,
        "written_at": weeks.finished_at.isoformat(),
        "proven_at": weeks.proven_at.isoformat(),
        "remark": "",
    }


def test_no_run_is_said(db, seedplot):
    assert seedplot("runs") == "No run is recorded here.\n"


@pytest.mark.usefixtures("ada")
def test_run_whose_proof_was_skipped_was_never_proven(seedplot):
    seed(HarvestWeeksScenario, skip_proof=True)

    assert lines_of(seedplot("runs"))[1][5:] == ["-", "now", "never"]


@pytest.mark.parametrize(
    ("changes", "remark"),
    [
        ({"scenario": "compost-years"}, "scenario is gone"),
        ({"domain": "moon"}, "scenario is gone"),
        ({"options": {"beds": "many"}}, "an option is no longer taken: it must be a whole number"),
        ({"status": "running"}, "unfinished"),
    ],
)
def test_run_that_the_code_cannot_prove_is_listed_with_a_remark(two_runs, seedplot, changes, remark):
    weeks, _ = two_runs
    SeedRun.objects.filter(pk=weeks.pk).update(**changes)

    assert [line[-1] for line in lines_of(seedplot("runs"))[1:]][1] == remark


def test_run_whose_model_is_gone_is_listed_with_a_remark(two_runs, seedplot):
    weeks, _ = two_runs
    SeedBlock.objects.filter(run=weeks, model="toy.Tag").update(model="toy.Pond")

    assert lines_of(seedplot("runs"))[2][-1] == "model toy.Pond is gone"


def test_check_proves_each_run_now(two_runs, seedplot):
    SeedRun.objects.update(proven_at=None)

    printed = lines_of(seedplot("runs", "--check"))

    assert [line[-1] for line in printed] == ["Remark", "proven now", "proven now"]
    assert not SeedRun.objects.filter(proven_at=None).exists()


def test_check_continues_after_a_failure_and_exits_with_1(two_runs, refusal, seedplot):
    weeks, days = two_runs
    changed = Harvest.objects.filter(notes__has_key="basket").order_by("pk").last()
    Harvest.objects.filter(pk=changed.pk).update(weight_kg=9)
    SeedRun.objects.filter(pk=weeks.pk).update(scenario="compost-years")

    message = refusal("runs", "--check")

    assert message == (
        f"2 runs are not as proven, first run {days.pk} (watering-days). "
        "See the lines above. Clear it and seed it again: python manage.py seed_demo_data --scenario watering-days "
        "--as-of 2026-03-12 --clear --days 10 --plot North --plot South"
    )
    first, second, third = message.errors.splitlines()
    assert first.startswith(f"Run {days.pk} (watering-days): ")
    assert f"toy.Harvest {changed.pk} of South: weight_kg is 9.000, planned " in second
    assert third == f"Run {weeks.pk} (compost-years): cannot be proven: scenario is gone"


def test_check_in_json_says_which_passed(two_runs, seedplot, refusal):
    weeks, _ = two_runs
    SeedBlock.objects.filter(run=weeks, model="toy.Tag").update(model="toy.Pond")

    assert refusal("runs", "--check", "--format=json").startswith("1 run is not as proven, first run")


def test_check_continues_where_the_code_of_a_story_fails(two_runs, refusal, monkeypatch):
    def broken(self, rows, anchor):
        raise KeyError("compost")

    monkeypatch.setattr(HarvestWeeksScenario, "subjects", broken)

    message = refusal("runs", "--check")
    assert message.startswith("1 run is not as proven, first run")
    assert message.errors.endswith("cannot be proven: KeyError: 'compost'\n")

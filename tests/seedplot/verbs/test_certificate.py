import json

import pytest

from seedplot.engine.clearing import clearing
from seedplot.engine.explaining import certificate
from seedplot.models import SeedFinding, SeedRun
from tests.conftest import run_python
from tests.toy.garden import seed
from tests.toy.models import Gardener, Harvest
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario


@pytest.fixture
def path(tmp_path):
    return tmp_path / "certificate.json"


@pytest.fixture
def run(each_database):
    return seed(HarvestWeeksScenario).run


def lines_of(printed):
    return [line.split() for line in printed.splitlines()]


def test_certificate_says_what_was_proven(run, seedplot, path):
    printed = seedplot("certificate", run.pk, path)

    found = json.loads(path.read_text(encoding="utf-8"))
    assert printed == f"Certified {run}: 75 rows, 9 of 9 promises kept, fingerprint {run.fingerprint}.\n"
    assert found["run"] == {
        "domain": "toy",
        "scenario": "harvest-weeks",
        "kind": "scenario",
        "seed": 42,
        "anchor": "2026-03-12T05:00:00+00:00",
        "options": {"beds": 3},
        "fingerprint": run.fingerprint,
        "seedplot": "0.2.0",
    }
    assert found["promises"][0] == {
        "id": "toy.P101",
        "part": "bed 0",
        "sentence": "The mean harvest climbs from 1 kg to 2.5 kg.",
        "expected": "1.00 kg -> 1.50 kg -> 2.00 kg -> 2.50 kg (within 0.001 kg)",
        "observed": "1.00 kg -> 1.50 kg -> 2.00 kg -> 2.50 kg",
        "kept": True,
    }
    assert found["counts"]["toy.Harvest"] == Harvest.objects.count()
    assert set(found["tables"]) == {"toy.Bed", "toy.Harvest", "toy.Plant", "toy.Plant_tags", "toy.Tag"}


def test_row_digests_are_those_of_the_ledger_in_order(run):
    found = certificate.certify(run)

    blocks = run.blocks.filter(model="toy.Harvest").values_list("digests", flat=True)
    whole = b"".join(bytes(digests) for digests in blocks)
    assert found.rows["toy.Harvest"] == b"".join(sorted(whole[at : at + 8] for at in range(0, len(whole), 8)))


def test_without_a_file_it_is_printed(run, seedplot):
    found = json.loads(seedplot("certificate", run.pk))

    assert found["format"] == "seedplot certificate"


def test_check_finds_the_run_and_every_row(run, seedplot, path):
    seedplot("certificate", run.pk, path)

    printed = seedplot("certificate", "--check", path)

    assert ["toy.Harvest", "42", "42"] in lines_of(printed)
    assert printed.endswith(f"{run} is what the certificate says, row for row.\n")


def test_check_says_which_tables_and_how_many_rows_differ(run, seedplot, refusal, path, capsys):
    seedplot("certificate", run.pk, path)
    harvests = list(Harvest.objects.order_by("pk"))
    Harvest.objects.filter(pk__in=[harvests[3].pk, harvests[5].pk]).update(weight_kg=9)
    harvests[7].delete()

    message = refusal("certificate", "--check", path)

    assert message == (
        "1 table differs from the certificate: toy.Harvest (3). "
        f"The rows of run {run.pk} are shown one by one by: python manage.py seedplot why MODEL KEY"
    )


def test_above_a_million_rows_only_tables_are_told(run, seedplot, refusal, path, monkeypatch):
    monkeypatch.setattr(certificate, "MOST_ROWS", 74)
    seedplot("certificate", run.pk, path)
    assert json.loads(path.read_text())["rows"] is None
    assert seedplot("certificate", "--check", path).endswith("row for row.\n")

    Harvest.objects.filter(pk=Harvest.objects.first().pk).update(weight_kg=9)

    assert "1 table differs from the certificate: toy.Harvest (some)." in refusal("certificate", "--check", path)


def test_changed_rows_of_the_world_are_a_table_too(ada, seedplot, refusal, path):
    run = seed(GardenHistoryScenario).run
    seedplot("certificate", run.pk, path)
    assert seedplot("certificate", "--check", path)
    Gardener.objects.update(status="on leave")

    assert "changes to rows that were there (some)" in refusal("certificate", "--check", path)


def test_all_that_rows_can_be_is_certified(ada, seedplot, path):
    run = seed(WildAllotmentScenario).run
    seedplot("certificate", run.pk, path)

    assert seedplot("certificate", run.pk, "--check", path).endswith("row for row.\n")


def test_run_that_is_named_is_checked(run, refusal, seedplot, path):
    seedplot("certificate", run.pk, path)
    clearing.clear([run])
    other = seed(HarvestWeeksScenario, seed=7, beds=2).run

    message = refusal("certificate", other.pk, "--check", path)

    assert "tables differ from the certificate" in message


def test_no_such_run_is_said(ada, seedplot, refusal, path):
    run = seed(HarvestWeeksScenario).run
    seedplot("certificate", run.pk, path)
    SeedRun.objects.update(seed=7)

    assert refusal("certificate", "--check", path) == (
        "No run of harvest-weeks with seed 42 and the certificate's options is recorded here. There are: "
        f"{SeedRun.objects.get()}. Seed it, or name the run to check: "
        "python manage.py seedplot certificate RUN --check FILE"
    )
    SeedRun.objects.all().delete()
    assert "There is none of that story." in refusal("certificate", "--check", path)


def test_broken_run_is_not_certified(run, refusal, path):
    harvest = Harvest.objects.order_by("pk").first()
    Harvest.objects.filter(pk=harvest.pk).update(rainy=True, weight_kg=9)

    message = refusal("certificate", run.pk, path)

    assert "broken by the rows of harvest-weeks" in message
    assert "PROMISES BROKEN:" in message.errors
    assert not path.exists()


def test_certifying_proves_a_run_that_was_not(ada, seedplot, path):
    run = seed(HarvestWeeksScenario, skip_proof=True).run

    seedplot("certificate", run.pk, path)

    run.refresh_from_db()
    assert json.loads(path.read_text())["run"]["fingerprint"] == run.fingerprint != ""
    assert SeedFinding.objects.filter(run=run).count() == 9


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Name the run to certify: python manage.py seedplot certificate RUN [FILE]"),
        (["x"], "RUN x: it must be a whole number. Give it the number of a run, as `seedplot runs` lists it."),
        (["0"], "RUN 0: it must be at least 1. Give it the number of a run, as `seedplot runs` lists it."),
        (["7"], "There is no run 7. No run is recorded there."),
        (["--check="], " is a directory. Name a file in it."),
        (
            ["--check=/no/a.json"],
            "/no/a.json cannot be read: No such file or directory. Name a file that can.",
        ),
        (["1", "x.json", "--check=x.json"], "--check writes no certificate. Leave out the second FILE."),
    ],
)
def test_mistake_is_answered_in_one_line(db, refusal, arguments, message):
    assert refusal("certificate", *arguments).lstrip(".") == message


def test_certificate_of_one_database_holds_on_the_other(new_garden, path):
    """Written on SQLite, checked on PostgreSQL, each in a process of its own."""
    gardens = [new_garden(vendor) for vendor in ("sqlite", "postgresql")]
    for garden in gardens:
        assert garden.seed("--scenario", "harvest-weeks", "--as-of=2026-03-12").returncode == 0
    first, second = (garden.url for garden in gardens)

    certified = run_python("manage.py", "seedplot", "certificate", "1", path, DATABASE_URL=first)
    checked = run_python("manage.py", "seedplot", "certificate", "--check", path, DATABASE_URL=second, TZ="Asia/Tokyo")
    gardens[1].query("UPDATE toy_harvest SET weight_kg = 9 WHERE id = (SELECT min(id) FROM toy_harvest)")
    changed = run_python("manage.py", "seedplot", "certificate", "--check", path, DATABASE_URL=second)

    assert (certified.returncode, certified.stderr) == (0, "")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert changed.returncode == 1
    assert "1 table differs from the certificate: toy.Harvest (1)." in changed.stderr

"""The garden on MariaDB, by its command: proven there as elsewhere, and left alone by what fails."""

import json

import pytest

pytestmark = pytest.mark.check

WEEKS = ["seed_garden", "--scenario", "harvest-weeks", "--as-of=2026-03-12"]
WEEKS_FINGERPRINT = "1fe82e7f11517140f0e050354d2304c0"
WHOLE_GARDEN = """
    import json
    from tests.toy.garden import whole_garden
    print(json.dumps(whole_garden(), default=str))
"""


@pytest.fixture
def garden(run_program, mariadb_garden_url):
    """All rows of the garden and of the engine's record, as they are when called."""

    def look():
        finished = run_program(WHOLE_GARDEN, DATABASE_URL=mariadb_garden_url)
        assert finished.stderr == ""
        return json.loads(finished.stdout)

    return look


def test_dry_run_is_proven_and_leaves_nothing(manage, garden, mariadb_garden_url):
    before = garden()

    finished = manage(*WEEKS, "--dry-run", "--expect", WEEKS_FINGERPRINT, DATABASE_URL=mariadb_garden_url)

    assert (finished.returncode, finished.stderr) == (0, "")
    assert "Dry run: everything was written, checked and rolled back." in finished.stdout
    assert garden() == before


def test_verify_finds_what_was_written_and_notices_an_edit(manage, run_program, mariadb_garden_url):
    written = manage(*WEEKS, "--expect", WEEKS_FINGERPRINT, DATABASE_URL=mariadb_garden_url)
    verified = manage(*WEEKS[:3], "--verify", "--expect", WEEKS_FINGERPRINT, DATABASE_URL=mariadb_garden_url)
    edit = (
        "from tests.toy.models import Plant; Plant.objects.filter(pk=Plant.objects.first().pk).update(label='edited')"
    )
    run_program(edit, DATABASE_URL=mariadb_garden_url)

    refused = manage(*WEEKS[:3], "--verify", DATABASE_URL=mariadb_garden_url)

    assert [(each.returncode, each.stderr) for each in (written, verified)] == [(0, "")] * 2
    assert "is what it was." in verified.stdout
    assert refused.returncode == 1
    assert "toy.Plant" in refused.stderr


def test_broken_promise_rolls_everything_back(run_program, garden, mariadb_garden_url):
    before = garden()

    finished = run_program(
        """
        from seedplot.engine.proof import NotAsPromised
        from tests.seedplot.engine.test_pipeline import BrokenScenario
        from tests.toy.garden import seed
        try:
            seed(BrokenScenario, batch_size=10)
        except NotAsPromised as broken:
            print(str(broken).partition(" in ")[0])
        """,
        DATABASE_URL=mariadb_garden_url,
    )

    assert (finished.stdout, finished.stderr) == (
        "4 promises are broken by the rows of garden-history, first toy.P999\n",
        "",
    )
    assert garden() == before


def test_name_that_is_taken_already_is_said_in_one_line(manage, run_program, mariadb_garden_url):
    run_program("from tests.toy.models import Bed; Bed.objects.create(name='Bed 1')", DATABASE_URL=mariadb_garden_url)

    finished = manage(*WEEKS, DATABASE_URL=mariadb_garden_url)

    assert (finished.returncode, finished.stdout) == (1, "")
    assert finished.stderr == (
        "CommandError: A value is taken: Duplicate entry 'Bed 1' for key 'name'. Nothing of harvest-weeks was written. "
        "toy.Bed 1 has name 'Bed 1'. Remove or rename it, then run the command again.\n"
    )

"""docs/keeping-a-demo.md, section by section, as whoever keeps a demo would type it."""

import shutil

import pytest

from tests.conftest import run_as_typed, sqlite_url
from tests.docs.pages import ROOT, manage_commands

PAGE = ROOT / "docs" / "keeping-a-demo.md"


def sections():
    """The commands of each section, by its heading."""
    found = {}
    for part in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        found[heading] = body
    return found


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A demo as the first section sets it up: the database, and what its commands printed."""
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    return path, run_section(path, "Setting it up")


@pytest.fixture
def used_demo(demo, tmp_path):
    return shutil.copy(demo[0], tmp_path / "demo.sqlite3")


def commands_of(heading, tmp_path):
    page = tmp_path / "section.md"
    page.write_text(sections()[heading], encoding="utf-8")
    return manage_commands(page)


def run_section(path, heading):
    """The last lines that its commands print; each must end with 0 and say nothing on standard error."""
    # Files go where the database is.
    commands = [
        [str(path.parent / each) if each.endswith(".json") else each for each in arguments]
        for arguments in commands_of(heading, path.parent)
    ]
    finished = run_as_typed(
        commands, DATABASE_URL=sqlite_url(path), DJANGO_SETTINGS_MODULE="config.settings", DEBUG="1"
    )
    assert [(each.args, each.stderr) for each in finished if each.returncode or each.stderr] == []
    return [each.stdout.splitlines() for each in finished]


def test_every_section_is_tested():
    assert list(sections()) == ["Setting it up", "Every night", "A public demo", "An upgrade"]


def test_setting_up_seeds_and_lists_the_demo(demo):
    _, seeded, listed = demo[1]

    assert "Written as run 1." in seeded
    assert listed[1].split()[:3] == ["1", "ai-success", "42"]
    assert "50 of 50" in listed[1]


@pytest.mark.check
def test_night_puts_a_used_demo_back(used_demo):
    cleared, checked = run_section(used_demo, "Every night")

    assert "Written as run 2." in cleared
    assert checked[1].endswith("proven now")
    assert len(checked) == 2


@pytest.mark.check
def test_public_demo_is_certified_explained_and_told_otherwise(used_demo):
    certified, checked, why, diff, told = run_section(used_demo, "A public demo")

    assert certified[0].startswith("Certified ai-success, seed 42")
    assert checked[-1].endswith("is what the certificate says, row for row.")
    assert why[-1] == "The row is as it was planned."
    assert "ai_adoption_rate goes from 0.1 to 0.4 instead of from 0.1 to 0.75." in diff
    assert "Set: ai_adoption_rate.final=0.4" in told


@pytest.mark.check
def test_upgrade_keeps_every_row(used_demo):
    *_, listed, checked = run_section(used_demo, "An upgrade")

    assert "50 of 50" in listed[1]
    assert checked[-1].endswith("is what the certificate says, row for row.")

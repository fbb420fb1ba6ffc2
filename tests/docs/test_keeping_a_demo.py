"""docs/keeping-a-demo.md, section by section, as whoever keeps a demo would type it."""

import datetime as dt
import re
import shutil

import pytest

from seedplot.clock import start_of_today
from tests.conftest import run_as_typed, run_python, sqlite_url
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


def run(path, *arguments):
    # Files go where the database is.
    words = [str(path.parent / each) if each.endswith(".json") else each for each in arguments]
    return python_on(path, "manage.py", *words)


def python_on(path, *arguments):
    return run_python(*arguments, DATABASE_URL=sqlite_url(path), DJANGO_SETTINGS_MODULE="config.settings", DEBUG="1")


def use(path, program):
    """What a visitor does; what that prints."""
    setup = "import django\ndjango.setup()\nfrom apps.metrics.models import PRComment, PullRequest\n"
    done = python_on(path, "-c", f"{setup}pull = PullRequest.objects.earliest('pk')\n{program}")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


def test_every_section_is_tested():
    assert list(sections()) == [
        "Setting it up",
        "Every night",
        "Every day, in place",
        "After a day of use",
        "What visitors wrote",
        "A public demo",
        "Questions about a number",
        "An upgrade",
    ]


def test_setting_up_seeds_and_lists_the_demo(demo):
    _, seeded, listed = demo[1]

    assert "Written as run 1." in seeded
    assert listed[1].split()[:3] == ["1", "ai-success", "42"]
    assert re.search(r"\b(\d+) of \1\b", listed[1])


@pytest.mark.check
def test_night_puts_a_used_demo_back(used_demo):
    cleared, checked = run_section(used_demo, "Every night")

    assert "Written as run 2." in cleared
    assert checked[1].endswith("proven now")
    assert len(checked) == 2


def test_cron_moves_an_older_demo_on(used_demo):
    before = start_of_today().date() - dt.timedelta(days=9)
    seeded = run(
        used_demo, "seed_demo_data", "--scenario", "ai-success", "--no-github", "--as-of", str(before), "--clear"
    )
    assert seeded.returncode == 0

    [advanced] = run_section(used_demo, "Every day, in place")
    [again] = run_section(used_demo, "Every day, in place")

    assert advanced[0].startswith(f"ai-success (run 2): {before} to ")
    assert re.match(r"(\d+) of \1 promises kept, fingerprint ", advanced[1])
    assert again[0].startswith("Nothing to advance to ")


def test_day_of_use_is_found_and_put_back(used_demo):
    key = use(used_demo, "pull.title = 'Edited'\npull.save()\nprint(pull.pk)")
    drift, heal = commands_of("After a day of use", used_demo.parent)

    drifted, healed, clean = run(used_demo, *drift), run(used_demo, *heal), run(used_demo, *drift)

    assert drifted.returncode == 1
    assert f"run 1: metrics.PullRequest {key} of team 1 is edited: " in drifted.stdout
    assert "; title is 'Edited', planned " in drifted.stdout
    assert drifted.stderr.endswith("Put them back: python manage.py seedplot heal\n")
    assert (healed.returncode, healed.stderr) == (0, "")
    assert "put back 1 edited." in healed.stdout
    assert (clean.returncode, clean.stdout) == (0, "Nothing has drifted.\n")


COMMENT = """
comment = pull.comments.first() or PRComment.objects.earliest("pk")
comment.pk, comment.pull_request, comment.body = None, pull, "Mine"
comment.save(force_insert=True)
"""


def test_what_visitors_wrote_is_shown_and_taken_along(used_demo):
    use(used_demo, COMMENT)

    explained, cleared = run_section(used_demo, "What visitors wrote")

    assert any(
        line.startswith("1 metrics.PRComment refers to metrics.PullRequest by pull_request_id") for line in explained
    )
    assert any(line.startswith("With them: ") and "metrics.PRComment" in line for line in cleared)
    assert "Written as run 2." in cleared
    assert use(used_demo, "print(PRComment.objects.filter(body='Mine').count())") == "0"


def test_public_demo_is_certified(used_demo):
    certified, checked = run_section(used_demo, "A public demo")

    assert certified[0].startswith("Certified ai-success, seed 42")
    assert checked[-1].endswith("is what the certificate says, row for row.")


def test_number_is_explained_and_told_otherwise(used_demo):
    why, diff, told = run_section(used_demo, "Questions about a number")

    assert why[-1] == "The row is as it was planned."
    assert "ai_adoption_rate goes from 0.1 to 0.4 instead of from 0.1 to 0.75." in diff
    assert "Set: ai_adoption_rate.final=0.4" in told


@pytest.mark.check
def test_upgrade_keeps_every_row(used_demo):
    *_, listed, checked = run_section(used_demo, "An upgrade")

    assert re.search(r"\b(\d+) of \1\b", listed[1])
    assert checked[-1].endswith("is what the certificate says, row for row.")

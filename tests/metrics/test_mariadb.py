"""The stories on MariaDB, by their command, and the pages that show them."""

import pytest

from tests.conftest import run_as_typed
from tests.metrics.fingerprints import golden_fingerprint
from tests.metrics.stories import STORIES

pytestmark = pytest.mark.check

SHARED = ("--no-progress", "--verbosity=0")
PAGES = """
    from django.test import Client
    from django.test.utils import setup_test_environment
    from apps.accounts.models import User

    setup_test_environment()
    client = Client()
    client.force_login(User.objects.create_superuser("visitor"))
    page = client.get("/metrics/teams/ai-pioneers/")
    claim = "".join(part.text for part in page.context["claim"])
    print(page.status_code, "75% of all merged" in claim, "up from 8%" in claim)
    print(client.get("/admin/metrics/pullrequest/?pr_created_at__year=2026").status_code)
"""


@pytest.mark.parametrize("story", [story.name for story in STORIES])
def test_story_is_seeded_verified_and_cleared_by_its_command(mariadb_garden_url, story):
    expect = ("--expect", golden_fingerprint(f"{story} 42"))
    given = (
        ("--no-github", "--as-of=2026-03-12", *expect),
        ("--verify", *expect),
        ("--clear-only",),
        ("--clear-only",),
    )
    commands = [["seed_demo_data", "--scenario", story, *arguments, *SHARED] for arguments in given]

    written, verified, cleared, again = run_as_typed(commands, DATABASE_URL=mariadb_garden_url)

    assert [(each.returncode, each.stderr) for each in (written, verified, cleared, again)] == [(0, "")] * 4
    assert "is what it was." in verified.stdout
    assert cleared.stdout.startswith("Cleared ")
    assert again.stdout == "There is nothing to clear.\n"


def test_pages_group_by_week_and_by_date(manage, run_program, mariadb_garden_url):
    seed = ("--scenario=ai-success", "--no-github", "--as-of=2026-03-12")
    manage("seed_demo_data", *seed, *SHARED, DATABASE_URL=mariadb_garden_url)

    finished = run_program(PAGES, DATABASE_URL=mariadb_garden_url)

    assert (finished.stdout, finished.stderr) == ("200 True True\n200\n", "")

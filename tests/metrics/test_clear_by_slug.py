"""Teams of the older command, of which no record knows, taken by their slugs."""

from functools import partial

import pytest

from apps.metrics.factories import TeamFactory
from apps.metrics.models import PullRequest, Team, TeamMember
from seedplot import testing
from seedplot.models import SeedRun

DAY = "--as-of=2026-03-12"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def debug(settings):
    settings.DEBUG = True


def run(*arguments):
    return testing.run("seed_demo_data", *arguments).splitlines()


refusal = partial(testing.refusal, "seed_demo_data")


@pytest.fixture
def lost():
    """Two teams whose record is lost, and one that was never seeded."""
    TeamFactory.create(slug="demo-team-of-mine")
    run(DAY, "--teams=2", "--prs=3")
    SeedRun.objects.all().delete()


def test_team_in_the_way_of_a_clear_names_the_command_that_takes_it(lost):
    assert refusal(DAY, "--prs=7", "--clear") == (
        "demo-team-1: Team already has 3 PRs. No recorded run wrote them; clear the team by its slug: "
        "python manage.py seed_demo_data --as-of 2026-03-12 --clear --prs 7 --by-slug"
    )
    assert refusal(DAY, "--clear", "--team-slug=demo-team-2") == (
        "demo-team-2: Team already has 3 PRs. No recorded run wrote them; name a team without any."
    )


def test_command_that_is_named_leads_on(lost):
    command = refusal(DAY, "--prs=7", "--clear").partition("python manage.py seed_demo_data ")[2]

    run(*command.split(), "--yes")

    assert PullRequest.objects.filter(team__slug="demo-team-1").count() == 7


def test_team_in_the_way_takes_back_what_was_cleared_for_it(lost):
    Team.objects.filter(slug="demo-team-2").delete()
    TeamFactory.create(slug="demo-team-2")
    run(DAY, "--prs=2", "--team-slug=demo-team-2")

    assert refusal(DAY, "--teams=2", "--clear").startswith("demo-team-1: Team already has 3 PRs. ")
    assert PullRequest.objects.filter(team__slug="demo-team-2").count() == 2


def test_team_in_the_way_is_skipped_where_nothing_was_to_be_cleared(lost):
    assert run(DAY) == ["demo-team-1: Team already has 3 PRs. Use --clear to reseed."]


def test_teams_go_with_all_that_refers_to_them(lost):
    lines = run("--clear-only", "--by-slug", "--yes")

    assert lines[0] == "Marked: 2 metrics.Team."
    assert "6 metrics.PullRequest" in lines[1]
    assert lines[-1].startswith("Cleared ")
    assert list(Team.objects.values_list("slug", flat=True)) == ["demo-team-of-mine"]
    assert (TeamMember.objects.count(), PullRequest.objects.count()) == (0, 0)


def test_teams_are_seeded_anew_in_their_place(lost):
    run(DAY, "--clear", "--by-slug", "--yes", "--prs=4")

    assert sorted(Team.objects.values_list("slug", flat=True)) == ["demo-team-1", "demo-team-of-mine"]
    assert (PullRequest.objects.count(), SeedRun.objects.count()) == (4, 1)


def test_team_that_a_recorded_story_is_told_in_is_refused(lost):
    Team.objects.filter(slug__endswith="1").delete()
    TeamFactory.create(slug="demo-team-1")
    run("--scenario=baseline", DAY, "--team-slug=demo-team-1", "--no-github")
    record = SeedRun.objects.get()
    before = PullRequest.objects.count()
    assert before > 3

    assert refusal("--clear-only", "--by-slug", "--yes") == (
        f"{record} wrote metrics.AIUsageDaily that refer to marked rows. Clear it first: "
        f"python manage.py seed_demo_data --clear-only --run {record.pk}"
    )
    assert PullRequest.objects.count() == before


def test_recorded_teams_are_not_taken_by_their_slugs(lost):
    Team.objects.filter(slug__regex="[0-9]").delete()
    run(DAY, "--prs=3")

    assert run("--clear-only", "--by-slug", "--yes") == ["There is no such row that no recorded run wrote."]
    assert PullRequest.objects.count() == 3

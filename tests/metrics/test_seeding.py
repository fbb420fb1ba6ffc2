"""Names that users of the package import, and those that the old command had."""

import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from apps.metrics import seeding
from apps.metrics.seeding import (
    BaselineScenario,
    DeterministicRandom,
    FetchedPR,
    GeneratorStats,
    GitHubPublicFetcher,
    ScenarioDataGenerator,
    get_scenario,
)
from apps.metrics.seeding.data_generator import ScenarioDataGenerator as DefinedThere
from seedplot.errors import SeedError


def test_every_name_leads_to_what_it_names():
    assert [name for name in seeding.__all__ if getattr(seeding, name) is None] == []
    assert ScenarioDataGenerator is DefinedThere
    assert set(seeding.__all__) <= set(dir(seeding))


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"^module 'apps\.metrics\.seeding' has no attribute 'Nonsense'$"):
        _ = seeding.Nonsense


def test_importing_the_package_loads_no_models():
    code = "import sys, apps.metrics.seeding; print('django' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_stats_are_zeros_where_nothing_is_said():
    assert set(vars(GeneratorStats()).values()) == {0}


def test_choices_without_a_number_is_a_list_of_one():
    assert DeterministicRandom(1).choices("abc") == DeterministicRandom(1).choices("abc", 1)


def test_default_repositories_are_a_list_of_today_s_names():
    assert GitHubPublicFetcher.DEFAULT_REPOS == ["fastapi/fastapi", "pallets/flask", "psf/requests"]


@pytest.mark.parametrize("arguments", [{}, {"repo_name": "a/b", "repo": "a/b"}])
def test_fetch_wants_one_repository(arguments):
    with pytest.raises(ValueError, match=r"^name one repository, such as fetch_prs\('pallets/flask'\)$"):
        GitHubPublicFetcher().fetch_prs(**arguments)


def test_figure_that_is_changed_in_a_test_changes_one_scenario():
    scenario = get_scenario("baseline")

    scenario.config.weeks = 3
    scenario.config.github_source_repos.append("a/b")

    assert scenario.config.weeks == 3
    assert get_scenario("baseline").config.weeks == BaselineScenario.config.weeks == 8
    assert "a/b" not in BaselineScenario.config.github_source_repos


@pytest.mark.django_db
def test_pull_requests_without_a_repository_are_borrowed(monkeypatch):
    from apps.metrics.factories import TeamFactory

    made = [FetchedPR(f"Sort the menu, part {n}", 10 + n, n, 2, 2, (), False, 1) for n in range(40)]
    monkeypatch.setattr(GitHubPublicFetcher, "fetch_from_defaults", lambda *_: made)

    stats = ScenarioDataGenerator(get_scenario("baseline")).generate(TeamFactory.create(slug="mine"))

    assert stats.github_prs_used > 20


@pytest.mark.django_db
def test_members_who_are_there_take_the_roles_and_keep_their_names():
    from apps.metrics.factories import TeamFactory, TeamMemberFactory
    from apps.metrics.models import PullRequest, TeamMember

    team = TeamFactory.create(slug="mine")
    there = [TeamMemberFactory.create(team=team, display_name=name) for name in ("Ada Own", "Ben Own")]
    TeamMemberFactory.create(team=team, display_name="Left Long Ago", is_active=False)

    generator = ScenarioDataGenerator(get_scenario("baseline"), fetch_github=False)
    stats = generator.generate(team)

    assert stats.team_members_created == 3
    assert [each.member.pk for each in generator.members[:2]] == [member.pk for member in there]
    assert list(
        TeamMember.objects.filter(pk__in=[each.pk for each in there]).values_list("display_name", flat=True)
    ) == [
        "Ada Own",
        "Ben Own",
    ]
    authors = set(PullRequest.objects.filter(team=team).values_list("author__display_name", flat=True))
    assert {"Ada Own", "Ben Own"} <= authors
    assert "Left Long Ago" not in authors
    with pytest.raises(SeedError, match="pull requests already"):
        ScenarioDataGenerator(get_scenario("ai-success"), fetch_github=False).generate(team)


@pytest.mark.django_db
def test_no_github_is_accepted_by_a_scenario_that_takes_nothing_from_there():
    with pytest.raises(CommandError, match=r"^There is no gardener named 'Ada'\."):
        call_command("seed_demo_data", "--scenario=garden-history", "--no-github", "--dry-run", "--no-progress")

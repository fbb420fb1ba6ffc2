"""The generator as a Python call."""

import inspect
from dataclasses import asdict, fields
from datetime import date, timedelta

import pytest

from apps.metrics import factories, models
from apps.metrics.seeding.data_generator import GeneratorStats, MemberWithArchetype, ScenarioDataGenerator
from apps.metrics.seeding.scenarios import (
    BaselineScenario,
    DetectiveGameScenario,
    MemberArchetype,
    get_scenario,
)
from seedplot.clock import start_of_today
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from tests.metrics.fingerprints import golden_fingerprint
from tests.metrics.stories import ANCHOR


@pytest.fixture
def team(db):
    return factories.TeamFactory.create(name="Room 4", slug="room-4")


def generator(scenario=None, **given):
    return ScenarioDataGenerator(scenario or BaselineScenario(), **{"fetch_github": False, "anchor": ANCHOR, **given})


def test_generator_is_called_as_documented():
    signature = inspect.signature(ScenarioDataGenerator)

    assert list(signature.parameters)[:4] == ["scenario", "seed", "fetch_github", "github_percentage"]
    assert [signature.parameters[name].default for name in ("seed", "fetch_github", "github_percentage")] == [
        42, True, 0.25,
    ]  # fmt: skip
    assert [each.name for each in fields(GeneratorStats)] == [
        "team_members_created", "prs_created", "reviews_created", "commits_created", "surveys_created",
        "ai_usage_records", "weekly_metrics_created", "github_prs_used", "factory_prs_used", "pr_files_created",
        "check_runs_created", "deployments_created",
    ]  # fmt: skip
    assert [each.name for each in fields(MemberWithArchetype)] == ["member", "archetype"]


def test_stats_count_the_rows_of_the_team(team):
    stats = generator().generate(team)

    pull_requests = models.PullRequest.objects.filter(team=team)
    assert asdict(stats) == {
        "team_members_created": 5,
        "prs_created": pull_requests.count(),
        "reviews_created": models.PRReview.objects.filter(team=team).count(),
        "commits_created": models.Commit.objects.filter(team=team).count(),
        "surveys_created": models.PRSurvey.objects.filter(team=team).count(),
        "ai_usage_records": models.AIUsageDaily.objects.filter(team=team).count(),
        "weekly_metrics_created": models.WeeklyMetrics.objects.filter(team=team).count(),
        "github_prs_used": 0,
        "factory_prs_used": pull_requests.filter(source="factory").count(),
        "pr_files_created": models.PRFile.objects.filter(team=team).count(),
        "check_runs_created": models.PRCheckRun.objects.filter(team=team).count(),
        "deployments_created": models.Deployment.objects.filter(team=team).count(),
    }
    assert min(value for name, value in asdict(stats).items() if name != "github_prs_used") > 0
    assert pull_requests.count() == models.PullRequest.objects.count()


def test_members_are_told_with_their_archetypes(team):
    factories.TeamMemberFactory.create(team=team, display_name="Ada")
    made = generator(DetectiveGameScenario())

    made.generate(team)

    assert [(each.member.team, each.archetype.name) for each in made.members] == [
        (team, name)
        for name in ("obvious_ai", "obvious_ai", "stealth_ai", "obvious_manual", "stealth_manual", "stealth_manual")
    ]
    assert all(type(each.archetype) is MemberArchetype for each in made.members)
    assert [each.member.display_name == "Ada" for each in made.members] == [True, *[False] * 5]
    assert len({each.member.pk for each in made.members}) == 6


def test_archetypes_of_the_members_are_those_whose_work_it_is(team):
    """Whoever helps himself with AI most, in this story, is of an archetype that does."""
    made = generator(DetectiveGameScenario())

    made.generate(team)

    shares = {}
    for each in made.members:
        flags = each.member.pull_requests.values_list("is_ai_assisted", flat=True)
        shares.setdefault("ai" if each.archetype.ai_adoption_modifier > 0 else "manual", []).append(
            sum(flags) / len(flags)
        )
    assert min(shares["ai"]) > max(shares["manual"])


def test_story_is_told_in_the_given_team_and_recorded(team):
    before = models.Team.objects.values().get()

    generator(seed=7).generate(team)

    record = SeedRun.objects.get()
    assert models.Team.objects.values().get() == before
    assert (record.scenario, record.exclusive_key, record.seed) == ("baseline", "baseline in room-4", 7)
    assert (record.anchor, record.status) == (ANCHOR, "complete")
    assert record.options["team_slug"] == "room-4"


def test_story_ends_today_unless_told(team):
    generator(anchor=None).generate(team)

    assert SeedRun.objects.get().anchor == start_of_today()


def test_story_may_end_amid_a_day(team):
    afternoon = ANCHOR - timedelta(days=3) + timedelta(hours=14, minutes=23)

    generator(get_scenario("ai-success"), anchor=afternoon).generate(team)

    assert SeedRun.objects.get().anchor == afternoon
    assert models.PullRequest.objects.filter(pr_created_at__gte=afternoon).count() == 0


def test_same_team_and_seed_give_the_same_rows_and_another_seed_others(team):
    generator().generate(team)
    first = SeedRun.objects.get()
    other = factories.TeamFactory.create(name="Room 5", slug="room-5")

    generator(seed=7).generate(other)

    second = SeedRun.objects.exclude(pk=first.pk).get()
    # The team's own row is the world's and carries no name of the story.
    assert first.fingerprint != golden_fingerprint("baseline 42")
    assert first.fingerprint != second.fingerprint
    assert models.PullRequest.objects.filter(team=other).count() > 100


def test_same_story_can_be_told_in_two_teams(team):
    other = factories.TeamFactory.create(name="Room 5", slug="room-5")

    for each in (team, other):
        generator().generate(each)

    first, second = (list(each.pull_requests.order_by("pk").values_list("title", "state")) for each in (team, other))
    assert len(first) > 50
    assert first == second


def test_without_github_only_invented_pull_requests_are_used(team):
    stats = generator(fetch_github=True, github_percentage=0).generate(team)

    assert (stats.github_prs_used, stats.factory_prs_used) == (0, stats.prs_created)
    assert SeedRun.objects.count() == 1


@pytest.mark.parametrize("share", [-0.01, 1.01, 25])
def test_share_of_real_pull_requests_must_be_a_share(share):
    with pytest.raises(ValueError, match=rf"^github_percentage must lie between 0 and 1, not {share}$"):
        ScenarioDataGenerator(BaselineScenario(), github_percentage=share)


def test_team_with_pull_requests_is_refused(team):
    factories.PullRequestFactory.create(team=team)

    with pytest.raises(SeedError) as refused:
        generator().generate(team)

    assert str(refused.value) == "Team 'room-4' has pull requests already (1). Name a team without any."
    assert (models.PullRequest.objects.count(), SeedRun.objects.count()) == (1, 0)


@pytest.mark.parametrize("name", ["ai-success", "review-bottleneck"])
def test_every_story_can_be_told_in_a_team(name, team):
    stats = generator(get_scenario(name)).generate(team)

    assert stats.prs_created == models.PullRequest.objects.filter(team=team).count() > 100
    assert SeedRun.objects.get().anchor.date() == date(2026, 3, 12)

"""What a metrics scenario may leave to its base, and what is wrong with one that contradicts itself."""

import inspect
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NotRequired, get_origin, get_type_hints

import pytest

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.targets import member_numbers
from apps.metrics.seeding.scenarios import BaselineScenario
from apps.metrics.seeding.scenarios.base import BaseScenario, MemberArchetype, ScenarioConfig, WeeklyParams
from seedplot.clock import WeeklyCalendar, midnight
from seedplot.context import stream_of
from seedplot.engine.command_templates import filled
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from seedplot.options import complete_options, identity_of
from seedplot.plan import Shard

FIGURES: WeeklyParams = {
    "ai_adoption_rate": Decimal("0.5"),
    "avg_cycle_time_hours": Decimal(30),
    "avg_review_time_hours": Decimal(10),
    "quality_rating": Decimal("2.5"),
    "revert_rate": Decimal("0.04"),
    "ci_pass_rate": Decimal("0.9"),
}


class PlainScenario(BaseScenario):
    """Two people, and nothing said beyond what must be."""

    name = "plain"
    config = ScenarioConfig("plain", "Nothing special.", "Plain Team", "plain-team", 2)

    def get_weekly_params(self, week):
        return FIGURES

    def get_member_archetypes(self):
        return [MemberArchetype("anybody", 2)]


def test_base_wants_figures_and_a_cast():
    with pytest.raises(TypeError, match=r"abstract methods '?get_member_archetypes'?, '?get_weekly_params'?"):
        BaseScenario()


def test_weekly_params_are_six_figures_and_two_that_may_be_left_out():
    assert list(WeeklyParams.__annotations__) == [*FIGURES, "deploys_per_week", "change_failure_rate"]
    hints = get_type_hints(WeeklyParams, include_extras=True)
    assert [name for name, hint in hints.items() if get_origin(hint) is NotRequired] == [
        "deploys_per_week",
        "change_failure_rate",
    ]


def test_scenario_of_six_figures_releases_as_usual():
    scenario = BaselineScenario()

    assert (scenario.deploys_per_week(3), scenario.change_failure_rate(3)) == (Decimal(6), Decimal("0.08"))


def test_archetype_departs_from_the_team_by_nothing_unless_told():
    assert MemberArchetype("anybody", 2) == MemberArchetype(
        name="anybody",
        count=2,
        ai_adoption_modifier=0.0,
        review_load_weight=1.0,
        pr_volume_modifier=1.0,
        detectability=0.5,
    )


def test_config_has_usual_sizes_unless_told():
    assert PlainScenario.config == ScenarioConfig(
        name="plain",
        description="Nothing special.",
        team_name="Plain Team",
        team_slug="plain-team",
        member_count=2,
        weeks=8,
        prs_per_member_per_week=(3, 5),
        github_source_repos=["fastapi/fastapi", "pallets/flask", "psf/requests"],
        github_pr_percentage=0.25,
    )


def test_configs_do_not_share_their_list_of_repositories():
    one, other = (ScenarioConfig("plain", "", "", "", 2) for _ in range(2))

    one.github_source_repos.append("psf/black")

    assert other.github_source_repos == ["fastapi/fastapi", "pallets/flask", "psf/requests"]


@pytest.mark.parametrize("week", [-1, 0, 7, 99])
def test_base_leaves_everything_at_what_is_usual(week):
    scenario = PlainScenario()

    assert scenario.get_reviewer_selection_weights(week) == {}
    assert scenario.get_pr_state_distribution(week) == {"merged": 0.7, "closed": 0.2, "open": 0.1}
    assert scenario.get_review_state_distribution(week) == {
        "approved": 0.6, "changes_requested": 0.25, "commented": 0.15,
    }  # fmt: skip
    assert scenario.get_guess_accuracy_for_archetype("anybody") == (0.4, 0.6)
    assert scenario.get_total_member_count() == 2
    assert scenario.validate() == []


@pytest.mark.parametrize(("week", "clamped"), [(-5, 0), (0, 0), (3, 3), (7, 7), (8, 7), (100, 7)])
def test_week_outside_the_story_is_the_nearest(week, clamped):
    assert PlainScenario().clamped(week) == clamped


@pytest.mark.parametrize(
    ("week", "expected"), [(-1, "10.0000"), (0, "10.0000"), (1, "11.4286"), (7, "20.0000"), (8, "20.0000")]
)
def test_linear_runs_evenly_from_the_first_week_to_the_last(week, expected):
    assert PlainScenario().linear(10, 20, week) == Decimal(expected)


def test_linear_of_a_single_week_is_its_start():
    class ShortScenario(PlainScenario):
        config = replace(PlainScenario.config, weeks=1)

    assert ShortScenario().linear(10, 20, 0) == 10


@pytest.mark.parametrize(
    ("volume", "expected"),
    [(1.0, (3, 5)), (1.2, (4, 6)), (0.8, (3, 4)), (0.5, (2, 2)), (1.3, (4, 6)), (0.1, (0, 0)), (0.15, (1, 1))],
)
def test_pull_request_range_lies_inside_the_scaled_one_or_at_its_middle(volume, expected):
    assert PlainScenario().pull_request_range(MemberArchetype("anybody", 2, pr_volume_modifier=volume)) == expected


def faults_of(**changes):
    """What is wrong with the plain scenario when a method gives, or the config holds, something else."""
    config = {name: value for name, value in changes.items() if name in inspect.signature(ScenarioConfig).parameters}
    methods = {name: (lambda self, *_, value=value: value) for name, value in changes.items() if name not in config}
    changed = type("ChangedScenario", (PlainScenario,), {"config": replace(PlainScenario.config, **config), **methods})
    return changed().validate()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"weeks": 0}, "a story of 0 weeks; 1 to 104 can be told"),
        ({"weeks": 105}, "a story of 105 weeks; 1 to 104 can be told"),
        ({"member_count": 3}, "member_count is 3, but the archetypes add up to 2"),
        (
            {"member_count": 1, "get_member_archetypes": [MemberArchetype("anybody", 1)]},
            "a team of 1; 2 to 79 members can be told, because nobody reviews their own pull request",
        ),
        (
            {"member_count": 80, "get_member_archetypes": [MemberArchetype("anybody", 80)]},
            "a team of 80; 2 to 79 members can be told, because nobody reviews their own pull request",
        ),
        ({"github_pr_percentage": 1.5}, "github_pr_percentage of 1.5; 0 to 1 can be told"),
        ({"prs_per_member_per_week": (13, 16)}, "13 to 16 pull requests per member and week; 0 to 12 can be told"),
        ({"prs_per_member_per_week": (5, 3)}, "5 to 3 pull requests per member and week; 0 to 12 can be told"),
        (
            {"get_member_archetypes": [MemberArchetype("anybody", 2, pr_volume_modifier=3)]},
            "anybody: 15 pull requests a week; 0 to 12 can be told",
        ),
        (
            {"get_member_archetypes": [MemberArchetype("anybody", 2, review_load_weight=-1)]},
            "anybody: a negative pr_volume_modifier or review_load_weight; 0 or more can be told",
        ),
        (
            {"get_member_archetypes": [MemberArchetype("anybody", 1), MemberArchetype("anybody", 1)]},
            "anybody: two archetypes have that name",
        ),
        (
            {"get_member_archetypes": [MemberArchetype("anybody", 3), MemberArchetype("nobody", -1)]},
            "nobody: -1 members; 0 or more can be told",
        ),
        (
            {"get_guess_accuracy_for_archetype": (0.6, 1.2)},
            "anybody: a guess accuracy of 0.6 to 1.2; 0 to 1 can be told",
        ),
        ({"get_reviewer_count_distribution": {1: 0.5, 4: 0.5}}, "4 reviewers of a pull request; 1 to 3 can be told"),
        (
            {"get_reviewer_count_distribution": {1: 0.5, 2: 0.4}},
            "the shares of reviewer counts add up to 0.9, not to 1",
        ),
        (
            {"get_weekly_params": {**FIGURES, "ai_adoption_rate": Decimal("1.1")}},
            "week 0: ai_adoption_rate of 1.1; 0 to 1 can be told",
        ),
        (
            {"get_weekly_params": {**FIGURES, "revert_rate": Decimal("-0.1")}},
            "week 0: revert_rate of -0.1; 0 to 1 can be told",
        ),
        (
            {"get_weekly_params": {**FIGURES, "ci_pass_rate": Decimal("NaN")}},
            "week 0: ci_pass_rate of NaN; 0 to 1 can be told",
        ),
        (
            {"get_weekly_params": {**FIGURES, "quality_rating": Decimal("3.1")}},
            "week 0: quality_rating of 3.1; 1 to 3 can be told",
        ),
        (
            {"get_weekly_params": {**FIGURES, "avg_cycle_time_hours": Decimal(350)}},
            "week 0: cycle time of 350 h; 1 to 300 h can be told",
        ),
        (
            {"get_weekly_params": {**FIGURES, "avg_review_time_hours": Decimal(30)}},
            "week 0: time to first review of 30 h; 2.4 to 27 h can be told at a cycle time of 30 h",
        ),
        (
            {
                "get_weekly_params": {
                    **FIGURES,
                    "avg_cycle_time_hours": Decimal(6),
                    "avg_review_time_hours": Decimal(4),
                }
            },
            "week 0: time to first review of 4 h; 0.5 to 3.6 h can be told at a cycle time of 6 h",
        ),
        (
            {"get_review_state_distribution": {"approved": 0.1, "changes_requested": 0.5, "commented": 0.4}},
            "week 0: approvals of 0.1; 0.2 to 1 of the reviews can be told, "
            "because a merge has an approval and nobody reviews more than five times",
        ),
        (
            {"get_pr_state_distribution": {"merged": 1.2, "closed": -0.2, "open": 0}},
            "week 0: pull request states: merged has a share of 1.2; 0 to 1 can be told",
        ),
        (
            {"get_pr_state_distribution": {"merged": 0.7, "closed": 0.2, "open": 0.2}},
            "week 0: the shares of pull request states add up to 1.1, not to 1",
        ),
        (
            {"get_review_state_distribution": {"approved": 0.6, "changes_requested": 0.2, "commented": 0.1}},
            "week 0: the shares of review states add up to 0.9, not to 1",
        ),
        (
            {"get_reviewer_selection_weights": {"somebody": 1.0}},
            "week 0: reviewer weights name 'somebody', which is no archetype",
        ),
        (
            {"get_reviewer_selection_weights": {"anybody": 0.5}},
            "week 0: the shares of reviewer weights add up to 0.5, not to 1",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_contradiction_is_named(changes, fault):
    assert faults_of(**changes)[0] == fault


def test_fault_of_every_week_is_named():
    faults = faults_of(get_weekly_params={**FIGURES, "quality_rating": Decimal(4)})

    assert faults == [f"week {week}: quality_rating of 4; 1 to 3 can be told" for week in range(8)]


class ManyKindsScenario(BaselineScenario):
    """Five archetypes."""

    def get_member_archetypes(self):
        return [MemberArchetype(f"kind {number}", 1) for number in range(5)]


class CrowdScenario(BaselineScenario):
    """More than twenty members of one archetype."""

    config = replace(BaselineScenario.config, member_count=51)

    def get_member_archetypes(self):
        return [MemberArchetype("standard_dev", 50), MemberArchetype("occasional_ai_user", 1, 0.1)]


@pytest.mark.parametrize("scenario", [ManyKindsScenario, CrowdScenario])
def test_any_cast_can_be_numbered(scenario):
    numbers = member_numbers(scenario().get_member_archetypes())

    assert scenario().validate() == []
    assert len({*numbers}) == len(numbers)
    assert max(numbers) < 79


# How the engine sees it.


def test_calendar_is_weekly_and_ends_with_the_running_week():
    anchor = midnight(date(2026, 3, 12))

    calendar = PlainScenario().calendar(anchor)

    assert type(calendar) is WeeklyCalendar
    assert (calendar.weeks, calendar.anchor) == (8, anchor)
    assert calendar.first_monday == midnight(date(2026, 1, 12))


def test_stream_is_named_by_the_scenario():
    stream = stream_of(PlainScenario(), 7)

    assert type(stream) is MetricsRandom
    assert stream.random() == MetricsRandom(7).at("plain").random()


def test_shards_are_teams_numbered_from_one():
    scenario = PlainScenario()

    assert scenario.shards(complete_options(scenario, {})) == [Shard("team 1", 1)]
    assert scenario.shards(complete_options(scenario, {"teams": 2})) == [Shard("team 1", 1), Shard("team 2", 2)]


@pytest.mark.parametrize(
    ("options", "slugs", "place"),
    [
        ({}, ["plain-team"], "plain"),
        ({"teams": 3}, ["plain-team", "plain-team-2", "plain-team-3"], "plain"),
        ({"team_slug": "room-4"}, ["room-4"], "plain in room-4"),
    ],
    ids=["alone", "three", "given"],
)
def test_place_and_slugs_follow_the_options(options, slugs, place):
    scenario = PlainScenario()

    assert scenario.team_slugs(complete_options(scenario, options)) == slugs
    assert scenario.exclusive_key(complete_options(scenario, options)) == place


def test_what_is_borrowed_is_identity_and_where_it_is_kept_is_not():
    given = {"source_repo": ["pallets/flask"], "github_snapshot": "flask.json", "github_cache": "cache.sqlite"}

    identity = identity_of(PlainScenario(), given)

    assert identity == {
        "teams": 1,
        "weeks": None,
        "members": None,
        "team_slug": None,
        "source_repo": ["pallets/flask"],
        "no_github": False,
        "github_percentage": None,
    }


def test_foreign_option_is_refused_with_those_that_it_takes():
    with pytest.raises(SeedError) as refused:
        complete_options(PlainScenario(), {"prs": 3})

    assert str(refused.value).startswith("plain takes no option --prs. It takes: --teams, --weeks, --members, ")


def test_size_is_told_in_words():
    assert PlainScenario().size == "2 members, 8 weeks"
    assert BaselineScenario().size == "5 members, 8 weeks"


def test_next_steps_are_commands_about_this_scenario():
    plain = PlainScenario()

    assert [filled(each, plain, SeedRun()) for each in plain.next_steps] == [
        "python manage.py seed_demo_data --scenario plain --verify",
        "python manage.py seed_demo_data --scenario plain --seed 7 --clear",
    ]

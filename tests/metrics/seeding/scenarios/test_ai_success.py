from decimal import Decimal

import pytest

from apps.metrics.seeding.scenarios import AISuccessScenario, MemberArchetype

WEEKS = {
    0: ("0.1000", 72, 24, "2.5000", "0.0500", "0.8500", 6, "0.1000"),
    1: ("0.1929", "65.1429", "21.7143", "2.5429", "0.0471", "0.8643", "6.8571", "0.0929"),
    4: ("0.4714", "44.5714", "14.8571", "2.6714", "0.0386", "0.9071", "9.4286", "0.0714"),
    7: ("0.7500", 24, 8, "2.8000", "0.0300", "0.9500", 12, "0.0500"),
}


@pytest.mark.parametrize(("week", "expected"), [*WEEKS.items(), (-1, WEEKS[0]), (8, WEEKS[7]), (99, WEEKS[7])])
def test_figures_run_from_the_first_week_to_the_last(week, expected):
    params = AISuccessScenario().get_weekly_params(week)

    assert params == dict(
        zip(
            (
                "ai_adoption_rate", "avg_cycle_time_hours", "avg_review_time_hours", "quality_rating", "revert_rate",
                "ci_pass_rate", "deploys_per_week", "change_failure_rate",
            ),
            map(Decimal, expected),
            strict=True,
        )
    )  # fmt: skip
    assert {type(value) for value in params.values()} == {Decimal}


def test_team_and_volume():
    config = AISuccessScenario.config

    assert (config.name, config.team_name, config.team_slug) == ("ai-success", "AI Pioneers", "ai-pioneers")
    assert (config.member_count, config.weeks, config.prs_per_member_per_week) == (5, 8, (3, 5))


def test_cast():
    assert AISuccessScenario().get_member_archetypes() == [
        MemberArchetype("early_adopter", 2, 0.20, 1.0, 1.2, 0.7),
        MemberArchetype("follower", 2, 0.0, 1.0, 1.0, 0.5),
        MemberArchetype("skeptic", 1, -0.15, 1.2, 0.8, 0.3),
    ]
    assert AISuccessScenario().get_total_member_count() == 5


def test_guess_accuracy_by_archetype():
    scenario = AISuccessScenario()

    assert {
        each.name: scenario.get_guess_accuracy_for_archetype(each.name) for each in scenario.get_member_archetypes()
    } == {
        "early_adopter": (0.6, 0.8),
        "follower": (0.4, 0.6),
        "skeptic": (0.3, 0.5),
    }


def test_everything_else_is_usual():
    scenario = AISuccessScenario()

    assert scenario.get_reviewer_selection_weights(3) == {}
    assert scenario.get_pr_state_distribution(3) == {"merged": 0.7, "closed": 0.2, "open": 0.1}
    assert scenario.get_review_state_distribution(3) == {"approved": 0.6, "changes_requested": 0.25, "commented": 0.15}
    assert scenario.validate() == []


def test_story_has_the_numbers():
    assert AISuccessScenario.story == (
        "Five pioneers take up AI tools: in eight weeks the AI-assisted share of their merged pull requests climbs "
        "from 10% to 75% while the cycle time falls from three days to one, and quality holds, from 2.5 to 2.8 of 3."
    )

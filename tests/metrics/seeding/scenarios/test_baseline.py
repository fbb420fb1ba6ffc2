from decimal import Decimal

import pytest

from apps.metrics.seeding.scenarios import BaselineScenario, MemberArchetype

FIGURES = {
    "ai_adoption_rate": Decimal("0.15"),
    "avg_cycle_time_hours": Decimal(48),
    "avg_review_time_hours": Decimal(16),
    "quality_rating": Decimal("2.6"),
    "revert_rate": Decimal("0.04"),
    "ci_pass_rate": Decimal("0.88"),
}


@pytest.mark.parametrize("week", range(8))
def test_figures_are_the_same_every_week(week):
    """The weeks wobble about them by themselves, and otherwise for each seed."""
    assert BaselineScenario().get_weekly_params(week) == FIGURES


def test_week_outside_the_story_is_the_nearest():
    scenario = BaselineScenario()

    assert scenario.get_weekly_params(-3) == scenario.get_weekly_params(0)
    assert scenario.get_weekly_params(8) == scenario.get_weekly_params(7)


def test_team_and_volume():
    config = BaselineScenario.config

    assert (config.name, config.team_name, config.team_slug) == ("baseline", "Baseline Team", "baseline-team")
    assert (config.member_count, config.weeks, config.prs_per_member_per_week) == (5, 8, (2, 4))


def test_cast():
    assert BaselineScenario().get_member_archetypes() == [
        MemberArchetype("standard_dev", 4, 0.0, 1.0, 1.0, 0.5),
        MemberArchetype("occasional_ai_user", 1, 0.10, 1.0, 1.0, 0.4),
    ]
    assert BaselineScenario().get_total_member_count() == 5


def test_everything_else_is_usual():
    scenario = BaselineScenario()

    assert scenario.get_reviewer_selection_weights(3) == {}
    assert scenario.get_pr_state_distribution(3) == {"merged": 0.7, "closed": 0.2, "open": 0.1}
    assert scenario.get_review_state_distribution(3) == {"approved": 0.6, "changes_requested": 0.25, "commented": 0.15}
    assert scenario.get_guess_accuracy_for_archetype("standard_dev") == (0.4, 0.6)
    assert scenario.validate() == []

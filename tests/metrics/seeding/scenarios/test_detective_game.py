from decimal import Decimal

import pytest

from apps.metrics.seeding.scenarios import DetectiveGameScenario, MemberArchetype

STEADY = {
    "avg_cycle_time_hours": Decimal(36),
    "avg_review_time_hours": Decimal(12),
    "quality_rating": Decimal("2.6"),
    "revert_rate": Decimal("0.04"),
    "ci_pass_rate": Decimal("0.9"),
}


@pytest.mark.parametrize(
    ("week", "adoption"), [(-1, "0.45"), (0, "0.45"), (1, "0.4714"), (4, "0.5357"), (7, "0.60"), (8, "0.60")]
)
def test_adoption_climbs_and_all_else_is_steady(week, adoption):
    assert DetectiveGameScenario().get_weekly_params(week) == {"ai_adoption_rate": Decimal(adoption), **STEADY}


def test_team_and_volume():
    config = DetectiveGameScenario.config

    assert (config.name, config.team_name, config.team_slug) == ("detective-game", "AI Detectives", "ai-detectives")
    assert (config.member_count, config.weeks, config.prs_per_member_per_week) == (6, 8, (3, 5))


def test_cast():
    assert DetectiveGameScenario().get_member_archetypes() == [
        MemberArchetype("obvious_ai", 2, 0.30, 1.0, 1.2, 0.9),
        MemberArchetype("stealth_ai", 1, 0.25, 1.0, 1.1, 0.3),
        MemberArchetype("obvious_manual", 1, -0.40, 1.2, 0.9, 0.7),
        MemberArchetype("stealth_manual", 2, -0.35, 1.0, 1.0, 0.2),
    ]
    assert DetectiveGameScenario().get_total_member_count() == 6


@pytest.mark.parametrize(
    ("archetype", "expected"),
    [
        ("obvious_ai", (0.70, 0.85)),
        ("stealth_ai", (0.30, 0.45)),
        ("obvious_manual", (0.35, 0.50)),
        ("stealth_manual", (0.65, 0.80)),
    ],
)
def test_some_authors_are_easy_to_read_and_some_are_not(archetype, expected):
    assert DetectiveGameScenario().get_guess_accuracy_for_archetype(archetype) == expected


def test_reviewers_approve_more_than_elsewhere():
    scenario = DetectiveGameScenario()

    assert scenario.get_review_state_distribution(3) == {"approved": 0.70, "changes_requested": 0.20, "commented": 0.10}


def test_everything_else_is_usual():
    scenario = DetectiveGameScenario()

    assert scenario.get_reviewer_selection_weights(3) == {}
    assert scenario.get_pr_state_distribution(3) == {"merged": 0.7, "closed": 0.2, "open": 0.1}
    assert scenario.validate() == []

from decimal import Decimal

import pytest

from apps.metrics.seeding.scenarios import MemberArchetype, ReviewBottleneckScenario

FIRST = {
    "ai_adoption_rate": Decimal("0.7"),
    "avg_cycle_time_hours": Decimal(36),
    "avg_review_time_hours": Decimal(8),
    "quality_rating": Decimal("2.8"),
    "revert_rate": Decimal("0.03"),
    "ci_pass_rate": Decimal("0.9"),
    "deploys_per_week": Decimal(6),
    "change_failure_rate": Decimal("0.08"),
}
LAST = {
    "ai_adoption_rate": Decimal("0.7"),
    "avg_cycle_time_hours": Decimal(60),
    "avg_review_time_hours": Decimal(32),
    "quality_rating": Decimal("2.2"),
    "revert_rate": Decimal("0.08"),
    "ci_pass_rate": Decimal("0.9"),
    "deploys_per_week": Decimal(3),
    "change_failure_rate": Decimal("0.15"),
}


@pytest.mark.parametrize(("week", "expected"), [(-1, FIRST), (0, FIRST), (7, LAST), (8, LAST)])
def test_figures_run_from_the_first_week_to_the_last(week, expected):
    assert ReviewBottleneckScenario().get_weekly_params(week) == expected


def test_wait_for_a_review_grows_evenly():
    waits = [ReviewBottleneckScenario().get_weekly_params(week)["avg_review_time_hours"] for week in range(8)]

    assert waits == [
        Decimal(hours)
        for hours in ("8", "11.4286", "14.8571", "18.2857", "21.7143", "25.1429", "28.5714", "32")
    ]  # fmt: skip


def test_team_and_volume():
    config = ReviewBottleneckScenario.config

    assert (config.name, config.team_name, config.team_slug) == (
        "review-bottleneck", "Bottleneck Team", "bottleneck-team",
    )  # fmt: skip
    assert (config.member_count, config.weeks, config.prs_per_member_per_week) == (5, 8, (4, 6))


def test_cast():
    assert ReviewBottleneckScenario().get_member_archetypes() == [
        MemberArchetype("bottleneck_reviewer", 1, 0.0, 4.0, 0.5, 0.5),
        MemberArchetype("productive_dev", 3, 0.10, 0.5, 1.3, 0.6),
        MemberArchetype("balanced_dev", 1, 0.0, 1.0, 1.0, 0.5),
    ]
    assert ReviewBottleneckScenario().get_total_member_count() == 5


def test_one_reviewer_writes_most_reviews():
    assert ReviewBottleneckScenario().get_reviewer_selection_weights(5) == {
        "bottleneck_reviewer": 0.60, "productive_dev": 0.25, "balanced_dev": 0.15,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("week", "expected"),
    [
        (0, {"merged": 0.70, "closed": 0.20, "open": 0.10}),
        (7, {"merged": 0.60, "closed": 0.15, "open": 0.25}),
        (9, {"merged": 0.60, "closed": 0.15, "open": 0.25}),
    ],
)
def test_more_and_more_stays_open(week, expected):
    assert ReviewBottleneckScenario().get_pr_state_distribution(week) == expected


def test_everything_else_is_usual():
    scenario = ReviewBottleneckScenario()

    assert scenario.get_review_state_distribution(3) == {"approved": 0.6, "changes_requested": 0.25, "commented": 0.15}
    assert scenario.get_guess_accuracy_for_archetype("balanced_dev") == (0.4, 0.6)
    assert scenario.validate() == []

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from apps.metrics.seeding.promises import climbs, evenly, reviewer_promises
from apps.metrics.seeding.scenarios.base import BaseScenario, MemberArchetype, ScenarioConfig, WeeklyParams
from apps.metrics.seeding.scenarios.registry import register_scenario
from seedplot.figures import Range


@register_scenario("review-bottleneck")
class ReviewBottleneckScenario(BaseScenario):
    """One person writes 60% of all reviews in a team where AI helps with 70% of the pull requests: the wait for a
    first review grows from 8 to 32 hours, the cycle time from 36 to 60, a quarter of the work stays open, and the
    rating falls from 2.8 to 2.2 of 3."""

    config = ScenarioConfig(
        name="review-bottleneck",
        description="One reviewer handles 60% of all reviews, and everything waits for them.",
        team_name="Bottleneck Team",
        team_slug="bottleneck-team",
        member_count=5,
        prs_per_member_per_week=(4, 6),
    )
    promises: ClassVar = (
        *BaseScenario.promises,
        *reviewer_promises("bottleneck_reviewer", 60),
        climbs("metrics.P201", "Time to first review", "review_time_hours", 8, 32, 0.8, " h"),
        climbs("metrics.P202", "Cycle time", "cycle_time_hours", 36, 60, 1.5, " h"),
        evenly("metrics.P206", "Cycle time", "cycle_time_hours", 36, 60, 1, " h"),
    )

    # What takes longer is under review for weeks, and so many unfinished rounds hide the share of the one person.
    ranges: ClassVar = {"avg_cycle_time_hours": Range(Decimal(1), Decimal(90))}

    def get_weekly_params(self, week: int) -> WeeklyParams:
        return {
            "ai_adoption_rate": self.linear(0.70, 0.70, week),
            "avg_cycle_time_hours": self.linear(36, 60, week),
            "avg_review_time_hours": self.linear(8, 32, week),
            "quality_rating": self.linear(2.8, 2.2, week),
            "revert_rate": self.linear(0.03, 0.08, week),
            "ci_pass_rate": self.linear(0.90, 0.90, week),
            "deploys_per_week": self.linear(6, 3, week),
            "change_failure_rate": self.linear(0.08, 0.15, week),
        }

    def get_member_archetypes(self) -> list[MemberArchetype]:
        return [
            MemberArchetype("bottleneck_reviewer", 1, 0.0, 4.0, 0.5, 0.5),
            MemberArchetype("productive_dev", 3, 0.10, 0.5, 1.3, 0.6),
            MemberArchetype("balanced_dev", 1, 0.0, 1.0, 1.0, 0.5),
        ]

    def get_reviewer_selection_weights(self, week: int) -> dict[str, float]:
        return {"bottleneck_reviewer": 0.60, "productive_dev": 0.25, "balanced_dev": 0.15}

    def get_reviewer_count_distribution(self) -> dict[int, float]:
        return {1: 0.68, 2: 0.27, 3: 0.05}

    def get_pr_state_distribution(self, week: int) -> dict[str, float]:
        return {
            "merged": float(self.linear(0.70, 0.60, week)),
            "closed": float(self.linear(0.20, 0.15, week)),
            "open": float(self.linear(0.10, 0.25, week)),
        }

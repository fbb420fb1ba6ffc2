from __future__ import annotations

from typing import ClassVar

from apps.metrics.seeding.promises import QUEUE_CLEARED, climbs, evenly, falls
from apps.metrics.seeding.scenarios.base import BaseScenario, MemberArchetype, ScenarioConfig, WeeklyParams
from apps.metrics.seeding.scenarios.registry import register_scenario


@register_scenario("ai-success")
class AISuccessScenario(BaseScenario):
    """Five pioneers take up AI tools: in eight weeks the AI-assisted share of their merged pull requests climbs from
    10% to 75% while the cycle time falls from three days to one, and quality holds, from 2.5 to 2.8 of 3."""

    config = ScenarioConfig(
        name="ai-success",
        description="AI adoption climbs from 10% to 75% while cycle time falls from 72 to 24 hours.",
        team_name="AI Pioneers",
        team_slug="ai-pioneers",
        member_count=5,
        prs_per_member_per_week=(3, 5),
    )
    clears_queue = True
    promises: ClassVar = (
        *BaseScenario.promises,
        climbs("metrics.P101", "AI adoption", "ai_share", 10, 75, 6, "%"),
        falls("metrics.P102", "Cycle time", "cycle_time_hours", 72, 24, 1.5, " h"),
        falls("metrics.P103", "Time to first review", "review_time_hours", 24, 8, 0.5, " h"),
        evenly("metrics.P104", "Cycle time", "cycle_time_hours", 72, 24, 1, " h"),
        QUEUE_CLEARED,
    )

    def get_weekly_params(self, week: int) -> WeeklyParams:
        return {
            "ai_adoption_rate": self.linear(0.10, 0.75, week),
            "avg_cycle_time_hours": self.linear(72, 24, week),
            "avg_review_time_hours": self.linear(24, 8, week),
            "quality_rating": self.linear(2.5, 2.8, week),
            "revert_rate": self.linear(0.05, 0.03, week),
            "ci_pass_rate": self.linear(0.85, 0.95, week),
            "deploys_per_week": self.linear(6, 12, week),
            "change_failure_rate": self.linear(0.10, 0.05, week),
        }

    def get_member_archetypes(self) -> list[MemberArchetype]:
        return [
            MemberArchetype("early_adopter", 2, 0.20, 1.0, 1.2, 0.7),
            MemberArchetype("follower", 2, 0.0, 1.0, 1.0, 0.5),
            MemberArchetype("skeptic", 1, -0.15, 1.2, 0.8, 0.3),
        ]

    def get_guess_accuracy_for_archetype(self, name: str) -> tuple[float, float]:
        return {"early_adopter": (0.6, 0.8), "follower": (0.4, 0.6), "skeptic": (0.3, 0.5)}[name]

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from apps.metrics.seeding.promises import DETECTIVE_PROMISES, climbs, evenly
from apps.metrics.seeding.scenarios.base import BaseScenario, MemberArchetype, ScenarioConfig, WeeklyParams
from apps.metrics.seeding.scenarios.registry import register_scenario
from seedplot.figures import Range


@register_scenario("detective-game")
class DetectiveGameScenario(BaseScenario):
    """Six people guess who let AI help: between 45% and 60% of the pull requests are AI-assisted, some authors give
    themselves away (right guesses up to 85%), others fool almost everybody (down to 30%), and the leaderboard has
    one clear winner and one clear loser."""

    config = ScenarioConfig(
        name="detective-game",
        description="Reviewers guess which pull requests were AI-assisted; some authors are easy to read, some not.",
        team_name="AI Detectives",
        team_slug="ai-detectives",
        member_count=6,
        prs_per_member_per_week=(3, 5),
    )
    ranges: ClassVar = {"ai_adoption_rate": Range(Decimal("0.4"), Decimal("0.65"))}
    promises: ClassVar = (
        *BaseScenario.promises,
        *DETECTIVE_PROMISES,
        climbs("metrics.P401", "AI adoption", "ai_share", 45, 60, 5, "%"),
        evenly("metrics.P404", "AI adoption", "ai_share", 45, 60, 3, "%"),
    )

    def get_weekly_params(self, week: int) -> WeeklyParams:
        return {
            "ai_adoption_rate": self.linear(0.45, 0.60, week),
            "avg_cycle_time_hours": self.linear(36, 36, week),
            "avg_review_time_hours": self.linear(12, 12, week),
            "quality_rating": self.linear(2.6, 2.6, week),
            "revert_rate": self.linear(0.04, 0.04, week),
            "ci_pass_rate": self.linear(0.90, 0.90, week),
        }

    def get_member_archetypes(self) -> list[MemberArchetype]:
        return [
            MemberArchetype("obvious_ai", 2, 0.30, 1.0, 1.2, 0.9),
            MemberArchetype("stealth_ai", 1, 0.25, 1.0, 1.1, 0.3),
            MemberArchetype("obvious_manual", 1, -0.40, 1.2, 0.9, 0.7),
            MemberArchetype("stealth_manual", 2, -0.35, 1.0, 1.0, 0.2),
        ]

    def get_review_state_distribution(self, week: int) -> dict[str, float]:
        return {"approved": 0.70, "changes_requested": 0.20, "commented": 0.10}

    def get_guess_accuracy_for_archetype(self, name: str) -> tuple[float, float]:
        return {
            "obvious_ai": (0.70, 0.85),
            "stealth_ai": (0.30, 0.45),
            "obvious_manual": (0.35, 0.50),
            "stealth_manual": (0.65, 0.80),
        }[name]

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from apps.metrics.seeding.promises import steady
from apps.metrics.seeding.scenarios.base import BaseScenario, MemberArchetype, ScenarioConfig, WeeklyParams
from apps.metrics.seeding.scenarios.registry import register_scenario


@register_scenario("baseline")
class BaselineScenario(BaseScenario):
    """Nothing much happens, and that is the point: five people, 15% AI-assisted pull requests, two days of cycle
    time, a first review after 16 hours and a rating of 2.6 of 3, week after week. Compare the others with it."""

    config = ScenarioConfig(
        name="baseline",
        description="A steady team to compare the others with: 15% AI adoption, 48 hours of cycle time.",
        team_name="Baseline Team",
        team_slug="baseline-team",
        member_count=5,
        prs_per_member_per_week=(2, 4),
    )
    promises: ClassVar = (
        *BaseScenario.promises,
        steady("metrics.P301", "AI adoption", "ai_share", 15, 9, "%"),
        steady("metrics.P302", "Cycle time", "cycle_time_hours", 48, 4, " h"),
        steady("metrics.P303", "Time to first review", "review_time_hours", 16, 2.4, " h"),
    )

    def get_weekly_params(self, week: int) -> WeeklyParams:
        return {
            "ai_adoption_rate": Decimal("0.15"),
            "avg_cycle_time_hours": Decimal(48),
            "avg_review_time_hours": Decimal(16),
            "quality_rating": Decimal("2.6"),
            "revert_rate": Decimal("0.04"),
            "ci_pass_rate": Decimal("0.88"),
        }

    def get_member_archetypes(self) -> list[MemberArchetype]:
        return [
            MemberArchetype("standard_dev", 4, 0.0, 1.0, 1.0, 0.5),
            MemberArchetype("occasional_ai_user", 1, 0.10, 1.0, 1.0, 0.4),
        ]

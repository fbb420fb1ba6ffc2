"""The four stories of the metrics domain, and the legacy mode."""

from apps.metrics.seeding.scenarios.ai_success import AISuccessScenario
from apps.metrics.seeding.scenarios.base import (
    BaseScenario,
    MemberArchetype,
    ScenarioConfig,
    WeeklyParams,
)
from apps.metrics.seeding.scenarios.baseline import BaselineScenario
from apps.metrics.seeding.scenarios.detective_game import DetectiveGameScenario
from apps.metrics.seeding.scenarios.legacy import LegacyTeam
from apps.metrics.seeding.scenarios.registry import (
    SCENARIO_REGISTRY,
    get_scenario,
    list_scenarios,
    register_scenario,
)
from apps.metrics.seeding.scenarios.review_bottleneck import ReviewBottleneckScenario

__all__ = [
    "SCENARIO_REGISTRY",
    "AISuccessScenario",
    "BaseScenario",
    "BaselineScenario",
    "DetectiveGameScenario",
    "LegacyTeam",
    "MemberArchetype",
    "ReviewBottleneckScenario",
    "ScenarioConfig",
    "WeeklyParams",
    "get_scenario",
    "list_scenarios",
    "register_scenario",
]

"""The seeding of the metrics tables: plans without a database, from a seed and an anchor.

The names of the public API are importable from here; each is loaded when it is asked for, so that listing the scenarios
loads no models.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_SCENARIOS = "apps.metrics.seeding.scenarios"
_HOMES = {
    "AISuccessScenario": _SCENARIOS,
    "BaseScenario": _SCENARIOS,
    "BaselineScenario": _SCENARIOS,
    "DetectiveGameScenario": _SCENARIOS,
    "DeterministicRandom": "apps.metrics.seeding.deterministic",
    "FetchedPR": "apps.metrics.seeding.github_fetcher",
    "GeneratorStats": "apps.metrics.seeding.data_generator",
    "GitHubPublicFetcher": "apps.metrics.seeding.github_fetcher",
    "MemberArchetype": _SCENARIOS,
    "MemberWithArchetype": "apps.metrics.seeding.data_generator",
    "ReviewBottleneckScenario": _SCENARIOS,
    "SCENARIO_REGISTRY": _SCENARIOS,
    "ScenarioConfig": _SCENARIOS,
    "ScenarioDataGenerator": "apps.metrics.seeding.data_generator",
    "WeeklyParams": _SCENARIOS,
    "get_scenario": _SCENARIOS,
    "list_scenarios": _SCENARIOS,
    "register_scenario": _SCENARIOS,
}

__all__ = list(_HOMES)  # a list of names, made of the table above


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})

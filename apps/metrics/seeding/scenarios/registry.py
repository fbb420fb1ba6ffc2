"""The scenarios of the metrics domain by name: the engine's registry, bound to this domain."""

from __future__ import annotations

from typing import Any, cast

from apps.metrics.seeding.scenarios.base import BaseScenario
from seedplot.registry import Registry

_registry = Registry("metrics", "apps.metrics")

register_scenario = _registry.register
SCENARIO_REGISTRY = cast("dict[str, type[BaseScenario]]", _registry.scenarios)


def get_scenario(name: str) -> BaseScenario:
    """An instance of the scenario. KeyError that lists the known names."""
    if name not in SCENARIO_REGISTRY:
        known = ", ".join(sorted(SCENARIO_REGISTRY))
        raise KeyError(f"metrics has no scenario named '{name}'. Known: {known}.")
    return SCENARIO_REGISTRY[name]()


def list_scenarios() -> list[dict[str, Any]]:
    """Name, description, member_count and weeks of each scenario."""
    return [
        {
            "name": name,
            "description": scenario.config.description,
            "member_count": scenario.config.member_count,
            "weeks": scenario.config.weeks,
        }
        for name, scenario in SCENARIO_REGISTRY.items()
    ]

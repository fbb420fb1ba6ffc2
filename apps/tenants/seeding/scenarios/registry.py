"""The scenarios of the tenants domain by name: the engine's registry, bound to this domain."""

from __future__ import annotations

from seedplot.registry import Registry

_registry = Registry("tenants")

register_scenario = _registry.register
SCENARIO_REGISTRY = _registry.scenarios

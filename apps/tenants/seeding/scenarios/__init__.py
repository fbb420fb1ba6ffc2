"""The scenarios of the tenants domain; importing this registers them."""

from apps.tenants.seeding.scenarios.registry import SCENARIO_REGISTRY, register_scenario
from apps.tenants.seeding.scenarios.tenant_conversations import TenantConversationsScenario
from apps.tenants.seeding.scenarios.tenant_portfolio import TenantPortfolioScenario

__all__ = ["SCENARIO_REGISTRY", "TenantConversationsScenario", "TenantPortfolioScenario", "register_scenario"]

"""The scenarios of the tenants domain."""

from apps.tenants.seeding.scenarios.tenant_conversations import TenantConversationsScenario
from apps.tenants.seeding.scenarios.tenant_portfolio import TenantPortfolioScenario

__all__ = ["TenantConversationsScenario", "TenantPortfolioScenario"]

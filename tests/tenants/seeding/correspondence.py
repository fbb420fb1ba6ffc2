"""Seeding the scenarios of this domain, and reading what they wrote without their own code."""

from datetime import date

from apps.tenants.models import ConversationThread, MaintenanceRequest
from apps.tenants.seeding.scenarios import TenantConversationsScenario, TenantPortfolioScenario
from seedplot.clock import midnight
from seedplot.context import context_of
from seedplot.engine.pipeline import run
from seedplot.engine.runs import Request
from seedplot.plan import World

# A Thursday, four days after the clocks went forward.
ANCHOR = midnight(date(2026, 3, 12))


def seed(scenario=TenantConversationsScenario, *, seed=42, anchor=ANCHOR, clear=(), dry_run=False, **options):
    return run(Request(scenario(), seed, anchor, options, clear=clear, dry_run=dry_run))


def seed_portfolio(properties, **given):
    return seed(TenantPortfolioScenario, properties=properties, **given)


def plan_portfolio(properties, *, seed=42, anchor=ANCHOR):
    """The planned rows, block after block, without a database."""
    scenario = TenantPortfolioScenario()
    context = context_of(scenario, seed, anchor, {"properties": properties}, World())
    return [row for shard in scenario.shards(context.options) for row in scenario.plan(context, shard)]


def thread_of(name):
    return ConversationThread.objects.get(tenant__name=name)


def rows_of(name):
    """The messages of a tenant's thread, in the order of their time."""
    return list(thread_of(name).messages.order_by("timestamp"))


def requests():
    return list(MaintenanceRequest.objects.order_by("pk"))

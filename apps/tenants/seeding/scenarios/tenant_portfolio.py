"""The scenario tenant-portfolio."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from apps.tenants.seeding.promises.common import COMMON_PROMISES
from apps.tenants.seeding.promises.portfolio import PORTFOLIO_PROMISES
from apps.tenants.seeding.scenarios.base import TenantsScenario
from apps.tenants.seeding.specification.portfolio import DEFAULT_PROPERTIES, MOST_PROPERTIES, PROPERTIES_OF_A_BLOCK
from seedplot.context import Context
from seedplot.options import Option, whole_number
from seedplot.plan import Change, Row, Shard


def parse_properties(text: str) -> int:
    number = whole_number(1)(text)
    if number > MOST_PROPERTIES:
        raise ValueError(f"there are fictional phone numbers for at most {MOST_PROPERTIES:,} properties")
    return number


class TenantPortfolioScenario(TenantsScenario):
    """In 125 homes live 225 tenants, and each writes to the manager's assistant by text message, WhatsApp or e-mail:
    300 conversations, 40% of them about repairs, half of them resolved, one in fifteen out of hand."""

    size = "125 properties, 225 tenants, 300 conversations"
    next_steps = (
        "python manage.py seed_demo_data --scenario {name} --verify",
        "python manage.py seed_demo_data --scenario {name} --properties 1000 --clear",
    )
    promises = (*COMMON_PROMISES, *PORTFOLIO_PROMISES)
    options = (
        Option(
            "properties",
            f"How many properties (default: {DEFAULT_PROPERTIES}; at most {MOST_PROPERTIES:,}).",
            DEFAULT_PROPERTIES,
            parse_properties,
            "N",
            settable=True,
            counts="tenants.Property",
        ),
    )

    def shards(self, options: Mapping[str, Any]) -> Iterable[Shard]:
        """Blocks of 25 properties, numbered from 1; the last may be cut short."""
        return [Shard(f"block {number}", number) for number in range(1, block_count(options["properties"]) + 1)]

    def plan(self, context: Context, shard: Shard) -> Iterator[Row | Change]:
        from apps.tenants.seeding.planning.portfolio import plan_block
        from apps.tenants.seeding.planning.steps import plan_rows

        before = (shard.number - 1) * PROPERTIES_OF_A_BLOCK
        count = min(PROPERTIES_OF_A_BLOCK, context.options["properties"] - before)
        return plan_rows(plan_block(context.rng, self.calendar(context.anchor), shard.number - 1, count))


def block_count(properties: int) -> int:
    return -(-properties // PROPERTIES_OF_A_BLOCK)

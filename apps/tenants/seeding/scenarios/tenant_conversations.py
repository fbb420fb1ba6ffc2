"""The scenario tenant-conversations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from apps.tenants.seeding.promises.authored import AUTHORED_PROMISES
from apps.tenants.seeding.promises.common import COMMON_PROMISES
from apps.tenants.seeding.scenarios.base import TenantsScenario
from apps.tenants.seeding.specification.authored import PAUSES
from seedplot.context import Context
from seedplot.engine.run_rows import RunRows
from seedplot.options import Option
from seedplot.plan import Change, Row, Shard, World

SPACINGS = tuple(PAUSES)


def parse_spacing(text: str) -> str:
    if text not in SPACINGS:
        raise ValueError(f"it must be one of: {', '.join(SPACINGS)}")
    return text


class TenantConversationsScenario(TenantsScenario):
    """Alice's bathroom faucet leaks, Bob wants to swim with guests tonight, and Carol sits in the dark: three tenants
    of three properties text the manager's assistant, ten times each; one repair is requested, one alarm raised."""

    authored = True
    size = "3 tenants, 3 conversations of 10 messages"
    next_steps = (
        "python manage.py seed_mock_conversations --verify",
        "python manage.py seed_mock_conversations --spacing wide --clear",
    )
    promises = (*COMMON_PROMISES, *AUTHORED_PROMISES)
    options = (
        Option(
            "spacing",
            "normal: 15 to 30 minutes between messages; wide: 60 to 120.",
            "normal",
            parse_spacing,
            "SPACING",
            settable=True,
        ),
    )

    def prerequisites(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        from apps.tenants.seeding.planning.authored import authored_contacts
        from apps.tenants.seeding.prerequisites import refuse_taken_contacts

        refuse_taken_contacts(authored_contacts(), using)
        return World()

    def world_before(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        # The contacts are those of the run's own tenants.
        return World()

    def shards(self, options: Mapping[str, Any]) -> Iterable[Shard]:
        return [Shard("the three conversations")]

    def plan(self, context: Context, shard: Shard) -> Iterator[Row | Change]:
        from apps.tenants.seeding.planning.authored import authored_homes
        from apps.tenants.seeding.planning.steps import plan_rows

        return plan_rows(authored_homes(context.rng, self.calendar(context.anchor), context.options["spacing"]))

    def remarks(self, evidence: RunRows) -> Iterable[tuple[str, str]]:
        from apps.tenants.seeding.scenarios.summary import lines_per_tenant

        return lines_per_tenant(evidence)

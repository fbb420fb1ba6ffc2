"""What the scenarios of this domain share: promises on each shard's correspondence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from seedplot.clock import AnchoredCalendar
from seedplot.engine.run_rows import RunRows
from seedplot.scenario import Scenario

if TYPE_CHECKING:
    from apps.tenants.seeding.rows import Correspondence


class TenantsScenario(Scenario):
    """Base of the tenants scenarios."""

    # A lease runs on after the anchor.
    future_columns: ClassVar[Mapping[str, tuple[str, ...]]] = {"tenants.Tenant": ("lease_terms",)}

    disposable = ("tenants.ConversationEvent.thread", "tenants.PropertyAssignment.property")

    def calendar(self, anchor: datetime) -> AnchoredCalendar:
        return AnchoredCalendar(anchor)

    def subjects(self, rows: RunRows, anchor: datetime) -> Iterator[tuple[str, Correspondence]]:
        # Models come with the first run, not with the list of scenarios.
        from apps.tenants.seeding.rows import Correspondence

        local = self.calendar(anchor).origin
        for shard in rows.shards:
            yield shard, Correspondence(rows, shard, local)

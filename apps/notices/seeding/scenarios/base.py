"""What the library of 25 and the city of many blocks have in common: a block of 25 patrons is a shard."""

from __future__ import annotations

from abc import ABC
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from apps.notices.seeding.planning.library_calendar import LibraryCalendar
from apps.notices.seeding.promises import LIBRARY_PROMISES
from seedplot.context import Context
from seedplot.engine.run_rows import RunRows
from seedplot.options import Option
from seedplot.plan import Change, ReferenceTable, Row, Shard
from seedplot.promises import Promise
from seedplot.scenario import Scenario

if TYPE_CHECKING:
    from apps.notices.seeding.rows import BlockRows

PROVIDERS = ("example", "plan")


def parse_providers(text: str) -> str:
    if text not in PROVIDERS:
        raise ValueError(f"it must be one of: {', '.join(PROVIDERS)}")
    return text


EMAIL_PROVIDERS = Option(
    "email-providers",
    "Where patrons have their e-mail: 'example' (example.com, default) or 'plan' (gmail.com and others, real ones).",
    "example",
    parse_providers,
    "PROVIDERS",
    settable=True,
)


class LibraryScenario(Scenario, ABC):
    """Base of the library's scenarios. Only one library can be there at a time, since its numbers start anew."""

    options: ClassVar[tuple[Option, ...]] = (EMAIL_PROVIDERS,)
    promises: ClassVar[tuple[Promise, ...]] = LIBRARY_PROMISES
    future_columns: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "notices.PatronRegistration": ("expiration_date", "address_check_date"),
        "notices.HoldRequest": ("expiration_date", "hold_till_date"),
        "notices.HoldNotice": ("hold_till_date",),
        "notices.ItemCheckout": ("due_date", "original_due_date"),
        "notices.CirculationReminder": ("due_date",),
    }

    next_steps = (
        "python manage.py generate_library_notices --scenario {name} --verify",
        "python manage.py trace_notice A",
    )
    # Where the command writes if nobody says otherwise; the exports themselves would load all models.
    export_commands = (
        "python manage.py generate_library_notices --scenario {name} {options} --output exports/notices",
    )

    @property
    def reference_tables(self) -> Iterable[ReferenceTable]:
        # Models come with the first run; listing the scenarios does without.
        from apps.notices.seeding.prerequisites import code_tables

        return code_tables()

    def calendar(self, anchor: datetime) -> LibraryCalendar:
        return LibraryCalendar(anchor)

    def exclusive_key(self, options: Mapping[str, Any]) -> str:
        return "the library"

    def block_count(self, options: Mapping[str, Any]) -> int:
        """How many blocks of 25 patrons there are."""
        return 1

    def shards(self, options: Mapping[str, Any]) -> Iterable[Shard]:
        return [Shard(f"block {number + 1}", number) for number in range(self.block_count(options))]

    def plan(self, context: Context, shard: Shard) -> Iterator[Row | Change]:
        from apps.notices.seeding.planning.block import plan_block

        return plan_block(context, shard)

    def subjects(self, rows: RunRows, anchor: datetime) -> Iterator[tuple[str, BlockRows]]:
        from apps.notices.seeding.rows import BlockRows, WholeLibrary

        library = WholeLibrary(rows)
        for shard in rows.shards:
            yield shard, BlockRows(library, rows, shard, self.calendar(anchor))

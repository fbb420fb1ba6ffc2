"""Planned rows of the library, without a database."""

from datetime import date

from apps.notices.seeding.planning.block_registry import fill_registry
from apps.notices.seeding.planning.days import LibraryDays
from apps.notices.seeding.planning.numbering import Numbers
from apps.notices.seeding.planning.time_scheduler import TimeScheduler
from apps.notices.seeding.scenarios import LibraryCityScenario, LibraryNoticesScenario
from seedplot.clock import midnight
from seedplot.context import context_of
from seedplot.plan import World
from seedplot.streams import DeterministicRandom

AS_OF = date(2026, 3, 12)
"""A Thursday, four days after the clocks went forward."""
ANCHORS = {
    "Sunday": date(2026, 3, 15),
    "Monday": date(2026, 3, 16),
    "Tuesday": date(2026, 3, 17),
    "Wednesday, month end": date(2026, 9, 30),
    "Thursday": AS_OF,
    "Friday": date(2026, 3, 13),
    "Saturday": date(2026, 3, 14),
    "leap day": date(2024, 2, 29),
    "day after the leap day": date(2028, 3, 1),
    "clocks forward": date(2026, 3, 10),
    "clocks back": date(2026, 11, 3),
    "New Year": date(2027, 1, 1),
}


def scheduler(today=AS_OF):
    return TimeScheduler(LibraryDays(today))


def block(number=0, *, seed=42, today=AS_OF, providers="example"):
    """The registry of one block."""
    return fill_registry(DeterministicRandom(seed).at("library"), scheduler(today), Numbers(number), providers)


def rows(scenario=LibraryNoticesScenario, *, seed=42, as_of=AS_OF, only=None, **options):
    """{shard: [(model label, columns)]}, of all shards or of those by the numbers given."""
    made = scenario()
    context = context_of(made, seed, midnight(as_of), options, World())
    return {
        shard.name: [(row.shape.label, row.as_dict()) for row in made.plan(context, shard)]
        for shard in made.shards(context.options)
        if only is None or shard.number in only
    }


def city(patrons, **given):
    return rows(LibraryCityScenario, patrons=patrons, **given)


def values(planned, label, column):
    """The values of a column over all shards."""
    return [columns[column] for made in planned.values() for name, columns in made if name == f"notices.{label}"]

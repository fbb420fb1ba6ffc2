"""The base of scenarios: pure functions from (seed, anchor, options, world) to a stream of rows.

A scenario never writes, and it never touches the clock, the network or a global generator. `prerequisites` and
`world_before` read what must be there already, before anything is planned.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from seedplot import naming
from seedplot.clock import AnchoredCalendar, Calendar, WeeklyCalendar, start_of_today
from seedplot.naming import OfClass
from seedplot.plan import Change, ReferenceTable, Row, Shard, World
from seedplot.sources import Sources
from seedplot.streams import DeterministicRandom

if TYPE_CHECKING:
    from seedplot.context import Context
    from seedplot.engine.run_rows import RunRows
    from seedplot.figures import Figure, Moves
    from seedplot.models import SeedRun
    from seedplot.options import Option
    from seedplot.promises import Curve, Promise


class Scenario(ABC):
    """Base of every scenario. The docstring is its story: printed by the list, the documentation and the pages.

    A story, promises and a `plan` are enough; whatever else is here has a default. Attributes that depend on others
    may be properties.

    >>> from django.contrib.auth.models import Group
    >>> from seedplot import Empty, Promise, Scenario, SeedFactory
    >>> class GroupFactory(SeedFactory):
    ...     class Meta:
    ...         model = Group
    >>> class ThreeGroupsScenario(Scenario):
    ...     "Cooks, bakers and waiters."
    ...
    ...     promises = [
    ...         Promise(
    ...             "staff.P001",
    ...             "Each group has a name.",
    ...             lambda rows: [str(row.pk) for row in rows.read(Group) if not row.name],
    ...             Empty("group without a name"),
    ...             "Look at the plan.",
    ...         )
    ...     ]
    ...
    ...     def plan(self, context, shard):
    ...         for name in ("cooks", "bakers", "waiters"):
    ...             yield GroupFactory.row(context.rng.at(name), name=name)
    >>> ThreeGroupsScenario.name, ThreeGroupsScenario.story
    ('three-groups', 'Cooks, bakers and waiters.')
    """

    name: ClassVar[str] = OfClass(naming.name_of)  # type: ignore[assignment]  # a descriptor of classes
    """From the module, as `busy-mornings` from `busy_mornings.py`, or from the class where the module names none."""
    domain: ClassVar[str] = OfClass(naming.domain_of)  # type: ignore[assignment]
    """The label of the app."""
    story: ClassVar[str] = OfClass(naming.story_of)  # type: ignore[assignment]
    label: ClassVar[str] = ""
    """The name in messages, if it is not the scenario's own."""
    listed: ClassVar[bool] = True
    """False for what is no story of its own (a legacy mode, an import) but keeps runs."""
    kind: ClassVar[str] = "scenario"
    """The kind that its runs are recorded with: a scenario's, or an import's."""
    authored: ClassVar[bool] = False
    """Fixed texts: seeds need not differ."""
    weeks: ClassVar[int | None] = None
    """The full weeks of a story that goes week by week."""
    promises: ClassVar[Sequence[Promise]] = ()
    options: ClassVar[tuple[Option, ...]] = ()
    stream_class: ClassVar[type[DeterministicRandom]] = DeterministicRandom
    """The class of the streams that the plan draws from, for a domain with draws of its own."""
    proof_by_shard: ClassVar[bool] = False
    """The promises of a shard need its own and the shared rows only, by `rows.read`: workers may prove it.

    Each part of `subjects` bears the name of its shard then, or that of the shared rows, which are measured once. No
    shard changes a shared row.
    """
    curves: ClassVar[Sequence[Curve]] = ()
    """Figures week by week, shown as small lines after a run; measured in the first subject."""
    next_steps: ClassVar[Sequence[str]] = ()
    """Commands worth trying after a run; `{name}` is the scenario's, `{story_options}` its own as in the run."""
    export_commands: ClassVar[Sequence[str]] = ()
    """Commands that write the run's files anew, once its rows have moved on to a later day.

    `{name}` is the scenario's, `{options}` are those with which a command finds the run, `{database}` is `--database`
    alone where the run is not in the default one.
    """
    future_columns: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """By model label: columns that hold plans (due dates and the like), which may lie after the anchor."""
    fingerprint_exclude: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """By model label: columns that the fingerprint leaves out (password hashes, stamps of the wall clock)."""
    disposable: ClassVar[tuple[str, ...]] = ()
    """Notes that the product's own pages make about seeded rows; they are cleared with them.

    Each is named by the relation that leads to the seeded row, as `app.Model.field`. `if blank` and names of columns
    may follow: then only rows in which all of these are empty are meant. Links of such a row to others go with it.
    """
    moves: Moves = {}
    """The weekly figures that `--set` has moved; those of one instance."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if naming.is_in_scenarios(cls.__module__):
            # What a base was called by hand, or by a decorator, is not the name of this one.
            for attribute in {"name", "domain"} - {*vars(cls)}:
                setattr(cls, attribute, vars(Scenario)[attribute])

    @property
    def size(self) -> str:
        """The size in the domain's own words, such as "5 members, 8 weeks"; by default the calendar's weeks."""
        weeks = getattr(self.calendar(start_of_today()), "weeks", None)
        return "" if weeks is None else f"{weeks} {'week' if weeks == 1 else 'weeks'}"

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The weekly figures that `--set` can move, by name. The values are those that the story states."""
        return {}

    @property
    def sources(self) -> Sources:
        """The sources of the plan outside the database."""
        return Sources()

    @property
    def reference_tables(self) -> Iterable[ReferenceTable]:
        """Rows of code tables that must be there; those that are missing are added before each run."""
        return ()

    @abstractmethod
    def plan(self, context: Context, shard: Shard) -> Iterator[Row | Change]:
        """The rows of one shard; a row comes after the rows that it refers to."""

    def calendar(self, anchor: datetime) -> Calendar:
        """The story's time: by default its `weeks` full weeks and the running one, or days before the anchor."""
        return AnchoredCalendar(anchor) if self.weeks is None else WeeklyCalendar(anchor, self.weeks)

    def shards(self, options: Mapping[str, Any]) -> Iterable[Shard]:
        """The parts that are planned without knowing each other: by default one, with the scenario's name."""
        return [Shard(self.name)]

    def shared_rows(self, context: Context) -> Mapping[str, Row]:
        """Rows that every shard refers to, by the names under which a shard finds them in its world.

        They are written together with the run's record, before any shard, and belong to the run like all others.
        """
        return {}

    def prerequisites(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        """Read the rows that must exist already, as of the anchor `at`. Raises SeedError with the next step."""
        return World()

    def world_before(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        """Read the world as it was before a run whose rows are there; its record is lost.

        A scenario whose `prerequisites` would refuse its own rows, or find them, says otherwise here. Raises SeedError
        where nothing tells any more what there was.
        """
        return self.prerequisites(options, using, at=at)

    def validate(self) -> list[str]:
        """List the faults in the scenario's own figures; none if it can be run."""
        return []

    def exclusive_key(self, options: Mapping[str, Any]) -> str:
        """A name that two runs cannot share: a second run with the same key is the same run, or is refused."""
        return self.name

    def subjects(self, rows: RunRows, anchor: datetime) -> Iterator[tuple[str, Any]]:
        """The subjects of the promises, part by part (a team, say), each with its label: by default all rows."""
        yield "", rows

    def address(self, run: SeedRun) -> str | None:
        """The page of the product on which a recorded run of this story is best seen; None for the domain's first."""
        return None

    def remarks(self, rows: RunRows) -> Iterable[tuple[str, str]]:
        """Further lines for the report of a proof: a short label and a text each."""
        return ()


class ResizableScenario(Scenario):
    """A scenario whose options change its size, such as its weeks, and with it the calendar, figures and promises."""

    @abstractmethod
    def adapted(self, options: Mapping[str, Any]) -> Self:
        """The scenario as these options make it; without any, itself. `validate` refuses too large a demand."""


def adapted(scenario: Scenario, options: Mapping[str, Any]) -> Scenario:
    """The scenario as its options make it; asked for before the other questions of a run."""
    return scenario.adapted(options) if isinstance(scenario, ResizableScenario) else scenario

"""The base of scenarios: pure functions from (seed, anchor, options, world) to a stream of rows.

It never touches the database, the clock, the network or a global generator: `prerequisites` alone reads what must be
there already, before anything is planned.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from inspect import cleandoc
from shlex import quote
from typing import TYPE_CHECKING, Any, ClassVar, Self

from seedplot.clock import Calendar
from seedplot.errors import SeedError
from seedplot.figures import ENDS, UNMOVED, Figure, Moves, plain
from seedplot.plan import Change, Row, Shard, World
from seedplot.promises import Curve, Promise
from seedplot.streams import DeterministicRandom

if TYPE_CHECKING:
    from seedplot.engine.run_rows import RunRows
    from seedplot.models import SeedRun


PARTS = "parts"
SET = "set"
"""The name under which a run's record keeps the weekly figures that it moved, among its options."""


@dataclass(frozen=True)
class Option:
    """An option that a scenario takes from the command line, as `--name`.

    `parse` turns the text into the value, with a ValueError that says what is allowed. An option that does not decide
    the rows (where to write, what to export) sets `identity=False` and is left out of the run's record.
    """

    name: str
    help: str
    default: Any = None
    parse: Callable[[str], Any] = str
    metavar: str | None = None
    repeatable: bool = False
    flag: bool = False
    identity: bool = True
    settable: bool = False
    """`--set NAME=VALUE` takes it, too."""
    counts: str = ""
    """The value is the number (of a repeatable option: the list) of the run's PARTS, or of its rows of this model.

    A proof counts them, so that `shards` cannot forget any.
    """

    @property
    def key(self) -> str:
        return self.name.replace("-", "_")


def not_blank(text: str) -> str:
    """A parser for an option that names something: an empty value, as of a variable not set, names nothing."""
    if not text.strip():
        raise ValueError("it must not be empty")
    return text.strip()


def whole_number(minimum: int) -> Callable[[str], int]:
    """A parser for an option that takes a whole number, at least the minimum."""

    def parse(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise ValueError("it must be a whole number") from None
        if number < minimum:
            raise ValueError(f"it must be at least {minimum}")
        return number

    return parse


def percentage(text: str) -> float:
    """A parser for an option that takes a share of a hundred."""
    try:
        number = float(text)
    except ValueError:
        raise ValueError("it must be a number from 0 to 100") from None
    if not 0 <= number <= 100:
        raise ValueError("it must lie between 0 and 100")
    return number


@dataclass(frozen=True)
class Context:
    """Everything that a plan may depend on."""

    rng: DeterministicRandom
    calendar: Calendar
    options: Mapping[str, Any]
    world: World = field(default_factory=World)

    @property
    def anchor(self) -> datetime:
        return self.calendar.anchor


class Scenario(ABC):
    """Base of every scenario. The docstring is its story: printed by the list, the documentation and the pages."""

    name: ClassVar[str]
    domain: ClassVar[str]
    kind: ClassVar[str] = "scenario"
    """The kind that its runs are recorded with: a scenario's, or an import's."""
    options: ClassVar[tuple[Option, ...]] = ()
    promises: ClassVar[tuple[Promise, ...]] = ()
    label: ClassVar[str] = ""
    """The name in messages, if it is not the scenario's own."""
    proof_by_shard: ClassVar[bool] = False
    """The promises of a shard need its own and the shared rows only, by `rows.read`: workers may prove it.

    Each part of `subjects` bears the name of its shard then, or that of the shared rows, which are measured once. No
    shard changes a shared row.
    """
    authored: ClassVar[bool] = False
    """Fixed texts: seeds need not differ."""
    future_columns: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """By model label: columns that hold plans (due dates and the like), which may lie after the anchor."""
    disposable: ClassVar[tuple[str, ...]] = ()
    """Notes that the product's own pages make about seeded rows; they are cleared with them.

    Each is named by the relation that leads to the seeded row, as `app.Model.field`. `if blank` and names of columns
    may follow: then only rows in which all of these are empty are meant. Links of such a row to others go with it.
    """
    fingerprint_exclude: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """By model label: columns that the fingerprint leaves out (password hashes, stamps of the wall clock)."""

    moves: Moves = {}
    """The weekly figures that `--set` has moved: of an instance, see `moved_by`."""

    @classmethod
    def story(cls) -> str:
        return " ".join(cleandoc(cls.__doc__ or "").split())

    @abstractmethod
    def size(self) -> str:
        """The size in the domain's own words: "5 members, 8 weeks"."""

    @abstractmethod
    def calendar(self, anchor: datetime) -> Calendar: ...

    @abstractmethod
    def shards(self, options: Mapping[str, Any]) -> Iterable[Shard]: ...

    @abstractmethod
    def plan(self, context: Context, shard: Shard) -> Iterator[Row | Change]:
        """The rows of one shard; a row comes after the rows that it refers to."""

    def shared_rows(self, context: Context) -> Mapping[str, Row]:
        """Rows that every shard refers to, by the names under which a shard finds them in its world.

        They are written together with the run's record, before any shard, and belong to the run like all others.
        """
        return {}

    def figures(self) -> Mapping[str, Figure]:
        """The weekly figures that `--set` can move, by name. The values are those that the story states."""
        return {}

    def moved_by(self, moves: Moves) -> Self:
        """The same story with these figures moved."""
        moved = copy(self)
        moved.moves = moves
        return moved

    def moved(self, figure: str, value: Decimal, week: int, weeks: int) -> Decimal:
        """A figure's value for a week, from the one that the story states for it."""
        return value + self.moves.get(figure, UNMOVED).at(week, weeks) if self.moves else value

    def claims(self) -> tuple[Promise, ...]:
        """The promises, those that follow a figure for where it has been moved to."""
        if not self.moves:
            return self.promises
        return tuple(each if each.follow is None else each.follow(self.moves) for each in self.promises)

    def set_figures(self) -> dict[str, Decimal]:
        """The ends that have been moved and their values, such as {"ai_adoption_rate.final": Decimal("0.4")}."""
        found = {}
        for name, figure in self.figures().items() if self.moves else ():
            for end in ENDS:
                moved_by = getattr(self.moves.get(name, UNMOVED), end)
                if moved_by:
                    found[f"{name}.{end}"] = figure.end(end) + moved_by
        return found

    def validate(self) -> list[str]:
        """List the faults in the scenario's own figures; none if it can be run."""
        return []

    def prerequisites(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        """Read the rows that must exist already, as of the anchor `at`. Raises SeedError with the next step."""
        return World()

    def world_before(self, options: Mapping[str, Any], using: str, *, at: datetime) -> World:
        """Read the world as it was before a run whose rows are there; its record is lost.

        A scenario whose `prerequisites` would refuse its own rows, or find them, says otherwise here. Raises SeedError
        where nothing tells any more what there was.
        """
        return self.prerequisites(options, using, at=at)

    def gather(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        """Get what the plan takes from outside the database (a file, an answer from the network), as JSON values.

        Called before the transaction, so that no other session waits for it. They become the world's `sources`.
        """
        return {}

    def has_sources(self, sources: Mapping[str, Any], options: Mapping[str, Any]) -> bool:
        """Return true if a run with these sources is the one that the options ask for."""
        return True

    def exclusive_key(self, options: Mapping[str, Any]) -> str:
        """A name that two runs cannot share: a second run with the same key is the same run, or is refused."""
        return self.name

    def subjects(self, rows: RunRows, anchor: datetime) -> Iterator[tuple[str, Any]]:
        """The subjects of the promises, part by part (a team, say), each with its label."""
        yield "", rows

    def curves(self, subject: Any) -> Iterable[Curve]:
        """A few lines of figures to show after a run, from the first subject."""
        return ()

    def remarks(self, rows: RunRows) -> Iterable[tuple[str, str]]:
        """Further lines for the report of a proof: a short label and a text each."""
        return ()

    def next_steps(self) -> Iterable[str]:
        """Commands worth trying after a run."""
        return ()

    def export_commands(self, run: SeedRun) -> Iterable[str]:
        """Commands that write the run's files anew, once its rows have moved on to a later day."""
        return ()

    def stream(self, seed: int) -> DeterministicRandom:
        """The root of all draws; named by the scenario, so that no other scenario shares it."""
        return DeterministicRandom(seed).at(self.name)

    def context(self, seed: int, anchor: datetime, options: Mapping[str, Any], world: World) -> Context:
        return Context(self.stream(seed), self.calendar(anchor), self.complete(options), world)

    def complete(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """The given options, and the defaults of the others. SeedError names one that the scenario does not take."""
        known = {option.key: option.default for option in self.options}
        for key in options:
            if key not in known:
                raise SeedError(
                    f"{self.label or self.name} takes no option --{key.replace('_', '-')}. {self._options_line()}"
                )
        return {**known, **options}

    def identity(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """Those options that decide the rows, as the run's record keeps them."""
        complete = self.complete(options)
        own = {option.key: complete[option.key] for option in self.options if option.identity}
        moved = {name: plain(value) for name, value in sorted(self.set_figures().items())}
        return {**own, SET: moved} if moved else own

    def recorded_options(self, recorded: Mapping[str, Any]) -> dict[str, Any]:
        """The options of a run, from what its record keeps of them."""
        options = {}
        for option in self.options:
            value = recorded.get(option.key, option.default)
            if value is None or option.flag:
                options[option.key] = value
            elif option.repeatable:
                options[option.key] = [option.parse(str(each)) for each in value]
            else:
                options[option.key] = option.parse(str(value))
        return options

    def options_of(self, run: SeedRun) -> str:
        """The options with which a command finds that recorded run, as the user types them."""
        words = [] if run.seed == 42 else [f"--seed {run.seed}"]
        words += [] if run.using == "default" else [f"--database {run.using}"]
        for option in self.options:
            value = run.options.get(option.key, option.default)
            if value is None or value is False or str(value) == str(option.default):
                continue
            values = value if isinstance(value, (list, tuple)) else [value]
            words += [f"--{option.name}"] if option.flag else [f"--{option.name} {quote(str(each))}" for each in values]
        return " ".join(words)

    def _options_line(self) -> str:
        names = ", ".join(f"--{option.name}" for option in self.options)
        return f"It takes: {names}." if names else "It takes none of its own."

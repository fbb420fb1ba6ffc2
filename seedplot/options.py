"""Options of scenarios: as they are declared, as a command line gives them, and as a run's record keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING, Any

from seedplot.errors import SeedError
from seedplot.figures import moved_ends, plain

if TYPE_CHECKING:
    from seedplot.models import SeedRun
    from seedplot.scenario import Scenario

PARTS = "parts"
"""`Option.counts` of an option that states how many shards a run has.

>>> from seedplot import PARTS, Option, whole_number
>>> Option("beds", "How many beds.", default=3, parse=whole_number(1), counts=PARTS).counts
'parts'
"""
SET = "set"
"""The name under which a run's record keeps the weekly figures that it moved, among its options."""


@dataclass(frozen=True)
class Option:
    """An option that a scenario takes from the command line, as `--name`.

    `parse` turns the text into the value, with a ValueError that says what is allowed. An option that does not decide
    the rows (where to write, what to export) sets `identity=False` and is left out of the run's record.

    >>> from seedplot import Option, whole_number
    >>> tables = Option("tables", "How many tables (default: 8).", default=8, parse=whole_number(1), metavar="N")
    >>> tables.key, tables.parse("12")
    ('tables', 12)
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
    """A parser for an option that names something: an empty value, as of a variable not set, names nothing.

    >>> from seedplot import not_blank
    >>> not_blank(" north ")
    'north'
    >>> not_blank(" ")
    Traceback (most recent call last):
    ...
    ValueError: it must not be empty
    """
    if not text.strip():
        raise ValueError("it must not be empty")
    return text.strip()


def whole_number(minimum: int, maximum: int | None = None) -> Callable[[str], int]:
    """A parser for an option that takes a whole number, at least the minimum and at most the maximum.

    >>> from seedplot import whole_number
    >>> whole_number(1, 20)("12")
    12
    >>> whole_number(1, 20)("21")
    Traceback (most recent call last):
    ...
    ValueError: it must be at most 20
    """

    def parse(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise ValueError("it must be a whole number") from None
        if number < minimum:
            raise ValueError(f"it must be at least {minimum}")
        if maximum is not None and number > maximum:
            raise ValueError(f"it must be at most {maximum:,}")
        return number

    return parse


def percentage(text: str) -> float:
    """A parser for an option that takes a share of a hundred.

    >>> from seedplot import percentage
    >>> percentage("12.5")
    12.5
    >>> percentage("101")
    Traceback (most recent call last):
    ...
    ValueError: it must lie between 0 and 100
    """
    try:
        number = float(text)
    except ValueError:
        raise ValueError("it must be a number from 0 to 100") from None
    if not 0 <= number <= 100:
        raise ValueError("it must lie between 0 and 100")
    return number


def complete_options(scenario: Scenario, options: Mapping[str, Any]) -> dict[str, Any]:
    """The given options, and the defaults of the others. SeedError names one that the scenario does not take."""
    known = {option.key: option.default for option in scenario.options}
    for key in options:
        if key not in known:
            names = ", ".join(f"--{option.name}" for option in scenario.options)
            takes = f"It takes: {names}." if names else "It takes none of its own."
            raise SeedError(f"{scenario.label or scenario.name} takes no option --{key.replace('_', '-')}. {takes}")
    return {**known, **options}


def identity_of(scenario: Scenario, options: Mapping[str, Any]) -> dict[str, Any]:
    """Those options that decide the rows, as the run's record keeps them, and the figures that have been moved."""
    complete = complete_options(scenario, options)
    own = {option.key: complete[option.key] for option in scenario.options if option.identity}
    moved = {name: plain(value) for name, value in sorted(moved_ends(scenario.figures, scenario.moves).items())}
    return {**own, SET: moved} if moved else own


def recorded_options(scenario: Scenario, recorded: Mapping[str, Any]) -> dict[str, Any]:
    """The options of a run, from what its record keeps of them."""
    options = {}
    for option in scenario.options:
        value = recorded.get(option.key, option.default)
        if value is None or option.flag:
            options[option.key] = value
        elif option.repeatable:
            options[option.key] = [option.parse(str(each)) for each in value]
        else:
            options[option.key] = option.parse(str(value))
    return options


def options_as_typed(scenario: Scenario, run: SeedRun) -> str:
    """The options with which a command finds that recorded run, as the user types them."""
    words = [] if run.seed == 42 else [f"--seed {run.seed}"]
    words += [] if run.using == "default" else [f"--database {run.using}"]
    return " ".join([*words, *story_options_as_typed(scenario, run)])


def story_options_as_typed(scenario: Scenario, run: SeedRun) -> list[str]:
    """The same without seed and database: those that the scenario itself declares."""
    words = []
    for option in scenario.options:
        value = run.options.get(option.key, option.default)
        if value is None or value is False or str(value) == str(option.default):
            continue
        values = value if isinstance(value, (list, tuple)) else [value]
        words += [f"--{option.name}"] if option.flag else [f"--{option.name} {quote(str(each))}" for each in values]
    return words

"""Values that `--set` asks for: a weekly figure's first or final one, or an option that a scenario calls settable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any, TypeVar

from seedplot.errors import SeedError
from seedplot.figures import ENDS, UNMOVED, Move, plain
from seedplot.options import Option
from seedplot.scenario import Scenario

S = TypeVar("S", bound=Scenario)

MOST_CHARACTERS = 40


@dataclass(frozen=True)
class SetValues:
    """The values of `--set`: of figures' ends, such as "ai_adoption_rate.final", and of options, by key."""

    figures: Mapping[str, Decimal]
    options: Mapping[str, Any]


def parse_set_values(scenario: Scenario, texts: Iterable[str]) -> SetValues:
    """The texts behind each `--set`. SeedError for a name that the scenario does not know, and for no number."""
    figures: dict[str, Decimal] = {}
    options: dict[str, Any] = {}
    settable = _settable(scenario)
    for text in texts:
        name, equals, value = text.partition("=")
        if name in settable and equals:
            option = settable[name]
            try:
                parsed = option.parse(value)
            except ValueError as error:
                raise SeedError(f"--set {_shown(text)}: {error}") from None
            if option.repeatable:
                options.setdefault(option.key, []).append(parsed)
            else:
                _refuse_twice(name, option.key in options)
                options[option.key] = parsed
        elif name in known_ends(scenario) and equals:
            _refuse_twice(name, name in figures)
            figures[name] = _number(text, value)
        else:
            raise _unknown(scenario, text)
    return SetValues(figures, options)


def takes(scenario: Scenario, text: str) -> bool:
    """Return true if the scenario knows the name in that text."""
    return text.partition("=")[0] in [*known_ends(scenario), *_settable(scenario)]


def with_figures(scenario: S, values: Mapping[str, Decimal]) -> S:
    """The scenario with these ends of its weekly figures. SeedError for a value that the story cannot have."""
    if not values:
        return scenario
    figures = scenario.figures
    moves: dict[str, Move] = {}
    for name, value in values.items():
        if name not in known_ends(scenario):
            raise _unknown(scenario, f"{name}={plain(value)}")
        figure, end = name.rsplit(".", 1)
        ends = {each: getattr(moves.get(figure, UNMOVED), each) for each in ENDS}
        moves[figure] = Move(**{**ends, end: value - figures[figure].end(end)})
    moved = copy(scenario)
    moved.moves = moves
    for name, value in values.items():
        figure, end = name.rsplit(".", 1)
        allowed = moved.figures[figure].range(end)
        if value not in allowed:
            raise SeedError(f"--set {name}={plain(value)}: it must lie {allowed}.")
    faults = moved.validate()
    if faults:
        given = " ".join(f"--set {name}={plain(value)}" for name, value in values.items())
        raise SeedError(f"{given} is more than the story can have: {faults[0]}. Give values nearer to the stated ones.")
    return moved


def known_ends(scenario: Scenario) -> list[str]:
    """The names of the ends of weekly figures that `--set` takes."""
    return [f"{name}.{end}" for name in scenario.figures for end in ENDS]


def _settable(scenario: Scenario) -> dict[str, Option]:
    return {option.name: option for option in scenario.options if option.settable}


def _number(text: str, value: str) -> Decimal:
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= 10**9 or number != number.quantize(Decimal("0.0001")):
        raise SeedError(f"--set {_shown(text)}: it must be a number with at most four decimal places, such as 0.4.")
    return number


def _refuse_twice(name: str, is_there: bool) -> None:
    if is_there:
        raise SeedError(f"--set names {name} twice. Name each once.")


def _unknown(scenario: Scenario, text: str) -> SeedError:
    name, equals, _ = text.partition("=")
    known = [*known_ends(scenario), *_settable(scenario)]
    label = scenario.label or scenario.name
    if not known:
        return SeedError(f"{label} has nothing that --set could change. Leave out --set {_shown(text)}.")
    if name in known and not equals:
        return SeedError(f"--set {_shown(text)} names no value. Give it one: --set {name}=VALUE.")
    # A figure's name alone is near to that of both its ends.
    nearest = get_close_matches(name.lower(), known, n=1)
    guess = f" Did you mean {nearest[0]}?" if nearest else ""
    return SeedError(f"--set {_shown(text)}: {label} has no such figure or option.{guess} Known: {', '.join(known)}.")


def _shown(text: str) -> str:
    """The text in one line of bounded length."""
    clean = text if text.isprintable() else repr(text)
    return clean if len(clean) <= MOST_CHARACTERS else f"{clean[: MOST_CHARACTERS - 3]}..."

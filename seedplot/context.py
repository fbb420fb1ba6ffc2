"""Everything that a plan may depend on: the root of its draws, its calendar, its options and the world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from seedplot.options import complete_options
from seedplot.plan import World

if TYPE_CHECKING:
    from seedplot.clock import Calendar
    from seedplot.scenario import Scenario
    from seedplot.streams import DeterministicRandom


@dataclass(frozen=True)
class Context:
    """Everything that a plan may depend on.

    A plan gets it ready-made: it draws from `context.rng.at(...)`, and asks `context.calendar` instead of the clock.

    >>> from seedplot import Context, DeterministicRandom, FixedCalendar
    >>> from seedplot.clock import start_of_today
    >>> context = Context(DeterministicRandom(42), FixedCalendar(start_of_today()), options={"beds": 3})
    >>> context.options["beds"], context.anchor == context.calendar.anchor
    (3, True)
    """

    rng: DeterministicRandom
    """The root of all draws: an instance of the scenario's `stream_class`."""
    calendar: Calendar
    """The scenario's own calendar, at the run's anchor."""
    options: Mapping[str, Any]
    world: World = field(default_factory=World)

    @property
    def anchor(self) -> datetime:
        return self.calendar.anchor


def stream_of(scenario: Scenario, seed: int) -> Any:
    """The root of all draws; named by the scenario, so that no other scenario shares it."""
    return scenario.stream_class(seed).at(scenario.name)


def context_of(scenario: Scenario, seed: int, anchor: datetime, options: Mapping[str, Any], world: World) -> Context:
    """The context of a run with that seed, anchor, world and options; those that are not given have their defaults."""
    return Context(stream_of(scenario, seed), scenario.calendar(anchor), complete_options(scenario, options), world)

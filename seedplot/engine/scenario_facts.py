"""The facts of a scenario that a run's record keeps, so that its rows can be told from others once its code is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from seedplot import registry
from seedplot.clock import AnchoredCalendar, Calendar, FixedCalendar, WeeklyCalendar
from seedplot.context import Context
from seedplot.engine.added_columns import with_added_columns
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from seedplot.plan import Change, Row, Shard
from seedplot.scenario import Scenario

KINDS: Mapping[str, type[Calendar]] = {"weekly": WeeklyCalendar, "anchored": AnchoredCalendar, "fixed": FixedCalendar}
DECIDES_TEXTS = ("coordinate", "utc_day", "date_coordinate", "naive_coordinate", "origin")
"""The parts of a calendar on which the texts of its moments depend, and so the digests."""


def facts_of(scenario: Scenario, anchor: datetime) -> dict[str, Any]:
    """The facts, as JSON; none of a scenario with moments of its own kind, whose code alone can write them."""
    kind = _kind_of(scenario.calendar(anchor))
    if kind is None:
        return {}
    excluded = {label: list(columns) for label, columns in scenario.fingerprint_exclude.items()}
    return {"calendar": kind, "excluded": excluded, "disposable": list(scenario.disposable)}


def scenario_known_of(run: SeedRun) -> Scenario:
    """The run's scenario or, where no installed app has it any more, what its record tells. SeedError for neither."""
    try:
        return registry.scenario_of_run(run)
    except SeedError:
        if not run.facts:
            raise
        return _RecordedScenario(run)


def _kind_of(calendar: Calendar) -> dict[str, Any] | None:
    """The calendar as the record keeps it, if it is one of the engine's own or writes moments like one."""
    for kind, base in KINDS.items():
        if isinstance(calendar, base):
            found = {"kind": kind, **({"weeks": calendar.weeks} if isinstance(calendar, WeeklyCalendar) else {})}
            is_like_it = all(getattr(type(calendar), name) is getattr(base, name) for name in DECIDES_TEXTS)
            if is_like_it and _calendar(found, calendar.anchor).origin == calendar.origin:
                return found
    return None


def _calendar(recorded: Mapping[str, Any], anchor: datetime) -> Calendar:
    if recorded["kind"] == "weekly":
        return WeeklyCalendar(anchor, recorded["weeks"])
    return KINDS[recorded["kind"]](anchor)


class _RecordedScenario(Scenario):
    """A scenario that is gone: its rows can be read and hashed, and nothing can be planned."""

    size = "gone"

    def __init__(self, run: SeedRun) -> None:
        self._run = run
        self.name, self.domain = run.scenario, run.domain  # type: ignore[misc]  # of this one
        self.disposable = tuple(run.facts["disposable"])  # type: ignore[misc]  # as above
        self.fingerprint_exclude = with_added_columns(run.facts["excluded"], run)  # type: ignore[misc]  # as above

    def calendar(self, anchor: datetime) -> Calendar:
        return _calendar(self._run.facts["calendar"], anchor)

    def shards(self, options: Mapping[str, Any]) -> Iterable[Shard]:
        raise self._gone()

    def plan(self, context: Context, shard: Shard) -> Iterator[Row | Change]:
        raise self._gone()

    def _gone(self) -> SeedError:
        return SeedError(f"{self._run} cannot be planned any more: its scenario is gone.")

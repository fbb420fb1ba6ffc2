"""Narrative-shaped, reproducible demo data for Django."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from seedplot.clock import AnchoredCalendar, Calendar, FixedCalendar, WeeklyCalendar
    from seedplot.context import Context
    from seedplot.engine.run_rows import RunRows
    from seedplot.errors import PlanError, SeedError
    from seedplot.factories import Columns, Drawn, Instances, SeedFactory
    from seedplot.fields import WallClockField
    from seedplot.figures import Figure, Range, moved
    from seedplot.options import PARTS, Option, not_blank, percentage, whole_number
    from seedplot.passwords import seeded_password
    from seedplot.plan import SHARED_ROWS, Change, ReferenceTable, Row, Shard, World, WorldRow
    from seedplot.promises import AtLeast, AtMost, Between, Curve, Empty, Near, Promise
    from seedplot.quotas import Permutation, allot, apportion, fit_total, ranked, rounded
    from seedplot.scenario import Scenario
    from seedplot.sources import Sources
    from seedplot.streams import DeterministicRandom
    from seedplot.timestamps import TimeStamped

__version__ = "0.2.0"

# Loaded when they are asked for: settings may import this package, and listing scenarios needs few of them.
_NAMES = {
    "clock": ("AnchoredCalendar", "Calendar", "FixedCalendar", "WeeklyCalendar"),
    "context": ("Context",),
    "engine.run_rows": ("RunRows",),
    "errors": ("PlanError", "SeedError"),
    "factories": ("Columns", "Drawn", "Instances", "SeedFactory"),
    "fields": ("WallClockField",),
    "figures": ("Figure", "Range", "moved"),
    "options": ("PARTS", "Option", "not_blank", "percentage", "whole_number"),
    "passwords": ("seeded_password",),
    "plan": ("SHARED_ROWS", "Change", "ReferenceTable", "Row", "Shard", "World", "WorldRow"),
    "promises": ("AtLeast", "AtMost", "Between", "Curve", "Empty", "Near", "Promise"),
    "quotas": ("Permutation", "allot", "apportion", "fit_total", "ranked", "rounded"),
    "scenario": ("Scenario",),
    "sources": ("Sources",),
    "streams": ("DeterministicRandom",),
    "timestamps": ("TimeStamped",),
}
_PLACES = {name: place for place, names in _NAMES.items() for name in names}

__all__ = [
    "PARTS",
    "SHARED_ROWS",
    "AnchoredCalendar",
    "AtLeast",
    "AtMost",
    "Between",
    "Calendar",
    "Change",
    "Columns",
    "Context",
    "Curve",
    "DeterministicRandom",
    "Drawn",
    "Empty",
    "Figure",
    "FixedCalendar",
    "Instances",
    "Near",
    "Option",
    "Permutation",
    "PlanError",
    "Promise",
    "Range",
    "ReferenceTable",
    "Row",
    "RunRows",
    "Scenario",
    "SeedError",
    "SeedFactory",
    "Shard",
    "Sources",
    "TimeStamped",
    "WallClockField",
    "WeeklyCalendar",
    "World",
    "WorldRow",
    "allot",
    "apportion",
    "fit_total",
    "moved",
    "not_blank",
    "percentage",
    "ranked",
    "rounded",
    "seeded_password",
    "whole_number",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'seedplot' has no attribute '{name}'")
    found = getattr(import_module(f"seedplot.{_PLACES[name]}"), name)
    # The next time, Python finds it without asking.
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

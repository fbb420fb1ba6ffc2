"""`seedplot why MODEL KEY`: the reason why a row is as it is."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from seedplot.commands.verbs import run_option
from seedplot.commands.verbs.base import Verb
from seedplot.figures import plain

if TYPE_CHECKING:
    from seedplot.engine.explaining.why import Explanation, Value
    from seedplot.models import SeedRun

MOST_DRAWS = 60


class Command(Verb):
    help = "Explain a row: its story, place, draws, the week's targets, what it refers to, and its planned values."

    @classmethod
    def add_arguments(cls, parser: ArgumentParser) -> None:
        parser.add_argument("model", metavar="MODEL", help="Its model, such as metrics.PullRequest, in any case.")
        parser.add_argument("key", metavar="KEY", help="Its primary key.")

    def run(self, options: Mapping[str, Any]) -> None:
        from seedplot.engine import tables
        from seedplot.engine.explaining.why import explain

        found = explain(options["model"], options["key"], using=options["database"], way_on=_seed_again)
        color = not options["no_color"]
        for line in _place(found):
            self.stdout.write(line)
        for week in found.weeks:
            targets = ", ".join(f"{name} {plain(value)}" for name, value in week.targets.items())
            self.stdout.write(f"Week {week.number + 1:<7} {', '.join(week.columns)}{': ' if targets else ''}{targets}")
        if found.targets:
            rows = tables.table("Refers to", "Row", "In the plan")
            for target in found.targets:
                rows.add_row(target.column, f"{target.label} {target.key}", target.name)
            self._print(rows, color)
        self._print(_draws(found), color)
        self._print(_values(found), color)
        self.stdout.write("")
        self.stdout.write(_verdict(found))

    def _print(self, rows: Any, color: bool) -> None:
        from seedplot.engine import tables

        self.stdout.write("")
        self.stdout.write(tables.printed(rows, self.stdout, color=color))


def _seed_again(run: SeedRun) -> str:
    return f"Clear it and seed it again: {run_option.again(run)}"


def _place(found: Explanation) -> Iterator[str]:
    place = found.place
    yield f"{place.label} {place.key}"
    yield f"Run          {place.run}"
    yield f"Story        {found.scenario.story}"
    yield f"Shard        {place.shard}, number {place.position} of its {place.label}, from 0"
    yield f"Stream       {found.path}"


def _draws(found: Explanation) -> Any:
    """The draws in their order, those of one stream under its name; of many, the first ones."""
    from seedplot.engine import tables
    from seedplot.engine.replaying.differences import shown

    rows = tables.table(f"Draws of {found.part}", "Draw", "Value")
    for path, draws in groupby(found.draws[:MOST_DRAWS], key=lambda draw: draw.path):
        name = path.removeprefix(found.part) or "itself"
        for number, draw in enumerate(draws):
            rows.add_row("" if number else name, draw.method, shown(draw.value))
    if len(found.draws) > MOST_DRAWS:
        rows.add_row("", "", f"and {len(found.draws) - MOST_DRAWS:,} more")
    if not found.draws:
        rows.add_row("none: all of its values are stated or follow from others", "", "")
    return rows


def _values(found: Explanation) -> Any:
    from seedplot.engine import tables
    from seedplot.engine.replaying.differences import shown

    rows = tables.table("Column", "Planned", "In the database", "")
    for each in found.values:
        rows.add_row(each.name, shown(each.planned), shown(each.found) if found.is_there else "-", _mark(each, found))
    return rows


def _mark(value: Value, found: Explanation) -> str:
    if value.is_planned or not found.is_there:
        return ""
    return "differs" if value.replaced_by is None else f"changed by run {value.replaced_by.pk}"


def _verdict(found: Explanation) -> str:
    edited = [each.name for each in found.differing if each.replaced_by is None]
    if not found.is_there:
        return "The row is gone from the database; these are its planned values."
    unsure = "" if found.is_proven else " Its run is not proven yet, so the story may have changed since."
    if not edited:
        return f"The row is as it was planned.{unsure}"
    are = "is" if len(edited) == 1 else "are"
    return f"{len(edited)} of its columns {are} not as planned: {', '.join(edited)}.{unsure}"

"""`seedplot diff`: two plans of one story, or two recorded runs, row by row."""

from __future__ import annotations

import json
import re
from argparse import REMAINDER, ArgumentParser, Namespace
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandParser

from seedplot.commands import arguments
from seedplot.commands.options import is_set
from seedplot.commands.verbs.base import Verb
from seedplot.errors import SeedError

if TYPE_CHECKING:
    from seedplot.engine.explaining.diff import Diff, PlanRequest, TableDiff
    from seedplot.options import Option
from seedplot.scenario import Scenario

RUN = re.compile(r"([0-9]+)(?:@(.+))?")
OPTIONS = ("seed", "as_of", "set_values")


class Command(Verb):
    help = "Compare two plans of a story without writing, or two recorded runs: which rows differ, table by table."

    @classmethod
    def add_arguments(cls, parser: ArgumentParser) -> None:
        parser.add_argument("first", metavar="SCENARIO|RUN", help="A story, or the number of a run: 2, or 2@ALIAS.")
        parser.add_argument("second", metavar="RUN", nargs="?", help="The run to compare it with: 3, or 3@ALIAS.")
        _add_side(parser, _scenario_options())
        parser.add_argument("--format", choices=("table", "json"), default="table", help="(default: table)")
        parser.add_argument(
            "--against",
            nargs=REMAINDER,
            metavar="OPTION",
            help="What is different on the second side, which has all else of the first. Comes last.",
        )

    def run(self, options: Mapping[str, Any]) -> None:
        found = self._of_runs(options) if RUN.fullmatch(options["first"]) else self._of_plans(options)
        if options["format"] == "json":
            self.stdout.write(json.dumps(_as_json(found), indent=2))
            return
        self.stdout.write(_table(found, self.stdout, color=not options["no_color"]))
        if found.sentences:
            self.stdout.write("")
        for sentence in found.sentences:
            self.stdout.write(sentence)
        self.stdout.write("")
        self.stdout.write("No row differs." if found.is_same else _changed_columns(found))
        how = "the paths of their streams" if found.by_path else "shard and position"
        self.stdout.write(f"Rows are matched by {how}.")

    def _of_runs(self, options: Mapping[str, Any]) -> Diff:
        from seedplot.engine import provenance
        from seedplot.engine.explaining.diff import diff_of_runs

        if options["second"] is None:
            raise SeedError(
                f"A run is compared with another one: python manage.py seedplot diff {options['first']} RUN"
            )
        if options["against"] is not None or any(options[name] for name in OPTIONS if name != "seed"):
            raise SeedError("Recorded runs are compared as they are. Leave out the options, or name a scenario.")
        places = [_place(text, options["database"]) for text in (options["first"], options["second"])]
        return diff_of_runs(*(provenance.run_numbered(number, alias) for number, alias in places))

    def _of_plans(self, options: Mapping[str, Any]) -> Diff:
        from seedplot import registry
        from seedplot.engine.explaining.diff import diff_of_plans

        if options["second"] is not None:
            raise SeedError(
                f"'{options['second']}' is one name too many. Two plans of one story are compared by: "
                f"python manage.py seedplot diff {options['first']} --against OPTION"
            )
        scenario = registry.find(options["first"], registry.discover())
        if not options["against"]:
            raise SeedError(
                f"Say what is different on the second side: python manage.py seedplot diff {scenario.name} --against "
                f"--seed 7"
            )
        changed = _parsed(options["against"])
        known = _scenario_options()
        first = _plan(scenario, known, options, options["database"])
        second = _plan(scenario, known, _laid_over(options, changed), options["database"])
        return diff_of_plans(first, second)


def _scenario_options() -> dict[str, Option]:
    """The options of all listed scenarios that decide rows, by key."""
    from seedplot import registry

    found: dict[str, Option] = {}
    for scenario in registry.discover().values():
        for option in scenario.options:
            if option.identity:
                found.setdefault(option.key, option)
    return found


def _add_side(parser: ArgumentParser, known: Mapping[str, Option]) -> None:
    parser.add_argument("--seed", metavar="INT", help="The seed (default: 42).")
    parser.add_argument("--as-of", metavar="DATE", help='The day that is "now", as YYYY-MM-DD (default: today).')
    parser.add_argument(
        "--set", action="append", dest="set_values", metavar="NAME=VALUE", help="A weekly figure's end, or an option."
    )
    group = parser.add_argument_group("options of scenarios")
    for option in known.values():
        arguments.add_scenario_option(group, option)


def _parsed(words: Sequence[str]) -> Namespace:
    parser = CommandParser(prog="--against", add_help=False, allow_abbrev=False, called_from_command_line=False)
    _add_side(parser, _scenario_options())
    try:
        return parser.parse_args(list(words))
    except Exception as error:
        reason = str(error).removeprefix("Error: ")
        raise SeedError(f"--against: {reason}. See: python manage.py seedplot diff --help") from None


def _laid_over(options: Mapping[str, Any], changed: Namespace) -> dict[str, Any]:
    """The options of the first side with those that the second one names in their place."""
    named = {name: value for name, value in vars(changed).items() if is_set(value)}
    own = named.pop("set_values", [])
    names = {text.partition("=")[0] for text in own}
    names |= {name.replace("_", "-") for name in named}
    kept = [text for text in options["set_values"] or () if text.partition("=")[0] not in names]
    # An option that --set names on the second side takes the place of the same one on the first.
    without = {text.partition("=")[0].replace("-", "_"): None for text in own if "." not in text.partition("=")[0]}
    return {**options, **without, **named, "set_values": [*kept, *own]}


def _plan(scenario: Scenario, known: Mapping[str, Option], options: Mapping[str, Any], using: str) -> PlanRequest:
    from seedplot.clock import parse_anchor, start_of_today
    from seedplot.engine import pipeline
    from seedplot.engine.explaining.diff import PlanRequest
    from seedplot.engine.runs import Request

    moved, own = arguments.set_on(scenario, known, options["set_values"] or (), options)
    seed = arguments.parse_seed("42" if options["seed"] is None else options["seed"])
    anchor = start_of_today() if options["as_of"] is None else parse_anchor(options["as_of"])
    pipeline.check(Request(moved, seed, anchor, own, using=using))
    return PlanRequest(moved, seed, anchor, own, using)


def _place(text: str, using: str) -> tuple[int, str]:
    """The number of a run and the database that it is in."""
    found = RUN.fullmatch(text)
    if found is None:
        raise SeedError(f"'{text}' is no run. Name one by its number, or by number and database: 2@ALIAS.")
    number, alias = int(found[1]), found[2] or using
    arguments.check_database(alias)
    return number, alias


def _table(found: Diff, stream: Any, *, color: bool) -> str:
    from seedplot.engine import tables

    rows = tables.table("Rows", ">Added", ">Gone", ">Changed", ">Unchanged")
    for each in found.tables:
        rows.add_row(each.label, *(f"{count:,}" for count in _counts(each)))
    sums = [sum(counts) for counts in zip(*map(_counts, found.tables), strict=True)]
    rows.add_row("in all", *(f"{count:,}" for count in sums))
    return tables.printed(rows, stream, color=color)


def _counts(table: TableDiff) -> tuple[int, int, int, int]:
    return table.added, table.gone, table.changed, table.unchanged


def _changed_columns(found: Diff) -> str:
    parts: Iterable[str] = (
        f"{table.label}: {', '.join(f'{name} ({count:,})' for name, count in table.columns.most_common())}"
        for table in found.tables
        if table.columns
    )
    return "\n".join(["Columns that differ, and in how many rows:", *(f"  {part}" for part in parts)])


def _as_json(found: Diff) -> dict[str, Any]:
    return {
        "matched_by": "path" if found.by_path else "position",
        "figures": list(found.sentences),
        "tables": {
            each.label: {
                "added": each.added,
                "gone": each.gone,
                "changed": each.changed,
                "unchanged": each.unchanged,
                "columns": dict(each.columns),
                "first": each.named,
            }
            for each in found.tables
        },
    }

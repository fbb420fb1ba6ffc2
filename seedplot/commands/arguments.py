"""The command line of seed commands: the shared arguments, those of scenarios, and what they mean."""

from __future__ import annotations

import re
from argparse import ArgumentParser, _ActionsContainer
from collections.abc import Iterable, Mapping, Set
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandParser
from django.db import connections

from seedplot.commands.options import SeedOptions, is_set
from seedplot.errors import SeedError
from seedplot.options import Option, complete_options, whole_number
from seedplot.scenario import Scenario, adapted
from seedplot.set_values import parse_set_values, with_figures

if TYPE_CHECKING:
    from seedplot.engine.dask_cluster import DaskCluster

SEEDS = range(-(2**63), 2**63)
MOST = 2**63 - 1
"""The largest number of anything: that of a run, or of workers."""
FINGERPRINT = re.compile("[0-9a-f]{32}")


def add_shared_arguments(parser: CommandParser, excluded: Set[str]) -> None:
    """Add the options of every seed command; an excluded one has its default and cannot be named."""
    from seedplot.commands import clearing

    def add(name: str, **settings: Any) -> None:
        if name not in excluded:
            parser.add_argument(name, **settings)
        else:
            is_flag = settings.get("action") == "store_true"
            dest = settings.get("dest", name[2:].replace("-", "_"))
            parser.set_defaults(**{dest: False if is_flag else None})

    add(
        "--scenario",
        action="append",
        metavar="NAME",
        help="The story to tell; see --list-scenarios. May be repeated: each is a run of its own.",
    )
    add("--seed", default="42", metavar="INT", help="The same seed gives the same rows (default: 42).")
    add("--as-of", metavar="DATE", help='The day that is "now", as YYYY-MM-DD (default: today).')
    add(
        "--set",
        action="append",
        dest="set_values",
        metavar="NAME=VALUE",
        help="Let a weekly figure begin or end elsewhere (FIGURE.first=0.2, FIGURE.final=0.4), or set an option.",
    )
    add("--list-scenarios", action="store_true", help="Print the scenarios and exit.")
    add("--clear", action="store_true", help="Remove what earlier runs wrote, then seed.")
    add("--clear-only", action="store_true", help="Remove what earlier runs wrote, and nothing else.")
    clearing.add_arguments(add)
    add("--dry-run", action="store_true", help="Write, check, and roll everything back.")
    add("--verify", action="store_true", help="Check the promises and the fingerprint of what is there.")
    add("--adopt", action="store_true", help="Write the lost record of a run anew, whose rows are still there.")
    add("--expect", metavar="FINGERPRINT", help="Fail unless the data have this fingerprint.")
    add("--skip-proof", action="store_true", help="Leave promises and fingerprint to a later --verify.")
    add("--workers", metavar="N", help="Plan and prove with so many processes (default: all cores, for many rows).")
    add("--scheduler", metavar="ADDRESS", help="Write with a Dask cluster, a transaction for each part of the story.")
    add("--resume", metavar="RUN", help="Write the missing parts of a cluster's unfinished run.")
    add(
        "--fast-load",
        action="store_true",
        help="Drop foreign keys while loading into empty tables, and add them validated (PostgreSQL).",
    )
    add("--no-progress", action="store_true", help="Show no progress bar.")
    if "--allow-production" in excluded:
        parser.set_defaults(allow_production=False)
    else:
        add_allow_production(parser)
    add("--database", default="default", metavar="ALIAS", help="The database to use (default: default).")


def add_allow_production(parser: ArgumentParser) -> None:
    """Add the option of every command that writes."""
    parser.add_argument(
        "--allow-production",
        action="store_true",
        help="Write although DEBUG is off; also needs SEEDPLOT_ALLOW_PRODUCTION=1.",
    )


def add_scenario_option(parser: _ActionsContainer, option: Option) -> None:
    name = f"--{option.name}"
    if option.flag:
        parser.add_argument(name, action="store_true", help=option.help)
    elif option.repeatable:
        parser.add_argument(name, action="append", metavar=option.metavar, help=option.help)
    else:
        parser.add_argument(name, metavar=option.metavar, help=option.help)


def scenario_options(scenario: Scenario, known: Mapping[str, Option], extra: Mapping[str, Any]) -> dict[str, Any]:
    """The scenario's options that were set, parsed. SeedError for one that belongs to another scenario."""
    found: dict[str, Any] = {}
    own = {option.key: option for option in scenario.options}
    for key in known:
        value: Any = extra.get(key)
        if not is_set(value):
            continue
        if key not in own:
            complete_options(scenario, {key: value})
        option = own[key]
        found[key] = [_parse(option, each) for each in value] if option.repeatable else _parse(option, value)
    return found


def set_on(
    scenario: Scenario, known: Mapping[str, Option], set_values: Iterable[str], extra: Mapping[str, Any]
) -> tuple[Scenario, dict[str, Any]]:
    """The scenario as its options make it, with the figures that --set moves, and all options that were set."""
    found = scenario_options(scenario, known, extra)
    values = parse_set_values(scenario, set_values)
    for key in values.options:
        if key in found:
            name = key.replace("_", "-")
            raise SeedError(f"--{name} and --set {name}=... say the same. Leave out one of them.")
    options = {**found, **values.options}
    return with_figures(adapted(scenario, options), values.figures), options


def _parse(option: Option, value: Any) -> Any:
    if option.flag:
        return value
    try:
        return option.parse(str(value))
    except ValueError as error:
        raise SeedError(f"--{option.name} {value}: {error}") from None


def parse_seed(text: str | int) -> int:
    try:
        seed = int(str(text))
    except ValueError:
        raise SeedError(f"'{text}' is not an integer. Give --seed as a whole number, such as 42.") from None
    if seed not in SEEDS:
        raise SeedError(f"{seed} does not fit 64 bits. Give --seed a smaller number, such as 42.")
    return seed


def parse_count(text: str | int, option: str, what: str) -> int:
    try:
        return whole_number(1, MOST)(str(text))
    except ValueError as error:
        raise SeedError(f"{option} {text}: {error}. Give it {what}.") from None


def check_fingerprint(text: str | None) -> None:
    """SeedError unless it is a fingerprint or none is named: an empty one, as of a variable not set, is neither."""
    if text is not None and not FINGERPRINT.fullmatch(text):
        raise SeedError(
            f"'{text}' is no fingerprint. Give --expect the 32 hexadecimal digits that a report ends with, "
            "or leave it out."
        )


def worker_count(options: SeedOptions) -> int | None:
    """The number of processes that --workers asks for; None if the engine may choose."""
    if options.workers is None:
        return None
    return parse_count(options.workers, "--workers", "the number of processes, such as that of the cores")


def cluster_for(options: SeedOptions) -> DaskCluster | None:
    """The cluster that --scheduler names, if it names one."""
    if options.scheduler is None:
        return None
    if options.workers is not None:
        raise SeedError("--workers are processes of this machine, --scheduler has its own. Leave out one of them.")
    if not options.scheduler.strip():
        raise SeedError("--scheduler is empty. Give it the address of a Dask scheduler, such as tcp://host:8786.")
    from seedplot.engine.dask_cluster import DaskCluster

    return DaskCluster(options.scheduler)


def check_database(alias: str) -> None:
    """SeedError unless the settings have a database of that name.

    >>> from seedplot.commands import check_database
    >>> check_database("archive")
    Traceback (most recent call last):
    ...
    seedplot.errors.SeedError: There is no database named 'archive' in the settings. Give --database one of: default.
    """
    if alias not in connections:
        known = ", ".join(connections)
        raise SeedError(f"There is no database named '{alias}' in the settings. Give --database one of: {known}.")

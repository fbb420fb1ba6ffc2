"""A command line read ahead, so that only the scenarios it names are imported."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.core.management.base import CommandError, CommandParser

from seedplot import registry
from seedplot.scenario import Scenario

Scenarios = Mapping[str, type[Scenario]]
HELP = frozenset({"-h", "--help"})


def scenarios_on(
    argv: Sequence[str], parser_for: Callable[[Scenarios], CommandParser], domain: str | None
) -> Scenarios | None:
    """The scenarios that the command line names, where they and their options explain all of it; else None.

    None means that every scenario is needed: to list them, for help, or to say what is wrong. `parser_for` makes the
    command's parser with the options of these scenarios, without help and abbreviations: both depend on all options.
    """
    try:
        named, others = parser_for({}).parse_known_args(argv)
        if not named.scenario or named.list_scenarios or HELP.intersection(others):
            return None
        found = _located(named.scenario, domain)
        _, unknown = parser_for(found).parse_known_args(argv)
    except (CommandError, LookupError):
        return None
    return None if unknown else found


def _located(names: Sequence[str], domain: str | None) -> Scenarios:
    """The scenarios of these names. LookupError if one of them takes a look at all scenarios."""
    found = {}
    for name in names:
        scenario = registry.locate(name)
        if scenario is None or domain not in (None, scenario.domain):
            raise LookupError(name)
        found[name] = scenario
    return found

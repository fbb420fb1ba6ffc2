"""The size that a run's options state, beside what it wrote: promises are measured on the parts that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps

from seedplot.engine.run_rows import RunRows
from seedplot.options import PARTS, Option, recorded_options
from seedplot.plan import SHARED_ROWS
from seedplot.promises import Empty, Promise
from seedplot.scenario import Scenario

AS_MANY_AS_STATED = Promise(
    "seedplot.P002",
    "There is as much of everything as the options state.",
    lambda numbers: numbers,
    Empty("other number"),
    "Look at shards(): it leaves out a part, or makes one too many.",
    "the options of the run",
)


def other_numbers(scenario: Scenario, recorded: Mapping[str, Any], rows: RunRows) -> list[str]:
    """The numbers of parts or rows that are not those which the options state."""
    options = recorded_options(scenario, recorded)
    return list(_compared(scenario, options, rows)) if any(option.counts for option in scenario.options) else []


def _compared(scenario: Scenario, options: Mapping[str, Any], rows: RunRows) -> Iterator[str]:
    for option in scenario.options:
        value = options[option.key]
        if not option.counts or value is None:
            continue
        stated = len(value) if option.repeatable else value
        found = _number(option, scenario, options, rows)
        if found != stated:
            yield f"{_what(option)}: {found:,} instead of {stated:,}, as --{option.name} states"


def _number(option: Option, scenario: Scenario, options: Mapping[str, Any], rows: RunRows) -> int:
    if option.counts != PARTS:
        return rows.counts.get(option.counts, 0)
    # One that is planned and has no rows is another promise's.
    return len({*rows.shards, *(shard.name for shard in scenario.shards(options))} - {SHARED_ROWS})


def _what(option: Option) -> str:
    return PARTS if option.counts == PARTS else str(apps.get_model(option.counts)._meta.verbose_name_plural)

"""Several scenarios on one command line: each is a run of its own, in a transaction of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.management import CommandError

from seedplot import registry
from seedplot.commands.mistakes import seed_errors_as_command_errors
from seedplot.commands.options import SeedOptions, is_set
from seedplot.errors import SeedError
from seedplot.set_values import parse_set_values, takes

if TYPE_CHECKING:
    from seedplot.commands.base import SeedCommand


def act_on_each(command: SeedCommand, options: SeedOptions) -> None:
    """Do what the options ask for with one scenario after the other. CommandError names those that are done.

    A mistake in the options is found before the first scenario is begun.
    """
    _refuse_what_names_one_run(options)
    alone = {name: _options_of(command, options, name) for name in options.scenarios}
    _refuse_what_none_takes(command, options)
    if not (options.verify or options.clear_only or options.explain):
        _check(command, alone)
    for number, (name, each) in enumerate(alone.items()):
        if number:
            command.stdout.write("")
        if options.clear_only and not options.explain:
            command.stdout.write(f"{name}:")
        try:
            with seed_errors_as_command_errors(command.stderr, options.database):
                command.act(each)
        except CommandError as error:
            raise _failure(name, error, done=options.scenarios[:number]) from error


def _failure(name: str, error: CommandError, *, done: Sequence[str]) -> CommandError:
    before = f"Done: {', '.join(done)}. " if done else ""
    return CommandError(f"{before}{name} failed: {error}", returncode=error.returncode)


def _options_of(command: SeedCommand, options: SeedOptions, name: str) -> SeedOptions:
    """The options for that scenario alone, without those that it does not take."""
    scenario = registry.find(name, command.scenarios())
    taken = {option.key for option in scenario.options}
    others = [option for option in command.own_options().values() if option.key not in taken]
    unset = {option.key: False if option.flag else None for option in others}
    own_values = [text for text in options.set_values if takes(scenario, text)]
    return replace(options, scenarios=(name,), set_values=own_values, extra={**options.extra, **unset})


def _refuse_what_names_one_run(options: SeedOptions) -> None:
    for name in options.scenarios:
        if options.scenarios.count(name) > 1:
            raise SeedError(f"--scenario names '{name}' twice. Name each scenario once.")
    if options.run is not None:
        raise SeedError("--run names one run. Leave out --scenario, or leave out --run.")
    if options.expect is not None:
        raise SeedError("--expect is the fingerprint of one run. Leave it out, or name one scenario.")


def _refuse_what_none_takes(command: SeedCommand, options: SeedOptions) -> None:
    taken = {option.key for name in options.scenarios for option in command.scenarios()[name].options}
    for key, option in command.own_options().items():
        if key not in taken and is_set(options.extra.get(key)):
            names = ", ".join(options.scenarios)
            raise SeedError(f"None of these scenarios takes an option --{option.name}: {names}. Leave it out.")
    found = [registry.find(name, command.scenarios()) for name in options.scenarios]
    for text in options.set_values:
        if not any(takes(scenario, text) for scenario in found):
            # With all that it could be set to.
            parse_set_values(found[0], [text])


def _check(command: SeedCommand, alone: Mapping[str, SeedOptions]) -> None:
    from seedplot.engine import pipeline

    for name, options in alone.items():
        scenario = registry.find(name, command.scenarios())
        pipeline.check(command.request(scenario, replace(options, clear=False)))

"""The option of a seed command that clears by a mark: rows whose record is lost, or that an older tool wrote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandParser

from seedplot.commands import clearing
from seedplot.errors import SeedError

if TYPE_CHECKING:
    from django.db import models

    from seedplot.commands.base import SeedCommand
    from seedplot.commands.options import SeedOptions


@dataclass(frozen=True)
class Mark:
    """A mark by which rows are known, and the option that clears by it.

    `option` is the option with its dashes, `rows` gives querysets of what is to be cleared, referring rows first.

    >>> from django.contrib.auth.models import Group
    >>> from seedplot.commands import Mark
    >>> mark = Mark("--clear-demo", "Clear the demo groups.", lambda: [Group.objects.filter(name__startswith="Demo ")])
    >>> mark.key, [rows.count() for rows in mark.rows()]
    ('clear_demo', [0])
    """

    option: str
    help: str
    rows: Callable[[], Sequence[models.QuerySet[Any]]]
    """The rows that bear it."""

    @property
    def key(self) -> str:
        return self.option.removeprefix("--").replace("-", "_")


def add_argument(parser: CommandParser, mark: Mark) -> None:
    parser.add_argument(mark.option, action="store_true", help=mark.help)


def is_wanted(mark: Mark, options: SeedOptions) -> bool:
    """Return true if the option is set. SeedError where nothing is to be cleared."""
    if not options.extra.get(mark.key):
        return False
    if not (options.clear or options.clear_only or options.explain):
        raise SeedError(f"{mark.option} is about clearing. Add --clear or --clear-only, or leave it out.")
    if options.dry_run:
        raise SeedError(f"{mark.option} has no dry run. See what would go with --explain instead of --dry-run.")
    return True


def act(command: SeedCommand, mark: Mark, options: SeedOptions) -> None:
    """Show what bears the mark and what refers to it, ask, and remove it; with --clear, seed then, all or nothing."""
    from seedplot.engine.clearing.marks import RecordedInTheWay

    try:
        if options.explain:
            _explain(command, mark, options)
        else:
            _clear(command, mark, options)
    except RecordedInTheWay as refused:
        raise SeedError(f"{str(refused).removesuffix('.')}: {command.clear_command(refused.run)}") from refused


def _clear(command: SeedCommand, mark: Mark, options: SeedOptions) -> None:
    from django.db import transaction

    from seedplot.engine.clearing import marks

    rows = mark.rows()
    found = marks.look(options.database, rows)
    if not found.own:
        command.stdout.write("There is no such row that no recorded run wrote.")
    elif options.yes:
        for line in found.lines():
            command.stdout.write(line)
    else:
        number = sum(found.counts.values())
        clearing.ask(command, options, list(found.lines()), f"Clear {number:,} rows by their mark?")
    with transaction.atomic(using=options.database):
        removed = marks.take(options.database, rows, found.counts)
        if removed:
            command.stdout.write(f"Cleared {sum(removed.values()):,} rows by their mark.")
        if options.clear:
            command.act(replace(options, extra={**options.extra, mark.key: False}))


def _explain(command: SeedCommand, mark: Mark, options: SeedOptions) -> None:
    """Say what would go."""
    from seedplot.engine.clearing import marks

    for line in marks.look(options.database, mark.rows()).lines():
        command.stdout.write(line)
    wanted = {} if options.clear or options.clear_only else {"clear_only": True}
    command.stdout.write(f"Clear: {command.next_command(options, adding=wanted, without=['explain'])}")

"""`seedplot heal`: what has drifted is put back."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from seedplot.commands.verbs import run_option
from seedplot.commands.verbs.base import Verb
from seedplot.errors import SeedError

if TYPE_CHECKING:
    from seedplot.engine.rewriting.heal import Healed


class Command(Verb):
    help = "Put back the rows that have drifted: edits, deleted rows, and values of rows that were there before."
    writes = True

    @classmethod
    def add_arguments(cls, parser: ArgumentParser) -> None:
        run_option.add_argument(parser)
        parser.add_argument("--dry-run", action="store_true", help="Put back, prove, and roll everything back.")

    def run(self, options: Mapping[str, Any]) -> None:
        from seedplot.engine.replaying.changed_story import StoryChanged
        from seedplot.engine.replaying.recognition import NotDigested
        from seedplot.engine.rewriting.heal import heal

        healed, refused = [], []
        # The oldest first: a later run may have changed its rows, and changes them again.
        for run in reversed(run_option.runs_named(options)):
            try:
                outcome = heal(run, dry_run=options["dry_run"])
            except NotDigested as error:
                refused.append(f"{error} {run_option.way_on(error, run)}")
                continue
            except StoryChanged as error:
                refused.append(f"{error} Clear it and seed it again: {run_option.again(run)}")
                continue
            if not outcome.is_nothing:
                self.stdout.write(_line(outcome))
                healed.append(outcome)
        self._say_what_stays(healed, refused)
        if not healed:
            self.stdout.write("There is nothing to heal.")
        elif options["dry_run"]:
            self.stdout.write("Dry run: everything was put back, proven and rolled back.")

    def _say_what_stays(self, healed: Sequence[Healed], refused: Sequence[str]) -> None:
        """SeedError if rows stay as they are, or whole runs do."""
        left = [each for outcome in healed for each in outcome.left]
        for (label, key), reason in left:
            self.stdout.write(f"  {label} {key} stays as it is: {reason}.")
        if left:
            word = "row stays as it is" if len(left) == 1 else "rows stay as they are"
            run = next(outcome.run for outcome in reversed(healed) if outcome.left)
            raise SeedError(
                f"{len(left):,} {word}, so that {run} is not what it was. See the lines above, or replace it: "
                f"{run_option.again(run)}",
                refused,
            )
        if refused:
            *others, last = refused
            raise SeedError(last, others)


def _line(outcome: Healed) -> str:
    numbers = (
        (outcome.rewritten, "edited"),
        (outcome.inserted, "deleted"),
        (outcome.world_values, "changed in rows that were there before"),
    )
    parts = [f"{number:,} {words}" for number, words in numbers if number]
    return f"{outcome.run}: put back {', '.join(parts) or 'nothing'}."

"""The line that ends the report of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedplot.engine.runs import Report, Request


def note(finished: Report, request: Request) -> str:
    """The line that ends a report: the run that was written, or the reason why none was.

    `finished` has `run`, `written`; `request` has `dry_run`, `skip_proof`.

    >>> from types import SimpleNamespace
    >>> from seedplot.commands import note
    >>> finished = SimpleNamespace(run=SimpleNamespace(pk=3), written=True)
    >>> note(finished, SimpleNamespace(dry_run=False, skip_proof=False))
    'Written as run 3.'
    """
    if not finished.written:
        return f"{finished.run} is there already; nothing was written."
    if request.dry_run:
        return "Dry run: everything was written, checked and rolled back."
    if request.skip_proof:
        from seedplot.engine.runs import front_door

        run = finished.run
        return f"Written as run {run.pk}, and not proven yet. Prove it: {front_door(run, '--verify')}"
    return f"Written as run {finished.run.pk}."

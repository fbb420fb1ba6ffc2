"""Writes those parts of the pages that are taken from the code: `python -m docs.generate`, or `--check` to compare.

A part lies between two comments in the page, which name it; the functions here that write them have the same names.
The data it shows come from a database in memory and a fixed day, so that the pages change only with the code.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apps.metrics.seeding.scenarios import BaseScenario
    from seedplot.promises import Promise

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/scenarios.md")
PART = re.compile(r"(<!-- begin (?P<name>[a-z-]+) [^\n]*-->\n).*?(<!-- end (?P=name) -->)", re.DOTALL)
AS_OF = "2026-03-09"
RUN = f"python manage.py seed_demo_data --scenario ai-success --seed 42 --as-of {AS_OF} --no-github"


def main(arguments: Sequence[str]) -> int:
    """Write the parts, or only say which pages are not what they would be."""
    check = "--check" in arguments
    set_up()
    stale = False
    for name in PAGES:
        page = ROOT / name
        current = page.read_text(encoding="utf-8")
        written = PART.sub(lambda match: f"{match[1]}{PARTS[match['name']]()}\n{match[3]}", current)
        if written != current:
            stale = True
            if not check:
                page.write_text(written, encoding="utf-8")
            print(f"{name}: {'is not what the code says. Run: make pages' if check else 'written.'}")
    return int(check and stale)


def set_up() -> None:
    """Django with the project's own settings, and an empty database in memory."""
    os.environ.update(DJANGO_SETTINGS_MODULE="config.settings", DATABASE_URL="sqlite://:memory:", DEBUG="1")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


# README.md


def sample_run() -> str:
    """What the run prints on 100 columns, without the promises that every story makes and most of the counts."""
    shown = [line for line in _report() if not re.match(r"metrics\.P0| {14}|Elapsed", line)]
    rows = shown.index("pull requests          195") if "pull requests          195" in shown else 0
    counts = [n for n, line in enumerate(shown) if re.fullmatch(r"\S.*? {2,}[\d,]+", line)]
    kept = {*counts[:3], counts[-2]} if rows else set(counts)
    lines = [line for n, line in enumerate(shown) if n not in counts or n in kept]
    return "\n".join(["```console", f"$ {RUN}", *lines, "```"])

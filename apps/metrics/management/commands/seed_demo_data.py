"""The one front door: lists, seeds, clears and verifies the scenarios of every domain."""

from __future__ import annotations

from seedplot.seed_command import SeedCommand


class Command(SeedCommand):
    help = "Fill the database with a story that is the same every time, and prove that it is there."

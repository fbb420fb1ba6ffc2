"""The front door: lists, seeds, verifies and clears the scenarios of all installed apps.

An app that gives the command more to do has a subclass under the same name and stands before `seedplot` in
INSTALLED_APPS.
"""

from __future__ import annotations

from seedplot.commands import SeedCommand


class Command(SeedCommand):
    help = "Fill the database with a story that is the same every time, and prove that it is there."

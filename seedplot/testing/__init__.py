"""Helpers for tests, with Django's TestCase and with pytest alike.

`seed` puts a story into the test's database, `run` and `refusal` call a command, and `assert_story` puts a scenario
through its paces.
"""

from seedplot.testing.commands import Output, Refusal, refusal, run
from seedplot.testing.database import unchanged_database
from seedplot.testing.seeding import seed
from seedplot.testing.story import assert_story

__all__ = ["Output", "Refusal", "assert_story", "refusal", "run", "seed", "unchanged_database"]

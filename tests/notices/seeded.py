"""The real library in the database, and the days and seeds that tests look at it on."""

from contextlib import contextmanager
from datetime import date

from django.db import transaction

from apps.notices.queries.library import Library
from apps.notices.seeding.scenarios import LibraryCityScenario, LibraryNoticesScenario
from seedplot.clock import midnight
from seedplot.engine import pipeline
from seedplot.engine.runs import ClearRules, Request

AS_OF = date(2026, 3, 12)
"""A Thursday, four days after the clocks went forward."""
DAYS = {
    "Thursday": AS_OF,
    "Sunday": date(2026, 5, 17),
    "month end": date(2026, 4, 30),
    "leap day": date(2024, 2, 29),
    "clocks forward": date(2026, 3, 9),
    "clocks back": date(2026, 11, 2),
    "new year": date(2027, 1, 1),
}


def seed_library(*, seed=42, as_of=AS_OF, clear=(), batch_size=2_000, **options):
    """Seed it, of many blocks if `patrons` are given; the library as exports and verification take it.

    Its promises are other tests' business.
    """
    scenario = LibraryCityScenario() if "patrons" in options else LibraryNoticesScenario()
    request = Request(
        scenario,
        seed,
        midnight(as_of),
        options,
        clear=clear,
        # What is not proven cannot be told from rows of others.
        clear_rules=ClearRules(by_key=True),
        batch_size=batch_size,
        skip_proof=True,
    )
    assert pipeline.run(request).written
    return Library(as_of)


@contextmanager
def undone():
    """What is done inside has not been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)

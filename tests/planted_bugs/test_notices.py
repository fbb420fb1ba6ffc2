"""A bug in the library's planning, factories or texts makes the run itself fail, and the promises named notice it."""

import pytest

from seedplot.engine import pipeline
from tests.planted_bugs.notices import BUGS, REQUESTS
from tests.planted_bugs.planting import broken_by
from tests.rings import sampled

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("bug", sampled(BUGS), ids=str)
def test_run_notices_the_bug(bug):
    assert set(bug.promises) <= broken_by(bug)


@pytest.mark.parametrize("request_of", REQUESTS, ids=lambda request_of: request_of.__name__)
def test_run_without_a_bug_is_completed(request_of):
    report = pipeline.run(request_of())

    assert (report.written, report.broken) == (True, [])


def test_bugs_are_in_every_module_that_plans():
    modules = {bug.target.partition(":")[0].removeprefix("apps.notices.") for bug in BUGS}

    assert modules == {
        "factories",
        *(f"seeding.planning.{name}" for name in PLANNING),
        *(f"seeding.content.{name}" for name in ("grammar", "names", "streets", "titles")),
    }


PLANNING = (
    "block",
    "catalogue",
    "charges",
    "circulation",
    "days",
    "hold_rows",
    "holds",
    "item_rows",
    "loans",
    "notice_rows",
    "notifications",
    "patron_rows",
    "people",
    "block_registry",
    "roles",
    "purposes",
    "numbering",
    "time_scheduler",
)
"""The modules of planning, of which each must have a bug."""

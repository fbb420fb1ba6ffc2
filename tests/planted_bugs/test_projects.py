"""A run of the software house notices each bug in its planning and its factories."""

import pytest

from seedplot.engine import pipeline
from tests.planted_bugs.planting import broken_by
from tests.planted_bugs.projects import BUGS, house, larger_house
from tests.rings import sampled

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def debug(settings):
    """On, so that the people have passwords; the test runner turns it off."""
    settings.DEBUG = True


@pytest.mark.parametrize("bug", sampled(BUGS), ids=str)
def test_run_notices_the_bug(bug):
    assert set(bug.promises) <= broken_by(bug)


@pytest.mark.parametrize("request_of_a_run", [house, larger_house])
def test_run_without_a_bug_is_completed(request_of_a_run):
    assert pipeline.run(request_of_a_run()).broken == []

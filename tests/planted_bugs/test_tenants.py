"""Each bug of the tenants domain makes its run fail, and the run without it is completed."""

import pytest

from seedplot.engine import pipeline
from tests.planted_bugs.planting import broken_by
from tests.planted_bugs.tenants import BUGS
from tests.rings import sampled


@pytest.mark.django_db
@pytest.mark.parametrize("bug", sampled(BUGS), ids=str)
def test_run_with_a_bug_breaks_its_promises(bug):
    assert set(bug.promises) <= broken_by(bug)


@pytest.mark.django_db
@pytest.mark.parametrize("request_of", sorted({bug.request for bug in BUGS}, key=lambda each: each.__name__))
def test_run_without_a_bug_is_completed(request_of):
    report = pipeline.run(request_of())

    assert (report.broken, report.written) == ([], True)

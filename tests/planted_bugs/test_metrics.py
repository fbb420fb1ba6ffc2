"""Each bug in the seeding of the metrics is noticed by the run itself."""

import pytest

from seedplot.engine import pipeline
from tests.planted_bugs.metrics import BUGS
from tests.planted_bugs.metrics_content import BUGS as CONTENT_BUGS
from tests.planted_bugs.metrics_runs import REQUESTS
from tests.planted_bugs.planting import broken_by
from tests.rings import sampled


@pytest.mark.django_db
@pytest.mark.parametrize("bug", sampled([*BUGS, *CONTENT_BUGS]), ids=str)
def test_run_notices_the_bug(bug):
    assert broken_by(bug) == set(bug.promises)


@pytest.mark.django_db
@pytest.mark.parametrize("request_of", REQUESTS.values(), ids=REQUESTS)
def test_run_without_a_bug_is_completed(request_of):
    report = pipeline.run(request_of())

    assert (report.written, report.broken) == (True, [])
    assert report.findings

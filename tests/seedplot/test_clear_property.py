"""Whatever refers to seeded rows, was edited, deleted or has a key that was used again: clearing takes what it should.

Rows of others that refer to nothing seeded are byte-identical afterwards, and the rest is as it was before seeding.
"""

import io
from contextlib import suppress

import pytest
from django.apps import apps
from django.core.management import call_command
from hypothesis import HealthCheck, Phase, given, settings

from seedplot.engine.clearing import clearing
from seedplot.engine.runs import ClearRules
from seedplot.errors import ClearRefused
from seedplot.models import SeedRun
from tests.deeds import attach, deeds, delete, differing, edit, everything, own_keys, refers_to, reuse
from tests.rings import RING
from tests.toy.inside import rolled_back
from tests.toy.world import make_world

EXAMPLES = {"test": 2, "check": 4, "full": 80}[RING]
DAY = "--as-of=2026-03-12"
DEMOS = {
    "toy": [("seed_garden", "--scenario=harvest-weeks"), ("seed_garden", "--scenario=garden-history")],
    "metrics": [("seed_demo_data", "--scenario=baseline", "--no-github")],
    "tenants": [("seed_mock_conversations",)],
    "projects": [
        ("generate_comprehensive_test_data", "--projects=1", "--issues-per-project=10", "--skip-csv", "--skip-s3",
         "--skip-pinecone"),
    ],
    "tickets": [("import_legacy_data",)],
    "notices": [("generate_library_notices",)],
}  # fmt: skip


@pytest.fixture(params=list(DEMOS))
def demo(request, each_database, settings, tmp_path, monkeypatch):
    """A seeded database with rows of others, and all its rows as they were before seeding."""
    settings.DEBUG = True
    monkeypatch.chdir(tmp_path)
    if each_database == "sqlite" or request.param != "toy":
        from tests.toy.models import Gardener

        if not Gardener.objects.exists():
            make_world()
    before = everything()
    for command in DEMOS[request.param]:
        call_command(*command, DAY, "--no-progress", stdout=io.StringIO(), stderr=io.StringIO())
    return before


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds(attach, attach, attach, edit, delete, reuse))
def test_clearing_takes_the_runs_rows_and_those_that_refer_to_them_and_no_other(demo, done):
    with rolled_back():
        own = sorted(own_keys(), key=str)
        reused = {deed(own, first, second) for deed, first, second in done}
        there = everything()
        going = {name for name in own if name not in reused and name in there}
        while more := {
            name
            for name, row in there.items()
            if name not in going and name not in demo and refers_to(apps.get_model(name[0]), row, going)
        }:
            going |= more
        expected = {name: demo.get(name, row) for name, row in there.items() if name not in going}

        with rolled_back(), suppress(ClearRefused):
            clearing.clear(list(SeedRun.objects.all()))
            # What refers to seeded rows belongs to them by its nature.
            assert differing(everything(), expected) == {}
        assert differing(everything(), there) == {}

        clearing.clear(list(SeedRun.objects.all()), ClearRules(with_dependents=True))

        assert differing(everything(), expected) == {}

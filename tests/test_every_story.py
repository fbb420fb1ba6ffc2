"""What `seedplot.testing.assert_story` asserts, of every scenario of every installed app."""

import pytest

from seedplot.testing import assert_story
from tests.rings import swept
from tests.test_every_heal import SMALL
from tests.test_every_scenario import each_scenario, make_world_of, options_for

pytestmark = pytest.mark.check


@each_scenario
def test_scenario_keeps_all_that_seedplot_promises(scenario, db, settings):
    make_world_of(scenario, settings)

    assert_story(
        scenario,
        seeds=swept([42, 7, 1_000]),
        anchors=swept(["2026-03-12", "2026-11-04", "2028-02-29"], narrow=1),
        **{**options_for(scenario), **SMALL.get(scenario.name, {})},
    )

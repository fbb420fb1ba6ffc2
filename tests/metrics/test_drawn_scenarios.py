"""An author's freedom: nearly all that can be stated is accepted, and all that is accepted can be told."""

from datetime import date

import pytest

from apps.metrics.models import PullRequest
from seedplot.clock import midnight
from seedplot.engine.pipeline import run
from seedplot.engine.runs import Request
from tests.metrics.drawn_scenarios import MOST_PULL_REQUESTS, DrawnScenario
from tests.metrics.in_memory import broken
from tests.rings import sampled, swept

DRAWS = range(300)
SEEDS = range(3)
# A Monday and a Sunday after the clocks went back, a Wednesday after they went forward, and one in a week that did.
ANCHORS = (date(2026, 11, 16), date(2026, 11, 22), date(2026, 3, 11), date(2025, 11, 5))
TOLD = [(number, seed) for number in sampled(DRAWS, every=100, in_check=30) for seed in swept(SEEDS, narrow=1)]
WRITTEN = sampled(range(0, 300, 10), every=30, in_check=15)


def anchor_of(number, seed=0):
    return midnight(ANCHORS[(number + seed) % len(ANCHORS)])


def test_nearly_everything_that_can_be_stated_is_accepted():
    refused = {number: faults for number in DRAWS if (faults := DrawnScenario(number).validate())}

    assert len(refused) <= 0.05 * len(DRAWS), refused


def test_draws_reach_into_every_corner():
    drawn = [DrawnScenario(number) for number in DRAWS]
    sizes = [(each.config.weeks, each.config.member_count, *each.config.prs_per_member_per_week) for each in drawn]
    ends = [each.get_weekly_params(week) for each in drawn for week in (0, each.config.weeks)]

    def reach(values):
        return min(values), max(values)

    weeks, members, *volumes = map(reach, zip(*sizes, strict=True))
    assert (weeks[0], members[0], volumes) == (1, 2, [(0, 12), (0, 12)])
    assert weeks[1] >= 52
    assert members[1] >= 40
    assert reach([each["avg_cycle_time_hours"] for each in ends])[0] < 2.1
    assert reach([each["avg_cycle_time_hours"] for each in ends])[1] > 290
    for name in ("ai_adoption_rate", "revert_rate", "ci_pass_rate"):
        assert reach([each[name] for each in ends]) == (0, 1)
    assert reach([each["quality_rating"] for each in ends]) == (1, 3)
    for state in ("merged", "closed", "open"):
        assert reach([each.get_pr_state_distribution(0)[state] for each in drawn]) == (0, 1)
    counts = [weeks * members * (low + high) / 2 for weeks, members, low, high in sizes]
    assert max(counts) <= MOST_PULL_REQUESTS * 1.01


@pytest.mark.parametrize(("number", "seed"), TOLD, ids=[f"{number}-seed{seed}" for number, seed in TOLD])
def test_whatever_is_accepted_can_be_told(number, seed):
    scenario = DrawnScenario(number)
    if scenario.validate():
        pytest.skip("refused, as few are")

    assert broken(scenario, seed=seed, anchor=anchor_of(number, seed)) == []


@pytest.mark.check
@pytest.mark.django_db
@pytest.mark.parametrize("number", WRITTEN)
def test_whatever_is_accepted_can_be_written(number):
    scenario = DrawnScenario(number)
    if scenario.validate():
        pytest.skip("refused, as few are")

    report = run(Request(scenario, seed=1, anchor=anchor_of(number, 1), options={"no_github": True}, workers=1))

    assert report.counts.get("metrics.PullRequest", 0) == PullRequest.objects.count()
    assert report.broken == []

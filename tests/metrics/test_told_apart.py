"""The four scenarios can be told apart from the rows alone."""

from datetime import date
from itertools import permutations

import pytest

from apps.metrics.models import Team
from apps.metrics.queries import weekly_figures
from apps.metrics.queries.weeks import WeekRange
from apps.metrics.seeding.promises import COMMON_PROMISES
from apps.metrics.seeding.scenarios import SCENARIO_REGISTRY, get_scenario
from seedplot import promises
from seedplot.clock import midnight
from seedplot.engine import ledger, pipeline
from seedplot.engine.runs import Request
from tests.rings import swept

ANCHOR = midnight(date(2026, 11, 18))
FULL_WEEKS = WeekRange(date(2026, 9, 21), date(2026, 11, 9))
SEEDS = swept((42, 0, 1, 2, 3))


def seed_team(name, seed=42):
    request = Request(get_scenario(name), seed=seed, anchor=ANCHOR, options={"no_github": True})
    return pipeline.run(request).run


def broken_by_rows_of(record, scenario):
    """The promises of a scenario, its own ones only, that the rows of a run (of any scenario) do not keep."""
    own = [promise for promise in scenario.promises if promise not in COMMON_PROMISES]
    return {
        finding.promise.id
        for part, subject in scenario.subjects(ledger.rows_of(record), record.anchor)
        for finding in promises.verify(own, part, subject)
        if not finding.kept
    }


def scenario_told_by(figures):
    """The scenario that eight weeks look like: by what grows or shrinks, else by how much AI there is."""
    first, last = figures[0], figures[-1]
    ai_share = sum(week.ai_assisted_count for week in figures) / sum(week.merged_count for week in figures)
    if last.mean_cycle_time_hours < first.mean_cycle_time_hours / 2:
        return "ai-success"
    if last.mean_review_time_hours > 2 * first.mean_review_time_hours:
        return "review-bottleneck"
    return "detective-game" if ai_share > 0.33 else "baseline"


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_rows_of_one_scenario_break_the_promises_of_every_other(seed):
    records = {name: seed_team(name, seed) for name in SCENARIO_REGISTRY}

    broken = {
        (rows, story): broken_by_rows_of(records[rows], get_scenario(story)) for rows in records for story in records
    }

    assert [pair for pair in permutations(records, 2) if not broken[pair]] == []
    assert [broken[name, name] for name in records] == [set()] * len(records)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCENARIO_REGISTRY)
def test_weekly_figures_tell_the_scenario(name, seed):
    seed_team(name, seed)

    told = scenario_told_by(weekly_figures(Team.objects.get(), weeks=FULL_WEEKS))

    assert told == name

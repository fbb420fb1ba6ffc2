"""`--set` in the metrics domain: every value in range can be told, and only what depends on a figure moves."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from apps.metrics.seeding.scenarios.registry import SCENARIO_REGISTRY, get_scenario
from seedplot.clock import midnight
from seedplot.engine import pipeline
from seedplot.engine.explaining.diff import PlanRequest, diff_of_plans
from seedplot.engine.runs import Request
from seedplot.errors import SeedError
from seedplot.promises import claims
from seedplot.set_values import with_figures
from tests.rings import sampled, swept

ANCHOR = midnight(date(2026, 3, 12))
FIGURES = (
    "ai_adoption_rate",
    "quality_rating",
    "revert_rate",
    "ci_pass_rate",
    "avg_cycle_time_hours",
    "avg_review_time_hours",
)


@pytest.mark.check
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "figure", "end", "edge"),
    # One of five meets every story and figure, and nearly every end and edge of each figure in one of the stories.
    sampled(product(sorted(SCENARIO_REGISTRY), FIGURES, ("first", "final"), ("low", "high")), every=9, in_check=5),
)
def test_story_keeps_its_promises_at_the_ends_of_each_range(name, figure, end, edge):
    story = get_scenario(name)
    value = getattr(story.figures[figure].range(end), edge)
    moved = with_figures(story, {f"{figure}.{end}": value})

    for seed in swept(range(10), narrow=1):
        report = pipeline.run(Request(moved, seed, ANCHOR, {"no_github": True}, dry_run=True, workers=1))

        assert report.broken == []
    assert moved.weekly_params(0 if end == "first" else 7)[figure] == value


def test_other_end_and_other_figures_stay():
    story = get_scenario("ai-success")
    moved = with_figures(story, {"ai_adoption_rate.final": Decimal("0.4")})

    weeks = [moved.weekly_params(week)["ai_adoption_rate"] for week in (-1, 0, 7, 8)]
    assert weeks == [Decimal("0.1"), Decimal("0.1"), Decimal("0.4"), Decimal("0.4")]
    for week in range(8):
        stated, found = story.get_weekly_params(week), moved.weekly_params(week)
        assert {name for name in FIGURES if stated[name] != found[name]} <= {"ai_adoption_rate"}


def test_promises_that_name_ends_follow_them():
    moved = with_figures(
        get_scenario("ai-success"),
        {"ai_adoption_rate.first": Decimal("0.8"), "avg_cycle_time_hours.final": Decimal(60)},
    )

    found = {promise.id: promise for promise in claims(moved.promises, moved.moves)}

    assert found["metrics.P101"].sentence == "AI adoption falls from 80% to 75%."
    assert found["metrics.P102"].sentence == "Cycle time falls from 72 h to 60 h."
    assert str(found["metrics.P102"].bound) == "72.0 h -> 60.0 h (within 9 h, or as the counts allow)"
    assert found["metrics.P104"].sentence.endswith("the mean of all weeks is 66 h, half way between the ends.")
    assert found["metrics.P103"].sentence == "Time to first review falls from 24 h to 8 h."


def test_steady_figure_that_is_moved_stays_near_a_line():
    moved = with_figures(get_scenario("baseline"), {"avg_cycle_time_hours.first": Decimal(72)})

    found = {promise.id: promise for promise in claims(moved.promises, moved.moves)}

    assert found["metrics.P302"].sentence == (
        "Cycle time stays near the line from 72 h to 48 h, even in the week furthest from it."
    )
    assert str(found["metrics.P302"].bound) == "0.0 h (within 16.8 h, or as the counts allow)"
    assert found["metrics.P301"].sentence == "AI adoption stays near 15%, even in the week furthest from it."


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"ai_adoption_rate.final": "1.5"}, "--set ai_adoption_rate.final=1.5: it must lie between 0 and 1."),
        (
            {"avg_review_time_hours.final": "24"},
            "--set avg_review_time_hours.final=24: it must lie between 2.4 and 21.6.",
        ),
        ({"avg_cycle_time_hours.final": "8"}, "--set avg_cycle_time_hours.final=8: it must lie between 8.9 and 80."),
        (
            {"avg_cycle_time_hours.final": "40", "avg_review_time_hours.final": "39"},
            "--set avg_cycle_time_hours.final=40: it must lie between 43.4 and 300.",
        ),
    ],
)
def test_impossible_figures_are_refused_with_both_bounds(values, message):
    with pytest.raises(SeedError) as refused:
        with_figures(get_scenario("ai-success"), {name: Decimal(value) for name, value in values.items()})

    assert str(refused.value) == message


def changed_columns(**values):
    """By model: the columns that differ from the stated story, with the numbers of rows added and gone."""
    story = get_scenario("ai-success")
    moved = with_figures(story, {name.replace("__", "."): Decimal(value) for name, value in values.items()})
    requests = [PlanRequest(each, 42, ANCHOR, {"no_github": True}) for each in (story, moved)]
    return {
        table.label: (table.added, table.gone, dict(table.columns))
        for table in diff_of_plans(*requests).tables
        if not table.is_same
    }


@pytest.mark.django_db
def test_only_ratings_move_with_the_rating():
    found = changed_columns(quality_rating__final="2.6")

    assert found == {
        "metrics.PRSurveyReview": (0, 0, {"quality_rating": 17}),
        "metrics.WeeklyMetrics": (0, 0, {"avg_quality_rating": 15}),
    }


@pytest.mark.django_db
def test_only_what_ai_did_moves_with_adoption():
    found = changed_columns(ai_adoption_rate__final="0.4")

    assert found == {
        "metrics.AIUsageDaily": (2, 26, {}),
        "metrics.PRSurvey": (0, 0, {"author_ai_assisted": 16}),
        "metrics.PRSurveyReview": (0, 0, {"ai_guess": 23}),
        "metrics.PullRequest": (0, 0, {"is_ai_assisted": 35}),
        "metrics.WeeklyMetrics": (0, 0, {"ai_assisted_prs": 19}),
    }


@pytest.mark.django_db
def test_only_checks_move_with_the_pass_rate():
    found = changed_columns(ci_pass_rate__final="0.5")

    assert list(found) == ["metrics.PRCheckRun"]
    assert found["metrics.PRCheckRun"][:2] == (0, 0)
    assert list(found["metrics.PRCheckRun"][2]) == ["conclusion"]

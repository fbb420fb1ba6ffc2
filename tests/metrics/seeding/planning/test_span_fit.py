"""Numbers that keep their proportions inside their bounds and add up."""

import pytest

from apps.metrics.seeding.planning.span_fit import fitted, fitted_to_spans


def test_proportions_are_kept_where_bounds_allow():
    assert fitted([1, 2, 4], [(0, 1000)] * 3, 700) == [100, 200, 400]


def test_total_is_met_inside_the_bounds():
    found = fitted([1, 2, 4], [(0, 1000), (0, 1000), (0, 150)], 700)

    assert sum(found) == 700
    assert found[2] == 150
    assert found[1] == pytest.approx(2 * found[0], abs=2)


@pytest.mark.parametrize(("total", "expected"), [(10_000, [1000, 150]), (0, [50, 20])])
def test_nearest_sum_is_taken_where_the_bounds_do_not_reach(total, expected):
    assert fitted([1, 2], [(50, 1000), (20, 150)], total) == expected


def test_number_moves_to_another_span_where_the_total_is_out_of_reach():
    spans = [[(0, 10)], [(0, 10), (100, 120)]]

    assert sum(fitted_to_spans([1, 1], spans, 115)) == 115
    assert sum(fitted_to_spans([1, 1], spans, 15)) == 15


def test_total_between_the_spans_is_missed_by_as_little_as_can_be():
    assert fitted_to_spans([1], [[(0, 10), (100, 120)]], 40) == [10]

import re
from collections import Counter
from decimal import Decimal

import pytest

from seedplot.quotas import Permutation, RunningQuota, allot, apportion, fit_total, ranked, rounded, weighted_score
from seedplot.streams import DeterministicRandom

RNG = DeterministicRandom(42).at("quotas")


@pytest.mark.parametrize(
    ("rate", "count", "expected"),
    [(0, 10, 0), (1, 10, 10), (0.25, 10, 3), (0.35, 10, 4), (Decimal("0.05"), 10, 1), (0.04, 10, 0), (0.1, 0, 0)],
)
def test_rounded_takes_halves_up(rate, count, expected):
    assert rounded(rate, count) == expected


def test_running_quota_keeps_its_share_over_all_steps():
    quota = RunningQuota()

    placed = []
    for rate, count in [(0.1, 4), (0.1, 4), (0.5, 3), (0, 10), (Decimal("0.2"), 11)]:
        placed.append(quota.due(rate, count))
        quota.place(placed[-1])

    # 0.4, 0.8, 2.3, 2.3 and 4.5 in all.
    assert placed == [0, 1, 1, 0, 3]


def test_running_quota_asks_again_for_what_could_not_be_placed_and_takes_nothing_back():
    quota = RunningQuota()

    first = quota.due(1, 3)
    quota.place(1)
    second = quota.due(1, 1)
    quota.place(5)
    third = quota.due(1, 1)

    assert (first, second, third) == (3, 3, 0)


def test_apportion_adds_up_and_keeps_the_proportions():
    assert apportion({"a": 1, "b": 1, "c": 1}, 10) == {"a": 4, "b": 3, "c": 3}
    assert apportion({"a": 0.7, "b": 0.2, "c": 0.1}, 10) == {"a": 7, "b": 2, "c": 1}
    assert apportion({"a": Decimal("0.5"), "none": 0, "b": 1.5}, 3) == {"a": 1, "none": 0, "b": 2}
    assert apportion({"a": 2, "b": 1}, 0) == {"a": 0, "b": 0}


def test_apportion_misses_no_share_by_a_whole():
    for number in range(200):
        rng = RNG.at("apportion", number)
        weights = {key: rng.randint(0, 50) for key in range(rng.randint(1, 12))} | {"one": 1}
        total = rng.randint(0, 500)

        counts = apportion(weights, total)

        assert sum(counts.values()) == total
        assert all(
            abs(counts[key] - total * weight / sum(weights.values())) < 1 and counts[key] >= 0
            for key, weight in weights.items()
        )


@pytest.mark.parametrize("weights", [{}, {"a": 0}])
def test_apportion_refuses_weights_that_share_nothing(weights):
    with pytest.raises(ValueError, match=r"^at least one weight must be above 0$"):
        apportion(weights, 3)


def test_fit_total_takes_the_interval_that_is_nearest_from_above_or_below():
    assert fit_total([8, 5], [[(0, 3), (10, 12)], [(0, 20)]], 15) == [10, 5]
    assert fit_total([5, 5], [[(0, 3), (10, 12)], [(0, 20)]], 8) == [3, 5]


def test_fit_total_takes_the_smallest_step_up_or_down():
    near, far = [(10, 11), (15, 16), (50, 51)], [(0, 1), (7, 8), (9, 10)]
    low, high = [(0, 1), (40, 41), (45, 46)], [(0, 1), (2, 3), (9, 10)]

    assert fit_total([10, 0], [near, far], 16) == [15, 1]
    assert fit_total([46, 10], [low, high], 51) == [41, 10]


def test_ranked_sorts_by_ascending_score():
    assert ranked(["aa", "c", "bbb"], len) == ["c", "aa", "bbb"]


def test_ranked_lets_one_more_candidate_move_at_most_one_across_the_line():
    def score(number):
        return RNG.at("candidate", number).random()

    for count in range(10, 60):
        before = set(ranked(range(count), score)[:7])
        after = set(ranked(range(count + 1), score)[:7])

        assert len(before - after) <= 1


def test_weighted_score_lets_the_heavier_win_in_proportion():
    weights = {"light": 1, "heavy": Decimal(3), "never": 0}

    winners = Counter(
        min(weights, key=lambda name: weighted_score(RNG.at("race", number, name), weights[name]))
        for number in range(4_000)
    )

    assert set(winners) == {"light", "heavy"}
    assert winners["heavy"] / 4_000 == pytest.approx(0.75, abs=0.03)


def test_weighted_score_never_picks_what_has_no_weight():
    assert weighted_score(RNG, 0) == weighted_score(RNG, -1) == float("inf")


def test_allot_gives_each_key_as_often_as_counted_in_the_candidates_order():
    candidates = ["d", "a", "c", "b"]

    given = allot(candidates, {"first": 1, "second": 3}, ord)

    assert given == [("d", "second"), ("a", "first"), ("c", "second"), ("b", "second")]


def test_allot_takes_candidates_that_are_equal():
    assert allot(["a", "a"], {"x": 1, "y": 1}, ord) == [("a", "x"), ("a", "y")]
    assert allot([], {"x": 0}, ord) == []


def test_allot_refuses_counts_that_do_not_fit():
    with pytest.raises(ValueError, match=r"^3 places do not fit 2 candidates$"):
        allot(["a", "b"], {"x": 1, "y": 2}, ord)


@pytest.mark.parametrize(
    ("wanted", "feasible", "total", "expected"),
    [
        ([5, 5], [[(0, 10)], [(0, 10)]], 10, [5, 5]),
        ([5, 5], [[(0, 10)], [(0, 10)]], 14, [7, 7]),
        ([5, 5], [[(0, 10)], [(0, 10)]], 0, [0, 0]),
        ([50, 5], [[(0, 10)], [(0, 10)]], 15, [10, 5]),
        ([2, 2], [[(0, 3), (8, 9)], [(0, 3)]], 9, [8, 1]),
        ([9, 9], [[(0, 3), (8, 9)], [(5, 9)]], 7, [1, 6]),
        ([5], [[(0, 3), (8, 9)]], 2, [2]),
        ([], [], 0, []),
    ],
)
def test_fit_total_stays_near_what_is_wanted(wanted, feasible, total, expected):
    fitted = fit_total(wanted, feasible, total)

    assert fitted == expected


def test_fit_total_hits_every_total_within_one_interval_each():
    for number in range(300):
        rng = RNG.at("fit", number)
        bounds = [(low := rng.randint(-20, 50), low + rng.randint(0, 60)) for _ in range(rng.randint(1, 20))]
        wanted = [rng.randint(-50, 150) for _ in bounds]
        total = rng.randint(sum(low for low, _ in bounds), sum(high for _, high in bounds))

        fitted = fit_total(wanted, [[bound] for bound in bounds], total)

        assert sum(fitted) == total
        assert all(low <= value <= high for value, (low, high) in zip(fitted, bounds, strict=True))


def test_fit_total_lands_inside_the_intervals_of_working_hours():
    # Nine to five on each of five days: the values are hours since Monday, with nights between the intervals.
    days = [(24 * day + 9, 24 * day + 17) for day in range(5)]
    for number in range(300):
        rng = RNG.at("hours", number)
        count = rng.randint(3, 12)
        wanted = [rng.randint(0, 120) for _ in range(count)]
        total = rng.randint(count * 30, count * 90)

        fitted = fit_total(wanted, [days] * count, total)

        assert sum(fitted) == total
        assert all(any(low <= value <= high for low, high in days) for value in fitted)


def test_fit_total_does_not_change_what_it_is_given():
    wanted, feasible = [1, 2], [[(0, 9)], [(0, 9)]]

    fit_total(wanted, feasible, 10)

    assert (wanted, feasible) == ([1, 2], [[(0, 9)], [(0, 9)]])


@pytest.mark.parametrize(
    ("total", "message"),
    [(21, "the most that can be reached is 20, not 21"), (-1, "the least that can be reached is 0, not -1")],
)
def test_fit_total_refuses_a_total_out_of_reach(total, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        fit_total([5, 5], [[(0, 10)], [(0, 10)]], total)


def test_fit_total_refuses_a_total_in_a_gap():
    with pytest.raises(ValueError, match=r"^the intervals leave 1 that fits nowhere$"):
        fit_total([5, 5], [[(0, 3), (10, 13)]] * 2, 7)


@pytest.mark.parametrize("size", [*range(1, 70), 100, 255, 256, 257, 1_000, 1_023, 1_024, 1_025, 4_096, 10_007])
def test_permutation_is_a_bijection(size):
    permutation = Permutation(RNG.at("permutation", size), size)

    places = sorted(permutation[number] for number in range(size))

    assert places == list(range(size))


def test_permutation_yields_the_values_it_has_always_yielded():
    permutation = Permutation(DeterministicRandom(42).at("pinned", "perm10"), 10)

    assert [permutation[number] for number in range(10)] == [6, 0, 4, 2, 9, 7, 5, 3, 1, 8]


def test_permutation_of_a_huge_size_stays_inside_it():
    size = 10**24
    permutation = Permutation(RNG.at("huge"), size)

    places = [permutation[number] for number in range(1_000)]

    assert len(set(places)) == 1_000
    assert all(0 <= place < size for place in places)
    assert max(places) > size // 2


def test_permutation_differs_between_streams():
    orders = {tuple(Permutation(RNG.at("order", number), 8)[place] for place in range(8)) for number in range(100)}

    assert len(orders) > 90


def test_permutation_scatters_neighbours():
    permutation = Permutation(RNG.at("scatter"), 10_000)

    gaps = [abs(permutation[number + 1] - permutation[number]) for number in range(1_000)]

    assert sum(gap < 100 for gap in gaps) < 50


def test_permutation_refuses_to_be_empty():
    with pytest.raises(ValueError, match=r"^a permutation needs a size of at least 1, not 0$"):
        Permutation(RNG, 0)


@pytest.mark.parametrize("index", [-1, 10, 99])
def test_permutation_refuses_an_index_outside(index):
    with pytest.raises(IndexError, match=rf"^{index} lies outside 0\.\.9$"):
        Permutation(RNG, 10)[index]

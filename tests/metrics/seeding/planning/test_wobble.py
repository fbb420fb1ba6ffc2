"""The weeks' steps beside the curve."""

from itertools import pairwise
from statistics import pstdev

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.wobble import wobbles

SEEDS = [MetricsRandom(seed) for seed in range(200)]


def test_steps_are_real_and_keep_the_ends_of_the_curve():
    for rng in SEEDS:
        found = wobbles(rng, "cycle", 12)

        assert all(0.03 <= abs(step) <= 0.118 for step in found)
        assert abs(found[0]) <= 0.058
        assert all(abs(one + other) / 2 <= 0.08 for one, other in pairwise(found))
        assert all(abs(sum(found[:count])) <= 0.168 for count in range(13))
        assert all(pstdev(found[:count]) >= 0.04 for count in range(4, 13))


def test_week_depends_on_no_later_one():
    for rng in SEEDS[:20]:
        assert wobbles(rng, "cycle", 12)[:5] == wobbles(rng, "cycle", 5)


def test_seeds_and_figures_differ():
    assert wobbles(SEEDS[0], "cycle", 8) != wobbles(SEEDS[1], "cycle", 8)
    assert wobbles(SEEDS[0], "cycle", 8) != wobbles(SEEDS[0], "review", 8)

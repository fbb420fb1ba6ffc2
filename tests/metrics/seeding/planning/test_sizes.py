"""Sizes: from one line and one file on, spread evenly over a team, whatever its numbers."""

from statistics import median

from apps.metrics.seeding.content import REPOSITORIES
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.sizes import draw_size

CHANGES = [REPOSITORIES[0].change(index) for index in range(0, REPOSITORIES[0].size, 7)]


def sizes(seed):
    rng = MetricsRandom(seed)
    return [
        draw_size(rng.at("turn").random(), number, change, rng.at(number))
        for number, change in enumerate(rng.at("changes").sample(CHANGES, 160))
    ]


def test_sizes_are_small_and_large_in_every_team():
    for seed in range(20):
        lines = [each.lines for each in sizes(seed)]

        assert 40 <= median(lines) <= 110
        assert 0.08 <= sum(each < 10 for each in lines) / len(lines) <= 0.25
        assert max(lines) > 600


def test_files_and_commits_fit_the_lines():
    drawn = [each for seed in range(20) for each in sizes(seed)]

    assert all(1 <= each.commits <= each.files <= each.lines for each in drawn)
    assert max(each.commits for each in drawn) <= 6
    assert min(each.lines for each in drawn) <= 2

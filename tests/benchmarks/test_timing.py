import time

import pytest

from benchmarks.timing import Rounds, Timing


def test_part_is_taken_off_the_step_that_it_is_within():
    timing = Timing()

    with timing.of("outer"):
        time.sleep(0.01)
        with timing.of("inner", within="outer"):
            time.sleep(0.05)

    assert list(timing.wall) == ["outer", "inner"]
    assert 0.01 <= timing.wall["outer"] < 0.05 <= timing.wall["inner"]


def test_ratio_is_taken_within_each_round():
    rounds = Rounds()
    for pace in (1, 5, 30):
        limit = Timing({"plots": 100}, {"limit": 0.001 * pace}, {"limit": 0.001})
        own = Timing({"plots": 10}, {"own": 0.0004 * pace}, {"own": 0.0001})
        rounds.add([limit, own])

    assert rounds.names == ["limit", "own"]
    assert (rounds.row_count("limit"), rounds.row_count("own")) == (100, 10)
    assert rounds.ratio("own", "limit") == pytest.approx(4)
    assert rounds.wall("own") == pytest.approx(200)
    assert rounds.cpu("own") == pytest.approx(10)

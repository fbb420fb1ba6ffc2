"""Bounds that know how much there was to count, and the observations that they judge."""

import pickle
from math import inf

import pytest

from apps.metrics.seeding.measures.counted import Counted, Offenders, weeks_in_words
from apps.metrics.seeding.promises.bounds import AtLeastAsCounted, NearAsCounted, NoneOfEnough


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        ([], ""),
        ([3], "week 3"),
        ([3, 4, 5], "weeks 3-5"),
        ([0, 2, 3, 7], "weeks 0, 2-3 and 7"),
    ],
)
def test_weeks_are_named_in_runs(weeks, words):
    assert weeks_in_words(weeks) == words


def test_nothing_found_among_too_little_says_what_that_was():
    bound = NoneOfEnough("week off the curve")

    assert str(bound) == "no week off the curve"
    assert bound.holds(Offenders(unpromised="week 3"))
    assert bound.describe(Offenders(unpromised="week 3")) == "none; not promised: week 3"
    assert bound.describe(Offenders()) == bound.describe([]) == "none"
    assert not bound.holds(Offenders(["week 4: +20.0%"], "week 3"))
    assert bound.describe(Offenders(["week 4: +20.0%"], "week 3")) == "week 4: +20.0%; not promised: week 3"


def test_offenders_travel_between_processes():
    found = pickle.loads(pickle.dumps(Offenders(["week 4"], "week 3")))

    assert (found, found.unpromised) == (["week 4"], "week 3")


@pytest.mark.parametrize(
    ("observed", "is_kept", "shown"),
    [
        ([Counted(12.0, 0), Counted(73.0, 0)], True, "12.0% -> 73.0%"),
        ([Counted(12.0, 0), Counted(60.0, 0)], False, "12.0% -> 60.0%"),
        ([Counted(12.0, 0), Counted(60.0, 15.1)], True, "12.0% -> 60.0%"),
        ([Counted(12.0, 0), Counted(60.0, 14.9)], False, "12.0% -> 60.0%"),
        ([Counted(12.0, 0), Counted(None, inf)], True, "12.0% -> nothing (too few for a promise)"),
        ([Counted(30.0, 0), Counted(None, inf)], False, "30.0% -> nothing (too few for a promise)"),
        ([Counted(None, 0), Counted(75.0, 0)], False, "nothing -> 75.0%"),
        ([Counted(10.0, 0)], False, "10.0%"),
    ],
)
def test_figures_are_near_as_far_as_they_were_counted(observed, is_kept, shown):
    bound = NearAsCounted((10, 75), 6, "%", 1)

    assert str(bound) == "10.0% -> 75.0% (within 6%, or as the counts allow)"
    assert (bound.holds(observed), bound.describe(observed)) == (is_kept, shown)


@pytest.mark.parametrize(
    ("observed", "is_kept", "shown"),
    [
        (Counted(6.0, 0), True, "6.0 points"),
        (Counted(4.0, 0), False, "4.0 points"),
        (Counted(4.0, inf), True, "4.0 points (too few for a promise)"),
        (Counted(None, inf), True, "nothing (too few for a promise)"),
        (Counted(None, 0), False, "nothing"),
    ],
)
def test_gap_is_large_enough_where_there_is_enough(observed, is_kept, shown):
    bound = AtLeastAsCounted(low=5, unit=" points", places=1)

    assert str(bound) == "at least 5.0 points"
    assert (bound.holds(observed), bound.describe(observed)) == (is_kept, shown)

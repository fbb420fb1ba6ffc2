"""The rings of tests: a run takes its own and those inside it."""

import pytest

from tests import rings


@pytest.mark.parametrize(
    ("ring", "inside"),
    [("test", [True, False, False]), ("check", [True, True, False]), ("full", [True, True, True])],
)
def test_ring_holds_itself_and_those_inside_it(ring, inside, monkeypatch):
    monkeypatch.setattr(rings, "RING", ring)

    assert [rings.is_inside(each) for each in rings.RINGS] == inside


def test_sweep_is_wider_in_each_ring(monkeypatch):
    widths = []
    for ring in rings.RINGS:
        monkeypatch.setattr(rings, "RING", ring)
        widths.append(rings.swept(range(5)))

    assert widths == [[0], [0, 1], [0, 1, 2, 3, 4]]


def test_sample_leaves_cases_out_in_the_innermost_ring_only(monkeypatch):
    samples = []
    for ring in rings.RINGS:
        monkeypatch.setattr(rings, "RING", ring)
        samples.append(rings.sampled(range(5), every=2))

    assert samples == [[0, 2, 4], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]]


def test_sample_may_be_narrower_in_the_second_ring_too(monkeypatch):
    samples = []
    for ring in rings.RINGS:
        monkeypatch.setattr(rings, "RING", ring)
        samples.append(rings.sampled(range(7), every=6, in_check=3))

    assert samples == [[0, 6], [0, 3, 6], [0, 1, 2, 3, 4, 5, 6]]


@pytest.mark.check
def test_of_the_second_ring_runs_in_no_inner_one():
    assert rings.RING in ("check", "full")


@pytest.mark.full
def test_of_the_third_ring_runs_in_no_inner_one():
    assert rings.RING == "full"

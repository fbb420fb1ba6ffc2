"""The draws that only this domain needs; those of every domain are tested with the engine."""

import inspect

import pytest

from apps.metrics.seeding import deterministic
from apps.metrics.seeding.deterministic import DeterministicRandom, MetricsRandom
from seedplot import streams

PUBLIC_DRAWS = {
    "choice": ["seq"],
    "choices": ["seq", "k"],
    "sample": ["seq", "k"],
    "random": [],
    "randint": ["a", "b"],
    "uniform": ["a", "b"],
    "decimal": ["a", "b", "places"],
    "should_happen": ["probability"],
    "datetime_in_range": ["start", "end"],
    "timedelta_in_range": ["min_hours", "max_hours"],
    "weighted_choice": ["weights"],
    "shuffle": ["seq"],
    "gauss": ["mu", "sigma"],
    "triangular": ["low", "high", "mode"],
}


def draws(draw, count=2_000):
    """As many draws, each from a stream of its own."""
    rng = MetricsRandom(42)
    return [draw(rng.at(number)) for number in range(count)]


def test_generator_is_the_engine_s():
    assert DeterministicRandom is streams.DeterministicRandom
    assert deterministic.__all__ == ["DeterministicRandom", "MetricsRandom"]


@pytest.mark.parametrize(("name", "parameters"), PUBLIC_DRAWS.items(), ids=PUBLIC_DRAWS)
def test_generator_has_the_public_draws(name, parameters):
    signature = inspect.signature(getattr(DeterministicRandom(42), name))

    assert list(signature.parameters) == parameters


def test_decimal_has_two_places_unless_told():
    assert inspect.signature(DeterministicRandom.decimal).parameters["places"].default == 2


def test_seed_can_be_asked_for():
    assert DeterministicRandom(7).seed == MetricsRandom(7).at("team", 1).seed == 7


def test_children_are_of_this_domain_and_draw_what_the_engine_draws():
    child = MetricsRandom(42).at("team", 1)

    assert type(child) is MetricsRandom
    assert child.random() == DeterministicRandom(42).at("team", 1).random()


def test_story_points_are_small_fibonacci_numbers():
    assert sorted(set(draws(MetricsRandom.story_points))) == [1, 2, 3, 5, 8]


def test_working_seconds_lie_between_a_quarter_past_eight_and_half_past_five():
    seconds = draws(MetricsRandom.working_second)

    assert 8.25 * 3600 <= min(seconds) < 8.5 * 3600
    assert 17.25 * 3600 < max(seconds) <= 17.5 * 3600

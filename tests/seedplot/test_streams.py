import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from statistics import correlation, mean, stdev
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from seedplot.streams import DeterministicRandom

CHICAGO = ZoneInfo("America/Chicago")
BEFORE_CLOCK_CHANGE = datetime(2026, 3, 7, 12, tzinfo=CHICAGO)
AFTER_CLOCK_CHANGE = BEFORE_CLOCK_CHANGE + timedelta(days=2)


def stream(*names):
    return DeterministicRandom(42).at("pinned", *names)


def chi_squared(values, cells):
    counts, expected = Counter(values), len(values) / cells
    return sum((counts[cell] - expected) ** 2 / expected for cell in range(cells))


# What every data set ever made depends on. A change here changes all of them: do not make it.
@pytest.mark.parametrize(
    ("name", "draw", "value"),
    [
        ("word", lambda rng: rng.word(), 6448052622423174787),
        ("random", lambda rng: rng.random(), 0.9501199505116826),
        ("below", lambda rng: rng.below(1000), 44),
        ("big", lambda rng: rng.below(10**30), 811435256546075910904801122040),
        ("randint", lambda rng: rng.randint(-5, 5), 1),
        ("uniform", lambda rng: rng.uniform(2, 3), 2.5951919604709186),
        ("decimal", lambda rng: rng.decimal("0.5", 9, 3), Decimal("6.252")),
        ("happen", lambda rng: [rng.should_happen(0.5) for _ in range(5)], [False, False, True, True, True]),
        ("choice", lambda rng: rng.choice("abcdefgh"), "a"),
        ("choices", lambda rng: rng.choices("abc", 5), ["c", "a", "c", "a", "a"]),
        ("sample", lambda rng: rng.sample(range(10), 4), [5, 2, 4, 8]),
        ("shuffle", lambda rng: rng.shuffle("abcde"), ["e", "a", "b", "c", "d"]),
        ("weighted", lambda rng: rng.weighted_choice({"a": 1, "b": 2.5, "c": 4}), "c"),
        ("gauss", lambda rng: rng.gauss(10, 2), 9.933302868603594),
        ("triangular", lambda rng: rng.triangular(0, 10, 2), 0.8676756914672981),
        (
            "datetime",
            lambda rng: rng.datetime_in_range(BEFORE_CLOCK_CHANGE, AFTER_CLOCK_CHANGE).isoformat(),
            "2026-03-08T21:09:34-05:00",
        ),
        ("td", lambda rng: rng.timedelta_in_range(1, 5), timedelta(seconds=8674)),
        ("uuid", lambda rng: rng.uuid(), UUID("f986b366-b485-44f2-8c1c-1b0110846ee2")),
        ("hex", lambda rng: rng.hexadecimal(20), "4caac2e6d40c7e87b3a6"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isalpha() else "",
)
def test_stream_yields_the_values_it_has_always_yielded(name, draw, value):
    drawn = draw(stream(name))

    assert drawn == value


def test_stream_yields_the_same_in_another_process():
    program = "from seedplot.streams import DeterministicRandom as R; print(R(42).at('pinned', 'word').word())"

    finished = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Kolkata", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert finished.stdout == "6448052622423174787\n"


def test_child_streams_are_independent_of_the_order_in_which_they_are_made():
    forwards = DeterministicRandom(1)
    backwards = DeterministicRandom(1)

    first = {number: forwards.at("row", number).word() for number in range(100)}
    second = {number: backwards.at("row", number).word() for number in reversed(range(100))}

    assert first == second


def test_drawing_from_a_child_does_not_advance_its_parent():
    rng, untouched = DeterministicRandom(1), DeterministicRandom(1)

    child = rng.at("child")
    child.sample(range(100), 50)

    assert [rng.word() for _ in range(20)] == [untouched.word() for _ in range(20)]


def test_drawing_from_a_parent_does_not_advance_its_children():
    rng = DeterministicRandom(1)
    expected = rng.at("child").word()

    rng.sample(range(100), 50)

    assert rng.at("child").word() == expected


def test_child_stream_is_named_by_its_whole_path():
    rng = DeterministicRandom(1)

    assert rng.at("a").at("b", 3).word() == rng.at("a", "b").at(3).word() == rng.at("a", "b", 3).word()


def test_child_stream_of_no_name_is_its_parent_from_the_start():
    rng = DeterministicRandom(1).at("a")
    first = rng.word()

    assert rng.at().word() == first


def test_names_that_look_alike_name_different_streams():
    rng = DeterministicRandom(1)
    names = [(1,), ("1",), ("'1'",), (1, 1), (11,), ("1", 1), ("1/1",), ("1'/'1",), ("a", "b"), ("ab",), ("b", "a")]
    names += [("",), ("", ""), ("é",), ("e\u0301",), ("\\xe9",), (-1,), ("-1",)]

    words = [rng.at(*name).word() for name in names]

    assert len(set(words)) == len(names)


@pytest.mark.parametrize("name", [None, 1.0, True, b"a", ("a",)])
def test_stream_refuses_a_name_that_is_neither_text_nor_integer(name):
    with pytest.raises(
        TypeError, match=rf"^a stream is named by strings and integers, not by {re.escape(repr(name))}$"
    ):
        DeterministicRandom(1).at("a", name)


@pytest.mark.parametrize("seed", [None, "42", 4.2, True])
def test_stream_refuses_a_seed_that_is_no_integer(seed):
    with pytest.raises(TypeError, match=rf"^seed must be an integer, not {re.escape(repr(seed))}$"):
        DeterministicRandom(seed)


@pytest.mark.parametrize("seed", [0, -1, 2**63 - 1, -(2**63), 10**40])
def test_stream_takes_any_integer_as_its_seed(seed):
    rng = DeterministicRandom(seed)

    assert rng.seed == rng.at("a").seed == seed
    assert rng.word() != DeterministicRandom(seed + 1).word()


def test_stream_shows_its_seed_and_path():
    rng = DeterministicRandom(7).at("member", 3)

    assert repr(rng) == "<DeterministicRandom seed=7 path=\"'member'/3/\">"


def test_child_stream_is_of_its_parents_class():
    class GardenRandom(DeterministicRandom):
        def crop(self):
            return self.choice(("bean", "leek"))

    child = GardenRandom(1).at("a", 1)

    assert type(child) is GardenRandom
    assert child.crop() in ("bean", "leek")


def test_below_covers_every_number_and_no_other():
    rng = stream("cover")

    assert {rng.below(7) for _ in range(500)} == set(range(7))
    assert rng.below(1) == 0


def test_below_reaches_far_beyond_a_word():
    rng = stream("far")
    count = 2**200

    values = [rng.below(count) for _ in range(50)]

    assert all(0 <= value < count for value in values)
    assert max(values) > count // 2
    assert len({value % 1024 for value in values}) > 40


@pytest.mark.parametrize("count", [0, -3])
def test_below_refuses_an_empty_range(count):
    with pytest.raises(ValueError, match=rf"^cannot draw a number below {count}: it must be at least 1$"):
        stream().below(count)


def test_randint_includes_both_ends():
    rng = stream("ends")

    assert {rng.randint(-2, 2) for _ in range(300)} == {-2, -1, 0, 1, 2}
    assert rng.randint(5, 5) == 5


def test_randint_refuses_ends_the_wrong_way_round():
    with pytest.raises(ValueError, match=r"^randint needs a <= b, not a=3 and b=2$"):
        stream().randint(3, 2)


def test_random_and_uniform_stay_in_their_range():
    rng = stream("range")

    assert all(0 <= rng.random() < 1 for _ in range(1_000))
    assert all(-3 <= rng.uniform(-3, -2) <= -2 for _ in range(1_000))


def test_decimal_includes_both_ends_and_keeps_its_places():
    rng = stream("decimal ends")

    drawn = {rng.decimal("0.995", "1.03") for _ in range(300)}

    assert sorted(map(str, drawn)) == ["1.00", "1.01", "1.02", "1.03"]


def test_decimal_takes_floats_for_what_they_say():
    rng = stream("float ends")

    drawn = {rng.decimal(0.1, 0.3, 1) for _ in range(100)}

    assert drawn == {Decimal("0.1"), Decimal("0.2"), Decimal("0.3")}


def test_decimal_refuses_a_range_without_such_a_number():
    with pytest.raises(ValueError, match=r"^no decimal with 1 places lies between 0\.11 and 0\.19$"):
        stream().decimal("0.11", "0.19", 1)


def test_should_happen_never_at_zero_and_always_at_one():
    rng = stream("certain")

    assert not any(rng.should_happen(0) for _ in range(1_000))
    assert all(rng.should_happen(Decimal(1)) for _ in range(1_000))


@pytest.mark.parametrize("probability", [-0.1, 1.1, 75])
def test_should_happen_refuses_what_is_no_probability(probability):
    with pytest.raises(ValueError, match=rf"^a probability lies between 0 and 1, not {probability}$"):
        stream().should_happen(probability)


def test_choice_and_choices_refuse_an_empty_sequence():
    with pytest.raises(IndexError, match=r"^cannot choose from an empty sequence$"):
        stream().choice([])
    with pytest.raises(IndexError, match=r"^cannot choose from an empty sequence$"):
        stream().choices([], 2)


def test_sample_takes_different_elements_and_leaves_the_sequence_alone():
    pool = ["a", "b", "c", "d"]
    rng = stream("pool")

    samples = [rng.sample(pool, 3) for _ in range(200)]

    assert pool == ["a", "b", "c", "d"]
    assert all(len(set(sample)) == 3 for sample in samples)
    assert len({tuple(sample) for sample in samples}) == 24
    assert rng.sample(pool, 0) == rng.sample([], 0) == []


@pytest.mark.parametrize("k", [-1, 4])
def test_sample_refuses_more_than_there_are(k):
    with pytest.raises(ValueError, match=rf"^cannot take a sample of {k} from 3$"):
        stream().sample("abc", k)


def test_shuffle_gives_every_order_and_leaves_the_sequence_alone():
    pool = (1, 2, 3)
    rng = stream("orders")

    orders = {tuple(rng.shuffle(pool)) for _ in range(200)}

    assert len(orders) == 6
    assert pool == (1, 2, 3)


def test_weighted_choice_keeps_to_the_weights():
    rng = stream("weights")

    counts = Counter(rng.weighted_choice({"never": 0, "one": 1, "three": Decimal(3), "no": 0.0}) for _ in range(4_000))

    assert set(counts) == {"one", "three"}
    assert counts["three"] / 4_000 == pytest.approx(0.75, abs=0.03)


@pytest.mark.parametrize("weights", [{}, {"a": 0, "b": 0}])
def test_weighted_choice_refuses_weights_that_choose_nothing(weights):
    with pytest.raises(ValueError, match=r"^at least one option needs a weight above 0$"):
        stream().weighted_choice(weights)


def test_weighted_choice_refuses_a_negative_weight():
    with pytest.raises(ValueError, match=r"^a weight cannot be negative: -1$"):
        stream().weighted_choice({"a": 3, "b": -1})


def test_gauss_has_its_mean_and_deviation():
    rng = stream("bell")

    values = [rng.gauss(100, 15) for _ in range(5_000)]

    assert mean(values) == pytest.approx(100, abs=1)
    assert stdev(values) == pytest.approx(15, abs=0.5)


def test_gauss_takes_one_word():
    rng, other = stream("word by word"), stream("word by word")

    rng.gauss(0, 1)
    other.word()

    assert rng.word() == other.word()


def test_triangular_stays_in_its_range_and_leans_to_its_mode():
    rng = stream("triangle")

    values = [rng.triangular(0, 9, 6) for _ in range(5_000)]

    assert 0 <= min(values) < max(values) <= 9
    assert mean(values) == pytest.approx(5, abs=0.1)
    assert rng.triangular(4, 4, 4) == 4
    assert all(0 <= rng.triangular(0, 1, mode) <= 1 for mode in (0, 1) for _ in range(200))


def test_triangular_takes_each_side_of_its_mode_in_proportion():
    rng = stream("lopsided")

    values = [rng.triangular(10, 19, 16) for _ in range(5_000)]

    below = [value for value in values if value < 16]
    assert 10 <= min(values) < 10.3
    assert 18.7 < max(values) <= 19
    assert len(below) / len(values) == pytest.approx(2 / 3, abs=0.02)
    # The mean of a side lies a third of its width from the mode.
    assert mean(below) == pytest.approx(14, abs=0.1)
    assert mean(value for value in values if value >= 16) == pytest.approx(17, abs=0.1)


@pytest.mark.parametrize("arguments", [(2, 1, 1.5), (0, 1, 2), (0, 1, -1)])
def test_triangular_refuses_a_mode_outside_its_range(arguments):
    low, high, mode = arguments

    with pytest.raises(ValueError, match=rf"^triangular needs low <= mode <= high, not {low}, {mode}, {high}$"):
        stream().triangular(low, high, mode)


def test_datetime_in_range_includes_both_ends():
    rng = stream("moments")
    start = datetime(2026, 1, 1, tzinfo=UTC)

    drawn = {rng.datetime_in_range(start, start + timedelta(seconds=2)) for _ in range(100)}

    assert drawn == {start, start + timedelta(seconds=1), start + timedelta(seconds=2)}
    assert rng.datetime_in_range(start, start) == start


def test_datetime_in_range_spans_elapsed_time_through_a_clock_change():
    rng = stream("autumn")
    start = datetime(2026, 11, 1, 0, 30, tzinfo=CHICAGO)
    end = datetime(2026, 11, 1, 3, 30, tzinfo=CHICAGO)

    drawn = [rng.datetime_in_range(start, end) for _ in range(2_000)]

    elapsed = [(moment.astimezone(UTC) - start.astimezone(UTC)).total_seconds() for moment in drawn]
    assert min(elapsed) >= 0
    assert 3.9 * 3600 < max(elapsed) <= 4 * 3600
    assert {moment.fold for moment in drawn} == {0, 1}


def test_datetime_in_range_never_gives_the_hour_that_a_clock_change_skips():
    rng = stream("spring")
    start = datetime(2026, 3, 8, 1, 0, tzinfo=CHICAGO)
    end = datetime(2026, 3, 8, 4, 0, tzinfo=CHICAGO)

    hours = {rng.datetime_in_range(start, end).hour for _ in range(500)}

    assert hours == {1, 3}


def test_datetime_in_range_takes_naive_moments():
    rng = stream("wall clock")
    start = datetime.fromisoformat("2026-03-08 01:00")

    drawn = {rng.datetime_in_range(start, start + timedelta(seconds=2)) for _ in range(100)}

    assert drawn == {start, start + timedelta(seconds=1), start + timedelta(seconds=2)}


def test_datetime_in_range_refuses_ends_the_wrong_way_round():
    start = datetime(2026, 1, 2, tzinfo=UTC)

    with pytest.raises(
        ValueError,
        match=r"^the range ends at 2026-01-01T00:00:00\+00:00, before its start at 2026-01-02T00:00:00\+00:00$",
    ):
        stream().datetime_in_range(start, start - timedelta(days=1))


def test_timedelta_in_range_is_of_whole_seconds_between_both_ends():
    rng = stream("durations")

    drawn = {rng.timedelta_in_range(0, 2 / 3600) for _ in range(100)}

    assert drawn == {timedelta(seconds=0), timedelta(seconds=1), timedelta(seconds=2)}


def test_timedelta_in_range_refuses_ends_the_wrong_way_round():
    with pytest.raises(ValueError, match=r"^randint needs a <= b, not a=7200 and b=3600$"):
        stream().timedelta_in_range(2, 1)


def test_uuid_is_a_valid_one_of_version_four():
    rng = stream("keys")

    drawn = [rng.uuid() for _ in range(1_000)]

    assert {key.version for key in drawn} == {4}
    assert len(set(drawn)) == 1_000


@pytest.mark.parametrize("digits", [0, 1, 16, 17, 40])
def test_hexadecimal_has_that_many_digits(digits):
    drawn = stream("commit").hexadecimal(digits)

    assert re.fullmatch(rf"[0-9a-f]{{{digits}}}", drawn)


@pytest.mark.parametrize(
    "draws",
    [
        lambda: [DeterministicRandom(seed).at("row").below(10) for seed in range(10_000)],
        lambda: [DeterministicRandom(42).at("row", number).below(10) for number in range(10_000)],
        lambda: [DeterministicRandom(42).at("row", str(number), "size").below(10) for number in range(10_000)],
        lambda: [number % 10 for number in DeterministicRandom(42).at("one stream").choices(range(10), 10_000)],
    ],
    ids=["neighbouring seeds", "neighbouring numbers", "neighbouring texts", "one stream"],
)
def test_draws_are_uniform(draws):
    # Nine degrees of freedom: one set of draws in a thousand lies above 27.9.
    assert chi_squared(draws(), 10) < 27.9


@pytest.mark.parametrize(
    "neighbours",
    [
        lambda n: (DeterministicRandom(n).at("row"), DeterministicRandom(n + 1).at("row")),
        lambda n: (DeterministicRandom(42).at("row", n), DeterministicRandom(42).at("row", n + 1)),
        lambda n: (DeterministicRandom(42).at("row", n, "size"), DeterministicRandom(42).at("row", n, "price")),
        lambda n: (DeterministicRandom(42).at("row", n), DeterministicRandom(42).at("row", n).at("size")),
    ],
    ids=["seeds", "numbers", "columns", "parent and child"],
)
def test_neighbouring_streams_are_not_correlated(neighbours):
    pairs = [neighbours(number) for number in range(0, 8_000, 2)]

    first, second = ([rng.random() for rng in side] for side in zip(*pairs, strict=True))

    # The deviation of the correlation of 4,000 independent pairs is 0.016.
    assert abs(correlation(first, second)) < 0.05


def test_neighbouring_seeds_share_no_words():
    words = [DeterministicRandom(seed).at("a", number).word() for seed in range(100) for number in range(100)]

    assert len(set(words)) == 10_000


def test_every_bit_of_a_word_is_as_often_set_as_not():
    rng = stream("bits")

    words = [rng.word() for _ in range(4_000)]

    shares = [sum(word >> bit & 1 for word in words) / len(words) for bit in range(64)]
    assert all(0.46 < share < 0.54 for share in shares)

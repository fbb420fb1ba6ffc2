from decimal import Decimal

from seedplot.figures import Figure, Move, Range, plain

WEEKS = 5


def test_move_goes_evenly_from_one_end_to_the_other():
    move = Move(Decimal(10), Decimal(-10))

    assert [move.at(week, WEEKS) for week in range(WEEKS)] == [10, 5, 0, -5, -10]


def test_move_of_one_end_leaves_the_other():
    move = Move(final=Decimal("0.3"))

    assert (move.at(0, WEEKS), move.at(WEEKS - 1, WEEKS)) == (0, Decimal("0.3"))


def test_story_of_one_week_has_its_first_value():
    assert Move(Decimal(3), Decimal(7)).at(0, 1) == 3


def test_range_includes_both_ends():
    grams = Range(Decimal(1), Decimal("2.50"))

    assert [Decimal(value) in grams for value in ("0.9999", "1", "2.5", "2.5001")] == [False, True, True, False]
    assert str(grams) == "between 1 and 2.5"


def test_figure_has_a_range_for_each_end():
    low, high = Range(Decimal(0), Decimal(1)), Range(Decimal(5), Decimal(6))
    figure = Figure([Decimal(1), Decimal(2), Decimal(3)], low, high)

    assert (figure.end("first"), figure.end("final")) == (1, 3)
    assert (figure.range("first"), figure.range("final")) == (low, high)


def test_plain_numbers_have_neither_exponent_nor_zeros():
    assert [plain(Decimal(text)) for text in ("0.40", "1E+2", "100", "0.0004", "-0")] == [
        "0.4", "100", "100", "0.0004", "-0",
    ]  # fmt: skip

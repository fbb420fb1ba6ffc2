"""Drawings as data: the shapes that values become."""

import pytest

from apps.pages.drawing import (
    Bar,
    Column,
    Lane,
    Line,
    Lollipop,
    Moment,
    draw_bars,
    draw_columns,
    draw_lanes,
    draw_lines,
    draw_lollipops,
    draw_spark,
    draw_squares,
)
from apps.pages.drawing.shapes import length, shortened


def of(drawing, kind):
    return [shape for shape in drawing.shapes if shape.kind == kind]


def words_of(drawing):
    return [shape.text for shape in of(drawing, "text")]


def points_of(path):
    return [tuple(map(float, point.split(","))) for point in path.points.split(" ")]


def test_line_rises_with_its_values_and_its_ends_are_labeled():
    drawn = draw_lines([Line("AI share", [10, 40, 75], (0, 75), "10%", "75%")], ("Oct 5", "Nov 23"), "AI share")

    [path] = of(drawn, "path")
    (x1, y1), (x2, y2), (x3, y3) = points_of(path)
    assert x2 - x1 == pytest.approx(x3 - x2, abs=0.2)
    assert y1 > y2 > y3
    # Halfway up the scale is halfway up the drawing.
    assert (y1 - y2) / (y1 - y3) == pytest.approx(30 / 65, abs=0.02)
    assert words_of(drawn) == ["10%", "75%", "AI share", "Oct 5", "Nov 23"]
    assert (drawn.width, drawn.height, drawn.title) == (252, 112, "AI share")


def test_gap_parts_a_line_and_a_line_without_values_is_left_out():
    drawn = draw_lines([Line("a", [1, 2, None, 3, 4], (0, 4)), Line("b", [None] * 5, (0, 4))], ("", ""), "a gap")

    assert [len(points_of(path)) for path in of(drawn, "path")] == [2, 2]
    assert "b" not in words_of(drawn)


def test_labels_of_lines_that_end_alike_do_not_cover_each_other():
    lines = [Line("a", [0, 50], (0, 100), "", "50%"), Line("b", [100, 50], (0, 100), "", "50 h", "context")]

    drawn = draw_lines(lines, ("", ""), "two", with_names=False)

    first, second = (float(shape.y) for shape in of(drawn, "text") if shape.text in ("50%", "50 h"))
    assert second - first >= 11


def test_name_of_a_line_keeps_clear_of_it():
    drawn = draw_lines([Line("cycle time", [50, 90, 50, 90, 45], (0, 100))], ("", ""), "waves")

    [name] = [shape for shape in of(drawn, "text") if shape.text == "cycle time"]
    ys = [y for _, y in points_of(of(drawn, "path")[0])]
    assert float(name.y) < min(ys[-3:])


def test_context_is_drawn_behind_what_matters():
    drawn = draw_lines([Line("a", [1, 2], (0, 2)), Line("b", [1, 2], (0, 2), tone="context")], ("", ""), "two")

    assert [path.tone for path in of(drawn, "path")] == ["context", "series-1"]


def test_sparkline_of_a_ripple_stays_flat_and_one_of_nothing_is_empty():
    flat = [y for _, y in points_of(of(draw_spark([100, 101, 100], ""), "path")[0])]
    steep = [y for _, y in points_of(of(draw_spark([10, 100], ""), "path")[0])]

    assert max(flat) - min(flat) < 3
    assert max(steep) - min(steep) > 20
    assert draw_spark([None], "nothing").shapes == []


def test_bars_are_as_long_as_their_shares_and_the_even_share_is_marked():
    drawn = draw_bars(
        [Bar("Sofia", 0.6, "60%", "190", "series-2"), Bar("Lucia", 0.3, "30%", "95")],
        "two bars", even=0.5, even_words="even share, 50%", size=(700, 200), font=14,
    )  # fmt: skip

    long, short = of(drawn, "rect")
    assert float(short.width) == pytest.approx(float(long.width) / 2, abs=0.2)
    assert (long.tone, short.tone) == ("series-2", "context")
    [mark] = of(drawn, "rule")
    assert float(mark.x1) == pytest.approx(float(long.x) + float(long.width) * 5 / 6, abs=0.2)
    assert words_of(drawn) == ["Sofia", "60%", "190", "Lucia", "30%", "95", "even share, 50%"]


def test_number_of_a_short_bar_stands_beyond_the_mark():
    drawn = draw_bars([Bar("a", 0.6, "60%"), Bar("b", 0.15, "15%")], "", even=0.2, even_words="even")

    [mark] = of(drawn, "rule")
    [number] = [shape for shape in of(drawn, "text") if shape.text == "15%"]
    assert float(number.x) > float(mark.x1)


def test_drawings_of_nothing_have_no_rows():
    assert of(draw_bars([], "none", even=0.2), "rect") == []
    assert of(draw_columns([], "none"), "rect") == []
    assert of(draw_squares([], "none"), "rect") == []
    assert of(draw_lanes([], ("", ""), "none"), "dot") == []
    assert of(draw_lollipops([], "none", middle=0.5, middle_words=""), "dot") == []


def test_lollipops_stand_on_both_sides_of_the_middle():
    drawn = draw_lollipops(
        [Lollipop("Deepa", 0.8, "80%"), Lollipop("Gina", 0.4, "40%")], "two", middle=0.5, middle_words="a coin, 50%"
    )

    mark, high, low = of(drawn, "rule")
    right, left = (float(shape.x) for shape in of(drawn, "dot"))
    assert right - float(mark.x1) == pytest.approx(3 * (float(mark.x1) - left), abs=0.5)
    assert (high.tone, low.tone) == ("series-3", "series-2")


def test_columns_are_stacked_and_the_highest_fills_the_height():
    drawn = draw_columns([Column([(1, "series-1"), (3, "series-3")], "Oct 5"), Column([(2, "series-1")])], "two")

    low, high, other = of(drawn, "rect")
    assert float(high.y) + float(high.height) <= float(low.y)
    assert float(high.height) == pytest.approx(3 * float(low.height), abs=4)
    assert float(other.height) == pytest.approx(2 * float(low.height), abs=3)
    assert words_of(drawn) == ["Oct 5"]


def test_squares_are_as_many_as_there_are_things_however_many():
    for count in (1, 18, 500):
        drawn = draw_squares([(count, "series-1"), (2, "context")], "states", ("all play", "2 out"))

        assert len(of(drawn, "rect")) == count + 2
        assert all(float(each.y) + float(each.height) <= drawn.height for each in of(drawn, "rect"))


def test_moments_of_a_lane_are_in_their_places_and_one_with_words_stands_out():
    lane = Lane("Alice", "a leak", [Moment(0), Moment(0.5, "repair requested"), Moment(1)])

    drawn = draw_lanes([lane], ("first text", "3 h later"), "one lane")

    dots = sorted(of(drawn, "dot"), key=lambda each: float(each.x))
    start, middle, end = (float(each.x) for each in dots)
    assert middle - start == pytest.approx(end - middle, abs=0.2)
    assert [each.tone for each in dots] == ["series-1", "series-2", "series-1"]
    assert "repair requested" in words_of(drawn)


def test_lengths_are_short_and_long_names_are_cut():
    assert [length(value) for value in (1, 1.25, 100.04)] == ["1", "1.2", "100"]
    assert shortened("Ada Quill", 100) == "Ada Quill"
    assert shortened("A very long name indeed", 60) == "A very l…"

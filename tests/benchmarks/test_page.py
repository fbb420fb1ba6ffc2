import pytest

from benchmarks import page
from benchmarks.tables import Table, times

PAGE = """# Times

<!-- begin first (written) -->
old
<!-- end first -->

<!-- begin second (written) -->
<!-- end second -->
"""


def test_part_is_replaced_and_the_rest_is_kept():
    written = page.with_part(page.with_part(PAGE, "first", "new | figures"), "second", "more\n\nfigures")

    assert page.parts(written) == {"first": "new | figures", "second": "more\n\nfigures"}
    assert page.parts(PAGE) == {"first": "old", "second": ""}
    assert written.replace("new | figures", "old").replace("more\n\nfigures\n", "") == PAGE


def test_unknown_part_is_refused():
    with pytest.raises(ValueError, match=r"performance\.md has no part 'third'\. Known: first, second\.$"):
        page.with_part(PAGE, "third", "text")


def test_table_is_markdown_with_columns_of_one_width():
    table = Table(("way", "times"), [("`COPY`", "1.00"), ("all", "12.5")])

    assert str(table).splitlines() == [
        "| way    | times |",
        "| ---    | ---   |",
        "| `COPY` | 1.00  |",
        "| all    | 12.5  |",
    ]


def test_ratio_has_three_digits():
    assert [times(each) for each in (0.5, 3.14159, 27.18)] == ["0.50", "3.14", "27.2"]

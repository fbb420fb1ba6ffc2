"""Texts that a comment would cut off, which YAML lets pass."""

import pytest

from tests.seedplot.content.menu import read, refusal

LOST = {
    "after a text": ("opens: at 7 # or 8", "# or 8", 1),
    "a whole text": ("opens: #general", "#general", 1),
    "in a list": ("drinks:\n  - name: tea # 5 o'clock", "# 5 o'clock", 2),
    "after the second line of a text": ("opens: at seven\n  or # eight", "# eight", 2),
    "after a line break of another system": ("closes: 22\r\nopens: at 7 # or 8\r\n", "# or 8", 2),
    "after a character of two bytes": ('opens: ["é", é # 8\n  ]', "# 8", 1),
}


@pytest.mark.parametrize("case", LOST)
def test_text_that_a_comment_would_cut_off_is_refused(menu, case):
    text, lost, line = LOST[case]

    assert refusal(menu, text) == (
        f"menu.yaml, line {line}: '{lost}' is a comment and no part of the text; "
        "put the text in quotes, or the comment on a line of its own"
    )


@pytest.mark.parametrize(
    "text",
    [
        '"tea" # of the house',
        "'tea' # of the house",
        "tea#5",
        "\n      # of the house\n      tea",
        "| # of the house\n      tea # 5\n",
        ">-\n      tea # 5\n      o'clock # 6\n",
    ],
)
def test_comment_that_cuts_nothing_off_is_allowed(menu, text):
    menu.write_text(f"# All drinks.\ndrinks: # warm ones\n  - cents: 250 # each\n    name: {text}\n", encoding="utf-8")

    [drink] = read(menu).content["drinks"]

    assert drink["name"].startswith("tea")
    assert ("#" in drink["name"]) == ("tea # 5" in text or "tea#5" in text)

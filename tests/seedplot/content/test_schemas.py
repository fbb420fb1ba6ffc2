"""Mistakes against the schema, and in the YAML itself: each with file, line and place."""

import pytest

from seedplot.errors import SeedError
from tests.seedplot.content.menu import MENU, read, refusal

MISTAKES = {
    "unknown value": (
        MENU.replace("small", "tiny"),
        "line 6: drinks 2, size: 'tiny' is not known; known: small, large",
    ),
    "unknown field": (
        MENU.replace("cents", "price"),
        "line 5: drinks 1, price: there is no such field; known: name, size, cents, warm",
    ),
    "unknown name": (
        MENU + "tables: { upstairs: 4 }\n",
        "line 7: tables, upstairs: 'upstairs' is not known; known: inside, outside",
    ),
    "missing field": (MENU.replace("name: coffee", "warm: true"), "line 4: drinks 1: 'name' is missing"),
    "number for a text": (
        MENU.replace("coffee", "1850"),
        "line 4: drinks 1, name: it must be a text, not 1850; put it in quotes",
    ),
    "text for a number": (
        MENU.replace("250", '"250"'),
        'line 5: drinks 1, cents: it must be a whole number, not "250"',
    ),
    "list for a text": (MENU.replace("coffee", "[coffee]"), "line 4: drinks 1, name: it must be a text, not a list"),
    "nothing for a text": (MENU.replace("coffee", "null"), "line 4: drinks 1, name: it must be a text, not nothing"),
    "one of two kinds": (MENU.replace('"7:00"', "[7]"), "line 2: opens: it must be a text or nothing, not a list"),
    "text for keys": (
        MENU.replace('{ name: "tea", size: small } # of the house', "tea"),
        'line 6: drinks 2: it must be keys with values, not "tea"',
    ),
    "too small": (MENU.replace("250", "0"), "line 5: drinks 1, cents: 0 is less than the minimum of 1"),
    "blank": (MENU.replace('"7:00"', '" "'), "line 2: opens: a text is missing"),
    "key twice": (MENU.replace("    cents", "    name: tea\n    cents"), "line 5: 'name' stands here twice"),
    "key that is no text": (MENU.replace("cents", "no"), "line 5: the key 'no' is no text; put it in quotes"),
    "empty": ("# nothing yet\n", "line 1: the file is empty"),
    "no text": (MENU.encode() + b"\xff\n", "line 7: this is no text in UTF-8"),
    "two documents": (MENU + "---\nopens: never\n", "line 7: but found another document"),
    "forbidden character": ("opens: \x00\n", "control characters are not allowed"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake_is_named_with_file_line_and_place(menu, mistake):
    text, message = MISTAKES[mistake]

    refused = refusal(menu, text)

    assert refused.startswith("menu.yaml")
    assert refused.removeprefix("menu.yaml").lstrip(":, ") == message


def test_mistakes_come_in_the_order_of_their_lines(menu):
    menu.write_text(MENU.replace("small", "tiny").replace("250", "much"), encoding="utf-8")

    with pytest.raises(SeedError) as refused:
        read(menu)

    assert str(refused.value) == (
        'menu.yaml, line 5: drinks 1, cents: it must be a whole number, not "much" (and 1 more). '
        "Correct the file and run the command again."
    )
    assert list(refused.value.details) == [
        "menu.yaml, line 6: drinks 2, size: 'tiny' is not known; known: small, large"
    ]

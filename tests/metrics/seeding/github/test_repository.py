import pytest

from apps.metrics.seeding.github.repository import parse_repository


@pytest.mark.parametrize(
    "text",
    [
        "pallets/flask",
        "  pallets/flask ",
        "pallets/flask.git",
        "https://github.com/pallets/flask",
        "https://github.com/pallets/flask/",
        "http://github.com/pallets/flask.git",
        "git@github.com:pallets/flask.git",
        "https://git.example.com/pallets/flask",
        "github.com/pallets/flask",
        "www.github.com/pallets/flask/",
        "https://github.com/pallets/flask/pulls?q=is%3Apr",
        "https://github.com/pallets/flask/pull/1",
        "https://github.com/pallets/flask/tree/main/src",
        "https://github.com/pallets/flask#readme",
        "https://github.com/pallets/flask?tab=readme-ov-file",
        "<https://github.com/pallets/flask>",
        "ssh://git@github.com/pallets/flask.git",
        "git+https://github.com/pallets/flask.git",
        "git://github.com/pallets/flask.git",
        "https://ada:secret@github.com/pallets/flask",
    ],
)
def test_repository_is_named_by_owner_and_name_or_by_its_address(text):
    assert parse_repository(text) == "pallets/flask"


@pytest.mark.parametrize("text", ["octo-org/.github", "a1/b_c.d-e", "X/y", "ada_octo/x", "old-/x"])
def test_repository_name_may_hold_dots_dashes_and_underscores(text):
    assert parse_repository(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "flask",
        "pallets/",
        "/flask",
        "pallets/flask/issues",
        "https://github.com/pallets",
        "https://github.com/pallets/..",
        "https://github.com/pallets/./flask",
        "-pallets/flask",
        "pallets/..",
        "pallets/.",
        "pallets/fl ask",
        "pallets\\flask",
        "pallets/flask\nother/one",
    ],
)
def test_anything_else_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match=r"^name a repository as owner/name or by its address, such as pallets/flask$"):
        parse_repository(text)

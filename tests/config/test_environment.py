import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import (
    read_boolean,
    read_list,
    read_number,
    read_secret_key,
    read_text,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", True),
        ("TRUE", True),
        ("on", True),
        (" yes ", True),
        ("0", False),
        ("False", False),
        ("no", False),
    ],
)
def test_boolean_is_read_in_its_usual_spellings(monkeypatch, text, value):
    monkeypatch.setenv("DEBUG", text)

    assert read_boolean("DEBUG", default=not value) is value


@pytest.mark.parametrize("default", [True, False])
def test_boolean_that_is_empty_or_missing_takes_its_default(monkeypatch, default):
    monkeypatch.setenv("EMPTY", "")
    monkeypatch.delenv("MISSING", raising=False)

    assert [read_boolean(name, default=default) for name in ("EMPTY", "MISSING")] == [default, default]


def test_boolean_that_is_malformed_is_refused_with_the_known_values(monkeypatch):
    monkeypatch.setenv("DEBUG", "maybe")

    with pytest.raises(ImproperlyConfigured) as refusal:
        read_boolean("DEBUG", default=True)

    assert str(refusal.value) == "DEBUG cannot be 'maybe'. Known values: 1, true, yes, on, 0, false, no, off."


def test_text_that_is_empty_takes_its_default(monkeypatch):
    monkeypatch.setenv("GITHUB_API_URL", " ")

    assert read_text("GITHUB_API_URL", default="https://api.github.com") == "https://api.github.com"


@pytest.mark.parametrize(("text", "value"), [(None, "private"), ("", ""), (" ", ""), (" public-read ", "public-read")])
def test_text_that_may_be_empty_takes_its_default_only_when_it_is_missing(monkeypatch, text, value):
    if text is None:
        monkeypatch.delenv("AWS_DEFAULT_ACL", raising=False)
    else:
        monkeypatch.setenv("AWS_DEFAULT_ACL", text)

    assert read_text("AWS_DEFAULT_ACL", default="private", may_be_empty=True) == value


@pytest.mark.parametrize(("text", "number"), [("", None), ("0.25", 0.25), (" 0 ", 0.0), ("-1", -1.0)])
def test_number_is_read_where_there_is_one(monkeypatch, text, number):
    monkeypatch.setenv("SEEDPLOT_MIN_SCORE", text)

    assert read_number("SEEDPLOT_MIN_SCORE") == number


@pytest.mark.parametrize("text", ["high", "nan", "inf", "0,25"])
def test_number_that_is_none_is_refused(monkeypatch, text):
    monkeypatch.setenv("SEEDPLOT_MIN_SCORE", text)

    with pytest.raises(ImproperlyConfigured) as refusal:
        read_number("SEEDPLOT_MIN_SCORE")

    assert str(refusal.value) == f"SEEDPLOT_MIN_SCORE cannot be {text!r}. Give it a number, such as 0.25."


@pytest.mark.parametrize(
    ("text", "parts"),
    [("", []), ("a.example", ["a.example"]), ("a.example, *.b.example,", ["a.example", "*.b.example"])],
)
def test_list_is_what_stands_between_commas(monkeypatch, text, parts):
    monkeypatch.setenv("ALLOWED_HOSTS", text)

    assert read_list("ALLOWED_HOSTS") == parts


def test_secret_key_is_required_outside_debug_only(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    assert read_secret_key(debug=True).startswith("django-insecure-")
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_secret_key(debug=False)
    assert str(refusal.value) == "SECRET_KEY must be set when DEBUG is off."

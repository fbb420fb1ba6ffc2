import pytest
from django.db.models import TextChoices
from rest_framework.exceptions import ValidationError

from apps.api.fields import BIGGEST_NUMBER, Choice, Flag, SearchText, Text, TrueOrFalse, WholeNumber, quote


class Color(TextChoices):
    RED = "red"
    BLUE = "blue"


def refusal(field, value):
    with pytest.raises(ValidationError) as refused:
        field.run_validation(value)
    return refused.value.detail


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("red", "'red'"),
        ("", "''"),
        ("x" * 60, f"'{'x' * 60}'"),
        ("x" * 61, f"'{'x' * 60}…'"),
        (None, "'null'"),
        (True, "'true'"),
        (1, "'1'"),
        (1.5, "'1.5'"),
        ([1], "An array"),
        ({"a": 1}, "An object"),
    ],
)
def test_quote_shows_a_value_as_json_has_it(value, shown):
    assert quote(value) == shown


@pytest.mark.parametrize(
    ("value", "number"), [("1", 1), ("007", 7), (5, 5), (str(BIGGEST_NUMBER), BIGGEST_NUMBER), (BIGGEST_NUMBER,) * 2]
)
def test_whole_number_is_read_from_digits_and_from_json(value, number):
    assert WholeNumber().run_validation(value) == number


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "'0'"),
        (0, "'0'"),
        (-1, "'-1'"),
        ("1.0", "'1.0'"),
        (1.0, "'1.0'"),
        ("1_0", "'1_0'"),
        (" 1", "' 1'"),
        ("1\n", "'1\n'"),
        ("٣", "'٣'"),
        (True, "'true'"),
        ([1], "An array"),
        (str(BIGGEST_NUMBER + 1), f"'{BIGGEST_NUMBER + 1}'"),
    ],
)
def test_whole_number_refuses_what_only_resembles_one(value, shown):
    assert refusal(WholeNumber(), value) == [f"{shown} is not a whole number from 1 to {BIGGEST_NUMBER}."]


def test_whole_number_keeps_to_its_limits():
    field = WholeNumber(least=0, most=20)

    assert [field.run_validation(value) for value in ("0", "20")] == [0, 20]
    assert refusal(field, "21") == ["'21' is not a whole number from 0 to 20."]


@pytest.mark.parametrize("choices", [Color, ("red", "blue")])
def test_choice_is_one_of_the_known(choices):
    field = Choice(choices)

    assert field.run_validation("blue") == "blue"
    assert refusal(field, "green") == ["'green' is not known. Known: red, blue."]
    assert refusal(field, ["red"]) == ["An array is not known. Known: red, blue."]


def test_true_or_false_reads_two_texts():
    assert [TrueOrFalse().run_validation(text) for text in ("true", "false")] == [True, False]
    assert refusal(TrueOrFalse(), "True") == ["'True' is not known. Known: true, false."]
    assert refusal(TrueOrFalse(), True) == ["'true' is not known. Known: true, false."]


def test_flag_reads_two_json_values():
    assert [Flag().run_validation(value) for value in (True, False)] == [True, False]
    assert refusal(Flag(), "true") == ["'true' is not known. Known: true, false."]
    assert refusal(Flag(), 0) == ["'0' is not known. Known: true, false."]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (5, "'5' is not a text."),
        (True, "'true' is not a text."),
        ([[[]]], "An array is not a text."),
        ("", "This field may not be blank."),
        ("a\0", "Null characters are not allowed."),
        ("\udfff", "Surrogate characters are not allowed: U+DFFF."),
    ],
)
def test_text_is_one_that_a_database_keeps(value, message):
    assert refusal(Text(), value) == [message]


def test_search_text_is_trimmed_and_may_be_left_out():
    assert [SearchText().run_validation(text) for text in (" a b ", " ")] == ["a b", ""]
    assert SearchText().default == ""
    assert refusal(SearchText(), "x" * 201) == ["Ensure this field has no more than 200 characters."]

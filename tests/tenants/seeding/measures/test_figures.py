import pytest

from apps.tenants.seeding.measures.figures import amenity_words, figures, known_figures, texts_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("open from 6 a.m. to 10:30 p.m.", {"6 a.m.", "10:30 p.m."}),
        ("up to four guests, Four guests", {"4 guest"}),
        ("within 3 working days or 30 minutes", {"3 day", "30 minute"}),
        ("a fee of $1,250, call 911", {"1250", "911"}),
        ("one of them, one at a time, the one", set()),
        ("password amber-heron-41", {"41"}),
        ("15 amps, 30-minute visit", {"15 amp", "30 minute"}),
        ("nothing", set()),
    ],
)
def test_figures_come_with_their_unit(text, found):
    assert figures(text) == found


def test_known_figures_may_be_named_without_their_unit():
    assert known_figures(["from 6 a.m.", "up to two guests"]) == {"6 a.m.", "6", "2 guest", "2"}


def test_ordinals_of_days_are_known_as_counts():
    assert known_figures(["Still cold, third day.", "on the second floor"]) == {"3 day", "3"}


def test_amenities_are_recognised_as_whole_words():
    assert amenity_words("The Pool, the doorman and the laundry room; no carpool.") == {
        "pool",
        "doorman",
        "laundry room",
    }


def test_every_text_and_number_of_a_json_value_is_read():
    assert list(texts_of({"a": ["b", {"c": 4}], "d": None, "e": "f"})) == ["b", "4", "f"]

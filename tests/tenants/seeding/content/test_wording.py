import pytest

from apps.tenants.seeding.content.wording import blanks, casual, chosen, filled, mistakes, worded, wordings
from seedplot.streams import DeterministicRandom

TEXT = "[Hi|Hello|Hey]. {Room} tap [drips|leaks] at {place}."
KNOWN = {"room": "kitchen", "place": "the sink"}


def test_blanks_are_named_in_small_letters():
    assert blanks("{Room} and {room}, {own_space}") == {"room", "own_space"}


def test_every_wording_has_a_number():
    texts = [filled(chosen(TEXT, number), KNOWN) for number in range(wordings(TEXT))]

    assert texts == [
        "Hi. Kitchen tap drips at the sink.",
        "Hello. Kitchen tap drips at the sink.",
        "Hey. Kitchen tap drips at the sink.",
        "Hi. Kitchen tap leaks at the sink.",
        "Hello. Kitchen tap leaks at the sink.",
        "Hey. Kitchen tap leaks at the sink.",
    ]


def test_stream_decides_among_all_wordings():
    streams = [DeterministicRandom(42).at(number) for number in range(60)]

    assert len({worded(TEXT, KNOWN, stream) for stream in streams}) == 6
    assert worded("Plain.", {}, streams[0]) == "Plain."


def test_text_begins_with_a_capital_and_has_no_second_full_stop():
    assert filled("{room}: until {end}. Then quiet.", {"room": "yard", "end": "10 p.m."}) == (
        "Yard: until 10 p.m. Then quiet."
    )
    assert filled("Well...", {}) == "Well..."


@pytest.mark.parametrize("text", ["a [b", "a] b", "[only]", "{Two words}", "{}", "a | b", "[a|[b|c]]"])
def test_mistyped_text_is_noticed(text):
    assert mistakes(text)


def test_well_typed_text_has_no_mistakes():
    assert mistakes(TEXT) == mistakes("Plain, (really).") == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The tap drips. Please help.", "the tap drips. Please help"),
        ("I'm here.", "I'm here"),
        ("OK, fine!", "OK, fine!"),
        ("Wi-Fi is gone", "Wi-Fi is gone"),
        ("Well...", "well..."),
    ],
)
def test_casual_writers_save_capitals_and_full_stops(text, written):
    assert casual(text) == written

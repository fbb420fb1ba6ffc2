"""The words of the workshop's rows as the proof reads them."""

import pytest

from apps.tickets.seeding.measures.wording import SPOKEN_OF, names_in, references_in, sentences_in, unfit_word


def test_people_are_named_by_whole_words_and_each_once():
    assert names_in("Ken's nickel: Sam saw it, samples too, and KEN did not. Ask Sam.") == ["Ken", "Sam"]


def test_reference_is_a_machine_and_the_quoted_words():
    text = 'As in Star Trek task "It buzzes out of the..." and in Gorgar task "open'

    assert list(references_in(text)) == [("Star Trek", "It buzzes out of the")]


def test_sentence_ends_with_a_word_that_has_a_mark():
    text = 'It is 3.5 inches.  Really?\nHe said "no." and left'

    assert list(sentences_in(text)) == ["it is 3.5 inches.", "really?", 'he said "no." and left']


@pytest.mark.parametrize(
    ("machine", "text", "word"),
    [
        ("Ballyhoo", "The Relay clicks", "Relay"),
        ("Carom", "The relay clicks", None),
        ("Carom", "A flipper is weak", "flipper"),
        ("Derby Day", "The reels turn", "reels"),
        ("Hokus Pokus", "The circuit board is green", "circuit board"),
        ("Star Trek", "The circuit board is green", None),
        ("Star Trek", "The optos failed", "optos"),
        ("Hyperball", "An opto failed", None),
        ("Hyperball", "The network is down", "network"),
        ("Godzilla (Premium)", "The network, the opto, the relay and the flipper", None),
    ],
)
def test_word_that_does_not_fit_the_machine_is_found(machine, text, word):
    assert unfit_word(machine, text) == word


def test_reports_are_known_by_what_they_speak_of():
    texts = ("My ball is gone", "A bald man", "It ate two pennies", "No free game for me", "Four free games, I swear")

    assert {kind: [text for text in texts if words.search(text)] for kind, words in SPOKEN_OF.items()} == {
        "stuck_ball": ["My ball is gone"],
        "no_credits": ["It ate two pennies", "No free game for me", "Four free games, I swear"],
    }

"""Texts that nobody wrote before: enough of them for the largest city, all different, and plain."""

import pytest

from apps.notices.seeding.content import titles
from apps.notices.seeding.content.grammar import Grammar
from apps.notices.seeding.content.names import GIVEN_NAMES, Name, member_name
from apps.notices.seeding.content.streets import street
from apps.notices.seeding.planning.numbering import BLOCK_SIZE, Numbers
from apps.notices.seeding.planning.people import most_patrons, patron_phones
from apps.notices.seeding.planning.purposes import TOPIC_TITLES
from apps.notices.seeding.specification.formats import KIND_COUNTS, Kind
from apps.notices.seeding.specification.people import FAMILY_NAMES, FEMALE, MALE
from apps.notices.seeding.specification.subjects import SUBJECTS
from apps.notices.seeding.specification.title_patterns import Pattern
from apps.notices.seeding.specification.title_words import words
from seedplot.streams import DeterministicRandom

BLOCKS = most_patrons() // BLOCK_SIZE
RNG = DeterministicRandom(42)


def test_grammar_numbers_its_texts():
    grammar = Grammar((Pattern("The {} {}", (words("Red, Blue"), words("Door, Key"))), Pattern("{}!", (("Go",),))))

    assert [grammar.text(number) for number in range(grammar.size)] == [
        "The Red Door",
        "The Blue Door",
        "The Red Key",
        "The Blue Key",
        "Go!",
    ]
    with pytest.raises(IndexError, match="there are 5 texts, so none is numbered so high"):
        grammar.text(5)


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.name)
def test_titles_suffice_for_the_largest_city(kind):
    grammar = titles.GRAMMARS[kind]
    of_topics = len(TOPIC_TITLES) if kind is Kind.NONFICTION else 0
    texts = {grammar.text(number) for number in range(grammar.size)}

    assert len(texts) == grammar.size >= BLOCKS * (KIND_COUNTS[kind] - of_topics)
    assert all(text.isascii() and text.isprintable() and "|" not in text and '"' not in text for text in texts)
    assert all(1 <= len(text) <= 80 for text in texts)


def test_no_title_is_of_two_kinds():
    seen = [grammar.text(number) for grammar in titles.GRAMMARS.values() for number in range(grammar.size)]

    doubles = len(seen) - len(set(seen))
    assert doubles == 0


def test_topics_suffice_for_the_largest_city():
    texts = [text for number in range(titles.TOPICS) for text in titles.topic_titles(number, 3)[1]]

    assert titles.TOPICS >= BLOCKS
    assert len(set(texts)) == len(texts)


def test_titles_on_one_topic_name_it():
    subject, texts = titles.topic_titles(list(SUBJECTS).index("Mozart"), 3)

    assert subject == "Mozart"
    assert len({text.removeprefix("Mozart: ") for text in texts}) == 3
    assert all(text.startswith("Mozart: A") for text in texts)


def test_subject_is_found_in_its_title():
    grammar = titles.GRAMMARS[Kind.NONFICTION]

    assert titles.subject_of("The Patient Container Gardening Handbook") == "Container Gardening"
    assert all(titles.subject_of(grammar.text(number)) in SUBJECTS for number in range(0, grammar.size, 97))


def test_names_suffice_for_the_largest_city():
    households = Numbers(BLOCKS).household(0)
    cycles = households // len(FAMILY_NAMES) + 1

    assert 2 * cycles < len(GIVEN_NAMES)
    assert all(name.isascii() and name.isalpha() for name in (*GIVEN_NAMES, *FAMILY_NAMES))
    assert max(len(Name(first, "").email("example.com")) for first in GIVEN_NAMES) + 20 < 64


def test_no_two_patrons_share_a_name():
    names = [member_name(RNG, household, member) for household in range(0, 46_000, 5) for member in (0, 1)]

    assert len(set(names)) == len(names)


def test_household_shares_its_family_name():
    one, other = member_name(RNG, 1_234, 0), member_name(RNG, 1_234, 1)

    assert one.last == other.last
    assert one.first != other.first


@pytest.mark.parametrize(("first", "gender_id"), [("Amanda", FEMALE), ("Brandon", MALE)])
def test_middle_names_go_with_the_first(first, gender_id):
    name = Name(first, "Quill")

    assert name.gender_id == gender_id
    assert first not in name.middle_names
    assert all(Name(each, "").gender_id in (gender_id, 1) for each in name.middle_names)


def test_streets_read_like_streets():
    streets = [street(RNG.at("street", number)) for number in range(500)]

    assert len(set(streets)) > 490
    assert all(each.isascii() and len(each.split()) == 3 and each[0].isdigit() for each in streets)


def test_phones_suffice_for_63875_patrons():
    phones = patron_phones()

    assert len(phones) == 63_898
    assert most_patrons() == 63_875
    assert [phones[number].digits for number in (0, 48, 49, 97, 98)] == [
        "2705550100",
        "2705550148",
        "2705550150",
        "2705550198",
        "2015550100",
    ]


def test_numbers_that_the_plan_prints_are_left_out():
    last = Numbers(BLOCKS - 1)
    items = {Numbers(number).item_record_id(place) for number in range(BLOCKS) for place in range(100)}

    assert not items & {148_279, 193_755, 793_939}
    assert len(items) == 100 * BLOCKS
    assert last.patron_id(24) < 121_394
    assert last.bibliographic_record_id(49) < 793_939 < Numbers(0).hold_request_id(0)

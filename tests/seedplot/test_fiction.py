import re

from seedplot.fiction import FAMILY_NAMES, GIVEN_NAMES, People, Person, phone_number
from seedplot.streams import DeterministicRandom

RNG = DeterministicRandom(42).at("fiction")


def test_people_of_one_stream_share_no_name():
    people = People(RNG)

    names = {people[number].full_name for number in range(len(people))}

    assert len(names) == len(people) == len(GIVEN_NAMES) * len(FAMILY_NAMES)


def test_people_are_the_same_again_and_others_from_another_stream():
    here, again, elsewhere = People(RNG.at("a")), People(RNG.at("a")), People(RNG.at("b"))

    assert [here[number] for number in range(50)] == [again[number] for number in range(50)]
    assert [here[number] for number in range(50)] != [elsewhere[number] for number in range(50)]


def test_names_are_listed_once():
    assert len(set(GIVEN_NAMES)) == len(GIVEN_NAMES)
    assert len(set(FAMILY_NAMES)) == len(FAMILY_NAMES)


def test_person_has_a_handle_and_an_address_that_belong_to_nobody():
    person = Person("Ines", "Walsh")

    assert (person.full_name, person.handle) == ("Ines Walsh", "ines-walsh")
    assert person.email() == "ines.walsh@example.com"
    assert person.email("plots") == "ines.walsh@plots.example.com"


def test_every_handle_and_address_is_plain():
    people = [Person(given, family) for given in GIVEN_NAMES for family in FAMILY_NAMES]

    assert all(re.fullmatch(r"[a-z]+-[a-z]+", person.handle) for person in people)
    assert all(re.fullmatch(r"[a-z]+\.[a-z]+@example\.com", person.email()) for person in people)
    assert len({person.handle for person in people}) == len(people)


def test_phone_number_is_reserved_for_fiction():
    numbers = [phone_number(RNG.at("phone", number)) for number in range(500)]

    assert all(re.fullmatch(r"\([2-9]\d\d\) 555-01\d\d", number) for number in numbers)

import re

import pytest

from seedplot.fiction import (
    AREA_CODES,
    FAMILY_NAMES,
    GIVEN_NAMES,
    People,
    Person,
    PhoneNumber,
    fictional_phone_numbers,
    phone_number,
)
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


def test_area_codes_are_those_that_can_stand_for_a_place():
    unusable = [code for code in AREA_CODES if re.fullmatch(r"[01]..|.9.|.(.)\1|52.|710", str(code))]

    assert (AREA_CODES[0], AREA_CODES[-1], len(AREA_CODES)) == (201, 989, 639)
    assert unusable == [520] == [code for code in AREA_CODES if 520 <= code <= 529]
    assert list(AREA_CODES) == sorted(set(AREA_CODES))


def test_phone_number_reads_as_ten_digits_or_with_the_country():
    number = PhoneNumber(415, 7)

    assert (number.digits, str(number)) == ("4155550107", "+1-415-555-0107")


def test_fictional_phone_numbers_go_through_the_areas_the_own_one_first():
    numbers = fictional_phone_numbers(first=270)

    assert [str(number) for number in (numbers[0], numbers[99], numbers[100], numbers[200])] == [
        "+1-270-555-0100",
        "+1-270-555-0199",
        "+1-201-555-0100",
        "+1-202-555-0100",
    ]
    assert len(numbers) == len(set(numbers)) == 63_900


def test_fictional_phone_numbers_leave_out_areas():
    numbers = fictional_phone_numbers(without_areas=[415])

    assert len(numbers) == 63_800
    assert {number.area_code for number in numbers} == {code for code in AREA_CODES if code != 415}


def test_fictional_phone_numbers_leave_out_single_numbers_and_no_other():
    taken = [PhoneNumber(270, 0), PhoneNumber(270, 1), PhoneNumber(270, 99), PhoneNumber(201, 5)]

    numbers = fictional_phone_numbers(first=270, without=taken)

    assert [number for number in fictional_phone_numbers(first=270) if number not in set(taken)] == list(numbers)
    assert fictional_phone_numbers(without_areas=[270], without=[PhoneNumber(270, 0)])[0] == PhoneNumber(201, 0)


def test_fictional_phone_numbers_end_where_they_end():
    numbers = fictional_phone_numbers(without_areas=AREA_CODES[1:], without=[PhoneNumber(201, 99)])

    assert (numbers[-1], numbers[97:]) == (PhoneNumber(201, 98), [PhoneNumber(201, 97), PhoneNumber(201, 98)])
    with pytest.raises(IndexError, match="there are 99 numbers, so none at 99"):
        numbers[99]


def test_fictional_phone_numbers_refuse_a_code_that_is_none():
    with pytest.raises(ValueError, match="911 is not an area code that fiction can use"):
        fictional_phone_numbers(first=911)
    with pytest.raises(ValueError, match="100 is not an area code that fiction can use"):
        fictional_phone_numbers(without_areas=[100])

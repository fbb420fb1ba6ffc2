"""Fictional people, e-mail addresses and phone numbers, from streams or in order.

Names pair common given names with common family names; addresses end in example.com (RFC 2606) and phone numbers lie
in 555-0100 to 555-0199, which are reserved for fiction.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from seedplot.quotas import Permutation
from seedplot.streams import DeterministicRandom

__all__ = ["FictionalPhoneNumbers", "People", "Person", "PhoneNumber", "fictional_phone_numbers", "phone_number"]

GIVEN_NAMES = tuple(
    """
    Aaliyah Adam Adele Aisha Alan Alba Alejandro Alice Amara Amir Ana Andre Anika Anita Anton Arjun Asha Astrid
    Ava Beatriz Ben Bianca Bridget Bruno Camila Carla Carmen Cecilia Chloe Clara Colin Connor Corinne Cyrus
    Dalia Damian Dana Daniela Darius David Deepa Delia Derek Diana Diego Dina Dylan Edith Elena Elias Elif Elise
    Emil Emma Eric Esther Ethan Eva Fatima Felix Fiona Flora Frank Freya Gabriel Gemma George Gina Grace Greta
    Hana Hannah Harold Hassan Heidi Helen Henry Hugo Ian Ida Ines Ingrid Irene Isaac Isla Ivan Jade Jakob James
    Jamila Jana Jasper Jenna Joel Jonas Josefina Judith Julian Kai Kamal Karim Karin Kate Keiko Kenji Kira Lara
    Laura Layla Lena Leo Leon Lila Linda Linh Louis Lucia Luis Lydia Maja Malik Marco Margit Maria Marta Martin
    Maya Mei Mia Miguel Mila Mina Miriam Mona Nadia Naomi Natalie Nadir Nikhil Nina Noah Nora Olga Oliver Omar
    Oscar Owen Paula Pedro Petra Philip Pia Priya Rafael Rania Ravi Rebecca Rhea Robin Rosa Ruben Ruth Sam
    Samira Sandra Sara Sebastian Selma Simon Sofia Sonja Stefan Stella Sunita Susan Tamara Tara Teresa Theo
    Tilda Tobias Tom Uma Ursula Vera Victor Viola Walter Wendy Yara Yasmin Yuki Zoe
    """.split()  # noqa: SIM905 - quoted names would fill pages
)
FAMILY_NAMES = tuple(
    """
    Abbott Achterberg Adeyemi Alvarez Amundsen Anand Andrade Arslan Aziz Bailey Barros Becker Bellamy Bennett
    Berg Bianchi Blom Boyd Brandt Brook Byrne Calder Campos Cardoso Carver Castillo Chandra Chen Cho Clarke
    Coelho Conti Cooper Correia Costa Cruz Dahl Daly Das Dawson Demir Desai Dietrich Doyle Duarte Dvorak Eklund
    Ellis Engel Escobar Falk Farah Ferrer Fischer Fleming Fonseca Foster Fraser Fuchs Gallagher Garcia Ghosh
    Gibson Gomes Grant Greco Gupta Haas Hahn Hale Hansen Harper Hassan Hayes Heller Hendricks Herrera Hoang Holm
    Horvat Huang Ibrahim Ito Iversen Jansen Jensen Joshi Kaplan Kato Kaur Keller Kelly Khan Kimura Klein Kovac
    Kowalski Kraus Kumar Lang Larsen Lehmann Leone Lind Lopes Lund Mahmoud Marin Marsh Mathur Mbeki Medina Mehta
    Mendez Meyer Mills Mohan Molina Moreau Mori Moser Nagy Nair Navarro Neumann Nguyen Nilsson Norris Novak
    Nunes Oakes Obi Okafor Olsen Ortega Osei Otto Palmer Park Patel Pereira Perez Petrov Pham Pinto Popescu
    Quinn Ramos Rao Reyes Richter Rinaldi Rios Rossi Roth Rowe Sato Schmid Schulz Serrano Shah Sharma Silva
    Simic Singh Soto Stein Stone Suzuki Takeda Tanaka Teixeira Thorne Torres Tran Urban Vance Varga Vega Vogel
    Voss Wagner Walsh Ward Weber Weiss Wolf Wong Yamada Yilmaz Young Zhang Zimmer
    """.split()  # noqa: SIM905 - as above
)


@dataclass(frozen=True)
class Person:
    """A fictional person, with a name and what is made of it.

    >>> from seedplot.fiction import Person
    >>> ines = Person("Ines", "Walsh")
    >>> ines.full_name, ines.handle, ines.email("museum")
    ('Ines Walsh', 'ines-walsh', 'ines.walsh@museum.example.com')
    """

    given_name: str
    family_name: str

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def handle(self) -> str:
        """A user name made of the name: "ines-walsh"."""
        return re.sub(r"[^a-z]+", "-", self.full_name.lower())

    def email(self, organization: str = "") -> str:
        host = f"{organization}.example.com" if organization else "example.com"
        return f"{self.given_name}.{self.family_name}@{host}".lower()


class People:
    """People numbered from 0; no two of the same stream share a name.

    >>> from seedplot import DeterministicRandom
    >>> from seedplot.fiction import People
    >>> people = People(DeterministicRandom(42))
    >>> len({people[number].full_name for number in range(100)})
    100
    """

    def __init__(self, stream: DeterministicRandom) -> None:
        self._order = Permutation(stream, len(GIVEN_NAMES) * len(FAMILY_NAMES))

    def __len__(self) -> int:
        return self._order.size

    def __getitem__(self, number: int) -> Person:
        family, given = divmod(self._order[number], len(GIVEN_NAMES))
        return Person(GIVEN_NAMES[given], FAMILY_NAMES[family])


def phone_number(stream: DeterministicRandom) -> str:
    """A North American number reserved for fiction: "(312) 555-0142".

    >>> from seedplot import DeterministicRandom
    >>> from seedplot.fiction import phone_number
    >>> phone_number(DeterministicRandom(42))[5:12]
    ' 555-01'
    """
    return f"({stream.randint(201, 989)}) 555-01{stream.randint(0, 99):02d}"


AREA_CODES = tuple(
    code
    for code in range(200, 1_000)
    if code % 100 // 10 != 9 and code % 10 != code % 100 // 10 and not 521 <= code <= 529 and code != 710
)
"""The 639 codes that can stand for a place: none for services (x11 and other doubles), expansion or the government."""
NUMBERS_OF_AN_AREA = 100


@dataclass(frozen=True, slots=True, order=True)
class PhoneNumber:
    """A number of the range 555-0100 to 555-0199, which every area code keeps free for fiction.

    >>> from seedplot.fiction import PhoneNumber
    >>> str(PhoneNumber(270, 42)), PhoneNumber(270, 42).digits
    ('+1-270-555-0142', '2705550142')
    """

    area_code: int
    line: int
    """0 to 99, the last two digits."""

    @property
    def digits(self) -> str:
        """Ten digits: "2705550142"."""
        return f"{self.area_code}55501{self.line:02d}"

    def __str__(self) -> str:
        return f"+1-{self.area_code}-555-01{self.line:02d}"


class FictionalPhoneNumbers(Sequence[PhoneNumber]):
    """The sequence that `fictional_phone_numbers` returns; each number is computed when it is read.

    IndexError for a number that is not there.

    >>> from seedplot.fiction import FictionalPhoneNumbers
    >>> numbers = FictionalPhoneNumbers([270, 271], without=[])
    >>> len(numbers), str(numbers[100])
    (200, '+1-271-555-0100')
    """

    def __init__(self, area_codes: Sequence[int], without: Iterable[PhoneNumber]) -> None:
        self._area_codes = area_codes
        place = {code: index * NUMBERS_OF_AN_AREA for index, code in enumerate(area_codes)}
        left_out = sorted({place[each.area_code] + each.line for each in without if each.area_code in place})
        # How many kept numbers stand before each of those left out; the search below steps over them.
        self._gaps = [position - before for before, position in enumerate(left_out)]

    def __len__(self) -> int:
        return len(self._area_codes) * NUMBERS_OF_AN_AREA - len(self._gaps)

    @overload
    def __getitem__(self, index: int) -> PhoneNumber: ...
    @overload
    def __getitem__(self, index: slice) -> list[PhoneNumber]: ...
    def __getitem__(self, index: int | slice) -> PhoneNumber | list[PhoneNumber]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        number = index + len(self) if index < 0 else index
        if not 0 <= number < len(self):
            raise IndexError(f"there are {len(self)} numbers, so none at {index}")
        area, line = divmod(number + bisect_right(self._gaps, number), NUMBERS_OF_AN_AREA)
        return PhoneNumber(self._area_codes[area], line)


def fictional_phone_numbers(
    *, first: int | None = None, without_areas: Iterable[int] = (), without: Iterable[PhoneNumber] = ()
) -> FictionalPhoneNumbers:
    """All fictional numbers in one order: those of the area code `first`, then code after code, ascending.

    The n-th person takes the n-th number, so none occurs twice and no draw is needed. Left out are whole areas and
    single numbers that are in use. Each area has 100 numbers; without exceptions there are 63,900.

    ValueError for an area code that fiction cannot use.

    >>> from seedplot.fiction import fictional_phone_numbers
    >>> numbers = fictional_phone_numbers(first=270)
    >>> len(numbers), str(numbers[0])
    (63900, '+1-270-555-0100')
    """
    for code in (*([] if first is None else [first]), *without_areas):
        if code not in AREA_CODES:
            raise ValueError(f"{code} is not an area code that fiction can use")
    own = [] if first is None else [first]
    skipped = {*own, *without_areas}
    return FictionalPhoneNumbers(tuple(own + [code for code in AREA_CODES if code not in skipped]), without)

"""Who the 25 are: names, addresses, telephone numbers and cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from apps.notices.models import PostalCode
from apps.notices.models.branch import BRANCH_PHONE
from apps.notices.models.codes import Delivery
from apps.notices.models.tables import table_of
from apps.notices.seeding.content.names import Name, member_name
from apps.notices.seeding.content.streets import street
from apps.notices.seeding.planning.numbering import ADDRESSES_OF_A_BLOCK, BLOCK_SIZE, Numbers
from apps.notices.seeding.planning.roles import place_of
from apps.notices.seeding.specification.cast import CAST, Role
from apps.notices.seeding.specification.people import (
    EMAIL_PATRONS_WITHOUT_PHONE,
    EMAIL_PROVIDERS,
    EXAMPLE_HOST,
    OTHERS_WITHOUT_EMAIL,
    WITH_MIDDLE_NAME,
)
from apps.notices.seeding.specification.printed import PRINTED_PHONE
from apps.notices.seeding.specification.reference_rows import Rows, reference_rows
from apps.notices.seeding.specification.streets import UNITS
from seedplot.fiction import FictionalPhoneNumbers, PhoneNumber, fictional_phone_numbers
from seedplot.quotas import ranked
from seedplot.streams import DeterministicRandom

AREA_CODE = 270
WITH_UNIT = 5
"""Addresses with a second line."""


@dataclass(frozen=True)
class Home:
    """An address; `town` is the place among the towns, from 0."""

    address_id: int
    street: str
    unit: str | None
    zip_plus_four: str
    town: int

    @property
    def postal_code_id(self) -> int:
        return self.town + 1

    @property
    def postal_code(self) -> str:
        return str(_towns()[self.town][1])

    @property
    def city(self) -> str:
        return str(_towns()[self.town][2])

    @property
    def line(self) -> str:
        """The street and what follows, as a notice prints it."""
        return f"{self.street}, {self.unit}" if self.unit else self.street


@dataclass(frozen=True)
class Patron:
    """Somebody with a library card, and the role that they play."""

    role: Role
    patron_id: int
    barcode: str
    name: Name
    middle_name: str | None
    email: str | None
    phone: str | None
    home: Home

    @property
    def letter(self) -> str:
        return self.role.letter

    @property
    def delivery(self) -> Delivery:
        return self.role.delivery

    @property
    def delivery_string(self) -> str | None:
        """Where a notice goes, as the log keeps it."""
        if self.delivery is Delivery.EMAIL:
            return self.email
        return self.phone if self.delivery.is_by_phone else None

    @property
    def full_name(self) -> str:
        middle = f" {self.middle_name}" if self.middle_name else ""
        return f"{self.name.last}, {self.name.first}{middle}"

    @property
    def first_last_name(self) -> str:
        middle = f", {self.middle_name}" if self.middle_name else ""
        return f"{self.name.first} {self.name.last}{middle}"


@cache
def patron_phones() -> FictionalPhoneNumbers:
    """Every number that a patron may have, in the order in which they are given out."""
    taken = tuple(PhoneNumber(AREA_CODE, int(phone[-2:])) for phone in (BRANCH_PHONE, PRINTED_PHONE))
    return fictional_phone_numbers(first=AREA_CODE, without=taken)


@cache
def _towns() -> Rows:
    """The rows of the towns: number, postal code, city and more."""
    return reference_rows()[table_of(PostalCode)]


def most_patrons() -> int:
    """For how many there are numbers, in whole blocks."""
    return len(patron_phones()) // BLOCK_SIZE * BLOCK_SIZE


def plan_patrons(
    library: DeterministicRandom, block: DeterministicRandom, numbers: Numbers, providers: str
) -> list[Patron]:
    """The 25 in the order of their letters. Names are the library's matter, since no two patrons share one."""
    homes = [_home(block.at("home", place), numbers, place) for place in range(ADDRESSES_OF_A_BLOCK)]
    households = _households(block)
    phones = block.at("phones").shuffle(range(BLOCK_SIZE))
    middle = _first(block, "middle name", CAST, WITH_MIDDLE_NAME)
    by_email = [role for role in CAST if role.delivery is Delivery.EMAIL]
    others = [role for role in CAST if role.delivery is not Delivery.EMAIL]
    without_phone = _first(block, "no phone", by_email, EMAIL_PATRONS_WITHOUT_PHONE)
    without_email = _first(block, "no e-mail", others, OTHERS_WITHOUT_EMAIL)
    patrons = []
    for role in CAST:
        stream = block.at("patron", role.letter)
        household, member = households[place_of(role)]
        name = member_name(library, numbers.household(household), member)
        provider = EXAMPLE_HOST if providers == "example" else stream.at("provider").weighted_choice(EMAIL_PROVIDERS)
        phone = patron_phones()[numbers.patron_number(phones[place_of(role)])].digits
        patrons.append(
            Patron(
                role=role,
                patron_id=numbers.patron_id(place_of(role)),
                barcode=numbers.patron_barcode(place_of(role)),
                name=name,
                middle_name=stream.at("middle name").choice(name.middle_names) if role.letter in middle else None,
                email=None if role.letter in without_email else name.email(provider),
                phone=None if role.letter in without_phone else phone,
                home=homes[household],
            )
        )
    return patrons


def _households(block: DeterministicRandom) -> list[tuple[int, int]]:
    """For each role its household and place in it: seven are of two, the others of one."""
    places = [(household, 0) for household in range(ADDRESSES_OF_A_BLOCK)]
    places += [(household, 1) for household in range(BLOCK_SIZE - ADDRESSES_OF_A_BLOCK)]
    return block.at("households").shuffle(places)


def _first(block: DeterministicRandom, what: str, roles: Sequence[Role], count: int) -> set[str]:
    """The letters of so many of the roles."""
    order = ranked(roles, lambda role: block.at("patron", role.letter, what).random())
    return {role.letter for role in order[:count]}


def _home(stream: DeterministicRandom, numbers: Numbers, place: int) -> Home:
    has_unit = stream.at("has unit").below(ADDRESSES_OF_A_BLOCK) < WITH_UNIT
    return Home(
        address_id=numbers.address_id(place),
        street=street(stream.at("street")),
        unit=stream.at("unit").choice(UNITS) if has_unit else None,
        zip_plus_four=f"{stream.at('zip').randint(1001, 9899)}",
        town=stream.at("town").choice((0, 0, 0, 0, 1, 1, 1, 2, 3, 4, 5)),
    )

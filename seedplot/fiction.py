"""People, e-mail addresses and phone numbers that belong to nobody, from streams.

Names pair common given names with common family names; addresses end in example.com (RFC 2606) and phone numbers lie
in 555-0100 to 555-0199, which are reserved for fiction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from seedplot.quotas import Permutation
from seedplot.streams import DeterministicRandom

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
    """Somebody who does not exist."""

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
    """People numbered from 0; no two of the same stream share a name."""

    def __init__(self, stream: DeterministicRandom) -> None:
        self._order = Permutation(stream, len(GIVEN_NAMES) * len(FAMILY_NAMES))

    def __len__(self) -> int:
        return self._order.size

    def __getitem__(self, number: int) -> Person:
        family, given = divmod(self._order[number], len(GIVEN_NAMES))
        return Person(GIVEN_NAMES[given], FAMILY_NAMES[family])


def phone_number(stream: DeterministicRandom) -> str:
    """A North American number reserved for fiction: "(312) 555-0142"."""
    return f"({stream.randint(201, 989)}) 555-01{stream.randint(0, 99):02d}"

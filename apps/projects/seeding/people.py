"""The six people of the house; each name is the one in the address."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "Pass123"


@dataclass(frozen=True)
class Person:
    """`username` is the part of the address before the @, and the name by which plans know the person."""

    username: str
    first_name: str
    last_name: str
    bio: str

    @property
    def email(self) -> str:
        return f"{self.username}@example.com"


OWNER = Person("owner", "Project", "Owner", "Runs the house and decides what is built next.")
MEMBERS = (
    Person("victor.salas", "Victor", "Salas", "Came from a bank's computing centre; reads every manual to the end."),
    Person("sebastian.ortiz", "Sebastian", "Ortiz", "Draws before he types, and cycles to work in any weather."),
    Person("leo.navarro", "Leo", "Navarro", "Likes small steps, long walks and systems that talk to each other."),
    Person("jezabel.rivas", "Jezabel", "Rivas", "Keeps backlogs short and meetings shorter."),
    Person("wilder.camacho", "Wilder", "Camacho", "Asks what happens if; mends radios at the weekend."),
)
PEOPLE = (OWNER, *MEMBERS)

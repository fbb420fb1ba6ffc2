"""The six people of the house."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "Pass123"


@dataclass(frozen=True)
class Person:
    """Plans know a person by `username`, comments by `first_name`."""

    username: str
    email: str
    first_name: str
    last_name: str
    github_username: str
    bio: str


OWNER = Person(
    "owner",
    "owner@example.com",
    "Project",
    "Owner",
    "owner",
    "Runs the house and decides what is built next.",
)
MEMBERS = (
    Person(
        "victor.salas",
        "victor.salas@example.com",
        "Victor",
        "Salas",
        "victor-salas",
        "Came from a bank's computing centre; reads every manual to the end.",
    ),
    Person(
        "sebastian.ortiz",
        "sebastian.ortiz@example.com",
        "Sebastian",
        "Ortiz",
        "sebastian-ortiz",
        "Draws before he types, and cycles to work in any weather.",
    ),
    Person(
        "leo.navarro",
        "leo.navarro@example.com",
        "Leo",
        "Navarro",
        "leo-navarro",
        "Likes small steps, long walks and systems that talk to each other.",
    ),
    Person(
        "jezabel.rivas",
        "jezabel.rivas@example.com",
        "Jezabel",
        "Rivas",
        "jezabel-rivas",
        "Keeps backlogs short and meetings shorter.",
    ),
    Person(
        "wilder.camacho",
        "wilder.camacho@example.com",
        "Wilder",
        "Camacho",
        "wilder-camacho",
        "Asks what happens if; mends radios at the weekend.",
    ),
)
PEOPLE = (OWNER, *MEMBERS)

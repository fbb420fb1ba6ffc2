"""Machines and maintainers as the proof finds them; a finder that agrees with that of the imports."""

import pytest

from apps.accounts.models import User
from apps.tickets.models import MachineInstance, MachineModel, Maintainer
from apps.tickets.seeding.imports.names import MachineNames, PeopleNames
from apps.tickets.seeding.rows.names import MachineBook, PeopleBook
from apps.tickets.seeding.specification.machines import MACHINES
from seedplot.plan import WorldRow


def machine(key, slug, name, ipdb_id=None, override=""):
    model = MachineModel(name=name, ipdb_id=ipdb_id)
    return MachineInstance(pk=key, slug=slug, name_override=override, model=model)


def person(key, username, first_name="", last_name=""):
    return Maintainer(pk=key, user=User(username=username, first_name=first_name, last_name=last_name))


MUSEUM = [
    *(machine(each.ipdb_id, each.name.lower(), each.name, each.ipdb_id) for each in MACHINES if each.name != "Gorgar"),
    machine(1, "gorgar", "Old Gorgar", 1062),
    machine(2, "star-trek-2", "Star Trek", 6044),
    machine(3, "lady-10", "Lady"),
    machine(4, "lady-9", "Lady"),
    machine(5, "machine", "!!!"),
    machine(6, "talking", "Pinbot", override="The Talking Machine"),
]
PEOPLE = [
    person(1, "dean-workshop", "Dean", "Quillhaven"),
    person(2, "william", "William", "Arkenbrough"),
    person(3, "ken", "Ken"),
    person(4, "laura", "Laura"),
    person(5, "laura-2", "Laura"),
    person(6, "d2", "Dean", "Young"),
]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  hokus   POKUS ", 1206),
        ("Teacher\u2019s Pet", 2506),
        ("godzilla - premium!", 6841),
        ("RotoPool", 2022),
        ("Hulk", 1266),
        ("the getaway - high speed 2", 1000),
        ("Gorgar", 1),
        ("old gorgar", 1),
        ("Star Trek", 2355),
        ("Lady", 4),
        ("The Talking Machine", 6),
        ("Pinbot", 6),
        ("HokusPokus", None),
        ("Star", None),
        ("!", None),
        ("", None),
    ],
)
def test_machine_is_found_as_the_imports_find_it(text, key):
    rows = [
        WorldRow(
            MachineInstance,
            each.pk,
            f"machine {each.slug}",
            {"slug": each.slug, "name": each.name, "model_name": each.model.name, "ipdb_id": each.model.ipdb_id},
        )
        for each in MUSEUM
    ]
    found = MachineNames(rows).find(text)

    assert MachineBook(MUSEUM).key_of(text) == key
    assert (found and found.key) == key


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (" WILLIAM ", [2]),
        ("Wlliam", [2]),
        ("Dean Workshop", [1]),
        ("Dean Quillhaven", [1]),
        ("Dean", [6, 1]),
        ("Laura", [4]),
        ("Laura 2", [5]),
        ("Ken", [3]),
        ("Quillhaven", []),
        ("", []),
    ],
)
def test_person_is_found_as_the_imports_find_them(text, keys):
    rows = [
        WorldRow(
            Maintainer,
            each.pk,
            f"maintainer {each.user.username}",
            {
                "username": each.user.username,
                "first_name": each.user.first_name,
                "last_name": each.user.last_name,
            },
        )
        for each in PEOPLE
    ]
    found = PeopleNames(rows).find_all([text])

    assert [each.pk for each in PeopleBook(PEOPLE).called(text)] == keys
    assert [each.key for each in found] == (keys if len(keys) == 1 else [])


def test_known_people_are_named_once_and_doubtful_ones_not_at_all():
    known = PeopleBook(PEOPLE).known(["Wlliam", "Wilbur", "Dean", "Ken", "William"])

    assert [each.user.username for each in known] == ["william", "ken"]

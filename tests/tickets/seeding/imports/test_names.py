"""Machines and maintainers, found by what the museum's files call them."""

import pytest

from apps.tickets.models import MachineInstance, Maintainer
from apps.tickets.seeding.imports.names import MachineNames, PeopleNames, Unknown, plain
from apps.tickets.seeding.specification.machines import MACHINES
from seedplot.plan import WorldRow


def machine(slug, name="", model_name="", ipdb_id=None):
    columns = {"slug": slug, "name": name or model_name, "model_name": model_name or name, "ipdb_id": ipdb_id}
    return WorldRow(MachineInstance, slug, f"machine {slug}", columns)


def person(username, first_name="", last_name=""):
    columns = {"username": username, "first_name": first_name, "last_name": last_name}
    return WorldRow(Maintainer, username, f"maintainer {username}", columns)


MUSEUM = [machine(plain(each.name).replace(" ", "-"), each.name, ipdb_id=each.ipdb_id) for each in MACHINES]
PEOPLE = [
    person("dean-workshop", "Dean", "Quillhaven"),
    person("william", "William", "Arkenbrough"),
    person("ken", "Ken"),
]


def found_machine(text, machines=MUSEUM):
    row = MachineNames(machines).find(text)
    return row and row.slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Hokus Pokus", "hokus-pokus"),
        ("  hokus   POKUS ", "hokus-pokus"),
        ("Teachers Pet", "teachers-pet"),
        ("Teacher\u2019s Pet", "teachers-pet"),
        ("Godzilla Premium", "godzilla-premium"),
        ("godzilla - premium!", "godzilla-premium"),
        ("Star-Trek", "star-trek"),
        ("RotoPool", "roto-pool"),
        ("rotopool", "roto-pool"),
        ("Addams Family", "the-addams-family"),
        ("Hulk", "the-incredible-hulk"),
        ("The Getaway: High Speed 2", "the-getaway-high-speed-ii"),
        ("the getaway - high speed 2", "the-getaway-high-speed-ii"),
        ("Hokus", None),
        ("HokusPokus", None),
        ("Star", None),
        ("", None),
        ("!", None),
    ],
)
def test_machine_is_found_however_it_is_spelt(text, slug):
    assert found_machine(text) == slug


def test_every_machine_of_the_list_is_found_by_its_name():
    assert [found_machine(each.name) for each in MACHINES] == [each.slug for each in MUSEUM]


def test_machine_is_found_by_what_its_copy_and_what_its_model_is_called():
    ours = machine("the-old-lady", "The Old Lady", "Ballyhoo")

    assert found_machine("Ballyhoo", [ours]) == found_machine("the old lady", [ours]) == "the-old-lady"


def test_machine_without_letters_in_its_name_is_found_by_no_other_sign():
    assert found_machine("?", [machine("machine", "!!!")]) is None


@pytest.mark.parametrize("text", ["Hokus Pokus", "RotoPool"])
def test_machine_whose_model_was_renamed_is_found_by_its_number(text):
    renamed = [machine("a", "Hocus Pocus (1976)", ipdb_id=1206), machine("b", "Roto-Pool, restored", ipdb_id=2022)]

    assert found_machine(text, renamed) == {"Hokus Pokus": "a", "RotoPool": "b"}[text]


def test_name_of_another_machine_wins_over_the_number_of_a_renamed_one():
    assert found_machine("Gorgar", [machine("a", "Old Gorgar", ipdb_id=1062), machine("b", "Gorgar")]) == "b"


def test_of_several_of_one_name_the_museums_own_is_meant_then_the_first():
    ours = machine("star-trek-2", "Star Trek", ipdb_id=2355)
    others = [machine("star-trek", "Star Trek", ipdb_id=6044), machine("star-trek-3", "Star Trek", ipdb_id=2355)]

    assert found_machine("Star Trek", [*others, ours]) == "star-trek-2"
    assert found_machine("Star Trek", [machine("star-trek-10", "Star Trek"), machine("star-trek-9", "Star Trek")]) == (
        "star-trek-9"
    )


@pytest.mark.parametrize(
    ("text", "username"),
    [
        ("William", "william"),
        (" WILLIAM ", "william"),
        ("Wlliam", "william"),
        ("wlliam", "william"),
        ("dean-workshop", "dean-workshop"),
        ("Dean Workshop", "dean-workshop"),
        ("Dean", "dean-workshop"),
        ("Dean Quillhaven", "dean-workshop"),
        ("Ken", "ken"),
    ],
)
def test_person_is_found_by_username_first_name_or_full_name(text, username):
    assert PeopleNames(PEOPLE).find(text).username == username


@pytest.mark.parametrize("text", ["Wilbur", "Quillhaven", "Will", "", "?"])
def test_person_whom_nobody_knows_is_unknown(text):
    unknown = PeopleNames(PEOPLE).find(text)

    assert unknown == Unknown(text)
    assert str(unknown) == f"'{text}' is no maintainer"


def test_name_of_two_people_is_nobodys_unless_it_is_a_username():
    people = PeopleNames([*PEOPLE, person("dean", "Dean", "Young"), person("d2", "Ken"), person("d3", "Kim")])
    others = PeopleNames([*PEOPLE, person("d2", "Dean", "Young")])

    assert people.find("Dean").username == "dean"
    assert people.find("Ken").username == "ken"
    assert others.find("Dean") == Unknown("Dean", ("d2", "dean-workshop"))
    assert str(others.find("Dean")) == "'Dean' could be any of d2, dean-workshop"
    assert others.find("Dean Young").username == "d2"


def test_people_of_a_cell_are_the_known_ones_each_once():
    found = PeopleNames(PEOPLE).find_all(["Wlliam", "Wilbur", "Ken", "William"])

    assert [each.username for each in found] == ["william", "ken"]

"""The roster agrees with the file of the maintainers, and the pools with the machines."""

import csv
from pathlib import Path

from apps.tickets.seeding.machines import MACHINES
from apps.tickets.seeding.roster import FIRST_NAMES, OUTSIDERS, POOLS, ROSTER, USERNAMES, team_faults

MAINTAINERS = Path(__file__).resolve().parents[3] / "docs" / "legacy_data" / "Maintainers.csv"


def test_roster_is_the_file_of_the_maintainers():
    with MAINTAINERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    names = {row["First Name"].strip(): row["Username"] or row["First Name"].strip().lower() for row in rows}
    assert names == dict(USERNAMES)
    assert len(ROSTER) == 36
    assert FIRST_NAMES["dean-workshop"] == "Dean"


def test_every_machine_but_the_hulk_has_a_pool():
    assert list(POOLS) == [machine.name for machine in MACHINES if machine.name != "The Incredible Hulk"]


def test_nineteen_people_are_in_pools_and_seventeen_join_anywhere():
    assert len(set().union(*(pool.names for pool in POOLS.values()))) == 19
    assert " ".join(name for name in ROSTER if name in OUTSIDERS) == (
        "Dean Mark Matt Mike Nathan Nick Paul Robert Ryan Steve Tyler Diana Caleb Reba Jackie Laura Mauricio"
    )


def test_team_of_two_or_three_with_one_of_the_machines_own_has_no_fault():
    assert team_faults("Gorgar", frozenset({"Alex", "Josh"})) == []
    assert team_faults("Gorgar", frozenset({"Alex", "Josh", "Dean"})) == []


def test_every_fault_of_a_team_is_told():
    assert team_faults("Gorgar", frozenset({"Alex"})) == ["Alex took part, and a task has two or three people"]
    assert team_faults("Gorgar", frozenset()) == [
        "nobody took part, and a task has two or three people",
        "nobody took part, and none of Alex, Ben, Chris, Brian",
    ]
    assert team_faults("Gorgar", frozenset({"Josh", "David"})) == [
        "David, Josh took part, and none of Alex, Ben, Chris, Brian"
    ]
    assert team_faults("Gorgar", frozenset({"Alex", "William"})) == ["William belongs to the pool of other machines"]
    assert team_faults("Gorgar", frozenset({"Alex", "Dean", "Reba"})) == [
        "Dean, Reba are in no pool, and a task has one such person at most"
    ]

"""The roster agrees with the file of the maintainers, and the pools with the machines."""

import csv
from pathlib import Path

from apps.tickets.seeding.specification.machines import MACHINES
from apps.tickets.seeding.specification.people import OUTSIDERS, POOLS, ROSTER

MAINTAINERS = Path(__file__).resolve().parents[4] / "docs" / "legacy_data" / "Maintainers.csv"


def test_roster_is_the_file_of_the_maintainers():
    with MAINTAINERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    names = {row["First Name"].strip(): row["Username"] or row["First Name"].strip().lower() for row in rows}
    assert list(names.items()) == list(ROSTER.items())
    assert len(ROSTER) == 36


def test_every_machine_but_the_hulk_has_a_pool():
    assert list(POOLS) == [machine.name for machine in MACHINES if machine.name != "The Incredible Hulk"]


def test_nineteen_people_are_in_pools_and_seventeen_join_anywhere():
    in_pools = {name for pool in POOLS.values() for name in (*pool.primary, *pool.helpers)}

    assert len(in_pools) == 19
    assert [name for name in ROSTER if name not in in_pools] == list(OUTSIDERS)
    assert " ".join(OUTSIDERS) == (
        "Dean Mark Matt Mike Nathan Nick Paul Robert Ryan Steve Tyler Diana Caleb Reba Jackie Laura Mauricio"
    )

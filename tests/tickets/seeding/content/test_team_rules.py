"""Teams of the stories' tasks: the pools of the roster decide who may share one."""

from apps.tickets.seeding.content.team_rules import team_faults


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

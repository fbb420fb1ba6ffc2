from collections import Counter

import pytest

from apps.projects.seeding.planning import quota

TYPES = {
    1: "story 1",
    10: "bug 1, epic 1, story 5, task 3",
    30: "bug 4, epic 1, improvement 1, story 15, sub_task 1, task 8",
    50: "bug 7, epic 2, improvement 2, story 25, sub_task 1, task 13",
    60: "bug 9, epic 2, improvement 2, story 30, sub_task 2, task 15",
    90: "bug 13, epic 3, improvement 3, story 45, sub_task 3, task 23",
}


@pytest.mark.parametrize("count", TYPES)
def test_types_are_those_of_the_table(count):
    found = Counter(quota.kinds(count))

    assert ", ".join(f"{kind} {found[kind]}" for kind in sorted(found)) == TYPES[count]


@pytest.mark.check
def test_one_more_issue_changes_the_type_of_none():
    longest = quota.kinds(300)

    assert all(quota.kinds(count) == longest[:count] for count in range(1, 300))


def test_all_six_types_are_in_use_from_thirty_on():
    assert all(len(set(quota.kinds(count))) == 6 for count in range(30, 120))


STATUSES = {
    ("active", 50): {"To Do": 10, "In Progress": 20, "In Review": 15, "Done": 5},
    ("active", 60): {"To Do": 12, "In Progress": 24, "In Review": 18, "Done": 6},
    ("active", 1): {"To Do": 0, "In Progress": 1, "In Review": 0, "Done": 0},
    ("completed", 90): {"To Do": 0, "In Progress": 0, "In Review": 0, "Done": 90},
    ("planning", 7): {"To Do": 7, "In Progress": 0, "In Review": 0, "Done": 0},
}


@pytest.mark.parametrize(("state", "count"), STATUSES)
def test_statuses_are_those_of_the_table(state, count):
    assert quota.statuses(state, count) == STATUSES[state, count]


def test_single_shares_are_rounded_halves_up():
    assert [quota.commented(count) for count in (1, 50, 60)] == [1, 30, 36]
    assert [quota.linked(count) for count in (4, 5, 14, 15, 50, 60)] == [0, 1, 1, 2, 5, 6]

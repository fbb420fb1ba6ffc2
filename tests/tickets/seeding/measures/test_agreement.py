"""The entries of one machine, replayed: the contradictions that the proof finds in them."""

import pytest

from apps.tickets.seeding.measures.agreement import EntryStatuses, contradictions

OPEN, CLOSED = "open", "closed"


def found(*steps):
    return list(
        contradictions(EntryStatuses(task, f"entry {place}", *set_) for place, (task, *set_) in enumerate(steps, 1))
    )


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (("a", None, None), ("a", CLOSED, None)),
        (("a", OPEN, "broken"), ("a", OPEN, "fixing"), ("a", CLOSED, "good"), ("a", CLOSED, None)),
        (("a", OPEN, "broken"), ("b", OPEN, "fixing"), ("b", CLOSED, None), ("a", CLOSED, "good")),
        (("a", OPEN, "broken"), ("b", OPEN, "fixing"), ("a", CLOSED, None)),
        (("a", OPEN, "broken"), ("a", None, "unknown"), ("a", CLOSED, None)),
    ],
)
def test_tasks_that_agree(steps):
    assert found(*steps) == []


def test_machine_is_not_good_while_another_task_keeps_it_down():
    assert found(("a", OPEN, "broken"), ("b", CLOSED, "good"), ("a", CLOSED, "good")) == [
        "entry 2: good, while another open task of the machine stands at fixing or broken"
    ]


def test_last_task_about_a_machine_that_is_down_cannot_be_closed_without_a_word():
    assert found(("a", OPEN, "fixing"), ("a", CLOSED, None)) == [
        "entry 2: it closes the last task about a machine that stays fixing"
    ]


def test_one_open_task_at_most_leaves_the_machine_down():
    assert found(("a", OPEN, "fixing"), ("b", OPEN, "broken")) == [
        "2 open tasks leave the machine at fixing or broken, and one can"
    ]


def test_task_that_is_opened_again_keeps_the_machine_down_again():
    assert found(("a", OPEN, "broken"), ("b", OPEN, "fixing"), ("a", CLOSED, None), ("b", CLOSED, "good")) == []
    assert found(
        ("a", OPEN, "broken"),
        ("b", OPEN, "fixing"),
        ("a", CLOSED, None),
        ("b", CLOSED, "good"),
        ("a", OPEN, None),
    ) == ["the machine is good at the end, and an open task leaves it at fixing or broken"]

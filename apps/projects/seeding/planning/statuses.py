"""Which issue of an active project is in which status: the quotas, and what a believable backlog asks beyond them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from apps.projects.seeding.planning import quota
from apps.projects.seeding.planning.slots import Slot
from apps.projects.seeding.specification.shares import STATUSES
from apps.projects.seeding.specification.workflow import POINTED
from seedplot.quotas import ranked

TO_DO, IN_PROGRESS, IN_REVIEW, DONE = STATUSES
BEGUN = (IN_PROGRESS, IN_REVIEW)


def fresh_count(count: int) -> int:
    """How many of the newest issues of an active project nobody has touched yet: half of those to do."""
    return quota.statuses("active", count)[TO_DO] // 2


def assign_statuses(slots: Sequence[Slot]) -> dict[Slot, str]:
    """The status of each issue of an active project.

    The newest are to do, an epic is in progress as soon as one of its issues is, a sub-task goes along with its host,
    what was reported twice waits, and what is done was written early.
    """
    left = Counter(quota.statuses("active", len(slots)))
    given = _tied(slots)
    left.subtract(given.values())
    free = [slot for slot in slots if slot not in given]

    def take(status: str, order: Sequence[Slot]) -> None:
        for slot in order[: left[status]]:
            given[slot] = status
            free.remove(slot)

    take(DONE, [slot for slot in ranked(free, lambda slot: _doneness(slot, len(slots))) if slot.kind != "epic"])
    take(TO_DO, ranked(free, lambda slot: slot.stream.at("to do").random() - (slot.twin_of is not None)))
    take(IN_REVIEW, ranked(free, lambda slot: slot.stream.at("in review").random()))
    take(IN_PROGRESS, list(free))
    return given


def _tied(slots: Sequence[Slot]) -> dict[Slot, str]:
    """The statuses that others decide."""
    fresh = set(slots[len(slots) - fresh_count(len(slots)) :])
    given = dict.fromkeys((slot for slot in slots if slot in fresh), TO_DO)
    turn = 0
    for sub_task in (slot for slot in slots if slot.kind == "sub_task"):
        host = sub_task.parent
        assert host is not None
        status = TO_DO if sub_task in fresh else BEGUN[turn % 2]
        turn += sub_task not in fresh
        given[sub_task] = given[host] = status
    for epic in (slot for slot in slots if slot.kind == "epic" and slot not in fresh):
        begun = [child for child in epic.children if given.get(child, IN_PROGRESS) in BEGUN and not child.twin_of]
        given[epic] = IN_PROGRESS if begun else TO_DO
        if begun and begun[0] not in given:
            given[begun[0]] = IN_PROGRESS
    return given


def _doneness(slot: Slot, count: int) -> float:
    """The smaller, the sooner it is done: early ones first, and those with points, which sprints are measured by."""
    score = slot.number / count + 0.4 * slot.stream.at("done").random()
    return score + 0.3 * (slot.kind not in POINTED) + 9 * (slot.twin_of is not None)

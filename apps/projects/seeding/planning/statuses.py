"""Which issue of an active project is in which status: the quotas, and what a believable backlog asks beyond them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from apps.projects.seeding.planning import quota
from apps.projects.seeding.planning.issue_specs import IssueSpec
from apps.projects.seeding.specification.shares import STATUSES
from apps.projects.seeding.specification.workflow import POINTED
from seedplot.quotas import ranked

TO_DO, IN_PROGRESS, IN_REVIEW, DONE = STATUSES
BEGUN = (IN_PROGRESS, IN_REVIEW)


def fresh_count(count: int) -> int:
    """How many of the newest issues of an active project nobody has touched yet: half of those to do."""
    return quota.statuses("active", count)[TO_DO] // 2


def assign_statuses(specs: Sequence[IssueSpec]) -> dict[IssueSpec, str]:
    """The status of each issue of an active project.

    The newest are to do, an epic is in progress as soon as one of its issues is, a sub-task goes along with its host,
    what was reported twice waits, and what is done was written early.
    """
    left = Counter(quota.statuses("active", len(specs)))
    given = _tied(specs)
    left.subtract(given.values())
    free = [spec for spec in specs if spec not in given]

    def take(status: str, order: Sequence[IssueSpec]) -> None:
        for spec in order[: left[status]]:
            given[spec] = status
            free.remove(spec)

    take(DONE, [spec for spec in ranked(free, lambda spec: _doneness(spec, len(specs))) if spec.kind != "epic"])
    take(TO_DO, ranked(free, lambda spec: spec.stream.at("to do").random() - (spec.twin_of is not None)))
    take(IN_REVIEW, ranked(free, lambda spec: spec.stream.at("in review").random()))
    take(IN_PROGRESS, list(free))
    return given


def _tied(specs: Sequence[IssueSpec]) -> dict[IssueSpec, str]:
    """The statuses that others decide."""
    fresh = set(specs[len(specs) - fresh_count(len(specs)) :])
    given = dict.fromkeys((spec for spec in specs if spec in fresh), TO_DO)
    turn = 0
    for sub_task in (spec for spec in specs if spec.kind == "sub_task"):
        host = sub_task.parent
        assert host is not None
        status = TO_DO if sub_task in fresh else BEGUN[turn % 2]
        turn += sub_task not in fresh
        given[sub_task] = given[host] = status
    for epic in (spec for spec in specs if spec.kind == "epic" and spec not in fresh):
        begun = [child for child in epic.children if given.get(child, IN_PROGRESS) in BEGUN and not child.twin_of]
        given[epic] = IN_PROGRESS if begun else TO_DO
        if begun and begun[0] not in given:
            given[begun[0]] = IN_PROGRESS
    return given


def _doneness(spec: IssueSpec, count: int) -> float:
    """The smaller, the sooner it is done: early ones first, and those with points, which sprints are measured by."""
    score = spec.number / count + 0.4 * spec.stream.at("done").random()
    return score + 0.3 * (spec.kind not in POINTED) + 9 * (spec.twin_of is not None)

"""The course of a project: its timeline, its sprints, and the life of each of its issues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from apps.projects.seeding.planning.cast import Cast
from apps.projects.seeding.planning.issue_specs import IssueSpec
from apps.projects.seeding.planning.lives import Life
from apps.projects.seeding.planning.office import OfficeCalendar, SprintDates, Timeline
from seedplot.quotas import ranked, rounded
from seedplot.streams import DeterministicRandom

SHARE_AT_FIRST = 0.35
"""How many of a begun project's issues are written before its first sprint."""
TAKEN_AHEAD = 0.4
"""How many of the issues to do have somebody's name on them already."""
WRITTEN_UNTIL = 0.88
"""In a sprint, issues are written up to here; then the next one is planned."""


@dataclass(frozen=True)
class Setting:
    """What the course of a project hangs on."""

    rng: DeterministicRandom
    calendar: OfficeCalendar
    cast: Cast
    specs: Sequence[IssueSpec]


@dataclass(frozen=True)
class Course:
    """Sprint number s lies in window s of the timeline, as far as it has begun."""

    timeline: Timeline
    lives: Mapping[IssueSpec, Life]
    sprints: Sequence[SprintDates] = ()


def spread(specs: Sequence[IssueSpec], start: float, end: float) -> dict[IssueSpec, Life]:
    """A new life for each, written one after the other from start to end."""
    step = (end - start) / max(1, len(specs))
    return {
        spec: Life(spec, start + step * (index + 0.1 + 0.8 * spec.stream.at("written").random()))
        for index, spec in enumerate(specs)
    }


def spread_over_windows(specs: Sequence[IssueSpec], windows: int) -> dict[IssueSpec, Life]:
    """Lives of issues written over so many windows: a good third in the first, the others evenly after it."""
    found: dict[IssueSpec, Life] = {}
    by_window: dict[int, list[IssueSpec]] = {}
    for index, spec in enumerate(specs):
        share = (index + 0.5) / len(specs)
        later = int((share - SHARE_AT_FIRST) / (1 - SHARE_AT_FIRST) * (windows - 1))
        by_window.setdefault(0 if share < SHARE_AT_FIRST else 1 + later, []).append(spec)
    for window, members in by_window.items():
        found.update(spread(members, window, window + WRITTEN_UNTIL))
    return found


def settle_first_days(lives: Mapping[IssueSpec, Life], specs: Sequence[IssueSpec]) -> None:
    """A project's first issue comes with it, and an epic that nothing follows comes with the issue before it."""
    lives[specs[0]].created = 0.02 * specs[0].stream.at("written").random()
    for before, epic in pairwise(specs):
        if epic.kind == "epic" and not epic.children:
            epic.children.append(before)
            before.parent = epic
            lives[epic].created = lives[before].created


def between(stream: DeterministicRandom, name: str, start: float, end: float) -> float:
    return start + (end - start) * stream.at(name).random()


def follow_hosts(lives: Mapping[IssueSpec, Life], end: float) -> None:
    """Sub-tasks are worked on while their host is, in its sprint, and are through before it is put up for review."""
    for spec, life in lives.items():
        if spec.kind != "sub_task":
            continue
        assert spec.parent is not None
        host = lives[spec.parent]
        life.sprints = tuple(number for number in host.sprints if number > life.created)
        if life.sprints and host.joined is not None:
            life.joined = max(host.joined, life.sprints[0] - 0.02)
        if host.started is None:
            if host.joined is not None:
                life.joined = max(life.created, host.joined) + 0.001
            continue
        first = max(host.started, life.created + 0.01, life.sprints[0] + 0.02 if life.sprints else 0)
        limit = host.reviewed or end
        life.started = between(spec.stream, "started", first, first + 0.3 * (limit - first))
        if host.done is not None:
            start = max(first, life.sprints[-1] + 0.01 if life.sprints else first)
            life.done = between(spec.stream, "done", start + 0.6 * (limit - start), start + 0.85 * (limit - start))
            life.reviewed = (life.started + life.done) / 2
        elif host.reviewed is not None:
            life.reviewed = between(spec.stream, "reviewed", life.started + 0.4 * (limit - life.started), limit)


def begin_epics(lives: Mapping[IssueSpec, Life]) -> None:
    """An epic is in progress shortly before the first of its issues is."""
    for spec, life in lives.items():
        if spec.kind == "epic":
            starts = [started for child in spec.children if (started := lives[child].started) is not None]
            life.started = min(starts) - 0.004 if starts else None


def give_out_work(setting: Setting, lives: Mapping[IssueSpec, Life]) -> None:
    """Whoever has begun is assigned; some of what is to do has a name on it already, soon-planned issues first."""
    waiting = [spec for spec in setting.specs if lives[spec].started is None]
    order = ranked(waiting, lambda spec: spec.stream.at("taken").random() + (not lives[spec].sprints))
    ahead = set(order[: rounded(TAKEN_AHEAD, len(waiting))])
    for spec, life in lives.items():
        if life.started is not None or spec in ahead:
            life.assignee = setting.cast.assignee(spec.stream.at("assignee"), spec.kind)

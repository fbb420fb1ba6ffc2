"""Scrum projects: issues are committed to a sprint, worked on, done or carried over to the next one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from apps.projects.seeding.planning import course
from apps.projects.seeding.planning.course import Course, Setting, between
from apps.projects.seeding.planning.issue_specs import IssueSpec
from apps.projects.seeding.planning.lives import Life
from apps.projects.seeding.planning.office import Timeline, Window, sprints_from
from apps.projects.seeding.planning.statuses import DONE, IN_REVIEW, TO_DO, assign_statuses, fresh_count
from apps.projects.seeding.specification.workflow import POINTED
from seedplot.quotas import apportion, ranked, rounded
from seedplot.streams import DeterministicRandom

PERIOD = 15
"""Days from one sprint's start to the next one's: a sprint of 14 days ends on the 15th."""
CARRIED_INTO_THE_ACTIVE = 0.3
"""How many of the issues at work were in the sprint before already."""
CARRIED_ONCE_MORE = 0.4
"""How many of those were in the one before that as well, and so on."""
CARRIED_THEN_DONE = 0.3
CARRIED_WHEN_COMPLETED = 0.12
PLANNED_AHEAD = 0.5
"""How many of the issues to do are in a planned sprint."""


def plan_active(setting: Setting) -> Course:
    """Some completed sprints, the active one, and one or two that are planned."""
    rng = setting.rng.at("sprints")
    completed, planned = rng.at("completed").randint(3, 4), rng.at("planned").randint(1, 2)
    active = completed + 1
    started = rng.at("days of the active one").randint(6, 12)
    sprints = sprints_from(started + PERIOD * completed, active + planned)
    created = rng.at("created").randint(max(95, sprints[0].first + 14), 125)
    windows = [Window(created, sprints[0].first + 1), *(Window(each.first, each.last) for each in sprints[:completed])]
    timeline = Timeline(setting.calendar, [*windows, Window(started, 1)])

    fresh = fresh_count(len(setting.specs))
    early, late = setting.specs[: len(setting.specs) - fresh], setting.specs[len(setting.specs) - fresh :]
    lives = course.spread_over_windows(early, active) | course.spread(late, active, active + course.WRITTEN_UNTIL)
    course.settle_first_days(lives, setting.specs)
    given = assign_statuses(setting.specs)
    own = [spec for spec in setting.specs if spec.kind not in ("epic", "sub_task")]
    _finish(rng, [lives[spec] for spec in own if given[spec] == DONE], active)
    _work(lives, [spec for spec in own if given[spec] not in (TO_DO, DONE)], given, active)
    _plan_ahead([lives[spec] for spec in own if given[spec] == TO_DO], active, active + 0.5, planned)
    course.follow_hosts(lives, timeline.end)
    course.begin_epics(lives)
    course.give_out_work(setting, lives)
    return Course(timeline, lives, sprints)


def plan_completed(setting: Setting) -> Course:
    """Six to eight completed sprints, and some days since; every issue is in one of them, and done."""
    rng = setting.rng.at("sprints")
    count, since = rng.at("completed").randint(6, 8), rng.at("days since").randint(4, 18)
    sprints = sprints_from(since + PERIOD * count - 1, count)
    created = sprints[0].first + rng.at("created").randint(12, 20)
    windows = [Window(created, sprints[0].first + 1), *(Window(each.first, each.last) for each in sprints)]
    timeline = Timeline(setting.calendar, [*windows, Window(since - 1, 1)])

    own = [spec for spec in setting.specs if spec.kind not in ("epic", "sub_task")]
    used = min(count, len(own))
    lives = course.spread_over_windows(setting.specs, used)
    course.settle_first_days(lives, setting.specs)
    last = _last_sprints(lives, own, used)
    carried = _carried(own, last, used)
    for spec in own:
        _do(lives[spec], last[spec] + (spec in carried), carried_from=last[spec] if spec in carried else None)
    course.follow_hosts(lives, timeline.end)
    course.begin_epics(lives)
    for epic in (spec for spec in setting.specs if spec.kind == "epic"):
        # Where issues are too few for all sprints, an epic is all that is done in the next one.
        _finish_epic(lives[epic], [lives[child] for child in epic.children], used + 1 if used < count else 0)
    course.give_out_work(setting, lives)
    return Course(timeline, lives, sprints)


def plan_ahead(setting: Setting) -> Course:
    """A project in planning: three or four planned sprints, and nobody has begun."""
    rng = setting.rng.at("sprints")
    created, ahead = rng.at("created").randint(20, 55), rng.at("days ahead").randint(3, 10)
    sprints = sprints_from(-ahead, rng.at("planned").randint(3, 4))
    timeline = Timeline(setting.calendar, [Window(created, 1)])
    lives = course.spread(setting.specs, 0, course.WRITTEN_UNTIL)
    course.settle_first_days(lives, setting.specs)
    own = [lives[spec] for spec in setting.specs if spec.kind not in ("epic", "sub_task")]
    _plan_ahead(own, 0, 0.6, len(sprints))
    course.follow_hosts(lives, timeline.end)
    course.give_out_work(setting, lives)
    return Course(timeline, lives, sprints)


def _join(life: Life, first: int, last: int) -> None:
    """Commit the issue to a sprint at the end of the one before, and carry it over up to the last."""
    life.sprints = tuple(range(first, last + 1))
    life.joined = between(life.spec.stream, "joined", first - 0.11, first - 0.02)


def _do(life: Life, sprint: int, carried_from: int | None) -> None:
    """Work on it in that sprint until it is done; what was carried over was begun in the sprint it came from."""
    stream = life.spec.stream
    _join(life, carried_from or sprint, sprint)
    life.started = between(stream, "started", sprint + 0.04, sprint + 0.36)
    if carried_from is not None:
        life.started = between(stream, "started", carried_from + 0.3, carried_from + 0.9)
    life.reviewed = between(stream, "reviewed", sprint + 0.42, sprint + 0.66)
    life.done = between(stream, "done", sprint + 0.7, sprint + 0.95)


def _finish(rng: DeterministicRandom, lives: Sequence[Life], active: int) -> None:
    """Spread what is done over the completed sprints, and the active one where two or more are done."""
    in_active = max(1, len(lives) // active) if len(lives) > 1 else 0
    share = apportion(dict.fromkeys(range(active - 1, 0, -1), 1), len(lives) - in_active)
    left = list(lives)
    for sprint in range(1, active):
        for life in [each for each in left if each.created < sprint][: share[sprint]]:
            left.remove(life)
            again = life.created < sprint - 1 and life.spec.stream.at("carried").should_happen(CARRIED_THEN_DONE)
            _do(life, sprint, carried_from=sprint - 1 if again and sprint > 1 else None)
    for life in left:
        _do(life, active, carried_from=None)


def _work(lives: dict[IssueSpec, Life], specs: Sequence[IssueSpec], given: dict[IssueSpec, str], active: int) -> None:
    """The work in the active sprint, part of it carried over from those before."""
    first = dict.fromkeys(specs, active)
    group, share = list(specs), CARRIED_INTO_THE_ACTIVE
    for sprint in range(active - 1, 0, -1):
        # What has points goes first: a carry-over is to be seen in the points.
        found = ranked(
            [spec for spec in group if lives[spec].created < sprint],
            lambda spec: spec.stream.at("carried").random() + (spec.kind not in POINTED),
        )
        group = found[: max(rounded(share, len(group)), sprint == active - 1)]
        first.update(dict.fromkeys(group, sprint))
        share = CARRIED_ONCE_MORE
    for spec in specs:
        life, stream, sprint = lives[spec], spec.stream, first[spec]
        _join(life, sprint, active)
        reviewed = given[spec] == IN_REVIEW
        if sprint < active and stream.at("begun before").should_happen(0.7):
            life.started = between(stream, "started", sprint + 0.3, sprint + 0.9)
        else:
            life.started = between(stream, "started", active + 0.03, active + (0.5 if reviewed else 0.93))
        if reviewed:
            life.reviewed = between(stream, "reviewed", max(life.started + 0.05, active + 0.1), active + 0.96)


def _plan_ahead(lives: Sequence[Life], before: int, start: float, planned: int) -> None:
    """Put half of what is to do into the planned sprints, more into the next; what was reported twice waits."""
    order = ranked(
        [life for life in lives if life.spec.twin_of is None], lambda life: life.spec.stream.at("planned").random()
    )
    chosen = order[: rounded(PLANNED_AHEAD, len(lives))]
    numbers = range(before + 1, before + planned + 1)
    share = apportion({number: 2 if number == before + 1 else 1 for number in numbers}, len(chosen))
    places = [number for number in numbers for _ in range(share[number])]
    for life, number in zip(chosen, places, strict=True):
        life.sprints = (number,)
        life.joined = between(life.spec.stream, "joined", max(life.created + 0.01, start), before + 0.98)


def _last_sprints(lives: dict[IssueSpec, Life], specs: Sequence[IssueSpec], count: int) -> dict[IssueSpec, int]:
    """The sprint in which each issue of a completed project is planned to be done: about in the order of writing."""
    size = len(specs) / count
    order = ranked(specs, lambda spec: specs.index(spec) + size * spec.stream.at("sprint").random())
    found: dict[IssueSpec, int] = {}
    for index, spec in enumerate(order):
        found[spec] = max(1 + index * count // len(order), 1 + int(lives[spec].created))
    for spec in specs:
        newest = max([lives[child].created for child in spec.children] + [0])
        found[spec] = max(found[spec], 1 + int(newest), found.get(spec.twin_of, 0) if spec.twin_of else 0)
    for sprint in range(1, count):
        if sprint not in found.values():
            later = [spec for spec in specs if found[spec] > sprint > lives[spec].created and not spec.children]
            held = Counter(found.values())
            spare = [spec for spec in later if held[found[spec]] > 1 and spec.twin_of is None]
            if spare:
                found[min(spare, key=lambda spec: found[spec])] = sprint
    return found


def _carried(specs: Sequence[IssueSpec], last: dict[IssueSpec, int], count: int) -> set[IssueSpec]:
    """Those that are carried over once; each sprint keeps at least one that is done in it."""
    held = Counter(last.values())
    order = ranked(specs, lambda spec: spec.stream.at("carried").random() + (spec.kind not in POINTED))
    found: set[IssueSpec] = set()
    for spec in order:
        if len(found) == rounded(CARRIED_WHEN_COMPLETED, len(specs)):
            break
        if last[spec] < count and held[last[spec]] > 1:
            held[last[spec]] -= 1
            held[last[spec] + 1] += 1
            found.add(spec)
    return found


def _finish_epic(life: Life, children: Sequence[Life], earliest: int) -> None:
    """An epic is in the sprints of its issues, and is closed after the last of them, in `earliest` or later."""
    first = min(child.sprints[0] for child in children)
    last = max(earliest, *(child.sprints[-1] for child in children))
    _join(life, first, last)
    life.reviewed = last + 0.962
    life.done = between(life.spec.stream, "done", last + 0.97, last + 0.99)

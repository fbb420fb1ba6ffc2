"""Kanban projects: issues flow one by one, without sprints."""

from __future__ import annotations

from apps.projects.seeding.planning import course
from apps.projects.seeding.planning.course import Course, Setting, between
from apps.projects.seeding.planning.lives import Life
from apps.projects.seeding.planning.office import Timeline, Window
from apps.projects.seeding.planning.statuses import DONE, IN_REVIEW, TO_DO, assign_statuses, fresh_count

RECENT_DAYS = 28
EARLY_SHARE = 0.5
"""How many of an active project's older issues were written before the last four weeks."""
NOW = 1.97


def plan_active(setting: Setting) -> Course:
    """Window 0 is what lies behind, window 1 the last four weeks, in which most of the work is."""
    created = setting.rng.at("created").randint(95, 150)
    timeline = Timeline(setting.calendar, [Window(created, RECENT_DAYS + 1), Window(RECENT_DAYS, 1)])
    fresh = fresh_count(len(setting.specs))
    early, late = setting.specs[: len(setting.specs) - fresh], setting.specs[len(setting.specs) - fresh :]
    turn = -int(-EARLY_SHARE * len(early) // 1)
    lives = course.spread(early[:turn], 0, 1) | course.spread(early[turn:], 1, 1.6) | course.spread(late, 1.6, NOW)
    course.settle_first_days(lives, setting.specs)
    given = assign_statuses(setting.specs)
    own = [spec for spec in setting.specs if spec.kind not in ("epic", "sub_task")]
    finished = [spec for spec in own if given[spec] == DONE]
    for index, spec in enumerate(finished):
        life = lives[spec]
        target = 0.3 + 1.6 * (index + 0.8) / len(finished)
        _flow(life, life.created, max(target, life.created + 0.25))
    for spec in own:
        if given[spec] not in (TO_DO, DONE):
            _begin(lives[spec], in_review=given[spec] == IN_REVIEW)
    course.follow_hosts(lives, timeline.end)
    course.begin_epics(lives)
    course.give_out_work(setting, lives)
    return Course(timeline, lives)


def plan_completed(setting: Setting) -> Course:
    """Window 0 is the project from its first day to its last, window 1 the days since."""
    rng = setting.rng.at("dates")
    created, since = rng.at("created").randint(100, 170), rng.at("since").randint(8, 25)
    timeline = Timeline(setting.calendar, [Window(created, since + 1), Window(since, 1)])
    lives = course.spread(setting.specs, 0, 0.8)
    course.settle_first_days(lives, setting.specs)
    for spec in setting.specs:
        if spec.kind not in ("epic", "sub_task"):
            first = max([lives[child].created for child in spec.children] + [lives[spec].created])
            _flow(lives[spec], first, first + between(spec.stream, "days", 0.05, 0.15))
    course.follow_hosts(lives, timeline.end)
    course.begin_epics(lives)
    for epic in (spec for spec in setting.specs if spec.kind == "epic"):
        ends = [done for child in epic.children if (done := lives[child].done) is not None]
        lives[epic].reviewed = max(ends) + 0.002
        lives[epic].done = max(ends) + 0.008
    course.give_out_work(setting, lives)
    return Course(timeline, lives)


def plan_ahead(setting: Setting) -> Course:
    """A project in planning: issues are written, and nobody has begun."""
    timeline = Timeline(setting.calendar, [Window(setting.rng.at("created").randint(20, 55), 1)])
    lives = course.spread(setting.specs, 0, 0.95)
    course.settle_first_days(lives, setting.specs)
    course.give_out_work(setting, lives)
    return Course(timeline, lives)


def _flow(life: Life, first: float, done: float) -> None:
    """From the first moment that it could be begun to the moment it is done."""
    stream, room = life.spec.stream, done - first
    life.started = between(stream, "started", first + 0.1 * room, first + 0.45 * room)
    life.reviewed = between(stream, "reviewed", first + 0.55 * room, first + 0.85 * room)
    life.done = done


def _begin(life: Life, *, in_review: bool) -> None:
    stream = life.spec.stream
    if not in_review:
        life.started = between(stream, "started", max(life.created + 0.02, 1), NOW)
        return
    first = max(life.created + 0.02, 0.85)
    life.started = between(stream, "started", first, first + 0.6 * (NOW - 0.1 - first))
    life.reviewed = between(stream, "reviewed", life.started + 0.2 * (NOW - life.started), NOW)

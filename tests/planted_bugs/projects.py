"""Bugs in the planning and the factories of the software house, each a mistake that a maintainer could make."""

from collections import Counter
from datetime import date, timedelta

import factory

from apps.projects.seeding.scenarios import SoftwareHouseScenario
from seedplot.clock import midnight
from seedplot.engine.runs import Request
from seedplot.plan import Shard
from tests.planted_bugs.planting import PlantedBug

FACTORIES = "apps.projects.factories"
QUOTA = "apps.projects.seeding.planning.quota"
PLANNING = "apps.projects.seeding.planning"


def house():
    """An active, a completed and a Kanban project, with a number of issues of which few shares are whole numbers."""
    return _request(projects=3, issues=36)


def larger_house():
    """With a project in planning."""
    return _request(projects=5, issues=12)


def _request(*, projects, issues):
    options = {"projects": projects, "issues_per_project": issues}
    return Request(SoftwareHouseScenario(), anchor=midnight(date(2026, 3, 12)), options=options)


def bug(name, target, replace, *promises, request=house):
    """A bug in planning, unless the target names another package."""
    whole = target if target.startswith("apps.") else f"{PLANNING}.{target}"
    return PlantedBug(name, whole, replace, tuple(f"projects.{each}" for each in promises), request)


# Ways to plant.


def with_columns(**changed):
    """The `row` of a factory gets these columns, each a function of those that the plan sets."""

    def replace(sound):
        def row(cls, stream, **columns):
            return sound(cls, stream, **columns | {name: value(columns) for name, value in changed.items()})

        return row

    return replace


def with_arguments(change):
    """The function gets other arguments: those that `change` makes of the sound ones."""
    return lambda sound: lambda *args, **kwargs: sound(*change(*args), **kwargs)


def with_result(change):
    """The function returns something else than the sound one."""
    return lambda sound: lambda *args, **kwargs: change(sound(*args, **kwargs))


def with_life(change):
    """A function that moves a life is followed by another move."""

    def replace(sound):
        def moved(life, *args, **kwargs):
            sound(life, *args, **kwargs)
            change(life)

        return moved

    return replace


def without(is_lost):
    """Some of the rows that the function yields are lost."""
    return lambda sound: lambda *args: (row for row in sound(*args) if not is_lost(row))


def later(hours):
    """The moment that the function returns comes so many hours later."""
    return with_result(lambda moment: moment + timedelta(hours=hours))


def instead(value):
    """Another value, or another property."""
    return lambda sound: value


def exchanged(first, second):
    """Two entries of the mapping that the function returns, exchanged."""
    return with_result(lambda found: found | {first: found[second], second: found[first]})


# Bugs that take more than a line.


def _host_of_any_kind(sound):
    return lambda self, stream: next((spec for spec in self.specs if spec.kind == "improvement"), sound(self, stream))


def _minutes_of_work(life):
    life.started = life.reviewed - 0.0005


def _done_a_sprint_early(life):
    if len(life.sprints) > 1:
        life.reviewed -= 1
        life.done -= 1


def _joined_on_the_second_day(life):
    life.joined = life.sprints[0] + 0.15


def _with_last_issue(sound):
    def begin_epics(lives):
        for spec, life in lives.items():
            if spec.kind == "epic":
                starts = [lives[child].started for child in spec.children if lives[child].started is not None]
                life.started = max(starts, default=None)

    return begin_epics


def _closed_by_assignee(sound):
    return lambda life, timeline, *, lead, reviewer: sound(life, timeline, lead=lead, reviewer=life.assignee or lead)


def _planned_by_reviewer(sound):
    return lambda life, timeline, *, lead, reviewer: sound(life, timeline, lead=reviewer, reviewer=reviewer)


def _without_review(history):
    history.events = [event for event in history.events if event.new != "In Review"]
    return history


def _six_days_a_week(self, first, last):
    return [day for day in range(first, last - 1, -1) if self.day(day).weekday() < 6]


def _with_source_and_target_exchanged(links):
    return [type(link)(link.kind, link.target, link.source, *_rest(link)) for link in links]


def _rest(link):
    return link.author, link.created_at, link.stream


BUGS = [
    bug("a share is cut off, not rounded", f"{QUOTA}:commented", instead(lambda count: int(0.6 * count)), "P006"),
    bug("two statuses exchange their shares", f"{QUOTA}:statuses", exchanged("In Progress", "In Review"), "P005"),
    bug(
        "the other types begin with an improvement",
        f"{QUOTA}:kinds",
        with_result(
            lambda kinds: tuple({"epic": "improvement", "improvement": "epic"}.get(each, each) for each in kinds)
        ),
        "P004",
        request=larger_house,
    ),
    bug(
        "the last of a team leads", "cast:Cast.lead", instead(property(lambda self: self.workers[-1].username)), "P002"
    ),
    bug(
        "everybody takes any work",
        "cast:Cast.assignee",
        with_arguments(lambda self, stream, kind: (self, stream, "story")),
        "P029",
    ),
    bug(
        "anybody reviews, the author too",
        "cast:Cast.other",
        with_arguments(lambda self, stream, *but: (self, stream)),
        "P028",
        "P032",
    ),
    bug("a link comes ten issues late", "issue_specs:last_number", with_arguments(lambda turn: (turn + 1,)), "P007"),
    bug("points are those of another scale", "issue_specs:POINTS", lambda points: {**points, 21: 5}, "P020"),
    bug("a sub-task is part of an improvement", "issue_specs:_Writer._host", _host_of_any_kind, "P008"),
    bug(
        "all types are as urgent as a bug",
        "issue_specs:PRIORITIES",
        lambda found: dict.fromkeys(found, found["bug"]),
        "P020",
    ),
    bug(
        "everything has the usual priority",
        f"{FACTORIES}:IssueFactory.row",
        with_columns(priority=lambda row: "P3"),
        "P040",
    ),
    bug("all issues are of one area", "issue_specs:_Writer._area", instead(lambda self, *_: self._areas[0]), "P030"),
    bug(
        "a description is that of the parent",
        "titles:description",
        with_arguments(lambda stream, spec, product: (stream, spec.parent or spec, product)),
        "P031",
    ),
    bug(
        "a duplicate has the title of the first",
        "titles:repeated",
        instead(lambda subject: subject.title),
        "P019",
        "P035",
    ),
    bug(
        "a task has the title of an improvement",
        "titles:_bases",
        with_arguments(lambda kind, area: ("improvement" if kind == "task" else kind, area)),
        "P030",
    ),
    bug("an issue is built in a minute", "scrum:_do", with_life(_minutes_of_work), "P039"),
    bug("carried work is done in the sprint before", "scrum:_do", with_life(_done_a_sprint_early), "P010"),
    bug("an issue joins a sprint that has started", "scrum:_join", with_life(_joined_on_the_second_day), "P015"),
    bug(
        "an epic is closed with its first issue",
        "scrum:_finish_epic",
        with_arguments(lambda life, children, earliest: (life, children[:1], earliest)),
        "P008",
    ),
    bug(
        "issues to do are planned for the running sprint",
        "scrum:_plan_ahead",
        with_arguments(lambda lives, before, start, planned: (lives, before - 1, start - 1, planned)),
        "P016",
    ),
    bug("an epic begins with its last issue", "course:begin_epics", _with_last_issue, "P034"),
    bug("a sub-task does not follow its host", "course:follow_hosts", instead(lambda lives, end: None), "P008"),
    bug(
        "a sprint begins on the last day of the one before",
        "office:SprintDates.next_first",
        instead(property(lambda self: self.last)),
        "P013",
    ),
    bug("a working week has six days", "office:OfficeCalendar.working_days", instead(_six_days_a_week), "P026"),
    bug("times are those of another zone", "office:OfficeCalendar.wall_clock", later(6), "P026"),
    bug("a sprint is completed at noon", "office:Timeline.closing", later(-6), "P026"),
    bug(
        "an issue is resolved when it is in review",
        "lives:History.resolved_at",
        instead(property(lambda self: self.moment_of("In Review"))),
        "P010",
    ),
    bug("a change of status is not in the log", "lives:history_of", with_result(_without_review), "P014"),
    bug("an assignee closes the own issue", "lives:history_of", _closed_by_assignee, "P028"),
    bug("a reviewer plans the sprints", "lives:history_of", _planned_by_reviewer, "P028"),
    bug(
        "a review begins when the work does",
        "kanban:_flow",
        with_life(lambda life: setattr(life, "reviewed", life.started)),
        "P039",
    ),
    bug(
        "work in review counts as in progress",
        "kanban:_begin",
        lambda sound: lambda life, *, in_review: sound(life, in_review=False),
        "P005",
    ),
    bug(
        "a column has the limit of an empty one",
        "configuration:board_rows",
        with_arguments(lambda *args: (*args[:-1], Counter())),
        "P022",
    ),
    bug(
        "a status is not left for an earlier one",
        "configuration:transition_rows",
        without(lambda row: row.from_status.order > row.to_status.order),
        "P002",
    ),
    bug(
        "a stakeholder is paid",
        f"{FACTORIES}:ProjectTeamMemberFactory.row",
        with_columns(hourly_rate=lambda row: 60),
        "P002",
    ),
    bug("a link has no other side", "links:RECIPROCALS['blocks']", instead("blocks"), "P007"),
    bug("what waits is done first", "links:plan_links", with_result(_with_source_and_target_exchanged), "P021"),
    bug(
        "a colleague goes by the username", "speaking:FIRST_NAMES", lambda names: {name: name for name in names}, "P032"
    ),
    bug(
        "everything is spoken of like an epic",
        "speaking:phrases_of",
        with_arguments(lambda kind, what: ("epic", what)),
        "P032",
    ),
    bug(
        "points are spoken of as hours",
        "conversation:_points",
        with_result(lambda text: text.replace("point", "hour")),
        "P032",
    ),
    bug(
        "commented issues have one comment each",
        "conversation:_counts",
        instead(lambda commented: {1: commented}),
        "P006",
    ),
    bug(
        "a goal is about the area of fewest issues",
        "sprints:_goal",
        with_arguments(lambda stream, areas: (stream, {area: -n for area, n in areas.items()})),
        "P033",
    ),
    bug("a sprint is started a week late", "sprints:_started_at", later(7 * 24), "P027"),
    bug(
        "completed points are the committed ones",
        f"{FACTORIES}:SprintFactory.row",
        with_columns(completed_points=lambda row: row["committed_points"]),
        "P015",
    ),
    bug(
        "a sprint of one day less",
        f"{FACTORIES}:SprintFactory.row",
        with_columns(end_date=lambda row: row["end_date"] - timedelta(days=1)),
        "P013",
    ),
    bug(
        "the creation of an issue is not in the log",
        "issues:activity_rows",
        without(lambda row: row.action == "created"),
        "P027",
    ),
    bug("the old value and the new one are exchanged", "issues:_values", with_result(lambda pair: pair[::-1]), "P014"),
    bug("hours are kept in minutes", "issues:_actual_hours", with_result(lambda hours: hours and hours * 60), "P036"),
    bug(
        "an issue is not touched by its links",
        "issues:_last_touched",
        with_arguments(lambda histories, links, comments: (histories, [], comments)),
        "P037",
    ),
    bug(
        "a comment is written by the reporter",
        f"{FACTORIES}:IssueCommentFactory.row",
        with_columns(author=lambda row: row["issue"].reporter),
        "P032",
    ),
    bug(
        "issues count from 0", f"{FACTORIES}:IssueFactory.row", with_columns(order=lambda row: row["order"] - 1), "P003"
    ),
    bug(
        "a change is by the reporter",
        f"{FACTORIES}:ActivityLogFactory.row",
        with_columns(actor=lambda row: row["issue"].reporter if "issue" in row else row["actor"]),
        "P028",
    ),
    bug(
        "an event is logged an hour late",
        f"{FACTORIES}:ActivityLogFactory._meta.base_declarations['happened_at']",
        instead(factory.LazyAttribute(lambda row: row.created_at + timedelta(hours=1))),
        "P010",
    ),
    bug(
        "members invite themselves",
        f"{FACTORIES}:OrganizationMembershipFactory.row",
        with_columns(invited_by=lambda row: row["user"]),
        "P024",
    ),
    bug(
        "everybody lives in Greenwich",
        f"{FACTORIES}:UserProfileFactory._meta.base_declarations['timezone']",
        instead("UTC"),
        "P024",
    ),
    bug("the house is founded after its projects", "shared_rows:FOUNDED_DAYS_BEFORE", instead(100), "P024"),
    bug(
        "the password is hashed with a blank",
        "shared_rows:seeded_password",
        with_arguments(lambda password, stream: (password + " ", stream)),
        "P001",
    ),
    bug("the first and the last day are exchanged", "project:_dates", with_result(lambda days: days[::-1]), "P025"),
    bug(
        "a project is the next one of the list",
        "project:plan_project",
        with_arguments(lambda context, shard: (context, Shard(shard.name, shard.number + 1))),
        "P025",
    ),
]

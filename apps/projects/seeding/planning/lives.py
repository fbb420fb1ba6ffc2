"""What happens to one issue: places on its project's timeline, from being written to where it is now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from apps.projects.seeding.planning.issue_specs import IssueSpec
from apps.projects.seeding.planning.office import Timeline
from apps.projects.seeding.planning.statuses import DONE, IN_PROGRESS, IN_REVIEW, TO_DO


@dataclass(eq=False)
class Life:
    """An issue's places: written, joined its first sprint, started, put up for review, done.

    `sprints` are the numbers of all that it was in, one after the other; in the last it is now. What it has not come
    to is None.
    """

    spec: IssueSpec
    created: float
    joined: float | None = None
    sprints: tuple[int, ...] = ()
    started: float | None = None
    reviewed: float | None = None
    done: float | None = None
    assignee: str | None = None

    @property
    def status(self) -> str:
        if self.done is not None:
            return DONE
        if self.reviewed is not None:
            return IN_REVIEW
        return TO_DO if self.started is None else IN_PROGRESS

    @property
    def sprint(self) -> int | None:
        return self.sprints[-1] if self.sprints else None


@dataclass(frozen=True)
class Event:
    """Something that happened to an issue, with who did it."""

    moment: datetime
    actor: str
    field: str
    old: str | int | None
    new: str | int | None


@dataclass
class History:
    """A life as moments."""

    life: Life
    created_at: datetime
    events: list[Event] = field(default_factory=list)

    @property
    def resolved_at(self) -> datetime | None:
        return self.moment_of(DONE)

    def moment_of(self, status: str) -> datetime | None:
        """When the issue came into that status."""
        return next((event.moment for event in self.events if event.new == status), None)

    @property
    def last_moment(self) -> datetime:
        return max([self.created_at, *(event.moment for event in self.events)])


def history_of(life: Life, timeline: Timeline, *, lead: str, reviewer: str) -> History:
    """The moments of a life. Whoever leads plans; who is assigned works; somebody else looks at it and closes it."""
    worker = life.assignee or lead
    history = History(life, timeline.at(life.created))
    before: int | None = None
    for number in life.sprints:
        if before is None:
            assert life.joined is not None
            moment = timeline.at(life.joined)
        else:
            moment = timeline.closing(before)
        history.events.append(Event(moment, lead, "sprint", before, number))
        before = number
    steps = ((life.started, TO_DO, IN_PROGRESS, worker), (life.reviewed, IN_PROGRESS, IN_REVIEW, worker))
    for place, old, new, actor in (*steps, (life.done, IN_REVIEW, DONE, reviewer)):
        if place is not None:
            history.events.append(Event(timeline.at(place), actor, "status", old, new))
    history.events.sort(key=lambda event: event.moment)
    return history

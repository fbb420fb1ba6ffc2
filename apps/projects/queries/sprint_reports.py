"""What became of sprints, from the history: burndown, report and velocity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from uuid import UUID

from apps.projects.models import ActivityLog, Issue, Project, Sprint
from apps.projects.models.sprints import HUNDREDTH
from apps.projects.queries.history import (
    Histories,
    IssueHistory,
    day_end,
    day_start,
    issues_ever_in,
    read_histories,
)

VELOCITY_SPRINTS = 5


@dataclass(frozen=True)
class BurndownPoint:
    """Points that are left: as they would be if each day took the same, and as they are; None in the future."""

    date: date
    ideal: Decimal
    actual: Decimal | None


@dataclass(frozen=True)
class SprintStory:
    """A sprint from its start to its end, which is now while it goes on; None for a start that has not been."""

    sprint: Sprint
    histories: Histories
    started_at: datetime | None
    ended_at: datetime | None
    is_recorded: bool
    """Whether the history says when it was started. Else the figures that stand in the sprint are all there is."""

    @property
    def committed_points(self) -> Decimal:
        return points_of(self.at_start) if self.is_recorded else Decimal(self.sprint.committed_points)

    @property
    def completed_points(self) -> Decimal:
        return points_of(self.completed) if self.is_recorded else Decimal(self.sprint.completed_points)

    @cached_property
    def at_start(self) -> list[Issue]:
        """What was in it when it was started."""
        if self.started_at is None:
            return []
        return [each.issue for each in self.histories.issues if each.sprints.at(self.started_at) == self.sprint.pk]

    @cached_property
    def completed(self) -> list[Issue]:
        return [each.issue for each in self._at_end if self._is_done_at_end(each)]

    @cached_property
    def unfinished(self) -> list[Issue]:
        """What was in it to the end and not done."""
        return [each.issue for each in self._at_end if not self._is_done_at_end(each)]

    @property
    def added(self) -> list[Issue]:
        """What joined after the start and stayed."""
        if self.started_at is None:
            return []
        return [each.issue for each in self._at_end if each.issue not in self.at_start]

    @property
    def removed(self) -> list[Issue]:
        """What was in it at the start and left before the end."""
        kept = [each.issue for each in self._at_end]
        return [issue for issue in self.at_start if issue not in kept]

    def left_at(self, moment: datetime) -> Decimal:
        """The points that were not done at that moment; after the end, those that were not at the end."""
        if self.ended_at is not None:
            moment = min(moment, self.ended_at)
        inside = [each for each in self.histories.issues if self._is_inside(each, moment)]
        return points_of(each.issue for each in inside if not self.histories.is_done(each.statuses.at(moment)))

    @property
    def _at_end(self) -> list[IssueHistory]:
        if self.ended_at is None:
            return [each for each in self.histories.issues if each.issue.sprint_id == self.sprint.pk]
        return [each for each in self.histories.issues if self._is_inside(each, self.ended_at)]

    def _is_inside(self, each: IssueHistory, moment: datetime) -> bool:
        # Completing a sprint moves what is unfinished out of it: what was in it is to be seen just before that.
        sprints = each.sprints
        return (sprints.before(moment) if moment == self.ended_at else sprints.at(moment)) == self.sprint.pk

    def _is_done_at_end(self, each: IssueHistory) -> bool:
        status = each.issue.status_id if self.ended_at is None else each.statuses.at(self.ended_at)
        return self.histories.is_done(status)


def read_story(sprint: Sprint) -> SprintStory:
    [story] = read_stories(sprint.project, [sprint])
    return story


def read_stories(project: Project, sprints: Iterable[Sprint]) -> list[SprintStory]:
    """The stories of some of a project's sprints. Four queries, however many there are."""
    sprints = list(sprints)
    histories = read_histories(project, issues_ever_in(project, [sprint.pk for sprint in sprints]))
    started = _moments(sprints)
    return [
        SprintStory(sprint, histories, started.get(sprint.pk) or _start(sprint), _end(sprint), sprint.pk in started)
        for sprint in sprints
    ]


def burn_down(story: SprintStory, *, today: date, now: datetime) -> list[BurndownPoint]:
    """A point for each day of the sprint. The first is what was committed, each other what is left as the day ends."""
    sprint, days = story.sprint, max(story.sprint.duration_days, 1)
    committed = story.committed_points
    points = []
    for number in range(sprint.duration_days + 1):
        day = sprint.start_date + timedelta(days=number)
        ideal = (committed * (days - number) / days).quantize(HUNDREDTH, ROUND_HALF_UP)
        actual = None
        if day <= today and story.started_at is not None:
            actual = committed if number == 0 else story.left_at(min(day_end(day), now))
        points.append(BurndownPoint(day, ideal, actual))
    return points


def read_velocity(project: Project, *, since: date | None = None) -> tuple[list[SprintStory], Decimal]:
    """The last five completed sprints, the oldest first, of those that ended since then; and their mean points."""
    sprints = project.sprints.filter(status=Sprint.Status.COMPLETED)
    if since is not None:
        sprints = sprints.filter(end_date__gte=since)
    last = list(sprints.order_by("-end_date", "-created_at", "-pk")[:VELOCITY_SPRINTS])
    stories = read_stories(project, reversed(last))
    done = sum((story.completed_points for story in stories), Decimal(0))
    mean = (done / len(stories)).quantize(HUNDREDTH, ROUND_HALF_UP) if stories else Decimal("0.00")
    return stories, mean


def points_of(issues: Iterable[Issue]) -> Decimal:
    """The points of the issues together; one without points has none."""
    return Decimal(sum(issue.story_points or 0 for issue in issues))


def _moments(sprints: Iterable[Sprint]) -> Mapping[UUID, datetime]:
    """When each sprint was started, where the history says so."""
    events = ActivityLog.objects.filter(sprint__in=sprints, action=ActivityLog.Action.STARTED)
    return dict(events.order_by("happened_at").values_list("sprint", "happened_at"))


def _start(sprint: Sprint) -> datetime | None:
    return None if sprint.status == Sprint.Status.PLANNING else day_start(sprint.start_date)


def _end(sprint: Sprint) -> datetime | None:
    if sprint.status != Sprint.Status.COMPLETED:
        return None
    return sprint.completed_at or day_end(sprint.end_date)

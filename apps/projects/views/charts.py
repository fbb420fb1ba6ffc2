"""A project's reports as charts, with the figures that the API gives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from apps.pages.charts import Chart, Series
from apps.projects.models import WorkflowStatus
from apps.projects.queries.reports import FlowDay
from apps.projects.queries.sprint_reports import BurndownPoint, SprintStory


def burndown_chart(points: Sequence[BurndownPoint]) -> Chart:
    """The points that are left on each day, as planned and as they are; nothing for days that are not there yet."""
    return Chart(
        "burndown",
        "Points left",
        [_day(point.date) for point in points],
        [
            Series("ideal", [float(point.ideal) for point in points]),
            Series("actual", [None if point.actual is None else float(point.actual) for point in points]),
        ],
        places=1,
        labels_name="Day",
    )


def velocity_chart(stories: Sequence[SprintStory]) -> Chart:
    """What the last completed sprints took on and what they brought."""
    return Chart(
        "velocity",
        "Points by sprint",
        [story.sprint.name for story in stories],
        [
            Series("committed", [float(story.committed_points) for story in stories]),
            Series("completed", [float(story.completed_points) for story in stories]),
        ],
        kind="bar",
        labels_name="Sprint",
    )


def flow_chart(statuses: Sequence[WorkflowStatus], days: Sequence[FlowDay]) -> Chart:
    """How many issues were in each status at the end of every day, stacked on those that are done."""
    return Chart(
        "flow",
        "Issues by status",
        [_day(day.date) for day in days],
        [Series(status.name, [day.counts[status.name] for day in days]) for status in reversed(statuses)],
        labels_name="Day",
        is_stacked=True,
    )


def _day(day: date) -> str:
    return f"{day:%b} {day.day}"

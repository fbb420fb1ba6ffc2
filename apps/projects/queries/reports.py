"""How a project is getting on: the work of its team and the flow of its issues, from the history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from apps.projects.models import ActivityLog, Issue, Project, ProjectTeamMember, WorkflowStatus
from apps.projects.models.sprints import HUNDREDTH
from apps.projects.queries.history import day_end, read_histories
from apps.projects.queries.projects import find_team

WEEK_DAYS = 7
Category = WorkflowStatus.Category


@dataclass(frozen=True)
class FlowDay:
    """How many issues were in each status, by its name, when a day ended (today: now)."""

    date: date
    counts: Mapping[str, int]


@dataclass(frozen=True)
class WorkFigures:
    """Issues that somebody has, has resolved in so many days and has in hand.

    `throughput` is resolved issues per week, `cycle_time_days` the mean time from being begun to being resolved, None
    where nothing was.
    """

    assigned: int
    completed: int
    throughput: Decimal
    cycle_time_days: Decimal | None
    work_in_progress: int


@dataclass(frozen=True)
class MemberFigures:
    member: ProjectTeamMember
    figures: WorkFigures


def count_flow(
    project: Project, *, days: int, today: date, now: datetime
) -> tuple[Sequence[WorkflowStatus], list[FlowDay]]:
    """The statuses in their order, and a count by status for each of so many days, the last of which is today."""
    histories = read_histories(project, project.issues.filter(is_active=True))
    flow = []
    for number in reversed(range(days)):
        day = today - timedelta(days=number)
        moment = min(day_end(day), now)
        held = Counter(each.statuses.at(moment) for each in histories.issues if each.issue.created_at <= moment)
        flow.append(FlowDay(day, {status.name: held[key] for key, status in histories.statuses.items()}))
    return list(histories.statuses.values()), flow


def measure_team(project: Project, *, days: int, now: datetime) -> tuple[WorkFigures, list[MemberFigures]]:
    """The figures of the whole project, assigned to anybody, and those of each who is on its team. Three queries."""
    issues = list(project.issues.filter(is_active=True).select_related("status"))
    since = now - timedelta(days=days)
    begun = _first_begun(project, since)
    whole = _figures([issue for issue in issues if issue.assignee_id], issues, begun, since, days)
    return whole, [
        MemberFigures(member, _figures(own, own, begun, since, days))
        for member in find_team(project)
        for own in [[issue for issue in issues if issue.assignee_id == member.user_id]]
    ]


def _figures(
    assigned: Sequence[Issue], issues: Sequence[Issue], begun: Mapping[UUID, datetime], since: datetime, days: int
) -> WorkFigures:
    resolved = [issue for issue in issues if issue.resolved_at is not None and issue.resolved_at >= since]
    times = [issue.resolved_at - begun[issue.pk] for issue in resolved if issue.pk in begun]
    return WorkFigures(
        assigned=len(assigned),
        completed=len(resolved),
        throughput=_rounded(Decimal(len(resolved)) * WEEK_DAYS / days),
        cycle_time_days=_mean_days(times),
        work_in_progress=sum(issue.status.category == Category.IN_PROGRESS for issue in issues),
    )


def _first_begun(project: Project, since: datetime) -> dict[UUID, datetime]:
    """When somebody first began each issue that was resolved since then."""
    at_work = project.statuses.filter(category=Category.IN_PROGRESS).values("pk")
    events = ActivityLog.objects.filter(
        project=project,
        issue__resolved_at__gte=since,
        field=ActivityLog.Field.STATUS,
        new_key__in=at_work,
    )
    # The latest first, so that the first of an issue is what stays.
    return dict(events.order_by("-happened_at").values_list("issue", "happened_at"))


def _mean_days(times: Iterable[timedelta]) -> Decimal | None:
    days = [Decimal(time / timedelta(days=1)) for time in times]
    return _rounded(sum(days, Decimal(0)) / len(days)) if days else None


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(HUNDREDTH, ROUND_HALF_UP)

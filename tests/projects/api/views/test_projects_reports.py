"""Velocity, the work of the team and the flow of issues, all from the history."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from apps.projects import factories
from apps.projects.models import Issue, ProjectTeamMember, Sprint
from tests.builders.scrum import days_ago, shown


@pytest.fixture
def address(scrum):
    return f"/api/projects/projects/{scrum.project.pk}/"


# Velocity.


def add_completed(scrum, number, points_done, points_left=0):
    """A sprint with a history that ended so many sprints ago; what was left is in the backlog now."""
    start = timezone.localdate() - timedelta(days=15 * (8 - number))
    sprint = scrum.add_sprint(
        number,
        status="completed",
        start_date=start,
        completed_at=days_ago(15 * (8 - number) - 14, hour=18),
        committed_points=999,
        completed_points=999,
    )
    begin = days_ago(15 * (8 - number), hour=9)
    scrum.note(sprint=sprint, action="started", happened_at=begin)
    done = scrum.add_issue(sprint=sprint, status="Done", story_points=points_done)
    scrum.note_sprint(done, None, sprint, begin - timedelta(hours=1))
    scrum.note_status(done, "To Do", "Done", begin + timedelta(days=3))
    left = scrum.add_issue(story_points=points_left)
    scrum.note_sprint(left, None, sprint, begin - timedelta(hours=1))
    scrum.note_sprint(left, sprint, None, sprint.completed_at)
    return sprint


def test_velocity_is_that_of_the_last_five_completed_sprints(api, scrum, address):
    sprints = [add_completed(scrum, number, points_done=number, points_left=2) for number in range(1, 7)]
    scrum.add_sprint(7, status="active")

    answer = api.get(f"{address}velocity/").json()

    assert answer == {
        "sprints": [
            {
                "id": str(sprint.pk),
                "name": sprint.name,
                "start_date": sprint.start_date.isoformat(),
                "end_date": sprint.end_date.isoformat(),
                "committed_points": number + 2,
                "completed_points": number,
            }
            for number, sprint in enumerate(sprints[1:], 2)
        ],
        "average_velocity": 4.0,
    }


def test_velocity_does_not_change_with_what_is_done_later(api, scrum, address):
    add_completed(scrum, 6, points_done=5, points_left=8)
    before = api.get(f"{address}velocity/").json()

    Issue.objects.update(status=scrum.statuses["In Progress"])
    for issue in Issue.objects.all():
        scrum.note_status(issue, "Done" if issue.sprint else "To Do", "In Progress", days_ago(0, hour=0))

    assert api.get(f"{address}velocity/").json() == before


def test_velocity_of_some_days_looks_no_further_back(api, scrum, address):
    for number in (5, 6):
        add_completed(scrum, number, points_done=number)

    answer = api.get(f"{address}velocity/", {"days": 20}).json()

    assert [row["name"] for row in answer["sprints"]] == ["Sprint 6"]


def test_velocity_of_sprints_without_a_history_is_what_stands_in_them(api, scrum, address):
    scrum.add_sprint(1, status="completed", committed_points=21, completed_points=Decimal("13.50"))

    answer = api.get(f"{address}velocity/").json()

    assert [(row["committed_points"], row["completed_points"]) for row in answer["sprints"]] == [(21, 13.5)]
    assert answer["average_velocity"] == 13.5


def test_project_without_completed_sprints_has_no_velocity(api, address):
    assert api.get(f"{address}velocity/").json() == {"sprints": [], "average_velocity": 0}


# The work of the team.


def figures(assigned=0, completed=0, throughput=0, cycle_time_days=None, work_in_progress=0):
    return {
        "assigned": assigned,
        "completed": completed,
        "throughput": throughput,
        "cycle_time_days": cycle_time_days,
        "work_in_progress": work_in_progress,
    }


def add_resolved(scrum, *, days, resolved_days_ago, **columns):
    resolved_at = days_ago(resolved_days_ago)
    issue = scrum.add_issue(status="Done", resolved_at=resolved_at, **columns)
    scrum.note_status(issue, "To Do", "In Progress", resolved_at - timedelta(days=days))
    scrum.note_status(issue, "In Progress", "In Review", resolved_at - timedelta(days=days / 2))
    scrum.note_status(issue, "In Review", "Done", resolved_at)
    return issue


def test_team_metrics_count_what_each_has_done_and_has_in_hand(api, scrum, address):
    add_resolved(scrum, days=2, resolved_days_ago=3, assignee=scrum.ben)
    add_resolved(scrum, days=5, resolved_days_ago=20, assignee=scrum.ben)
    add_resolved(scrum, days=9, resolved_days_ago=40, assignee=scrum.ben)
    add_resolved(scrum, days=4, resolved_days_ago=3)
    scrum.add_issue(status="In Progress", assignee=scrum.ben)
    scrum.add_issue(status="In Review", assignee=scrum.ada)
    scrum.add_issue(status="In Review", assignee=scrum.ada, is_active=False)
    scrum.add_issue()

    answer = api.get(f"{address}team-metrics/").json()

    assert answer == {
        "days": 30,
        "team": figures(assigned=5, completed=3, throughput=0.7, cycle_time_days=3.67, work_in_progress=2),
        "members": [
            {"user": shown(scrum.ada), "role": "tech_lead", **figures(assigned=1, work_in_progress=1)},
            {
                "user": shown(scrum.ben),
                "role": "developer",
                **figures(assigned=4, completed=2, throughput=0.47, cycle_time_days=3.5, work_in_progress=1),
            },
        ],
    }


def test_team_metrics_look_back_as_many_days_as_they_are_asked(api, scrum, address):
    add_resolved(scrum, days=2, resolved_days_ago=3, assignee=scrum.ben)
    add_resolved(scrum, days=5, resolved_days_ago=20, assignee=scrum.ben)

    answer = api.get(f"{address}team-metrics/", {"days": 7}).json()

    assert (answer["days"], answer["team"]) == (
        7,
        figures(assigned=2, completed=1, throughput=1, cycle_time_days=2),
    )


def test_cycle_time_counts_from_the_first_time_that_an_issue_was_begun(api, scrum, address):
    issue = add_resolved(scrum, days=2, resolved_days_ago=3)
    scrum.note_status(issue, "To Do", "In Progress", issue.resolved_at - timedelta(days=6))

    assert api.get(f"{address}team-metrics/").json()["team"]["cycle_time_days"] == 6


def test_who_left_the_team_is_not_among_its_members(api, scrum, address):
    ProjectTeamMember.objects.filter(user=scrum.ben).update(is_active=False)

    members = api.get(f"{address}team-metrics/").json()["members"]

    assert [row["user"]["username"] for row in members] == ["ada.berg"]


# The flow of issues.


def counts(answer):
    return [tuple(day["counts"].values()) for day in answer["flow"]]


def test_cumulative_flow_tells_the_real_status_on_each_day(api, scrum, address):
    issue = scrum.add_issue(status="Done", created_at=days_ago(4), resolved_at=days_ago(1))
    scrum.note_status(issue, "To Do", "In Progress", days_ago(3))
    scrum.note_status(issue, "In Progress", "Done", days_ago(1))
    scrum.add_issue(created_at=days_ago(2))
    scrum.add_issue(created_at=days_ago(2), is_active=False)

    answer = api.get(f"{address}cumulative-flow/", {"days": 6}).json()

    today = timezone.localdate()
    assert answer["days"] == 6
    assert [row["name"] for row in answer["statuses"]] == ["To Do", "In Progress", "In Review", "Done"]
    assert [day["date"] for day in answer["flow"]] == [
        (today - timedelta(days=days)).isoformat() for days in (5, 4, 3, 2, 1, 0)
    ]
    assert answer["flow"][0]["counts"] == {"To Do": 0, "In Progress": 0, "In Review": 0, "Done": 0}
    assert counts(answer) == [(0, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (1, 1, 0, 0), (1, 0, 0, 1), (1, 0, 0, 1)]


def test_cumulative_flow_holds_after_a_status_was_renamed(api, scrum, address):
    issue = scrum.add_issue(status="Done", created_at=days_ago(4))
    scrum.note_status(issue, "In Progress", "Done", days_ago(1))
    status = scrum.statuses["In Progress"]
    status.name = "Doing"
    status.save()

    flow = api.get(f"{address}cumulative-flow/", {"days": 3}).json()["flow"]

    assert [day["counts"]["Doing"] for day in flow] == [1, 0, 0]


def test_cumulative_flow_of_issues_without_a_history_goes_by_when_they_were_resolved(api, scrum, address):
    scrum.add_issue(status="Done", created_at=days_ago(4), resolved_at=days_ago(1))
    scrum.add_issue(status="In Review", created_at=days_ago(1))

    answer = api.get(f"{address}cumulative-flow/", {"days": 3}).json()

    assert counts(answer) == [(1, 0, 0, 0), (0, 0, 1, 1), (0, 0, 1, 1)]


def test_cumulative_flow_counts_a_day_by_its_end_in_the_zone_of_the_project(api, scrum, address):
    issue = scrum.add_issue(status="Done", created_at=days_ago(5))
    late = days_ago(2, hour=23) + timedelta(minutes=59)
    scrum.note_status(issue, "To Do", "Done", late)

    answer = api.get(f"{address}cumulative-flow/", {"days": 4}).json()

    assert counts(answer) == [(1, 0, 0, 0), (0, 0, 0, 1), (0, 0, 0, 1), (0, 0, 0, 1)]


def test_thirty_days_are_shown_unless_it_is_said_otherwise(api, address):
    assert len(api.get(f"{address}cumulative-flow/").json()["flow"]) == 30


# The same figures by another way.


def test_what_is_done_by_the_api_is_seen_in_every_report(api, scrum, address):
    sprint = scrum.add_sprint(1)
    issue = scrum.add_issue(sprint=sprint, story_points=5, assignee=scrum.ben, created_at=days_ago(1))
    left = scrum.add_issue(sprint=sprint, story_points=8, created_at=days_ago(1))

    api.post(f"/api/projects/sprints/{sprint.pk}/start/")
    for name in ("In Progress", "Done"):
        api.patch(
            f"/api/projects/issues/{issue.pk}/transition/", {"status": str(scrum.statuses[name].pk)}, format="json"
        )
    api.post(f"/api/projects/sprints/{sprint.pk}/complete/")

    velocity = api.get(f"{address}velocity/").json()
    report = api.get(f"/api/projects/sprints/{sprint.pk}/report/").json()
    flow = api.get(f"{address}cumulative-flow/", {"days": 2}).json()
    team = api.get(f"{address}team-metrics/").json()["team"]
    activity = api.get(f"{address}activity/").json()["data"]
    stored = Sprint.objects.get()
    assert [(row["committed_points"], row["completed_points"]) for row in velocity["sprints"]] == [(13, 5)]
    assert (stored.committed_points, stored.completed_points) == (13, 5)
    assert [row["id"] for row in report["unfinished"]] == [str(left.pk)]
    assert counts(flow) == [(2, 0, 0, 0), (1, 0, 0, 1)]
    assert (team["completed"], team["work_in_progress"], team["cycle_time_days"]) == (1, 0, 0)
    assert len(activity) == 5


def test_issue_that_was_put_away_counts_nowhere(api, scrum, address):
    sprint = add_completed(scrum, 6, points_done=5)
    factories.IssueFactory.create(
        project=scrum.project,
        sprint=sprint,
        status=scrum.statuses["Done"],
        story_points=8,
        is_active=False,
        reporter=scrum.ada,
    )

    assert api.get(f"{address}velocity/").json()["average_velocity"] == 5

"""Projects in lists and alone, the totals over them, their activity and their export."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from apps.projects import factories
from apps.projects.models import Issue, Project, ProjectTeamMember
from tests.builders.scrum import MONDAY, build_scrum, client_of, days_ago, shown

PROJECTS = "/api/projects/projects/"


def found(api, **query):
    response = api.get(PROJECTS, query)
    assert response.status_code == 200
    return [row["key"] for row in response.json()["data"]]


@pytest.fixture
def address(scrum):
    return f"{PROJECTS}{scrum.project.pk}/"


def test_project_is_listed_with_its_figures(api, scrum, elsewhere):
    Project.objects.filter(pk=scrum.project.pk).update(
        description="Everything about the shop.", start_date=date(2026, 1, 5), end_date=date(2026, 6, 30)
    )
    scrum.add_issue(created_at=days_ago(8))
    scrum.add_issue(created_at=days_ago(3))
    scrum.add_issue(created_at=days_ago(1))
    scrum.add_issue(created_at=days_ago(1), is_active=False)
    ProjectTeamMember.objects.filter(user=scrum.ben).update(is_active=False)
    workspace = scrum.project.workspace

    answer = api.get(PROJECTS).json()

    assert answer == {
        "data": [
            {
                "id": str(scrum.project.pk),
                "key": "SHOP",
                "name": "Online Shop",
                "description": "Everything about the shop.",
                "methodology": "scrum",
                "status": "active",
                "priority": "medium",
                "lead": shown(scrum.ada),
                "workspace": {"id": str(workspace.pk), "name": workspace.name, "slug": workspace.slug},
                "organization": {
                    "id": str(workspace.organization.pk),
                    "name": workspace.organization.name,
                    "slug": workspace.organization.slug,
                },
                "start_date": "2026-01-05",
                "end_date": "2026-06-30",
                "member_count": 1,
                "issue_count": 3,
                "issue_change": 2,
                "created_at": "2026-03-02T09:00:00-06:00",
                "updated_at": "2026-03-02T09:00:00-06:00",
            }
        ],
        "pagination": {"total": 1, "page": 1, "limit": 20, "totalPages": 1, "hasMore": False},
    }


def test_project_is_shown_with_its_team_and_what_issues_are_made_of(api, scrum, address):
    factories.WorkflowStatusFactory.create(project=scrum.project, is_active=False)
    factories.IssueTypeFactory.create(project=scrum.project, is_active=False)

    answer = api.get(address).json()

    listed = api.get(PROJECTS).json()["data"][0]
    assert answer | listed == answer
    assert answer["team"] == [
        {"user": shown(user), "role": role, "joined_at": "2026-03-02T09:00:00-06:00"}
        for user, role in ((scrum.ada, "tech_lead"), (scrum.ben, "developer"))
    ]
    assert [row["name"] for row in answer["issue_types"]] == sorted(scrum.types)
    assert [row["name"] for row in answer["statuses"]] == list(scrum.statuses)
    assert answer["boards"] == [{"id": str(scrum.board.pk), "name": "SHOP board", "board_type": "scrum"}]
    assert len(answer["transitions"]) == 12
    assert answer["transitions"][0] == {
        "name": "To Do to In Progress",
        "from_status_id": str(scrum.statuses["To Do"].pk),
        "to_status_id": str(scrum.statuses["In Progress"].pk),
    }


def test_projects_come_newest_first_and_are_filtered(scrum, elsewhere):
    second = build_scrum(key="NEXT", ada=scrum.ada, ben=scrum.ben, created_at=MONDAY + timedelta(days=1))
    api = client_of(scrum.ada)

    assert found(api) == ["NEXT", "SHOP"]
    assert found(api, workspace=str(second.project.workspace_id)) == ["NEXT"]
    assert found(api, organization=str(scrum.project.workspace.organization_id)) == ["SHOP"]
    assert found(api, workspace=str(elsewhere.project.workspace_id)) == []
    assert found(api, page=2, limit=1) == ["SHOP"]


def test_project_that_was_put_away_is_not_listed(api, scrum):
    Project.objects.update(is_active=False)

    assert found(api) == []


# Totals.


def test_totals_come_with_their_change_against_a_week_ago(api, scrum, elsewhere):
    build_scrum(key="NEXT", ada=scrum.ada, ben=scrum.ben, created_at=days_ago(2))
    build_scrum(key="LATER", ada=scrum.ada, ben=scrum.ben, status="planning", created_at=days_ago(2))
    newcomer = factories.ProjectTeamMemberFactory.create(project=scrum.project, created_at=days_ago(1)).user
    assert newcomer != scrum.ada
    for days in (1, 2, 8):
        scrum.add_issue(created_at=days_ago(days))

    assert api.get(f"{PROJECTS}stats/").json() == {
        "active_projects": {"total": 2, "change": 1},
        "people": {"total": 3, "change": 1},
        "issues": {"total": 3, "change": 2},
    }


def test_totals_are_filtered(api, scrum):
    build_scrum(key="NEXT", ada=scrum.ada, ben=scrum.ben)
    scrum.add_issue()
    expected = {
        "active_projects": {"total": 1, "change": 0},
        "people": {"total": 2, "change": 0},
        "issues": {"total": 1, "change": 0},
    }

    for query in (
        {"workspace": str(scrum.project.workspace_id)},
        {"organization": str(scrum.project.workspace.organization_id)},
    ):
        assert api.get(f"{PROJECTS}stats/", query).json() == expected


# Activity.


def test_activity_says_who_did_what_when(api, scrum, address):
    issue, sprint = scrum.add_issue(), scrum.add_sprint(1)
    moment = days_ago(1)
    first = scrum.note(sprint=sprint, action="started", actor=scrum.ada, happened_at=moment)
    second = scrum.note_status(issue, "To Do", "Done", moment + timedelta(hours=1))
    scrum.note(happened_at=days_ago(31))

    answer = api.get(f"{address}activity/").json()

    assert answer["pagination"]["total"] == 2
    assert answer["data"] == [
        {
            "id": str(second.pk),
            "action": "changed",
            "field": "status",
            "old_value": "To Do",
            "new_value": "Done",
            "actor": None,
            "issue": {"id": str(issue.pk), "full_key": "SHOP-1", "title": "Wish 1"},
            "sprint": None,
            "happened_at": timezone.localtime(moment + timedelta(hours=1)).isoformat(),
        },
        {
            "id": str(first.pk),
            "action": "started",
            "field": "",
            "old_value": "",
            "new_value": "",
            "actor": shown(scrum.ada),
            "issue": None,
            "sprint": {"id": str(sprint.pk), "name": "Sprint 1", "status": "planning"},
            "happened_at": timezone.localtime(moment).isoformat(),
        },
    ]
    assert api.get(f"{address}activity/", {"days": 32}).json()["pagination"]["total"] == 3


# Export.


def lines(response):
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.DictReader(io.StringIO(response.content.decode(), newline="")))


def test_export_is_the_file_of_issues(api, scrum, elsewhere, address):
    elsewhere.add_issue()
    sprint = scrum.add_sprint(1)
    scrum.add_issue(is_active=False, key="7")
    scrum.add_issue(key="10", status="Done", resolved_at=MONDAY)
    scrum.add_issue(
        key="9",
        title='Pay, "saved"',
        assignee=scrum.ben,
        sprint=sprint,
        story_points=5,
        estimated_hours=Decimal("2.50"),
    )

    response = api.get(f"{address}export/")

    rows = lines(response)
    assert response.headers["Content-Disposition"] == 'attachment; filename="SHOP-issues.csv"'
    assert response.content.startswith(b"id,project_key,key,title,issue_type,status,priority,assignee_email,")
    assert response.content.endswith(b"\r\n")
    assert [row["key"] for row in rows] == ["9", "10"]
    assert rows[0] == {
        "id": str(Issue.objects.get(key="9").pk),
        "project_key": "SHOP",
        "key": "9",
        "title": 'Pay, "saved"',
        "issue_type": "Story",
        "status": "To Do",
        "priority": "P3",
        "assignee_email": "ben.cole@example.com",
        "reporter_email": "ada.berg@example.com",
        "story_points": "5",
        "estimated_hours": "2.50",
        "actual_hours": "",
        "sprint_name": "Sprint 1",
        "created_at": "2026-03-02T15:00:00Z",
        "resolved_at": "",
    }


def test_export_of_some_days_holds_what_was_changed_in_them(api, scrum, address):
    scrum.add_issue(updated_at=days_ago(5))
    scrum.add_issue(updated_at=days_ago(1))

    assert [row["key"] for row in lines(api.get(f"{address}export/", {"days": 3}))] == ["2"]


def test_export_of_a_project_without_issues_is_its_header(api, address):
    assert lines(api.get(f"{address}export/")) == []


def test_export_holds_whatever_a_title_holds(api, scrum, address):
    scrum.add_issue(title="Line\r\nbreak; é😀 =1+1")

    assert [row["title"] for row in lines(api.get(f"{address}export/"))] == ["Line\r\nbreak; é😀 =1+1"]


def test_joined_long_ago_is_no_change(api, scrum):
    # Somebody who is on two teams, one old and one new, is not new.
    build_scrum(key="NEXT", ada=scrum.ada, ben=scrum.ben)
    ProjectTeamMember.objects.filter(project__key="NEXT").update(joined_at=timezone.now())

    assert api.get(f"{PROJECTS}stats/").json()["people"] == {"total": 2, "change": 0}

"""The API on what the generator makes: what is computed from the history is what stands in the rows."""

from collections import Counter

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from apps.accounts.models import User
from apps.projects.models import BoardColumn, Issue, Project, ProjectTeamMember, Sprint
from tests.builders.no_services import NO_SERVICES
from tests.builders.scrum import client_of

API = "/api/projects/"


@pytest.fixture(scope="module")
def seeded_once(django_db_setup, django_db_blocker):
    """Five projects: active and completed ones and one that is planned, four of them in Scrum."""
    options = ("--projects=5", "--issues-per-project=30", "--skip-csv", "--skip-s3", "--no-progress")
    with django_db_blocker.unblock(), transaction.atomic():
        # Outside DEBUG the command takes this for production.
        with override_settings(DEBUG=True, **NO_SERVICES):
            call_command("generate_comprehensive_test_data", *options, verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def seeded(seeded_once, db):
    """The same, and what the test does to it is taken back."""


@pytest.fixture
def owner(seeded):
    return client_of(User.objects.get(email="owner@example.com"))


def read(client, address, **query):
    response = client.get(f"{API}{address}", query)
    assert response.status_code == 200, response.json()
    return response.json()


def test_all_six_log_in_by_username_and_by_email(seeded):
    users = User.objects.order_by("username")

    # Each by one of the two, because checking a password takes its time.
    for number, user in enumerate(users):
        body = {"login": (user.username, user.email)[number % 2], "password": "Pass123"}
        token = Client().post("/api/accounts/token/", body, content_type="application/json").json()["token"]
        answer = Client().get(f"{API}projects/", headers={"authorization": f"Token {token}"})
        assert answer.json()["pagination"]["total"] == 5

    assert len(users) == 6


def test_every_project_takes_a_new_issue(seeded):
    for project in Project.objects.all():
        highest = max(int(key) for key in project.issues.values_list("key", flat=True))
        team = project.team_members.filter(role__in=ProjectTeamMember.MAY_CREATE_ISSUES).select_related("user")
        for number, member in enumerate(team, 1):
            body = {"project": str(project.pk), "title": "Show delivery costs"}
            answer = client_of(member.user).post(f"{API}issues/", body, format="json").json()

            assert (answer["full_key"], answer["status"]["name"], answer["reporter"]["username"]) == (
                f"{project.key}-{highest + number}",
                "To Do",
                member.user.username,
            )


def test_totals_are_those_of_the_rows(owner):
    totals = read(owner, "projects/stats/")

    assert {name: figures["total"] for name, figures in totals.items()} == {
        "active_projects": Project.objects.filter(status="active").count(),
        "people": ProjectTeamMember.objects.values("user").distinct().count(),
        "issues": 150,
    }
    assert sum(row["issue_change"] for row in read(owner, "projects/")["data"]) == totals["issues"]["change"]


def test_points_by_the_history_are_those_in_the_sprints(owner):
    sprints = Sprint.objects.exclude(status="planning")

    found = {}
    for sprint in sprints:
        report = read(owner, f"sprints/{sprint.pk}/report/")
        found[sprint.pk] = (report["committed_points"], report["completed_points"])

    assert found == {sprint.pk: (sprint.committed_points, sprint.completed_points) for sprint in sprints}
    assert len(found) > 10


def test_velocity_is_that_of_the_last_five_sprints(owner):
    for project in Project.objects.filter(methodology="scrum"):
        last = project.sprints.filter(status="completed").order_by("-start_date")[:5]

        rows = read(owner, f"projects/{project.pk}/velocity/")["sprints"]

        assert [(row["name"], row["completed_points"]) for row in rows] == [
            (sprint.name, sprint.completed_points) for sprint in reversed(last)
        ]


def test_burndown_goes_from_what_was_committed_to_what_was_left(owner):
    for sprint in Sprint.objects.exclude(status="planning"):
        points = read(owner, f"sprints/{sprint.pk}/burndown/")["points"]

        actual = [point["actual"] for point in points if point["actual"] is not None]
        assert (len(points), points[0]["ideal"], points[-1]["ideal"]) == (15, sprint.committed_points, 0)
        assert actual[0] == sprint.committed_points
        assert actual[-1] == sprint.committed_points - sprint.completed_points
        assert actual == sorted(actual, reverse=True)
        assert (len(actual) == 15) == (sprint.status == "completed")


def test_flow_ends_with_the_statuses_that_issues_have(owner):
    for project in Project.objects.all():
        names = Issue.objects.filter(project=project).values_list("status__name", flat=True)
        oldest = read(owner, f"projects/{project.pk}/cumulative-flow/", days=200)["flow"]

        assert Counter(oldest[-1]["counts"]) == Counter(names)
        assert sum(oldest[0]["counts"].values()) == 0
        totals = [sum(day["counts"].values()) for day in oldest]
        assert totals == sorted(totals)


def test_team_has_resolved_what_issues_say(owner):
    for project in Project.objects.all():
        metrics = read(owner, f"projects/{project.pk}/team-metrics/", days=366)

        assigned = Issue.objects.filter(project=project, assignee__isnull=False)
        done = project.issues.filter(status__category="done")
        assert metrics["team"]["assigned"] == assigned.count() == sum(row["assigned"] for row in metrics["members"])
        assert metrics["team"]["completed"] == done.count()
        assert (metrics["team"]["cycle_time_days"] is None) == (not done.exists())


def test_board_shows_all_issues_and_takes_a_move_of_any_of_them(owner):
    for project in Project.objects.all():
        board = project.boards.get()
        shown = read(owner, f"boards/{board.pk}/")
        assert (shown["column_count"], shown["issue_count"]) == (4, 30)
        assert sum(column["issue_count"] for column in shown["columns"]) == 30
        assert read(owner, f"boards/{board.pk}/issues/")["pagination"]["total"] == 30

        issue, column = project.issues.order_by("pk").first(), BoardColumn.objects.get(board=board, name="Done")
        answer = owner.patch(f"{API}boards/{board.pk}/issues/{issue.pk}/move/", {"column": str(column.pk)}, "json")
        assert (answer.status_code, answer.json()["status"]["name"]) == (200, "Done")


def test_export_has_a_line_for_each_issue(owner):
    project = Project.objects.get(key="ECOM")

    lines = owner.get(f"{API}projects/{project.pk}/export/").content.decode().split("\r\n")

    assert (len(lines), lines[-1]) == (32, "")


def test_search_and_similar_issues_stay_in_the_project(owner):
    issue = Issue.objects.select_related("project").filter(project__key="ECOM").order_by("pk").first()

    by_text = read(owner, "search/", project=str(issue.project_id), q=issue.title)["data"]
    by_issue = read(owner, f"issues/{issue.pk}/similar/", top_k=20)["data"]

    assert by_text[0]["id"] == str(issue.pk)
    assert {row["project"]["key"] for row in (*by_text, *by_issue)} == {"ECOM"}
    assert str(issue.pk) not in {row["id"] for row in by_issue}

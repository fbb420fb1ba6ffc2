"""Who sees what: the members of a team and of a workspace. Others find nothing, or are asked to log in."""

import pytest
from django.test import Client
from rest_framework.authtoken.models import Token

from apps.accounts.models import User
from apps.projects import factories
from apps.projects.models import ActivityLog, IssueLink, Project, ProjectTeamMember, WorkspaceMember
from tests.builders.scrum import client_of, person

API = "/api/projects/"
LISTS = ("projects/", "boards/", "issues/", "sprints/")


@pytest.fixture
def rows(scrum):
    """A key of each kind, by the name that the addresses below have for it."""
    sprint = scrum.add_sprint(1)
    issue, other = scrum.add_issue(sprint=sprint), scrum.add_issue()
    factories.IssueLinkFactory.create(source_issue=issue, target_issue=other)
    return {
        "project": scrum.project.pk,
        "board": scrum.board.pk,
        "column": scrum.columns["Done"].pk,
        "issue": issue.pk,
        "other": other.pk,
        "link": IssueLink.objects.get(source_issue=issue).pk,
        "sprint": sprint.pk,
        "status": scrum.statuses["Done"].pk,
        "ben": scrum.ben.user_uuid,
    }


READS = [
    "projects/{project}/",
    "projects/{project}/velocity/",
    "projects/{project}/team-metrics/",
    "projects/{project}/cumulative-flow/",
    "projects/{project}/activity/",
    "projects/{project}/export/",
    "boards/{board}/",
    "boards/{board}/issues/",
    "issues/{issue}/",
    "issues/{issue}/comments/",
    "issues/{issue}/links/",
    "sprints/{sprint}/",
    "sprints/{sprint}/burndown/",
    "sprints/{sprint}/report/",
]
WRITES = [
    ("post", "boards/{board}/columns/", {"workflow_status": "{status}"}),
    ("patch", "boards/{board}/columns/{column}/", {"name": "x"}),
    ("delete", "boards/{board}/columns/{column}/", None),
    ("post", "boards/{board}/issues/", {"title": "x"}),
    ("patch", "boards/{board}/issues/{issue}/move/", {"column": "{column}"}),
    ("post", "issues/", {"project": "{project}", "title": "x"}),
    ("patch", "issues/{issue}/assign/", {"assignee": "{ben}"}),
    ("patch", "issues/{issue}/transition/", {"status": "{status}"}),
    ("patch", "issues/{issue}/priority/", {"priority": "P1"}),
    ("post", "issues/{issue}/comments/", {"content": "x"}),
    ("post", "issues/{issue}/links/", {"target_issue": "{other}", "link_type": "blocks"}),
    ("delete", "issues/{issue}/links/{link}/", None),
    ("post", "sprints/{sprint}/start/", {}),
    ("post", "sprints/{sprint}/issues/", {"issue": "{other}"}),
    ("delete", "sprints/{sprint}/issues/{issue}/", None),
]
SEARCHES = ["search/?project={project}&q=card", "issues/{issue}/similar/"]


def send(client, method, address, body, rows):
    filled = {name: value.format(**rows) for name, value in (body or {}).items()}
    return getattr(client, method)(f"{API}{address.format(**rows)}", filled, format="json")


def outsider():
    return client_of(person("Olga", "Ost"))


@pytest.mark.parametrize("address", [*LISTS, "projects/stats/", *READS, *SEARCHES])
def test_nobody_reads_without_a_login(rows, address):
    response = Client().get(f"{API}{address.format(**rows)}")

    assert (response.status_code, response.json()) == (
        401,
        {"detail": "Authentication credentials were not provided."},
    )


@pytest.mark.parametrize(("method", "address", "body"), WRITES)
def test_nobody_writes_without_a_login(rows, method, address, body):
    response = getattr(Client(), method)(f"{API}{address.format(**rows)}")

    assert response.status_code == 401


@pytest.mark.parametrize("address", LISTS)
def test_outsider_finds_nothing_in_a_list(rows, address):
    answer = outsider().get(f"{API}{address}").json()

    assert (answer["data"], answer["pagination"]["total"]) == ([], 0)


def test_totals_of_an_outsider_are_zero(rows):
    nothing = {"total": 0, "change": 0}

    assert outsider().get(f"{API}projects/stats/").json() == {
        "active_projects": nothing,
        "people": nothing,
        "issues": nothing,
    }


@pytest.mark.parametrize("address", READS)
def test_outsider_is_told_that_there_is_nothing(rows, address):
    kind = address.split("{")[1].split("}")[0]

    response = outsider().get(f"{API}{address.format(**rows)}")

    assert (response.status_code, response.json()) == (404, {"detail": f"There is no {kind} {rows[kind]}."})


@pytest.mark.parametrize(("method", "address", "body"), WRITES)
def test_outsider_changes_nothing(rows, method, address, body):
    response = send(outsider(), method, address, body, rows)

    assert (response.status_code, list(response.json())) == (404, ["detail"])
    assert not ActivityLog.objects.exists()


@pytest.mark.parametrize("address", SEARCHES)
def test_search_in_another_project_is_refused(rows, address):
    response = outsider().get(f"{API}{address.format(**rows)}")

    assert (response.status_code, response.json()) == (
        403,
        {"detail": "This belongs to a project that you are not a member of."},
    )


@pytest.mark.parametrize("address", [*READS, *SEARCHES])
@pytest.mark.parametrize("role", ["member", "viewer"])
def test_member_of_the_workspace_reads_everything(scrum, rows, address, role):
    user = person("Wim", "Wolf")
    factories.WorkspaceMemberFactory.create(workspace=scrum.project.workspace, user=user, role=role)

    assert client_of(user).get(f"{API}{address.format(**rows)}").status_code == 200


@pytest.mark.parametrize(("method", "address", "body"), WRITES)
def test_viewer_of_the_workspace_changes_nothing(scrum, rows, method, address, body):
    user = person("Wim", "Wolf")
    factories.WorkspaceMemberFactory.create(workspace=scrum.project.workspace, user=user, role="viewer")

    response = send(client_of(user), method, address, body, rows)

    assert (response.status_code, response.json()) == (403, {"detail": "Your role in SHOP does not allow this."})
    assert not ActivityLog.objects.exists()


@pytest.mark.parametrize(("method", "address", "body"), WRITES)
def test_member_of_the_team_changes_everything_and_each_change_leaves_a_line(scrum, rows, method, address, body):
    response = send(client_of(scrum.ben), method, address, body, rows)

    lines = ActivityLog.objects.filter(actor=scrum.ben)
    assert response.status_code in (200, 201, 204), response.json()
    assert [line.project for line in lines] == [scrum.project]
    for line in lines:
        line.full_clean()


@pytest.mark.parametrize("address", [*LISTS, *READS, *SEARCHES])
def test_superuser_reads_every_workspace(rows, address):
    answer = client_of(User.objects.create_superuser("demo")).get(f"{API}{address.format(**rows)}")

    assert answer.status_code == 200
    assert address not in LISTS or answer.json()["pagination"]["total"] > 0


@pytest.mark.parametrize(("method", "address", "body"), WRITES)
def test_superuser_changes_everything_and_each_change_is_theirs(rows, method, address, body):
    demo = User.objects.create_superuser("demo")

    response = send(client_of(demo), method, address, body, rows)

    assert response.status_code in (200, 201, 204), response.json()
    assert ActivityLog.objects.filter(actor=demo).exists()


@pytest.mark.parametrize("membership", ["team", "workspace"])
def test_membership_that_is_not_active_is_none(scrum, rows, membership):
    user = person("Wim", "Wolf")
    if membership == "team":
        factories.ProjectTeamMemberFactory.create(project=scrum.project, user=user, is_active=False)
    else:
        factories.WorkspaceMemberFactory.create(workspace=scrum.project.workspace, user=user, is_active=False)

    assert client_of(user).get(f"{API}issues/{rows['issue']}/").status_code == 404


def test_project_that_was_put_away_is_not_there(scrum, rows):
    Project.objects.update(is_active=False)
    api = client_of(scrum.ada)

    addresses = [*READS, *SEARCHES]
    assert {api.get(f"{API}{address.format(**rows)}").status_code for address in addresses} == {404}


ROLES = {
    "project_manager": 201,
    "tech_lead": 201,
    "developer": 201,
    "business_analyst": 201,
    "designer": 403,
    "qa_engineer": 403,
    "stakeholder": 403,
}
WORKSPACE_ROLES = {"admin": 201, "manager": 201, "member": 403, "viewer": 403}


def test_all_roles_are_known_here():
    assert set(ROLES) == set(ProjectTeamMember.Role.values)
    assert set(WORKSPACE_ROLES) == set(WorkspaceMember.Role.values)


def add_issues(client, rows):
    """How a new issue is answered, in the list and on the board."""
    answers = (send(client, *write, rows) for write in WRITES if write[1] in ("issues/", "boards/{board}/issues/"))
    return {answer.status_code for answer in answers}


@pytest.mark.parametrize(("role", "status"), ROLES.items())
def test_some_roles_of_the_team_may_create_issues(scrum, rows, role, status):
    ProjectTeamMember.objects.filter(user=scrum.ben).update(role=role)

    assert add_issues(client_of(scrum.ben), rows) == {status}


@pytest.mark.parametrize(("role", "status"), WORKSPACE_ROLES.items())
def test_who_looks_after_the_workspace_may_create_issues(scrum, rows, role, status):
    user = person("Wim", "Wolf")
    factories.WorkspaceMemberFactory.create(workspace=scrum.project.workspace, user=user, role=role)

    assert add_issues(client_of(user), rows) == {status}


def test_token_and_cookie_log_in(scrum, rows):
    user = User.objects.get(pk=scrum.ben.pk)
    user.set_password("Pass123")
    user.save()
    cookie = Client()
    assert cookie.login(username="ben.cole@example.com", password="Pass123")
    token = Token.objects.create(user=user)

    answers = [
        cookie.get(f"{API}projects/"),
        Client().get(f"{API}projects/", headers={"authorization": f"Token {token}"}),
    ]

    assert [answer.json()["pagination"]["total"] for answer in answers] == [1, 1]

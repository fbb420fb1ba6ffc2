"""No answer asks the database again for each row: the same number of queries for one and for three of everything."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.projects import factories
from apps.projects.exports.vectors.embedders import HashingEmbedder
from apps.projects.exports.vectors.local_index import LocalIndex
from apps.projects.exports.vectors.namespaces import NAMESPACES
from apps.projects.exports.vectors.records import Scope
from apps.projects.exports.vectors.sync import Synchronizer
from tests.builders.scrum import build_scrum, days_ago

API = "/api/projects/"


def add_of_each(scrum, count):
    """So many of everything that an answer can hold, on the first of so many projects; the keys of one of each."""
    for number in range(1, count):
        build_scrum(key=f"MORE{number}", ada=scrum.ada, ben=scrum.ben)
    board = factories.BoardFactory.create(project=scrum.project)
    epic = scrum.add_issue(issue_type="Epic", title="Card payments")
    for number in range(count):
        sprint = add_sprint(scrum, number + 1)
        factories.ProjectTeamMemberFactory.create(project=scrum.project)
        status = factories.WorkflowStatusFactory.create(project=scrum.project)
        factories.BoardColumnFactory.create(board=board, workflow_status=status)
        for name in ("To Do", "Done"):
            issue = add_issue(scrum, status=name, sprint=sprint, parent_issue=epic)
            factories.IssueCommentFactory.create(issue=epic)
            factories.IssueLinkFactory.create(source_issue=epic, target_issue=issue)
    return {"project": scrum.project.pk, "board": scrum.board.pk, "sprint": sprint.pk, "issue": epic.pk}


def add_sprint(scrum, number):
    start = timezone.localdate() - timedelta(days=15 * (4 - number))
    sprint = scrum.add_sprint(number, status="completed", start_date=start, completed_at=days_ago(1))
    scrum.note(sprint=sprint, action="started", actor=scrum.ada, happened_at=days_ago(20))
    return sprint


def add_issue(scrum, *, sprint, **columns):
    issue = scrum.add_issue(
        sprint=sprint, assignee=scrum.ben, story_points=3, resolved_at=days_ago(2), title="Pay by card", **columns
    )
    scrum.note_sprint(issue, None, sprint, days_ago(21))
    scrum.note_status(issue, "To Do", "In Progress", days_ago(5))
    return issue


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "query_count"),
    [
        ("projects/", 2),
        ("projects/stats/", 3),
        ("projects/{project}/", 6),
        ("projects/{project}/velocity/", 6),
        ("projects/{project}/team-metrics/", 4),
        ("projects/{project}/cumulative-flow/", 4),
        ("projects/{project}/activity/", 3),
        ("projects/{project}/export/", 2),
        ("boards/", 2),
        ("boards/{board}/", 2),
        ("boards/{board}/issues/", 3),
        ("issues/", 2),
        ("issues/?search=card&has_comments=false&has_links=true&sprint=none&status_category=done", 1),
        ("issues/{issue}/", 4),
        ("issues/{issue}/comments/", 3),
        ("issues/{issue}/links/", 3),
        ("sprints/", 2),
        ("sprints/{sprint}/", 2),
        ("sprints/{sprint}/burndown/", 5),
        ("sprints/{sprint}/report/", 5),
        ("search/?project={project}&q=card", 5),
        ("issues/{issue}/similar/", 8),
    ],
)
def test_answer_takes_as_many_queries_for_one_row_as_for_three(
    django_assert_num_queries, api, scrum, address, query_count, count
):
    keys = add_of_each(scrum, count)
    if "similar" in address or "search/?" in address:
        synchronizer = Synchronizer(LocalIndex(HashingEmbedder()), Scope())
        for namespace in NAMESPACES:
            synchronizer.sync(namespace)

    with django_assert_num_queries(query_count):
        response = api.get(f"{API}{address.format(**keys)}")

    assert response.status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_completing_a_sprint_takes_as_many_queries_for_one_issue_as_for_three(
    django_assert_num_queries, api, scrum, count
):
    sprint = scrum.add_sprint(status="active")
    for _ in range(count):
        scrum.add_issue(sprint=sprint)

    with django_assert_num_queries(14):
        response = api.post(f"{API}sprints/{sprint.pk}/complete/")

    assert response.status_code == 200

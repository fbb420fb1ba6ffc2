"""Boards, their columns and limits, their cards and moves."""

import pytest

from apps.projects import factories
from apps.projects.models import ActivityLog, BoardColumn, Issue
from tests.builders.scrum import client_of

BOARDS = "/api/projects/boards/"


@pytest.fixture
def address(scrum):
    return f"{BOARDS}{scrum.board.pk}/"


def lines():
    found = ActivityLog.objects.order_by("happened_at", "created_at")
    return list(found.values_list("actor__username", "action", "field", "old_value", "new_value"))


def limit(column, **limits):
    BoardColumn.objects.filter(pk=column.pk).update(**limits)


def status_of(row):
    return {"id": str(row.pk), "name": row.name, "category": row.category, "color": row.color}


# Boards.


def test_board_is_listed_with_its_counts(api, scrum, elsewhere):
    scrum.add_issue()
    scrum.add_issue(status="Done")
    scrum.add_issue(status="Done", is_active=False)
    unseen = factories.WorkflowStatusFactory.create(project=scrum.project)
    factories.IssueFactory.create(project=scrum.project, status=unseen, reporter=scrum.ada)

    answer = api.get(BOARDS).json()

    assert answer["data"] == [
        {
            "id": str(scrum.board.pk),
            "name": "SHOP board",
            "description": "",
            "board_type": "scrum",
            "project": {"id": str(scrum.project.pk), "key": "SHOP", "name": "Online Shop"},
            "column_count": 4,
            "issue_count": 2,
            "created_at": "2026-03-02T09:00:00-06:00",
        }
    ]
    assert (scrum.board.column_count, scrum.board.issue_count) == (4, 2)


def test_board_with_two_columns_of_a_status_counts_its_issues_once(api, scrum):
    scrum.add_issue()
    factories.BoardColumnFactory.create(board=scrum.board, workflow_status=scrum.statuses["To Do"], order=9)

    [row] = api.get(BOARDS).json()["data"]

    assert (row["column_count"], row["issue_count"]) == (5, 1)


def test_boards_are_filtered_by_project_and_come_by_name(api, scrum, elsewhere):
    factories.ProjectTeamMemberFactory.create(project=elsewhere.project, user=scrum.ada)

    def names(**query):
        return [row["name"] for row in api.get(BOARDS, query).json()["data"]]

    assert names() == ["CLINIC board", "SHOP board"]
    assert names(project=str(scrum.project.pk)) == ["SHOP board"]


def test_board_is_shown_with_its_columns_from_left_to_right(api, scrum, address):
    scrum.add_issue()
    limit(scrum.columns["In Progress"], min_wip=1, max_wip=3)

    answer = api.get(address).json()

    assert answer == api.get(BOARDS).json()["data"][0] | {
        "columns": [
            {
                "id": str(column.pk),
                "name": name,
                "order": order,
                "workflow_status": status_of(scrum.statuses[name]),
                "min_wip": 1 if name == "In Progress" else None,
                "max_wip": 3 if name == "In Progress" else None,
                "issue_count": 1 if name == "To Do" else 0,
            }
            for order, (name, column) in enumerate(scrum.columns.items())
        ]
    }


# Columns.


def test_column_is_added_on_the_right_and_called_after_its_status(api, scrum, address):
    body = {"workflow_status": str(scrum.statuses["Done"].pk)}

    response = api.post(f"{address}columns/", body, format="json")

    assert response.status_code == 201
    assert response.json() == {
        "id": str(BoardColumn.objects.get(order=4).pk),
        "name": "Done",
        "order": 4,
        "workflow_status": status_of(scrum.statuses["Done"]),
        "min_wip": None,
        "max_wip": None,
        "issue_count": 0,
    }
    assert lines() == [("ada.berg", "created", "column", "", "Done")]


def test_column_is_added_with_all_that_it_is_given(api, scrum, address):
    body = {
        "workflow_status": str(scrum.statuses["In Review"].pk),
        "name": "Second look",
        "order": 7,
        "min_wip": 2,
        "max_wip": 2,
    }

    response = api.post(f"{address}columns/", body, format="json")

    assert response.json() | body | {"workflow_status": status_of(scrum.statuses["In Review"])} == response.json()
    assert lines() == [("ada.berg", "created", "column", "", "Second look, at least 2, at most 2")]


def test_first_column_of_a_board_has_the_order_zero(api, scrum, address):
    scrum.board.columns.all().delete()

    response = api.post(f"{address}columns/", {"workflow_status": str(scrum.statuses["Done"].pk)}, format="json")

    assert response.json()["order"] == 0


def test_column_is_changed_where_the_body_says_so(api, scrum, address):
    column = scrum.columns["In Progress"]
    before = api.get(address).json()["columns"][1]

    response = api.patch(f"{address}columns/{column.pk}/", {"max_wip": 3, "name": "Doing"}, format="json")
    cleared = api.patch(f"{address}columns/{column.pk}/", {"max_wip": None}, format="json")

    assert (response.status_code, response.json()) == (200, before | {"max_wip": 3, "name": "Doing"})
    assert cleared.json()["max_wip"] is None
    assert lines() == [
        ("ada.berg", "changed", "column", "In Progress", "Doing, at most 3"),
        ("ada.berg", "changed", "column", "Doing, at most 3", "Doing"),
    ]


def test_column_shows_another_status_of_its_project(api, scrum, address):
    column, done = scrum.columns["In Progress"], scrum.statuses["Done"]

    response = api.patch(f"{address}columns/{column.pk}/", {"workflow_status": str(done.pk)}, format="json")

    assert response.json()["workflow_status"]["name"] == "Done"


def test_column_is_deleted_and_its_issues_keep_their_status(api, scrum, address):
    issue = scrum.add_issue(status="Done")

    response = api.delete(f"{address}columns/{scrum.columns['Done'].pk}/")

    issue.refresh_from_db()
    assert (response.status_code, scrum.board.columns.count(), issue.status.name) == (204, 3, "Done")
    assert lines() == [("ada.berg", "removed", "column", "Done", "")]


@pytest.mark.parametrize("method", ["post", "patch"])
@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({"min_wip": 4, "max_wip": 3}, {"min_wip": "4 is more than max_wip, which is 3."}),
        ({"order": 2}, {"order": "The board has a column 2 already."}),
        ({"order": -1}, {"order": "'-1' is not a whole number from 0 to 1000000."}),
        ({"max_wip": "many"}, {"max_wip": "'many' is not a whole number from 0 to 1000000."}),
        ({"name": ""}, {"name": "This field may not be blank."}),
        ({"name": "x" * 101}, {"name": "Ensure this field has no more than 100 characters."}),
        ({"workflow_status": "Done"}, {"workflow_status": "'Done' is not a UUID."}),
        ({"board": 1}, {"board": "There is no such field. Known: workflow_status, name, order, min_wip, max_wip."}),
    ],
)
def test_column_is_refused_by_field(api, scrum, address, method, body, errors):
    own = {"workflow_status": str(scrum.statuses["To Do"].pk)}
    place = "columns/" if method == "post" else f"columns/{scrum.columns['To Do'].pk}/"
    before = api.get(address).json()

    response = getattr(api, method)(f"{address}{place}", own | body, format="json")

    assert (response.status_code, response.json()) == (400, errors)
    assert (api.get(address).json(), lines()) == (before, [])


@pytest.mark.parametrize("method", ["post", "patch"])
def test_column_of_another_projects_status_is_refused(api, scrum, elsewhere, address, method):
    key = str(elsewhere.statuses["Done"].pk)
    place = "columns/" if method == "post" else f"columns/{scrum.columns['To Do'].pk}/"

    response = getattr(api, method)(f"{address}{place}", {"workflow_status": key}, format="json")

    message = f"There is no workflow status {key} to choose."
    assert (response.status_code, response.json()) == (400, {"workflow_status": message})


def test_minimum_is_held_against_the_limit_that_is_there(api, scrum, address):
    limit(scrum.columns["To Do"], max_wip=3)

    response = api.patch(f"{address}columns/{scrum.columns['To Do'].pk}/", {"min_wip": 4}, format="json")

    assert (response.status_code, response.json()) == (400, {"min_wip": "4 is more than max_wip, which is 3."})


def test_empty_change_of_a_column_is_refused(api, scrum, address):
    response = api.patch(f"{address}columns/{scrum.columns['To Do'].pk}/", {}, format="json")

    message = "There is nothing to change. Known: workflow_status, name, order, min_wip, max_wip."
    assert (response.status_code, response.json()) == (400, {"detail": message})


def test_order_is_unique_on_a_board_and_free_on_another(api, scrum, address):
    other = factories.BoardFactory.create(project=scrum.project)
    body = {"workflow_status": str(scrum.statuses["Done"].pk), "order": 2}

    here = api.post(f"{address}columns/", body, format="json")
    there = api.post(f"{BOARDS}{other.pk}/columns/", body, format="json")

    assert (here.status_code, there.status_code) == (400, 201)


@pytest.mark.parametrize("method", ["patch", "delete"])
def test_column_of_another_board_is_not_there(api, scrum, method):
    other = factories.BoardFactory.create(project=scrum.project)

    response = getattr(api, method)(
        f"{BOARDS}{other.pk}/columns/{scrum.columns['Done'].pk}/", {"name": "x"}, format="json"
    )

    assert (response.status_code, response.json()) == (
        404,
        {"detail": f"There is no board column {scrum.columns['Done'].pk}."},
    )


# Cards.


def test_cards_come_column_by_column(api, scrum, address):
    for order, status in enumerate(("Done", "To Do", "In Progress", "To Do")):
        scrum.add_issue(status=status, order=9 - order)
    scrum.add_issue(is_active=False)

    answer = api.get(f"{address}issues/").json()

    assert [(row["full_key"], row["column_id"]) for row in answer["data"]] == [
        ("SHOP-4", str(scrum.columns["To Do"].pk)),
        ("SHOP-2", str(scrum.columns["To Do"].pk)),
        ("SHOP-3", str(scrum.columns["In Progress"].pk)),
        ("SHOP-1", str(scrum.columns["Done"].pk)),
    ]
    assert answer["pagination"]["total"] == 4
    listed = api.get("/api/projects/issues/", {"search": "SHOP-1"}).json()["data"][0]
    assert answer["data"][3] == listed | {"column_id": str(scrum.columns["Done"].pk)}


def test_card_is_made(scrum, address):
    response = client_of(scrum.ben).post(f"{address}issues/", {"title": "Show costs"}, format="json")

    answer = response.json()
    assert (response.status_code, answer["full_key"], answer["reporter"]["username"]) == (201, "SHOP-1", "ben.cole")
    assert answer["column_id"] == str(scrum.columns["To Do"].pk)
    assert lines() == [("ben.cole", "created", "", "", "")]


def test_card_is_made_though_no_column_shows_it(api, scrum, address):
    scrum.columns["To Do"].delete()

    response = api.post(f"{address}issues/", {"title": "Show costs"}, format="json")

    assert (response.status_code, response.json()["full_key"], response.json()["column_id"]) == (201, "SHOP-1", None)


def move(api, scrum, issue, column):
    return api.patch(f"{BOARDS}{scrum.board.pk}/issues/{issue.pk}/move/", {"column": str(column.pk)}, format="json")


def test_status_follows_the_column_and_done_has_a_moment(api, scrum):
    issue = scrum.add_issue()

    seen = []
    for name in ("In Progress", "Done", "Done", "To Do"):
        answer = move(api, scrum, issue, scrum.columns[name]).json()
        seen.append((answer["status"]["name"], answer["column_id"], answer["resolved_at"] is not None))

    assert seen == [
        (name, str(scrum.columns[name].pk), name == "Done") for name in ("In Progress", "Done", "Done", "To Do")
    ]
    assert [line[2:] for line in lines()] == [
        ("status", "To Do", "In Progress"),
        ("status", "In Progress", "Done"),
        ("status", "Done", "To Do"),
    ]


def test_move_into_a_full_column_is_refused_with_its_limit(api, scrum):
    for _ in range(2):
        scrum.add_issue(status="In Progress")
    scrum.add_issue(status="In Progress", is_active=False)
    issue = scrum.add_issue()
    limit(scrum.columns["In Progress"], max_wip=3)

    third = move(api, scrum, issue, scrum.columns["In Progress"])
    fourth = move(api, scrum, scrum.add_issue(), scrum.columns["In Progress"])
    staying = move(api, scrum, issue, scrum.columns["In Progress"])

    assert (third.status_code, staying.status_code) == (200, 200)
    assert (fourth.status_code, fourth.json()) == (400, {"column": "'In Progress' is full: its limit is 3."})
    assert scrum.columns["In Progress"].issue_count == 3


def test_column_with_the_limit_zero_takes_nothing(api, scrum):
    limit(scrum.columns["In Progress"], max_wip=0)

    response = move(api, scrum, scrum.add_issue(), scrum.columns["In Progress"])

    assert (response.status_code, response.json()) == (400, {"column": "'In Progress' is full: its limit is 0."})


def test_move_without_an_active_transition_is_refused(api, scrum):
    issue = scrum.add_issue()
    scrum.project.transitions.update(is_active=False)

    response = move(api, scrum, issue, scrum.columns["Done"])

    issue.refresh_from_db()
    assert (response.status_code, response.json()) == (400, {"column": "There is no way from 'To Do' to 'Done'."})
    assert (issue.status.name, issue.resolved_at, lines()) == ("To Do", None, [])


def test_card_is_moved_to_a_column_of_its_board_only(api, scrum):
    other = factories.BoardFactory.create(project=scrum.project)
    column = factories.BoardColumnFactory.create(board=other, workflow_status=scrum.statuses["Done"])

    response = move(api, scrum, scrum.add_issue(), column)

    message = f"There is no board column {column.pk} to choose."
    assert (response.status_code, response.json()) == (400, {"column": message})


def test_issue_of_another_project_is_not_on_the_board(api, scrum, elsewhere):
    factories.ProjectTeamMemberFactory.create(project=elsewhere.project, user=scrum.ada)
    issue = elsewhere.add_issue()

    response = move(api, scrum, issue, scrum.columns["Done"])

    assert (response.status_code, response.json()) == (404, {"detail": f"There is no issue {issue.pk}."})
    assert Issue.objects.get().status.name == "To Do"

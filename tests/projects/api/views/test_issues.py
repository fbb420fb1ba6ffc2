"""Issues in lists and alone, and new ones."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from apps.projects import factories
from apps.projects.models import ActivityLog, Issue
from tests.builders.scrum import MONDAY, client_of, person, shown

ISSUES = "/api/projects/issues/"


def keys(response):
    assert response.status_code == 200, response.json()
    return [row["full_key"] for row in response.json()["data"]]


def brief(row, *names):
    return {name: str(row.pk) if name == "id" else getattr(row, name) for name in ("id", *names)}


def test_issue_is_listed_with_all_it_refers_to(api, scrum):
    sprint = scrum.add_sprint(1)
    epic = scrum.add_issue(issue_type="Epic")
    issue = scrum.add_issue(
        title="Pay with a saved card",
        status="In Progress",
        priority="P2",
        assignee=scrum.ben,
        sprint=sprint,
        parent_issue=epic,
        story_points=5,
        estimated_hours=Decimal("2.50"),
    )
    factories.IssueCommentFactory.create_batch(2, issue=issue)
    factories.IssueLinkFactory.create(source_issue=issue, target_issue=epic)

    answer = api.get(ISSUES, {"assignee": str(scrum.ben.user_uuid)}).json()

    story, in_progress = scrum.types["Story"], scrum.statuses["In Progress"]
    assert answer == {
        "data": [
            {
                "id": str(issue.pk),
                "key": "2",
                "full_key": "SHOP-2",
                "title": "Pay with a saved card",
                "project": brief(scrum.project, "key", "name"),
                "issue_type": brief(story, "name", "category", "icon", "color"),
                "status": brief(in_progress, "name", "category", "color"),
                "priority": "P2",
                "assignee": shown(scrum.ben),
                "reporter": shown(scrum.ada),
                "sprint": {"id": str(sprint.pk), "name": "Sprint 1", "status": "planning"},
                "parent_issue": {"id": str(epic.pk), "full_key": "SHOP-1", "title": "Wish 1"},
                "story_points": 5,
                "estimated_hours": 2.5,
                "actual_hours": None,
                "order": 2,
                "comment_count": 2,
                "link_count": 1,
                "created_at": "2026-03-02T09:00:00-06:00",
                "updated_at": "2026-03-02T09:00:00-06:00",
                "resolved_at": None,
            }
        ],
        "pagination": {"total": 1, "page": 1, "limit": 20, "totalPages": 1, "hasMore": False},
    }


def test_issue_is_shown_with_description_children_comments_and_links(api, scrum):
    issue = scrum.add_issue(description="One click for those who paid before.")
    child = scrum.add_issue(issue_type="Sub-task", parent_issue=issue, story_points=3)
    other = scrum.add_issue(status="Done")
    scrum.add_issue(parent_issue=issue, is_active=False)
    comment = factories.IssueCommentFactory.create(issue=issue, author=scrum.ben, content="On it.", created_at=MONDAY)
    link = factories.IssueLinkFactory.create(
        source_issue=issue, target_issue=other, link_type="depends_on", created_by=scrum.ada, created_at=MONDAY
    )

    answer = api.get(f"{ISSUES}{issue.pk}/").json()

    listed = api.get(ISSUES, {"search": "SHOP-1"}).json()["data"][0]
    to_do, done = (brief(scrum.statuses[name], "name", "category", "color") for name in ("To Do", "Done"))
    assert answer == listed | {
        "description": "One click for those who paid before.",
        "children": [
            {"id": str(child.pk), "full_key": "SHOP-2", "title": "Wish 2", "status": to_do, "story_points": 3}
        ],
        "comments": [
            {
                "id": str(comment.pk),
                "author": shown(scrum.ben),
                "content": "On it.",
                "is_edited": False,
                "edited_at": None,
                "created_at": "2026-03-02T09:00:00-06:00",
            }
        ],
        "links": [
            {
                "id": str(link.pk),
                "link_type": "depends_on",
                "target_issue": {
                    "id": str(other.pk),
                    "full_key": "SHOP-3",
                    "title": "Wish 3",
                    "status": done,
                    "story_points": None,
                },
                "created_by": shown(scrum.ada),
                "created_at": "2026-03-02T09:00:00-06:00",
            }
        ],
    }


def test_issues_come_by_order_then_the_newest_first_and_are_paged(api, scrum):
    scrum.add_issue(order=2)
    scrum.add_issue(order=1, created_at=MONDAY)
    scrum.add_issue(order=1, created_at=MONDAY + timedelta(hours=1))

    assert keys(api.get(ISSUES)) == ["SHOP-3", "SHOP-2", "SHOP-1"]
    answer = api.get(ISSUES, {"page": 2, "limit": 2})
    assert keys(answer) == ["SHOP-1"]
    assert answer.json()["pagination"] == {"total": 3, "page": 2, "limit": 2, "totalPages": 2, "hasMore": False}


def test_inactive_issue_is_nowhere(api, scrum):
    issue = scrum.add_issue(is_active=False)

    assert keys(api.get(ISSUES)) == []
    assert api.get(f"{ISSUES}{issue.pk}/").status_code == 404


@pytest.fixture
def two(scrum):
    """One issue that every filter of a test below is to find, and one that none of them is."""
    sprint = scrum.add_sprint(1)
    found = scrum.add_issue(
        title="Refund a CARD payment",
        description="Money goes back.",
        issue_type="Bug",
        status="Done",
        priority="P1",
        assignee=scrum.ben,
        reporter=scrum.ben,
        sprint=sprint,
        created_at=MONDAY + timedelta(days=2),
        updated_at=MONDAY + timedelta(days=4),
        resolved_at=MONDAY + timedelta(days=3),
    )
    other = scrum.add_issue(title="Show costs", status="In Review")
    factories.IssueCommentFactory.create(issue=found)
    target = scrum.add_issue(title="Target", status="In Progress")
    factories.IssueLinkFactory.create(source_issue=found, target_issue=target)
    return found, other


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("project", lambda scrum: scrum.project.pk, ["SHOP-1", "SHOP-2", "SHOP-3"]),
        ("sprint", lambda scrum: scrum.project.sprints.get().pk, ["SHOP-1"]),
        ("sprint", lambda _: "none", ["SHOP-2", "SHOP-3"]),
        ("board", lambda scrum: scrum.board.pk, ["SHOP-1", "SHOP-2", "SHOP-3"]),
        ("assignee", lambda scrum: scrum.ben.user_uuid, ["SHOP-1"]),
        ("assignee", lambda _: "none", ["SHOP-2", "SHOP-3"]),
        ("reporter", lambda scrum: scrum.ben.user_uuid, ["SHOP-1"]),
        ("status", lambda scrum: scrum.statuses["Done"].pk, ["SHOP-1"]),
        ("status_category", lambda _: "done", ["SHOP-1"]),
        ("status_category", lambda _: "in_progress", ["SHOP-2", "SHOP-3"]),
        ("issue_type", lambda scrum: scrum.types["Bug"].pk, ["SHOP-1"]),
        ("priority", lambda _: "P1", ["SHOP-1"]),
        ("search", lambda _: "card", ["SHOP-1"]),
        ("search", lambda _: "money GOES", ["SHOP-1"]),
        ("search", lambda _: "shop-2", ["SHOP-2"]),
        ("search", lambda _: "", ["SHOP-1", "SHOP-2", "SHOP-3"]),
        ("search", lambda _: "zebra", []),
        ("has_comments", lambda _: "true", ["SHOP-1"]),
        ("has_comments", lambda _: "false", ["SHOP-2", "SHOP-3"]),
        ("has_links", lambda _: "true", ["SHOP-1", "SHOP-3"]),
        ("has_links", lambda _: "false", ["SHOP-2"]),
        ("created_after", lambda _: "2026-03-04", ["SHOP-1"]),
        ("created_after", lambda _: "2026-03-04T09:00:00-06:00", ["SHOP-1"]),
        ("created_after", lambda _: "2026-03-04T15:00:01Z", []),
        ("created_before", lambda _: "2026-03-02", ["SHOP-2", "SHOP-3"]),
        ("created_before", lambda _: "2026-03-04", ["SHOP-1", "SHOP-2", "SHOP-3"]),
        ("created_before", lambda _: "2026-03-04T08:59", ["SHOP-2", "SHOP-3"]),
        ("updated_after", lambda _: "2026-03-06", ["SHOP-1"]),
        ("updated_before", lambda _: "2026-03-05", ["SHOP-2", "SHOP-3"]),
        ("resolved_after", lambda _: "2026-03-05", ["SHOP-1"]),
        ("resolved_after", lambda _: "2026-03-06", []),
        ("resolved_before", lambda _: "2026-03-05", ["SHOP-1"]),
        ("resolved_before", lambda _: "2026-03-04", []),
    ],
)
def test_issues_are_filtered(api, scrum, two, name, value, expected):
    assert keys(api.get(ISSUES, {name: str(value(scrum))})) == expected


@pytest.mark.parametrize("name", ["project", "sprint", "board", "assignee", "reporter", "status", "issue_type"])
def test_filter_by_what_is_not_there_finds_nothing(api, two, name):
    assert keys(api.get(ISSUES, {name: "00000000-0000-4000-8000-000000000000"})) == []


def test_filters_hold_together(api, scrum, two):
    assert keys(api.get(ISSUES, {"priority": "P1", "status_category": "done"})) == ["SHOP-1"]
    assert keys(api.get(ISSUES, {"priority": "P1", "status_category": "to_do"})) == []


def test_board_shows_only_the_statuses_that_it_has_columns_for(api, scrum, two):
    scrum.columns["Done"].delete()

    assert keys(api.get(ISSUES, {"board": str(scrum.board.pk)})) == ["SHOP-2", "SHOP-3"]


def test_issues_of_all_ones_projects_are_listed_and_no_others(api, scrum, elsewhere):
    scrum.add_issue()
    elsewhere.add_issue()

    assert keys(api.get(ISSUES)) == ["SHOP-1"]
    factories.ProjectTeamMemberFactory.create(project=elsewhere.project, user=scrum.ada)
    assert sorted(keys(api.get(ISSUES))) == ["CLINIC-1", "SHOP-1"]


# New issues.


def post(api, scrum, **body):
    return api.post(ISSUES, {"project": str(scrum.project.pk), **body}, format="json")


def test_new_issue_has_the_next_number_the_initial_status_and_the_caller_as_reporter(scrum):
    scrum.add_issue(key="9")
    scrum.add_issue(key="10")
    scrum.add_issue(key="11", is_active=False)

    response = post(client_of(scrum.ben), scrum, title="Show delivery costs")

    answer = response.json()
    assert response.status_code == 201
    assert [answer[name] for name in ("key", "full_key", "title", "priority", "assignee", "sprint", "resolved_at")] == [
        "12",
        "SHOP-12",
        "Show delivery costs",
        "P3",
        None,
        None,
        None,
    ]
    assert (answer["status"]["name"], answer["issue_type"]["name"]) == ("To Do", "Task")
    assert answer["reporter"] == shown(scrum.ben)
    assert api_get(scrum, answer["id"])["full_key"] == "SHOP-12"
    assert list(ActivityLog.objects.values_list("action", "field", "issue", "actor")) == [
        ("created", "", Issue.objects.get(key="12").pk, scrum.ben.pk)
    ]


def api_get(scrum, key):
    return client_of(scrum.ada).get(f"{ISSUES}{key}/").json()


def test_first_issue_of_a_project_is_number_one(api, scrum):
    assert post(api, scrum, title="Begin").json()["full_key"] == "SHOP-1"


def test_number_is_unique_in_a_project_and_free_in_another(api, scrum, elsewhere):
    scrum.add_issue(key="4")

    here = post(api, scrum, title="Here").json()["full_key"]
    there = post(client_of(elsewhere.ada), elsewhere, title="There").json()["full_key"]

    assert (here, there) == ("SHOP-5", "CLINIC-1")


def test_new_issue_has_all_that_it_is_given(api, scrum):
    sprint, epic = scrum.add_sprint(1), scrum.add_issue(issue_type="Epic")

    response = post(
        api,
        scrum,
        title="  Pay  ",
        description=" As it is\n",
        issue_type=str(scrum.types["Bug"].pk),
        priority="P1",
        assignee=str(scrum.ben.user_uuid),
        sprint=str(sprint.pk),
        parent_issue=str(epic.pk),
        story_points=8,
        estimated_hours=2.25,
    )

    assert response.status_code == 201, response.json()
    issue = Issue.objects.get(pk=response.json()["id"])
    assert (
        issue.title,
        issue.description,
        issue.issue_type,
        issue.priority,
        issue.assignee,
        issue.sprint,
        issue.parent_issue,
        issue.story_points,
        issue.estimated_hours,
    ) == ("Pay", " As it is\n", scrum.types["Bug"], "P1", scrum.ben, sprint, epic, 8, Decimal("2.25"))
    noted = ActivityLog.objects.order_by("field").values_list("action", "field", "old_value", "new_value", "new_key")
    assert list(noted) == [
        ("created", "", "", "", None),
        ("changed", "assignee", "", "Ben Cole", scrum.ben.user_uuid),
        ("changed", "sprint", "", "Sprint 1", sprint.pk),
    ]
    issue.full_clean()


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, {"title": "This field is required."}),
        ({"title": " "}, {"title": "This field may not be blank."}),
        ({"title": "x" * 501}, {"title": "Ensure this field has no more than 500 characters."}),
        ({"title": 5}, {"title": "'5' is not a text."}),
        ({"title": "x", "priority": "P5"}, {"priority": "'P5' is not known. Known: P1, P2, P3, P4."}),
        ({"title": "x", "issue_type": "Bug"}, {"issue_type": "'Bug' is not a UUID."}),
        ({"title": "x", "issue_type": None}, {"issue_type": "This field may not be null."}),
        ({"title": "x", "assignee": 7}, {"assignee": "'7' is not a UUID."}),
        ({"title": "x", "story_points": -1}, {"story_points": "'-1' is not a whole number from 0 to 100."}),
        ({"title": "x", "story_points": 2.5}, {"story_points": "'2.5' is not a whole number from 0 to 100."}),
        ({"title": "x", "estimated_hours": "much"}, {"estimated_hours": "A valid number is required."}),
        ({"title": "x", "estimated_hours": [[]]}, {"estimated_hours": "A valid number is required."}),
        ({"title": "x", "estimated_hours": True}, {"estimated_hours": "A valid number is required."}),
        (
            {"title": "x", "estimated_hours": -1},
            {"estimated_hours": "Ensure this value is greater than or equal to 0."},
        ),
        (
            {"title": "x", "estimated_hours": 12345},
            {"estimated_hours": "Ensure that there are no more than 4 digits before the decimal point."},
        ),
        (
            {"title": "x", "status": "Done"},
            {
                "status": "There is no such field. Known: title, issue_type, description, priority, assignee, sprint, "
                "parent_issue, story_points, estimated_hours, project."
            },
        ),
    ],
)
def test_new_issue_is_refused_by_field(api, scrum, body, errors):
    response = post(api, scrum, **body)

    assert (response.status_code, response.json()) == (400, errors)
    assert not Issue.objects.exists()
    assert not ActivityLog.objects.exists()


@pytest.mark.parametrize(
    ("field", "row", "name"),
    [
        ("issue_type", lambda other: other.types["Bug"].pk, "issue type"),
        ("assignee", lambda other: other.ada.user_uuid, "user"),
        ("sprint", lambda other: other.add_sprint().pk, "sprint"),
        ("parent_issue", lambda other: other.add_issue().pk, "issue"),
    ],
)
def test_new_issue_refers_to_nothing_of_another_project(api, scrum, elsewhere, field, row, name):
    key = str(row(elsewhere))

    response = post(api, scrum, title="x", **{field: key})

    assert (response.status_code, response.json()) == (400, {field: f"There is no {name} {key} to choose."})


def test_assignee_is_an_active_member_of_the_team(api, scrum):
    left = person("Lea", "Voss")
    factories.ProjectTeamMemberFactory.create(project=scrum.project, user=left, is_active=False)

    response = post(api, scrum, title="x", assignee=str(left.user_uuid))

    assert (response.status_code, list(response.json())) == (400, ["assignee"])


@pytest.mark.parametrize(
    ("own", "parent", "message"),
    [
        ("Epic", "Epic", "An epic has no parent."),
        ("Sub-task", "Epic", "A sub-task belongs to a story, a task or a bug."),
    ],
)
def test_parents_are_those_that_the_model_allows(api, scrum, own, parent, message):
    above = scrum.add_issue(issue_type=parent)

    response = post(api, scrum, title="x", issue_type=str(scrum.types[own].pk), parent_issue=str(above.pk))

    assert (response.status_code, response.json()) == (400, {"parent_issue": message})


def test_new_issue_joins_no_sprint_that_is_over(api, scrum):
    sprint = scrum.add_sprint(1, status="completed")

    response = post(api, scrum, title="x", sprint=str(sprint.pk))

    assert (response.status_code, response.json()) == (
        400,
        {"sprint": "'Sprint 1' is completed: its issues stay as they are."},
    )


def test_project_without_statuses_or_types_takes_no_issues(api, scrum):
    scrum.project.statuses.update(is_active=False)
    assert post(api, scrum, title="x").json() == {"detail": "SHOP has no statuses."}

    scrum.project.issue_types.update(is_active=False)
    assert post(api, scrum, title="x").json() == {"issue_type": "SHOP has no issue types."}


def test_full_first_column_takes_no_new_issues(api, scrum):
    scrum.add_issue()
    scrum.columns["To Do"].max_wip = 1
    scrum.columns["To Do"].save()

    response = post(api, scrum, title="x")

    assert (response.status_code, response.json()) == (400, {"detail": "'To Do' is full: its limit is 1."})


def test_range_is_read_in_the_time_zone_of_the_project(api, scrum):
    scrum.add_issue(created_at=datetime(2026, 3, 3, 5, 59, tzinfo=UTC))

    assert keys(api.get(ISSUES, {"created_before": "2026-03-02"})) == ["SHOP-1"]
    assert keys(api.get(ISSUES, {"created_after": "2026-03-03"})) == []

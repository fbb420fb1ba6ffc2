"""What is done to an issue: given to somebody, moved, ranked, talked about, linked. Each leaves a line of activity."""

import pytest
from django.utils import timezone

from apps.projects import factories
from apps.projects.models import ActivityLog, Issue, IssueComment, IssueLink
from tests.builders.scrum import MONDAY, client_of, person, shown

ISSUES = "/api/projects/issues/"
NOBODY = "00000000-0000-4000-8000-000000000000"


def change(api, issue, what, body):
    return api.patch(f"{ISSUES}{issue.pk}/{what}/", body, format="json")


def lines():
    found = ActivityLog.objects.order_by("happened_at", "created_at")
    return list(found.values_list("actor__username", "action", "field", "old_value", "new_value"))


# Assigning.


def test_issue_is_given_to_somebody_and_to_nobody(api, scrum):
    issue = scrum.add_issue()

    given = change(api, issue, "assign", {"assignee": str(scrum.ben.user_uuid)})
    again = change(api, issue, "assign", {"assignee": str(scrum.ben.user_uuid)})
    taken = change(api, issue, "assign", {"assignee": None})

    assert [each.status_code for each in (given, again, taken)] == [200, 200, 200]
    assert [each.json()["assignee"] for each in (given, again, taken)] == [shown(scrum.ben), shown(scrum.ben), None]
    assert lines() == [
        ("ada.berg", "changed", "assignee", "", "Ben Cole"),
        ("ada.berg", "changed", "assignee", "Ben Cole", ""),
    ]


def test_issue_is_given_to_nobody_outside_the_team(api, scrum, elsewhere):
    issue = scrum.add_issue()
    workspace_only = person("Lea", "Voss")
    factories.WorkspaceMemberFactory.create(workspace=scrum.project.workspace, user=workspace_only)

    for user in (elsewhere.ada, workspace_only):
        response = change(api, issue, "assign", {"assignee": str(user.user_uuid)})

        message = f"There is no user {user.user_uuid} to choose."
        assert (response.status_code, response.json()) == (400, {"assignee": message})
    assert lines() == []


def test_line_of_somebody_with_a_long_name_is_cut(api, scrum):
    scrum.ben.first_name, scrum.ben.last_name = "B" * 150, "C" * 150
    scrum.ben.save()
    issue = scrum.add_issue()

    for assignee in (str(scrum.ben.user_uuid), None):
        change(api, issue, "assign", {"assignee": assignee})

    name = f"{'B' * 150} {'C' * 104}"
    assert lines() == [
        ("ada.berg", "changed", "assignee", "", name),
        ("ada.berg", "changed", "assignee", name, ""),
    ]


# Moving from status to status.


def test_done_issue_has_a_moment_as_long_as_it_is_done(api, scrum):
    issue, before = scrum.add_issue(), timezone.now()

    moments = []
    for name in ("In Progress", "Done", "Done", "To Do"):
        response = change(api, issue, "transition", {"status": str(scrum.statuses[name].pk)})
        issue.refresh_from_db()
        moments.append(issue.resolved_at)
        assert (response.status_code, response.json()["status"]["name"]) == (200, name)

    assert [moment is not None for moment in moments] == [False, True, True, False]
    assert moments[1] == moments[2] >= before
    assert lines() == [
        ("ada.berg", "changed", "status", "To Do", "In Progress"),
        ("ada.berg", "changed", "status", "In Progress", "Done"),
        ("ada.berg", "changed", "status", "Done", "To Do"),
    ]
    first = ActivityLog.objects.get(new_value="In Progress")
    assert (first.issue, first.old_key, first.new_key) == (
        issue,
        scrum.statuses["To Do"].pk,
        scrum.statuses["In Progress"].pk,
    )


def test_moment_stays_from_one_done_status_to_another(api, scrum):
    shipped = factories.WorkflowStatusFactory.create(project=scrum.project, name="Shipped", category="done")
    factories.WorkflowTransitionFactory.create(
        project=scrum.project, from_status=scrum.statuses["Done"], to_status=shipped
    )
    issue = scrum.add_issue(status="Done", resolved_at=MONDAY)

    response = change(api, issue, "transition", {"status": str(shipped.pk)})

    issue.refresh_from_db()
    assert (response.status_code, issue.status, issue.resolved_at) == (200, shipped, MONDAY)


def test_change_moves_updated_at(api, scrum):
    issue = scrum.add_issue()

    change(api, issue, "priority", {"priority": "P1"})

    issue.refresh_from_db()
    assert issue.updated_at > MONDAY


@pytest.mark.parametrize("is_there", [True, False])
def test_move_without_an_active_transition_is_refused(api, scrum, is_there):
    issue = scrum.add_issue()
    ways = scrum.project.transitions.filter(from_status=scrum.statuses["To Do"], to_status=scrum.statuses["Done"])
    if is_there:
        ways.update(is_active=False)
    else:
        ways.delete()

    response = change(api, issue, "transition", {"status": str(scrum.statuses["Done"].pk)})

    assert (response.status_code, response.json()) == (400, {"status": "There is no way from 'To Do' to 'Done'."})
    issue.refresh_from_db()
    assert (issue.status.name, issue.resolved_at, lines()) == ("To Do", None, [])


def test_staying_in_the_same_status_is_allowed_and_changes_nothing(api, scrum):
    issue = scrum.add_issue()
    scrum.project.transitions.all().delete()

    response = change(api, issue, "transition", {"status": str(issue.status_id)})

    issue.refresh_from_db()
    assert (response.status_code, issue.updated_at, lines()) == (200, MONDAY, [])


def test_status_of_another_project_or_one_out_of_use_is_refused(api, scrum, elsewhere):
    issue = scrum.add_issue()
    unused = factories.WorkflowStatusFactory.create(project=scrum.project, is_active=False)

    for status in (elsewhere.statuses["Done"], unused):
        response = change(api, issue, "transition", {"status": str(status.pk)})

        message = f"There is no workflow status {status.pk} to choose."
        assert (response.status_code, response.json()) == (400, {"status": message})


def test_limit_of_a_column_holds_for_a_transition_too(api, scrum):
    scrum.add_issue(status="In Review")
    issue = scrum.add_issue()
    scrum.columns["In Review"].max_wip = 1
    scrum.columns["In Review"].save()

    response = change(api, issue, "transition", {"status": str(scrum.statuses["In Review"].pk)})

    assert (response.status_code, response.json()) == (400, {"status": "'In Review' is full: its limit is 1."})


def test_points_of_the_active_sprint_follow_what_is_done(api, scrum):
    sprint = scrum.add_sprint(status="active", committed_points=13)
    issue = scrum.add_issue(sprint=sprint, story_points=5)
    scrum.add_issue(sprint=sprint, story_points=8)

    found = []
    for name in ("Done", "In Review"):
        change(api, issue, "transition", {"status": str(scrum.statuses[name].pk)})
        sprint.refresh_from_db()
        found.append(sprint.completed_points)

    assert found == [5, 0]


# Priority.


def test_priority_is_changed(api, scrum):
    issue = scrum.add_issue()

    answers = [change(api, issue, "priority", {"priority": value}).json()["priority"] for value in ("P1", "P1", "P4")]

    assert answers == ["P1", "P1", "P4"]
    assert lines() == [
        ("ada.berg", "changed", "priority", "Medium", "Critical"),
        ("ada.berg", "changed", "priority", "Critical", "Low"),
    ]


# Comments.


def test_comments_are_listed_the_oldest_first(api, scrum):
    issue = scrum.add_issue()
    for number in (2, 1):
        factories.IssueCommentFactory.create(
            issue=issue, content=f"Comment {number}", created_at=MONDAY.replace(hour=number)
        )
    factories.IssueCommentFactory.create(issue=scrum.add_issue())

    answer = api.get(f"{ISSUES}{issue.pk}/comments/").json()

    assert [row["content"] for row in answer["data"]] == ["Comment 1", "Comment 2"]
    assert answer["pagination"] == {"total": 2, "page": 1, "limit": 20, "totalPages": 1, "hasMore": False}


def test_comment_is_added(scrum):
    issue = scrum.add_issue()

    response = client_of(scrum.ben).post(f"{ISSUES}{issue.pk}/comments/", {"content": "I am on it."}, format="json")

    comment = IssueComment.objects.get()
    issue.refresh_from_db()
    answer = response.json()
    assert (response.status_code, answer["author"], answer["content"]) == (201, shown(scrum.ben), "I am on it.")
    assert (answer["id"], comment.issue, comment.author) == (str(comment.pk), issue, scrum.ben)
    assert issue.updated_at >= comment.created_at
    assert lines() == [("ben.cole", "created", "comment", "", "I am on it.")]
    assert ActivityLog.objects.get().new_key == comment.pk


def test_line_of_a_long_comment_is_cut(api, scrum):
    issue = scrum.add_issue()

    api.post(f"{ISSUES}{issue.pk}/comments/", {"content": "x" * 10_000}, format="json")

    assert ActivityLog.objects.get().new_value == "x" * 255


# Links.

PAIRS = [
    ("blocks", "blocked_by"),
    ("blocked_by", "blocks"),
    ("duplicates", "duplicated_by"),
    ("duplicated_by", "duplicates"),
    ("depends_on", "dependency_of"),
    ("dependency_of", "depends_on"),
    ("relates_to", "relates_to"),
]


@pytest.fixture
def pair(scrum):
    return scrum.add_issue(), scrum.add_issue()


def links_of(api, issue):
    found = api.get(f"{ISSUES}{issue.pk}/links/").json()["data"]
    return [(row["link_type"], row["target_issue"]["full_key"]) for row in found]


def add_link(api, issue, target, link_type):
    body = {"target_issue": str(target.pk), "link_type": link_type}
    return api.post(f"{ISSUES}{issue.pk}/links/", body, format="json")


@pytest.mark.parametrize(("link_type", "reciprocal"), PAIRS)
def test_link_comes_and_goes_with_its_reciprocal(api, scrum, pair, link_type, reciprocal):
    one, other = pair

    response = add_link(api, one, other, link_type)
    there = (links_of(api, one), links_of(api, other))
    deleted = api.delete(f"{ISSUES}{one.pk}/links/{response.json()['id']}/")

    assert (response.status_code, deleted.status_code, deleted.content) == (201, 204, b"")
    assert response.json()["created_by"] == shown(scrum.ada)
    assert there == ([(link_type, "SHOP-2")], [(reciprocal, "SHOP-1")])
    assert not IssueLink.objects.exists()
    said = f"{link_type.replace('_', ' ')} SHOP-2"
    assert lines() == [("ada.berg", "created", "link", "", said), ("ada.berg", "removed", "link", said, "")]


def test_link_is_deleted_from_the_other_side_too(api, pair):
    one, other = pair
    add_link(api, one, other, "blocks")
    [row] = api.get(f"{ISSUES}{other.pk}/links/").json()["data"]

    assert api.delete(f"{ISSUES}{other.pk}/links/{row['id']}/").status_code == 204
    assert not IssueLink.objects.exists()


def test_links_are_a_change_of_both_issues(api, pair):
    add_link(api, *pair, "blocks")

    for issue in pair:
        issue.refresh_from_db()
    assert all(issue.updated_at > MONDAY for issue in pair)


def test_issue_is_not_linked_to_itself(api, pair):
    response = add_link(api, pair[0], pair[0], "relates_to")

    assert (response.status_code, response.json()) == (400, {"target_issue": "An issue cannot be linked to itself."})
    assert not IssueLink.objects.exists()


def test_issue_is_not_linked_across_projects(scrum, elsewhere, pair):
    factories.ProjectTeamMemberFactory.create(project=elsewhere.project, user=scrum.ada)
    target = elsewhere.add_issue()

    seen = add_link(client_of(scrum.ada), pair[0], target, "blocks")
    unseen = add_link(client_of(scrum.ben), pair[0], target, "blocks")

    assert (seen.status_code, seen.json()) == (400, {"target_issue": "CLINIC-1 belongs to another project."})
    assert (unseen.status_code, unseen.json()) == (400, {"target_issue": f"There is no issue {target.pk} to choose."})
    assert not IssueLink.objects.exists()


def test_same_link_twice_is_refused_from_both_sides(api, pair):
    one, other = pair
    add_link(api, one, other, "blocks")

    again, back = add_link(api, one, other, "blocks"), add_link(api, other, one, "blocked_by")

    assert (again.status_code, again.json()) == (400, {"target_issue": "SHOP-1 blocks SHOP-2 already."})
    assert (back.status_code, back.json()) == (400, {"target_issue": "SHOP-2 blocked by SHOP-1 already."})
    assert IssueLink.objects.count() == 2


def test_link_of_another_issue_is_not_there(api, scrum, pair):
    response = add_link(api, *pair, "blocks")
    third = scrum.add_issue()

    deleted = api.delete(f"{ISSUES}{third.pk}/links/{response.json()['id']}/")

    assert deleted.status_code == 404
    assert IssueLink.objects.count() == 2


@pytest.mark.parametrize(
    ("what", "body", "errors"),
    [
        ("assign", {}, {"assignee": "This field is required."}),
        ("assign", {"assignee": "ben"}, {"assignee": "'ben' is not a UUID."}),
        ("assign", {"assignee": NOBODY}, {"assignee": f"There is no user {NOBODY} to choose."}),
        ("assign", {"user": NOBODY}, {"user": "There is no such field. Known: assignee."}),
        ("transition", {}, {"status": "This field is required."}),
        ("transition", {"status": None}, {"status": "This field may not be null."}),
        ("transition", {"status": "Done"}, {"status": "'Done' is not a UUID."}),
        ("transition", {"status": NOBODY}, {"status": f"There is no workflow status {NOBODY} to choose."}),
        ("priority", {}, {"priority": "This field is required."}),
        ("priority", {"priority": "high"}, {"priority": "'high' is not known. Known: P1, P2, P3, P4."}),
        ("priority", {"priority": 1}, {"priority": "'1' is not known. Known: P1, P2, P3, P4."}),
        ("comments", {}, {"content": "This field is required."}),
        ("comments", {"content": " \n"}, {"content": "This field may not be blank."}),
        ("comments", {"content": "a\0b"}, {"content": "Null characters are not allowed."}),
        ("comments", {"content": "x" * 10_001}, {"content": "Ensure this field has no more than 10000 characters."}),
        ("links", {"link_type": "blocks"}, {"target_issue": "This field is required."}),
        (
            "links",
            {"target_issue": NOBODY, "link_type": "eats"},
            {
                "link_type": "'eats' is not known. Known: blocks, blocked_by, duplicates, duplicated_by, depends_on, "
                "dependency_of, relates_to."
            },
        ),
        (
            "links",
            {"target_issue": NOBODY, "link_type": "blocks"},
            {"target_issue": f"There is no issue {NOBODY} to choose."},
        ),
    ],
)
def test_body_is_refused_by_field_and_nothing_changes(api, scrum, what, body, errors):
    issue = scrum.add_issue()
    send = api.post if what in ("comments", "links") else api.patch

    response = send(f"{ISSUES}{issue.pk}/{what}/", body, format="json")

    assert response.status_code == 400
    assert response.json() | errors == response.json()
    assert Issue.objects.get().updated_at == MONDAY
    assert lines() == []

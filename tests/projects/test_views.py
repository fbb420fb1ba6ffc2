"""Pages of the projects: who sees them, that they show the API's figures, and what their buttons do."""

import re
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.accounts.models import User
from apps.projects import factories
from apps.projects.exports.vectors.embedders import HashingEmbedder
from apps.projects.exports.vectors.local_index import LocalIndex
from apps.projects.exports.vectors.namespaces import ISSUES
from apps.projects.exports.vectors.records import Scope
from apps.projects.exports.vectors.sync import Synchronizer
from apps.projects.models import ActivityLog, BoardColumn, Issue, IssueComment, IssueLink, Sprint
from tests.builders.scrum import days_ago, person
from tests.projects.api.test_views_query_counts import add_of_each
from tests.rings import sampled

PAGES = (
    "",
    "{project}/board/",
    "{project}/backlog/",
    "{project}/issues/",
    "issues/{issue}/",
    "{project}/sprints/",
    "sprints/{sprint}/",
    "sprints/{sprint}/burndown/",
    "{project}/reports/",
    "{project}/search/",
)
BUTTONS = (
    "boards/{board}/move/",
    "boards/{board}/issues/",
    "boards/{board}/columns/",
    "boards/{board}/columns/{column}/",
    "boards/{board}/columns/{column}/remove/",
    "issues/{issue}/assign/",
    "issues/{issue}/transition/",
    "issues/{issue}/priority/",
    "issues/{issue}/comments/",
    "issues/{issue}/links/",
    "issues/{issue}/links/{link}/remove/",
    "sprints/{sprint}/start/",
    "sprints/{sprint}/complete/",
    "sprints/{sprint}/issues/",
    "sprints/{sprint}/issues/{issue}/remove/",
)


@pytest.fixture
def visitor(client, scrum):
    """Ada, who leads the project."""
    client.force_login(scrum.ada)
    return client


@pytest.fixture
def story(scrum):
    """A sprint under way with a linked and commented issue in it, and one in the backlog; the keys of one of each."""
    today = timezone.localdate()
    sprint = scrum.add_sprint(1, status="active", start_date=today - timedelta(days=4), committed_points=8)
    issue = scrum.add_issue(sprint=sprint, status="In Progress", story_points=5, assignee=scrum.ben)
    done = scrum.add_issue(sprint=sprint, status="Done", story_points=3, assignee=scrum.ben, resolved_at=days_ago(1))
    scrum.add_issue()
    for each in (issue, done):
        scrum.note_sprint(each, None, sprint, days_ago(5))
        scrum.note_status(each, "To Do", "In Progress", days_ago(3))
    scrum.note_status(done, "In Progress", "Done", days_ago(1))
    scrum.note(sprint=sprint, action="started", actor=scrum.ada, happened_at=days_ago(4))
    factories.IssueCommentFactory.create(issue=issue, author=scrum.ben, content="On it.")
    link = factories.IssueLinkFactory.create(source_issue=issue, target_issue=done, link_type="depends_on")
    return {
        "project": scrum.project.pk,
        "board": scrum.board.pk,
        "column": scrum.columns["Done"].pk,
        "issue": issue.pk,
        "sprint": sprint.pk,
        "link": link.pk,
    }


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    # Three of them are the visitor's session and account, and the ribbon's.
    return len(captured) - 3


def press(client, address, **given):
    """Press a button; the page that it leads to."""
    response = client.post(f"/projects/{address}", given, follow=True)
    assert [status for _, status in response.redirect_chain] == [302]
    return text_of(response)


def last_event():
    event = ActivityLog.objects.latest("happened_at", "created_at")
    return event.actor.username, event.action, event.field, event.old_value, event.new_value


def numbers(chart):
    return {series.name: list(series.values) for series in chart.series}


def sync():
    Synchronizer(LocalIndex(HashingEmbedder()), Scope()).sync(ISSUES)


# Who may look, and who may change.


@pytest.mark.parametrize("page", PAGES)
def test_page_asks_for_a_login(client, story, page):
    address = f"/projects/{page.format(**story)}"

    response = client.get(address)

    assert (response.status_code, response.url) == (302, f"/login/?next={address}")


@pytest.mark.parametrize("page", PAGES[1:])
def test_page_is_not_there_for_outsiders_and_opens_for_the_team(client, scrum, story, page):
    address = f"/projects/{page.format(**story)}"

    client.force_login(person("Cleo", "Dahl"))
    outside = client.get(address).status_code
    client.force_login(scrum.ben)

    assert (outside, client.get(address).status_code) == (404, 200)


def test_outsider_sees_no_project_and_is_told_how_to_see_one(client, story):
    client.force_login(person("Cleo", "Dahl"))

    page = text_of(client.get("/projects/"))

    assert "Online Shop" not in page
    assert "You belong to no project" in page
    assert "generate_comprehensive_test_data" in page
    assert "owner@example.com" in page


@pytest.mark.parametrize("button", BUTTONS)
def test_button_needs_a_login_a_token_a_post_and_a_member(client, scrum, story, button):
    address = f"/projects/{button.format(**story)}"
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(scrum.ada)
    before = ActivityLog.objects.count()

    assert (client.post(address).status_code, client.post(address).url) == (302, f"/login/?next={address}")
    assert (strict.post(address).status_code, strict.get(address).status_code) == (403, 405)
    client.force_login(person("Cleo", "Dahl"))
    assert client.post(address).status_code == 404
    assert ActivityLog.objects.count() == before


@pytest.mark.parametrize("button", BUTTONS)
def test_viewer_of_the_workspace_may_look_but_not_change(client, scrum, story, button):
    viewer = person("Vera", "Iden")
    factories.WorkspaceMemberFactory.create(workspace=scrum.project.workspace, user=viewer, role="viewer")
    client.force_login(viewer)

    pages = [text_of(client.get(f"/projects/{page.format(**story)}")) for page in PAGES]

    assert client.post(f"/projects/{button.format(**story)}").status_code == 403
    assert not any('method="post"' in page.split("<main", 1)[1] for page in pages)


# The list of projects.


def test_projects_are_listed_with_figures_and_totals(visitor, api, scrum, story):
    scrum.add_issue(created_at=timezone.now())

    response = visitor.get("/projects/")

    page = text_of(response)
    [row], [listed] = response.context["page"], api.get("/api/projects/projects/").json()["data"]
    assert (row.member_count, row.issue_count, row.issue_change) == (
        listed["member_count"],
        listed["issue_count"],
        listed["issue_change"],
    )
    assert response.context["totals"] == api.get("/api/projects/projects/stats/").json()
    for words in ("Online Shop", "SHOP", "Scrum", "Active", "Ada Berg"):
        assert words in page
    assert "1 more" in page


def test_projects_are_filtered_by_workspace_and_organization(visitor, scrum, elsewhere):
    factories.ProjectTeamMemberFactory.create(project=elsewhere.project, user=scrum.ada)
    workspace = scrum.project.workspace
    filters = ("", f"workspace={workspace.pk}", f"organization={elsewhere.project.workspace.organization_id}")

    found = [[row.key for row in visitor.get(f"/projects/?{each}").context["page"]] for each in filters]

    assert [sorted(found[0]), *found[1:]] == [["CLINIC", "SHOP"], ["SHOP"], ["CLINIC"]]


# The board.


def test_board_shows_columns_with_limits_and_their_cards(visitor, api, scrum, story):
    BoardColumn.objects.filter(name=scrum.columns["In Progress"].name, board=scrum.board).update(max_wip=1)

    response = visitor.get(f"/projects/{scrum.project.pk}/board/")

    shown = [
        (column.name, column.issues_shown, [card.full_key for card in cards])
        for column, cards in response.context["columns"]
    ]
    told = api.get(f"/api/projects/boards/{scrum.board.pk}/").json()["columns"]
    assert [count for _, count, _ in shown] == [column["issue_count"] for column in told] == [1, 1, 0, 1]
    assert [cards for *_, cards in shown] == [["SHOP-3"], ["SHOP-1"], [], ["SHOP-2"]]
    assert re.search(r"1 of at most 1\s*<span class=\"badge warn\">full</span>", text_of(response))


def test_column_shows_its_first_cards_and_leads_to_the_rest(visitor, scrum, monkeypatch):
    monkeypatch.setattr("apps.projects.views.boards.CARDS_PER_COLUMN", 2)
    for _ in range(3):
        scrum.add_issue()
        scrum.add_issue(status="Done", is_active=False)

    response = visitor.get(f"/projects/{scrum.project.pk}/board/")

    cards = {column.pk: [card.full_key for card in cards] for column, cards in response.context["columns"]}
    assert cards[scrum.columns["To Do"].pk] == ["SHOP-1", "SHOP-3"]
    link = f'href="/projects/{scrum.project.pk}/issues/?status={scrum.statuses["To Do"].pk}">All 3 of this status'
    assert link in text_of(response)


def test_card_is_moved_and_the_status_follows(visitor, scrum, story):
    done = scrum.columns["Done"]

    page = press(visitor, f"boards/{scrum.board.pk}/move/", issue=story["issue"], column=done.pk)

    issue = Issue.objects.get(pk=story["issue"])
    assert issue.status == scrum.statuses["Done"]
    assert issue.resolved_at is not None
    assert f"SHOP-1 is in {done.name} now." in page
    assert last_event() == ("ada.berg", "changed", "status", "In Progress", "Done")


def test_move_into_a_full_column_is_refused_with_its_limit(visitor, scrum, story):
    BoardColumn.objects.filter(pk=scrum.columns["Done"].pk).update(max_wip=1, name="Done")

    page = press(visitor, f"boards/{scrum.board.pk}/move/", issue=story["issue"], column=scrum.columns["Done"].pk)

    assert "&#x27;Done&#x27; is full: its limit is 1." in page
    assert Issue.objects.get(pk=story["issue"]).status == scrum.statuses["In Progress"]


def test_issue_is_created_on_the_board(visitor, scrum, story):
    given = {
        "title": "Pay by <b>card</b>",
        "issue_type": scrum.types["Bug"].pk,
        "priority": "P1",
        "assignee": scrum.ben.user_uuid,
        "story_points": "3",
        "description": "One\r\nTwo",
    }

    page = press(visitor, f"boards/{scrum.board.pk}/issues/", **given)

    issue = Issue.objects.get(key="4")
    assert (issue.title, issue.issue_type, issue.priority) == ("Pay by <b>card</b>", scrum.types["Bug"], "P1")
    assert (issue.assignee, issue.reporter, issue.story_points) == (scrum.ben, scrum.ada, 3)
    assert (issue.description, issue.status) == ("One\nTwo", scrum.statuses["To Do"])
    assert "SHOP-4 is there now, in To Do." in page
    assert "<b>card</b>" not in page


def test_issue_of_nothing_but_a_title_takes_what_is_usual(visitor, scrum):
    blank = dict.fromkeys(("issue_type", "assignee", "story_points", "description"), "")

    press(visitor, f"boards/{scrum.board.pk}/issues/", title="Import the catalogue", priority="P3", **blank)

    issue = Issue.objects.get()
    assert (issue.key, issue.issue_type, issue.assignee, issue.story_points) == ("1", scrum.types["Task"], None, None)


def test_issue_without_a_title_is_refused(visitor, scrum):
    page = press(visitor, f"boards/{scrum.board.pk}/issues/", title="   ", priority="P3")

    assert "An issue needs a title." in page
    assert Issue.objects.count() == 0


def test_columns_are_added_changed_and_removed(visitor, scrum):
    status = scrum.statuses["In Review"]
    address = f"boards/{scrum.board.pk}/columns/"
    given = {"name": "Waiting", "workflow_status": status.pk, "order": "7", "min_wip": "", "max_wip": "4"}

    press(visitor, address, **given)
    column = BoardColumn.objects.get(name="Waiting")
    before = (column.workflow_status, column.order, column.min_wip, column.max_wip)
    page = press(visitor, f"{address}{column.pk}/", **given | {"min_wip": "1", "max_wip": ""})
    column.refresh_from_db()
    after = (column.min_wip, column.max_wip)
    gone = press(visitor, f"{address}{column.pk}/remove/")

    assert (before, after) == ((status, 7, None, 4), (1, None))
    assert "The column Waiting is changed." in page
    assert "The column Waiting is gone" in gone
    assert not BoardColumn.objects.filter(name="Waiting").exists()


def test_column_whose_limits_contradict_each_other_is_refused(visitor, scrum):
    column = scrum.columns["Done"]
    given = {"name": "Done", "order": "3", "min_wip": "5", "max_wip": "2"}

    page = press(visitor, f"boards/{scrum.board.pk}/columns/{column.pk}/", **given)

    assert "5 is more than max_wip, which is 2." in page
    column.refresh_from_db()
    assert (column.min_wip, column.max_wip) == (None, None)


def test_second_board_is_chosen_and_a_project_without_one_says_so(visitor, scrum):
    other = factories.BoardFactory.create(project=scrum.project, name="Zoo board")
    address = f"/projects/{scrum.project.pk}/board/"

    assert visitor.get(address).context["board"] == scrum.board
    assert visitor.get(f"{address}?board={other.pk}").context["board"] == other
    scrum.project.boards.all().delete()
    assert "Online Shop has no board." in text_of(visitor.get(address))


# Lists of issues.


def test_backlog_is_what_no_sprint_has_taken_up(visitor, api, scrum, story):
    response = visitor.get(f"/projects/{scrum.project.pk}/backlog/")

    told = api.get("/api/projects/issues/", {"project": str(scrum.project.pk), "sprint": "none"}).json()
    assert [row.full_key for row in response.context["page"]] == ["SHOP-3"]
    assert [row["full_key"] for row in told["data"]] == ["SHOP-3"]


def test_list_is_filtered_by_everything_that_the_api_offers(visitor, api, scrum, story):
    epic = scrum.add_issue(issue_type="Epic", priority="P1", title="Card payments", reporter=scrum.ben)
    filters = (
        {"sprint": story["sprint"]},
        {"sprint": "none"},
        {"board": scrum.board.pk},
        {"assignee": scrum.ben.user_uuid},
        {"assignee": "none"},
        {"reporter": scrum.ben.user_uuid},
        {"status": scrum.statuses["Done"].pk},
        {"status_category": "in_progress"},
        {"issue_type": scrum.types["Epic"].pk},
        {"priority": "P1"},
        {"search": "shop-2"},
        {"search": "card"},
        {"has_comments": "true"},
        {"has_links": "false"},
        {"resolved_after": timezone.localdate() - timedelta(days=2), "resolved_before": timezone.localdate()},
        {"created_after": "2026-03-03"},
    )

    for given in filters:
        asked = {name: str(value) for name, value in given.items()}
        page = visitor.get(f"/projects/{scrum.project.pk}/issues/", asked | {"priority": asked.get("priority", "")})
        told = api.get("/api/projects/issues/", asked | {"project": str(scrum.project.pk)}).json()["data"]

        assert [row.full_key for row in page.context["page"]] == [row["full_key"] for row in told], given
    assert epic.full_key == "SHOP-4"


def test_links_between_pages_keep_the_filters(visitor, scrum):
    for number in range(5):
        scrum.add_issue(title=f"Pay {number}")

    page = text_of(visitor.get(f"/projects/{scrum.project.pk}/issues/?search=pay&priority=&limit=2&page=2"))

    assert 'href="?page=1&amp;search=pay&amp;priority=&amp;limit=2"' in page
    assert 'href="?page=3&amp;search=pay&amp;priority=&amp;limit=2"' in page
    assert '<span aria-current="page">2</span>' in page


def test_list_has_twenty_on_a_page_and_a_hundred_at_most(visitor, scrum):
    for _ in range(21):
        scrum.add_issue()
    address = f"/projects/{scrum.project.pk}/issues/"

    assert [len(visitor.get(f"{address}?{each}").context["page"]) for each in ("", "limit=100", "page=9")] == [
        20,
        21,
        1,
    ]
    assert visitor.get(f"{address}?limit=101").status_code == 400


# One issue.


def test_issue_shows_all_that_is_known_of_it(visitor, scrum):
    epic = scrum.add_issue(issue_type="Epic", title="Card payments")
    sprint = scrum.add_sprint(2)
    issue = scrum.add_issue(
        title="Pay with a saved card",
        description="One click.\nNo typing.",
        parent_issue=epic,
        sprint=sprint,
        story_points=5,
        estimated_hours=Decimal("2.50"),
        assignee=scrum.ben,
    )
    child = scrum.add_issue(issue_type="Sub-task", parent_issue=issue, title="Draw the button")
    other = scrum.add_issue(title="Keep cards", status="Done")
    factories.IssueLinkFactory.create(source_issue=issue, target_issue=other, link_type="depends_on")
    factories.IssueCommentFactory.create(issue=issue, author=scrum.ben, content="Who has the keys?")
    scrum.note_status(issue, "To Do", "In Progress", days_ago(1))

    page = text_of(visitor.get(f"/projects/issues/{issue.pk}/"))

    for words in (
        "SHOP-2 Pay with a saved card",
        "One click.\nNo typing.",
        f'<a href="/projects/issues/{epic.pk}/">SHOP-1</a> Card payments',
        f'<a href="/projects/issues/{child.pk}/">SHOP-3</a> Draw the button',
        f'depends on <a href="/projects/issues/{other.pk}/">SHOP-4</a> Keep cards',
        f'<a href="/projects/sprints/{sprint.pk}/">Sprint 2</a>',
        "<dd>5</dd>",
        "<dd>2.50</dd>",
        "Who has the keys?",
        "not yet",
        "changed the status from To Do to In Progress",
    ):
        assert words in page


def test_issue_is_assigned_and_taken_back(visitor, scrum, story):
    address = f"issues/{story['issue']}/assign/"

    assigned = press(visitor, address, assignee=scrum.ada.user_uuid)
    event = last_event()
    taken_back = press(visitor, address, assignee="")

    assert "SHOP-1 is assigned to Ada Berg." in assigned
    assert event == ("ada.berg", "changed", "assignee", "Ben Cole", "Ada Berg")
    assert "SHOP-1 is assigned to nobody." in taken_back
    assert Issue.objects.get(pk=story["issue"]).assignee is None


def test_issue_goes_where_its_workflow_leads(visitor, scrum, story):
    review = scrum.statuses["In Review"]
    scrum.project.transitions.filter(to_status=scrum.statuses["Done"]).update(is_active=False)
    address = f"issues/{story['issue']}/transition/"

    offered = [move.to_status.name for move in visitor.get(f"/projects/issues/{story['issue']}/").context["moves"]]
    moved = press(visitor, address, status=review.pk)
    refused = press(visitor, address, status=scrum.statuses["Done"].pk)

    assert offered == ["To Do", "In Review"]
    assert "SHOP-1 is in In Review now." in moved
    assert "There is no way from &#x27;In Review&#x27; to &#x27;Done&#x27;." in refused
    assert Issue.objects.get(pk=story["issue"]).status == review


def test_priority_is_set(visitor, story):
    page = press(visitor, f"issues/{story['issue']}/priority/", priority="P1")

    assert "The priority of SHOP-1 is critical now." in page
    assert Issue.objects.get(pk=story["issue"]).priority == "P1"


def test_comment_is_written_down_as_text(visitor, scrum, story):
    page = press(visitor, f"issues/{story['issue']}/comments/", content="<script>alert(1)</script>\r\nSecond line.")

    comment = IssueComment.objects.latest("created_at")
    assert (comment.author, comment.content) == (scrum.ada, "<script>alert(1)</script>\nSecond line.")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_blank_comment_is_refused(visitor, story):
    page = press(visitor, f"issues/{story['issue']}/comments/", content=" \n ")

    assert "Write a comment first." in page
    assert IssueComment.objects.count() == 1


@pytest.mark.parametrize("named", ["SHOP-3", "shop-3", " 3 "])
def test_link_is_made_by_key_and_removed_with_its_reciprocal(visitor, scrum, story, named):
    address = f"issues/{story['issue']}/links/"

    made = press(visitor, address, link_type="blocks", target_issue=named)
    links = list(IssueLink.objects.order_by("link_type").values_list("link_type", "source_issue__key"))
    link = IssueLink.objects.get(link_type="blocks")
    gone = press(visitor, f"{address}{link.pk}/remove/")

    assert "SHOP-1 blocks SHOP-3." in made
    assert links == [("blocked_by", "3"), ("blocks", "1"), ("dependency_of", "2"), ("depends_on", "1")]
    assert "The link is gone." in gone
    assert IssueLink.objects.count() == 2


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("SHOP-99", "SHOP has no issue &#x27;SHOP-99&#x27;. Give its key: SHOP-1."),
        ("CLINIC-1", "SHOP has no issue &#x27;CLINIC-1&#x27;."),
        ("<b>", "SHOP has no issue &#x27;&lt;b&gt;&#x27;."),
        ("٣", "SHOP has no issue"),
        pytest.param("9" * 5_000, "SHOP has no issue", id="5000 digits"),
        ("", "SHOP has no issue"),
        ("\x00", "SHOP has no issue"),
        ("1", "An issue cannot be linked to itself."),
        ("2", "SHOP-1 depends on SHOP-2 already."),
    ],
)
def test_link_to_what_cannot_be_linked_is_refused(visitor, elsewhere, story, named, said):
    elsewhere.add_issue()

    page = press(visitor, f"issues/{story['issue']}/links/", link_type="depends_on", target_issue=named)

    assert said in page
    assert IssueLink.objects.count() == 2


# Sprints.


def test_sprints_are_listed_with_dates_points_and_progress(visitor, scrum, story):
    Sprint.objects.update(committed_points=100, completed_points=50)
    scrum.add_sprint(2)

    response = visitor.get(f"/projects/{scrum.project.pk}/sprints/")
    active = visitor.get(f"/projects/{scrum.project.pk}/sprints/?status=active")

    assert [row.name for row in response.context["page"]] == ["Sprint 2", "Sprint 1"]
    assert "50 of 100, 50%" in text_of(response)
    assert "1 of 2 done" in text_of(active)
    assert [row.name for row in active.context["page"]] == ["Sprint 1"]


def test_kanban_project_has_no_sprints_and_says_so(visitor, scrum):
    assert "Online Shop has no sprints." in text_of(visitor.get(f"/projects/{scrum.project.pk}/sprints/"))


def test_sprint_is_filled_started_and_completed(visitor, scrum):
    sprint = scrum.add_sprint(1)
    done, rest = scrum.add_issue(story_points=5), scrum.add_issue(story_points=8)
    address = f"sprints/{sprint.pk}/"

    empty = press(visitor, f"{address}start/")
    added = [press(visitor, f"{address}issues/", issue=key) for key in ("SHOP-1", "2")]
    started = press(visitor, f"{address}start/")
    press(visitor, f"boards/{scrum.board.pk}/move/", issue=done.pk, column=scrum.columns["Done"].pk)
    completed = press(visitor, f"{address}complete/", move_to="")

    sprint.refresh_from_db()
    rest.refresh_from_db()
    assert "&#x27;Sprint 1&#x27; has no issues. Add one first." in empty
    assert "SHOP-1 is in Sprint 1 now." in added[0]
    assert "Sprint 1 has begun, with 13 points." in started
    assert "Sprint 1 is completed, with 5 points." in completed
    assert (sprint.status, sprint.committed_points, sprint.completed_points, rest.sprint) == ("completed", 13, 5, None)


def test_unfinished_issues_go_to_the_sprint_that_is_chosen(visitor, scrum, story):
    following = scrum.add_sprint(2)

    offered = list(visitor.get(f"/projects/sprints/{story['sprint']}/").context["others"])
    press(visitor, f"sprints/{story['sprint']}/complete/", move_to=following.pk)

    assert offered == [following]
    assert [issue.full_key for issue in following.issues.all()] == ["SHOP-1"]


def test_issue_is_taken_back_to_the_backlog_but_not_out_of_a_completed_sprint(visitor, scrum, story):
    address = f"sprints/{story['sprint']}/issues/"

    taken = press(visitor, f"{address}{story['issue']}/remove/")
    Sprint.objects.update(status="completed")
    done = Issue.objects.get(key="2")
    refused = press(visitor, f"{address}{done.pk}/remove/")

    assert "SHOP-1 is in the backlog now." in taken
    assert "its issues stay as they are." in refused
    assert Issue.objects.get(pk=done.pk).sprint_id == story["sprint"]


def test_completed_sprint_has_no_buttons(visitor, story):
    Sprint.objects.update(status="completed")

    page = text_of(visitor.get(f"/projects/sprints/{story['sprint']}/"))

    assert 'method="post"' not in page.split("<main", 1)[1]


# Reports.


def test_burndown_is_drawn_from_the_figures_of_the_api(visitor, api, story):
    chart = visitor.get(f"/projects/sprints/{story['sprint']}/burndown/").context["chart"]

    told = api.get(f"/api/projects/sprints/{story['sprint']}/burndown/").json()["points"]
    assert numbers(chart) == {
        "ideal": [point["ideal"] for point in told],
        "actual": [point["actual"] for point in told],
    }
    assert (numbers(chart)["actual"][:5], numbers(chart)["actual"][-1]) == ([8, 8, 8, 5, 5], None)
    assert len(chart.labels) == 15


def test_reports_have_the_figures_of_the_api(visitor, api, scrum, story):
    today = timezone.localdate()
    for number in (2, 3):
        sprint = scrum.add_sprint(
            number,
            status="completed",
            start_date=today - timedelta(days=20 * number),
            committed_points=10,
            completed_points=number,
        )
    address = f"/api/projects/projects/{scrum.project.pk}/"

    context = visitor.get(f"/projects/{scrum.project.pk}/reports/?days=10").context

    velocity = api.get(f"{address}velocity/").json()
    flow = api.get(f"{address}cumulative-flow/?days=10").json()
    team = api.get(f"{address}team-metrics/?days=10").json()
    activity = api.get(f"{address}activity/?days=10").json()
    report = api.get(f"/api/projects/sprints/{story['sprint']}/report/").json()
    assert context["velocity"].labels == [each["name"] for each in velocity["sprints"]] == ["Sprint 3", "Sprint 2"]
    assert numbers(context["velocity"]) == {
        name: [each[f"{name}_points"] for each in velocity["sprints"]] for name in ("committed", "completed")
    }
    assert (float(context["mean"]), sprint.name) == (velocity["average_velocity"], "Sprint 3")
    assert numbers(context["flow"]) == {
        status["name"]: [day["counts"][status["name"]] for day in flow["flow"]] for status in flow["statuses"]
    }
    assert [series.name for series in context["flow"].series] == ["Done", "In Review", "In Progress", "To Do"]
    assert [(each.member.user.username, each.figures.completed) for each in context["members"]] == [
        (each["user"]["username"], each["completed"]) for each in team["members"]
    ]
    assert [str(event.pk) for event in context["page"]] == [each["id"] for each in activity["data"]]
    for part in ("completed", "unfinished", "added", "removed"):
        assert [row.full_key for row in getattr(context["story"], part)] == [row["full_key"] for row in report[part]]


def test_report_is_of_the_sprint_that_is_chosen(visitor, scrum, story):
    other = scrum.add_sprint(2, status="completed")
    address = f"/projects/{scrum.project.pk}/reports/"

    assert visitor.get(f"{address}?sprint={story['sprint']}").context["story"].sprint.name == "Sprint 1"
    assert visitor.get(f"{address}?sprint={other.pk}").context["story"].sprint == other
    assert visitor.get(f"{address}?sprint={uuid4()}").status_code == 404


def test_reports_of_a_project_without_sprints_leave_out_what_is_about_them(visitor, scrum):
    page = text_of(visitor.get(f"/projects/{scrum.project.pk}/reports/"))

    assert "velocity" not in page
    assert "Nothing has happened in 30 days." in page


def test_issues_can_be_had_as_a_file(visitor, scrum, story):
    [address] = re.findall(r'href="([^"]+)" download', text_of(visitor.get(f"/projects/{scrum.project.pk}/reports/")))

    assert visitor.get(address).content.decode().startswith("id,project_key,key,title,")


# Search.


def test_search_finds_by_meaning_the_likest_first(visitor, scrum):
    for title in ("Pay with a saved card", "Refund a card payment", "Show delivery costs"):
        scrum.add_issue(title=title)
    sync()

    response = visitor.get(f"/projects/{scrum.project.pk}/search/?q=card+payments")

    found = [(each.issue.title, each.score) for each in response.context["found"]]
    assert [title for title, _ in found][:2] == ["Refund a card payment", "Pay with a saved card"]
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert found[0][0] in text_of(response)


def test_search_finds_what_is_like_an_issue(visitor, scrum):
    first = scrum.add_issue(title="Pay with a saved card")
    scrum.add_issue(title="Pay with a new card")
    sync()

    response = visitor.get(f"/projects/{scrum.project.pk}/search/?like={first.pk}&top_k=1")

    assert [each.issue.title for each in response.context["found"]] == ["Pay with a new card"]
    assert "Issues that are like SHOP-1" in text_of(response)


def test_search_without_an_index_says_what_fills_it(visitor, scrum):
    page = text_of(visitor.get(f"/projects/{scrum.project.pk}/search/?q=card"))

    assert "sync_pinecone_vectors --mode sync --confirm" in page


def test_index_that_is_not_set_up_is_told(visitor, scrum, settings):
    settings.SEEDPLOT_VECTORS = "pinecone"

    response = visitor.get(f"/projects/{scrum.project.pk}/search/?q=card")

    assert response.status_code == 503
    assert "PINECONE_API_KEY" in response.content.decode()


# Text and addresses of others.


def test_text_is_shown_as_text(visitor, scrum, story):
    evil = "<script>alert(1)</script>"
    scrum.project.name = evil
    scrum.project.save()
    Issue.objects.update(title=evil, description=evil)
    IssueComment.objects.update(content=evil)
    Sprint.objects.update(name=evil, goal=evil)
    BoardColumn.objects.update(name=evil)
    ActivityLog.objects.update(new_value=evil)
    User.objects.update(first_name=evil)
    sync()

    for page in (*PAGES, f"{scrum.project.pk}/search/?q=alert", f"{scrum.project.pk}/search/?like={story['issue']}"):
        shown = text_of(visitor.get(f"/projects/{page.format(**story)}"))
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert(1)" in shown


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_a_foreign_address(visitor, story, back):
    address = f"/projects/issues/{story['issue']}/"

    response = visitor.post(f"{address}priority/", {"priority": "P1", "next": back})

    assert response.url == address


def test_button_leads_back_to_the_page_that_it_stood_on(visitor, scrum, story):
    here = f"/projects/{scrum.project.pk}/board/#column-{scrum.columns['Done'].pk}"
    given = {"issue": story["issue"], "column": scrum.columns["Done"].pk, "next": here}

    assert visitor.post(f"/projects/boards/{scrum.board.pk}/move/", given).url == here


# What it costs.


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("", 10),
        ("{project}/board/", 9),
        ("{project}/backlog/", 7),
        ("{project}/issues/", 8),
        ("issues/{issue}/", 9),
        ("{project}/sprints/", 3),
        ("sprints/{sprint}/", 5),
        ("sprints/{sprint}/burndown/", 5),
        ("{project}/reports/", 19),
        ("{project}/search/?q=card", 4),
    ],
)
def test_page_costs_as_much_with_more_rows(visitor, scrum, page, queries, count):
    keys = add_of_each(scrum, count)
    sync()

    assert queries_of(visitor, f"/projects/{page.format(**keys)}") == queries


# Nonsense.

NONSENSE = ("", "0", "-1", "x", "%00", "9" * 40, "%F0%9F%8C%B1", "%ED%A0%80", "<b>", "none", str(uuid4()), "2026-02-30")
NAMES = (
    "page", "limit", "project", "workspace", "organization", "board", "sprint", "assignee", "reporter", "status",
    "status_category", "issue_type", "priority", "search", "has_comments", "has_links", "created_after",
    "updated_before", "resolved_before", "days", "q", "like", "top_k", "other",
)  # fmt: skip


@pytest.mark.check
@pytest.mark.parametrize("name", sampled(NAMES, every=4))
def test_nonsense_is_never_an_error_of_ours(visitor, story, name):
    addresses = [f"/projects/{page.format(**story)}" for page in PAGES]

    statuses = {visitor.get(f"{address}?{name}={value}").status_code for address in addresses for value in NONSENSE}

    assert statuses <= {200, 400, 404}


def test_bad_ids_and_page_numbers_are_refused(visitor, scrum, story):
    pages = (*PAGES[1:4], PAGES[5], *PAGES[8:])
    keys = [dict.fromkeys(story, key) for key in ("x", "0", "1" * 40, str(uuid4()))]

    assert {visitor.get(f"/projects/{page.format(**each)}").status_code for page in PAGES[1:] for each in keys} == {404}
    assert {visitor.get(f"/projects/{page.format(**story)}?page=x").status_code for page in pages} == {400}
    assert visitor.get(f"/projects/{scrum.project.pk}/issues/?sprint=x").status_code == 400
    assert visitor.get(f"/projects/{scrum.project.pk}/board/?board={uuid4()}").status_code == 404
    assert visitor.get(f"/projects/{scrum.project.pk}/search/?like={uuid4()}").status_code == 404


@pytest.mark.parametrize(
    ("button", "given"),
    [
        ("boards/{board}/move/", {"issue": "{issue}", "column": "x"}),
        ("boards/{board}/move/", {"issue": "{issue}", "column": "{issue}"}),
        ("boards/{board}/move/", {"issue": "{board}", "column": "{column}"}),
        ("boards/{board}/move/", {"column": "{column}"}),
        ("boards/{board}/move/", {}),
        ("boards/{board}/issues/", {"title": "x" * 501}),
        ("boards/{board}/issues/", {"title": "\x00"}),
        ("boards/{board}/issues/", {"title": "x", "priority": "P9"}),
        ("boards/{board}/issues/", {"title": "x", "assignee": "{board}"}),
        ("boards/{board}/issues/", {"title": "x", "story_points": "-1"}),
        ("boards/{board}/issues/", {"title": "x", "status": "{column}"}),
        ("boards/{board}/columns/", {"workflow_status": "{board}"}),
        ("boards/{board}/columns/", {}),
        ("boards/{board}/columns/{column}/", {"max_wip": "9999999999"}),
        ("boards/{board}/columns/{column}/", {}),
        ("issues/{issue}/assign/", {}),
        ("issues/{issue}/assign/", {"assignee": "x"}),
        ("issues/{issue}/assign/", {"assignee": "{board}"}),
        ("issues/{issue}/transition/", {"status": "{board}"}),
        ("issues/{issue}/transition/", {"status": ""}),
        ("issues/{issue}/priority/", {"priority": "P9"}),
        ("issues/{issue}/comments/", {"content": "\x00"}),
        ("issues/{issue}/comments/", {"content": "x" * 10_001}),
        ("issues/{issue}/links/", {"link_type": "likes", "target_issue": "3"}),
        ("sprints/{sprint}/complete/", {"move_to": "{board}"}),
        ("sprints/{sprint}/complete/", {"move_to": "x"}),
    ],
)
def test_nonsense_from_a_button_is_refused(visitor, story, button, given):
    before = ActivityLog.objects.count()
    sent = {name: value.format(**story) for name, value in given.items()}

    response = visitor.post(f"/projects/{button.format(**story)}", sent)

    assert response.status_code == 400
    assert ActivityLog.objects.count() == before


@pytest.mark.parametrize(
    "button",
    [
        "boards/{board}/columns/{issue}/",
        "boards/{board}/columns/{issue}/remove/",
        "issues/{issue}/links/{board}/remove/",
        "sprints/{sprint}/issues/{board}/remove/",
        "boards/{issue}/move/",
        "issues/{board}/assign/",
        "sprints/{issue}/start/",
    ],
)
def test_button_of_what_is_not_there_is_not_found(visitor, story, button):
    assert visitor.post(f"/projects/{button.format(**story)}", {"name": "x"}).status_code == 404

"""A demo that was used: a day of looking is cleared by --clear-only alone, and what people wrote is asked for."""

import re

import pytest
from django.test import Client

from apps.accounts.factories import UserFactory
from apps.accounts.models import User
from apps.metrics import factories as metrics
from apps.metrics.models import PullRequest
from apps.notices.models import HoldRequest
from apps.projects.models import Board, Issue, IssueComment, WorkflowTransition
from apps.tenants import factories as tenants
from apps.tenants.models import ConversationEvent, ConversationThread, Message
from apps.tickets.models import LogEntry, MachineInstance, Maintainer, Task
from apps.tickets.services.tasks import set_status
from seedplot.testing import refusal, run
from tests.conftest import GARDEN_URLS
from tests.tables import tabled_models
from tests.toy.inside import default_database

DAY = "--as-of=2026-03-12"

# The other databases need a server.
DATABASES = ["sqlite", *(pytest.param(name, marks=pytest.mark.full) for name in ("postgresql", "mariadb"))]


@pytest.fixture(autouse=True, params=DATABASES)
def _database(request, settings, django_db_blocker):
    settings.DEBUG = True
    if request.param == "sqlite":
        request.getfixturevalue("db")
        yield
    else:
        url = request.getfixturevalue(GARDEN_URLS[request.param])
        with django_db_blocker.unblock(), default_database(url):
            yield


def everything():
    """Every row of every table."""
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in tabled_models()}


def clear_what_was_written(command, before, row):
    """Refused, explained, and taken along; all rows are then as they were before seeding."""
    with_it = everything()
    label = row._meta.label

    refused = refusal(*command, "--clear-only")
    explained = run(*command, "--clear-only", "--explain")
    unasked = refusal(*command, "--clear-only", "--with-dependents")

    assert f", first {label} {row.pk}" in refused
    assert refused.endswith(" --clear-only --with-dependents")
    assert re.search(rf"^1 {label} refers to .*: {row.pk}, see /admin/.*/{row.pk}/change/$", explained, re.MULTILINE)
    assert unasked.endswith(" --clear-only --with-dependents --yes")
    assert everything() == with_it
    run(*command, "--clear-only", "--with-dependents", "--yes")
    assert everything() == before


def test_projects_after_a_day_of_looking():
    before = everything()
    run("generate_comprehensive_test_data", "--projects=2", "--issues-per-project=30", DAY, "--skip-csv", "--skip-s3",
        "--skip-pinecone")  # fmt: skip
    owner = User.objects.get(email="owner@example.com")
    token = Client().post(
        "/api/accounts/token/", {"login": owner.username, "password": "Pass123"}, content_type="application/json"
    )
    bearer = {"authorization": f"Token {token.json()['token']}"}
    board = Board.objects.order_by("pk").first()
    issue, column = card_to_move(board)
    moved = Client().patch(
        f"/api/projects/boards/{board.pk}/issues/{issue.pk}/move/",
        {"column": str(column.pk)},
        content_type="application/json",
        headers=bearer,
    )
    browser = Client()
    browser.force_login(owner)
    edited = Issue.objects.exclude(pk=issue.pk).first()
    edited.title = "Edited in the admin"
    edited.save()
    owner.logentry_set.create(action_flag=2, object_id=str(edited.pk), object_repr=edited.title, change_message="[]")
    assert moved.status_code == 200

    printed = run("generate_comprehensive_test_data", "--clear-only")

    assert "had been edited: projects.Issue" in printed
    assert "1 sessions.Session" in printed
    assert "1 authtoken.Token" in printed
    assert "1 admin.LogEntry" in printed
    assert "projects.ActivityLog" in printed
    assert everything() == before


def card_to_move(board):
    for transition in WorkflowTransition.objects.filter(project=board.project, is_active=True):
        issue = Issue.objects.filter(project=board.project, status=transition.from_status, is_active=True).first()
        column = board.columns.filter(workflow_status=transition.to_status, max_wip=None).first()
        if issue is not None and column is not None:
            return issue, column
    raise AssertionError("no card can be moved")


def test_projects_after_somebody_has_written():
    stranger = UserFactory.create()
    before = everything()
    run("generate_comprehensive_test_data", "--projects=2", "--issues-per-project=30", DAY, "--skip-csv", "--skip-s3",
        "--skip-pinecone")  # fmt: skip
    comment = IssueComment.objects.create(issue=Issue.objects.first(), author=stranger, content="Written by hand.")

    clear_what_was_written(["generate_comprehensive_test_data"], before, comment)


def test_tenants_after_a_day_of_looking():
    run("create_demo_account", "--role=manager")
    manager = Client()
    manager.force_login(User.objects.get(username="demo-manager"))
    before = everything()
    run("seed_mock_conversations", DAY)
    run("create_demo_account", "--role=manager")
    thread = ConversationThread.objects.filter(status="active").first()
    message = Message.objects.filter(flagged=False).first()
    for address, body in (
        (f"conversations/{thread.pk}/status/", {"status": "resolved"}),
        (f"messages/{message.pk}/flag/", {"flagged": True}),
    ):
        answer = manager.patch(f"/api/tenants/{address}", body, content_type="application/json")
        assert answer.status_code == 200
    assert ConversationEvent.objects.filter(thread=thread, event_type="manually_closed").count() == 1

    printed = run("seed_mock_conversations", "--clear-only")

    assert "2 rows had been edited: " in printed
    assert "1 tenants.ConversationEvent" in printed
    assert "3 tenants.PropertyAssignment" in printed
    assert everything() == before


def test_tenants_after_somebody_has_written():
    before = everything()
    run("seed_mock_conversations", DAY)
    thread = ConversationThread.objects.first()
    message = tenants.MessageFactory.create(thread=thread, tenant=thread.tenant)

    clear_what_was_written(["seed_mock_conversations"], before, message)


def test_tickets_after_a_day_of_looking():
    before = everything()
    run("import_legacy_data", DAY)
    ken = User.objects.get(username="ken")
    browser = Client()
    browser.force_login(ken)
    task = Task.objects.exclude(reported_by_contact="").filter(status="open").first()
    entries = LogEntry.objects.count()
    set_status(task, "closed", [Maintainer.objects.get(user=ken)])
    machine = MachineInstance.objects.exclude(operational_status="fixing").first()
    assert LogEntry.objects.count() == entries + 1
    LogEntry.objects.create(machine=machine, machine_status="fixing").maintainers.add(Maintainer.objects.get(user=ken))

    printed = run("import_legacy_data", "--clear-only")

    assert "1 sessions.Session" in printed
    assert "2 tickets.LogEntry" in printed
    assert everything() == before


def test_tickets_after_somebody_has_written():
    before = everything()
    run("import_legacy_data", DAY)
    machine = MachineInstance.objects.get(slug="carom")
    answer = Client().post(
        f"/tickets/p/{machine.slug}/", {"problem_type": "stuck_ball", "problem_text": "The ball hangs."}
    )
    report = Task.objects.get(problem_text="The ball hangs.")
    assert answer.status_code == 302

    clear_what_was_written(["import_legacy_data"], before, report)


def test_metrics_after_somebody_has_written():
    guests = metrics.TeamFactory.create(slug="guests")
    before = everything()
    run("seed_demo_data", "--scenario=baseline", "--no-github", DAY)
    review = metrics.PRReviewFactory.create(team=guests, pull_request=PullRequest.objects.first(), reviewer=None)

    clear_what_was_written(["seed_demo_data", "--scenario=baseline"], before, review)


def test_metrics_after_an_edit():
    before = everything()
    run("seed_demo_data", "--scenario=baseline", "--no-github", DAY)
    pull_requests = PullRequest.objects.order_by("pk")[:7]
    PullRequest.objects.filter(pk__in=[each.pk for each in pull_requests]).update(title="Edited")
    keys = ", ".join(f"metrics.PullRequest {each.pk}" for each in pull_requests[:5])

    kept = refusal("seed_demo_data", "--scenario=baseline", "--clear-only", "--keep-edited")
    printed = run("seed_demo_data", "--scenario=baseline", "--clear-only")

    assert (
        kept.endswith(
            f"7 of its rows were edited, first metrics.PullRequest {pull_requests[0].pk}; nothing was cleared. "
            "Clear them all the same: python manage.py seed_demo_data --scenario baseline --clear-only"
        )
        or "7 of its rows were edited" in kept
    )
    assert f"7 rows had been edited: {keys} and 2 more." in printed
    assert everything() == before


def test_notices_after_an_edit():
    run("generate_library_notices", DAY)
    hold = HoldRequest.objects.order_by("pk").first()
    HoldRequest.objects.filter(pk=hold.pk).update(staff_display_notes="Seen.")

    printed = run("generate_library_notices", "--clear-only")

    assert f"1 row had been edited: notices.HoldRequest {hold.pk}." in printed
    assert HoldRequest.objects.count() == 0

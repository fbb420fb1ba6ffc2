"""What must hold of the software house, looked up in the database without the promises' own measures."""

import re
from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone

from apps.accounts.models import User
from apps.projects import models
from apps.projects.seeding.scenarios import SoftwareHouseScenario
from apps.projects.seeding.specification.products import KEYS
from apps.projects.services import issues as issue_services
from apps.projects.services import sprints as sprint_services
from seedplot import promises
from seedplot.clock import midnight, project_zone
from seedplot.engine import ledger, proof
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.run_rows import RunRows
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from seedplot.plan import SHARED_ROWS
from tests.projects.seeding.planned import ANCHOR, seed
from tests.rings import sampled

SPRING, AUTUMN = ANCHOR, midnight(date(2026, 11, 4))
A_SUNDAY, LEAP_DAY = midnight(date(2027, 1, 3)), midnight(date(2028, 2, 29))
PEOPLE = {
    "owner@example.com": "Project Owner",
    "victor.salas@example.com": "Victor Salas",
    "sebastian.ortiz@example.com": "Sebastian Ortiz",
    "leo.navarro@example.com": "Leo Navarro",
    "jezabel.rivas@example.com": "Jezabel Rivas",
    "wilder.camacho@example.com": "Wilder Camacho",
}


@pytest.mark.parametrize(
    ("projects", "issues", "number", "anchor"),
    [(3, 60, 1, A_SUNDAY), (10, 30, 2, AUTUMN), (20, 50, 42, SPRING), (3, 7, 3, LEAP_DAY)],
)
def test_promises_are_kept_and_counts_are_those_asked_for(projects, issues, number, anchor, db):
    report = seed(number, anchor=anchor, projects=projects, issues=issues)

    assert [str(finding) for finding in report.broken] == []
    assert {label: count for label, count in report.counts.items() if label in COUNTS} == {
        "projects.Organization": 1,
        "projects.Workspace": 1,
        "accounts.User": 6,
        "projects.Project": projects,
        "projects.Issue": projects * issues,
        "projects.IssueType": projects * 6,
        "projects.WorkflowStatus": projects * 4,
        "projects.WorkflowTransition": projects * 12,
        "projects.ProjectConfiguration": projects,
        "projects.Board": projects,
        "projects.BoardColumn": projects * 4,
    }


COUNTS = {
    "projects.Organization", "projects.Workspace", "accounts.User", "projects.Project", "projects.Issue",
    "projects.IssueType", "projects.WorkflowStatus", "projects.WorkflowTransition", "projects.ProjectConfiguration",
    "projects.Board", "projects.BoardColumn",
}  # fmt: skip


@pytest.mark.parametrize("issues", sampled([1, 2, 3, 5, 6, 8, 14, 26, 36], every=4))
def test_small_projects_keep_the_promises_as_well(issues, db):
    report = seed(issues, projects=15, issues=issues)

    assert [str(finding) for finding in report.broken] == []


@pytest.fixture
def house(db):
    return seed(42, projects=3, issues=50)


def test_project_is_proven_from_its_own_rows_and_those_of_the_house(house):
    scenario = SoftwareHouseScenario()
    rows = proof.rows_to_prove(house.run, scenario)

    for shard in KEYS[:3]:
        blocks = [block for block in rows.all_blocks() if block.shard in (SHARED_ROWS, shard)]
        alone = RunRows(blocks, "default", options=rows.options, source=RawRows("default"))
        [(part, subject)] = scenario.subjects(alone, ANCHOR)
        findings = promises.verify(scenario.promises, part, subject)

        assert part == shard
        assert [str(finding) for finding in findings if not finding.kept] == []


def test_project_whose_rows_are_lost_breaks_promises(house):
    scenario = SoftwareHouseScenario()
    rows = proof.rows_to_prove(house.run, scenario)
    blocks = [block for block in rows.all_blocks() if block.shard != "HLTH"]
    others = RunRows(blocks, "default", options=rows.options, source=RawRows("default"))

    findings = [
        finding
        for part, subject in scenario.subjects(others, ANCHOR)
        for finding in promises.verify(scenario.promises, part, subject)
        if not finding.kept
    ]

    assert {finding.part for finding in findings} == {"HLTH"}
    assert "projects.P001" in {finding.promise.id for finding in findings}


def test_people_and_frame_are_those_of_the_facts(house):
    organization, workspace = models.Organization.objects.get(), models.Workspace.objects.get()

    assert {user.email: user.full_name for user in User.objects.all()} == PEOPLE
    assert (organization.name, organization.slug, organization.owner.username) == ("Scrum Demo", "scrum-demo", "owner")
    assert (organization.organization_type, organization.subscription_plan) == ("startup", "professional")
    assert (workspace.name, workspace.slug, workspace.workspace_type) == (
        "Main Workspace", "main-workspace", "development",
    )  # fmt: skip
    assert workspace.visibility == "private"
    assert Counter(row.role for row in organization.memberships.all()) == {"owner": 1, "member": 5}
    assert Counter(row.role for row in workspace.members.all()) == {"admin": 1, "member": 5}
    assert not organization.memberships.exclude(status="active", joined_at__isnull=False).exists()


def test_all_six_log_in_by_username_and_by_address(db, settings):
    settings.DEBUG = True
    seed(projects=1, issues=10)

    for user in User.objects.all():
        assert authenticate(username=user.username, password="Pass123") == user
    assert authenticate(username="Victor.Salas@example.com", password="Pass123").username == "victor.salas"


@pytest.mark.check
def test_every_row_is_valid(house):
    wrong = []
    for model in ledger.rows_of(house.run).model_classes:
        for row in model._base_manager.all():
            # Unique columns are the database's business, and a check of each would take a query.
            row.clean_fields()
            row.clean()
            wrong += [] if row.pk else [row]

    assert wrong == []


QUOTAS_OF_FIFTY = {
    "ECOM": {"To Do": 10, "In Progress": 20, "In Review": 15, "Done": 5},
    "HLTH": {"Done": 50},
    "FIN": {"To Do": 10, "In Progress": 20, "In Review": 15, "Done": 5},
}


def test_quotas_of_fifty_issues_are_those_of_the_table(house):
    for project in models.Project.objects.all():
        issues = project.issues.select_related("issue_type", "status")
        commented = Counter(models.IssueComment.objects.filter(issue__project=project).values_list("issue", flat=True))

        assert Counter(issue.issue_type.category for issue in issues) == {
            "story": 25, "task": 13, "bug": 7, "epic": 2, "improvement": 2, "sub_task": 1,
        }  # fmt: skip
        assert Counter(issue.status.name for issue in issues) == QUOTAS_OF_FIFTY[project.key]
        assert len(commented) == 30
        assert set(commented.values()) == {1, 2, 3, 4, 5}
        links = models.IssueLink.objects.filter(source_issue__project=project)
        assert (links.count(), links.once().count()) == (10, 5)
        assert len({link.source_issue_id for link in links.once()}) == 5


def test_nothing_that_happened_lies_after_the_anchor_or_at_night(house):
    moments = [row.happened_at for row in models.ActivityLog.objects.filter(field="status")]
    moments += [issue.created_at for issue in models.Issue.objects.all()]
    hours = {timezone.localtime(moment, project_zone()).hour for moment in moments}
    days = {timezone.localtime(moment, project_zone()).weekday() for moment in moments}

    assert max(moments) < ANCHOR
    assert min(hours) >= 8
    assert max(hours) <= 17
    assert days == {0, 1, 2, 3, 4}


def test_burndown_from_the_history_begins_at_the_commitment_and_ends_at_what_is_left(house):
    for sprint in models.Sprint.objects.exclude(status="planning"):
        start = datetime.combine(sprint.start_date, time(), project_zone())
        inside = [issue for issue in sprint.project.issues.all() if _sprint_at(issue, start) == sprint.pk]
        done = [
            issue.story_points or 0
            for issue in inside
            if issue.resolved_at and issue.resolved_at < start + timedelta(days=15)
        ]

        assert sum(issue.story_points or 0 for issue in inside) == sprint.committed_points
        assert sum(done) == sprint.completed_points


def _sprint_at(issue, moment):
    changes = issue.activity.filter(field="sprint", happened_at__lt=moment).order_by("happened_at")
    return changes.last().new_key if changes else None


def test_comments_name_only_issues_that_were_there(house):
    for comment in models.IssueComment.objects.select_related("issue__project"):
        for key, number in re.findall(r"\b([A-Z]+)-(\d+)", comment.content):
            other = models.Issue.objects.get(project__key=key, key=number)
            assert other.project_id == comment.issue.project_id
            assert other.created_at <= comment.created_at


def test_every_project_takes_a_new_issue_with_the_next_number(house):
    owner = User.objects.get(username="owner")
    for project in models.Project.objects.all():
        issue = issue_services.create_issue(project, owner, title="Say hello to the new colleague")

        assert (issue.key, issue.status.name, issue.reporter) == ("51", "To Do", owner)
        issue.full_clean()


def test_card_moves_by_the_transitions_and_a_sprint_is_completed_by_its_rules(house):
    lead = models.Project.objects.get(key="ECOM").lead
    sprint = models.Sprint.objects.get(project__key="ECOM", status="active")
    issue = sprint.issues.filter(status__name="In Review", story_points__isnull=False).first()
    done = issue.project.statuses.get(name="Done")
    before = sprint.completed_points

    issue_services.change_status(issue, done, lead)
    sprint.refresh_from_db()
    sprint_services.complete_sprint(sprint, lead)

    sprint.refresh_from_db()
    issue.refresh_from_db()
    assert (sprint.status, sprint.completed_points) == ("completed", before + issue.story_points)
    assert issue.resolved_at is not None
    assert {each.status.name for each in sprint.issues.all()} == {"Done"}


def test_second_run_is_refused_whatever_is_asked_for(house):
    with pytest.raises(SeedError, match=r"is there already and is not the run you ask for\."):
        seed(7, projects=3)

    assert SeedRun.objects.get() == house.run


def test_clearing_and_seeding_again_gives_the_same_rows(house):
    again = seed(42, projects=3, issues=50, clear=[house.run])

    assert again.tables == house.tables
    assert again.cleared == house.counts


@pytest.mark.check
def test_another_seed_gives_other_rows_and_the_same_weekday_the_same(house):
    other = seed(43, projects=3, issues=50, clear=[house.run])
    year = midnight(ANCHOR.date() + timedelta(days=364))

    later = seed(42, projects=3, issues=50, anchor=year, clear=[other.run])

    assert other.fingerprint != house.fingerprint
    assert later.fingerprint == house.fingerprint

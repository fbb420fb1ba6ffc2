"""The steps on the real thing: three projects of the scenario, as its command hands them on."""

import csv
from pathlib import Path

import pytest

from apps.accounts.models import User
from apps.projects import models
from apps.projects.exports.cleared import forget, records_of
from apps.projects.exports.steps import Delivery, deliver
from apps.projects.exports.vectors.namespaces import NAMESPACES
from apps.projects.exports.vectors.records import Scope
from apps.projects.exports.vectors.search import search_issues
from apps.projects.seeding.scenarios.software_house import SoftwareHouseScenario
from seedplot.clock import parse_anchor
from seedplot.engine import pipeline
from seedplot.engine.clearing import clearing
from seedplot.engine.runs import ClearRules, Request

BY_KEY = ClearRules(by_key=True)
"""The runs here are not proven, so their rows cannot be told from others."""


@pytest.fixture
def run(db, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    request = Request(
        SoftwareHouseScenario(),
        anchor=parse_anchor("2026-03-09"),
        options={"projects": 3, "issues_per_project": 30},
        skip_proof=True,
    )
    return pipeline.run(request).run


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def files(run):
    deliver(Delivery(run, Path("out"), skip_pinecone=True), say=lambda _: None)
    return {path.stem: rows_of(path) for path in Path("out").glob("*.csv")}


def test_files_have_as_many_rows_as_the_database_and_the_manifest_says_so(files):
    counts = {
        "organizations": models.Organization.objects.count(),
        "workspaces": models.Workspace.objects.count(),
        "users": User.objects.count(),
        "projects": models.Project.objects.count(),
        "sprints": models.Sprint.objects.count(),
        "issues": models.Issue.objects.count(),
        "comments": models.IssueComment.objects.count(),
        "issue_links": models.IssueLink.objects.count() // 2,
    }
    [metadata] = files.pop("metadata")

    assert {name: len(rows) for name, rows in files.items()} == counts
    assert (counts["users"], counts["projects"], counts["issues"], counts["issue_links"]) == (6, 3, 90, 9)
    assert metadata == {
        "generated_at": metadata["generated_at"],
        **{f"total_{name.removeprefix('issue_')}": str(count) for name, count in counts.items()},
    }


def test_rows_refer_to_each_other(files):
    users = {row["email"] for row in files["users"]}
    projects = {row["key"] for row in files["projects"]}
    issues = {f"{row['project_key']}-{row['key']}" for row in files["issues"]}
    sprints = {(row["project_key"], row["name"]) for row in files["sprints"]}

    assert {row["assignee_email"] for row in files["issues"]} <= users | {""}
    assert {row["reporter_email"] for row in files["issues"]} <= users
    assert {row["project_key"] for row in files["issues"]} == projects
    assert {(row["project_key"], row["sprint_name"]) for row in files["issues"] if row["sprint_name"]} <= sprints
    assert {row["issue_key"] for row in files["comments"]} <= issues
    assert {row[side] for row in files["issue_links"] for side in ("source_issue_key", "target_issue_key")} <= issues


def test_no_file_holds_a_password_or_a_key_that_the_database_numbered(files):
    hashes = set(User.objects.values_list("password", flat=True))
    text = "".join(path.read_text(encoding="utf-8") for path in Path("out").iterdir())

    assert [each for each in (*hashes, "pbkdf2", "Pass123") if each in text] == []
    assert {len(row["id"]) for rows in files.values() for row in rows if "id" in row} == {36}


def test_every_row_has_a_record_and_no_value_is_missing(run):
    lines = []
    deliver(Delivery(run, skip_csv=True), say=lines.append)

    records = {each.name: list(each.records(Scope())) for each in NAMESPACES}
    assert {name: len(found) for name, found in records.items()} == {
        "issues": 90,
        "sprints": models.Sprint.objects.count(),
        "project_context": 3,
        "team_members": models.ProjectTeamMember.objects.count(),
        "users": 6,
    }
    assert models.VectorRecord.objects.count() == sum(len(found) for found in records.values())
    assert {type(value) for found in records.values() for each in found for value in each.metadata.values()} <= {
        str,
        int,
        float,
    }


def test_sprint_records_carry_final_counts(run):
    [sprints] = [each for each in NAMESPACES if each.name == "sprints"]

    for record in sprints.records(Scope()):
        sprint = models.Sprint.objects.get(pk=record.metadata["sprint_id"])
        issues = sprint.issues.filter(is_active=True)
        assert (record.metadata["issue_count"], record.metadata["completed_issue_count"]) == (
            issues.count(),
            issues.filter(status__category="done").count(),
        )


def test_search_answers_without_a_service(run):
    deliver(Delivery(run, skip_csv=True), say=lambda _: None)
    issue = models.Issue.objects.filter(project__key="ECOM").order_by("pk").first()

    found = search_issues(issue.project_id, issue.title)

    assert found[0].issue_id == issue.pk


def test_rows_that_come_back_keep_their_records_and_others_lose_them(run):
    deliver(Delivery(run, skip_csv=True), say=lambda _: None)
    cleared = records_of([run])
    request = Request(
        SoftwareHouseScenario(),
        anchor=run.anchor,
        options={"projects": 2, "issues_per_project": 30},
        clear=[run],
        clear_rules=BY_KEY,
        skip_proof=True,
    )
    again = pipeline.run(request).run
    lines = []

    deliver(Delivery(again, skip_csv=True, cleared=cleared), say=lines.append)

    total = sum(len(list(each.records(Scope()))) for each in NAMESPACES)
    assert models.VectorRecord.objects.count() == total
    assert models.IssueEmbedding.objects.count() == 60


def test_cleared_run_leaves_no_record(run):
    deliver(Delivery(run, skip_csv=True), say=lambda _: None)
    cleared = records_of([run])

    clearing.clear_in_transaction("default", [run], BY_KEY)
    forget(cleared)

    assert (models.VectorRecord.objects.count(), models.IssueEmbedding.objects.count()) == (0, 0)

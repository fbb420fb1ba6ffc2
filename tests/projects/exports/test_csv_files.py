"""The nine files: their columns, whose rows they hold, how values look, and that the manifest comes last."""

import csv
import os
from pathlib import Path

import pytest

from apps.projects.exports import generations
from apps.projects.exports.csv_files import export_run
from apps.projects.exports.generations import directory_to_read, directory_to_write, generation_name, moment_in
from apps.projects.exports.tables import FILE_NAMES
from apps.projects.models import Issue
from seedplot.errors import SeedError
from seedplot.exporters import Written
from tests.builders.house import PASSWORD, STARTED, build_house, stranger
from tests.toy.inside import default_database, rolled_back

COLUMNS = {
    "organizations.csv": "id, name, slug, owner_email, organization_type, subscription_plan, created_at",
    "workspaces.csv": "id, name, slug, organization_id, workspace_type, visibility, created_at",
    "users.csv": "id, email, username, first_name, last_name, is_active, is_verified, created_at",
    "projects.csv": "id, name, key, workspace_id, methodology, status, priority, lead_email, start_date, created_at",
    "sprints.csv": "id, project_key, name, status, start_date, end_date, committed_points, completed_points, "
    "created_at",
    "issues.csv": "id, project_key, key, title, issue_type, status, priority, assignee_email, reporter_email, "
    "story_points, estimated_hours, actual_hours, sprint_name, created_at, resolved_at",
    "comments.csv": "id, issue_key, author_email, content, created_at",
    "issue_links.csv": "id, source_issue_key, target_issue_key, link_type, created_at",
    "metadata.csv": "generated_at, total_users, total_organizations, total_workspaces, total_projects, "
    "total_sprints, total_issues, total_comments, total_links",
}


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def exported(house, tmp_path):
    export_run(house.run, tmp_path / "out")
    return tmp_path / "out"


def test_nine_files_have_exactly_their_columns(exported):
    headers = {path.name: path.read_bytes().split(b"\r\n")[0].decode() for path in exported.glob("*.csv")}

    assert headers == {name: columns.replace(", ", ",") for name, columns in COLUMNS.items()}
    assert list(FILE_NAMES) == list(COLUMNS)


def test_manifest_counts_the_rows_of_every_file(house, tmp_path):
    written = export_run(house.run, tmp_path / "out")

    assert [(each.name, each.row_count) for each in written] == [
        ("organizations.csv", 1),
        ("workspaces.csv", 1),
        ("users.csv", 3),
        ("projects.csv", 2),
        ("sprints.csv", 2),
        ("issues.csv", 8),
        ("comments.csv", 4),
        ("issue_links.csv", 2),
        ("metadata.csv", 1),
    ]
    assert rows_of(tmp_path / "out" / "metadata.csv") == [
        {
            "generated_at": "2026-03-09T22:15:30Z",
            "total_users": "3",
            "total_organizations": "1",
            "total_workspaces": "1",
            "total_projects": "2",
            "total_sprints": "2",
            "total_issues": "8",
            "total_comments": "4",
            "total_links": "2",
        }
    ]


def test_row_counts_are_those_of_the_files(exported):
    assert {path.name: len(rows_of(path)) for path in exported.glob("*.csv")} == {
        "organizations.csv": 1,
        "workspaces.csv": 1,
        "users.csv": 3,
        "projects.csv": 2,
        "sprints.csv": 2,
        "issues.csv": 8,
        "comments.csv": 4,
        "issue_links.csv": 2,
        "metadata.csv": 1,
    }


def test_user_is_known_by_uuid_and_without_a_password(house, exported):
    ada = house.people[0]

    assert rows_of(exported / "users.csv")[0] == {
        "id": str(ada.user_uuid),
        "email": "ada.berg@example.com",
        "username": "ada.berg",
        "first_name": "Ada",
        "last_name": "Berg",
        "is_active": "true",
        "is_verified": "true",
        "created_at": ada.date_joined.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    for path in exported.iterdir():
        assert PASSWORD not in path.read_text(encoding="utf-8")
        assert "password" not in path.read_text(encoding="utf-8")


def test_issue_has_its_values_and_empty_text_for_nothing(house, exported):
    issues = {(row["project_key"], row["key"]): row for row in rows_of(exported / "issues.csv")}
    done, waiting = house.issues[0], house.issues[3]

    assert issues["SHOP", "9"] == {
        "id": str(done.pk),
        "project_key": "SHOP",
        "key": "9",
        "title": "Pay with a saved card at checkout (SHOP)",
        "issue_type": "Story",
        "status": "Done",
        "priority": "P3",
        "assignee_email": "ben.cole@example.com",
        "reporter_email": "cleo.dahl@example.com",
        "story_points": "5",
        "estimated_hours": "2.50",
        "actual_hours": "",
        "sprint_name": "Sprint 1",
        "created_at": "2026-03-03T00:01:15Z",
        "resolved_at": "2026-03-04T15:01:15Z",
    }
    nothing = {"assignee_email", "story_points", "actual_hours", "sprint_name", "resolved_at"}
    assert issues["SHOP", "12"]["id"] == str(waiting.pk)
    assert {name for name, text in issues["SHOP", "12"].items() if not text} == nothing


def test_rows_stand_in_the_order_of_numbers_and_not_of_texts(exported):
    keys = [(row["project_key"], row["key"]) for row in rows_of(exported / "issues.csv")]

    assert keys == [(project, key) for project in ("CLINIC", "SHOP") for key in ("9", "10", "11", "12")]


def test_comment_keeps_its_quotes_and_line_breaks(exported):
    comments = [(row["issue_key"], row["content"]) for row in rows_of(exported / "comments.csv")]

    assert comments == [
        (f"{project}-{key}", text)
        for project in ("CLINIC", "SHOP")
        for key, text in (("9", 'Paid, and "approved", twice'), ("10", "One line\r\nand another"))
    ]


def test_link_is_told_once(exported):
    links = [
        (row["source_issue_key"], row["link_type"], row["target_issue_key"])
        for row in rows_of(exported / "issue_links.csv")
    ]

    assert links == [("CLINIC-10", "blocks", "CLINIC-9"), ("SHOP-10", "blocks", "SHOP-9")]


def test_row_of_somebody_else_stays_out(house, tmp_path):
    stranger(house)

    export_run(house.run, tmp_path / "out")

    assert "Added by hand" not in (tmp_path / "out" / "issues.csv").read_text(encoding="utf-8")


def test_number_of_queries_does_not_grow_with_the_rows(house, tmp_path, django_assert_num_queries):
    with django_assert_num_queries(9):
        export_run(house.run, tmp_path / "out")


def test_same_rows_make_the_same_bytes(house, tmp_path):
    for name in ("one", "two"):
        export_run(house.run, tmp_path / name)

    contents = [{path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two")]
    assert contents[0] == contents[1]


def test_run_without_rows_of_a_kind_makes_a_file_with_its_header(house, tmp_path):
    house.run.blocks.filter(model="projects.IssueLink").delete()

    written = export_run(house.run, tmp_path / "out")

    assert Written("issue_links.csv", 0) in written


def test_manifest_takes_its_place_after_all_others(house, tmp_path, monkeypatch):
    export_run(house.run, tmp_path / "out")
    moved, move = [], os.replace
    monkeypatch.setattr(os, "replace", lambda source, target: (moved.append(Path(target).name), move(source, target)))

    export_run(house.run, tmp_path / "out")

    csv_files = [name for name in moved if name.endswith(".csv") and name in FILE_NAMES][-9:]
    assert sorted(csv_files) == sorted(FILE_NAMES)
    assert csv_files[-1] == "metadata.csv"


def test_foreign_file_stops_the_export(house, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(SeedError, match=r"holds 'thesis\.txt', which generate_comprehensive_test_data did not write"):
        export_run(house.run, tmp_path / "out")

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["thesis.txt"]


# Which directory.


def test_default_directory_is_named_by_when_the_run_began(house):
    assert directory_to_write(house.run, None) == Path("exports/generation_20260309_221530")
    assert directory_to_write(house.run, Path("mine")) == Path("mine")
    assert generation_name(STARTED) == "generation_20260309_221530"


def test_moment_in_the_manifest_is_that_of_the_name(exported):
    assert generation_name(moment_in(exported)) == "generation_20260309_221530"


def test_without_a_run_the_newest_default_directory_is_taken(house, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("generation_20260309_221530", "generation_20260308_101010"):
        export_run(house.run, generations.EXPORTS / name)
    (generations.EXPORTS / "generation_old").mkdir()

    assert directory_to_read(None, None) == Path("exports/generation_20260309_221530")


def test_without_any_generation_the_command_that_makes_one_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SeedError) as refusal:
        directory_to_read(None, None)

    assert str(refusal.value) == (
        "There is no generation in 'exports'. Make one: python manage.py generate_comprehensive_test_data"
    )


def test_directory_without_its_manifest_is_not_handed_on(house, exported):
    (exported / "metadata.csv").unlink()

    with pytest.raises(SeedError) as refusal:
        directory_to_read(house.run, exported)

    assert str(refusal.value) == (
        f"'{exported}' is no complete generation: it has no metadata.csv. Export first: python manage.py "
        "generate_comprehensive_test_data --only export; or give --output the directory of another."
    )


@pytest.mark.parametrize("text", ["", "generated_at\r\n", "generated_at\r\nyesterday\r\n", "total_users\r\n3\r\n"])
def test_manifest_that_does_not_say_when_is_refused(exported, text):
    (exported / "metadata.csv").write_text(text, encoding="utf-8")

    with pytest.raises(SeedError, match="does not say when the files were generated"):
        moment_in(exported)


def test_deleted_row_is_no_longer_told(house, tmp_path):
    Issue.objects.filter(pk=house.issues[3].pk).delete()

    written = export_run(house.run, tmp_path / "out")

    assert Written("issues.csv", 7) in written


def test_key_of_a_foreign_issue_that_is_no_number_stops_no_export(postgres_garden_url, django_db_blocker, tmp_path):
    with django_db_blocker.unblock(), default_database(postgres_garden_url), rolled_back():
        house = build_house()
        Issue.objects.filter(pk=stranger(house).pk).update(key="A-1")

        export_run(house.run, tmp_path / "out")

        keys = [row["key"] for row in rows_of(tmp_path / "out" / "issues.csv")]
        assert len(keys) == len(house.issues)
        assert "A-1" not in keys


def test_issues_are_in_the_order_of_their_numbers(house, tmp_path):
    for number, issue in enumerate(house.issues, 97):
        Issue.objects.filter(pk=issue.pk).update(key=str(number))

    export_run(house.run, tmp_path / "out")

    found = [(row["project_key"], int(row["key"].rpartition("-")[2])) for row in rows_of(tmp_path / "out/issues.csv")]
    assert found == sorted(found)
    assert {number for _, number in found} >= {99, 100}

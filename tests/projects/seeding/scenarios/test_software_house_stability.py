"""What stays when the story grows: planned without a database and compared row by row."""

from datetime import timedelta

import pytest

from apps.projects import factories
from apps.projects.models import Issue, IssueComment, ProjectTeamMember, Sprint
from apps.projects.seeding.planning import project
from apps.projects.seeding.specification.products import KEYS
from seedplot.clock import midnight
from seedplot.factories import Drawn, SeedFactory
from tests.projects.seeding.planned import ANCHOR, columns_of, issues_by_number, of_model, plan
from tests.rings import swept

LASTING = (
    "id", "key", "title", "description", "issue_type", "priority", "reporter", "story_points", "estimated_hours",
    "parent_issue", "order", "is_active",
)  # fmt: skip
"""What an issue is, whatever becomes of it."""
SPRINT_LASTS = ("id", "name", "status", "start_date", "end_date", "completed_at", "created_by")


def written_out(rows):
    return [(row.shape.label, columns_of(row)) for row in rows]


def test_one_more_project_leaves_the_others_and_the_frame_byte_for_byte_as_they_are():
    before, after = plan(projects=9), plan(projects=10)

    assert set(after) - set(before) == {KEYS[9]}
    assert {shard: written_out(rows) for shard, rows in before.items()} == {
        shard: written_out(after[shard]) for shard in before
    }


@pytest.mark.check
def test_one_more_issue_leaves_what_issues_are():
    for count in swept((49, 64, 29, 35, 50, 54)):
        before, after = plan(issues=count), plan(issues=count + 1)
        for key in KEYS:
            issues, more = issues_by_number(before[key]), issues_by_number(after[key])

            assert set(more) - set(issues) == {count + 1}
            for number, issue in issues.items():
                moved = {name for name in LASTING if issue[name] != more[number][name]}
                # An epic that comes last needs a child, and takes the issue before it until others follow.
                assert moved <= ({"parent_issue"} if number >= count - 1 else set()), (key, number)


@pytest.mark.check
def test_one_more_issue_moves_few_statuses():
    for count in swept((49, 50, 51), narrow=1):
        before, after = plan(issues=count), plan(issues=count + 1)
        for key in KEYS:
            issues, more = issues_by_number(before[key]), issues_by_number(after[key])
            moved = [number for number, issue in issues.items() if issue["status"] != more[number]["status"]]

            # Each line between two statuses may let one issue over, and each of those may push another one.
            assert len(moved) <= 8, (key, count, moved)


def test_one_more_issue_leaves_team_and_sprints_where_they_are():
    before, after = plan(issues=50), plan(issues=51)

    for key in KEYS:
        assert of_model(before[key], ProjectTeamMember) == of_model(after[key], ProjectTeamMember)
        sprints = [{name: sprint[name] for name in SPRINT_LASTS} for sprint in of_model(before[key], Sprint)]
        assert sprints == [{name: sprint[name] for name in SPRINT_LASTS} for sprint in of_model(after[key], Sprint)]


def test_another_column_changes_no_other(monkeypatch):
    before = plan(projects=3)
    for name, each in vars(factories).copy().items():
        if isinstance(each, type) and issubclass(each, SeedFactory) and not each._meta.abstract:
            # Each factory draws something more, before all else.
            parameters = type("Params", (), {"mood": Drawn(lambda stream: stream.random())})
            monkeypatch.setattr(factories, name, type(name, (each,), {"Params": parameters}))

    after = plan(projects=3)

    assert {shard: written_out(rows) for shard, rows in after.items()} == {
        shard: written_out(rows) for shard, rows in before.items()
    }


def test_a_column_that_is_drawn_changes_only_itself(monkeypatch):
    before = plan(projects=2)

    class MoodyIssueFactory(factories.IssueFactory):
        is_active = Drawn(lambda stream: stream.should_happen(0.5))

    monkeypatch.setattr(factories, "IssueFactory", MoodyIssueFactory)
    after = plan(projects=2)

    moved = set()
    for shard, rows in before.items():
        for (label, columns), (_, others) in zip(written_out(rows), written_out(after[shard]), strict=True):
            moved |= {(label, name) for name, value in columns.items() if others[name] != value}
    assert moved == {("projects.Issue", "is_active")}


def test_another_kind_of_row_leaves_the_rest(monkeypatch):
    before = plan(projects=2)
    activity_rows = project.activity_rows

    def activity_and_watching_rows(rows, issues, sprints, histories):
        # It draws from the very streams that the others are named under, before they do.
        for spec in issues:
            spec.stream.random()
            yield factories.IssueCommentFactory.row(
                spec.stream.at("watching"),
                issue=issues[spec],
                author=rows.users[spec.reporter],
                content="I watch this one.",
                created_at=histories[spec].created_at,
            )
        yield from activity_rows(rows, issues, sprints, histories)

    monkeypatch.setattr(project, "activity_rows", activity_and_watching_rows)
    after = plan(projects=2)

    for shard, rows in before.items():
        kept = [row for row in written_out(after[shard]) if row[1].get("content") != "I watch this one."]
        assert kept == written_out(rows)


def test_time_of_the_anchor_moves_the_rows_with_it_by_whole_weeks():
    summer = midnight(ANCHOR.date() + timedelta(days=98))
    here, there = plan(projects=1)["ECOM"], plan(projects=1, anchor=summer)["ECOM"]

    assert [row["content"] for row in of_model(here, IssueComment)] == [
        row["content"] for row in of_model(there, IssueComment)
    ]
    assert [row["title"] for row in of_model(here, Issue)] == [row["title"] for row in of_model(there, Issue)]
    assert [row["start_date"] + timedelta(days=98) for row in of_model(here, Sprint)] == [
        row["start_date"] for row in of_model(there, Sprint)
    ]

"""Sprints: lists, figures, and their life from the first issue to the completion."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone

from apps.projects import factories
from apps.projects.models import ActivityLog, Sprint
from tests.builders.scrum import MONDAY, shown

SPRINTS = "/api/projects/sprints/"
OVER = "its issues stay as they are."


def act(api, sprint, what, body=None):
    return api.post(f"{SPRINTS}{sprint.pk}/{what}/", body or {}, format="json")


def lines():
    found = ActivityLog.objects.order_by("happened_at", F("issue__key").asc(nulls_last=True))
    return list(found.values_list("action", "field", "old_value", "new_value", "issue__key", "sprint__name"))


def names(api, **query):
    response = api.get(SPRINTS, query)
    assert response.status_code == 200
    return [row["name"] for row in response.json()["data"]]


# Lists.


def test_sprint_is_listed_with_points_progress_and_counts(api, scrum):
    today = timezone.localdate()
    sprint = scrum.add_sprint(
        3,
        goal="Money comes in",
        status="active",
        start_date=today - timedelta(days=4),
        committed_points=100,
        completed_points=50,
        created_at=MONDAY,
    )
    scrum.add_issue(sprint=sprint)
    scrum.add_issue(sprint=sprint, status="Done")
    scrum.add_issue(sprint=sprint, status="Done", is_active=False)

    answer = api.get(SPRINTS).json()

    assert answer["data"] == [
        {
            "id": str(sprint.pk),
            "name": "Sprint 3",
            "goal": "Money comes in",
            "status": "active",
            "project": {"id": str(scrum.project.pk), "key": "SHOP", "name": "Online Shop"},
            "start_date": (today - timedelta(days=4)).isoformat(),
            "end_date": (today + timedelta(days=10)).isoformat(),
            "duration_days": 14,
            "remaining_days": 10,
            "committed_points": 100,
            "completed_points": 50,
            "progress": 50.0,
            "issue_count": 2,
            "completed_issue_count": 1,
            "created_at": "2026-03-02T09:00:00-06:00",
            "completed_at": None,
        }
    ]
    issues = api.get("/api/projects/issues/", {"sprint": str(sprint.pk)}).json()["data"]
    assert api.get(f"{SPRINTS}{sprint.pk}/").json() == answer["data"][0] | {"issues": issues}


@pytest.mark.parametrize(("committed", "completed", "progress"), [(0, 0, 0), (100, 50, 50.0), (3, 2, 66.67)])
def test_progress_is_a_share_of_what_was_committed(api, scrum, committed, completed, progress):
    sprint = scrum.add_sprint(committed_points=committed, completed_points=completed)

    assert api.get(f"{SPRINTS}{sprint.pk}/").json()["progress"] == progress


def test_sprints_come_newest_first_and_are_filtered(api, scrum, elsewhere):
    factories.ProjectTeamMemberFactory.create(project=elsewhere.project, user=scrum.ada)
    for number, status in enumerate(("completed", "active", "planning"), 1):
        scrum.add_sprint(number, status=status, start_date=date(2026, 1, 5) + timedelta(days=15 * number))
    elsewhere.add_sprint(9, start_date=date(2026, 1, 5))

    assert names(api) == ["Sprint 3", "Sprint 2", "Sprint 1", "Sprint 9"]
    assert names(api, project=str(elsewhere.project.pk)) == ["Sprint 9"]
    assert names(api, status="completed") == ["Sprint 1"]
    assert names(api, status="cancelled") == []


def test_name_of_a_sprint_is_unique_in_its_project_and_free_in_another(scrum, elsewhere):
    scrum.add_sprint(1)
    again = {"name": "Sprint 1", "start_date": date(2026, 3, 2), "end_date": date(2026, 3, 16)}

    with pytest.raises(ValidationError, match="Sprint with this Project and Name already exists"):
        Sprint(project=scrum.project, **again).full_clean()
    Sprint(project=elsewhere.project, **again).full_clean()


# Starting.


def test_sprint_is_started_with_what_is_in_it_and_completed_with_what_is_done(api, scrum):
    sprint = scrum.add_sprint(1)
    five, eight = (scrum.add_issue(sprint=sprint, story_points=points) for points in (5, 8))
    scrum.add_issue(sprint=sprint, story_points=13, is_active=False)
    scrum.add_issue(story_points=21)

    started = act(api, sprint, "start")
    api.patch(f"/api/projects/issues/{five.pk}/transition/", {"status": str(scrum.statuses["Done"].pk)}, format="json")
    completed = act(api, sprint, "complete")

    figures = [
        (answer.status_code, *(answer.json()[name] for name in ("status", "committed_points", "completed_points")))
        for answer in (started, completed)
    ]
    assert figures == [(200, "active", 13, 0), (200, "completed", 13, 5)]
    five.refresh_from_db()
    eight.refresh_from_db()
    sprint.refresh_from_db()
    assert (five.sprint, eight.sprint) == (sprint, None)
    assert sprint.completed_at == ActivityLog.objects.get(action="completed").happened_at
    assert lines() == [
        ("started", "", "", "", None, "Sprint 1"),
        ("changed", "status", "To Do", "Done", "1", None),
        ("changed", "sprint", "Sprint 1", "", "2", None),
        ("changed", "sprint", "Sprint 1", "", "3", None),
        ("completed", "", "", "", None, "Sprint 1"),
    ]


def test_sprint_without_issues_is_not_started(api, scrum):
    sprint = scrum.add_sprint(1)
    scrum.add_issue(sprint=sprint, is_active=False)

    response = act(api, sprint, "start")

    assert (response.status_code, response.json()) == (400, {"detail": "'Sprint 1' has no issues. Add one first."})
    sprint.refresh_from_db()
    assert (sprint.status, lines()) == ("planning", [])


def test_sprint_of_issues_without_points_is_started(api, scrum):
    sprint = scrum.add_sprint(1)
    scrum.add_issue(sprint=sprint)

    response = act(api, sprint, "start")

    assert (response.status_code, response.json()["committed_points"], response.json()["progress"]) == (200, 0, 0)


def test_project_has_one_active_sprint(api, scrum, elsewhere):
    scrum.add_sprint(1, status="active")
    elsewhere.add_sprint(1, status="active")
    sprint = scrum.add_sprint(2)
    scrum.add_issue(sprint=sprint)

    response = act(api, sprint, "start")

    message = "'Sprint 1' is active already. Complete it first."
    assert (response.status_code, response.json()) == (400, {"detail": message})


def test_active_sprint_of_another_project_is_in_nobodys_way(api, scrum, elsewhere):
    elsewhere.add_sprint(1, status="active")
    sprint = scrum.add_sprint(1)
    scrum.add_issue(sprint=sprint)

    assert act(api, sprint, "start").status_code == 200


@pytest.mark.parametrize("status", ["active", "completed", "cancelled"])
def test_only_a_planned_sprint_is_started(api, scrum, status):
    sprint = scrum.add_sprint(1, status=status)
    scrum.add_issue(sprint=sprint)

    response = act(api, sprint, "start")

    message = f"'Sprint 1' is {status}; only a planned sprint can be started."
    assert (response.status_code, response.json()) == (400, {"detail": message})


# Completing.


@pytest.mark.parametrize("status", ["planning", "completed", "cancelled"])
def test_only_an_active_sprint_is_completed(api, scrum, status):
    sprint = scrum.add_sprint(1, status=status)

    response = act(api, sprint, "complete")

    message = f"'Sprint 1' is {status}; only an active sprint can be completed."
    assert (response.status_code, response.json()) == (400, {"detail": message})


def test_unfinished_issues_move_to_the_sprint_that_is_named(api, scrum):
    sprint, after = scrum.add_sprint(1, status="active"), scrum.add_sprint(2)
    done, open_issue = scrum.add_issue(sprint=sprint, status="Done"), scrum.add_issue(sprint=sprint)

    response = act(api, sprint, "complete", {"move_to": str(after.pk)})

    done.refresh_from_db()
    open_issue.refresh_from_db()
    assert (response.status_code, done.sprint, open_issue.sprint) == (200, sprint, after)
    assert open_issue.updated_at > MONDAY
    line = ActivityLog.objects.get(field="sprint")
    assert (line.issue, line.old_key, line.new_key, line.new_value) == (open_issue, sprint.pk, after.pk, "Sprint 2")
    after.refresh_from_db()
    assert (after.committed_points, after.completed_points) == (0, 0)


def test_unfinished_issues_may_be_sent_to_the_backlog_in_so_many_words(api, scrum):
    sprint = scrum.add_sprint(1, status="active")
    issue = scrum.add_issue(sprint=sprint)

    response = act(api, sprint, "complete", {"move_to": None})

    issue.refresh_from_db()
    assert (response.status_code, issue.sprint) == (200, None)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (lambda scrum: scrum.add_sprint(2, status="completed"), f"'Sprint 2' is completed: {OVER}"),
        (lambda scrum: scrum.add_sprint(2, status="cancelled"), f"'Sprint 2' is cancelled: {OVER}"),
        (lambda scrum: Sprint.objects.get(), "'Sprint 1' cannot take over from itself."),
        (lambda _: factories.SprintFactory.create(), "There is no sprint {key} to choose."),
    ],
)
def test_unfinished_issues_move_nowhere_else(api, scrum, target, message):
    sprint = scrum.add_sprint(1, status="active")
    scrum.add_issue(sprint=sprint)
    key = str(target(scrum).pk)

    response = act(api, sprint, "complete", {"move_to": key})

    sprint.refresh_from_db()
    assert (response.status_code, response.json()) == (400, {"move_to": message.format(key=key)})
    assert (sprint.status, sprint.issues.count(), lines()) == ("active", 1, [])


# Adding and removing.


def add(api, sprint, issue):
    return act(api, sprint, "issues", {"issue": str(issue.pk)})


def remove(api, sprint, issue):
    return api.delete(f"{SPRINTS}{sprint.pk}/issues/{issue.pk}/")


@pytest.mark.parametrize("status", ["planning", "active"])
def test_issue_is_added_and_removed(api, scrum, status):
    sprint, issue = scrum.add_sprint(1, status=status), scrum.add_issue()

    added = add(api, sprint, issue)
    again = add(api, sprint, issue)
    removed = remove(api, sprint, issue)

    assert (added.status_code, again.status_code, added.json()["issue_count"]) == (201, 201, 1)
    assert (removed.status_code, sprint.issues.count()) == (204, 0)
    assert lines() == [
        ("changed", "sprint", "", "Sprint 1", "1", None),
        ("changed", "sprint", "Sprint 1", "", "1", None),
    ]


def test_issue_is_moved_from_one_sprint_to_another(api, scrum):
    one, other = scrum.add_sprint(1), scrum.add_sprint(2)
    issue = scrum.add_issue(sprint=one)

    add(api, other, issue)

    issue.refresh_from_db()
    assert issue.sprint == other
    assert lines() == [("changed", "sprint", "Sprint 1", "Sprint 2", "1", None)]


def test_points_of_the_active_sprint_follow_what_is_added_and_removed(api, scrum):
    sprint = scrum.add_sprint(1, status="active", committed_points=13)
    issue = scrum.add_issue(status="Done", story_points=3)

    figures = []
    for change in (add, remove):
        change(api, sprint, issue)
        sprint.refresh_from_db()
        figures.append((sprint.committed_points, sprint.completed_points))

    assert figures == [(13, 3), (13, 0)]


@pytest.mark.parametrize("status", ["completed", "cancelled"])
def test_issues_of_a_sprint_that_is_over_stay(api, scrum, status):
    sprint = scrum.add_sprint(1, status=status)
    inside, outside, open_sprint = scrum.add_issue(sprint=sprint), scrum.add_issue(), scrum.add_sprint(2)
    message = f"'Sprint 1' is {status}: {OVER}"

    answers = [add(api, sprint, outside), remove(api, sprint, inside), add(api, open_sprint, inside)]

    assert [(answer.status_code, answer.json()) for answer in answers] == [
        (400, {"detail": message}),
        (400, {"detail": message}),
        (400, {"issue": message}),
    ]
    assert lines() == []


def test_issue_of_another_project_or_one_put_away_is_not_added(api, scrum, elsewhere):
    sprint = scrum.add_sprint(1)

    for issue in (elsewhere.add_issue(), scrum.add_issue(is_active=False)):
        response = add(api, sprint, issue)

        message = f"There is no issue {issue.pk} to choose."
        assert (response.status_code, response.json()) == (400, {"issue": message})


def test_issue_that_is_not_in_the_sprint_is_not_removed(api, scrum):
    sprint, issue = scrum.add_sprint(1), scrum.add_issue()

    response = remove(api, sprint, issue)

    assert (response.status_code, response.json()) == (404, {"detail": f"There is no issue {issue.pk}."})


@pytest.mark.parametrize(
    ("what", "body", "errors"),
    [
        ("start", {"now": True}, {"now": "There is no such field. Known: none."}),
        ("complete", {"move_to": "backlog"}, {"move_to": "'backlog' is not a UUID."}),
        ("complete", {"to": None}, {"to": "There is no such field. Known: move_to."}),
        ("issues", {}, {"issue": "This field is required."}),
        ("issues", {"issue": "SHOP-1"}, {"issue": "'SHOP-1' is not a UUID."}),
        ("issues", {"issue": None}, {"issue": "This field may not be null."}),
    ],
)
def test_body_is_refused_by_field(api, scrum, what, body, errors):
    sprint = scrum.add_sprint(1, status="active" if what == "complete" else "planning")
    scrum.add_issue(sprint=sprint)

    response = act(api, sprint, what, body)

    assert (response.status_code, response.json()) == (400, errors)
    assert lines() == []


@pytest.mark.parametrize("what", ["start", "complete"])
def test_body_may_be_left_out(api, scrum, what):
    sprint = scrum.add_sprint(1, status="active" if what == "complete" else "planning")
    scrum.add_issue(sprint=sprint)

    assert api.post(f"{SPRINTS}{sprint.pk}/{what}/").status_code == 200


# What became of a sprint.


@pytest.fixture
def story(scrum):
    """Eleven days of a sprint: 5 + 8 + 3 points at its start, 2 more on day 3, the 3 taken out on day 4, 5 done."""
    begin = date(2026, 3, 2)
    sprint = scrum.add_sprint(1, status="active", start_date=begin, committed_points=16, completed_points=5)
    five, eight, three, two = (
        scrum.add_issue(sprint=None if points == 3 else sprint, story_points=points) for points in (5, 8, 3, 2)
    )
    for issue in (five, eight, three):
        scrum.note_sprint(issue, None, sprint, MONDAY - timedelta(days=1))
    scrum.note(sprint=sprint, action="started", happened_at=MONDAY)
    scrum.note_sprint(two, None, sprint, MONDAY + timedelta(days=3))
    scrum.note_sprint(three, sprint, None, MONDAY + timedelta(days=4))
    move(scrum, five, "To Do", "In Progress", MONDAY + timedelta(days=1))
    move(scrum, five, "In Progress", "Done", MONDAY + timedelta(days=5))
    return sprint


def move(scrum, issue, before, after, moment):
    issue.status = scrum.statuses[after]
    issue.resolved_at = moment if after == "Done" else None
    issue.save()
    scrum.note_status(issue, before, after, moment)


def burndown(api, sprint):
    answer = api.get(f"{SPRINTS}{sprint.pk}/burndown/").json()
    return answer, [point["actual"] for point in answer["points"]]


def test_burndown_follows_the_history_day_by_day(api, story):
    answer, actual = burndown(api, story)

    assert {name: answer[name] for name in answer if name != "points"} == {
        "sprint": {"id": str(story.pk), "name": "Sprint 1", "status": "active"},
        "start_date": "2026-03-02",
        "end_date": "2026-03-16",
        "committed_points": 16,
    }
    assert [point["date"] for point in answer["points"]] == [f"2026-03-{day:02}" for day in range(2, 17)]
    assert [point["ideal"] for point in answer["points"]][:3] == [16, 14.86, 13.71]
    assert answer["points"][-1]["ideal"] == 0
    assert actual == [16, 16, 16, 18, 15, *[10] * 10]


def test_burndown_shows_what_was_left_when_the_sprint_was_completed(api, story):
    act(api, story, "complete")
    moment = MONDAY + timedelta(days=14)
    Sprint.objects.update(completed_at=moment)
    ActivityLog.objects.filter(happened_at__gt=moment).update(happened_at=moment)

    _, actual = burndown(api, story)

    assert actual == [16, 16, 16, 18, 15, *[10] * 10]


def test_burndown_is_null_in_the_future(api, scrum):
    sprint = scrum.add_sprint(1, start_date=timezone.localdate() - timedelta(days=2))
    five, _ = (scrum.add_issue(sprint=sprint, story_points=points) for points in (5, 8))
    act(api, sprint, "start")
    ActivityLog.objects.filter(action="started").update(happened_at=timezone.now() - timedelta(days=2))
    api.patch(f"/api/projects/issues/{five.pk}/transition/", {"status": str(scrum.statuses["Done"].pk)}, format="json")

    answer, actual = burndown(api, sprint)

    assert actual == [13, 13, 8, *[None] * 12]
    assert answer["points"][7]["ideal"] == 6.5


def test_burndown_of_a_planned_sprint_has_no_actual_line(api, scrum):
    sprint = scrum.add_sprint(1, start_date=timezone.localdate() - timedelta(days=2))
    scrum.add_issue(sprint=sprint, story_points=5)

    answer, actual = burndown(api, sprint)

    assert (answer["committed_points"], actual) == (0, [None] * 15)


def test_burndown_without_a_history_goes_by_what_stands_in_the_rows(api, scrum):
    begin = timezone.localdate() - timedelta(days=3)
    sprint = scrum.add_sprint(1, status="active", start_date=begin, committed_points=13)
    yesterday = timezone.now() - timedelta(days=1)
    scrum.add_issue(sprint=sprint, story_points=5, status="Done", resolved_at=yesterday, created_at=timezone.now())
    scrum.add_issue(sprint=sprint, story_points=8, created_at=timezone.now())

    _, actual = burndown(api, sprint)

    assert actual == [13, 13, 8, 8, *[None] * 11]


def test_burndown_of_a_sprint_of_one_day_has_one_point(api, scrum):
    today = timezone.localdate()
    sprint = scrum.add_sprint(1, status="active", start_date=today, end_date=today, committed_points=3)

    answer, _ = burndown(api, sprint)

    assert answer["points"] == [{"date": today.isoformat(), "ideal": 3, "actual": 3}]


def test_report_says_what_was_done_and_what_came_and_went(api, story):
    answer = api.get(f"{SPRINTS}{story.pk}/report/").json()

    listed = api.get(SPRINTS).json()["data"][0]
    found = {name: [row["story_points"] for row in answer[name]] for name in ("completed", "added", "removed")}
    assert answer["sprint"] == listed
    assert found == {"completed": [5], "added": [2], "removed": [3]}
    assert [row["story_points"] for row in answer["unfinished"]] == [8, 2]
    assert (answer["committed_points"], answer["completed_points"]) == (16, 5)
    assert (answer["started_at"], answer["ended_at"]) == ("2026-03-02T09:00:00-06:00", None)


def test_report_holds_after_a_completion_and_what_came_later(api, scrum, story):
    act(api, story, "complete")
    for issue in scrum.project.issues.all():
        api.patch(
            f"/api/projects/issues/{issue.pk}/transition/",
            {"status": str(scrum.statuses["In Review"].pk)},
            format="json",
        )

    answer = api.get(f"{SPRINTS}{story.pk}/report/").json()

    assert [row["story_points"] for row in answer["completed"]] == [5]
    assert [row["story_points"] for row in answer["unfinished"]] == [8, 2]
    assert (answer["committed_points"], answer["completed_points"]) == (16, 5)


def test_report_of_a_sprint_without_a_history_goes_by_its_figures(api, scrum):
    sprint = scrum.add_sprint(
        1, status="completed", committed_points=Decimal(21), completed_points=Decimal(13), completed_at=MONDAY
    )

    answer = api.get(f"{SPRINTS}{sprint.pk}/report/").json()

    assert (answer["committed_points"], answer["completed_points"], answer["started_at"]) == (21, 13, None)


def test_people_are_told_by_their_uuid(api, scrum):
    sprint = scrum.add_sprint(1)
    scrum.add_issue(sprint=sprint, assignee=scrum.ben)

    assert api.get(f"{SPRINTS}{sprint.pk}/").json()["issues"][0]["assignee"] == shown(scrum.ben)

"""What the software house promises of every project."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from seedplot.promises import AtMost, Empty, Promise

if TYPE_CHECKING:
    from apps.projects.seeding.evidence import ProjectEvidence


def _measure(module: str, name: str) -> Callable[[ProjectEvidence], Any]:
    """The measure of that name, imported when it is taken: listing the scenarios does without models."""

    def measure(project: ProjectEvidence) -> Any:
        return getattr(import_module(f"apps.projects.seeding.measures.{module}"), name)(project)

    return measure


def _none(id: str, sentence: str, where: tuple[str, str], what: str, hint: str) -> Promise:
    return Promise(id, sentence, _measure(*where), Empty(what), hint)


PROMISES = (
    _none(
        "projects.P001",
        "There are one organization, one workspace, six people who can log in, and as many projects as asked for.",
        ("setup", "frame_faults"),
        "such fault",
        "Count the rows of the frame; look at the named person.",
    ),
    _none(
        "projects.P002",
        "A project has six types, four statuses, twelve transitions, a board of its kind and a team of four to six.",
        ("setup", "setup_faults"),
        "such fault",
        "Compare the named rows with the facts.",
    ),
    _none(
        "projects.P003",
        "A project has exactly the issues asked for, numbered from 1 up.",
        ("shares", "issue_faults"),
        "other number",
        "Count the issues of the project.",
    ),
    _none(
        "projects.P004",
        "Half of the issues are stories, a quarter tasks, 15 % bugs, and all else is shared evenly.",
        ("shares", "type_faults"),
        "type off its quota",
        "Count the issues by type.",
    ),
    _none(
        "projects.P005",
        "Statuses keep to the quotas of the project's state.",
        ("shares", "status_faults"),
        "status off its quota",
        "Count the issues by status.",
    ),
    _none(
        "projects.P006",
        "Of the issues 60 % have one to five comments each, and all five numbers occur.",
        ("shares", "comment_faults"),
        "number off its quota",
        "Count the comments by issue.",
    ),
    _none(
        "projects.P007",
        "Of the issues 10 % are the source of a link, all four kinds occur, and every row has its reciprocal.",
        ("shares", "link_faults"),
        "such fault",
        "Look for the row from the other side.",
    ),
    _none(
        "projects.P008",
        "Epics have children, sub-tasks a host in their sprint, and no child is older or open longer than its parent.",
        ("issues", "parent_faults"),
        "such fault",
        "Look at the parent of the named issue.",
    ),
    _none(
        "projects.P009",
        "Moments follow each other, and none lies at or after the anchor.",
        ("times", "time_faults"),
        "row out of order",
        "Compare the moments of the named issue with those of its changes, comments and links.",
    ),
    _none(
        "projects.P010",
        "resolved_at is the moment of the change to Done, within the issue's sprint, and only there.",
        ("times", "resolution_faults"),
        "other moment",
        "Look at the history of the named issue.",
    ),
    _none(
        "projects.P011",
        "Begun projects and their oldest issues are 90 to 180 days old, planned ones at most 60.",
        ("times", "age_faults"),
        "other age",
        "Compare created_at with the anchor.",
    ),
    Promise(
        "projects.P012",
        "In an active project at least 40 % of all events lie in the last 28 days.",
        _measure("times", "missing_recent_share"),
        AtMost(high=0, unit=" points short", places=1),
        "Count issues written, statuses changed and comments by day.",
    ),
    _none(
        "projects.P013",
        "A Scrum project has three to eight sprints of 14 days, one after the other, and one is active if it is.",
        ("sprints", "sprint_faults"),
        "such fault",
        "Compare the dates and statuses of the sprints with the anchor.",
    ),
    _none(
        "projects.P014",
        "The history of every issue leads step by step to the status and the sprint that it has.",
        ("sprints", "history_faults"),
        "broken history",
        "Read the activity of the named issue in the order of time.",
    ),
    _none(
        "projects.P015",
        "Committed points are those at the sprint's start, completed ones those of its done issues, and once fewer.",
        ("sprints", "point_faults"),
        "sprint that differs",
        "Add up the points by the history.",
    ),
    _none(
        "projects.P016",
        "Completed sprints hold what is done, the active one the work at hand, planned ones what is to do.",
        ("sprints", "place_faults"),
        "issue elsewhere",
        "Look at the sprint of the named issue.",
    ),
    _none(
        "projects.P017",
        "In a completed project all is done, in a planned one nothing.",
        ("sprints", "state_faults"),
        "such issue",
        "Look at the status and resolved_at of the named issue.",
    ),
    _none(
        "projects.P018",
        "Whoever reports, works, links or writes is on the team and may; what has begun is assigned.",
        ("issues", "people_faults"),
        "such person",
        "Look at the roles of the team.",
    ),
    _none(
        "projects.P019",
        "No two issues have one title, every issue that is named exists, and nobody merges before it is done.",
        ("issues", "word_faults"),
        "such text",
        "Read the named title or comment.",
    ),
    _none(
        "projects.P020",
        "Stories and tasks have points, tasks an estimate, and no more hours are spent than there were.",
        ("issues", "estimate_faults"),
        "such issue",
        "Look at the points and hours of the named issue.",
    ),
    _none(
        "projects.P021",
        "Nothing is done before what it waits for.",
        ("issues", "blocked_faults"),
        "such issue",
        "Look at the links of the named issue.",
    ),
    _none(
        "projects.P022",
        "No column of a board holds more than its limit.",
        ("setup", "crowded_columns"),
        "such column",
        "Count the issues in the column's status.",
    ),
    _none(
        "projects.P023",
        "Roles, types and statuses are among their choices.",
        ("setup", "invalid_choices"),
        "other value",
        "Run full_clean() on the named row.",
    ),
)

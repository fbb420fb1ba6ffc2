"""Promises about the house, the set-up of its projects, and numbers."""

from __future__ import annotations

from apps.projects.seeding.promises.stating import LAW, PLAN, none_of

CONFIGURATION = (
    none_of(
        "projects.P001",
        "There are one organization, one workspace, six people who can log in, and as many projects as asked for.",
        ("house", "shared_row_faults"),
        "such fault",
        "Count the shared rows; look at the named person.",
        PLAN + "its accounts, one organization, one workspace, and as many projects as asked for",
    ),
    none_of(
        "projects.P002",
        "A project has six types, four statuses, twelve transitions, a board of its kind and a team of four to six.",
        ("configuration", "configuration_faults"),
        "such fault",
        "Compare the named rows with the facts.",
        PLAN + "6 issue types and 4 workflow statuses per project, transitions, configurations, boards with columns",
    ),
    none_of(
        "projects.P003",
        "A project has exactly the issues asked for, numbered from 1 up as they were written.",
        ("shares", "issue_faults"),
        "other number",
        "Count the issues of the project.",
        PLAN + "--issues-per-project",
    ),
    none_of(
        "projects.P004",
        "Half of the issues are stories, a quarter tasks, 15% bugs, and all else is shared evenly.",
        ("shares", "type_faults"),
        "type off its share",
        "Count the issues by type.",
        PLAN + "50% stories, 25% tasks, 15% bugs, 10% other",
    ),
    none_of(
        "projects.P005",
        "Statuses keep to the shares of the project's state.",
        ("shares", "status_faults"),
        "status off its share",
        "Count the issues by status.",
        PLAN + "20% to-do, 40% in-progress, 30% in-review, 10% done; a completed project is all done",
    ),
    none_of(
        "projects.P006",
        "Of the issues 60% have one to five comments each, and all five numbers occur.",
        ("shares", "comment_faults"),
        "number off its share",
        "Count the comments by issue.",
        PLAN + "60% of issues get 1-5 comments",
    ),
    none_of(
        "projects.P007",
        "Of the issues 10% are the source of a link, all four kinds occur, and every row has its reciprocal.",
        ("shares", "link_faults"),
        "such fault",
        "Look for the row from the other side.",
        PLAN + "10% of issues linked",
    ),
    none_of(
        "projects.P022",
        "Work in hand has a limit on a Kanban board, above its share of the issues, and no column holds more.",
        ("configuration", "limit_faults"),
        "such column",
        "Count the issues in the column's status.",
        LAW + "a limit on work in progress is kept",
    ),
    none_of(
        "projects.P023",
        "Roles, types and statuses are among their choices.",
        ("configuration", "invalid_choices"),
        "other value",
        "Run full_clean() on the named row.",
        LAW + "a value is one of the choices of its column",
    ),
    none_of(
        "projects.P024",
        "Organization and workspace are Scrum Demo and Main Workspace, Project Owner's; members joined by invitation.",
        ("house", "house_faults"),
        "such fault",
        "Compare the named row with the specification of the house.",
        PLAN + "one organization with all users, and a workspace for its projects",
    ),
    none_of(
        "projects.P025",
        "A project is the one of its place in the list of twenty, and its dates are those of its work.",
        ("configuration", "project_faults"),
        "such column",
        "Compare the project with the product of its place, and its dates with its sprints.",
        PLAN + "PROJECT_TEMPLATES: name, key, description, methodology, status, priority",
    ),
)

"""Promises about the content of issues: parents, sizes, links and texts."""

from __future__ import annotations

from apps.projects.seeding.promises.stating import LAW, PLAN, none_of

CONTENT = (
    none_of(
        "projects.P008",
        "Epics have children, sub-tasks a host in their sprint, and no child is older or open longer than its parent.",
        ("issues", "parent_faults"),
        "such fault",
        "Look at the parent of the named issue.",
        PLAN + "logical parent-child structures",
    ),
    none_of(
        "projects.P019",
        "No two issues have one title, every issue that is named exists, and nobody merges before it is done.",
        ("issues", "word_faults"),
        "such text",
        "Read the named title or comment.",
        PLAN + "comments make sense in context",
    ),
    none_of(
        "projects.P020",
        "Stories and tasks have points, tasks an estimate in half hours, and every type its own priorities.",
        ("estimates", "estimate_faults"),
        "such issue",
        "Look at the points, estimate and priority of the named issue.",
        LAW + "stories and tasks are sized, tasks are estimated in hours, and a step of an issue is no emergency",
    ),
    none_of(
        "projects.P021",
        "Nothing is done before the issues that it waits for.",
        ("links", "blocked_faults"),
        "such issue",
        "Look at the links of the named issue.",
        LAW + "blocked work waits",
    ),
    none_of(
        "projects.P030",
        "A title is one of the project's own, of the issue's type and of the area of its parent.",
        ("texts", "title_faults"),
        "such title",
        "Look for the title among the words of the product.",
        PLAN + "issue titles relevant to project domain",
    ),
    none_of(
        "projects.P031",
        "A description says the same as the title, in words of its area.",
        ("texts", "description_faults"),
        "such description",
        "Read the description beside the title.",
        PLAN + "issue titles relevant to project domain",
    ),
    none_of(
        "projects.P032",
        "A comment comes from the right person at the right moment, and its names and figures are true.",
        ("comments", "talk_faults"),
        "such comment",
        "Read the named comment beside the history of its issue.",
        PLAN + "comments make sense in context",
    ),
    none_of(
        "projects.P033",
        "A sprint's goal names the area that most of its issues belong to.",
        ("texts", "goal_faults"),
        "such goal",
        "Count the areas of the issues that the sprint ever held.",
        LAW + "a sprint goal sums up the sprint",
    ),
    none_of(
        "projects.P035",
        "The lead links an issue within an hour of its creation, and a duplicate says the same once more.",
        ("links", "origin_faults"),
        "such link",
        "Read the titles of the linked issues and the moments of both.",
        LAW + "a duplicate repeats an older issue",
    ),
    none_of(
        "projects.P036",
        "Hours are kept of begun tasks and bugs: in proportion to the estimate, and no more than there were.",
        ("estimates", "worked_faults"),
        "such hours",
        "Count the office hours since the issue was begun.",
        LAW + "nobody works more hours than there are",
    ),
    none_of(
        "projects.P040",
        "From 30 issues on, there are several priorities, sizes, reporters and assignees.",
        ("issues", "variety_faults"),
        "such sameness",
        "Count the issues of the project by the named column.",
        LAW + "not everything is equally urgent or large, and a team works together",
    ),
)

"""An issue: that it is written, goes from status to status, is given to somebody, talked about and linked."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models.functions import Length
from django.utils import timezone

from apps.projects.models import (
    Issue,
    IssueComment,
    IssueLink,
    IssueType,
    Project,
    WorkflowStatus,
    WorkflowTransition,
)
from apps.projects.services.journal import NOTHING, Action, Field, named, note, note_change, person
from apps.projects.services.sprints import check_open, count_completed

DONE = WorkflowStatus.Category.DONE
LARGEST_ORDER = 2**31 - 1


def create_issue(
    project: Project, reporter: Any, *, title: str, issue_type: IssueType | None = None, **columns: Any
) -> Issue:
    """A new issue with the next number, in the initial status; without a type it is the project's usual one."""
    number = _next_number(project)
    issue = Issue(
        project=project,
        reporter=reporter,
        key=str(number),
        order=min(number, LARGEST_ORDER),
        title=title,
        issue_type=issue_type or _usual_type(project),
        status=_initial_status(project),
        **columns,
    )
    issue.clean()
    if issue.sprint is not None:
        check_open(issue.sprint, "sprint")
    check_room(issue.status)
    issue.save()
    line = note(project, reporter, Action.CREATED, issue=issue, moment=issue.created_at)
    for field, old, new in (
        (Field.SPRINT, NOTHING, named(issue.sprint)),
        (Field.ASSIGNEE, NOTHING, person(issue.assignee)),
    ):
        if new != NOTHING:
            note(project, reporter, Action.CHANGED, issue=issue, field=field, old=old, new=new, moment=line.happened_at)
    return issue


def change_status(issue: Issue, status: WorkflowStatus, actor: Any, *, asked_as: str = "status") -> None:
    """Move the issue by an active transition; one that is done has the moment. The same status again changes nothing.

    `asked_as` is the field that a refusal names.
    """
    before = issue.status
    if status == before:
        return
    if not _is_allowed(issue.project, before, status):
        raise ValidationError({asked_as: f"There is no way from '{before}' to '{status}'."})
    check_room(status, asked_as=asked_as)
    issue.status = status
    if status.category != DONE:
        issue.resolved_at = None
    elif issue.resolved_at is None:
        # Done by hand, so the clock says when.
        issue.resolved_at = timezone.now()  # noqa: TID251
    issue.save(update_fields=["status", "resolved_at"])
    note_change(issue, actor, Field.STATUS, named(before), named(status))
    count_completed(issue.sprint)


def assign(issue: Issue, assignee: Any, actor: Any) -> None:
    """Give the issue to somebody, or with None to nobody."""
    before = issue.assignee
    if assignee == before:
        return
    issue.assignee = assignee
    issue.save(update_fields=["assignee"])
    note_change(issue, actor, Field.ASSIGNEE, person(before), person(assignee))


def set_priority(issue: Issue, priority: str, actor: Any) -> None:
    before = issue.priority
    if priority == before:
        return
    issue.priority = priority
    issue.save(update_fields=["priority"])
    old, new = (Issue.Priority(value).label for value in (before, priority))
    note_change(issue, actor, Field.PRIORITY, (old, None), (new, None))


def add_comment(issue: Issue, author: Any, content: str) -> IssueComment:
    comment = IssueComment.objects.create(issue=issue, author=author, content=content)
    note(
        issue.project,
        author,
        Action.CREATED,
        issue=issue,
        field=Field.COMMENT,
        new=(content, comment.pk),
        moment=comment.created_at,
    )
    _touch(issue)
    return comment


def add_link(source: Issue, target: Issue, link_type: str, author: Any) -> IssueLink:
    """A link and its reciprocal; one that is there already is refused."""
    link = IssueLink(source_issue=source, target_issue=target, link_type=link_type, created_by=author)
    link.clean()
    if source.links.filter(target_issue=target, link_type=link_type).exists():
        raise ValidationError({"target_issue": f"{link} already."})
    link.save()
    note(
        source.project, author, Action.CREATED, issue=source, field=Field.LINK, new=_said(link), moment=link.created_at
    )
    _touch(source, target)
    return link


def remove_link(link: IssueLink, actor: Any) -> None:
    """Take away a link and its reciprocal."""
    source, target, said = link.source_issue, link.target_issue, _said(link)
    link.delete()
    note(source.project, actor, Action.REMOVED, issue=source, field=Field.LINK, old=said)
    _touch(source, target)


def check_room(status: WorkflowStatus, *, asked_as: str = NON_FIELD_ERRORS) -> None:
    """ValidationError if a column that shows the status holds as many issues as it may."""
    tightest = status.columns.filter(max_wip__isnull=False).order_by("max_wip").first()
    if tightest is not None and tightest.is_full:
        raise ValidationError({asked_as: f"'{tightest}' is full: its limit is {tightest.max_wip}."})


def _is_allowed(project: Project, before: WorkflowStatus, after: WorkflowStatus) -> bool:
    return WorkflowTransition.objects.filter(
        project=project, from_status=before, to_status=after, is_active=True
    ).exists()


def _next_number(project: Project) -> int:
    """One more than the highest there ever was; keys are texts, so the longest come first."""
    keys = project.issues.alias(digits=Length("key")).order_by("-digits", "-key").values_list("key", flat=True)
    return int(keys.first() or 0) + 1


def _usual_type(project: Project) -> IssueType:
    """A task, or whatever else the project has first."""
    types = list(project.issue_types.filter(is_active=True))
    if not types:
        raise ValidationError({"issue_type": f"{project.key} has no issue types."})
    return min(types, key=lambda each: (each.category != IssueType.Category.TASK, not each.is_default, each.name))


def _initial_status(project: Project) -> WorkflowStatus:
    status = project.statuses.filter(is_active=True).order_by("-is_initial", "order", "name").first()
    if status is None:
        raise ValidationError(f"{project.key} has no statuses.")
    return status


def _said(link: IssueLink) -> tuple[str, Any]:
    return f"{link.get_link_type_display().lower()} {link.target_issue.full_key}", link.pk


def _touch(*issues: Issue) -> None:
    """What is said about an issue, or links it, counts as a change of it."""
    for issue in issues:
        issue.save(update_fields=["updated_at"])

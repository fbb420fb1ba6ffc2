"""Falsified rows: each lie breaks the promises that it concerns, and no others."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F

from apps.accounts.models import User
from apps.projects import factories, models
from apps.projects.models import ActivityLog, BoardColumn, Issue, IssueComment, IssueLink, Project, Sprint
from apps.projects.seeding.promises import PROMISES
from seedplot import promises, registry
from seedplot.engine import proof
from seedplot.engine.raw_rows import RawRows
from tests.projects.seeding.planned import ANCHOR, seed
from tests.rings import sampled

PROJECTS = 5


@pytest.fixture(scope="module")
def run(django_db_setup, django_db_blocker):
    """ECOM, HLTH, FIN, EDU and BANK: active, completed and planned ones, with and without sprints."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield seed(42, projects=PROJECTS, issues=50, skip_proof=True).run
        transaction.set_rollback(True)


def broken(run):
    scenario = registry.scenario_of_run(run)
    rows = proof.rows_to_prove(run, scenario)
    rows.source = RawRows(run.using)
    findings = [
        finding
        for part, subject in scenario.subjects(rows, run.anchor)
        for finding in promises.verify(PROMISES, part, subject)
    ]
    return {finding.promise.id.removeprefix("projects.") for finding in findings if not finding.kept}


def claims_against(run, lie):
    with transaction.atomic():
        lie()
        found = broken(run)
        transaction.set_rollback(True)
    return found


def ecom(**filters):
    return Issue.objects.filter(project__key="ECOM", **filters)


def set_status(issue, name):
    issue.status = issue.project.statuses.get(name=name)
    issue.save()


def change(rows, **columns):
    """Change the first of the rows, and nothing else."""
    first = rows.order_by("pk").first()
    assert first is not None
    type(first).objects.filter(pk=first.pk).update(**columns)
    return first


def happened(rows, moment):
    """Log entries of another moment, as if they had been made then."""
    rows.update(happened_at=moment, created_at=moment, updated_at=moment)


# The shared rows and the configuration.


def lost_profile():
    models.UserProfile.objects.get(user__username="leo.navarro").delete()


def person_who_cannot_log_in():
    User.objects.filter(username="leo.navarro").update(password="!")


def person_with_another_address():
    User.objects.filter(username="leo.navarro").update(email="leo@example.com")


def member_without_a_moment_of_joining():
    models.OrganizationMembership.objects.filter(user__username="leo.navarro").update(joined_at=None)


def type_of_another_colour():
    change(models.IssueType.objects.filter(project__key="ECOM"), color="#000000")


def missing_transition():
    models.WorkflowTransition.objects.filter(project__key="FIN").first().delete()


def board_of_the_other_kind():
    models.Board.objects.filter(project__key="FIN").update(board_type="scrum")


def month_long_sprints():
    models.ProjectConfiguration.objects.filter(project__key="ECOM").update(sprint_duration=4)


def lead_who_only_develops():
    project = Project.objects.get(key="FIN")
    project.team_members.filter(user=project.lead).update(role="developer")


def column_that_is_too_narrow():
    BoardColumn.objects.filter(board__project__key="FIN", name="In Progress").update(max_wip=5)


def status_of_an_unknown_category():
    change(ActivityLog.objects.filter(action="created"), action="dreamt")


# Quotas.


def lost_issue():
    issue = ecom(key="50").get()
    IssueLink.objects.filter(source_issue=issue).delete()
    issue.delete()


def number_left_out():
    ecom(key="50").update(key="51", title=F("title"))


def story_turned_into_an_improvement():
    issue = ecom(issue_type__category="story", story_points__isnull=False, status__name="To Do").first()
    ecom(pk=issue.pk).update(issue_type=issue.project.issue_types.get(category="improvement"), story_points=None)


def issue_that_nobody_began():
    """Back from progress to do, in the backlog and with no history."""
    issue = ecom(status__name="In Progress", issue_type__category="bug", sprint__isnull=False).first()
    issue.activity.filter(field__in=("status", "sprint")).delete()
    status = issue.project.statuses.get(name="To Do")
    ecom(pk=issue.pk).update(status=status, sprint=None, actual_hours=None)


def silenced_issue():
    comment = IssueComment.objects.filter(issue__project__key="ECOM").first()
    IssueComment.objects.filter(issue=comment.issue).delete()


def five_comments_too_few():
    """Nobody has five any more."""
    issues = [issue for issue in Issue.objects.filter(project__key="FIN") if issue.comments.count() == 5]
    for issue in issues:
        issue.comments.first().delete()


def one_sided_link():
    IssueLink.objects.filter(link_type="blocked_by", source_issue__project__key="ECOM").first()
    row = IssueLink.objects.filter(link_type="relates_to", source_issue__project__key="ECOM").first()
    IssueLink.objects.filter(pk=row.pk)._raw_delete("default")


def link_of_another_kind():
    """All that were related block each other now, so one kind is missing."""
    for row in IssueLink.objects.filter(link_type="relates_to", source_issue__project__key="HLTH"):
        first = row.source_issue.resolved_at < row.target_issue.resolved_at
        IssueLink.objects.filter(pk=row.pk).update(link_type="blocks" if first else "blocked_by")


# Parents, people, words, points.


def epic_without_children():
    epic = ecom(issue_type__category="epic").first()
    ecom(parent_issue=epic).update(parent_issue=None)


def child_older_than_its_parent():
    child = ecom(parent_issue__issue_type__category="epic").order_by("created_at").first()
    Issue.objects.filter(pk=child.parent_issue_id).update(created_at=child.created_at + timedelta(seconds=1))


def reporter_from_outside():
    stranger = get_user_model().objects.exclude(project_memberships__project__key="ECOM").first()
    change(ecom(), reporter=stranger)


def stakeholder_at_work():
    change(models.ProjectTeamMember.objects.filter(project__key="ECOM", role="developer"), role="stakeholder")


def work_without_anybody():
    change(ecom(status__name="In Review"), assignee=None)


def everything_is_taken():
    lead = Project.objects.get(key="ECOM").lead
    ecom(status__name="To Do").update(assignee=lead)


def title_twice():
    first, second = ecom().order_by("pk")[:2]
    ecom(pk=second.pk).update(title=first.title)


def issue_named_that_is_not_there():
    change(IssueComment.objects.filter(issue__project__key="ECOM"), content="Same as ECOM-999.")


def merge_of_what_nobody_began():
    change(IssueComment.objects.filter(issue__project__key="BANK"), content="Merged, thank you.")


def bug_with_points():
    change(ecom(issue_type__category="bug", sprint=None), story_points=3)


def points_off_the_scale():
    change(Issue.objects.filter(project__key="FIN", issue_type__category="story"), story_points=4)


def hours_before_the_work():
    change(Issue.objects.filter(project__key="BANK", issue_type__category="task"), actual_hours=2)


def more_hours_than_there_were():
    last = ActivityLog.objects.filter(project__key="FIN", new_value="In Progress", issue__actual_hours__gt=0)
    Issue.objects.filter(pk=last.order_by("happened_at").last().issue_id).update(actual_hours=900)


def done_before_what_it_waits_for():
    link = IssueLink.objects.filter(source_issue__project__key="HLTH", link_type="blocks").first()
    change_roles = {"blocks": "blocked_by", "blocked_by": "blocks"}
    for row in IssueLink.objects.filter(
        source_issue__in=(link.source_issue_id, link.target_issue_id),
        target_issue__in=(link.source_issue_id, link.target_issue_id),
    ):
        IssueLink.objects.filter(pk=row.pk).update(link_type=change_roles[row.link_type])


# Times.


def comment_after_the_last_change():
    comment = IssueComment.objects.filter(issue__project__key="HLTH").first()
    IssueComment.objects.filter(pk=comment.pk).update(created_at=comment.issue.updated_at + timedelta(seconds=1))


def issue_of_tomorrow():
    issue = Issue.objects.filter(project__key="BANK").first()
    Issue.objects.filter(pk=issue.pk).update(updated_at=ANCHOR + timedelta(hours=9))


def link_before_its_issues():
    change(IssueLink.objects.filter(source_issue__project__key="FIN"), created_at=ANCHOR - timedelta(days=300))


def done_an_hour_later():
    issue = Issue.objects.filter(project__key="FIN", resolved_at__isnull=False).first()
    Issue.objects.filter(pk=issue.pk).update(resolved_at=issue.resolved_at + timedelta(hours=1))


def younger_project():
    project = Project.objects.get(key="FIN")
    ages = Issue.objects.filter(project=project).order_by("created_at").first()
    limit = ANCHOR - timedelta(days=89)
    Project.objects.filter(pk=project.pk).update(created_at=limit)
    Issue.objects.filter(project=project, created_at__lt=limit).update(created_at=limit)
    happened(ActivityLog.objects.filter(project=project, happened_at__lt=limit), limit)
    IssueComment.objects.filter(issue__project=project, created_at__lt=limit).update(created_at=limit)
    IssueLink.objects.filter(source_issue__project=project, created_at__lt=limit).update(created_at=limit)
    assert ages.created_at < limit


def quiet_month():
    """Comments of the last four weeks were written before, as far as their issue was there."""
    limit = ANCHOR - timedelta(days=28, hours=1)
    IssueComment.objects.filter(issue__project__key="EDU", created_at__gt=limit, issue__created_at__lt=limit).update(
        created_at=limit
    )
    recent = ActivityLog.objects.filter(project__key="EDU", field="status", happened_at__gt=limit)
    happened(recent.filter(issue__created_at__lt=limit).exclude(new_value="Done"), limit)


# Sprints.


def sprint_of_fifteen_days():
    sprint = Sprint.objects.filter(project__key="BANK").order_by("start_date").last()
    Sprint.objects.filter(pk=sprint.pk).update(end_date=sprint.end_date + timedelta(days=1))


def second_active_sprint():
    Sprint.objects.filter(project__key="BANK").update(status="active")


def sprints_of_a_kanban_project():
    Project.objects.filter(key="EDU").update(methodology="kanban")


def sprint_of_another_project():
    sprint = Sprint.objects.filter(project__key="BANK").order_by("start_date").last()
    Sprint.objects.filter(pk=sprint.pk).update(project=Project.objects.get(key="FIN"), name="Stray")


def skipped_review():
    ActivityLog.objects.filter(project__key="HLTH", field="status", new_value="In Review").first().delete()


def lost_commitment():
    change(Sprint.objects.filter(project__key="ECOM", status="completed"), committed_points=F("committed_points") + 1)


def completed_points_of_yesterday():
    change(Sprint.objects.filter(project__key="HLTH"), completed_points=F("completed_points") - 1)


def late_joiner():
    """An issue of the active sprint joined it the day after its start."""
    sprint = Sprint.objects.get(project__key="ECOM", status="active")
    row = ActivityLog.objects.filter(new_key=sprint.pk, old_key=None, issue__story_points=None).first()
    later = ActivityLog.objects.filter(issue=row.issue, field="status").order_by("happened_at").first()
    happened(ActivityLog.objects.filter(pk=row.pk), later.happened_at)


def open_issue_in_a_completed_sprint():
    """Work at hand that is said to have been in the sprint before, and was never carried over."""
    sprint = Sprint.objects.filter(project__key="ECOM", status="completed").order_by("start_date").last()
    at_work = ecom(sprint__status="active", story_points=None, status__name="In Progress", parent_issue=None)
    issue = at_work.order_by("created_at").first()
    Issue.objects.filter(pk=issue.pk).update(sprint=sprint)
    joined = ActivityLog.objects.filter(issue=issue, field="sprint")
    joined.update(new_key=sprint.pk, new_value=sprint.name)
    happened(joined, issue.created_at + timedelta(seconds=1))


def unfinished_business():
    """One issue of a completed project is in review again, its history with it."""
    parents = Issue.objects.filter(project__key="HLTH").exclude(parent_issue=None).values("parent_issue")
    blocked = IssueLink.objects.filter(source_issue__project__key="HLTH").values("source_issue")
    free = Issue.objects.filter(project__key="HLTH", parent_issue=None, story_points=None)
    issue = free.exclude(pk__in=parents).exclude(pk__in=blocked).order_by("pk").first()
    issue.activity.filter(new_value="Done").delete()
    status = issue.project.statuses.get(name="In Review")
    Issue.objects.filter(pk=issue.pk).update(status=status, resolved_at=None)
    IssueComment.objects.filter(issue=issue, content__icontains="merge").update(content="Nearly there.")


# The house, the list of projects, and everyday work.


def organization_on_another_plan():
    models.Organization.objects.update(subscription_plan="free")


def profiles_exchanged():
    leo, victor = (models.UserProfile.objects.get(user__username=name) for name in ("leo.navarro", "victor.salas"))
    models.UserProfile.objects.filter(pk=leo.pk).update(bio=victor.bio)
    models.UserProfile.objects.filter(pk=victor.pk).update(bio=leo.bio)


def project_of_another_priority():
    Project.objects.filter(key="FIN").update(priority="low")


def project_that_is_over():
    Project.objects.filter(key="FIN").update(end_date=ANCHOR.date() - timedelta(days=1))


def sprint_started_at_midnight():
    row = ActivityLog.objects.filter(project__key="ECOM", action="started").order_by("happened_at").first()
    happened(ActivityLog.objects.filter(pk=row.pk), row.happened_at - timedelta(hours=8))


def sprint_that_nobody_started():
    ActivityLog.objects.filter(project__key="ECOM", action="started").order_by("happened_at").first().delete()


def issue_that_nobody_wrote():
    ActivityLog.objects.filter(project__key="FIN", action="created").first().delete()


def work_reviewed_by_its_author():
    quiet = Issue.objects.filter(project__key="HLTH", comments=None, status__name="Done").first()
    quiet.activity.filter(new_value="Done").update(actor=quiet.assignee)


def sprint_planned_by_another_than_the_lead():
    row = ActivityLog.objects.filter(project__key="ECOM", field="sprint").first()
    other = row.project.team_members.exclude(user=row.project.lead).exclude(role="stakeholder").first()
    ActivityLog.objects.filter(pk=row.pk).update(actor=other.user)


def designer_who_mends_a_bug():
    designer = models.ProjectTeamMember.objects.filter(role="designer").first()
    bugs = Issue.objects.filter(project=designer.project, issue_type__category="bug")
    change(bugs.filter(status__name="To Do", comments=None), assignee=designer.user)


def title_of_another_project():
    other = Issue.objects.filter(project__key="FIN", issue_type__category="story").first()
    change(ecom(issue_type__category="story", activity__field="").exclude(activity__field="sprint"), title=other.title)


def description_of_another_issue():
    first, second = Issue.objects.filter(project__key="FIN", issue_type__category="story").order_by("pk")[:2]
    Issue.objects.filter(pk=first.pk).update(description=second.description)


def another_size_than_people_speak_of():
    sized = IssueComment.objects.filter(issue__project__key="FIN", content__regex=r"\b(2|3|5|8|13) points").first()
    now = sized.issue.story_points
    Issue.objects.filter(pk=sized.issue_id).update(story_points=1 if now > 1 else 2)


def work_begun_in_the_name_of_another():
    row = IssueComment.objects.filter(issue__project__key="ECOM", content__regex="^(Started|On it|I begin)").first()
    others = row.issue.project.team_members.exclude(user=row.author).exclude(role="stakeholder")
    IssueComment.objects.filter(pk=row.pk).update(author=others.first().user)


def goal_of_another_sprint():
    first, second = Sprint.objects.filter(project__key="BANK").order_by("start_date")[:2]
    Sprint.objects.filter(pk=first.pk).update(goal=f"{first.goal} {second.goal}")


def epic_that_begins_with_its_writing():
    row = ActivityLog.objects.filter(project__key="HLTH", issue__issue_type__category="epic", new_value="In Progress")
    happened(ActivityLog.objects.filter(pk=row.first().pk), row.first().issue.created_at)


def link_made_by_another_than_the_lead():
    row = IssueLink.objects.filter(source_issue__project__key="FIN").first()
    project = row.source_issue.project
    other = project.team_members.exclude(user=project.lead).exclude(role="stakeholder").first()
    IssueLink.objects.filter(pk=row.pk).update(created_by=other.user)


def comment_edited_afterwards():
    change(IssueComment.objects.filter(issue__project__key="FIN"), is_edited=True)


def carried_over_an_hour_later():
    moved = ActivityLog.objects.filter(project__key="ECOM", field="sprint", old_key__isnull=False)
    row = moved.filter(issue__updated_at__gt=F("happened_at") + timedelta(hours=1)).first()
    happened(ActivityLog.objects.filter(pk=row.pk), row.happened_at + timedelta(hours=1))


def review_of_a_minute():
    """Of an issue of which nobody speaks."""
    row = ActivityLog.objects.filter(project__key="FIN", new_value="Done", issue__comments=None).first()
    happened(row.issue.activity.filter(new_value="In Review"), row.happened_at - timedelta(minutes=1))


def everything_is_equally_urgent():
    ecom().update(priority="P3")


LIES = {
    lost_profile: {"P001"},
    person_who_cannot_log_in: {"P001"},
    person_with_another_address: {"P001"},
    member_without_a_moment_of_joining: {"P024"},
    type_of_another_colour: {"P002"},
    missing_transition: {"P002"},
    board_of_the_other_kind: {"P002"},
    month_long_sprints: {"P002"},
    lead_who_only_develops: {"P002"},
    column_that_is_too_narrow: {"P022"},
    status_of_an_unknown_category: {"P023", "P027"},
    number_left_out: {"P003"},
    story_turned_into_an_improvement: {"P004", "P030", "P035"},
    issue_that_nobody_began: {"P005", "P037"},
    silenced_issue: {"P006", "P037"},
    five_comments_too_few: {"P006"},
    one_sided_link: {"P007"},
    link_of_another_kind: {"P007"},
    epic_without_children: {"P008", "P034"},
    child_older_than_its_parent: {"P003", "P008", "P027"},
    comment_after_the_last_change: {"P009", "P032", "P037"},
    issue_of_tomorrow: {"P009", "P037"},
    link_before_its_issues: {"P009", "P026", "P035", "P037"},
    done_an_hour_later: {"P010"},
    younger_project: {"P009", "P011", "P025", "P026", "P032", "P035", "P037", "P039"},
    quiet_month: {"P012", "P026", "P032", "P037", "P039"},
    sprint_of_fifteen_days: {"P013"},
    sprints_of_a_kanban_project: {"P002", "P013", "P022", "P025"},
    sprint_of_another_project: {"P002", "P013", "P014", "P032"},
    skipped_review: {"P014", "P032"},
    lost_commitment: {"P015"},
    completed_points_of_yesterday: {"P015"},
    late_joiner: {"P015"},
    open_issue_in_a_completed_sprint: {"P016"},
    unfinished_business: {"P005", "P016", "P017", "P037"},
    reporter_from_outside: {"P018", "P027"},
    stakeholder_at_work: {"P002", "P018", "P032"},
    work_without_anybody: {"P018", "P028"},
    everything_is_taken: {"P018", "P029"},
    title_twice: {"P019", "P030"},
    issue_named_that_is_not_there: {"P019", "P032"},
    merge_of_what_nobody_began: {"P019", "P032"},
    bug_with_points: {"P020"},
    points_off_the_scale: {"P020"},
    hours_before_the_work: {"P036"},
    more_hours_than_there_were: {"P036"},
    done_before_what_it_waits_for: {"P021", "P032"},
    organization_on_another_plan: {"P024"},
    profiles_exchanged: {"P024"},
    project_of_another_priority: {"P025"},
    project_that_is_over: {"P025"},
    sprint_started_at_midnight: {"P026"},
    sprint_that_nobody_started: {"P027"},
    issue_that_nobody_wrote: {"P027"},
    work_reviewed_by_its_author: {"P028"},
    sprint_planned_by_another_than_the_lead: {"P028"},
    designer_who_mends_a_bug: {"P029"},
    title_of_another_project: {"P030"},
    description_of_another_issue: {"P031"},
    another_size_than_people_speak_of: {"P032"},
    work_begun_in_the_name_of_another: {"P032"},
    goal_of_another_sprint: {"P033"},
    epic_that_begins_with_its_writing: {"P034"},
    link_made_by_another_than_the_lead: {"P035"},
    comment_edited_afterwards: {"P037"},
    carried_over_an_hour_later: {"P038"},
    review_of_a_minute: {"P039"},
    everything_is_equally_urgent: {"P040"},
}


@pytest.mark.django_db
def test_rows_as_they_were_written_break_nothing(run):
    assert broken(run) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("lie", sampled(LIES, every=3), ids=lambda lie: lie.__name__)
def test_lie_breaks_the_promises_that_it_concerns_and_no_other(run, lie):
    assert claims_against(run, lie) == LIES[lie]


def test_every_promise_can_be_broken():
    assert set().union(*LIES.values()) == {promise.id.removeprefix("projects.") for promise in PROMISES}


def test_every_promise_names_its_source():
    assert [promise.id for promise in PROMISES if not promise.source] == []
    assert {promise.source.partition(": ")[0] for promise in PROMISES} == {"the plan", "a law of the domain"}


@pytest.mark.django_db
def test_rows_that_were_added_since_promise_nothing(run):
    def somebody_goes_on():
        project = Project.objects.get(key="ECOM")
        issue = factories.IssueFactory.create(
            project=project,
            issue_type=project.issue_types.get(category="bug"),
            status=project.statuses.get(name="Done"),
            reporter=project.lead,
        )
        factories.IssueCommentFactory.create(issue=issue, author=project.lead)

    assert claims_against(run, somebody_goes_on) == set()

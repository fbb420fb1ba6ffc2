from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.accounts.factories import UserFactory
from apps.projects import factories, models
from apps.projects.models import BoardColumn, Issue, IssueLink, ProjectTeamMember, Sprint

MORNING = datetime(2026, 3, 2, 15, tzinfo=UTC)


@pytest.fixture
def project(db):
    return factories.ProjectFactory.create(key="SHOP")


@pytest.fixture
def other_project(db):
    return factories.ProjectFactory.create(key="BLOG")


@pytest.fixture
def add_issue(project):
    def add(key, project=project, **columns):
        return factories.IssueFactory.create(project=project, key=key, **columns)

    return add


def test_row_made_by_hand_gets_a_random_key_and_the_time_of_day(db):
    user = UserFactory.create()
    before = timezone.now()

    one, other = (models.Organization.objects.create(name="A", slug=slug, owner=user) for slug in ("one", "other"))

    assert isinstance(one.pk, UUID)
    assert one.pk != other.pk
    assert before <= one.created_at <= one.updated_at <= timezone.now()


def test_given_moments_are_kept_and_an_edit_moves_the_second(project):
    assert project.created_at == project.updated_at < timezone.now()
    made = project.created_at

    project.save()
    project.refresh_from_db()

    assert project.created_at == made < project.updated_at


def test_profile_knows_what_the_user_does_not(db):
    profile = models.UserProfile.objects.create(user=UserFactory.create())

    profile.full_clean()
    assert (profile.timezone, profile.language, profile.user.profile) == ("UTC", "en", profile)
    profile.avatar.name = "me.exe"
    with pytest.raises(ValidationError, match="File extension “exe” is not allowed"):
        profile.full_clean()


@pytest.mark.parametrize("slug", ["Acme", "a b", "a_b", "ümlaut"])
def test_slug_holds_lower_case_letters_digits_and_hyphens_only(slug, db):
    organization = factories.OrganizationFactory.build(slug=slug, owner=UserFactory.create())

    with pytest.raises(ValidationError, match="A slug holds lower-case letters, digits and '-' only"):
        organization.full_clean()


def test_key_is_unique_in_its_project_and_free_in_another(add_issue, other_project):
    add_issue("7")
    add_issue("7", project=other_project)

    with transaction.atomic(), pytest.raises(IntegrityError):
        add_issue("7")


def test_project_key_is_unique_in_its_workspace_and_free_in_another(project):
    factories.ProjectFactory.create(key="SHOP")

    with transaction.atomic(), pytest.raises(IntegrityError):
        factories.ProjectFactory.create(key="SHOP", workspace=project.workspace)


def test_sprint_name_is_unique_in_its_project(project, other_project):
    factories.SprintFactory.create(project=project, name="Sprint 1")
    factories.SprintFactory.create(project=other_project, name="Sprint 1")

    with transaction.atomic(), pytest.raises(IntegrityError):
        factories.SprintFactory.create(project=project, name="Sprint 1")


def test_column_order_is_unique_on_its_board(project):
    board = factories.BoardFactory.create(project=project)
    factories.BoardColumnFactory.create(board=board, order=0)
    factories.BoardColumnFactory.create(board=factories.BoardFactory.create(project=project), order=0)

    with transaction.atomic(), pytest.raises(IntegrityError):
        factories.BoardColumnFactory.create(board=board, order=0)


def test_issue_is_known_by_the_key_of_its_project_and_its_number(add_issue):
    issue = add_issue("7", title="Pay with a card")

    assert (issue.full_key, str(issue)) == ("SHOP-7", "SHOP-7 Pay with a card")


@pytest.mark.parametrize("key", ["0", "07", "7a", "-1", ""])
def test_issue_key_is_a_number(add_issue, key):
    issue = add_issue("1")
    issue.key = key

    with pytest.raises(ValidationError) as refused:
        issue.full_clean()

    assert set(refused.value.message_dict) == {"key"}


def test_issue_holds_nothing_of_another_project(add_issue, other_project):
    strangers = {
        "status": factories.WorkflowStatusFactory.create(project=other_project),
        "issue_type": factories.IssueTypeFactory.create(project=other_project),
        "sprint": factories.SprintFactory.create(project=other_project),
        "parent_issue": add_issue("1", project=other_project),
    }

    for number, (name, stranger) in enumerate(strangers.items(), 1):
        issue = add_issue(str(number))
        setattr(issue, name, stranger)
        with pytest.raises(ValidationError) as refused:
            issue.full_clean()
        assert refused.value.message_dict == {name: [f"'{stranger}' belongs to another project."]}


def type_of(project, category):
    return factories.IssueTypeFactory.create(project=project, category=category)


def test_epic_has_no_parent_and_a_sub_task_only_what_can_host_it(project, add_issue):
    epic = add_issue("1", issue_type=type_of(project, "epic"))
    story = add_issue("2", issue_type=type_of(project, "story"), parent_issue=epic)
    sub_task = add_issue("3", issue_type=type_of(project, "sub_task"), parent_issue=story)

    sub_task.full_clean()
    sub_task.parent_issue = epic
    with pytest.raises(ValidationError, match="A sub-task belongs to a story, a task or a bug"):
        sub_task.full_clean()
    epic.parent_issue = story
    with pytest.raises(ValidationError, match="An epic has no parent"):
        epic.full_clean()


def test_issue_is_not_its_own_ancestor(project, add_issue):
    kind = type_of(project, "story")
    one = add_issue("1", issue_type=kind)
    other = add_issue("2", issue_type=kind, parent_issue=one)
    one.parent_issue = other

    with pytest.raises(ValidationError, match="An issue cannot be its own ancestor"):
        one.full_clean()


# Links.


def links():
    return {(row.source_issue.key, row.link_type, row.target_issue.key) for row in IssueLink.objects.all()}


@pytest.mark.parametrize(
    ("kind", "back"),
    [
        ("blocks", "blocked_by"),
        ("duplicated_by", "duplicates"),
        ("depends_on", "dependency_of"),
        ("relates_to", "relates_to"),
    ],
)
def test_link_and_its_reciprocal_come_and_go_together(add_issue, kind, back):
    one, other = add_issue("1"), add_issue("2")

    IssueLink.objects.create(source_issue=one, target_issue=other, link_type=kind, created_by=UserFactory.create())

    assert links() == {("1", kind, "2"), ("2", back, "1")}
    assert IssueLink.objects.once().count() == 1
    IssueLink.objects.filter(source_issue=other).delete()
    assert links() == set()


def test_link_is_made_once(add_issue):
    one, other, user = add_issue("1"), add_issue("2"), UserFactory.create()
    IssueLink.objects.create(source_issue=one, target_issue=other, link_type="blocks", created_by=user)

    with transaction.atomic(), pytest.raises(IntegrityError):
        IssueLink.objects.create(source_issue=other, target_issue=one, link_type="blocked_by", created_by=user)

    assert links() == {("1", "blocks", "2"), ("2", "blocked_by", "1")}


def test_links_of_an_issue_go_with_it_on_both_sides(add_issue):
    one, other = add_issue("1"), add_issue("2")
    factories.IssueLinkFactory.create(source_issue=one, target_issue=other)

    one.delete()

    assert links() == set()


def test_issue_is_not_linked_to_itself_nor_to_another_project(add_issue, other_project):
    one, stranger = add_issue("1"), add_issue("1", project=other_project)
    user = UserFactory.create()

    with pytest.raises(ValidationError, match="An issue cannot be linked to itself"):
        IssueLink.objects.create(source_issue=one, target_issue=one, link_type="blocks", created_by=user)
    with pytest.raises(ValidationError, match="BLOG-1 belongs to another project"):
        IssueLink.objects.create(source_issue=one, target_issue=stranger, link_type="blocks", created_by=user)
    with transaction.atomic(), pytest.raises(IntegrityError):
        IssueLink.objects.bulk_create([IssueLink(source_issue=one, target_issue=one, created_by=user)])


# Boards.


def test_board_and_column_count_active_issues(project, add_issue):
    board = factories.BoardFactory.create(project=project)
    status = factories.WorkflowStatusFactory.create(project=project)
    column = factories.BoardColumnFactory.create(board=board, workflow_status=status, max_wip=2)
    add_issue("1", status=status)
    add_issue("2", status=status, is_active=False)
    add_issue("3")

    assert (board.column_count, board.issue_count, column.issue_count, column.is_full) == (1, 1, 1, False)
    add_issue("4", status=status)
    assert (board.issue_count, column.is_full) == (2, True)


def test_column_of_another_projects_status_is_refused(project, other_project):
    stranger = factories.WorkflowStatusFactory.create(project=other_project, name="Waiting")
    column = BoardColumn(
        board=factories.BoardFactory.create(project=project), workflow_status=stranger, name="Waiting", order=1
    )

    with pytest.raises(ValidationError) as refused:
        column.full_clean()

    assert refused.value.message_dict == {"workflow_status": ["'Waiting' is a status of another project."]}


def test_column_whose_least_is_more_than_its_most_is_refused(project):
    board = factories.BoardFactory.create(project=project)
    column = factories.BoardColumnFactory.build(
        board=board,
        workflow_status=factories.WorkflowStatusFactory.create(project=project),
        min_wip=5,
        max_wip=3,
    )

    with pytest.raises(ValidationError) as refused:
        column.clean()
    with transaction.atomic(), pytest.raises(IntegrityError):
        column.save()

    assert refused.value.message_dict == {"min_wip": ["5 is more than max_wip, which is 3."]}


def test_transition_of_another_projects_status_is_refused(project, other_project):
    transition = factories.WorkflowTransitionFactory.create(project=project)
    transition.to_status = factories.WorkflowStatusFactory.create(project=other_project, name="Waiting")

    with pytest.raises(ValidationError, match="'Waiting' is a status of another project"):
        transition.full_clean()


# Sprints.


def test_sprint_from_day_0_to_day_14_lasts_fourteen_days():
    sprint = Sprint(start_date=date(2026, 3, 2), end_date=date(2026, 3, 16))

    assert sprint.duration_days == 14


def test_only_an_active_sprint_has_days_left():
    today = timezone.localdate()
    dates = {"start_date": today, "end_date": today + timedelta(days=3)}

    assert Sprint(status="active", **dates).remaining_days == 3
    assert Sprint(status="planning", **dates).remaining_days == 0
    assert Sprint(status="active", start_date=today, end_date=today - timedelta(days=2)).remaining_days == 0


@pytest.mark.parametrize(
    ("committed", "completed", "progress"),
    [(100, 50, "50.00"), (0, 0, "0.00"), (3, 1, "33.33"), (3, 2, "66.67"), (13, 13, "100.00")],
)
def test_progress_is_what_is_done_of_the_commitment(committed, completed, progress):
    assert Sprint(committed_points=committed, completed_points=completed).progress == Decimal(progress)


def test_sprint_does_not_end_before_it_starts(project):
    sprint = factories.SprintFactory.create(project=project)
    sprint.end_date = sprint.start_date - timedelta(days=1)

    with pytest.raises(ValidationError) as refused:
        sprint.full_clean()

    assert set(refused.value.message_dict) == {"end_date"}


# Roles and order.


@pytest.mark.parametrize(
    ("role", "manages", "creates"),
    [
        ("project_manager", True, True),
        ("tech_lead", True, True),
        ("developer", False, True),
        ("business_analyst", False, True),
        ("designer", False, False),
        ("qa_engineer", False, False),
        ("stakeholder", False, False),
    ],
)
def test_role_says_who_manages_and_who_creates_issues(role, manages, creates):
    member = ProjectTeamMember(role=role)

    assert (member.is_manager, member.may_create_issues) == (manages, creates)


def test_configuration_has_the_key_of_its_project(project):
    configuration = factories.ProjectConfigurationFactory.create(project=project)

    assert configuration.pk == project.pk
    assert (configuration.sprint_duration, configuration.story_point_scale) == (2, [1, 2, 3, 5, 8, 13, 21])


def test_lists_come_in_the_order_of_the_facts(project, add_issue):
    add_issue("1", order=2, created_at=MORNING)
    add_issue("2", order=1, created_at=MORNING)
    add_issue("3", order=1, created_at=MORNING.replace(hour=16))
    newer = factories.ProjectFactory.create(created_at=timezone.now())

    assert [issue.key for issue in Issue.objects.all()] == ["3", "2", "1"]
    assert models.Project.objects.first() == newer

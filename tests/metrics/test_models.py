from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError
from django.utils import timezone

from apps.metrics.models import (
    AIUsageDaily,
    Commit,
    Deployment,
    JiraIssue,
    PRComment,
    PRFile,
    PRReview,
    PRSurvey,
    PRSurveyReview,
    PullRequest,
    Team,
    TeamMember,
    WeeklyMetrics,
)

LONG_AGO = datetime(2025, 3, 3, 15, tzinfo=UTC)
MONDAY = date(2025, 3, 3)
EVERY_MODEL = list(apps.get_app_config("metrics").get_models())


@pytest.fixture
def pull_request(ada, add_pull_request):
    return add_pull_request(ada, LONG_AGO)


@pytest.fixture
def everything(team, ada, ben, pull_request, add_review, add_check, add_answer):
    """One row of each model, all of them by or about Ada or Ben."""
    add_review(pull_request, ben, LONG_AGO)
    add_check(pull_request, "success")
    add_answer(pull_request, ben)
    of_pull_request = {"team": team, "pull_request": pull_request}
    in_repo = {"github_repo": "acme/compiler"}
    PRComment.objects.create(
        **of_pull_request,
        github_comment_id=1,
        author=ben,
        comment_type="issue",
        comment_created_at=LONG_AGO,
        body="Agreed.",
    )
    PRFile.objects.create(**of_pull_request, filename="lexer.py", status="added")
    Commit.objects.create(
        **of_pull_request,
        **in_repo,
        github_sha="a" * 40,
        author=ada,
        message="Read one token ahead",
        committed_at=LONG_AGO,
    )
    Deployment.objects.create(
        **of_pull_request,
        **in_repo,
        github_deployment_id=1,
        creator=ada,
        environment="staging",
        status="success",
        deployed_at=LONG_AGO,
        sha="a" * 40,
    )
    JiraIssue.objects.create(
        team=team,
        jira_key="CC-1",
        jira_id="1",
        summary="Nested comments",
        issue_type="Task",
        status="Done",
        assignee=ada,
        issue_created_at=LONG_AGO,
    )
    AIUsageDaily.objects.create(team=team, member=ada, date=MONDAY, source="cursor")
    WeeklyMetrics.objects.create(team=team, member=ada, week_start=MONDAY)


# For each rule of uniqueness, a column that tells a second row from the first.
TELLING_APART = [
    (Team, {"slug": "linkers"}),
    (PullRequest, {"github_repo": "acme/linker"}),
    (PullRequest, {"github_pr_id": 2}),
    (PRFile, {"filename": "parser.py"}),
    (Commit, {"github_sha": "b" * 40}),
    (JiraIssue, {"jira_id": "2"}),
    (AIUsageDaily, {"source": "copilot"}),
    (AIUsageDaily, {"date": date(2025, 3, 4)}),
    (PRSurveyReview, {"reviewer": None}),
    (WeeklyMetrics, {"week_start": date(2025, 3, 10)}),
]


def copy_of(model, **changes):
    row = model.objects.get()
    row.pk = None
    row._state.adding = True
    for column, value in changes.items():
        setattr(row, column, value)
    return row


@pytest.mark.parametrize("model", [*dict(TELLING_APART), PRSurvey])
def test_copy_of_a_row_is_refused(everything, model):
    row = copy_of(model)

    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        row.save()


@pytest.mark.parametrize(("model", "change"), TELLING_APART)
def test_row_that_differs_in_its_key_is_accepted(everything, model, change):
    row = copy_of(model, **change)

    row.save()

    assert model.objects.count() == 2


@pytest.mark.parametrize("column", ["github_id", "email"])
def test_member_with_the_same_service_name_is_refused_in_one_team_only(team, column):
    known = {"display_name": "Ada", column: "ada@example.org"}
    TeamMember.objects.create(team=team, **known)
    TeamMember.objects.create(team=Team.objects.create(name="Linkers", slug="linkers"), **known)

    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        TeamMember.objects.create(team=team, **known)


def test_members_without_service_names_are_accepted(ada, ben, cho):
    members = TeamMember.objects.filter(github_id="", email="").order_by("pk")

    assert list(members) == [ada, ben, cho]


def test_surveys_without_a_token_are_accepted(ada, add_pull_request):
    for hour in (1, 2):
        pull_request = add_pull_request(ada, LONG_AGO.replace(hour=hour))
        PRSurvey.objects.create(team=ada.team, pull_request=pull_request, author=ada)

    assert list(PRSurvey.objects.values_list("token", flat=True)) == [None, None]


def test_new_row_keeps_the_stamps_it_brings(team):
    TeamMember.objects.create(team=team, display_name="Ada", created_at=LONG_AGO, updated_at=LONG_AGO)

    stamps = TeamMember.objects.values_list("created_at", "updated_at").get()
    assert stamps == (LONG_AGO, LONG_AGO)


@pytest.fixture
def old_member(team):
    """As the database holds it: written long ago, and read."""
    TeamMember.objects.create(team=team, display_name="Ada", created_at=LONG_AGO, updated_at=LONG_AGO)
    return TeamMember.objects.get()


@pytest.mark.parametrize("update_fields", [None, ["display_name"], {"display_name"}])
def test_edit_moves_updated_at_only(old_member, update_fields):
    before = timezone.now()
    old_member.display_name = "Ada L."

    old_member.save(update_fields=update_fields)

    stored = TeamMember.objects.get()
    assert (stored.display_name, stored.created_at) == ("Ada L.", LONG_AGO)
    assert before <= stored.updated_at <= timezone.now()


def test_edit_of_chosen_fields_writes_no_other(old_member):
    old_member.display_name = "Ada L."
    old_member.email = "ada@example.org"

    old_member.save(update_fields=["display_name"])

    stored = TeamMember.objects.get()
    assert (stored.display_name, stored.email) == ("Ada L.", "")


def test_edit_by_update_or_create_moves_updated_at(old_member):
    TeamMember.objects.update_or_create(defaults={"display_name": "Ada L."}, pk=old_member.pk)

    stored = TeamMember.objects.get()
    assert stored.display_name == "Ada L."
    assert stored.updated_at > LONG_AGO


def test_saving_no_field_leaves_updated_at(old_member):
    old_member.save(update_fields=[])

    assert (old_member.updated_at, TeamMember.objects.get().updated_at) == (LONG_AGO, LONG_AGO)


def test_deleted_team_takes_everything_along(team, everything):
    team.delete()

    left = {model.__name__: model.objects.count() for model in EVERY_MODEL}
    assert left == dict.fromkeys(left, 0)


def test_deleted_pull_request_takes_what_belongs_to_it_along(everything, pull_request):
    pull_request.delete()

    left = {model for model in EVERY_MODEL if model.objects.exists()}
    assert left == {Team, TeamMember, Commit, Deployment, JiraIssue, AIUsageDaily, WeeklyMetrics}
    assert (Commit.objects.get().pull_request, Deployment.objects.get().pull_request) == (None, None)


def test_deleted_members_leave_their_work_behind(everything, ada, ben):
    ada.delete()
    ben.delete()

    left = {model for model in EVERY_MODEL if model.objects.exists()}
    assert left == set(EVERY_MODEL) - {TeamMember, AIUsageDaily, WeeklyMetrics}
    links = [
        PullRequest.objects.get().author,
        PRReview.objects.get().reviewer,
        PRComment.objects.get().author,
        Commit.objects.get().author,
        JiraIssue.objects.get().assignee,
        PRSurvey.objects.get().author,
        PRSurveyReview.objects.get().reviewer,
        Deployment.objects.get().creator,
    ]
    assert links == [None] * 8


def test_rows_are_reached_from_team_member_and_pull_request(everything, team, ada, ben, pull_request):
    assert list(team.pull_requests.all()) == list(ada.pull_requests.all()) == [pull_request]
    assert pull_request.reviews.get() == ben.reviews.get()
    assert pull_request.comments.get() == ben.comments.get()
    assert pull_request.commits.get() == ada.commits.get()
    assert pull_request.deployments.get() == ada.deployments.get()
    assert pull_request.files.get() == team.files.get()
    assert pull_request.check_runs.get() == team.check_runs.get()
    assert pull_request.survey == ada.surveys.get()
    assert pull_request.survey.review_answers.get() == ben.review_answers.get()
    assert team.jira_issues.get() == ada.jira_issues.get()
    assert team.ai_usage.get() == ada.ai_usage.get()
    assert team.weekly_metrics.get() == ada.weekly_metrics.get()


def test_rows_name_themselves(everything):
    ada, ben = TeamMember.objects.order_by("pk")
    names = {model.__name__: str(model.objects.first()) for model in EVERY_MODEL if model is not TeamMember}

    pull_request = PullRequest.objects.get()
    assert (str(ada), str(ben)) == ("Ada", "Ben")
    assert names == {
        "Team": "Compilers",
        "PullRequest": "acme/compiler#1 Change 1",
        "PRReview": "Approved on 2025-03-03",
        "PRComment": "Agreed.",
        "PRCheckRun": "tests: success",
        "PRFile": "lexer.py",
        "Commit": "aaaaaaa Read one token ahead",
        "JiraIssue": "CC-1 Nested comments",
        "AIUsageDaily": "cursor on 2025-03-03",
        "PRSurvey": f"Survey of pull request {pull_request.pk}",
        "PRSurveyReview": f"Answer to survey {pull_request.survey.pk}",
        "Deployment": "acme/compiler to staging: success",
        "WeeklyMetrics": "Week of 2025-03-03: 0 merged",
    }

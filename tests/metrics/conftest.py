"""A team of three and hand-made rows; each test says the columns that matter to it."""

from itertools import count

import pytest

from apps.metrics.models import PRCheckRun, PRReview, PRSurvey, PRSurveyReview, PullRequest, Team, TeamMember


@pytest.fixture
def team(db):
    return Team.objects.create(name="Compilers", slug="compilers")


@pytest.fixture
def ada(team):
    return TeamMember.objects.create(team=team, display_name="Ada")


@pytest.fixture
def ben(team):
    return TeamMember.objects.create(team=team, display_name="Ben")


@pytest.fixture
def cho(team):
    return TeamMember.objects.create(team=team, display_name="Cho")


@pytest.fixture
def add_pull_request(team):
    numbers = count(1)

    def add(author, opened_at, **columns):
        if "merged_at" in columns:
            columns.setdefault("state", PullRequest.State.MERGED)
        number = next(numbers)
        standard = {"team": team, "github_pr_id": number, "github_repo": "acme/compiler", "title": f"Change {number}"}
        return PullRequest.objects.create(**standard | {"author": author, "pr_created_at": opened_at} | columns)

    return add


@pytest.fixture
def add_review():
    numbers = count(1)

    def add(pull_request, reviewer, submitted_at, state=PRReview.State.APPROVED):
        return PRReview.objects.create(
            team=pull_request.team,
            github_review_id=next(numbers),
            pull_request=pull_request,
            reviewer=reviewer,
            state=state,
            submitted_at=submitted_at,
        )

    return add


@pytest.fixture
def add_check():
    numbers = count(1)

    def add(pull_request, conclusion):
        return PRCheckRun.objects.create(
            team=pull_request.team,
            github_check_run_id=next(numbers),
            pull_request=pull_request,
            name="tests",
            status=PRCheckRun.Status.COMPLETED,
            conclusion=conclusion,
        )

    return add


@pytest.fixture
def add_answer():
    def add(pull_request, reviewer, **columns):
        survey, _ = PRSurvey.objects.get_or_create(
            pull_request=pull_request, defaults={"team": pull_request.team, "author": pull_request.author}
        )
        standard = {"team": pull_request.team, "survey": survey, "responded_at": pull_request.merged_at}
        return PRSurveyReview.objects.create(**standard | {"reviewer": reviewer} | columns)

    return add

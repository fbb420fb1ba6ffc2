from datetime import UTC, date, datetime, timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from apps.metrics.models import (
    AIUsageDaily,
    Commit,
    Deployment,
    JiraIssue,
    PRComment,
    PRFile,
    Team,
    TeamMember,
    WeeklyMetrics,
)
from tests.rings import sampled

EVERY_MODEL = list(apps.get_app_config("metrics").get_models())
MORNING = datetime(2025, 4, 7, 15, tzinfo=UTC)
MONDAY = date(2025, 4, 7)


@pytest.fixture
def add_one_of_each(team, add_pull_request, add_review, add_check, add_answer):
    """A row of each model but the team; each time with people and a pull request of its own."""

    def add(number):
        author, reviewer = (
            TeamMember.objects.create(team=team, display_name=f"{role} {number}") for role in ("Author", "Reviewer")
        )
        pull_request = add_pull_request(author, MORNING, merged_at=MORNING + timedelta(hours=5))
        add_review(pull_request, reviewer, MORNING)
        add_check(pull_request, "success")
        add_answer(pull_request, reviewer, quality_rating=3, ai_guess=True, guess_correct=True)
        of_pull_request = {"team": team, "pull_request": pull_request}
        sha = f"{number:040x}"
        PRComment.objects.create(
            **of_pull_request, github_comment_id=number, author=reviewer, body="Agreed.", comment_created_at=MORNING
        )
        PRFile.objects.create(**of_pull_request, filename="lexer.py", status="added")
        Commit.objects.create(**of_pull_request, github_sha=sha, author=author, committed_at=MORNING)
        Deployment.objects.create(
            **of_pull_request, github_deployment_id=number, creator=author, deployed_at=MORNING, sha=sha
        )
        JiraIssue.objects.create(team=team, jira_id=number, assignee=author, issue_created_at=MORNING)
        AIUsageDaily.objects.create(team=team, member=author, date=MONDAY, source="cursor")
        WeeklyMetrics.objects.create(team=team, member=author, week_start=MONDAY)

    return add


def address_of(model, page, *arguments):
    return reverse(f"admin:metrics_{model._meta.model_name}_{page}", args=arguments)


def test_every_model_is_in_the_admin():
    admin.autodiscover()
    assert [model for model in EVERY_MODEL if not admin.site.is_registered(model)] == []


# Session, user, count and rows; one more to filter by team.
QUERY_COUNT = dict.fromkeys(EVERY_MODEL, 5) | {Team: 4}


@pytest.mark.parametrize("row_count", [1, 3])
@pytest.mark.parametrize("model", sampled(EVERY_MODEL, every=4))
def test_list_answers_with_a_constant_number_of_queries(
    django_assert_num_queries, admin_client, add_one_of_each, model, row_count
):
    for number in range(row_count):
        add_one_of_each(number)

    with django_assert_num_queries(QUERY_COUNT[model]):
        page = admin_client.get(address_of(model, "changelist"))

    assert page.status_code == 200
    assert page.context["cl"].result_count == model.objects.count() > 0


@pytest.mark.parametrize("model", sampled(EVERY_MODEL, every=4))
def test_search_answers(admin_client, add_one_of_each, model):
    add_one_of_each(1)

    page = admin_client.get(address_of(model, "changelist"), {"q": "nothing of that name"})

    assert page.status_code == 200
    assert page.context["cl"].result_count == 0


@pytest.mark.parametrize("model", sampled(EVERY_MODEL, every=4))
def test_form_answers_and_leaves_the_stamps_alone(admin_client, add_one_of_each, model):
    add_one_of_each(1)

    page = admin_client.get(address_of(model, "change", model.objects.first().pk))

    assert page.status_code == 200
    assert {"created_at", "updated_at"}.isdisjoint(page.context["adminform"].form.fields)


def test_autocomplete_finds_a_pull_request_by_title(admin_client, add_one_of_each):
    add_one_of_each(1)
    field = {"app_label": "metrics", "model_name": "prreview", "field_name": "pull_request", "term": "change 1"}

    answer = admin_client.get(reverse("admin:autocomplete"), field)

    assert [result["text"] for result in answer.json()["results"]] == ["acme/compiler#1 Change 1"]

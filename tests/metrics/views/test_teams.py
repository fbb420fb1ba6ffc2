"""Pages of the metrics: what they show, what they cost, and what they answer to nonsense."""

import re
from datetime import date
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.metrics import factories, models
from apps.metrics.factories import PullRequestFactory, TeamFactory, TeamMemberFactory
from apps.metrics.queries.tables import TABLES
from apps.metrics.seeding.scenarios import AISuccessScenario, BaselineScenario, DetectiveGameScenario
from seedplot.clock import midnight
from seedplot.engine.pipeline import run
from seedplot.engine.runs import Request
from tests.rings import sampled

ANCHOR = midnight(date(2026, 3, 12))


@pytest.fixture
def visitor(client, db):
    client.force_login(User.objects.create_user("ada"))
    return client


@pytest.fixture
def team(db):
    return TeamFactory.create(name="Room 4", slug="room-4")


def seed(story):
    run(Request(story(), 42, ANCHOR, {"no_github": True}))


def queries_of(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
    assert response.status_code == 200
    # Three of them are the visitor's session and account, and the ribbon's.
    return len(captured) - 3


def add_pull_requests(team, count):
    member = TeamMemberFactory.create(team=team)
    for _ in range(count):
        PullRequestFactory.create(team=team, author=member)


# Who may look.


@pytest.mark.parametrize(
    "address",
    [
        "/metrics/",
        "/metrics/compare/",
        "/metrics/teams/room-4/",
        *(f"/metrics/teams/room-4/{table}/" for table in TABLES),
    ],
)
def test_page_asks_for_a_login(client, team, address):
    response = client.get(address)

    assert (response.status_code, response.url) == (302, f"/login/?next={address}")


# What they show.


def test_weeks_are_drawn_as_charts(visitor):
    seed(AISuccessScenario)

    response = visitor.get("/metrics/teams/ai-pioneers/weeks/")

    charts = {chart.id: chart for chart in response.context["charts"]}
    assert list(charts) == [
        "ai-adoption", "cycle-time", "review-time", "quality", "reverts", "checks", "outcomes",
    ]  # fmt: skip
    shares = charts["ai-adoption"].series[0].values
    assert (round(shares[0]), round(shares[7])) == (8, 75)
    assert charts["ai-adoption"].labels[-1] == "Mar 9 so far"
    page = response.content.decode()
    assert re.search(r'<canvas data-chart="cycle-time-data" role="img"', page)
    assert f'<td class="number">{charts["cycle-time"].series[0].values[0]:.1f} h</td>' in page


def test_reviews_show_who_reviews_whom(visitor):
    seed(BaselineScenario)

    response = visitor.get("/metrics/teams/baseline-team/reviews/")

    matrix = response.context["matrix"]
    assert all(total == sum(counts) for _, counts, total in matrix.rows)
    assert sum(total for *_, total in matrix.rows) == models.PRReview.objects.count()
    assert len(response.context["rows"]) == 50


def test_leaderboard_names_the_best_guesser_first(visitor):
    seed(DetectiveGameScenario)

    team = models.Team.objects.get()
    board = visitor.get(f"/metrics/teams/{team.slug}/guesses/").context["leaderboard"]

    accuracies = [score.accuracy_percent for score in board]
    assert accuracies == sorted(accuracies, reverse=True)
    assert len(accuracies) > 3


def test_comparison_puts_two_teams_into_one_chart(visitor):
    seed(AISuccessScenario)
    seed(BaselineScenario)

    response = visitor.get("/metrics/compare/?team=ai-pioneers&team=baseline-team")

    chart = response.context["charts"][0]
    assert [series.name for series in chart.series] == ["AI Pioneers", "Baseline Team"]
    assert chart.labels == [str(number) for number in range(1, 10)]


def test_list_is_filtered_by_everything_it_offers(visitor):
    seed(BaselineScenario)
    member = models.TeamMember.objects.order_by("pk").first()
    rows = models.PullRequest.objects.filter(author=member, state="merged", is_ai_assisted=False)
    one = rows.first()

    page = visitor.get(
        "/metrics/teams/baseline-team/pull-requests/",
        {"q": one.title[3:20], "state": "merged", "author": member.pk, "ai": "no", "source": "factory"},
    ).context["page"]

    assert one in page.object_list
    assert {(each.author, each.state, each.is_ai_assisted) for each in page} == {(member, "merged", False)}


def test_links_between_pages_keep_the_filters(visitor):
    seed(BaselineScenario)

    page = visitor.get("/metrics/teams/baseline-team/pull-requests/?state=merged&page=2").content.decode()

    assert 'href="?page=1&amp;state=merged"' in page
    assert 'href="?page=3&amp;state=merged"' in page
    assert '<span aria-current="page">2</span>' in page


def test_pull_request_tells_what_happened_in_order(visitor):
    seed(BaselineScenario)
    row = models.PullRequest.objects.filter(merged_at__isnull=False, survey__isnull=False).first()

    response = visitor.get(f"/metrics/pull-requests/{row.pk}/")

    events = response.context["events"]
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert events[0].what == "committed"
    assert [event.at for event in events if event.what == "opened the pull request"] == [row.pr_created_at]
    assert "merged it" in [event.what for event in events]
    page = response.content.decode()
    assert all(commit.message.splitlines()[0] in page or "&" in page for commit in row.commits.all())


def test_foreign_text_is_shown_as_text(visitor, team):
    PullRequestFactory.create(team=team, author=None, title="<script>alert(1)</script>", labels=["<i>x</i>"])
    row = models.PullRequest.objects.get()

    for address in (f"/metrics/pull-requests/{row.pk}/", "/metrics/teams/room-4/pull-requests/"):
        page = visitor.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_empty_pages_say_what_fills_them(visitor, team):
    assert "seed_demo_data --scenario ai-success --team-slug room-4" in (
        visitor.get("/metrics/teams/room-4/").content.decode()
    )
    team.delete()
    assert "seed_demo_data --scenario ai-success" in visitor.get("/metrics/").content.decode()
    assert visitor.get("/metrics/compare/").status_code == 200


# What they cost.


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_teams_costs_two_queries(visitor, count):
    for number in range(count):
        add_pull_requests(TeamFactory.create(slug=f"room-{number}"), count)

    assert queries_of(visitor, "/metrics/") == 2


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_pull_requests_costs_five_queries(visitor, team, count):
    add_pull_requests(team, count)

    assert queries_of(visitor, "/metrics/teams/room-4/pull-requests/") == 5


@pytest.mark.parametrize("count", [1, 3])
def test_story_of_a_team_costs_nine_queries(visitor, team, count):
    add_pull_requests(team, count)

    assert queries_of(visitor, "/metrics/teams/room-4/") == 9


@pytest.mark.parametrize("count", [1, 3])
def test_weeks_of_a_team_cost_nine_queries(visitor, team, count):
    add_pull_requests(team, count)

    assert queries_of(visitor, "/metrics/teams/room-4/weeks/") == 9


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("table", ["people", "deployments", "ai-use", "jira-issues", "commits", "checks", "files"])
def test_table_of_a_team_costs_four_queries(visitor, team, table, count):
    member = TeamMemberFactory.create(team=team)
    for number in range(count):
        pull_request = PullRequestFactory.create(team=team, author=member)
        factories.DeploymentFactory.create(team=team, pull_request=pull_request, creator=member)
        factories.AIUsageDailyFactory.create(team=team, member=member, date=date(2026, 3, 1 + number))
        factories.JiraIssueFactory.create(team=team, assignee=member)
        factories.CommitFactory.create(team=team, pull_request=pull_request, author=member)
        factories.PRCheckRunFactory.create(team=team, pull_request=pull_request)
        factories.PRFileFactory.create(team=team, pull_request=pull_request)

    assert queries_of(visitor, f"/metrics/teams/room-4/{table}/") == 4


# Nonsense.

PAGES = (
    "/metrics/",
    "/metrics/compare/",
    "/metrics/teams/room-4/",
    "/metrics/teams/room-4/pull-requests/",
    "/metrics/teams/room-4/reviews/",
    "/metrics/teams/room-4/deployments/",
    "/metrics/teams/nobody/",
    "/metrics/pull-requests/999999999999999999999999/",
    "/metrics/pull-requests/0/",
)
NONSENSE = ("", "0", "-1", "x", "%00", "1e9", "9" * 40, "%F0%9F%8C%B1", "..%2f", "<b>", "open&state=gone")


@pytest.mark.parametrize(
    ("address", "name"),
    sampled(product(PAGES, ("page", "state", "source", "ai", "author", "q", "team", "other")), every=5),
)
def test_nonsense_is_never_an_error_of_ours(visitor, team, address, name):
    statuses = {visitor.get(f"{address}?{name}={value}").status_code for value in NONSENSE}

    assert statuses <= {200, 400, 404}


def test_unknown_team_and_pull_request_are_not_found(visitor, team):
    addresses = ("/metrics/teams/nobody/", "/metrics/teams/nobody/pull-requests/", "/metrics/pull-requests/1/")

    assert [visitor.get(address).status_code for address in addresses] == [404, 404, 404]


def test_bad_filters_are_refused(visitor, team):
    address = "/metrics/teams/room-4/pull-requests/"

    assert [visitor.get(f"{address}?{query}").status_code for query in ("page=x", "state=gone", "author=-1")] == [
        400
    ] * 3

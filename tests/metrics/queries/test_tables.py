import pytest

from apps.metrics import factories
from apps.metrics.queries import authors_read, count_rows, latest_merges
from apps.metrics.queries.tables import TABLES, find_rows


@pytest.fixture
def team(db):
    return factories.TeamFactory.create()


def test_rows_of_a_team_are_counted_in_every_table_in_one_query(team, django_assert_num_queries):
    pull_request = factories.PullRequestFactory.create(team=team)
    factories.PullRequestFactory.create()
    for _ in range(2):
        factories.CommitFactory.create(team=team, pull_request=pull_request)

    with django_assert_num_queries(1):
        counts = count_rows(team)

    assert set(counts) == set(TABLES)
    assert (counts["pull-requests"], counts["commits"], counts["deployments"]) == (1, 2, 0)


@pytest.mark.parametrize("table", sorted(set(TABLES) - {"pull-requests"}))
def test_rows_of_a_table_are_the_teams_own(team, table):
    factory = {
        "weeks": factories.WeeklyMetricsFactory,
        "reviews": factories.PRReviewFactory,
        "people": factories.TeamMemberFactory,
        "deployments": factories.DeploymentFactory,
        "ai-use": factories.AIUsageDailyFactory,
        "jira-issues": factories.JiraIssueFactory,
        "surveys": factories.PRSurveyFactory,
        "guesses": factories.PRSurveyReviewFactory,
        "comments": factories.PRCommentFactory,
        "commits": factories.CommitFactory,
        "checks": factories.PRCheckRunFactory,
        "files": factories.PRFileFactory,
    }[table]
    own, other = factory.create(), factory.create()

    assert own in find_rows(own.team, table)
    assert own.team == other.team or other not in find_rows(own.team, table)


def test_authors_are_ordered_by_how_often_reviewers_guess_right_about_them(team):
    reviewer = factories.TeamMemberFactory.create(team=team)
    authors = [factories.TeamMemberFactory.create(team=team, display_name=name) for name in ("Ada", "Bo")]
    for author, guesses in zip(authors, ((True, False), (True, True)), strict=True):
        for right in guesses:
            pull_request = factories.PullRequestFactory.create(team=team, author=author)
            survey = factories.PRSurveyFactory.create(team=team, pull_request=pull_request, author=author)
            factories.PRSurveyReviewFactory.create(
                team=team, survey=survey, reviewer=reviewer, guess_correct=right,
                responded_at=pull_request.pr_created_at,
            )  # fmt: skip

    read = authors_read(team)

    assert [(each.author.name, each.answer_count, each.share) for each in read] == [("Bo", 2, 1.0), ("Ada", 2, 0.5)]


def test_latest_merges_are_the_last_ones_with_ai_or_of_all(team):
    rows = [factories.PullRequestFactory.create(team=team, is_ai_assisted=number % 2 == 0) for number in range(4)]
    merged = sorted((row for row in rows if row.merged_at), key=lambda row: (row.merged_at, row.pk), reverse=True)

    assert latest_merges(team, count=2) == merged[:2]
    assert latest_merges(team, count=9, is_ai_assisted=True) == [row for row in merged if row.is_ai_assisted]

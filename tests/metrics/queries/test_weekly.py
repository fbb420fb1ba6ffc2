from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from apps.metrics.models import AIUsageDaily, PullRequest, Team
from apps.metrics.queries import (
    ai_usage_by_week,
    guess_leaderboard,
    open_pull_requests,
    review_pairs,
    reviewer_loads,
    weekly_figures,
)
from apps.metrics.queries.results import (
    AIUsageWeek,
    GuesserScore,
    OpenPullRequest,
    Person,
    ReviewerLoad,
    ReviewPair,
    WeeklyFigures,
)
from apps.metrics.queries.weeks import WeekRange

CHICAGO = ZoneInfo("America/Chicago")
FIRST = date(2025, 4, 7)
SECOND = date(2025, 4, 14)
THIRD = date(2025, 4, 21)


def local(month, day, hour=12, minute=0):
    return datetime(2025, month, day, hour, minute, tzinfo=CHICAGO)


def person(member):
    return Person(member.pk, member.display_name)


def figures(monday, **columns):
    """A week in which nothing happened but what the columns say."""
    nothing = {
        "merged_count": 0,
        "ai_assisted_count": 0,
        "ai_assisted_share": None,
        "mean_cycle_time_hours": None,
        "mean_review_time_hours": None,
        "rating_count": 0,
        "mean_quality_rating": None,
        "revert_count": 0,
        "revert_share": None,
        "opened_count": 0,
        "opened_and_merged_count": 0,
        "opened_and_closed_count": 0,
        "opened_and_still_open_count": 0,
        "check_verdict_count": 0,
        "check_passed_count": 0,
        "check_pass_share": None,
    }
    return WeeklyFigures(week_start=monday, **nothing | columns)


@pytest.fixture
def story(ada, ben, cho, add_pull_request, add_review, add_check, add_answer):
    """Opened in the first week: two that merge there, one that merges in the third week, one closed, one open."""
    quick = add_pull_request(
        ada,
        local(4, 7),
        first_review_at=local(4, 7, 14),
        merged_at=local(4, 8),
        cycle_time_hours=Decimal("24.00"),
        review_time_hours=Decimal("2.00"),
        is_ai_assisted=True,
    )
    slow = add_pull_request(
        ben,
        local(4, 8),
        first_review_at=local(4, 8, 17),
        merged_at=local(4, 11, 13),
        cycle_time_hours=Decimal("73.00"),
        review_time_hours=Decimal("5.00"),
        is_ai_assisted=False,
    )
    revert = add_pull_request(
        ada,
        local(4, 9),
        first_review_at=local(4, 21, 12),
        merged_at=local(4, 22),
        cycle_time_hours=Decimal("312.00"),
        review_time_hours=Decimal("288.00"),
        is_revert=True,
        is_ai_assisted=None,
    )
    closed = add_pull_request(cho, local(4, 10), state=PullRequest.State.CLOSED)
    waiting = add_pull_request(cho, local(4, 11), first_review_at=local(4, 12))
    for reviewer in (ben, ben, cho):
        add_review(quick, reviewer, local(4, 7, 14))
    add_review(slow, cho, local(4, 8, 17))
    add_review(revert, ben, local(4, 21, 12))
    add_review(closed, ada, local(4, 15))
    add_review(waiting, None, local(4, 12))
    for conclusion in ("success", "success", "failure", "timed_out", "skipped", "neutral", None):
        add_check(quick, conclusion)
    add_answer(quick, ben, quality_rating=3, ai_guess=True, guess_correct=True)
    add_answer(quick, cho, quality_rating=2, ai_guess=True, guess_correct=True)
    add_answer(slow, cho, quality_rating=3, ai_guess=True, guess_correct=False)
    add_answer(slow, ada, responded_at=None)
    add_answer(revert, ben, quality_rating=1, ai_guess=False, guess_correct=True)


FIRST_WEEK = figures(
    FIRST,
    merged_count=2,
    ai_assisted_count=1,
    ai_assisted_share=0.5,
    mean_cycle_time_hours=Decimal("48.50"),
    mean_review_time_hours=Decimal("3.50"),
    rating_count=3,
    mean_quality_rating=Decimal("2.67"),
    revert_share=0.0,
    opened_count=5,
    opened_and_merged_count=3,
    opened_and_closed_count=1,
    opened_and_still_open_count=1,
    check_verdict_count=4,
    check_passed_count=2,
    check_pass_share=0.5,
)
THIRD_WEEK = figures(
    THIRD,
    merged_count=1,
    ai_assisted_share=0.0,
    mean_cycle_time_hours=Decimal("312.00"),
    mean_review_time_hours=Decimal("288.00"),
    rating_count=1,
    mean_quality_rating=Decimal("1.00"),
    revert_count=1,
    revert_share=1.0,
)


def test_weekly_figures_run_without_a_gap(story, team):
    assert weekly_figures(team) == [FIRST_WEEK, figures(SECOND), THIRD_WEEK]


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        (WeekRange(FIRST, FIRST), [FIRST_WEEK]),
        (WeekRange(SECOND, THIRD), [figures(SECOND), THIRD_WEEK]),
        (WeekRange(THIRD, date(2025, 4, 28)), [THIRD_WEEK, figures(date(2025, 4, 28))]),
    ],
)
def test_weekly_figures_keep_to_the_range(story, team, weeks, expected):
    assert weekly_figures(team, weeks=weeks) == expected


def test_weekly_figures_of_another_team_are_empty(story):
    linkers = Team.objects.create(name="Linkers", slug="linkers")

    assert weekly_figures(linkers) == []


@pytest.mark.parametrize(
    ("sunday", "monday"),
    [
        # Clocks go forward on March 9 and back on November 2.
        (local(3, 9, 23, 59), local(3, 10, 0, 0)),
        (local(11, 2, 23, 59), local(11, 3, 0, 0)),
    ],
)
def test_weekly_figures_turn_at_local_midnight_when_clocks_change(team, ada, add_pull_request, sunday, monday):
    add_pull_request(ada, sunday, merged_at=sunday)
    add_pull_request(ada, monday, merged_at=monday)
    this_week = monday.date()
    last_week = date.fromordinal(this_week.toordinal() - 7)

    both = weekly_figures(team)
    apart = [weekly_figures(team, weeks=WeekRange(week, week)) for week in (last_week, this_week)]

    assert [(week.week_start, week.merged_count, week.opened_count) for week in both] == [
        (last_week, 1, 1),
        (this_week, 1, 1),
    ]
    assert apart == [[both[0]], [both[1]]]


def test_mean_is_rounded_half_up(team, ada, add_pull_request):
    for hours in ("1.00", "1.01"):
        add_pull_request(ada, local(4, 7), merged_at=local(4, 8), cycle_time_hours=Decimal(hours))

    (week,) = weekly_figures(team)

    assert week.mean_cycle_time_hours == Decimal("1.01")


def test_review_pairs_count_rounds_by_name(story, team, ada, ben, cho):
    assert review_pairs(team) == [
        ReviewPair(person(ada), person(cho), 1),
        ReviewPair(person(ben), person(ada), 3),
        ReviewPair(person(cho), person(ada), 1),
        ReviewPair(person(cho), person(ben), 1),
    ]


def test_review_pairs_keep_reviews_of_authors_who_left(story, team, ada, cho):
    ada.delete()

    found = review_pairs(team, weeks=WeekRange(THIRD, THIRD))

    assert [(pair.reviewer.name, pair.author, pair.review_count) for pair in found] == [("Ben", None, 1)]


def test_reviewer_loads_sum_to_one_the_busiest_first(story, team, ada, ben, cho):
    assert reviewer_loads(team) == [
        ReviewerLoad(person(ben), 3, 0.5),
        ReviewerLoad(person(cho), 2, 2 / 6),
        ReviewerLoad(person(ada), 1, 1 / 6),
    ]


def test_reviews_count_in_the_week_of_the_merge_or_else_of_the_opening(story, team, ada, ben, cho):
    # Ada's review of the closed one was written in the second week, but it was opened in the first.
    assert reviewer_loads(team, weeks=WeekRange(FIRST, FIRST)) == [
        ReviewerLoad(person(ben), 2, 0.4),
        ReviewerLoad(person(cho), 2, 0.4),
        ReviewerLoad(person(ada), 1, 0.2),
    ]
    assert reviewer_loads(team, weeks=WeekRange(SECOND, SECOND)) == []


def test_open_pull_requests_come_oldest_first_with_their_age(team, ada, ben, add_pull_request):
    young = add_pull_request(ada, local(4, 14, 11, 40), title="Young")
    # The clocks went forward in between: from noon to noon it was 47 hours.
    old = add_pull_request(None, local(3, 8), title="Old", first_review_at=local(3, 8, 13))
    add_pull_request(ben, local(4, 16), title="Opened later")
    add_pull_request(ben, local(3, 8), merged_at=local(3, 9))

    at_noon = open_pull_requests(team, as_of=local(4, 14))
    in_march = open_pull_requests(team, as_of=local(3, 10))

    assert at_noon == [
        OpenPullRequest(old.pk, "Old", None, local(3, 8), Decimal("887.00"), is_reviewed=True),
        OpenPullRequest(young.pk, "Young", person(ada), local(4, 14, 11, 40), Decimal("0.33"), is_reviewed=False),
    ]
    assert in_march == [OpenPullRequest(old.pk, "Old", None, local(3, 8), Decimal("47.00"), is_reviewed=True)]


def test_guess_leaderboard_puts_the_best_first(story, team, ben, cho):
    assert guess_leaderboard(team) == [
        GuesserScore(person(ben), answer_count=2, correct_count=2, accuracy_percent=Decimal("100.00")),
        GuesserScore(person(cho), answer_count=2, correct_count=1, accuracy_percent=Decimal("50.00")),
    ]


def test_guess_leaderboard_counts_in_the_week_of_the_merge(story, team, ben):
    assert guess_leaderboard(team, weeks=WeekRange(THIRD, THIRD)) == [
        GuesserScore(person(ben), answer_count=1, correct_count=1, accuracy_percent=Decimal("100.00"))
    ]


def test_guess_leaderboard_breaks_ties_by_answers_then_by_name(team, ada, ben, cho, add_pull_request, add_answer):
    first, second = (add_pull_request(None, local(4, 7), merged_at=local(4, 8)) for _ in range(2))
    for guesser in (cho, ben, ada):
        add_answer(first, guesser, guess_correct=True)
    add_answer(second, cho, guess_correct=True)

    assert [score.guesser.name for score in guess_leaderboard(team)] == ["Cho", "Ada", "Ben"]


@pytest.fixture
def usage(team, ada, ben):
    """Ada on Monday, Tuesday and Sunday of the first week, Ben on its Sunday; Ada once in the third, shown nothing."""
    for member, day, shown, accepted in [
        (ada, FIRST, 40, 10),
        (ada, date(2025, 4, 8), 20, 5),
        (ada, date(2025, 4, 13), 30, 5),
        (ben, date(2025, 4, 13), 10, 10),
        (ada, THIRD, 0, 0),
    ]:
        AIUsageDaily.objects.create(
            team=team,
            member=member,
            date=day,
            source="cursor",
            active_hours=Decimal("1.10"),
            suggestions_shown=shown,
            suggestions_accepted=accepted,
        )


def test_ai_usage_by_week_sums_days_and_counts_people_once(usage, team):
    assert ai_usage_by_week(team) == [
        AIUsageWeek(FIRST, 2, Decimal("4.40"), 100, 30, Decimal("30.00")),
        AIUsageWeek(THIRD, 1, Decimal("1.10"), 0, 0, None),
    ]


def test_ai_usage_by_week_keeps_to_the_range(usage, team):
    found = ai_usage_by_week(team, weeks=WeekRange(SECOND, THIRD))

    assert found == [AIUsageWeek(THIRD, 1, Decimal("1.10"), 0, 0, None)]


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize(
    ("query", "query_count"),
    [
        (weekly_figures, 4),
        (review_pairs, 1),
        (reviewer_loads, 1),
        (lambda team: open_pull_requests(team, as_of=local(5, 1)), 1),
        (guess_leaderboard, 1),
        (ai_usage_by_week, 1),
    ],
)
def test_query_count_does_not_grow_with_the_rows(
    django_assert_num_queries,
    team,
    ada,
    ben,
    add_pull_request,
    add_review,
    add_check,
    add_answer,
    query,
    query_count,
    item_count,
):
    for week in range(item_count):
        merged = add_pull_request(ada, local(4, 7 + 7 * week), merged_at=local(4, 8 + 7 * week))
        add_pull_request(ada, local(4, 7 + 7 * week))
        add_review(merged, ben, local(4, 8 + 7 * week))
        add_check(merged, "success")
        add_answer(merged, ben, quality_rating=3, guess_correct=True)
        AIUsageDaily.objects.create(team=team, member=ada, date=date(2025, 4, 7 + 7 * week), source="cursor")

    with django_assert_num_queries(query_count):
        found = query(team)

    assert found


def test_week_range_refuses_a_day_that_is_no_monday():
    with pytest.raises(ValueError, match=r"^A week is named by its Monday, and '2025-04-08' is a Tuesday\.$"):
        WeekRange(FIRST, date(2025, 4, 8))


def test_week_range_refuses_to_run_backwards():
    with pytest.raises(ValueError, match=r"^Weeks cannot run from '2025-04-14' back to '2025-04-07'\.$"):
        WeekRange(SECOND, FIRST)

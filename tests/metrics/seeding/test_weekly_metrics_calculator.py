from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from apps.metrics.models import WeeklyMetrics
from apps.metrics.seeding.weekly_metrics_calculator import (
    MemberWeek,
    MergedPullRequest,
    RatedAnswer,
    ResolvedIssue,
    SurveyResponse,
    calculate_weekly_metrics,
    week_start,
)

CHICAGO = ZoneInfo("America/Chicago")
MONDAY = date(2025, 4, 7)
TUESDAY_NOON = datetime(2025, 4, 8, 12, tzinfo=CHICAGO)
FRIDAY_NOON = datetime(2025, 4, 11, 12, tzinfo=CHICAGO)
NEXT_MONDAY_NOON = datetime(2025, 4, 14, 12, tzinfo=CHICAGO)


def pull_request(author="Ada", merged_at=TUESDAY_NOON, **columns):
    standard = MergedPullRequest(
        author=author,
        merged_at=merged_at,
        cycle_time_hours=Decimal("10.00"),
        review_time_hours=Decimal("2.00"),
        additions=0,
        deletions=0,
        commits=1,
        is_revert=False,
        is_hotfix=False,
        is_ai_assisted=False,
    )
    return standard._replace(**columns)


def answer(author="Ada", guesser="Ben", merged_at=TUESDAY_NOON, **columns):
    standard = RatedAnswer(
        author, merged_at, guesser, quality_rating=None, guess_correct=None, responded_at=FRIDAY_NOON
    )
    return standard._replace(**columns)


def week(member, monday=MONDAY, **columns):
    """A week in which the member did nothing but what the columns say."""
    nothing = {
        "prs_merged": 0,
        "avg_cycle_time_hours": None,
        "avg_review_time_hours": None,
        "commits_count": 0,
        "lines_added": 0,
        "lines_removed": 0,
        "revert_count": 0,
        "hotfix_count": 0,
        "story_points_completed": Decimal("0.0"),
        "issues_resolved": 0,
        "ai_assisted_prs": 0,
        "avg_quality_rating": None,
        "surveys_completed": 0,
        "guess_accuracy": None,
    }
    return MemberWeek(member=member, week_start=monday, **nothing | columns)


def calculate(**rows):
    return calculate_weekly_metrics(["Ada", "Ben", "Cho"], tz=CHICAGO, **rows)


@pytest.mark.parametrize(
    ("moment", "monday"),
    [
        # Clocks go forward on Sunday, March 9: Monday begins at 05:00 UTC, a week before at 06:00 UTC.
        (datetime(2025, 3, 3, 5, 59, 59, tzinfo=UTC), date(2025, 2, 24)),
        (datetime(2025, 3, 3, 6, 0, 0, tzinfo=UTC), date(2025, 3, 3)),
        (datetime(2025, 3, 10, 4, 59, 59, tzinfo=UTC), date(2025, 3, 3)),
        (datetime(2025, 3, 10, 5, 0, 0, tzinfo=UTC), date(2025, 3, 10)),
        # And back on Sunday, November 2.
        (datetime(2025, 10, 27, 4, 59, 59, tzinfo=UTC), date(2025, 10, 20)),
        (datetime(2025, 10, 27, 5, 0, 0, tzinfo=UTC), date(2025, 10, 27)),
        (datetime(2025, 11, 3, 5, 59, 59, tzinfo=UTC), date(2025, 10, 27)),
        (datetime(2025, 11, 3, 6, 0, 0, tzinfo=UTC), date(2025, 11, 3)),
        # The week may have begun in another year.
        (datetime(2026, 1, 1, 12, tzinfo=UTC), date(2025, 12, 29)),
    ],
)
def test_week_start_is_the_local_monday(moment, monday):
    assert week_start(moment, CHICAGO) == monday


def test_week_start_refuses_a_moment_without_time_zone():
    with pytest.raises(ValueError, match=r"^Cannot tell the week of '2025-03-03 00:00:00', which has no time zone"):
        week_start(datetime(2025, 3, 3), CHICAGO)  # noqa: DTZ001 - the missing zone is the point


def test_member_week_has_the_columns_of_the_model():
    bookkeeping = {"id", "created_at", "updated_at", "team"}
    columns = {field.name for field in WeeklyMetrics._meta.concrete_fields}

    assert set(MemberWeek.__dataclass_fields__) == columns - bookkeeping


def test_merged_pull_requests_fill_their_author_s_week():
    rows = [
        pull_request(
            cycle_time_hours=Decimal("10.00"),
            review_time_hours=Decimal("2.00"),
            additions=100,
            deletions=7,
            commits=3,
            is_revert=True,
            is_ai_assisted=True,
        ),
        pull_request(
            merged_at=FRIDAY_NOON,
            cycle_time_hours=Decimal("30.50"),
            review_time_hours=Decimal("4.25"),
            additions=20,
            deletions=5,
            commits=2,
            is_hotfix=True,
            is_ai_assisted=None,
        ),
    ]

    weeks = calculate(pull_requests=rows)

    # (10.00 + 30.50) / 2 and (2.00 + 4.25) / 2 = 3.125, rounded half up.
    expected = week(
        "Ada",
        prs_merged=2,
        avg_cycle_time_hours=Decimal("20.25"),
        avg_review_time_hours=Decimal("3.13"),
        commits_count=5,
        lines_added=120,
        lines_removed=12,
        revert_count=1,
        hotfix_count=1,
        ai_assisted_prs=1,
    )
    assert weeks == [expected]


def test_average_leaves_out_unknown_hours():
    rows = [
        pull_request(cycle_time_hours=None, review_time_hours=None),
        pull_request(cycle_time_hours=Decimal("8.00"), review_time_hours=None),
    ]

    (found,) = calculate(pull_requests=rows)

    assert (found.prs_merged, found.avg_cycle_time_hours, found.avg_review_time_hours) == (2, Decimal("8.00"), None)


def test_rating_counts_for_the_author_and_guess_for_the_guesser():
    answers = [
        answer(guesser="Ben", quality_rating=3, guess_correct=True),
        answer(guesser="Cho", quality_rating=3, guess_correct=False),
        answer(guesser="Ben", quality_rating=2, guess_correct=False),
        answer(guesser="Ben", guess_correct=True),
    ]

    weeks = calculate(answers=answers)

    # Ada was rated (3 + 3 + 2) / 3; Ben guessed right twice of three times, Cho never.
    assert weeks == [
        week("Ada", avg_quality_rating=Decimal("2.67")),
        week("Ben", guess_accuracy=Decimal("66.67")),
        week("Cho", guess_accuracy=Decimal("0.00")),
    ]


def test_rating_and_guess_count_in_the_week_of_the_merge():
    late = answer(quality_rating=2, guess_correct=True, responded_at=NEXT_MONDAY_NOON)

    weeks = calculate(answers=[late])

    assert weeks == [
        week("Ada", avg_quality_rating=Decimal("2.00")),
        week("Ben", guess_accuracy=Decimal("100.00")),
    ]


def test_answer_that_was_not_given_counts_for_nothing():
    asked = answer(quality_rating=2, guess_correct=True, responded_at=None)

    assert calculate(answers=[asked]) == []


def test_survey_counts_once_its_author_answered():
    responses = [
        SurveyResponse("Ada", TUESDAY_NOON, responded=True),
        SurveyResponse("Ada", FRIDAY_NOON, responded=True),
        SurveyResponse("Ada", FRIDAY_NOON, responded=False),
        SurveyResponse("Ben", FRIDAY_NOON, responded=False),
    ]

    assert calculate(survey_responses=responses) == [week("Ada", surveys_completed=2)]


def test_resolved_issues_fill_the_week_of_their_resolution():
    issues = [
        ResolvedIssue("Ben", TUESDAY_NOON, Decimal("3.0")),
        ResolvedIssue("Ben", FRIDAY_NOON, Decimal("0.5")),
        ResolvedIssue("Ben", FRIDAY_NOON, None),
        ResolvedIssue("Ben", NEXT_MONDAY_NOON, Decimal("8")),
    ]

    weeks = calculate(issues=issues)

    assert weeks == [
        week("Ben", issues_resolved=3, story_points_completed=Decimal("3.5")),
        week("Ben", date(2025, 4, 14), issues_resolved=1, story_points_completed=Decimal("8.0")),
    ]
    assert [str(found.story_points_completed) for found in weeks] == ["3.5", "8.0"]


def test_decimals_have_the_places_of_the_model():
    rows = [pull_request(cycle_time_hours=Decimal("8"), review_time_hours=Decimal("1"))]
    answers = [answer(author="Ada", guesser="Ada", quality_rating=3, guess_correct=True)]

    (found,) = calculate(pull_requests=rows, answers=answers)

    assert [str(value) for value in vars(found).values() if isinstance(value, Decimal)] == [
        "8.00",
        "1.00",
        "0.0",
        "3.00",
        "100.00",
    ]


def test_weeks_come_by_week_then_by_the_given_order_of_members():
    rows = [
        pull_request("Cho", NEXT_MONDAY_NOON),
        pull_request("Ada", NEXT_MONDAY_NOON),
        pull_request("Ben", TUESDAY_NOON),
        pull_request("Cho", TUESDAY_NOON),
    ]

    weeks = calculate_weekly_metrics(["Cho", "Ben", "Ada"], tz=CHICAGO, pull_requests=rows)
    again = calculate_weekly_metrics(["Cho", "Ben", "Ada"], tz=CHICAGO, pull_requests=rows[::-1])

    assert [(found.week_start.day, found.member) for found in weeks] == [
        (7, "Cho"),
        (7, "Ben"),
        (14, "Cho"),
        (14, "Ada"),
    ]
    assert again == weeks


def test_pull_request_merged_at_the_turn_of_a_week_with_a_clock_change_counts_on_its_side():
    last_second = datetime(2025, 3, 9, 23, 59, 59, tzinfo=CHICAGO)
    midnight = datetime(2025, 3, 10, tzinfo=CHICAGO)

    weeks = calculate(pull_requests=[pull_request(merged_at=last_second), pull_request(merged_at=midnight)])

    assert [(found.week_start, found.prs_merged) for found in weeks] == [
        (date(2025, 3, 3), 1),
        (date(2025, 3, 10), 1),
    ]


def test_rows_of_somebody_who_left_count_for_nobody():
    weeks = calculate(
        pull_requests=[pull_request(None)],
        survey_responses=[SurveyResponse(None, TUESDAY_NOON, responded=True)],
        answers=[answer(author=None, guesser=None, quality_rating=3, guess_correct=True)],
        issues=[ResolvedIssue(None, TUESDAY_NOON, Decimal(1))],
    )

    assert weeks == []


def test_row_of_an_unknown_member_is_refused():
    message = r"^No member 'Dan' among those whose weeks are calculated. Known: Ada, Ben, Cho\.$"

    with pytest.raises(ValueError, match=message):
        calculate(pull_requests=[pull_request("Dan")])

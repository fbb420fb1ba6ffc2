"""Bugs over all modules that plan the metrics' rows or write their texts; each with the promises that notice it."""

from datetime import timedelta
from decimal import Decimal

from apps.metrics.seeding.content import remark_comment
from apps.metrics.seeding.planning.worktime import DAY
from tests.planted_bugs import metrics_mistakes as mistakes
from tests.planted_bugs import metrics_releases
from tests.planted_bugs.metrics_company import COMPANY_BUGS
from tests.planted_bugs.metrics_mistakes import changed
from tests.planted_bugs.metrics_runs import (
    ai_success,
    borrowing,
    bottleneck,
    bug,
    declared,
    detective_game,
    instead,
    legacy,
    made,
    result,
    rows,
    setting,
    two_teams,
)

BUGS = [
    *metrics_releases.BUGS,
    # The calculator.
    bug(
        "lines_added_are_deletions",
        "weekly_metrics_calculator:_member_week",
        made(mistakes.lines_from_deletions),
        "P003",
    ),
    bug("one_merge_too_many", "weekly_metrics_calculator:_member_week", made(mistakes.one_merge_more), "P003"),
    bug("guess_of_the_author", "weekly_metrics_calculator:_enter_answer", made(mistakes.guess_of_the_author), "P003"),
    bug("week_from_sunday", "weekly_metrics_calculator:week_start", made(mistakes.week_from_sunday), "P003"),
    # Factories.
    bug(
        "durations_a_minute_longer",
        "apps.metrics.factories:hours_between",
        made(lambda sound, start, end: sound(start, end + timedelta(minutes=1))),
        "P001",
    ),
    bug("net_changes", *declared("PRFileFactory", "changes", lambda row: row.additions - row.deletions), "P024"),
    bug(
        "rate_as_a_fraction",
        *declared(
            "AIUsageDailyFactory",
            "acceptance_rate",
            lambda row: (Decimal(row.suggestions_accepted) / row.suggestions_shown).quantize(Decimal("0.01")),
        ),
        "P032",
    ),
    bug(
        "token_for_a_day",
        *declared("PRSurveyFactory", "token_expires_at", lambda row: row.created_at + timedelta(days=1)),
        "P029",
    ),
    bug("answer_without_a_stamp", *declared("PRSurveyFactory", "updated_at", lambda row: row.created_at), "P033"),
    # Cast and team.
    bug("archetypes_reversed", "planning.cast:assemble", made(mistakes.reversed_cast), "P013 P016", ai_success),
    bug("everybody_leads", "planning.team:team_rows", made(mistakes.everybody_leads), "P034"),
    bug(
        "members_of_another_team",
        "planning.rows:_comment_rows",
        mistakes.members_of_the_first_team,
        "P020 P025 P026 P045",
        two_teams,
    ),
    bug(
        "team_without_its_number",
        "planning.team:_team_row",
        result(lambda row: changed(row, name="Baseline Team")),
        "P035",
        two_teams,
    ),
    # Numbers of pull requests, and what becomes of them.
    bug("range_of_one_more", "planning.targets:_scaled", result(lambda found: (found[0], found[1] + 1)), "P013"),
    bug(
        "squared_curve",
        "planning.targets:_part_way",
        lambda sound: lambda start, end, step, steps: sound(start, end, step**2, steps**2),
        "P104",
        ai_success,
    ),
    bug(
        "titles_by_twos",
        "planning.subjects:Subjects.change",
        made(lambda sound, subjects, place, number: sound(subjects, place, number // 2)),
        "P015 P021 P023",
    ),
    bug("backlog_closes_itself", "planning.slots:_decide_outcomes", made(mistakes.backlog_closes_itself), "P011"),
    bug(
        "one_repository_for_all",
        "planning.subjects:Subjects.place",
        instead(lambda subjects, member, *more: subjects.homes[0]),
        "P055 P057",
    ),
    # Times.
    bug(
        "weeks_from_tuesday",
        "planning.worktime:tick_of",
        made(lambda sound, week, weekday, tick: sound(week, weekday + 1, tick)),
        "P029 P042 P050 P052 P068",
    ),
    bug(
        "cycles_of_a_fifth_more",
        "planning.team:targets_by_week",
        result(lambda means: [each._replace(cycle=1.2 * each.cycle) for each in means]),
        "P006 P302",
    ),
    bug(
        "waits_of_a_fifth_less",
        "planning.team:targets_by_week",
        result(lambda means: [each._replace(review=0.8 * each.review) for each in means]),
        "P007",
    ),
    bug("weeks_on_the_line", "planning.wobble:wobbles", instead(lambda rng, figure, weeks: [0.0] * weeks), "P047 P048"),
    bug("no_tail", "planning.durations:LONGEST", instead(1.3), "P049 P050"),
    bug("waits_in_proportion", "planning.span_fit:fitted_to_spans", made(mistakes.waits_in_proportion), "P050"),
    bug("larger_changes_first", "planning.durations:SIZE_WEIGHT", instead(-0.55), "P051"),
    bug("any_weekday", "planning.day_choice:WEIGHT_OF_BALANCE", instead(0), "P052"),
    bug("usual_starts_only", "planning.coding:plan_unusual_starts", instead(lambda rng, week, plans: None), "P053"),
    bug("queue_never_cleared", "planning.unmerged:GIVEN_UP_AFTER", instead((20, 30)), "P054", ai_success),
    bug(
        "first_commit_after_the_opening",
        "planning.coding:first_commit",
        made(lambda sound, plan, stream: sound(plan, stream) and plan.opened + 60),
        "P001 P053",
    ),
    bug(
        "approved_with_the_first_review",
        "planning.rows:_approved",
        instead(lambda reviews: reviews[0].second if reviews else None),
        "P001",
    ),
    # Reviewers.
    bug("own_seat", "planning.seats:_by_score", made(mistakes.own_seat), "P002"),
    bug("lightest_leads", "planning.seats:find_lead", made(mistakes.lightest_leads), "P203 P204 P205", bottleneck),
    bug(
        "one_reviewer_each", "planning.seats:places_on_merged", result(lambda places: dict.fromkeys(places, 1)), "P044"
    ),
    bug(
        "shares_of_others_swapped",
        "planning.seats:other_seats",
        made(mistakes.shares_of_others_swapped),
        "P205",
        bottleneck,
    ),
    bug("last_word_first", "planning.reviewers:settle_reviews", made(mistakes.last_word_first), "P001 P002"),
    bug("states_swapped", "planning.reviewers:_decide_states", made(mistakes.swapped_states), "P012"),
    # Shares.
    bug(
        "rate_of_the_next_week",
        "planning.shares:flag_ai_assisted",
        made(mistakes.next_week_s_rate),
        "P004 P101",
        ai_success,
    ),
    bug(
        "rating_of_the_week_before",
        "planning.shares:rate_answers",
        made(mistakes.rating_of_the_week_before),
        "P008",
        bottleneck,
    ),
    bug("fewer_surveys", "planning.shares:plan_surveys", made(lambda sound, merged: sound(merged[1:])), "P037"),
    bug("answer_on_saturday", "planning.shares:_answer", made(mistakes.answer_on_saturday), "P029"),
    bug(
        "survey_before_the_merge",
        "planning.pull_request:PullRequestPlan.plan_survey",
        result(lambda survey: setting(survey, "second", survey.second - 3600)),
        "P029",
    ),
    bug("worst_ratings_only", "planning.shares:LOWEST_RATING_SHARE", instead(0.5), "P045"),
    # What is rare.
    bug(
        "revert_of_another_repository",
        "planning.rare:Reverts._target",
        made(mistakes.revert_of_any_repository),
        "P023 P024 P056",
    ),
    bug(
        "hotfixes_beside_their_quota",
        "planning.rare:Hotfixes.plan_week",
        made(lambda sound, hotfixes, merged: sound(hotfixes, merged * 2)),
        "P036",
    ),
    bug(
        "checks_by_the_week_before",
        "planning.rare:Checks.plan_week",
        made(lambda sound, checks, scenario, week, opened: sound(checks, scenario, week - 3, opened)),
        "P010",
        ai_success,
    ),
    bug(
        "queue_of_an_hour",
        "planning.rare:_checks",
        result(lambda checks: [setting(check, "delay_seconds", 6 * check.delay_seconds) for check in checks]),
        "P028",
    ),
    bug(
        "guesses_at_the_upper_end",
        "planning.rare:_usual_accuracy",
        made(lambda sound, scenario, name: scenario.get_guess_accuracy_for_archetype(name)[1] + 0.1),
        "P016",
        detective_game,
    ),
    # Files and commits.
    bug("lost_files", "planning.commits:_divide", made(mistakes.lost_files), "P045 P059 P060", ai_success),
    bug(
        "removed_files_with_new_lines", "planning.files:plan_files", made(mistakes.removed_files_with_new_lines), "P024"
    ),
    bug(
        "work_spread_over_the_review",
        "planning.commits:_begin_of_review",
        made(lambda sound, plan: plan.reviews[-1].second if plan.reviews else sound(plan)),
        "P026 P030",
    ),
    bug(
        "four_story_points",
        "deterministic:MetricsRandom.story_points",
        result(lambda points: 4 if points == 5 else points),
        "P031",
    ),
    # Comments.
    bug(
        "reply_by_the_reviewer",
        "planning.comments:_reply",
        made(lambda sound, plan, review, *more: sound(plan, review, *more)._replace(author=review.reviewer)),
        "P025",
    ),
    # Rows.
    bug("title_of_a_revert", "planning.rows:title", instead(lambda plan: plan.change.title), "P023 P026 P066"),
    bug(
        "time_to_the_last_fix",
        "planning.rows:_fix_response_hours",
        made(mistakes.last_commit_answers),
        "P022",
        ai_success,
    ),
    bug(
        "comments_by_time",
        "planning.rows:_comment_rows",
        made(lambda sound, team, row, comments: sound(team, row, sorted(comments, key=lambda each: each.second))),
        "P025 P026",
    ),
    bug(
        "guess_as_its_verdict",
        "planning.rows:_survey_rows",
        rows("PRSurveyReview", ai_guess=lambda row: row.guess_correct),
        "P029",
    ),
    bug(
        "moments_of_the_future",
        "planning.rows:TeamRows.moment_if_happened",
        made(lambda sound, team, second: second and team.calendar.moment(second)),
        "P001 P003 P031 P033 P040",
    ),
    bug(
        "issue_keys_by_hundreds",
        "planning.rows:TeamRows.issue_key",
        made(lambda sound, team, number: sound(team, number % 900)),
        "P021 P026 P027 P040",
    ),
    bug(
        "lost_commits",
        "planning.rows:_commit_rows",
        made(lambda sound, team, plan, row, commits: sound(team, plan, row, commits[:2])),
        "P014 P022 P026",
    ),
    # Issues and AI tools.
    bug("lost_backlog", "planning.work:backlog_rows", instead(lambda *_: iter(())), "P040"),
    bug(
        "issues_after_the_opening",
        "planning.work:_reported",
        instead(lambda plan, stream: plan.opened + stream.below(DAY)),
        "P001 P040",
    ),
    bug("sprints_of_three_weeks", "planning.work:_sprint", made(lambda sound, week: sound(2 * (week // 3))), "P040"),
    bug("every_issue_a_story", "planning.work:_issue_type", instead(lambda plan, stream: "Story"), "P026"),
    bug(
        "usage_of_the_day_before",
        "planning.work:usage_row",
        result(lambda row: changed(row, date=row.date - timedelta(days=1))),
        "P033 P042",
    ),
    bug(
        "help_at_the_opening_only",
        "planning.work:first_days_with_ai",
        made(lambda sound, plans: {key: day for key, day in sound(plans).items() if day % 7 < 2}),
        "P005",
    ),
    bug(
        "reports_on_sunday_night",
        "planning.work:issue_rows",
        rows("JiraIssue", issue_created_at=mistakes.sunday_night, created_at=mistakes.sunday_night),
        "P001 P019 P040",
    ),
    bug(
        "first_review_as_an_afterthought",
        "planning.unmerged:settle_first_review",
        made(mistakes.first_review_before_the_opening),
        "P001 P026",
    ),
    # Weekly aggregates.
    bug(
        "week_lost",
        "planning.weekly:weekly_metrics_rows",
        made(lambda sound, *arguments: list(sound(*arguments))[:-1]),
        "P003",
    ),
    # Real pull requests.
    bug(
        "half_the_share",
        "planning.borrowing:_borrowers",
        made(lambda sound, plans, share: sound(plans, share / 2)),
        "P018",
        borrowing,
    ),
    bug("title_with_its_repository", "planning.borrowing:_take", made(mistakes.title_in_brackets), "P017", borrowing),
    bug(
        "forgotten_remainder",
        "planning.borrowed_files:_over_files",
        made(mistakes.forgotten_remainder),
        "P017",
        borrowing,
    ),
    bug("lines_swapped", "github.borrowing:_read", made(mistakes.swapped_lines), "P017", borrowing),
    # The legacy mode.
    bug(
        "author_among_the_reviewers",
        "planning.legacy:_pull_request",
        made(mistakes.author_among_the_reviewers),
        "P002 P029",
        legacy,
    ),
    bug(
        "done_without_a_moment",
        "planning.legacy:_issues",
        rows("JiraIssue", resolved_at=lambda row: None),
        "P001 P031",
        legacy,
    ),
    bug(
        "usage_of_today",
        "planning.legacy:_usage",
        rows("AIUsageDaily", date=lambda row: row.date + timedelta(days=1)),
        "P032 P033",
        legacy,
    ),
    # Texts.
    bug("every_title_a_feature", "content.phrases:kind_of_title", instead(lambda title: "feature"), "P026", borrowing),
    bug("remark_in_place_of_a_request", "content.phrases:change_request_comment", instead(remark_comment), "P026"),
    bug(
        "comment_with_the_whole_path",
        "content.phrases:_fill",
        made(
            lambda sound, text, change, path="", *more, **named: sound(
                text, change, path.replace("/", "."), *more, **named
            )
        ),
        "P026",
    ),
    bug(
        "lower_case_titles",
        "content.grammar:_sentence",
        instead(lambda pattern, values: pattern.format_map(values)),
        "P027",
    ),
    bug("files_of_the_next_area", "content.grammar:Repository.area", made(mistakes.area_beside_it), "P026 P063"),
    bug("views_among_the_code", "content.repositories:PRODUCTS", mistakes.views_among_the_code, "P024 P063"),
    bug(
        "stammering_titles",
        "content.patterns:GROUPS['record']",
        mistakes.stammering,
        "P027",
        forget=mistakes.forget_titles,
    ),
    bug(
        "summaries_of_others",
        "content.patterns:GROUPS['job']",
        mistakes.summaries_of_others,
        "P021 P027",
        forget=mistakes.forget_titles,
    ),
    *COMPANY_BUGS,
]

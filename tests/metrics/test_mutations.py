"""Falsified rows and falsified plans: each lie is noticed by the promise whose business it is, and by no other.

A lie is told as well as it can be: what follows from it (hours, weekly aggregates, guesses) is brought into line, so
that only the story itself gives it away.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import transaction

from apps.metrics import models
from apps.metrics.seeding.scenarios import (
    AISuccessScenario,
    BaselineScenario,
    DetectiveGameScenario,
    ReviewBottleneckScenario,
    get_scenario,
)
from seedplot import pipeline
from seedplot.clock import midnight
from seedplot.models import SeedRun
from seedplot.pipeline import NotAsPromised, Request
from tests.metrics.what_must_hold import (
    FULL_WEEKS,
    SETTLED_WEEKS,
    TABLE,
    Story,
    grouped,
    hours_between,
    offences,
    weekly_metrics_from_rows,
)

ANCHOR = midnight(date(2026, 11, 22))
MIDDLE_WEEK = 3
LAST_WEEK = 7


def update(row, model, **columns):
    model.objects.filter(pk=row.id).update(**columns)


def recount(story):
    """Bring the weekly aggregates into line with the rows as they are now."""
    fresh = Story(story.name, ANCHOR)
    for (member, monday), columns in weekly_metrics_from_rows(fresh).items():
        models.WeeklyMetrics.objects.filter(member=member, week_start=monday).update(**columns)


# Lies that any team can tell. Each takes the story as it was.


def comment_after_the_merge(story):
    row = next(row for row in story.rows[models.PRComment] if story.owner(row).merged_at)
    update(row, models.PRComment, comment_created_at=story.owner(row).merged_at + timedelta(minutes=1))


def commit_before_the_opening(story):
    row = story.rows[models.Commit][0]
    update(row, models.Commit, committed_at=story.owner(row).pr_created_at - timedelta(minutes=1))


def check_run_that_ends_after_the_merge(story):
    row = next(row for row in story.rows[models.PRCheckRun] if story.owner(row).merged_at)
    update(row, models.PRCheckRun, completed_at=story.owner(row).merged_at + timedelta(minutes=1))


def review_after_the_anchor(story):
    reviews = [row for row in story.reviews if story.owner(row).state == "open"]
    last = max(reviews, key=lambda row: row.submitted_at)
    first = story.owner(last).first_review_at == last.submitted_at
    row = next(each for each in reviews if each.id != last.id) if not first else last
    update(row, models.PRReview, submitted_at=ANCHOR + timedelta(minutes=1))


def review_before_the_recorded_first_one(story):
    row = next(rows[1] for rows in story.reviews_of.values() if len(rows) > 1)
    owner = story.owner(row)
    update(row, models.PRReview, submitted_at=owner.pr_created_at + (owner.first_review_at - owner.pr_created_at) / 2)


def hours_that_are_no_difference(story):
    row = next(row for row in story.pull_requests.values() if row.state == "closed" and row.review_time_hours)
    update(row, models.PullRequest, review_time_hours=row.review_time_hours + 1)


def issue_done_before_it_was_reported(story):
    row = next(row for row in story.rows[models.JiraIssue] if row.resolved_at)
    update(row, models.JiraIssue, issue_created_at=row.resolved_at + timedelta(minutes=1))


def self_review(story):
    row = next(row for row in story.reviews if not {row.reviewer_id, story.owner(row).author_id} & leads(story))
    update(row, models.PRReview, reviewer=story.owner(row).author_id)


def leads(story):
    return {member for member, kind in story.kind_of.items() if kind.name == story.column.lead}


def self_answer(story):
    row = next(row for row in story.answers if story.counted_week[story.answered(row).id] not in FULL_WEEKS)
    update(row, models.PRSurveyReview, reviewer=story.answered(row).author_id)
    recount(story)


def merge_after_a_request_for_changes(story):
    row = next(story.reviews_of[row.id][-1] for row in story.pull_requests.values() if row.merged_at)
    update(row, models.PRReview, state="changes_requested")


def weekly_figure_that_is_no_sum(column):
    def falsify(story):
        row = next(row for row in story.rows[models.WeeklyMetrics] if getattr(row, column) is not None)
        update(row, models.WeeklyMetrics, **{column: getattr(row, column) + 1})

    falsify.__name__ = f"falsified_{column}"
    return falsify


def missing_week(story):
    models.WeeklyMetrics.objects.filter(pk=story.rows[models.WeeklyMetrics][0].id).delete()


def week_without_ai(week):
    def falsify(story):
        for row in story.merged_in[week]:
            set_ai_assisted(story, row, False)
        recount(story)

    falsify.__name__ = f"no_ai_in_week_{week}"
    return falsify


def set_ai_assisted(story, row, flag):
    """Flip the flag, and with it what author and reviewers said, so that right guesses stay right."""
    update(row, models.PullRequest, is_ai_assisted=flag)
    models.PRSurvey.objects.filter(pull_request=row.id).update(author_ai_assisted=flag)
    for right in (True, False):
        answers = models.PRSurveyReview.objects.filter(survey__pull_request=row.id, guess_correct=right)
        answers.update(ai_guess=flag == right)


def survey_that_contradicts_its_pull_request(story):
    row = next(iter(story.surveys.values()))
    update(row, models.PRSurvey, author_ai_assisted=not row.author_ai_assisted)


def ai_assisted_work_without_ai_usage(story):
    row = next(row for row in story.merged_in[MIDDLE_WEEK] if row.is_ai_assisted)
    monday = story.monday(MIDDLE_WEEK)
    usage = models.AIUsageDaily.objects.filter(member=row.author_id)
    usage.filter(date__gte=monday, date__lt=monday + timedelta(days=7)).delete()


def delayed_merges(week, hours):
    """By less than what would carry a merge over midnight."""

    def falsify(story):
        for row in story.merged_in[week]:
            merged_at = row.merged_at + timedelta(hours=hours)
            cycle_time_hours = hours_between(row.pr_created_at, merged_at)
            update(row, models.PullRequest, merged_at=merged_at, cycle_time_hours=cycle_time_hours)
        recount(story)

    falsify.__name__ = f"merges_of_week_{week}_come_{hours}_hours_later"
    return falsify


def quicker_first_reviews(week, percent):
    def falsify(story):
        for row in story.merged_in[week]:
            first = story.reviews_of[row.id][0]
            seconds = int((row.first_review_at - row.pr_created_at).total_seconds()) * (100 - percent) // 100
            at = row.pr_created_at + timedelta(seconds=seconds)
            update(first, models.PRReview, submitted_at=at)
            hours = hours_between(row.pr_created_at, at)
            update(row, models.PullRequest, first_review_at=at, review_time_hours=hours)
        recount(story)

    falsify.__name__ = f"first_reviews_of_week_{week}_come_{percent}_percent_sooner"
    return falsify


def worst_ratings_in_a_week(story):
    keys = [row.id for row in story.answers_in[MIDDLE_WEEK]]
    models.PRSurveyReview.objects.filter(pk__in=keys).update(quality_rating=1)
    recount(story)


def no_reverts(story):
    models.PullRequest.objects.filter(team=story.team).update(is_revert=False)
    recount(story)


def failed_checks_turned_green(story):
    failed = models.PRCheckRun.objects.filter(team=story.team, conclusion__in=("failure", "timed_out"))
    failed.update(conclusion="success")


def closed_pull_requests_reopened(story):
    keys = [row.id for week in SETTLED_WEEKS for row in story.opened_in[week] if row.state == "closed"]
    models.PullRequest.objects.filter(pk__in=keys).update(state="open")


def waiting_pull_requests_closed(story):
    models.PullRequest.objects.filter(team=story.team, state="open").update(state="closed")


def remarks_turned_into_requests_for_changes(story):
    models.PRReview.objects.filter(team=story.team, state="commented").update(state="changes_requested")


def unmerged_work_all_by_one_member(story):
    one = story.rows[models.TeamMember][0].id
    reviewed = {row.pull_request_id for row in story.reviews if row.reviewer_id == one}
    free = models.PullRequest.objects.filter(team=story.team, merged_at=None, is_ai_assisted=False)
    free.exclude(pk__in=reviewed).update(author=one)


def file_with_more_lines(story):
    row = story.rows[models.PRFile][0]
    update(row, models.PRFile, additions=row.additions + 1)


def commit_with_fewer_lines(story):
    row = next(row for row in story.rows[models.Commit] if row.deletions)
    update(row, models.Commit, deletions=row.deletions - 1)


def pull_request_with_other_lines(story):
    row = next(row for row in story.pull_requests.values() if row.merged_at)
    update(row, models.PullRequest, additions=row.additions + 1)
    recount(story)


def repeated_title(story):
    first, second, *_ = story.pull_requests.values()
    update(second, models.PullRequest, title=first.title)


def guesses_turned_around(story):
    """Everything that was guessed right of one archetype is wrong now, and the other way round, but the leaderboard."""
    for row in story.answers:
        update(row, models.PRSurveyReview, ai_guess=not row.ai_guess, guess_correct=not row.guess_correct)
    recount(story)


def guesses_about_others_all_right(story):
    """Not about the first archetype's work, and not by the last guesser: one stays last."""
    models.PRSurveyReview.objects.filter(team=story.team).update(guess_correct=True)
    recount(story)


# Lies about what one scenario tells.


def reviews_shared_evenly(story):
    """Of the lead's reviews, every second one goes to somebody else."""
    for row in [row for row in story.reviews if row.reviewer_id in leads(story)][::2]:
        update(row, models.PRReview, reviewer=somebody_else(story, row))


def somebody_else(story, review):
    taken = {story.owner(review).author_id, *leads(story)}
    return next(member for member in story.kind_of if member not in taken)


def reviews_moved_between_weeks(story):
    """The lead writes four fewer in one week and four more in another: the total stays."""
    (lead,) = leads(story)
    fewer, more = story.reviews_in[2], story.reviews_in[5]
    for row in [row for row in fewer if row.reviewer_id == lead][:4]:
        update(row, models.PRReview, reviewer=somebody_else(story, row))
    for row in [row for row in more if lead not in (row.reviewer_id, story.owner(row).author_id)][:4]:
        update(row, models.PRReview, reviewer=lead)


def stealth_ai_carries_more_than_obvious_ai(story):
    """Week by week a flag changes hands; the team's share stays."""
    used = {(row.member_id, (row.date - story.first_monday).days // 7) for row in story.rows[models.AIUsageDaily]}
    for week in FULL_WEEKS:
        by_kind = grouped(story.merged_in[week], lambda row: story.kind_of[row.author_id].name)
        givers = [row for row in by_kind["obvious_ai"] if row.is_ai_assisted]
        takers = [row for row in by_kind["stealth_ai"] if not row.is_ai_assisted and (row.author_id, week) in used]
        for giver, taker in zip(givers, takers, strict=False):
            set_ai_assisted(story, giver, False)
            set_ai_assisted(story, taker, True)
    recount(story)


def leader_caught_up_with(story):
    """The best guesser trades right guesses for wrong ones of the next, about authors of the same archetype."""
    answers = [row for week in FULL_WEEKS for row in story.answers_in[week]]
    by_guesser = grouped(answers, lambda row: row.reviewer_id)

    def score(guesser):
        return sum(row.guess_correct for row in by_guesser[guesser]) / len(by_guesser[guesser])

    *_, second, first = sorted(by_guesser, key=score)
    archetype = lambda row: story.kind_of[story.answered(row).author_id].name  # noqa: E731
    right = grouped((row for row in by_guesser[first] if row.guess_correct), archetype)
    wrong = grouped((row for row in by_guesser[second] if not row.guess_correct), archetype)
    gap = score(first) - score(second)
    step = 1 / len(by_guesser[first]) + 1 / len(by_guesser[second])
    pairs = [pair for kind in right for pair in zip(right[kind], wrong[kind], strict=False)]
    for giver, taker in pairs[: round(gap / step)]:
        for row in (giver, taker):
            update(row, models.PRSurveyReview, ai_guess=not row.ai_guess, guess_correct=not row.guess_correct)
    recount(story)

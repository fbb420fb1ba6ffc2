"""Falsified rows and falsified plans: each lie is noticed by the promise whose business it is.

A lie about the story is told as well as it can be: what follows from it (hours, weekly aggregates, guesses) is brought
into line. Of the promises about the story only its own notices it; the details around it may give it away, too. A lie
about a detail is noticed by the promise about that detail, and by no other.
"""

import re
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache

import pytest
from django.db import connection, transaction

from apps.metrics import models
from apps.metrics.seeding.scenarios import (
    AISuccessScenario,
    BaselineScenario,
    DetectiveGameScenario,
    ReviewBottleneckScenario,
    get_scenario,
)
from seedplot.clock import midnight
from seedplot.engine import ledger, pipeline, proof
from seedplot.engine.progress import Silent
from seedplot.engine.runs import Request
from seedplot.errors import NotAsPromised
from seedplot.models import SeedRun
from tests.metrics.content_lies import CONTENT
from tests.metrics.time_lies import TIMES
from tests.oracles.metrics.claims import CLAIMS, RUNNING_WEEK, SETTLED_WEEKS, offences_of, weekly_metrics_from_rows
from tests.oracles.metrics.company import COMPANY_LIES
from tests.oracles.metrics.scenario_table import FULL_WEEKS, TABLE
from tests.oracles.metrics.team_story import Story, grouped, hours_between
from tests.rings import sampled

ANCHOR = midnight(date(2026, 11, 22))
MIDDLE_WEEK = 3
LAST_WEEK = 7


def update(row, model, **columns):
    model.objects.filter(pk=row.id).update(**columns)


def move(commit, at):
    """Move the commit with its files and stamps."""
    files = models.PRFile.objects.filter(pull_request=commit.pull_request_id, created_at=commit.committed_at)
    files.update(created_at=at, updated_at=at)
    update(commit, models.Commit, committed_at=at, created_at=at, updated_at=at)


def recount(story):
    """Bring the weekly aggregates into line with the rows as they are now."""
    fresh = Story(story.name, ANCHOR, before=story, written=story.written)
    for (member, monday), columns in weekly_metrics_from_rows(fresh).items():
        models.WeeklyMetrics.objects.filter(member=member, week_start=monday).update(**columns)


# Lies that any team can tell. Each takes the story as it was.


def comment_after_the_merge(story):
    row = next(row for row in story.rows[models.PRComment] if story.owner(row).merged_at)
    update(row, models.PRComment, comment_created_at=story.owner(row).merged_at + timedelta(minutes=1))


def commit_before_the_opening(story):
    row = story.rows[models.Commit][0]
    move(row, story.owner(row).pr_created_at - timedelta(minutes=1))


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
    row = next(rows[1] for rows in story.reviews_of.values() if len(rows) > 2)
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


def delayed_merges(*weeks, hours):
    """By less than what would carry a merge into another week."""

    def falsify(story):
        for row in (row for week in weeks for row in story.merged_in[week]):
            merged_at = row.merged_at + timedelta(hours=hours)
            cycle_time_hours = hours_between(row.pr_created_at, merged_at)
            update(row, models.PullRequest, merged_at=merged_at, cycle_time_hours=cycle_time_hours)
        recount(story)

    falsify.__name__ = f"merges_of_weeks_{weeks}_come_{hours}_hours_later"
    return falsify


def quicker_first_reviews(week, percent):
    def falsify(story):
        for row in story.merged_in[week]:
            first = story.reviews_of[row.id][0]
            seconds = int((row.first_review_at - row.pr_created_at).total_seconds()) * (100 - percent) // 100
            at = row.pr_created_at + timedelta(seconds=seconds)
            update(first, models.PRReview, submitted_at=at)
            hours = hours_between(row.pr_created_at, at)
            update(
                row,
                models.PullRequest,
                ready_for_review_at=row.pr_created_at,
                first_review_at=at,
                review_time_hours=hours,
                approved_at=at if row.approved_at == row.first_review_at else row.approved_at,
            )
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
    update(row, models.PRFile, additions=row.additions + 1, changes=row.changes + 1)


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


def invented_work_that_passes_for_real(story):
    row = next(iter(story.pull_requests.values()))
    update(row, models.PullRequest, source="github")


def a_tenth_passes_for_real(story):
    keys = list(story.pull_requests)
    models.PullRequest.objects.filter(pk__in=keys[::10]).update(source="github")


def all_guesses_right(story):
    for row in story.answers:
        if not row.guess_correct:
            turn_around(row)
    recount(story)


def turn_around(answer):
    """Guess the opposite: right becomes wrong, wrong becomes right."""
    update(answer, models.PRSurveyReview, ai_guess=not answer.ai_guess, guess_correct=not answer.guess_correct)


def one_reviewer_each(story):
    """All reviews of a merge are by who approved it last."""
    for row in story.pull_requests.values():
        if row.merged_at:
            reviewer = story.reviews_of[row.id][-1].reviewer_id
            models.PRReview.objects.filter(pull_request=row.id).update(reviewer=reviewer)


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
    right = grouped((row for row in by_guesser[first] if row.guess_correct), story.kind_of_author)
    wrong = grouped((row for row in by_guesser[second] if not row.guess_correct), story.kind_of_author)
    step = 1 / len(by_guesser[first]) + 1 / len(by_guesser[second])
    pairs = [pair for kind in right for pair in zip(right[kind], wrong[kind], strict=False)]
    for pair in pairs[: round((score(first) - score(second)) / step)]:
        for row in pair:
            turn_around(row)
    recount(story)


def readable_and_unreadable_authors_trade(story):
    """Each guesser's right guesses about obvious_ai become wrong, and as many about stealth_ai right."""
    for answers in grouped(story.answers, lambda row: row.reviewer_id).values():
        right = [row for row in answers if row.guess_correct and story.kind_of_author(row) == "obvious_ai"]
        wrong = [row for row in answers if not row.guess_correct and story.kind_of_author(row) == "stealth_ai"]
        for pair in zip(right, wrong, strict=False):
            for row in pair:
                turn_around(row)
    recount(story)


# Which promises notice which lie.

WEEKLY_COLUMNS = (
    "prs_merged",
    "avg_cycle_time_hours",
    "avg_review_time_hours",
    "commits_count",
    "lines_added",
    "lines_removed",
    "revert_count",
    "hotfix_count",
    "story_points_completed",
    "issues_resolved",
    "ai_assisted_prs",
    "avg_quality_rating",
    "surveys_completed",
    "guess_accuracy",
)
TOLD_OF_ANY_TEAM = {
    comment_after_the_merge: {"P001"},
    commit_before_the_opening: {"P001"},
    check_run_that_ends_after_the_merge: {"P001"},
    review_after_the_anchor: {"P001"},
    review_before_the_recorded_first_one: {"P001"},
    hours_that_are_no_difference: {"P001"},
    issue_done_before_it_was_reported: {"P001"},
    self_review: {"P002"},
    self_answer: {"P002"},
    merge_after_a_request_for_changes: {"P001", "P002"},
    missing_week: {"P003"},
    week_without_ai(MIDDLE_WEEK): {"P004"},
    survey_that_contradicts_its_pull_request: {"P005"},
    ai_assisted_work_without_ai_usage: {"P005"},
    delayed_merges(MIDDLE_WEEK, hours=16): {"P006"},
    quicker_first_reviews(MIDDLE_WEEK, percent=40): {"P007"},
    worst_ratings_in_a_week: {"P008"},
    no_reverts: {"P009"},
    failed_checks_turned_green: {"P010"},
    closed_pull_requests_reopened: {"P011"},
    remarks_turned_into_requests_for_changes: {"P012"},
    unmerged_work_all_by_one_member: {"P013"},
    file_with_more_lines: {"P014"},
    commit_with_fewer_lines: {"P014"},
    pull_request_with_other_lines: {"P014"},
    repeated_title: {"P015"},
    all_guesses_right: {"P016"},
    invented_work_that_passes_for_real: {"P017"},
    a_tenth_passes_for_real: {"P017", "P018"},
    one_reviewer_each: {"P044"},
}
TOLD_OF_ONE_TEAM = {
    "ai-success": {
        week_without_ai(LAST_WEEK): {"P004", "P101"},
        delayed_merges(LAST_WEEK, hours=12): {"P006", "P102"},
        quicker_first_reviews(LAST_WEEK, percent=45): {"P007", "P103"},
        delayed_merges(*range(1, LAST_WEEK), hours=10): {"P006", "P104"},
    },
    "review-bottleneck": {
        delayed_merges(LAST_WEEK, hours=20): {"P006", "P202", "P206"},
        quicker_first_reviews(LAST_WEEK, percent=40): {"P007", "P201"},
        delayed_merges(*range(1, LAST_WEEK), hours=10): {"P006", "P206"},
        waiting_pull_requests_closed: {"P011"},
        reviews_shared_evenly: {"P203", "P204", "P205"},
        reviews_moved_between_weeks: {"P204"},
    },
    "baseline": {
        **{weekly_figure_that_is_no_sum(column): {"P003"} for column in WEEKLY_COLUMNS},
        week_without_ai(LAST_WEEK): {"P004", "P301"},
        delayed_merges(MIDDLE_WEEK, hours=18): {"P006", "P302"},
        quicker_first_reviews(MIDDLE_WEEK, percent=45): {"P007", "P303"},
        waiting_pull_requests_closed: {"P005", "P011"},
    },
    "detective-game": {
        week_without_ai(LAST_WEEK): {"P004", "P401", "P404"},
        stealth_ai_carries_more_than_obvious_ai: {"P402"},
        waiting_pull_requests_closed: {"P011"},
        leader_caught_up_with: {"P403"},
        readable_and_unreadable_authors_trade: {"P016"},
    },
}
LIES = {name: {**TOLD_OF_ANY_TEAM, **told} for name, told in TOLD_OF_ONE_TEAM.items()}
ALSO_NOTICED = {
    ("ai-success", "closed_pull_requests_reopened"): {"P054"},
    ("baseline", "no_ai_in_week_3"): {"P301"},
    ("ai-success", "merges_of_weeks_(3,)_come_16_hours_later"): {"P104"},
    ("baseline", "merges_of_weeks_(3,)_come_16_hours_later"): {"P302"},
    ("review-bottleneck", "merges_of_weeks_(3,)_come_16_hours_later"): {"P206"},
    # An approval that comes sooner leaves commits behind it.
    ("baseline", "first_reviews_of_week_3_come_40_percent_sooner"): {"P303"},
    ("review-bottleneck", "first_reviews_of_week_3_come_40_percent_sooner"): {"P001"},
    ("review-bottleneck", "first_reviews_of_week_7_come_40_percent_sooner"): {"P001"},
    ("review-bottleneck", "one_reviewer_each"): {"P203", "P204"},
    ("detective-game", "no_ai_in_week_3"): {"P404"},
    ("detective-game", "all_guesses_right"): {"P403"},
}
"""Where a lie that any team can tell touches a scenario's own promise too."""
TRACES = {
    *("P019", "P020", "P022", "P023", "P025", "P026", "P027", "P028", "P029", "P030"),
    *("P033", "P038", "P040", "P041", "P043", "P045", "P049", "P050", "P051", "P052", "P053", "P057"),
    *("P061", "P062", "P066", "P067", "P068", "P069", "P070"),
}
"""The details that a lie about the story need not bring into line; a file or a number is never one of them."""


def seed_team(scenario):
    return pipeline.run(Request(scenario, anchor=ANCHOR, options={"no_github": True})).run


def short_ids(findings):
    return {finding.promise.id.removeprefix("metrics.") for finding in findings}


@contextmanager
def written_tables():
    """The tables that are written to meanwhile."""
    written = set()

    def execute(execute, sql, *arguments):
        if found := re.match(r'(?:UPDATE|DELETE FROM|INSERT INTO) "(\w+)"', sql):
            written.add(found[1])
        return execute(sql, *arguments)

    with connection.execute_wrapper(execute):
        yield written


def told(record, story, lie):
    """The promises that notice the lie, and the claims of the independent verifier that do. It is taken back."""
    with transaction.atomic():
        with written_tables() as story.written:
            lie(story)
        findings, _ = proof.measure(record, get_scenario(story.name), ledger.rows_of(record), Silent())
        claims = set(offences_of(Story(story.name, ANCHOR, before=story, written=story.written)))
        transaction.set_rollback(True)
    return short_ids(finding for finding in findings if not finding.kept), claims


@cache
def noticed_by_lie(name):
    """By lie about the story: the promises and the claims that notice it. Two tests look at them."""
    record = seed_team(get_scenario(name))
    story = Story(name, ANCHOR)
    return {lie: told(record, story, lie) for lie in sampled(LIES[name])}


@pytest.mark.check
@pytest.mark.django_db
@pytest.mark.parametrize("name", TABLE)
def test_lie_about_the_story_is_noticed_by_its_promise_and_no_other(name):
    noticed = {lie.__name__: found for lie, found in noticed_by_lie(name).items()}

    expected = {
        lie.__name__: promises | ALSO_NOTICED.get((name, lie.__name__), set())
        for lie, promises in LIES[name].items()
        if lie.__name__ in noticed
    }
    assert {lie: broken - (TRACES - expected[lie]) for lie, (broken, _) in noticed.items()} == expected
    assert [lie for lie, (_, claims) in noticed.items() if not claims] == []


@pytest.mark.parametrize("name", TABLE)
def test_every_promise_can_be_broken(name):
    promised = {promise.id.removeprefix("metrics.") for promise in get_scenario(name).promises}

    also = (promises for (story, _), promises in ALSO_NOTICED.items() if story == name)
    details = (promises for promises, _ in DETAILS.values())
    noticed = set().union(*LIES[name].values(), *also, *details, *TRAITS.values())
    assert noticed == promised


# Lies about a detail, which any team can tell: one is enough.


def renamed_team(story):
    models.Team.objects.filter(pk=story.team.pk).update(name="Somebody Else")


def two_members_of_one_name(story):
    first, second, *_ = story.rows[models.TeamMember]
    update(second, models.TeamMember, display_name=first.display_name)


def commit_of_another_repository(story):
    row = story.rows[models.Commit][0]
    owner = row.github_repo.partition("/")[0]
    update(row, models.Commit, github_repo=f"{owner}/compiler")


def review_with_another_s_number(story):
    first, second, *_ = story.reviews
    update(second, models.PRReview, github_review_id=first.github_review_id)


def closed_draft(story):
    row = next(row for row in story.pull_requests.values() if row.state == "closed")
    update(row, models.PullRequest, is_draft=True)


def document_among_the_configuration(story):
    row = next(row for row in story.rows[models.PRFile] if row.file_category == "docs")
    update(row, models.PRFile, file_category="config")


def approval_that_asks_for_changes(story):
    row = next(row for row in story.rows[models.PRComment] if row.comment_type == "issue")
    update(row, models.PRComment, body="No unit in the name. Is that seconds or milliseconds?")


def label_of_another_kind(story):
    row = next(row for row in story.pull_requests.values() if row.labels and not row.is_revert)
    update(row, models.PullRequest, labels=["bug", "documentation"])


def summary_that_stammers(story):
    keys = {row.jira_key for row in story.pull_requests.values()}
    row = next(row for row in story.rows[models.JiraIssue] if row.jira_key in keys)
    update(row, models.JiraIssue, summary=f"{row.summary} of of it")


def deployment_of_another_commit(story):
    row, other, *_ = story.rows[models.Deployment]
    update(row, models.Deployment, sha=other.sha)


def four_story_points(story):
    row = next(row for row in story.rows[models.JiraIssue] if row.assignee_id and not row.resolved_at)
    update(row, models.JiraIssue, story_points=4)


def rate_that_is_no_quotient(story):
    row = story.rows[models.AIUsageDaily][0]
    update(row, models.AIUsageDaily, acceptance_rate=row.acceptance_rate + 1)


def second_lead(story):
    update(story.rows[models.TeamMember][1], models.TeamMember, role="lead")


def no_hotfixes(story):
    models.PullRequest.objects.filter(team=story.team).update(is_hotfix=False)
    recount(story)


def week_without_surveys(story):
    keys = [row.id for row in story.merged_in[MIDDLE_WEEK]]
    models.PRSurvey.objects.filter(pull_request__in=keys).delete()
    recount(story)


def author_who_does_not_answer(story):
    row = next(iter(story.surveys.values()))
    update(row, models.PRSurvey, author_ai_assisted=None, author_responded_at=None, updated_at=row.created_at)
    recount(story)


def fourth_reviewer(story):
    """Somebody takes over a round of one whom nobody asked about the pull request, and what was said in it."""
    surveyed = {row.pull_request_id for row in story.surveys.values()}
    for row in story.pull_requests.values():
        reviews = story.reviews_of.get(row.id, [])
        reviewers = {each.reviewer_id for each in reviews}
        if row.merged_at and row.id not in surveyed and len(reviewers) == 3 and len(reviews) > 3:
            break
    again = next(each for each in reviews if sum(other.reviewer_id == each.reviewer_id for other in reviews) > 1)
    new = next(member for member in story.kind_of if member not in {row.author_id, *reviewers})
    said = models.PRComment.objects.filter(pull_request=row.id, comment_created_at=again.submitted_at)
    said.filter(author=again.reviewer_id).update(author=new)
    update(again, models.PRReview, reviewer=new)


def invented_work_that_repeats_itself(story):
    """It passes for real, since that is promised of real ones only; its title shows another kind of change."""
    approvals = grouped(
        (row for row in story.rows[models.PRComment] if row.comment_type == "issue"), lambda row: row.pull_request_id
    )
    key, (first, second, *_) = next((key, rows) for key, rows in approvals.items() if len(rows) > 1)
    update(second, models.PRComment, body=first.body)
    models.PullRequest.objects.filter(pk=key).update(source="github")


def no_new_files(story):
    models.PRFile.objects.filter(team=story.team, status="added").update(status="modified")


def deployment_to_nowhere(story):
    update(story.rows[models.Deployment][0], models.Deployment, environment="nowhere")


def commit_after_the_last_review(story):
    row = next(row for row in story.pull_requests.values() if row.merged_at)
    commit = story.commits_of[row.id][-1]
    later = row.merged_at - (row.merged_at - story.reviews_of[row.id][-1].submitted_at) / 2
    update(commit, models.Commit, committed_at=later)


def answer_after_the_anchor(story):
    row = next(iter(story.surveys.values()))
    update(row, models.PRSurvey, author_responded_at=ANCHOR + timedelta(minutes=1))


def check_run_with_another_duration(story):
    row = next(row for row in story.rows[models.PRCheckRun] if row.completed_at)
    update(row, models.PRCheckRun, duration_seconds=row.duration_seconds + 1)


def closed_without_a_review(story):
    """In the running week, where one review less moves no share that is promised."""
    closed = [row for row in story.opened_in[RUNNING_WEEK] if row.state == "closed"]
    row = next(row for row in closed if row.first_review_at)
    models.PRReview.objects.filter(pull_request=row.id).delete()
    update(row, models.PullRequest, first_review_at=None, review_time_hours=None, commits_after_first_review=None)


def guess_that_contradicts_its_verdict(story):
    row = story.answers[0]
    update(row, models.PRSurveyReview, ai_guess=not row.ai_guess)


def two_days_of_ai_usage(story):
    days = grouped(
        story.rows[models.AIUsageDaily], lambda row: (row.member_id, (row.date - story.first_monday).days // 7)
    )
    keys = [row.id for row in next(iter(days.values()))[2:]]
    models.AIUsageDaily.objects.filter(pk__in=keys).delete()


def revert_of_nothing(story):
    row = next(row for row in story.pull_requests.values() if row.is_revert)
    update(row, models.PullRequest, title='Revert "Something nobody did"')


def comment_that_is_not_counted(story):
    row = next(iter(story.pull_requests.values()))
    update(row, models.PullRequest, total_comments=row.total_comments + 1)


def remark_on_a_file_that_is_not_there(story):
    row = next(row for row in story.rows[models.PRComment] if row.path)
    update(row, models.PRComment, path="nowhere/at/all.py")


def answer_by_somebody_who_never_reviewed(story):
    row = story.answers[0]
    owner = story.answered(row)
    taken = {owner.author_id, *(each.reviewer_id for each in story.reviews_of[owner.id])}
    update(row, models.PRSurveyReview, reviewer=next(member for member in story.kind_of if member not in taken))
    recount(story)


def week_without_deployments(story):
    monday = midnight(story.monday(MIDDLE_WEEK))
    week = models.Deployment.objects.filter(deployed_at__gte=monday, deployed_at__lt=monday + timedelta(days=7))
    week.delete()


def issue_younger_than_its_pull_request(story):
    issues = {row.jira_key: row for row in story.rows[models.JiraIssue] if not row.resolved_at}
    owner = next(row for row in story.pull_requests.values() if row.jira_key in issues)
    at = owner.pr_created_at + timedelta(seconds=1)
    stamps = {"issue_created_at": at, "created_at": at, "updated_at": at}
    update(issues[owner.jira_key], models.JiraIssue, **stamps)


def stamp_of_another_moment(story):
    row = story.rows[models.Deployment][0]
    update(row, models.Deployment, created_at=row.created_at - timedelta(minutes=1))


def row_of_another_sync(story):
    row = story.rows[models.AIUsageDaily][0]
    update(row, models.AIUsageDaily, synced_at=ANCHOR - timedelta(minutes=1))


DETAILS = {
    **COMPANY_LIES,
    commit_of_another_repository: ({"P020"}, {"files_and_commits_add_up"}),
    review_with_another_s_number: ({"P021"}, {"names_are_unique"}),
    comment_that_is_not_counted: ({"P022"}, {"counts_of_a_pull_request_are_its_rows"}),
    closed_draft: ({"P023"}, set()),
    revert_of_nothing: ({"P023", "P026", "P066"}, {"reverts_name_what_they_take_back"}),
    document_among_the_configuration: ({"P024"}, set()),
    remark_on_a_file_that_is_not_there: ({"P025"}, {"comments_belong_to_their_pull_request"}),
    approval_that_asks_for_changes: ({"P026"}, set()),
    label_of_another_kind: ({"P026"}, set()),
    summary_that_stammers: ({"P027"}, set()),
    check_run_with_another_duration: ({"P028"}, {"checks_run_as_usual"}),
    guess_that_contradicts_its_verdict: ({"P029"}, {"surveys_agree_with_their_pull_request"}),
    answer_by_somebody_who_never_reviewed: ({"P029"}, {"surveys_are_for_70_percent"}),
    deployment_of_another_commit: (
        {"P030", "P067"},
        {"releases_are_tried_on_staging_or_never", "releases_bring_the_last_commit_of_a_merge"},
    ),
    four_story_points: ({"P031"}, set()),
    rate_that_is_no_quotient: ({"P032"}, {"ai_is_used_on_three_to_five_days"}),
    stamp_of_another_moment: ({"P033"}, {"stamps_are_of_the_story"}),
    row_of_another_sync: ({"P033"}, {"stamps_are_of_the_story"}),
    second_lead: ({"P034"}, set()),
    two_members_of_one_name: ({"P021", "P034"}, {"names_are_unique"}),
    renamed_team: ({"P035"}, {"team_is_the_table_s"}),
    no_hotfixes: ({"P036"}, set()),
    week_without_surveys: ({"P037"}, {"surveys_are_for_70_percent", "quality_is_the_scenario_s"}),
    author_who_does_not_answer: ({"P038"}, {"surveys_are_for_70_percent"}),
    week_without_deployments: (
        {"P039", "P067", "P068"},
        {
            "failed_releases_are_rolled_back",
            "merges_are_in_production_with_the_next_release",
            "releases_are_as_many_as_the_table_says",
            "releases_are_tried_on_staging_or_never",
        },
    ),
    issue_younger_than_its_pull_request: ({"P040"}, {"issues_are_about_one_for_one_or_two_pull_requests"}),
    fourth_reviewer: ({"P041"}, {"reviewers_are_one_to_three"}),
    two_days_of_ai_usage: ({"P042"}, {"ai_is_used_on_three_to_five_days"}),
    no_new_files: ({"P045"}, set()),
    deployment_to_nowhere: ({"P046", "P067"}, {"releases_are_tried_on_staging_or_never"}),
    invented_work_that_repeats_itself: ({"P017", "P043"}, {"real_ones_are_the_snapshot_s"}),
    # Without its review a comment goes with nothing, and a count is too high.
    closed_without_a_review: ({"P022", "P025", "P026"}, {"reviewers_are_one_to_three"}),
    # A moment that is moved is no longer that of the row's stamps, either.
    commit_after_the_last_review: (
        {"P001", "P022", "P024", "P026", "P033"},
        {
            "commits_end_with_the_last_review",
            "counts_of_a_pull_request_are_its_rows",
            "stamps_are_of_the_story",
        },
    ),
    answer_after_the_anchor: (
        {"P001", "P029", "P033"},
        {
            "nothing_is_later_than_the_anchor",
            "surveys_are_for_70_percent",
            "stamps_are_of_the_story",
        },
    ),
}
"""The promises that notice each lie, and the claims of the independent verifier that do."""


TRAITS = {**TIMES, **CONTENT}
"""Lies that break much at once; one promise of each is looked at."""


@cache
def noticed_traits():
    record = seed_team(get_scenario("baseline"))
    story = Story("baseline", ANCHOR)
    return {lie.__name__: told(record, story, lie) for lie in TRAITS}


@pytest.mark.django_db
def test_lie_about_a_trait_is_noticed_by_its_promise():
    noticed = {name: promises for name, (promises, _) in noticed_traits().items()}

    assert {lie.__name__: noticed[lie.__name__] & TRAITS[lie] for lie in TRAITS} == {
        lie.__name__: TRAITS[lie] for lie in TRAITS
    }


@pytest.mark.check
@pytest.mark.django_db
def test_lie_about_a_detail_is_noticed_by_its_promise_and_no_other():
    record = seed_team(get_scenario("baseline"))
    story = Story("baseline", ANCHOR)
    lies = sampled(DETAILS, every=2)

    noticed = {lie.__name__: told(record, story, lie) for lie in lies}

    assert noticed == {lie.__name__: DETAILS[lie] for lie in lies}


@pytest.mark.check
@pytest.mark.django_db
def test_every_claim_of_the_verifier_can_be_broken():
    broken = set().union(*(claims for _, claims in DETAILS.values()))
    for name in ("ai-success", "review-bottleneck", "detective-game"):
        broken = broken.union(*(claims for _, claims in noticed_by_lie(name).values()))
    broken = broken.union(*(claims for _, claims in noticed_traits().values()))

    assert broken == {claim.__name__ for claim in CLAIMS}


# Falsified plans: what the pipeline never lets in.


class FlatAISuccessScenario(AISuccessScenario):
    """The first week over and over."""

    def get_weekly_params(self, week):
        return super().get_weekly_params(0)


class FallingAISuccessScenario(AISuccessScenario):
    """The story told backwards."""

    def get_weekly_params(self, week):
        return super().get_weekly_params(LAST_WEEK - week)


class EvenReviewersScenario(ReviewBottleneckScenario):
    """Each of the five writes a fifth of the reviews."""

    def get_reviewer_selection_weights(self, week):
        return {"bottleneck_reviewer": 0.20, "productive_dev": 0.60, "balanced_dev": 0.20}


class UnweightedReviewersScenario(ReviewBottleneckScenario):
    """Reviewers as everywhere else."""

    def get_reviewer_selection_weights(self, week):
        return {}


class GrowingBaselineScenario(BaselineScenario):
    """Cycle times of a bottleneck in a team where nothing is to happen."""

    def get_weekly_params(self, week):
        return {**super().get_weekly_params(week), "avg_cycle_time_hours": self.linear(36, 60, week)}


class UnreadableAuthorsScenario(DetectiveGameScenario):
    """Nobody gives themselves away, and AI does not spread."""

    def get_weekly_params(self, week):
        return super().get_weekly_params(0)


class SelfReviewScenario(BaselineScenario):
    """The authors review their own work."""

    def plan(self, context, shard):
        return changed_rows(super().plan(context, shard), models.PRReview, reviewer=lambda row: row.pull_request.author)


class BackwardsScenario(BaselineScenario):
    """The first review comes before the opening."""

    def plan(self, context, shard):
        def earlier(row):
            return row.first_review_at and row.pr_created_at - timedelta(hours=1)

        return changed_rows(super().plan(context, shard), models.PullRequest, first_review_at=earlier)


class UncountedScenario(BaselineScenario):
    """The weekly aggregates say that nothing merged."""

    def plan(self, context, shard):
        return changed_rows(super().plan(context, shard), models.WeeklyMetrics, prs_merged=lambda row: 0)


def changed_rows(planned, model, **columns):
    """The planned rows, where those of the model have the columns that are computed for them."""
    for row in planned:
        if row.shape.model is model:
            values = row.as_dict() | {name: compute(row) for name, compute in columns.items()}
            row.columns_ = tuple(values.values())
        yield row


REFUSED_PLANS = {
    FlatAISuccessScenario: {"P101", "P102", "P103", "P104"},
    FallingAISuccessScenario: {"P101", "P102", "P103"},
    EvenReviewersScenario: {"P203", "P204"},
    UnweightedReviewersScenario: {"P203", "P204"},
    GrowingBaselineScenario: {"P302"},
    UnreadableAuthorsScenario: {"P401", "P404"},
    SelfReviewScenario: {"P002", "P025", "P026", "P029", "P044", "P045"},
    BackwardsScenario: {"P001", "P026"},
    UncountedScenario: {"P003"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("scenario", REFUSED_PLANS, ids=lambda scenario: scenario.__name__)
def test_false_plan_is_refused_and_leaves_no_rows(scenario):
    with pytest.raises(NotAsPromised) as refusal:
        seed_team(scenario())

    assert short_ids(refusal.value.report.broken) == REFUSED_PLANS[scenario]
    assert [model.__name__ for model in (SeedRun, *all_models()) if model.objects.exists()] == []


def all_models():
    return [getattr(models, name) for name in models.__all__ if not getattr(models, name)._meta.abstract]

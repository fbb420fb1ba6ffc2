"""What must hold of a seeded metrics team, read from its rows alone.

Written from the statement of what must hold and from the table of the four scenarios. It knows nothing of the plan,
the promises or the calculator, so that a mistake there is not made here too. Each claim takes a `Story` and lists what
offends it.
"""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from statistics import pstdev

from apps.metrics import models
from seedplot.models import SeedRun
from tests.oracles.metrics import releases, times
from tests.oracles.metrics.company import COMPANY_CLAIMS
from tests.oracles.metrics.scenario_table import FULL_WEEKS
from tests.oracles.metrics.team_story import Story, distance, grouped, half_up, hours_between, mean, midnight, monday_of

SETTLED_WEEKS = range(5)
"""Of these, whatever merges or is closed at all is by the anchor: they are more than two weeks old."""
RUNNING_WEEK = 8

EVENT_COLUMNS = {
    models.PullRequest: "pr_created_at",
    models.PRReview: "submitted_at",
    models.PRComment: "comment_created_at",
    models.PRCheckRun: "started_at",
    models.Commit: "committed_at",
    models.JiraIssue: "issue_created_at",
    models.PRSurveyReview: "responded_at",
    models.Deployment: "deployed_at",
}
"""The moment that a row records, by model; members, files, surveys and aggregates are looked at one by one."""
SYNCED_MODELS = (models.PullRequest, models.JiraIssue, models.AIUsageDaily)


# The team of the table.


def team_is_the_table_s(story):
    found = (story.team.name, story.team.slug, len(story.rows[models.TeamMember]))
    wanted = (story.column.team, story.column.slug, sum(kind.count for kind in story.column.kinds))
    return [] if found == wanted else [f"team {found} instead of {wanted}"]


def names_are_unique(story):
    """Of people, and of all that other services number."""
    columns = {
        models.TeamMember: ("display_name", "email", "github_username", "github_id", "jira_account_id"),
        models.PullRequest: ("title", "github_pr_id"),
        models.PRReview: ("github_review_id",),
        models.PRComment: ("github_comment_id",),
        models.PRCheckRun: ("github_check_run_id",),
        models.Commit: ("github_sha",),
        models.Deployment: ("github_deployment_id",),
        models.JiraIssue: ("jira_key", "jira_id", "summary"),
        models.PRSurvey: ("token", "pull_request_id"),
    }
    return [
        f"{count} {model.__name__} rows with {column} {value!r}"
        for model, names in columns.items()
        for column in names
        for value, count in Counter(getattr(row, column) for row in story.rows[model]).items()
        if count > 1 or value in ("", None)
    ]


# 1. Moments.


def pull_request_moments_follow(story):
    offences = []
    for row in story.pull_requests.values():
        if (row.state == "merged") != (row.merged_at is not None):
            offences.append(f"pull request {row.id} is {row.state} with merged_at {row.merged_at}")
        if row.merged_at and not row.first_review_at:
            offences.append(f"pull request {row.id} merged without a review")
        moments = [row.first_commit_at, row.pr_created_at, row.first_review_at, row.merged_at]
        moments = [each for each in moments if each]
        if any(later <= earlier for earlier, later in pairwise(moments)):
            offences.append(f"pull request {row.id} has its moments in disorder")
        phases = [row.pr_created_at, row.ready_for_review_at, row.first_review_at, row.approved_at, row.merged_at]
        phases = [each for each in phases if each]
        if any(later < earlier for earlier, later in pairwise(phases)):
            offences.append(f"pull request {row.id} has its phases in disorder")
        if row.first_commit_at != min(each.committed_at for each in story.commits_of[row.id]):
            offences.append(f"pull request {row.id} has another first commit than first_commit_at")
        approvals = [each.submitted_at for each in story.reviews_of.get(row.id, ()) if each.state == "approved"]
        if row.approved_at != max(approvals, default=None):
            offences.append(f"pull request {row.id} has another last approval than approved_at")
        reviews = story.reviews_of.get(row.id)
        if row.first_review_at != (reviews[0].submitted_at if reviews else None):
            offences.append(f"pull request {row.id} has another first review than first_review_at")
    return offences


def children_lie_within_their_pull_request(story):
    """Between the opening and the merge, the closing (the last change of what was closed) or the anchor.

    Work begins before the opening, but never more than a week.
    """
    moments = [
        ("review", story.reviews, ["submitted_at"]),
        ("comment", story.rows[models.PRComment], ["comment_created_at", "comment_updated_at"]),
        ("check run", story.rows[models.PRCheckRun], ["started_at", "completed_at"]),
        ("commit", story.rows[models.Commit], ["committed_at"]),
        ("file", story.rows[models.PRFile], ["created_at"]),
    ]
    offences = []
    for what, rows, columns in moments:
        for row in rows:
            owner = story.owner(row)
            closed = owner.updated_at if owner.state == "closed" else story.anchor
            for moment in (getattr(row, column) for column in columns):
                begin = owner.pr_created_at - (timedelta(weeks=1) if what in ("commit", "file") else timedelta())
                if moment and not begin < moment < (owner.merged_at or closed):
                    offences.append(f"{what} {row.id} at {moment} outside {owner.state} pull request {owner.id}")
    return offences


def commits_end_with_the_last_review(story):
    """1 to 5 commits between the opening and the last review; before any review, just after the opening."""
    offences = []
    for row in story.settled:
        reviews = story.reviews_of.get(row.id)
        late = [each for each in story.commits_of[row.id] if reviews and each.committed_at >= reviews[-1].submitted_at]
        offences += [f"commit {each.id} after the last review of {row.state} pull request {row.id}" for each in late]
    return offences


def nothing_is_later_than_the_anchor(story):
    offences = []
    for model, rows in [(models.Team, [story.team]), *story.rows.items()]:
        for each in model._meta.concrete_fields:
            if each.get_internal_type() not in ("DateTimeField", "DateField") or each.name == "token_expires_at":
                continue
            values = ((row, getattr(row, each.name)) for row in rows)
            offences += [
                f"{model.__name__} {row.pk if model is models.Team else row.id}: {each.name} is {value}"
                for row, value in values
                if value and _lies_after(value, story.anchor)
            ]
    return offences


def _lies_after(value, anchor):
    """A day has begun before the anchor; a moment is not later."""
    return value > anchor if isinstance(value, datetime) else midnight(value) >= anchor


def hours_are_differences(story):
    offences = []
    for row in story.pull_requests.values():
        cycle = row.merged_at and hours_between(row.pr_created_at, row.merged_at)
        wait = row.first_review_at and hours_between(row.pr_created_at, row.first_review_at)
        if (row.cycle_time_hours, row.review_time_hours) != (cycle, wait):
            offences.append(f"pull request {row.id}: hours {row.cycle_time_hours}, {row.review_time_hours}")
    for row in story.rows[models.JiraIssue]:
        if row.cycle_time_hours != (row.resolved_at and hours_between(row.issue_created_at, row.resolved_at)):
            offences.append(f"issue {row.jira_key}: hours {row.cycle_time_hours}")
    return offences


def checks_run_as_usual(story):
    """2 to 6 of about ten names, started 1 to 10 minutes after the opening, 2 to 15 minutes long."""
    offences = []
    runs = story.of_pull_request(models.PRCheckRun)
    for owner in story.pull_requests.values():
        names = [row.name for row in runs[owner.id]]
        if not 2 <= len(names) <= 6 or len(set(names)) < len(names):
            offences.append(f"pull request {owner.id} has the checks {names}")
        for row in runs[owner.id]:
            ended = row.completed_at is not None
            duration = int((row.completed_at - row.started_at).total_seconds()) if ended else None
            if not 60 <= (row.started_at - owner.pr_created_at).total_seconds() <= 600:
                offences.append(f"check run {row.id} starts at {row.started_at}")
            if ended and not 120 <= duration <= 900:
                offences.append(f"check run {row.id} takes {duration} seconds")
            if (row.status == "completed", row.conclusion is not None) != (ended, ended):
                offences.append(f"check run {row.id} is {row.status} with {row.conclusion}")
            if row.duration_seconds != duration:
                offences.append(f"check run {row.id} has {row.duration_seconds} seconds instead of {duration}")
    names = {row.name for row in story.rows[models.PRCheckRun]}
    return offences if 8 <= len(names) <= 12 else [*offences, f"{len(names)} names of checks"]


# 2. Nobody judges their own work.


def nobody_judges_their_own_work(story):
    offences = [
        f"review {row.id} by its author" for row in story.reviews if row.reviewer_id == story.owner(row).author_id
    ]
    offences += [
        f"answer {row.id} by the author" for row in story.answers if row.reviewer_id == story.answered(row).author_id
    ]
    people = {None, *(row.id for row in story.rows[models.TeamMember])}
    offences += [f"review {row.id} by nobody of the team" for row in story.reviews if row.reviewer_id not in people]
    return offences


def a_merge_follows_an_approval(story):
    offences = []
    for row in story.pull_requests.values():
        decisive = [each.state for each in story.reviews_of.get(row.id, ()) if each.state != "commented"]
        if row.merged_at and decisive[-1:] != ["approved"]:
            offences.append(f"pull request {row.id} merged after {decisive}")
    return offences


def reviewers_are_one_to_three(story):
    offences = []
    for row in story.settled:
        count = len({each.reviewer_id for each in story.reviews_of.get(row.id, ())})
        if not 1 <= count <= 3:
            offences.append(f"{row.state} pull request {row.id} of week {story.opened_week[row.id]}: {count} reviewers")
    return offences


# 3. Weekly aggregates.


def weekly_metrics_from_rows(story):
    """The columns that WeeklyMetrics should have, by member and Monday."""
    weeks = defaultdict(lambda: defaultdict(list))
    for row in story.pull_requests.values():
        if row.merged_at:
            weeks[row.author_id, monday_of(row.merged_at)]["merged"].append(row)
    for row in story.rows[models.JiraIssue]:
        if row.resolved_at and row.assignee_id:
            weeks[row.assignee_id, monday_of(row.resolved_at)]["issues"].append(row)
    for survey in story.surveys.values():
        owner = story.owner(survey)
        if owner.merged_at and survey.author_responded_at:
            weeks[owner.author_id, monday_of(owner.merged_at)]["surveys"].append(survey)
    for answer in story.answers:
        owner = story.answered(answer)
        if owner.merged_at and answer.responded_at:
            monday = monday_of(owner.merged_at)
            weeks[owner.author_id, monday]["ratings"].append(answer.quality_rating)
            weeks[answer.reviewer_id, monday]["guesses"].append(answer.guess_correct)
    return {
        key: {
            "prs_merged": len(found["merged"]),
            "avg_cycle_time_hours": mean(row.cycle_time_hours for row in found["merged"]),
            "avg_review_time_hours": mean(row.review_time_hours for row in found["merged"]),
            "commits_count": sum(len(story.commits_of[row.id]) for row in found["merged"]),
            "lines_added": sum(row.additions for row in found["merged"]),
            "lines_removed": sum(row.deletions for row in found["merged"]),
            "revert_count": sum(row.is_revert for row in found["merged"]),
            "hotfix_count": sum(row.is_hotfix for row in found["merged"]),
            "story_points_completed": sum((row.story_points or Decimal(0) for row in found["issues"]), Decimal(0)),
            "issues_resolved": len(found["issues"]),
            "ai_assisted_prs": sum(row.is_ai_assisted is True for row in found["merged"]),
            "avg_quality_rating": mean(found["ratings"]),
            "surveys_completed": len(found["surveys"]),
            "guess_accuracy": mean(100 * right for right in found["guesses"]),
        }
        for key, found in weeks.items()
    }


def weekly_metrics_equal_the_rows(story):
    expected = weekly_metrics_from_rows(story)
    offences = []
    for row in story.rows[models.WeeklyMetrics]:
        wanted = expected.pop((row.member_id, row.week_start), None)
        if wanted is None:
            offences.append(f"member {row.member_id} has an empty week {row.week_start}")
        else:
            found = {name: getattr(row, name) for name in wanted}
            offences += [
                f"member {row.member_id}, {row.week_start}: {name} is {found[name]}, not {wanted[name]}"
                for name in wanted
                if found[name] != wanted[name]
            ]
        if not story.first_monday <= row.week_start <= story.monday(RUNNING_WEEK) or row.week_start.weekday() != 0:
            offences.append(f"member {row.member_id} has a week {row.week_start}")
    return offences + [f"member {member} lacks the week {monday}" for member, monday in expected]


# 4. AI.


def ai_share_is_the_scenario_s(story):
    """Of n that merged in a full week, exactly round(rate x n)."""
    offences = []
    for week, (low, high) in zip(FULL_WEEKS, story.column.ai, strict=True):
        merged = story.merged_in[week]
        count = sum(row.is_ai_assisted is True for row in merged)
        if distance(count, (low * len(merged), high * len(merged))) > Fraction(1, 2) or not merged:
            offences.append(f"week {week}: {count} of {len(merged)} AI-assisted")
    return offences


def surveys_agree_with_their_pull_request(story):
    offences = []
    for row in story.surveys.values():
        owner = story.owner(row)
        flag = owner.is_ai_assisted if row.author_responded_at else None
        if row.author_ai_assisted != flag or owner.is_ai_assisted is None:
            offences.append(f"survey {row.id} says {row.author_ai_assisted} of {owner.is_ai_assisted}")
        if row.author_id != owner.author_id:
            offences.append(f"survey {row.id} asks another than the author")
    for row in story.answers:
        if row.guess_correct != (row.ai_guess == story.answered(row).is_ai_assisted):
            offences.append(f"answer {row.id} guesses {row.ai_guess}, which is said to be {row.guess_correct}")
    return offences


def who_had_ai_help_used_a_tool(story):
    """In the week of the merge, or else in that of the opening."""
    used = {(row.member_id, (row.date - story.first_monday).days // 7) for row in story.rows[models.AIUsageDaily]}
    return [
        f"pull request {row.id}: no AI usage by member {row.author_id} in week {week}"
        for row in story.pull_requests.values()
        if row.is_ai_assisted and not story.is_in_flight(row)
        for week in [story.counted_week[row.id]]
        if (row.author_id, week) not in used
    ]


def ai_is_used_on_three_to_five_days(story):
    """Of a full week, by those who use it then; the figures of a day agree with each other."""
    days = defaultdict(set)
    offences = []
    for row in story.rows[models.AIUsageDaily]:
        days[row.member_id, (row.date - story.first_monday).days // 7].add(row.date)
        if not 0 <= row.suggestions_accepted <= row.suggestions_shown or not 0 < row.active_hours <= 24:
            offences.append(f"AI usage {row.id} cannot be")
        if row.acceptance_rate != half_up(Decimal(100 * row.suggestions_accepted) / row.suggestions_shown):
            offences.append(f"AI usage {row.id} has the rate {row.acceptance_rate}")
    offences += [
        f"member {member} uses AI on {len(found)} days of week {week}"
        for (member, week), found in days.items()
        if len(found) > 5 or (week in FULL_WEEKS and len(found) < 3) or week not in range(9)
    ]
    return offences


# 5. Means and rates.


def _mean_offences(story, name, targets):
    """Weeks whose mean lies more than 15% from what the scenario says, 6% in the first, 8% in the last two."""
    offences, residuals = [], []
    for week, (low, high) in zip(FULL_WEEKS, targets, strict=True):
        hours = [Fraction(getattr(row, name)) for row in story.merged_in[week]]
        average = sum(hours) / len(hours) if hours else Fraction(0)
        room = Fraction(6 if week == 0 else 15, 100)
        residuals.append(average / ((low + high) / 2) - 1)
        # The table knows the wave of a steady figure by its width only.
        if len(hours) >= 6 and not low * (1 - room) <= average <= high * (1 + room):
            offences.append(f"week {week}: mean {name} is {float(average):.2f}, not {float(low):.2f}")
    wave = max((high - low) / (high + low) for low, high in targets)
    if abs(sum(residuals[-2:]) / 2) > Fraction(8, 100) + wave:
        offences.append(f"the last two weeks: {float(sum(residuals[-2:]) / 2):+.3f} beside {name}")
    if pstdev(residuals) < Fraction(4, 100):
        offences.append(f"{name} follows its curve too closely")
    return offences


def cycle_time_is_the_scenario_s(story):
    return _mean_offences(story, "cycle_time_hours", story.column.cycle)


def time_to_first_review_is_the_scenario_s(story):
    return _mean_offences(story, "review_time_hours", story.column.wait)


def quality_is_the_scenario_s(story):
    """Within 0.05, or the nearest mean that so many answers can have."""
    offences = []
    for week, (low, high) in zip(FULL_WEEKS, story.column.quality, strict=True):
        ratings = [row.quality_rating for row in story.answers_in[week]]
        average = Fraction(sum(ratings), len(ratings)) if ratings else Fraction(0)
        off = distance(average, (low, high))
        if (off > Fraction(5, 100) and off * len(ratings) > Fraction(1, 2)) or not ratings:
            offences.append(f"week {week}: rating {float(average):.3f} of {len(ratings)}, not {float(low):.3f}")
    return offences


def _quota_offences(what, targets, counts):
    """Weeks after which the running total lies more than one row from the quota; counts are (found, of how many)."""
    offences = []
    total, low, high = 0, Fraction(0), Fraction(0)
    for week, (bounds, (found, of)) in enumerate(zip(targets, counts, strict=True)):
        total, low, high = total + found, low + bounds[0] * of, high + bounds[1] * of
        if distance(total, (low, high)) > 1:
            offences.append(f"week {week}: {total} {what} so far, not {float(low):.2f}")
    return offences


def reverts_keep_their_quota(story):
    merged = [story.merged_in[week] for week in FULL_WEEKS]
    found = sum(row.is_revert for rows in merged for row in rows)
    low = sum(bounds[0] * len(rows) for bounds, rows in zip(story.column.reverts, merged, strict=True))
    high = sum(bounds[1] * len(rows) for bounds, rows in zip(story.column.reverts, merged, strict=True))
    return [] if distance(found, (low, high)) <= 1 else [f"{found} reverts, not {float(low):.2f}"]


def passing_checks_keep_their_quota(story):
    runs = grouped(story.rows[models.PRCheckRun], lambda row: story.counted_week[row.pull_request_id])
    counts = [(sum(row.conclusion == "success" for row in runs[week]), len(runs[week])) for week in SETTLED_WEEKS]
    return _quota_offences("passed checks", [story.column.passing[week] for week in SETTLED_WEEKS], counts)


# 6. Reviewers, states, volumes.


def the_lead_writes_60_percent(story):
    if story.column.lead is None:
        return []
    offences = []
    full = [row for week in FULL_WEEKS for row in story.reviews_in[week]]
    share = Fraction(100 * _by_lead(story, full), len(full))
    if abs(share - 60) > 1:
        offences.append(f"{float(share):.2f}% of all reviews")
    for week in SETTLED_WEEKS:
        reviews = story.reviews_in[week]
        if abs(_by_lead(story, reviews) - Fraction(6, 10) * len(reviews)) > 1:
            offences.append(f"week {week}: {_by_lead(story, reviews)} of {len(reviews)} reviews")
    return offences


def reviewers_keep_their_shares(story):
    """By archetype within 5 points, over the full weeks."""
    reviews = [row for week in FULL_WEEKS for row in story.reviews_in[week]]
    counts = Counter(story.kind_of[row.reviewer_id].name for row in reviews)
    return [
        f"{counts[kind]} of {len(reviews)} reviews by {kind}"
        for kind, share in story.column.reviewers.items()
        if abs(100 * counts[kind] / len(reviews) - share) > 5
    ]


def _by_lead(story, reviews):
    return sum(story.kind_of[row.reviewer_id].name == story.column.lead for row in reviews)


def review_states_keep_their_shares(story):
    """Within 5 points, in each week of which nothing may still count for another one."""
    wanted = dict(zip(("approved", "changes_requested", "commented"), story.column.states, strict=True))
    offences = []
    for week in SETTLED_WEEKS:
        counts = Counter(row.state for row in story.reviews_in[week])
        offences += [
            f"week {week}: {counts[state]} of {counts.total()} reviews are {state}"
            for state, share in wanted.items()
            if abs(100 * counts[state] / counts.total() - 100 * share) > 5
        ]
    return offences


def states_of_openings_keep_their_shares(story):
    """Within one of what counts for a week, as long as nothing of it may merge or be closed yet."""
    offences = []
    shares = {"open": story.column.opened, "closed": story.column.closed, "merged": story.column.merged}
    for state, targets in shares.items():
        for week in SETTLED_WEEKS:
            counted = [row for row in story.pull_requests.values() if story.counted_week[row.id] == week]
            excess = sum(row.state == state for row in counted) - targets[week][0] * len(counted)
            if abs(excess) > 1:
                offences.append(f"week {week}: {float(excess):+.2f} {state} of {len(counted)} too many")
    return offences


def everyone_has_their_volume(story):
    """By the week that a pull request counts for."""
    offences = []
    low, high = story.column.pull_requests
    counts = Counter((row.author_id, story.counted_week[row.id]) for row in story.pull_requests.values())
    for member, kind in story.kind_of.items():
        least, most = ceil(low * Fraction(kind.volume)), floor(high * Fraction(kind.volume))
        offences += [
            f"{kind.name} {member} has {counts[member, week]} in week {week}, not {least} to {most}"
            for week in SETTLED_WEEKS
            if not least <= counts[member, week] <= most
        ]
    return offences


# 7. Guesses.


def guesses_are_as_good_as_the_table_says(story):
    """By the archetype of the author, over the full weeks."""
    answers = [row for week in FULL_WEEKS for row in story.answers_in[week]]
    by_kind = grouped(answers, story.kind_of_author)
    offences = []
    for kind in story.column.kinds:
        found = by_kind[kind.name]
        right = sum(row.guess_correct for row in found)
        if len(found) < 4:
            if story.column.is_game:
                offences.append(f"{kind.name}: {len(found)} answers")
        elif distance(Fraction(right, len(found)), [Fraction(each) for each in kind.guesses]):
            offences.append(f"{kind.name}: {right} of {len(found)} guesses are right, not {kind.guesses}")
    return offences


def archetypes_keep_the_order_of_their_modifiers(story):
    """In AI-assisted shares of what merged over the story: the full weeks, and the running one with them."""
    if not story.column.is_game:
        return []
    offences = []
    ordered = sorted(story.column.kinds, key=lambda kind: kind.ai)
    for weeks in (FULL_WEEKS, range(9)):
        merged = [row for week in weeks for row in story.merged_in[week]]
        by_kind = grouped(merged, lambda row: story.kind_of[row.author_id].name)
        shares = [
            Fraction(sum(row.is_ai_assisted for row in by_kind[kind.name]), len(by_kind[kind.name])) for kind in ordered
        ]
        if any(later <= earlier for earlier, later in pairwise(shares)):
            offences.append(
                f"AI-assisted shares {[float(round(share, 3)) for share in shares]} over {len(weeks)} weeks"
            )
    return offences


def modifiers_decide_who_carries_the_ai_share(stories):
    """Over several teams of one scenario: what chance does in one team evens out, what a rule does stays."""
    counts = defaultdict(Counter)
    for story in stories:
        for row in (row for week in FULL_WEEKS for row in story.merged_in[week]):
            counts[story.kind_of[row.author_id]][row.is_ai_assisted] += 1
    shares = {kind: Fraction(found[True], found.total()) for kind, found in counts.items()}
    return [
        f"{lower.name} {float(100 * shares[lower]):.1f}%, {higher.name} {float(100 * shares[higher]):.1f}%"
        for lower in shares
        for higher in shares
        if lower.ai < higher.ai and shares[lower] >= shares[higher]
    ]


def the_leaderboard_has_a_first_and_a_last(story):
    """By guesser, over the full weeks."""
    if not story.column.is_game:
        return []
    by_guesser = grouped((row for week in FULL_WEEKS for row in story.answers_in[week]), lambda row: row.reviewer_id)
    scores = sorted(
        Fraction(100 * sum(row.guess_correct for row in found), len(found)) for found in by_guesser.values()
    )
    if len(scores) < len(story.kind_of):
        return [f"only {len(scores)} guessers"]
    gaps = (scores[1] - scores[0], scores[-1] - scores[-2])
    return [] if min(gaps) >= 5 else [f"gaps of {float(gaps[0]):.1f} below and {float(gaps[1]):.1f} above"]


# 9. Titles.


def reverts_name_what_they_take_back(story):
    """A merged pull request of the same repository, which merged before the revert opened."""
    by_title = {row.title: row for row in story.pull_requests.values()}
    offences = []
    for row in story.pull_requests.values():
        if row.is_revert != row.title.startswith('Revert "'):
            offences.append(f"pull request {row.id} is_revert={row.is_revert}: {row.title}")
        if row.is_revert:
            target = by_title.get(row.title.removeprefix('Revert "').removesuffix('"'))
            if target is None or target.github_repo != row.github_repo:
                offences.append(f"pull request {row.id} reverts nothing of its repository: {row.title}")
            elif target.merged_at is None or target.merged_at >= row.pr_created_at:
                offences.append(f"pull request {row.id} reverts {target.id} before it merged")
    return offences


# Per pull request.


def files_and_commits_add_up(story):
    """1 to 25 files, 1 to 6 commits, unless it is a real one; the lines of each kind are the pull request's."""
    offences = []
    files = story.of_pull_request(models.PRFile)
    for row in story.pull_requests.values():
        for what, parts, (least, most) in (
            ("files", files[row.id], (1, 25)),
            ("commits", story.commits_of[row.id], (1, 6)),
        ):
            lines = (sum(each.additions for each in parts), sum(each.deletions for each in parts))
            if row.source == "factory" and not least <= len(parts) <= most:
                offences.append(f"pull request {row.id} has {len(parts)} {what}")
            if lines != (row.additions, row.deletions):
                offences.append(f"pull request {row.id} has {row.additions}, {row.deletions}; its {what} {lines}")
        if len({each.filename for each in files[row.id]}) < len(files[row.id]):
            offences.append(f"pull request {row.id} has a file twice")
        offences += [
            f"file {each.id} has {each.changes} changes"
            for each in files[row.id]
            if each.changes != each.additions + each.deletions or min(each.additions, each.deletions) < 0
        ]
        offences += [
            f"commit {each.id} is not of its pull request's author and repository"
            for each in story.commits_of[row.id]
            if (each.author_id, each.github_repo) != (row.author_id, row.github_repo)
        ]
    return offences


FILE_SHARES = {
    "file_category": {"backend": 0.44, "frontend": 0.21, "test": 0.31, "config": 0.01, "docs": 0.03},
    "status": {"modified": 0.967, "added": 0.031, "removed": 0.002},
}
FILE_TOLERANCE = 0.06
"""Kinds of files follow from the changes: of some 3,000 files, a few large ones move a share by some points."""


def files_are_of_the_usual_kinds(files):
    """Of the files of several teams: one team has too few to tell a wrong share from chance."""
    offences = []
    for column, shares in FILE_SHARES.items():
        counts = Counter(getattr(row, column) for row in files)
        offences += [
            f"{100 * counts[value] / len(files):.1f}% of {len(files)} files are {value}, not {100 * share:.0f}%"
            for value, share in shares.items()
            if abs(counts[value] / len(files) - share) > FILE_TOLERANCE
        ]
        offences += [f"{counts[value]} files are {value}" for value in sorted(counts.keys() - shares.keys())]
    return offences


def counts_of_a_pull_request_are_its_rows(story):
    comments = story.of_pull_request(models.PRComment)
    offences = []
    for row in story.pull_requests.values():
        since = row.first_review_at
        later = sum(each.committed_at > since for each in story.commits_of[row.id]) if since else None
        if (row.total_comments, row.commits_after_first_review) != (len(comments[row.id]), later):
            offences.append(f"pull request {row.id}: {row.total_comments}, {row.commits_after_first_review}")
    return offences


def comments_belong_to_their_pull_request(story):
    """A remark on a line names a file of the change; a reply follows what it answers."""
    files = {(row.pull_request_id, row.filename) for row in story.rows[models.PRFile]}
    comments = {row.github_comment_id: row for row in story.rows[models.PRComment]}
    offences = []
    for row in comments.values():
        is_remark = row.comment_type == "review"
        if (bool(row.path), row.line is not None) != (is_remark, is_remark):
            offences.append(f"comment {row.id} is {row.comment_type} on '{row.path}' line {row.line}")
        if row.path and (row.pull_request_id, row.path) not in files:
            offences.append(f"comment {row.id} is on a file that is not of the change: {row.path}")
        if row.in_reply_to_id is not None:
            first = comments.get(row.in_reply_to_id)
            if first is None or first.pull_request_id != row.pull_request_id:
                offences.append(f"comment {row.id} replies to nothing")
            elif first.comment_created_at >= row.comment_created_at:
                offences.append(f"comment {row.id} replies before it is asked")
    return offences


def surveys_are_for_70_percent(story):
    """Of what merged in a full week, rounded; each has 1 to 3 answers, by its reviewers, in the week of the merge."""
    offences = []
    surveyed = {row.pull_request_id for row in story.surveys.values()}
    answers = grouped(story.answers, lambda row: row.survey_id)
    for week in FULL_WEEKS:
        merged = story.merged_in[week]
        count = sum(row.id in surveyed for row in merged)
        if abs(count - Fraction(7, 10) * len(merged)) > Fraction(1, 2):
            offences.append(f"week {week}: {count} surveys on {len(merged)} merges")
    for survey in story.surveys.values():
        owner, week = story.owner(survey), story.counted_week[survey.pull_request_id]
        if owner.merged_at is None or survey.created_at <= owner.merged_at:
            offences.append(f"survey {survey.id} before the merge")
            continue
        fewest = 1 if week in FULL_WEEKS else 0
        if not fewest <= len(answers[survey.id]) <= 3:
            offences.append(f"survey {survey.id} of week {week} has {len(answers[survey.id])} answers")
        reviewers = {row.reviewer_id for row in story.reviews_of[owner.id]}
        moments = [survey.author_responded_at, *(row.responded_at for row in answers[survey.id])]
        for moment in moments:
            if moment is None:
                if week in FULL_WEEKS:
                    offences.append(f"survey {survey.id} has no answer")
            elif story.week(moment) != week or moment <= survey.created_at:
                offences.append(f"survey {survey.id} is answered at {moment}")
        guessers = [row.reviewer_id for row in answers[survey.id]]
        if not set(guessers) <= reviewers or len(set(guessers)) < len(guessers):
            offences.append(f"survey {survey.id} is answered by {guessers}, not by {reviewers}")
    return offences


def issues_are_about_one_for_one_or_two_pull_requests(story):
    """One reported before the opening and, if its pull request merged, done then."""
    issues = {row.jira_key: row for row in story.rows[models.JiraIssue]}
    offences = []
    if not len(story.pull_requests) / 2 <= len(issues) <= len(story.pull_requests):
        offences.append(f"{len(issues)} issues and {len(story.pull_requests)} pull requests")
    for row in issues.values():
        if (row.status == "Done") != (row.resolved_at is not None):
            offences.append(f"issue {row.jira_key} is {row.status} with resolved_at {row.resolved_at}")
        if row.resolved_at and row.resolved_at <= row.issue_created_at:
            offences.append(f"issue {row.jira_key} is done before it is reported")
    for row in story.pull_requests.values():
        issue = issues.get(row.jira_key)
        if row.jira_key and issue is None:
            offences.append(f"pull request {row.id} names no issue: {row.jira_key}")
        elif issue and issue.issue_created_at >= row.pr_created_at:
            offences.append(f"issue {row.jira_key} is younger than its pull request {row.id}")
    return offences


# Stamps.


def stamps_are_of_the_story(story):
    """created_at is the moment of what a row records, updated_at that of its last change, synced_at the anchor."""
    offences = []
    for model, rows in [(models.Team, [story.team]), *story.rows.items()]:
        for row in rows:
            if not row.created_at <= row.updated_at <= story.anchor:
                offences.append(f"{model.__name__} created {row.created_at}, updated {row.updated_at}")
            if model in EVENT_COLUMNS and row.created_at != getattr(row, EVENT_COLUMNS[model]):
                offences.append(f"{model.__name__} {row.id} created {row.created_at}")
            if model in SYNCED_MODELS and row.synced_at != story.anchor:
                offences.append(f"{model.__name__} {row.id} synced {row.synced_at}")
    return [*offences, *_late_people(story), *_wrong_last_changes(story), *_wrong_aggregates(story)]


def _late_people(story):
    """Team and members were there before anything else happened."""
    first = min(row.issue_created_at for row in story.rows[models.JiraIssue])
    first = min(first, *(row.first_commit_at for row in story.pull_requests.values()))
    people = [story.team, *story.rows[models.TeamMember]]
    return [
        f"{type(row).__name__} created {row.created_at}, after the first work"
        for row in people
        if row.created_at > first
    ]


def _wrong_last_changes(story):
    """What happened last to a pull request; a closing shows nowhere else, so it may only not be early."""
    offences = []
    comments = story.of_pull_request(models.PRComment)
    for row in story.pull_requests.values():
        moments = [
            row.pr_created_at,
            *(each.committed_at for each in story.commits_of[row.id]),
            *(each.submitted_at for each in story.reviews_of.get(row.id, ())),
            *(each.comment_created_at for each in comments[row.id]),
            *([row.merged_at] if row.merged_at else []),
        ]
        if row.updated_at < max(moments) or (row.state != "closed" and row.updated_at != max(moments)):
            offences.append(f"{row.state} pull request {row.id} updated {row.updated_at}, changed {max(moments)}")
    changes = {
        models.PRCheckRun: lambda row: row.completed_at or row.started_at,
        models.PRComment: lambda row: row.comment_updated_at or row.comment_created_at,
        models.PRSurvey: lambda row: row.author_responded_at or row.created_at,
        models.JiraIssue: lambda row: row.resolved_at or row.updated_at,
    }
    for model, change in changes.items():
        offences += [
            f"{model.__name__} {row.id} updated {row.updated_at}"
            for row in story.rows[model]
            if row.updated_at != change(row)
        ]
    commits = {(row.pull_request_id, row.committed_at) for row in story.rows[models.Commit]}
    offences += [
        f"file {row.id} created {row.created_at}, when nothing was committed"
        for row in story.rows[models.PRFile]
        if (row.pull_request_id, row.created_at) not in commits
    ]
    return offences


def _wrong_aggregates(story):
    """A day and a week are summed up at their end, or at the anchor if that comes first."""
    offences = [
        f"AI usage of {row.date} created {row.created_at}"
        for row in story.rows[models.AIUsageDaily]
        if row.created_at != min(midnight(row.date + timedelta(days=1)), story.anchor)
    ]
    return offences + [
        f"weekly metrics of {row.week_start} created {row.created_at}"
        for row in story.rows[models.WeeklyMetrics]
        if row.created_at != min(midnight(row.week_start + timedelta(days=7)), story.anchor)
    ]


# What is real.


def real_ones_are_the_snapshot_s(story):
    """Titles of what passes for real and is not in the run's snapshot, and shares of it that are not a quarter."""
    sources = SeedRun.objects.get(domain="metrics", scenario=story.name).sources.get("github", {"pull_requests": []})
    theirs = {each["title"] for each in sources["pull_requests"]}
    real = [row.title for row in story.pull_requests.values() if row.source == "github"]
    share = len(real) / len(story.pull_requests)
    few = len(real) == len(theirs) and share < 0.3
    return [title for title in real if title not in theirs] + (
        [] if few or 0.2 <= share <= 0.3 else [f"{share:.0%} of the pull requests are real"]
    )


CLAIMS = (
    team_is_the_table_s,
    names_are_unique,
    pull_request_moments_follow,
    children_lie_within_their_pull_request,
    commits_end_with_the_last_review,
    nothing_is_later_than_the_anchor,
    hours_are_differences,
    checks_run_as_usual,
    nobody_judges_their_own_work,
    a_merge_follows_an_approval,
    reviewers_are_one_to_three,
    weekly_metrics_equal_the_rows,
    ai_share_is_the_scenario_s,
    surveys_agree_with_their_pull_request,
    who_had_ai_help_used_a_tool,
    ai_is_used_on_three_to_five_days,
    cycle_time_is_the_scenario_s,
    time_to_first_review_is_the_scenario_s,
    quality_is_the_scenario_s,
    reverts_keep_their_quota,
    passing_checks_keep_their_quota,
    the_lead_writes_60_percent,
    reviewers_keep_their_shares,
    review_states_keep_their_shares,
    states_of_openings_keep_their_shares,
    everyone_has_their_volume,
    guesses_are_as_good_as_the_table_says,
    archetypes_keep_the_order_of_their_modifiers,
    the_leaderboard_has_a_first_and_a_last,
    reverts_name_what_they_take_back,
    files_and_commits_add_up,
    counts_of_a_pull_request_are_its_rows,
    comments_belong_to_their_pull_request,
    surveys_are_for_70_percent,
    issues_are_about_one_for_one_or_two_pull_requests,
    stamps_are_of_the_story,
    real_ones_are_the_snapshot_s,
    *releases.CLAIMS,
    *times.CLAIMS,
    *COMPANY_CLAIMS,
)


def offences(name, anchor):
    """What the team of that scenario offends, by claim; empty when everything holds."""
    return offences_of(Story(name, anchor))


def offences_of(story):
    found = {claim.__name__: claim(story) for claim in CLAIMS}
    return {claim: texts for claim, texts in found.items() if texts}

"""What a team's rows at one anchor say about an earlier one: the later rows, cut back to it.

Everything is told from the rows themselves, in a second wording of what the models' columns mean: nothing here knows
how rows are planned. A closing has no column of its own; it is the last thing that happens to what is closed, and so
its `updated_at`.
"""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from apps.metrics.seeding.weekly_metrics_calculator import (
    MergedPullRequest,
    RatedAnswer,
    ResolvedIssue,
    SurveyResponse,
    calculate_weekly_metrics,
)
from seedplot.clock import midnight, project_zone

HAPPENED_AT = {
    "metrics.PullRequest": "pr_created_at",
    "metrics.Commit": "committed_at",
    # A file comes with its commit, and has no other moment.
    "metrics.PRFile": "created_at",
    "metrics.PRCheckRun": "started_at",
    "metrics.PRReview": "submitted_at",
    "metrics.PRComment": "comment_created_at",
    "metrics.PRSurvey": "created_at",
    "metrics.PRSurveyReview": "responded_at",
    "metrics.Deployment": "deployed_at",
    "metrics.JiraIssue": "issue_created_at",
}
SYNCED = ("metrics.PullRequest", "metrics.JiraIssue", "metrics.AIUsageDaily")


def cut_back(tables, anchor):
    """The tables ({label: {name: {column: value}}}) of a later anchor as they were at this one."""
    opened = {name for name, row in tables["metrics.PullRequest"].items() if row["pr_created_at"] < anchor}
    kept = {
        label: {
            name: dict(row)
            for name, row in rows.items()
            # Work begins before its pull request opens, and shows with it.
            if _had_happened(label, row, anchor) and row.get("pull_request") in {None, *opened}
        }
        for label, rows in tables.items()
        if label != "metrics.WeeklyMetrics"
    }
    for label in SYNCED:
        for row in kept.get(label, {}).values():
            row["synced_at"] = anchor
    for row in kept["metrics.PRCheckRun"].values():
        _cut_check_run(row, anchor)
    for row in kept.get("metrics.PRSurvey", {}).values():
        _cut_survey(row, anchor)
    children = {
        label: _by_pull_request(kept.get(label, {}))
        for label in ("metrics.Commit", "metrics.PRFile", "metrics.PRReview", "metrics.PRComment")
    }
    for name, row in kept["metrics.PullRequest"].items():
        commits, files, reviews, comments = (children[label].get(name, []) for label in children)
        _cut_pull_request(row, anchor, commits, files, reviews, comments)
    behind = {row["jira_key"]: row for row in kept["metrics.PullRequest"].values() if not row["is_revert"]}
    for key, row in kept["metrics.JiraIssue"].items():
        _cut_issue(row, anchor, behind.get(key))
    kept["metrics.WeeklyMetrics"] = _weekly_metrics(kept, anchor)
    return {label: rows for label, rows in kept.items() if rows}


def _had_happened(label, row, anchor):
    if label == "metrics.AIUsageDaily":
        # A day is summed up when it is over.
        return midnight(row["date"] + timedelta(days=1)) <= anchor
    column = HAPPENED_AT.get(label)
    return column is None or row[column] < anchor


def _by_pull_request(rows):
    grouped = {}
    for row in rows.values():
        grouped.setdefault(row["pull_request"], []).append(row)
    return grouped


def _cut_check_run(row, anchor):
    if row["completed_at"] is not None and row["completed_at"] >= anchor:
        row |= {
            "status": "in_progress",
            "conclusion": None,
            "completed_at": None,
            "duration_seconds": None,
            "updated_at": row["started_at"],
        }


def _cut_survey(row, anchor):
    if row["author_responded_at"] is not None and row["author_responded_at"] >= anchor:
        row |= {"author_ai_assisted": None, "author_responded_at": None, "updated_at": row["created_at"]}


def _cut_pull_request(row, anchor, commits, files, reviews, comments):
    merged_at = row["merged_at"] if row["merged_at"] is not None and row["merged_at"] < anchor else None
    closed_at = row["updated_at"] if row["state"] == "closed" and row["updated_at"] < anchor else None
    submitted = sorted(review["submitted_at"] for review in reviews)
    first_review_at = submitted[0] if submitted else None
    opened_at, ready_at = row["pr_created_at"], row["ready_for_review_at"]
    events = [each["committed_at"] for each in commits] + [each["comment_created_at"] for each in comments]
    row |= {
        "state": "merged" if merged_at else "closed" if closed_at else "open",
        "merged_at": merged_at,
        "deployed_at": row["deployed_at"] if row["deployed_at"] and row["deployed_at"] < anchor else None,
        "first_review_at": first_review_at,
        "ready_for_review_at": ready_at if ready_at is not None and ready_at < anchor else None,
        "approved_at": max((each["submitted_at"] for each in reviews if each["state"] == "approved"), default=None),
        "cycle_time_hours": _hours(opened_at, merged_at),
        "review_time_hours": _hours(opened_at, first_review_at),
        "review_rounds": sum(each["state"] == "changes_requested" for each in reviews) if reviews else None,
        "avg_fix_response_hours": _fix_response_hours(commits, reviews),
        "commits_after_first_review": (
            sum(each["committed_at"] > first_review_at for each in commits) if first_review_at else None
        ),
        "total_comments": len(comments),
        "additions": sum(each["additions"] for each in files),
        "deletions": sum(each["deletions"] for each in files),
        "updated_at": max(each for each in (opened_at, *events, *submitted, merged_at, closed_at) if each),
    }


def _fix_response_hours(commits, reviews):
    """The mean wait from a request for changes to the next commit, over those that one answered."""
    committed = sorted(each["committed_at"] for each in commits)
    waits = []
    for review in reviews:
        later = [moment for moment in committed if moment > review["submitted_at"]]
        if review["state"] == "changes_requested" and later:
            waits.append(later[0] - review["submitted_at"])
    if not waits:
        return None
    return _rounded(Decimal(sum(waits, timedelta()) // timedelta(seconds=1)) / len(waits) / 3600)


def _cut_issue(row, anchor, pull_request):
    """`pull_request` is the one behind it as it was at the anchor, if it was there."""
    if row["resolved_at"] is not None and row["resolved_at"] < anchor:
        return
    if pull_request is None:
        status, since = "To Do", row["issue_created_at"]
    elif pull_request["state"] == "closed":
        status, since = "To Do", pull_request["updated_at"]
    elif pull_request["first_review_at"] is not None:
        status, since = "In Review", pull_request["first_review_at"]
    else:
        status, since = "In Progress", pull_request["pr_created_at"]
    row |= {"resolved_at": None, "cycle_time_hours": None, "status": status, "updated_at": since}


def _weekly_metrics(tables, anchor):
    merged = {name: row for name, row in tables["metrics.PullRequest"].items() if row["merged_at"] is not None}
    commits = _by_pull_request(tables["metrics.Commit"])
    surveys = tables.get("metrics.PRSurvey", {})
    weeks = calculate_weekly_metrics(
        list(tables["metrics.TeamMember"]),
        tz=project_zone(),
        pull_requests=[
            MergedPullRequest(
                commits=len(commits[name]),
                **{column: row[column] for column in MergedPullRequest._fields if column != "commits"},
            )
            for name, row in merged.items()
        ],
        survey_responses=[
            SurveyResponse(row["author"], merged[name]["merged_at"], row["author_responded_at"] is not None)
            for name, row in surveys.items()
        ],
        answers=[
            RatedAnswer(
                surveys[row["survey"]]["author"],
                merged[row["survey"]]["merged_at"],
                row["reviewer"],
                row["quality_rating"],
                row["guess_correct"],
                row["responded_at"],
            )
            for row in tables.get("metrics.PRSurveyReview", {}).values()
        ],
        issues=[
            ResolvedIssue(row["assignee"], row["resolved_at"], row["story_points"])
            for row in tables["metrics.JiraIssue"].values()
            if row["resolved_at"] is not None
        ],
    )
    (team,) = tables["metrics.Team"]
    rows = {}
    for week in weeks:
        closed = min(midnight(week.week_start + timedelta(weeks=1)), anchor)
        columns = {column: getattr(week, column) for column in week.__dataclass_fields__}
        rows[week.member, week.week_start] = {**columns, "team": team, "created_at": closed, "updated_at": closed}
    return rows


def _hours(start, end):
    if end is None:
        return None
    return _rounded(Decimal((end - start) // timedelta(seconds=1)) / 3600)


def _rounded(hours):
    return hours.quantize(Decimal("0.01"), ROUND_HALF_UP)

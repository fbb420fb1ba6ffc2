"""The figures of a dashboard: functions that answer with plain records, by a small, literal number of queries each."""

from apps.metrics.queries.pull_requests import latest_merges, open_pull_requests
from apps.metrics.queries.reviews import authors_read, guess_leaderboard, review_pairs, reviewer_loads
from apps.metrics.queries.tables import count_rows
from apps.metrics.queries.weekly import ai_usage_by_week, weekly_figures

__all__ = [
    "ai_usage_by_week",
    "authors_read",
    "count_rows",
    "guess_leaderboard",
    "latest_merges",
    "open_pull_requests",
    "review_pairs",
    "reviewer_loads",
    "weekly_figures",
]

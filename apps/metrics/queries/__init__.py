"""The figures of a dashboard: functions that answer with plain records, by a small, literal number of queries each."""

from apps.metrics.queries.pull_requests import open_pull_requests
from apps.metrics.queries.reviews import guess_leaderboard, review_pairs, reviewer_loads
from apps.metrics.queries.weekly import ai_usage_by_week, weekly_figures

__all__ = [
    "ai_usage_by_week",
    "guess_leaderboard",
    "open_pull_requests",
    "review_pairs",
    "reviewer_loads",
    "weekly_figures",
]

"""Pages of the engineering metrics."""

from apps.metrics.views.pull_requests import PullRequestListView, PullRequestView
from apps.metrics.views.tables import GuessesView, ReviewsView, TableView, WeeksView
from apps.metrics.views.teams import ComparisonView, TeamListView, TeamView

__all__ = [
    "ComparisonView",
    "GuessesView",
    "PullRequestListView",
    "PullRequestView",
    "ReviewsView",
    "TableView",
    "TeamListView",
    "TeamView",
    "WeeksView",
]

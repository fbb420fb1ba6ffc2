"""Pages of the engineering metrics."""

from apps.metrics.views.pull_requests import PullRequestListView, PullRequestView
from apps.metrics.views.teams import ComparisonView, TeamListView, TeamView

__all__ = ["ComparisonView", "PullRequestListView", "PullRequestView", "TeamListView", "TeamView"]

"""A team's delivery data, one module for each theme.

Times are aware and stored in UTC, durations are hours, rates are percent. A link to a person is emptied when
the person's row goes; what belongs to a pull request goes with it, and everything goes with its team.
"""

from apps.metrics.models.ai import AIUsageDaily, PRSurvey, PRSurveyReview
from apps.metrics.models.delivery import Commit, Deployment, PRCheckRun
from apps.metrics.models.pull_requests import PRComment, PRFile, PRReview, PullRequest
from apps.metrics.models.team import Team, TeamMember
from apps.metrics.models.weekly import WeeklyMetrics
from apps.metrics.models.work import JiraIssue
from seedplot.timestamps import TimeStamped

__all__ = [
    "AIUsageDaily",
    "Commit",
    "Deployment",
    "JiraIssue",
    "PRCheckRun",
    "PRComment",
    "PRFile",
    "PRReview",
    "PRSurvey",
    "PRSurveyReview",
    "PullRequest",
    "Team",
    "TeamMember",
    "TimeStamped",
    "WeeklyMetrics",
]

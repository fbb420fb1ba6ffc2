"""The team's issues in Jira."""

from django.db import models

from apps.metrics.models.team import Team, TeamMember
from seedplot.timestamps import TimeStamped


class JiraIssue(TimeStamped):
    """An issue; `cycle_time_hours` runs from its creation to its resolution."""

    class IssueType(models.TextChoices):
        STORY = "Story"
        BUG = "Bug"
        TASK = "Task"
        SUBTASK = "Subtask"

    class Status(models.TextChoices):
        TO_DO = "To Do"
        IN_PROGRESS = "In Progress"
        IN_REVIEW = "In Review"
        DONE = "Done"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="jira_issues")
    jira_key = models.CharField("Jira key", max_length=50)
    jira_id = models.CharField("Jira id", max_length=50)
    summary = models.TextField()
    issue_type = models.CharField(max_length=20, choices=IssueType)
    status = models.CharField(max_length=20, choices=Status)
    assignee = models.ForeignKey(
        TeamMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="jira_issues"
    )
    story_points = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    sprint_id = models.CharField(max_length=50, blank=True)
    sprint_name = models.CharField(max_length=255, blank=True)
    issue_created_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    cycle_time_hours = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    synced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "Jira issue"
        constraints = [
            models.UniqueConstraint(fields=["team", "jira_id"], name="unique_jira_id_in_team"),
        ]

    def __str__(self) -> str:
        return f"{self.jira_key} {self.summary}"

"""The weekly aggregate that reports read."""

from django.db import models

from apps.metrics.models.team import Team, TeamMember
from seedplot.timestamps import TimeStamped


class WeeklyMetrics(TimeStamped):
    """One member's calendar week, derived from the raw rows.

    Pull requests, and the answers and guesses on them, count in the week of the merge; issues in the week of
    their resolution. An average over nothing is empty. `guess_accuracy` is percent, `avg_quality_rating` 1 to 3.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="weekly_metrics")
    member = models.ForeignKey(TeamMember, on_delete=models.CASCADE, related_name="weekly_metrics")
    week_start = models.DateField(help_text="A Monday, in the project's time zone.")
    prs_merged = models.IntegerField("PRs merged", default=0)
    avg_cycle_time_hours = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    avg_review_time_hours = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    commits_count = models.IntegerField(default=0)
    lines_added = models.IntegerField(default=0)
    lines_removed = models.IntegerField(default=0)
    revert_count = models.IntegerField(default=0)
    hotfix_count = models.IntegerField(default=0)
    story_points_completed = models.DecimalField(max_digits=10, decimal_places=1, default=0)
    issues_resolved = models.IntegerField(default=0)
    ai_assisted_prs = models.IntegerField("AI-assisted PRs", default=0)
    avg_quality_rating = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    surveys_completed = models.IntegerField(default=0)
    guess_accuracy = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "weekly metrics"
        verbose_name_plural = "weekly metrics"
        constraints = [
            models.UniqueConstraint(fields=["team", "member", "week_start"], name="unique_week_of_a_member"),
        ]

    def __str__(self) -> str:
        return f"Week of {self.week_start}: {self.prs_merged} merged"

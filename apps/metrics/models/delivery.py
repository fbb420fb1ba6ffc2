"""From commit to production: commits, checks, deployments."""

from django.db import models

from apps.metrics.models.pull_requests import PullRequest
from apps.metrics.models.team import Team, TeamMember
from seedplot.timestamps import TimeStamped


class Commit(TimeStamped):
    """A commit, of a pull request or on its own."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="commits")
    github_sha = models.CharField("SHA", max_length=40)
    github_repo = models.CharField("GitHub repository", max_length=255)
    author = models.ForeignKey(TeamMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="commits")
    message = models.TextField()
    committed_at = models.DateTimeField()
    additions = models.IntegerField(default=0)
    deletions = models.IntegerField(default=0)
    pull_request = models.ForeignKey(
        PullRequest, on_delete=models.SET_NULL, null=True, blank=True, related_name="commits"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "github_sha"], name="unique_commit_sha_in_team"),
        ]

    def __str__(self) -> str:
        return f"{self.github_sha[:7]} {self.message[:80]}"


class PRCheckRun(TimeStamped):
    """One run of an automatic check on a pull request; it has a conclusion and a duration once completed."""

    class Status(models.TextChoices):
        QUEUED = "queued"
        IN_PROGRESS = "in_progress"
        COMPLETED = "completed"

    class Conclusion(models.TextChoices):
        SUCCESS = "success"
        FAILURE = "failure"
        SKIPPED = "skipped"
        CANCELLED = "cancelled"
        TIMED_OUT = "timed_out"
        ACTION_REQUIRED = "action_required"
        NEUTRAL = "neutral"
        STALE = "stale"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="check_runs")
    github_check_run_id = models.BigIntegerField("GitHub check run id")
    pull_request = models.ForeignKey(PullRequest, on_delete=models.CASCADE, related_name="check_runs")
    name = models.CharField(max_length=255)
    status = models.CharField(max_length=20, choices=Status)
    # Null and not blank, as GitHub sends it for a run that has not ended.
    conclusion = models.CharField(max_length=20, choices=Conclusion, null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    duration_seconds = models.IntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "check run"

    def __str__(self) -> str:
        return f"{self.name}: {self.conclusion or self.status}"


class Deployment(TimeStamped):
    """A release of one commit to one environment."""

    class Environment(models.TextChoices):
        PRODUCTION = "production"
        STAGING = "staging"

    class Status(models.TextChoices):
        SUCCESS = "success"
        FAILURE = "failure"
        PENDING = "pending"
        ERROR = "error"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="deployments")
    github_deployment_id = models.BigIntegerField("GitHub deployment id")
    github_repo = models.CharField("GitHub repository", max_length=255)
    environment = models.CharField(max_length=20, choices=Environment)
    status = models.CharField(max_length=20, choices=Status)
    creator = models.ForeignKey(
        TeamMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="deployments"
    )
    deployed_at = models.DateTimeField()
    pull_request = models.ForeignKey(
        PullRequest, on_delete=models.SET_NULL, null=True, blank=True, related_name="deployments"
    )
    sha = models.CharField("SHA", max_length=40)

    def __str__(self) -> str:
        return f"{self.github_repo} to {self.environment}: {self.status}"

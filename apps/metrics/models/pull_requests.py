"""A pull request, and what people and GitHub attach to it: reviews, comments, files."""

from django.db import models

from apps.metrics.models.team import Team, TeamMember
from seedplot.timestamps import TimeStamped


class PullRequest(TimeStamped):
    """A proposed change.

    Its phases add up: coding from the first commit until it is ready, pickup until the first review, review until the
    merge, deploy until it is in production. A draft is ready for review some time after its opening, others at once.
    `approved_at` is the last approval. `area` is the part of the product that it is about.
    `cycle_time_hours` runs from the opening to the merge, `review_time_hours` from the opening to the first
    review; both are empty until the moment that ends them. `is_ai_assisted` is empty while nobody has said.
    """

    class State(models.TextChoices):
        OPEN = "open"
        MERGED = "merged"
        CLOSED = "closed"

    class Source(models.TextChoices):
        """The origin of title and sizes: a public repository, or invented."""

        GITHUB = "github", "GitHub"
        FACTORY = "factory"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="pull_requests")
    github_pr_id = models.BigIntegerField("GitHub pull request id")
    github_repo = models.CharField("GitHub repository", max_length=255)
    title = models.TextField()
    description = models.TextField(blank=True)
    area = models.CharField(max_length=50, blank=True)
    author = models.ForeignKey(
        TeamMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="pull_requests"
    )
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    pr_created_at = models.DateTimeField("opened at")
    first_commit_at = models.DateTimeField(null=True, blank=True)
    ready_for_review_at = models.DateTimeField(null=True, blank=True)
    first_review_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    merged_at = models.DateTimeField(null=True, blank=True)
    deployed_at = models.DateTimeField("in production at", null=True, blank=True)
    cycle_time_hours = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    review_time_hours = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    review_rounds = models.IntegerField(null=True, blank=True)
    avg_fix_response_hours = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    commits_after_first_review = models.IntegerField(null=True, blank=True)
    total_comments = models.IntegerField(null=True, blank=True)
    additions = models.IntegerField(default=0)
    deletions = models.IntegerField(default=0)
    is_revert = models.BooleanField(default=False)
    is_hotfix = models.BooleanField(default=False)
    is_draft = models.BooleanField(default=False)
    labels = models.JSONField(default=list, blank=True)
    is_ai_assisted = models.BooleanField("AI-assisted", null=True, blank=True)
    jira_key = models.CharField("Jira key", max_length=50, blank=True)
    source = models.CharField(max_length=20, choices=Source, default=Source.FACTORY)
    synced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "github_pr_id", "github_repo"], name="unique_pull_request_in_repo"),
        ]
        indexes = [
            models.Index(fields=["github_repo", "state"], name="pull_request_repo_state"),
            models.Index(fields=["author", "state"], name="pull_request_author_state"),
            models.Index(fields=["merged_at"], name="pull_request_merged_at"),
            models.Index(fields=["pr_created_at"], name="pull_request_created_at"),
        ]

    def __str__(self) -> str:
        return f"{self.github_repo}#{self.github_pr_id} {self.title}"


class PRReview(TimeStamped):
    """One round of review; the same person may review a pull request several times."""

    class State(models.TextChoices):
        APPROVED = "approved"
        CHANGES_REQUESTED = "changes_requested"
        COMMENTED = "commented"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="reviews")
    github_review_id = models.BigIntegerField("GitHub review id")
    pull_request = models.ForeignKey(PullRequest, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(TeamMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="reviews")
    state = models.CharField(max_length=20, choices=State)
    body = models.TextField(blank=True)
    submitted_at = models.DateTimeField()

    class Meta:
        verbose_name = "review"

    def __str__(self) -> str:
        return f"{self.get_state_display()} on {self.submitted_at:%Y-%m-%d}"


class PRComment(TimeStamped):
    """A remark in the conversation (`issue`) or on a line of the change (`review`, with path and line)."""

    class CommentType(models.TextChoices):
        ISSUE = "issue"
        REVIEW = "review"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="comments")
    github_comment_id = models.BigIntegerField("GitHub comment id")
    pull_request = models.ForeignKey(PullRequest, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(TeamMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="comments")
    body = models.TextField()
    comment_type = models.CharField(max_length=20, choices=CommentType)
    path = models.CharField(max_length=500, blank=True)
    line = models.IntegerField(null=True, blank=True)
    in_reply_to_id = models.BigIntegerField("in reply to GitHub comment id", null=True, blank=True)
    comment_created_at = models.DateTimeField()
    comment_updated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "comment"

    def __str__(self) -> str:
        return self.body[:80]


class PRFile(TimeStamped):
    """A file that a pull request touches; the files' additions and deletions sum to the pull request's."""

    class Status(models.TextChoices):
        ADDED = "added"
        MODIFIED = "modified"
        REMOVED = "removed"
        RENAMED = "renamed"

    class Category(models.TextChoices):
        FRONTEND = "frontend"
        BACKEND = "backend"
        TEST = "test"
        DOCS = "docs"
        CONFIG = "config"
        OTHER = "other"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="files")
    pull_request = models.ForeignKey(PullRequest, on_delete=models.CASCADE, related_name="files")
    filename = models.CharField(max_length=500)
    status = models.CharField(max_length=20, choices=Status)
    additions = models.IntegerField(default=0)
    deletions = models.IntegerField(default=0)
    changes = models.IntegerField(default=0)
    file_category = models.CharField(max_length=20, choices=Category, default=Category.OTHER)

    class Meta:
        verbose_name = "file"
        constraints = [
            models.UniqueConstraint(fields=["team", "pull_request", "filename"], name="unique_file_in_pull_request"),
        ]

    def __str__(self) -> str:
        return self.filename

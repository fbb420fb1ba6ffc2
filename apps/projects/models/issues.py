"""An issue, what people say about it and what they attach to it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone

from apps.projects.models.base import Entity
from apps.projects.models.projects import Project
from apps.projects.models.sprints import Sprint
from apps.projects.models.workflow import IssueType, WorkflowStatus

User = settings.AUTH_USER_MODEL
validate_issue_key = RegexValidator(r"^[1-9][0-9]*\Z", "An issue's key is its number in the project.")


class Issue(Entity):
    """One thing to do. `key` is its number; people know it as `full_key`."""

    class Priority(models.TextChoices):
        P1 = "P1", "Critical"
        P2 = "P2", "High"
        P3 = "P3", "Medium"
        P4 = "P4", "Low"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="issues")
    issue_type = models.ForeignKey(IssueType, on_delete=models.PROTECT, related_name="issues")
    status = models.ForeignKey(WorkflowStatus, on_delete=models.PROTECT, related_name="issues")
    parent_issue = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    sprint = models.ForeignKey(Sprint, on_delete=models.SET_NULL, null=True, blank=True, related_name="issues")
    key = models.CharField(max_length=20, validators=[validate_issue_key])
    title = models.CharField(max_length=500)
    description = models.TextField(blank=True)
    priority = models.CharField(max_length=2, choices=Priority, default=Priority.P3)
    assignee = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="assigned_issues")
    reporter = models.ForeignKey(User, on_delete=models.CASCADE, related_name="reported_issues")
    estimated_hours = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    actual_hours = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    story_points = models.PositiveIntegerField(null=True, blank=True)
    order = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("order", "-created_at")
        constraints = [models.UniqueConstraint(fields=["project", "key"], name="issue_key_unique_in_project")]
        # Assignee, sprint and status have indexes as foreign keys.
        indexes = [models.Index(fields=["priority"], name="issue_priority")]

    def __str__(self) -> str:
        return f"{self.full_key} {self.title}"

    @property
    def full_key(self) -> str:
        return f"{self.project.key}-{self.key}"

    def clean(self) -> None:
        super().clean()
        for field in ("issue_type", "status", "sprint", "parent_issue"):
            own = getattr(self, field, None) if getattr(self, f"{field}_id") else None
            if own is not None and own.project_id != self.project_id:
                raise ValidationError({field: f"'{own}' belongs to another project."})
        if self.parent_issue_id is not None:
            self._check_parent()

    def _check_parent(self) -> None:
        category = IssueType.Category
        if self.issue_type.category == category.EPIC:
            raise ValidationError({"parent_issue": "An epic has no parent."})
        above = self.parent_issue
        if self.issue_type.category == category.SUB_TASK and above.issue_type.category not in (
            category.STORY,
            category.TASK,
            category.BUG,
        ):
            raise ValidationError({"parent_issue": "A sub-task belongs to a story, a task or a bug."})
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError({"parent_issue": "An issue cannot be its own ancestor."})
            above = above.parent_issue


class IssueComment(Entity):
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="issue_comments")
    content = models.TextField()
    is_edited = models.BooleanField(default=False)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("created_at",)

    def __str__(self) -> str:
        return f"{self.author} on {self.issue}"


class IssueAttachment(Entity):
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(upload_to="projects/attachments/")
    filename = models.CharField(max_length=255)
    file_size = models.PositiveBigIntegerField("size in bytes")
    content_type = models.CharField(max_length=100)
    uploaded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.filename

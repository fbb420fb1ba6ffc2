"""What kinds of issues a project has, the statuses they go through, and the moves between these."""

from django.core.exceptions import ValidationError
from django.db import models

from apps.projects.models.base import Entity, validate_colour
from apps.projects.models.projects import Project


class IssueType(Entity):
    class Category(models.TextChoices):
        EPIC = "epic"
        STORY = "story"
        TASK = "task"
        BUG = "bug"
        IMPROVEMENT = "improvement"
        SUB_TASK = "sub_task"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="issue_types")
    name = models.CharField(max_length=100)
    category = models.CharField(max_length=20, choices=Category)
    description = models.TextField(blank=True)
    icon = models.CharField(max_length=50, blank=True)
    color = models.CharField(max_length=7, default="#0052CC", validators=[validate_colour])
    is_default = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="issue_type_unique_in_project")]

    def __str__(self) -> str:
        return self.name


class WorkflowStatus(Entity):
    class Category(models.TextChoices):
        TO_DO = "to_do"
        IN_PROGRESS = "in_progress"
        DONE = "done"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="statuses")
    name = models.CharField(max_length=100)
    category = models.CharField(max_length=20, choices=Category, default=Category.TO_DO)
    description = models.TextField(blank=True)
    color = models.CharField(max_length=7, default="#DFE1E6", validators=[validate_colour])
    order = models.PositiveIntegerField(default=0)
    is_initial = models.BooleanField(default=False)
    is_final = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("order", "name")
        verbose_name_plural = "workflow statuses"
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="status_unique_in_project")]

    def __str__(self) -> str:
        return self.name


class WorkflowTransition(Entity):
    """A move that is allowed; one that is not in the table, or not active, is refused."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="transitions")
    name = models.CharField(max_length=100)
    from_status = models.ForeignKey(WorkflowStatus, on_delete=models.CASCADE, related_name="leaving")
    to_status = models.ForeignKey(WorkflowStatus, on_delete=models.CASCADE, related_name="arriving")
    conditions = models.JSONField(default=dict, blank=True)
    validators = models.JSONField(default=dict, blank=True)
    post_functions = models.JSONField(default=dict, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "from_status", "to_status"], name="transition_unique_in_project"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        for field in ("from_status", "to_status"):
            status = getattr(self, field, None)
            if status is not None and status.project_id != self.project_id:
                raise ValidationError({field: f"'{status}' is a status of another project."})

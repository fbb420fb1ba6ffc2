"""What happened, when, and who did it: the history that reports are made of."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from apps.projects.models.base import Entity
from apps.projects.models.issues import Issue
from apps.projects.models.projects import Project
from apps.projects.models.sprints import Sprint


class ActivityLog(Entity):
    """One event about an issue, or about a sprint, or (with neither) about the project itself.

    A plan does not repeat comments and links here: their own rows say who made them and when. What people do by hand is
    noted all the same, with the key of what was made, so that nothing they change goes unseen.
    A change names its field and both values as people read them; for statuses and sprints the keys stand beside, so
    that a chart still holds after one is renamed. An empty value is "none": the backlog, nobody.
    """

    class Action(models.TextChoices):
        CREATED = "created"
        CHANGED = "changed"
        STARTED = "started"
        COMPLETED = "completed"
        REMOVED = "removed"

    class Field(models.TextChoices):
        STATUS = "status"
        SPRINT = "sprint"
        ASSIGNEE = "assignee"
        PRIORITY = "priority"
        COMMENT = "comment"
        LINK = "link"
        COLUMN = "column"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="activity")
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, null=True, blank=True, related_name="activity")
    sprint = models.ForeignKey(Sprint, on_delete=models.CASCADE, null=True, blank=True, related_name="activity")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    action = models.CharField(max_length=20, choices=Action)
    field = models.CharField(max_length=20, choices=Field, blank=True)
    old_value = models.CharField(max_length=255, blank=True)
    new_value = models.CharField(max_length=255, blank=True)
    old_key = models.UUIDField(null=True, blank=True)
    new_key = models.UUIDField(null=True, blank=True)
    happened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-happened_at",)
        verbose_name_plural = "activity"
        indexes = [models.Index(fields=["project", "happened_at"], name="activity_of_project")]

    def __str__(self) -> str:
        change = f" {self.field} from '{self.old_value}' to '{self.new_value}'" if self.field else ""
        return f"{self.action}{change}"

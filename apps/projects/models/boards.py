"""A board and its columns: each column shows the issues of one status."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from apps.projects.models.base import Entity
from apps.projects.models.projects import Project
from apps.projects.models.workflow import WorkflowStatus


class Board(Entity):
    class Type(models.TextChoices):
        KANBAN = "kanban"
        SCRUM = "scrum"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="boards")
    name = models.CharField(max_length=255)
    description = models.TextField(blank=True)
    board_type = models.CharField(max_length=20, choices=Type, default=Type.KANBAN)
    saved_filter = models.JSONField(default=dict, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def column_count(self) -> int:
        return self.columns.count()

    @property
    def issue_count(self) -> int:
        """The active issues that one of the columns shows."""
        shown = self.columns.values("workflow_status")
        return self.project.issues.filter(is_active=True, status__in=shown).count()


class BoardColumn(Entity):
    """A status as a column, with how many issues it should hold at least and may hold at most."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="columns")
    workflow_status = models.ForeignKey(WorkflowStatus, on_delete=models.CASCADE, related_name="columns")
    name = models.CharField(max_length=100)
    order = models.PositiveIntegerField(default=0)
    min_wip = models.PositiveIntegerField("fewest issues", null=True, blank=True)
    max_wip = models.PositiveIntegerField("most issues", null=True, blank=True)

    class Meta:
        ordering = ("board", "order")
        constraints = [
            models.UniqueConstraint(fields=["board", "order"], name="column_order_unique_on_board"),
            models.CheckConstraint(
                condition=Q(min_wip__isnull=True) | Q(max_wip__isnull=True) | Q(min_wip__lte=F("max_wip")),
                name="column_min_wip_not_above_max_wip",
                violation_error_message="The fewest issues cannot be more than the most.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def issue_count(self) -> int:
        """The active issues in its status."""
        return self.workflow_status.issues.filter(is_active=True).count()

    @property
    def is_full(self) -> bool:
        return self.max_wip is not None and self.issue_count >= self.max_wip

    def clean(self) -> None:
        super().clean()
        if self.workflow_status_id and self.board_id and self.workflow_status.project_id != self.board.project_id:
            raise ValidationError({"workflow_status": f"'{self.workflow_status}' is a status of another project."})
        if self.min_wip is not None and self.max_wip is not None and self.min_wip > self.max_wip:
            raise ValidationError({"min_wip": f"{self.min_wip} is more than max_wip, which is {self.max_wip}."})

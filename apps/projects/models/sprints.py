"""A sprint: two weeks of work, what was committed to at its start and what of it was done."""

from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from apps.projects.models.base import Entity
from apps.projects.models.projects import Project

HUNDREDTH = Decimal("0.01")


class Sprint(Entity):
    class Status(models.TextChoices):
        PLANNING = "planning"
        ACTIVE = "active"
        COMPLETED = "completed"
        CANCELLED = "cancelled"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="sprints")
    name = models.CharField(max_length=255)
    goal = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.PLANNING)
    start_date = models.DateField()
    end_date = models.DateField()
    committed_points = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    completed_points = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-start_date", "-created_at")
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="sprint_name_unique_in_project")]

    def __str__(self) -> str:
        return self.name

    @property
    def duration_days(self) -> int:
        return (self.end_date - self.start_date).days

    @property
    def remaining_days(self) -> int:
        """The days left while it is active, else 0."""
        if self.status != self.Status.ACTIVE:
            return 0
        return max(0, (self.end_date - timezone.localdate()).days)

    @property
    def progress(self) -> Decimal:
        """Completed points in percent of the committed ones, 0 where nothing was committed."""
        if not self.committed_points:
            return Decimal("0.00")
        share = Decimal(self.completed_points) / Decimal(self.committed_points) * 100
        return share.quantize(HUNDREDTH, ROUND_HALF_UP)

    def clean(self) -> None:
        super().clean()
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise ValidationError({"end_date": f"{self.end_date} lies before the start, {self.start_date}."})

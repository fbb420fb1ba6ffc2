"""What was written about a machine or a task, and by whom."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from apps.tickets.models.machines import MachineInstance
from apps.tickets.models.people import Maintainer
from apps.tickets.models.tasks import Task


class LogEntry(models.Model):
    """An entry of a task's log, or of a machine's alone. A status is what the entry set; null where it set none."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, null=True, blank=True, related_name="log_entries")
    machine = models.ForeignKey(
        MachineInstance, on_delete=models.CASCADE, null=True, blank=True, related_name="log_entries"
    )
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    maintainers = models.ManyToManyField(Maintainer, blank=True, related_name="log_entries")
    text = models.TextField(blank=True)
    status = models.CharField("task status", max_length=20, choices=Task.STATUS_CHOICES, null=True, blank=True)
    machine_status = models.CharField(max_length=20, choices=MachineInstance.STATUS_CHOICES, null=True, blank=True)

    class Meta:
        ordering = ("created_at", "id")
        verbose_name_plural = "log entries"
        constraints = [
            # "No status" has one spelling, so that asking for entries with a status needs one condition.
            models.CheckConstraint(
                name="log_entry_status_null_not_blank",
                condition=~Q(status="") & ~Q(machine_status=""),
                violation_error_message="An entry that sets no status has null there, not a blank.",
            ),
        ]

    def __str__(self) -> str:
        title = f"Log entry for task {self.task_id}" if self.task_id else "Standalone log entry"
        return f"{title} → {self.status}" if self.status else title

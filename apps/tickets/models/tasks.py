"""What has to be done about a machine."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from apps.tickets.models.machines import MachineInstance
from apps.tickets.models.sample import SAMPLE_CONTACT


class TaskQuerySet(models.QuerySet["Task"]):
    def open(self) -> Self:
        return self.filter(status=Task.STATUS_OPEN)

    def closed(self) -> Self:
        return self.filter(status=Task.STATUS_CLOSED)

    def problem_reports(self) -> Self:
        return self.filter(type=Task.TYPE_PROBLEM_REPORT)

    def tasks(self) -> Self:
        """Those that a maintainer opened."""
        return self.filter(type=Task.TYPE_TASK)


class Task(models.Model):
    """A visitor's report or a maintainer's own task."""

    TYPE_PROBLEM_REPORT = "problem_report"
    TYPE_TASK = "task"
    TYPE_CHOICES = [
        (TYPE_PROBLEM_REPORT, "Problem Report"),
        (TYPE_TASK, "Task"),
    ]

    STATUS_OPEN = "open"
    STATUS_CLOSED = "closed"
    STATUS_CHOICES = [
        (STATUS_OPEN, "Open"),
        (STATUS_CLOSED, "Closed"),
    ]

    PROBLEM_STUCK_BALL = "stuck_ball"
    PROBLEM_NO_CREDITS = "no_credits"
    PROBLEM_OTHER = "other"
    PROBLEM_TYPE_CHOICES = [
        (PROBLEM_STUCK_BALL, "Stuck Ball"),
        (PROBLEM_NO_CREDITS, "No Credits"),
        (PROBLEM_OTHER, "Other"),
    ]

    # What a machine's new status makes of the task it was written on; None leaves the task as it is.
    STATUS_IMPLIED_BY_MACHINE = {
        MachineInstance.STATUS_GOOD: STATUS_CLOSED,
        MachineInstance.STATUS_FIXING: STATUS_OPEN,
        MachineInstance.STATUS_BROKEN: STATUS_OPEN,
        MachineInstance.STATUS_UNKNOWN: None,
    }

    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    type = models.CharField(max_length=20, choices=TYPE_CHOICES, default=TYPE_PROBLEM_REPORT, db_index=True)
    machine = models.ForeignKey(MachineInstance, on_delete=models.CASCADE, related_name="reports")
    status = models.CharField(max_length=20, choices=STATUS_CHOICES, default=STATUS_OPEN, db_index=True)
    reported_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="problem_reports_created",
    )
    reported_by_name = models.CharField(max_length=200, blank=True)
    reported_by_contact = models.CharField(
        max_length=200, blank=True, help_text="On a generated task the mark that says so."
    )
    device_info = models.CharField(
        max_length=200, blank=True, help_text="What the report was sent with; on a generated one the visitor's contact."
    )
    ip_address = models.GenericIPAddressField("IP address", null=True, blank=True)
    problem_type = models.CharField(max_length=50, choices=PROBLEM_TYPE_CHOICES, default=PROBLEM_OTHER, db_index=True)
    problem_text = models.TextField()

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return f"{self.machine} – {self.get_problem_type_display()}"

    def get_reporter_display(self, show_for_authenticated: bool = False) -> str:
        """Who reported this: a given name only, or for a reader who is logged in whatever tells who it was."""
        if not show_for_authenticated:
            return self.reported_by_name
        user = self.reported_by_user
        if user is not None:
            return user.get_full_name() or user.username
        contact = "" if self.reported_by_contact == SAMPLE_CONTACT else self.reported_by_contact
        return self.reported_by_name or contact

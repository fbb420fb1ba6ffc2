"""What has to be done about a machine, and the ways to write about it in the log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import connections, models, router, transaction
from django.utils import timezone

from apps.tickets.models.machines import MachineInstance
from apps.tickets.models.people import Maintainer
from apps.tickets.models.sample import SAMPLE_CONTACT

if TYPE_CHECKING:
    from apps.tickets.models.log import LogEntry


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
    """A visitor's report or a maintainer's own task.

    Its three helpers write an entry, its people and the statuses together or not at all. They look at the rows as
    they are now, locked, and not at this copy, which they bring up to date. `occurred_at` becomes the entry's moment.
    """

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

    def add_note(
        self, maintainers: Iterable[Maintainer], text: str, *, occurred_at: datetime | None = None
    ) -> LogEntry:
        """Write an entry that changes nothing else."""
        with transaction.atomic(using=self._database):
            return self._write_entry(maintainers, text, occurred_at)

    def set_status(
        self, status: str, maintainers: Iterable[Maintainer], text: str = "", *, occurred_at: datetime | None = None
    ) -> LogEntry | None:
        """Open or close the task; its machine stays as it is.

        None where the task has that status already and there is no text to write. ValueError for an unknown status.
        """
        _refuse_unknown("A task", status, self.STATUS_CHOICES)
        entry = None
        with transaction.atomic(using=self._database):
            task = self._locked(Task, self.pk)
            if text or task.status != status:
                task.status = status
                task.save(update_fields=["status"])
                entry = self._write_entry(maintainers, text, occurred_at, status=status)
        self.status = status
        return entry

    def set_machine_status(
        self, status: str, maintainers: Iterable[Maintainer], text: str = "", *, occurred_at: datetime | None = None
    ) -> LogEntry | None:
        """Set the machine's status and the task's that follows from it: good closes, fixing and broken open.

        None where the machine has that status already and there is no text to write. ValueError for an unknown status.
        """
        _refuse_unknown("A machine", status, MachineInstance.STATUS_CHOICES)
        implied = self.STATUS_IMPLIED_BY_MACHINE[status]
        entry = None
        with transaction.atomic(using=self._database):
            # Always the task first: whoever locks in one order never waits in a circle.
            task = self._locked(Task, self.pk)
            machine = self._locked(MachineInstance, self.machine_id)
            if text or machine.operational_status != status:
                machine.operational_status = status
                machine.save(update_fields=["operational_status"])
                if implied is not None:
                    task.status = implied
                    task.save(update_fields=["status"])
                entry = self._write_entry(maintainers, text, occurred_at, status=implied, machine_status=status)
        # Only now that it is written, so that a failure leaves this copy as it was, too.
        self.status = task.status
        self.machine.operational_status, self.machine.updated_at = machine.operational_status, machine.updated_at
        return entry

    @property
    def _database(self) -> str:
        return router.db_for_write(Task, instance=self)

    def _locked(self, model: type[models.Model], key: Any) -> Any:
        """The row as it is now, which nobody else can change until the transaction ends."""
        # Without the key, where the database can: an entry that is written at the same time refers to the row, and
        # need not wait.
        no_key = connections[self._database].features.has_select_for_no_key_update
        return model._base_manager.using(self._database).select_for_update(no_key=no_key).get(pk=key)

    def _write_entry(
        self, maintainers: Iterable[Maintainer], text: str, occurred_at: datetime | None, **statuses: str | None
    ) -> LogEntry:
        moment = timezone.now() if occurred_at is None else occurred_at
        entry = self.log_entries.create(machine_id=self.machine_id, text=text, created_at=moment, **statuses)
        entry.maintainers.add(*maintainers)
        return entry


def _refuse_unknown(thing: str, status: str, choices: list[tuple[str, str]]) -> None:
    known = [value for value, _ in choices]
    if status not in known:
        raise ValueError(f"{thing} cannot be '{status}'. Known: {', '.join(known)}.")

"""What visitors and maintainers may send; an empty report, task or update is refused."""

from __future__ import annotations

from typing import Any

from django import forms

from apps.tickets.models import LogEntry, MachineInstance, Maintainer, Task
from apps.tickets.services.machines import write_about_machine
from apps.tickets.services.tasks import open_task, update_task

NO_CHANGE = [("", "no change")]
TEXT = {"rows": 4}
LONGEST_TEXT = 5_000


class ProblemReportForm(forms.Form):
    """A visitor's report; the machine is that of the address, and cannot be chosen."""

    problem_type = forms.ChoiceField(label="What is it?", choices=Task.PROBLEM_TYPE_CHOICES)
    problem_text = forms.CharField(
        label="What happened?", widget=forms.Textarea(attrs=TEXT), max_length=LONGEST_TEXT, strip=True
    )
    reported_by_name = forms.CharField(label="Your name (if you like)", max_length=200, required=False)
    reported_by_contact = forms.CharField(label="How to reach you (if you like)", max_length=200, required=False)


class TaskForm(forms.Form):
    """A maintainer's own task, about the machine that the page is about or one that is chosen."""

    machine = forms.ModelChoiceField(queryset=MachineInstance.objects.select_related("model"))
    problem_type = forms.ChoiceField(label="Kind", choices=Task.PROBLEM_TYPE_CHOICES, initial=Task.PROBLEM_OTHER)
    problem_text = forms.CharField(
        label="What is to be done?", widget=forms.Textarea(attrs=TEXT), max_length=LONGEST_TEXT, strip=True
    )

    def __init__(self, *args: Any, machine: MachineInstance | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given_machine = machine
        if machine is not None:
            del self.fields["machine"]

    def save(self, user: Any) -> Task:
        return open_task(
            self.given_machine or self.cleaned_data["machine"],
            user,
            problem_type=self.cleaned_data["problem_type"],
            problem_text=self.cleaned_data["problem_text"],
        )


class UpdateForm(forms.Form):
    """An entry on a task: text, closing or reopening, and a machine status, of which at least one is given."""

    text = forms.CharField(
        label="What was done?", widget=forms.Textarea(attrs=TEXT), max_length=LONGEST_TEXT, required=False, strip=True
    )
    status = forms.ChoiceField(label="Task", choices=[*NO_CHANGE, *Task.STATUS_CHOICES], required=False)
    machine_status = forms.ChoiceField(
        label="Machine", choices=[*NO_CHANGE, *MachineInstance.STATUS_CHOICES], required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in ("text", "status", "machine_status")):
            raise forms.ValidationError("Write what was done, or change a status.")
        return cleaned

    def save(self, task: Task, maintainer: Maintainer | None) -> None:
        update_task(task, _people(maintainer), **self.cleaned_data)


class LogEntryForm(forms.Form):
    """An entry about a machine alone."""

    text = forms.CharField(
        label="What was done?", widget=forms.Textarea(attrs=TEXT), max_length=LONGEST_TEXT, strip=True
    )
    machine_status = forms.ChoiceField(
        label="Machine", choices=[*NO_CHANGE, *MachineInstance.STATUS_CHOICES], required=False
    )

    def save(self, machine: MachineInstance, maintainer: Maintainer | None) -> LogEntry:
        text, status = self.cleaned_data["text"], self.cleaned_data["machine_status"] or None
        return write_about_machine(machine, _people(maintainer), text, status=status)


def _people(maintainer: Maintainer | None) -> list[Maintainer]:
    return [] if maintainer is None else [maintainer]

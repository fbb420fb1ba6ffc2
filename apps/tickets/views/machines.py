"""Machines, for the workshop: the list, one machine with its tasks and its log, and the code for its sheet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from apps.pages.lists import one_of, page_of, search_text
from apps.tickets.forms import LogEntryForm, TaskForm
from apps.tickets.models import LogEntry, MachineInstance, Task
from apps.tickets.queries.log import entries_about
from apps.tickets.queries.machines import ERAS, find_machines, search_machines
from apps.tickets.queries.tasks import find_tasks, search_tasks
from apps.tickets.views.access import WorkshopOnly, maintainer_of

MACHINES_PER_PAGE = 50
ROWS_PER_PAGE = 25
LATEST_ENTRIES = 10


class MachineListView(WorkshopOnly, TemplateView):
    template_name = "tickets/machines.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page=page_of(self.request, self.rows(), MACHINES_PER_PAGE),
            locations=MachineInstance.LOCATION_CHOICES,
            statuses=MachineInstance.STATUS_CHOICES,
            eras=ERAS,
            **kwargs,
        )

    def rows(self) -> QuerySet[MachineInstance]:
        rows = find_machines()
        if location := one_of(self.request, "location", dict(MachineInstance.LOCATION_CHOICES)):
            rows = rows.filter(location=location)
        if status := one_of(self.request, "status", dict(MachineInstance.STATUS_CHOICES)):
            rows = rows.filter(operational_status=status)
        if era := one_of(self.request, "era", dict(ERAS)):
            rows = rows.filter(model__era=era)
        if text := search_text(self.request):
            rows = search_machines(rows, text)
        return rows


class OfMachine(WorkshopOnly):
    """A page about the machine of its address."""

    kwargs: dict[str, Any]

    @property
    def machine(self) -> MachineInstance:
        return get_object_or_404(find_machines(), slug=self.kwargs["slug"])


class MachineView(OfMachine, TemplateView):
    template_name = "tickets/machine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        machine = self.machine
        return super().get_context_data(
            machine=machine,
            open_tasks=find_tasks(machine=machine).open().order_by("created_at", "id"),
            entries=entries_about(machine)[:LATEST_ENTRIES],
            form=TaskForm(machine=machine),
            **kwargs,
        )


class MachineTasksView(OfMachine, TemplateView):
    template_name = "tickets/machine_tasks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        machine = self.machine
        return super().get_context_data(
            machine=machine,
            page=page_of(self.request, self.rows(machine), ROWS_PER_PAGE),
            types=Task.TYPE_CHOICES,
            statuses=Task.STATUS_CHOICES,
            form=TaskForm(machine=machine),
            **kwargs,
        )

    def rows(self, machine: MachineInstance) -> QuerySet[Task]:
        rows = find_tasks(machine=machine)
        if status := one_of(self.request, "status", dict(Task.STATUS_CHOICES)):
            rows = rows.filter(status=status)
        if kind := one_of(self.request, "type", dict(Task.TYPE_CHOICES)):
            rows = rows.filter(type=kind)
        if text := search_text(self.request):
            rows = search_tasks(rows, text, with_reporters=True)
        return rows


class MachineLogView(OfMachine, TemplateView):
    template_name = "tickets/machine_log.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        machine, rows = self.machine, entries_about(self.machine)
        if text := search_text(self.request):
            rows = rows.filter(text__icontains=text)
        return super().get_context_data(machine=machine, page=page_of(self.request, rows, ROWS_PER_PAGE), **kwargs)


class LogEntryView(OfMachine, TemplateView):
    template_name = "tickets/log_entry.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry: LogEntry = get_object_or_404(entries_about(self.machine), pk=kwargs["pk"])
        return super().get_context_data(machine=self.machine, entry=entry, **kwargs)


class LogEntryCreateView(OfMachine, FormView):
    template_name = "tickets/log_entry_new.html"
    form_class = LogEntryForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(machine=self.machine, **kwargs)

    def form_valid(self, form: LogEntryForm) -> HttpResponse:
        machine = self.machine
        form.save(machine, maintainer_of(self.request.user))
        messages.success(self.request, "Written down.")
        return redirect("tickets:machine_log_list", slug=machine.slug)


class MachineCodeView(OfMachine, TemplateView):
    """A code to print and put on the machine; it leads to its sheet."""

    template_name = "tickets/machine_code.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        import segno

        machine = self.machine
        address = self.request.build_absolute_uri(reverse("tickets:machine_public", args=[machine.slug]))
        code = segno.make(address, error="m").svg_inline(scale=6, border=4, title=f"Code for {machine.name}")
        return super().get_context_data(machine=machine, address=address, code=code, **kwargs)

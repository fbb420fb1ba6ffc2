"""Tasks: the list and one task, which everybody may read, and writing to them, which the workshop may."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from apps.pages.lists import one_of, page_of, search_text
from apps.tickets.forms import TaskForm, UpdateForm
from apps.tickets.models import MachineInstance, Task
from apps.tickets.queries.log import entries_of
from apps.tickets.queries.machines import find_machines
from apps.tickets.queries.tasks import find_tasks, search_tasks
from apps.tickets.views.access import WorkshopOnly, is_of_the_workshop, maintainer_of

TASKS_PER_PAGE = 20
ANY_STATUS = "all"


class TaskListView(TemplateView):
    """Open tasks; with `?status=` closed ones, or all."""

    template_name = "tickets/tasks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page=page_of(self.request, self.rows(), TASKS_PER_PAGE),
            open_count=Task.objects.open().count(),
            machines=find_machines(),
            types=Task.TYPE_CHOICES,
            is_workshop=is_of_the_workshop(self.request.user),
            **kwargs,
        )

    def rows(self) -> QuerySet[Task]:
        rows = find_tasks()
        status = one_of(self.request, "status", (Task.STATUS_OPEN, Task.STATUS_CLOSED, ANY_STATUS)) or Task.STATUS_OPEN
        if status != ANY_STATUS:
            rows = rows.filter(status=status)
        if kind := one_of(self.request, "type", dict(Task.TYPE_CHOICES)):
            rows = rows.filter(type=kind)
        if machine := search_text(self.request, "machine"):
            rows = rows.filter(machine__slug=machine)
        if text := search_text(self.request):
            rows = search_tasks(rows, text, with_reporters=is_of_the_workshop(self.request.user))
        return rows


class TaskView(TemplateView):
    """One task with its log. The workshop may add to it."""

    template_name = "tickets/task.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        task = get_object_or_404(find_tasks(), pk=kwargs["pk"])
        kwargs.setdefault("form", UpdateForm())
        is_workshop = is_of_the_workshop(self.request.user)
        return super().get_context_data(
            task=task,
            entries=entries_of(task),
            is_workshop=is_workshop,
            reporter=task.get_reporter_display(show_for_authenticated=True) if is_workshop else "",
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not is_of_the_workshop(request.user):
            raise PermissionDenied
        task = get_object_or_404(find_tasks(), pk=pk)
        form = UpdateForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(pk=pk, form=form))
        form.save(task, maintainer_of(request.user))
        messages.success(request, "Written down.")
        return redirect("tickets:task_detail", pk=pk)


class TaskCreateView(WorkshopOnly, FormView):
    """A new task, for the machine of the address or one that is chosen."""

    template_name = "tickets/task_new.html"
    form_class = TaskForm

    @property
    def machine(self) -> MachineInstance | None:
        slug = self.kwargs.get("slug")
        return None if slug is None else get_object_or_404(find_machines(), slug=slug)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "machine": self.machine}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(machine=self.machine, **kwargs)

    def form_valid(self, form: TaskForm) -> HttpResponse:
        task = form.save(self.request.user)
        return redirect(reverse("tickets:task_detail", args=[task.pk]))

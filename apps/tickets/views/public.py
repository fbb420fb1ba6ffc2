"""What visitors see: a machine's sheet, and the form to report a problem with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import DetailView, FormView

from apps.tickets.forms import ProblemReportForm
from apps.tickets.models import MachineInstance
from apps.tickets.queries.machines import find_machines
from apps.tickets.services.reports import store_report


class MachineSheetView(DetailView):
    template_name = "tickets/sheet.html"
    context_object_name = "machine"

    def get_queryset(self) -> Any:
        return find_machines()


class ProblemReportView(FormView):
    template_name = "tickets/problem_report.html"
    form_class = ProblemReportForm

    @property
    def machine(self) -> MachineInstance:
        return get_object_or_404(find_machines(), slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(machine=self.machine, **kwargs)

    def form_valid(self, form: ProblemReportForm) -> HttpResponse:
        machine = self.machine
        if store_report(self.request, machine, form.cleaned_data) is None:
            return self.render_to_response(self.get_context_data(form=form, is_over_the_limit=True))
        messages.success(self.request, f"Thank you. The workshop knows about {machine.name} now.")
        return redirect("tickets:machine_public", slug=machine.slug)

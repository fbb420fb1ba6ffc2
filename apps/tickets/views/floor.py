"""The workshop's first screen: machines by room and state."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.views.generic import RedirectView, TemplateView

from apps.pages.runs import promises_of
from apps.tickets.models import MachineInstance
from apps.tickets.queries.floor import FloorMachine
from apps.tickets.views.access import WorkshopOnly, is_of_the_workshop
from apps.tickets.views.story import Museum
from seedplot.clock import wall_clock_now
from seedplot.models import SeedRun

ROOMS = dict(MachineInstance.LOCATION_CHOICES)
ELSEWHERE = "Somewhere else"


class HomeView(RedirectView):
    """The floor for those of the workshop, the tasks for others."""

    def get_redirect_url(self, *args: Any, **kwargs: Any) -> str:
        return reverse("tickets:floor" if is_of_the_workshop(self.request.user) else "tickets:task_list")


class FloorView(WorkshopOnly, TemplateView):
    template_name = "tickets/floor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        museum = Museum(timezone.localdate(wall_clock_now()))
        # The museum's story is told by the imports too, which bring its machines and people.
        runs = list(SeedRun.objects.filter(domain="tickets").order_by("pk"))
        return super().get_context_data(
            museum=museum,
            run=runs[-1] if runs else None,
            promises=promises_of(*runs),
            rooms=rooms_of(museum.machines),
            **kwargs,
        )


def rooms_of(machines: list[FloorMachine]) -> list[tuple[str, list[FloorMachine]]]:
    """The machines of each room that has any, by name."""
    by_room: dict[str, list[FloorMachine]] = {name: [] for name in (*ROOMS.values(), ELSEWHERE)}
    for each in sorted(machines, key=lambda each: each.machine.name):
        by_room[ROOMS.get(each.machine.location, ELSEWHERE)].append(each)
    return [(room, found) for room, found in by_room.items() if found]

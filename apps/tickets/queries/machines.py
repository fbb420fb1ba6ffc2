"""The machines of the museum, with their models."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from apps.tickets.models import MachineInstance, MachineModel

ERAS = MachineModel.ERA_CHOICES


def find_machines() -> QuerySet[MachineInstance]:
    return MachineInstance.objects.select_related("model")


def search_machines(rows: QuerySet[MachineInstance], text: str) -> QuerySet[MachineInstance]:
    return rows.filter(
        Q(model__name__icontains=text)
        | Q(name_override__icontains=text)
        | Q(model__manufacturer__icontains=text)
        | Q(serial_number__icontains=text)
    )

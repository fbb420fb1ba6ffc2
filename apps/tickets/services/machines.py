"""Entries about a machine alone."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from apps.tickets.models import LogEntry, MachineInstance, Maintainer


def write_about_machine(
    machine: MachineInstance, maintainers: Iterable[Maintainer], text: str, *, status: str | None = None
) -> LogEntry:
    """Write the entry and set the machine's status, if one is given."""
    with transaction.atomic():
        if status is not None:
            MachineInstance.objects.select_for_update().get(pk=machine.pk)
            machine.operational_status = status
            machine.save(update_fields=["operational_status"])
        entry = LogEntry.objects.create(machine=machine, text=text, machine_status=status)
        entry.maintainers.add(*maintainers)
    return entry

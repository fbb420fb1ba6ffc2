"""The workshop's tables: machines, the people who look after them, tasks and log entries."""

from apps.tickets.models.log import LogEntry
from apps.tickets.models.machines import MachineInstance, MachineModel, free_slug
from apps.tickets.models.people import Maintainer
from apps.tickets.models.sample import SAMPLE_BATCH_CODE, SAMPLE_CONTACT, SAMPLE_ENTRY_PREFIX
from apps.tickets.models.tasks import Task

__all__ = [
    "SAMPLE_BATCH_CODE",
    "SAMPLE_CONTACT",
    "SAMPLE_ENTRY_PREFIX",
    "LogEntry",
    "MachineInstance",
    "MachineModel",
    "Maintainer",
    "Task",
    "free_slug",
]

"""Statuses of tasks and machines, beside the entries that set them."""

from __future__ import annotations

from apps.tickets.models import MachineInstance, Task
from apps.tickets.seeding.measures import agreement
from apps.tickets.seeding.rows.workshop import WorkshopRows


def wrongly_closed(shop: WorkshopRows) -> list[str]:
    """Closed tasks that do not end with a closing entry, or without another one on an earlier date."""
    found = []
    for task in shop.tasks:
        entries = shop.entries_of[task.pk]
        dates = [shop.local(entry.created_at).date() for entry in entries]
        closings = [date for entry, date in zip(entries, dates, strict=True) if entry.status == Task.STATUS_CLOSED]
        # What follows a closing lies on a later date, the last one aside, which nothing has to follow.
        is_followed = all(closing < dates[-1] for closing in closings[:-1])
        is_ended = task.status == Task.STATUS_OPEN or (
            bool(entries) and entries[-1].status == Task.STATUS_CLOSED and closings[0] < closings[-1]
        )
        if not (is_followed and is_ended):
            found.append(shop.label(task))
    return found


def wrong_task_statuses(shop: WorkshopRows) -> list[str]:
    """Tasks whose status is not that of their newest entry with one."""
    found = []
    for task in shop.tasks:
        said = [entry.status for entry in shop.entries_of[task.pk] if entry.status is not None]
        if task.status != (said[-1] if said else Task.STATUS_OPEN):
            found.append(shop.label(task))
    return found


def wrong_entries(shop: WorkshopRows) -> list[str]:
    """Entries on another machine than their task's, or with statuses that do not go together."""
    return [
        shop.entry_label(entry, task)
        for task, entry in shop.pairs()
        if entry.machine_id != task.machine_id
        or (entry.machine_status and entry.status != Task.STATUS_IMPLIED_BY_MACHINE[entry.machine_status])
    ]


def contradictions(shop: WorkshopRows) -> list[str]:
    return [
        f"{machine}: {fault}"
        for machine in shop.tasks_of
        for fault in agreement.contradictions(agreement.statuses_set_on(shop, machine))
    ]


def wrong_machine_statuses(shop: WorkshopRows) -> list[str]:
    """Machines with a story whose status is not that of the newest entry with one."""
    found = []
    for name, tasks in shop.tasks_of.items():
        said = [entry.machine_status for entry in shop.entries_on(name) if entry.machine_status]
        if tasks and (not said or shop.machines[tasks[0].machine_id].operational_status != said[-1]):
            found.append(name)
    return found


def falsely_good(shop: WorkshopRows) -> list[str]:
    """Open tasks that last said fixing or broken of a machine that is good."""
    found = []
    for task in shop.tasks:
        said = [entry.machine_status for entry in shop.entries_of[task.pk] if entry.machine_status]
        is_good = shop.machines[task.machine_id].operational_status == MachineInstance.STATUS_GOOD
        if task.status == Task.STATUS_OPEN and is_good and said and said[-1] in agreement.DOWN:
            found.append(shop.label(task))
    return found

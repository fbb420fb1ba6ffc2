"""What the stories find in place: seventeen machines, 36 maintainers, and what others have written in the book."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F, Window
from django.db.models.functions import Coalesce, RowNumber

from apps.tickets.models import SAMPLE_CONTACT, SAMPLE_ENTRY_PREFIX, LogEntry, MachineInstance, Maintainer, Task
from apps.tickets.seeding.imports.names import MachineNames
from apps.tickets.seeding.specification.people import POOLS, ROSTER
from seedplot.errors import SeedError
from seedplot.plan import World, WorldRow

_MAKE_MACHINES = "python manage.py create_default_machines"
_MAKE_MAINTAINERS = "python manage.py import_legacy_maintainers"


def find_workshop_at(anchor: datetime, using: str, *, with_sample: bool = True) -> World:
    """The machines ("machine Carom"), the maintainers ("maintainer Ken"), and their users ("user Ken").

    With them comes the newest record on each machine before the anchor ("record on Carom"); without the sample, its
    own records count for nothing. SeedError that names all that is missing, with the commands that make it.
    """
    rows = list(_workshop_rows(using))
    return World([*rows, *_newest_records(rows, anchor, using, with_sample=with_sample)])


def _workshop_rows(using: str) -> Iterable[WorldRow]:
    machines, people = _find_machines(using), _find_people(using)
    lacking, commands = [], []
    missing = [name for name in POOLS if name not in machines]
    if missing:
        lacking.append(f"machines: {', '.join(missing)}")
        commands.append(_MAKE_MACHINES)
    unknown = [username for name, username in ROSTER.items() if f"maintainer {name}" not in people]
    if unknown:
        lacking.append(f"maintainers with the usernames: {', '.join(unknown)}")
        commands.append(_MAKE_MAINTAINERS)
    if lacking:
        raise SeedError(f"The workshop lacks {', and '.join(lacking)}. Make them: {', then '.join(commands)}.")
    return [*machines.values(), *people.values()]


def _find_machines(using: str) -> dict[str, WorldRow]:
    """The machines with stories, by the name that the stories give them."""
    rows = [
        WorldRow(MachineInstance, machine.pk, machine.slug, _columns_of(machine))
        for machine in MachineInstance.objects.using(using).select_related("model")
    ]
    known = MachineNames(rows)
    found = {name: known.find(name) for name in POOLS}
    return {
        name: WorldRow(MachineInstance, row.key, f"machine {name}", {"operational_status": row.operational_status})
        for name, row in found.items()
        if row is not None
    }


def _columns_of(machine: MachineInstance) -> dict[str, Any]:
    return {
        "slug": machine.slug,
        "name": machine.name,
        "model_name": machine.model.name,
        "ipdb_id": machine.model.ipdb_id,
        "operational_status": machine.operational_status,
    }


def _find_people(using: str) -> dict[str, WorldRow]:
    """The maintainers of the roster and their users, by what the world knows them as."""
    named = {username: name for name, username in ROSTER.items()}
    maintainers = Maintainer.objects.using(using).filter(user__username__in=named).order_by("pk")
    rows: dict[str, WorldRow] = {}
    for key, user, username in maintainers.values_list("pk", "user_id", "user__username"):
        name = named[username]
        for row in (
            WorldRow(Maintainer, key, f"maintainer {name}"),
            WorldRow(get_user_model(), user, f"user {name}"),
        ):
            rows[row.known_as] = row
    return rows


def _newest_records(
    rows: Collection[WorldRow], anchor: datetime, using: str, *, with_sample: bool
) -> Iterator[WorldRow]:
    """The newest entry or report on each machine of which there is one before the anchor."""
    names = {row.key: row.known_as.removeprefix("machine ") for row in rows if row.model is MachineInstance}
    entries = LogEntry.objects.using(using).annotate(on=Coalesce("machine_id", "task__machine_id"), opening=F("text"))
    reports = Task.objects.using(using).annotate(on=F("machine_id"), opening=F("problem_text"))
    if not with_sample:
        entries = entries.exclude(text__startswith=SAMPLE_ENTRY_PREFIX)
        reports = reports.exclude(reported_by_contact=SAMPLE_CONTACT)
    newest: dict[int, WorldRow] = {}
    for queryset in (entries, reports):
        for key, machine, moment, opening in _first_of_each(queryset.filter(on__in=names, created_at__lt=anchor)):
            if machine not in newest or newest[machine].created_at < moment:
                columns = {"created_at": moment, "opening": opening[:_KEPT]}
                newest[machine] = WorldRow(queryset.model, key, f"record on {names[machine]}", columns)
    yield from newest.values()


_KEPT = 200
"""Characters of a record that are kept: more than anyone would quote."""


def _first_of_each(queryset: models.QuerySet[Any]) -> list[tuple[Any, ...]]:
    """Key, machine, moment and text of the newest row on each machine; of two at one moment the later one."""
    rank = Window(RowNumber(), partition_by=F("on"), order_by=[F("created_at").desc(), F("pk").desc()])
    newest = queryset.annotate(rank=rank).filter(rank=1).order_by("pk")
    return list(newest.values_list("pk", "on", "created_at", "opening"))

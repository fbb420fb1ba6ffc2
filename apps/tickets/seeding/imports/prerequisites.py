"""What an import finds in place, read in a number of queries that does not grow: the only part of it that reads.

Rows that are there already become rows of the world, so that a plan refers to them instead of making them again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.db.models.functions import Upper

from apps.accounts.models import User
from apps.tickets.models import LogEntry, MachineInstance, MachineModel, Maintainer, Task
from apps.tickets.seeding.imports import files
from apps.tickets.seeding.imports.files import LogRow, MaintainerRow, ProblemRow, Reading, known_as
from apps.tickets.seeding.imports.names import MachineNames, plain
from apps.tickets.seeding.imports.tables import Refused
from apps.tickets.seeding.specification.files import LOG_ENTRIES, PROBLEMS
from apps.tickets.seeding.specification.machines import MACHINES, Machine
from seedplot.clock import project_zone
from seedplot.errors import SeedError
from seedplot.plan import World, WorldRow


def people_in_place(directory: Path, using: str) -> World:
    """The users and maintainers that the roster names. SeedError if an address of it is somebody else's."""
    reading = files.read_maintainers(directory)
    usernames = [row.username for row in reading.rows]
    addresses = [row.email.upper() for row in reading.rows if row.email]
    users = list(
        User.objects.using(using)
        .annotate(address=Upper("email"))
        .filter(Q(username__in=usernames) | Q(address__in=addresses))
        .order_by("pk")
        .values_list("pk", "username", "address")
    )
    owners = {address: username for _, username, address in users if address}
    there = {username: key for key, username, _ in users if username in set(usernames)}
    files.refuse([*reading.refused, *_addresses_of_others(reading, owners, there)])
    maintainers = Maintainer.objects.using(using).filter(user__in=there.values()).order_by("pk")
    return World(
        [
            *(WorldRow(User, key, f"user {username}") for username, key in there.items()),
            *(
                WorldRow(Maintainer, key, f"maintainer {username}")
                for key, username in maintainers.values_list("pk", "user__username")
            ),
        ]
    )


def machines_in_place(using: str) -> World:
    """The models of the museum's machines that are there, as "model Ballyhoo", and all instances, by slug."""
    models = list(MachineModel.objects.using(using).order_by("pk").values_list("pk", "name", "ipdb_id"))
    instances = MachineInstance.objects.using(using).order_by("pk").values_list("pk", "slug", "model_id")
    found = ((machine, find_model(machine, models)) for machine in MACHINES)
    return World(
        [
            *(WorldRow(MachineModel, key, f"model {machine.name}") for machine, key in found if key is not None),
            *(
                WorldRow(MachineInstance, key, f"instance {slug}", {"slug": slug, "model_id": model})
                for key, slug, model in instances
            ),
        ]
    )


def find_model(machine: Machine, models: Iterable[tuple[int, str, int | None]]) -> int | None:
    """The key of that machine's model among those of (key, name, IPDB id); None if it is not there.

    It is the one with the machine's number, whatever it is called now, else the first of its name without a number:
    one of its name with another number is another machine.
    """
    named = None
    for key, name, number in models:
        if number is not None and number == machine.ipdb_id:
            return key
        if named is None and number is None and plain(name) == plain(machine.name):
            named = key
    return named


def workshop_in_place(directory: Path, using: str) -> World:
    """The machines and maintainers, and those rows of the files that are there already.

    SeedError with all that cannot be read, and all machines that the museum does not have.
    """
    problems, log = files.read_problems(directory), files.read_log(directory)
    machines = machine_rows(using)
    if not machines:
        raise SeedError("There are no machines. Create them first: python manage.py create_default_machines")
    names = MachineNames(machines)
    files.refuse(
        [
            *problems.refused,
            *_unknown_machines(problems, "Game", names),
            *log.refused,
            *_unknown_machines(log, "Machine", names),
        ]
    )
    maintainers = maintainer_rows(using)
    users = [WorldRow(User, each.user_id, f"user {each.username}") for each in maintainers]
    tasks = _found(
        PROBLEMS,
        problems.rows,
        names,
        Task.objects.using(using).filter(type=Task.TYPE_PROBLEM_REPORT),
        "problem_text",
    )
    entries = _found(LOG_ENTRIES, log.rows, names, LogEntry.objects.using(using).filter(task=None), "text")
    return World([*machines, *maintainers, *users, *tasks, *entries])


def machine_rows(using: str, **chosen: Any) -> list[WorldRow]:
    """The machines as `MachineNames` wants them."""
    found = MachineInstance.objects.using(using).filter(**chosen).order_by("pk")
    return [
        WorldRow(
            MachineInstance,
            key,
            f"machine {slug}",
            {"slug": slug, "name": override or model_name, "model_name": model_name, "ipdb_id": number},
        )
        for key, slug, override, model_name, number in found.values_list(
            "pk", "slug", "name_override", "model__name", "model__ipdb_id"
        )
    ]


def maintainer_rows(using: str, **chosen: Any) -> list[WorldRow]:
    """The maintainers as `PeopleNames` wants them."""
    found = Maintainer.objects.using(using).filter(**chosen).order_by("pk")
    return [
        WorldRow(
            Maintainer,
            key,
            f"maintainer {username}",
            {"user_id": user, "username": username, "first_name": first_name, "last_name": last_name},
        )
        for key, user, username, first_name, last_name in found.values_list(
            "pk", "user_id", "user__username", "user__first_name", "user__last_name"
        )
    ]


def moment_of(at: datetime) -> datetime:
    """The moment at which the museum's clock showed that."""
    return at.replace(tzinfo=project_zone()).astimezone(UTC)


def _addresses_of_others(
    roster: Reading[MaintainerRow], owners: Mapping[str, str], there: Collection[str]
) -> Iterator[Refused]:
    for row in roster.rows:
        owner = owners.get(row.email.upper()) if row.email else None
        # Somebody who is there stays as they are, whatever address the file has for them.
        if owner is not None and row.username not in there:
            reason = f"is the address of the user '{owner}', who is not '{row.username}'"
            yield Refused(roster.path, reason, row.line, "Email", row.email)


def _unknown_machines(book: Reading[Any], column: str, names: MachineNames) -> Iterator[Refused]:
    for row in book.rows:
        if names.find(row.machine) is None:
            nearest = names.nearest(row.machine)
            guess = f"; did you mean '{nearest}'?" if nearest else ""
            yield Refused(book.path, f"is no machine of the museum{guess}", row.line, column, row.machine)


def _found(
    file: str, rows: Sequence[ProblemRow | LogRow], names: MachineNames, there: Any, text_column: str
) -> list[WorldRow]:
    """Of those rows of a table, the ones that say what a row of the file says; each stands for one row."""
    keys: dict[tuple[Any, datetime, str], list[Any]] = {}
    candidates = there.filter(created_at__in={moment_of(row.at) for row in rows}).order_by("-pk")
    for key, machine, at, text in candidates.values_list("pk", "machine_id", "created_at", text_column):
        keys.setdefault((machine, at, text), []).append(key)
    found = []
    for row in rows:
        machine = names.find(row.machine)
        alike = keys.get((machine and machine.key, moment_of(row.at), row.text))
        if alike:
            found.append(WorldRow(there.model, alike.pop(), known_as(file, row)))
    return found

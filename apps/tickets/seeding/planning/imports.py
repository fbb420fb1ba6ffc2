"""The rows of the imports: only what is missing, referring to what is there.

Nothing is drawn but what no file can hold: a user's UUID and the salt of the password.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from apps.accounts.factories import UserFactory
from apps.tickets.factories import (
    LogEntryFactory,
    LogEntryMaintainerFactory,
    MachineInstanceFactory,
    MachineModelFactory,
    MaintainerFactory,
    TaskFactory,
)
from apps.tickets.models import MachineInstance, Maintainer, Task, free_slug
from apps.tickets.seeding.imports.files import LogRow, MaintainerRow, ProblemRow, missing
from apps.tickets.seeding.imports.machine_columns import instance_columns, model_columns
from apps.tickets.seeding.imports.names import MachineNames, PeopleNames
from apps.tickets.seeding.specification.accounts import PASSWORD
from apps.tickets.seeding.specification.dates import OPENED
from apps.tickets.seeding.specification.files import LOG_ENTRIES, MAINTAINERS, PROBLEMS
from apps.tickets.seeding.specification.machines import MACHINES
from seedplot.clock import FixedCalendar
from seedplot.context import Context
from seedplot.passwords import seeded_password
from seedplot.plan import Row, WorldRow
from seedplot.streams import DeterministicRandom


def plan_maintainers(context: Context) -> Iterator[Row]:
    """A user and a maintainer for each person of the roster who is not one yet."""
    world, opened_at = context.world, _calendar(context).moment(OPENED)
    roster = [MaintainerRow.from_source(source) for source in world.sources[MAINTAINERS]]
    password = ""
    for person in roster:
        stream = context.rng.at("person", person.username)
        user: Row | WorldRow | None = world.get(f"user {person.username}")
        if user is None:
            # One hash for all: making each its own would take as long as everything else together.
            password = password or seeded_password(PASSWORD, context.rng.at("salt"))
            user = _user_row(stream, person, password, joined_at=opened_at)
            yield user
        if f"maintainer {person.username}" not in world:
            yield MaintainerFactory.row(stream.at("maintainer"), user=user, nickname=person.nickname)


def _user_row(stream: DeterministicRandom, person: MaintainerRow, password: str, *, joined_at: datetime) -> Row:
    return UserFactory.row(
        stream,
        username=person.username,
        password=password,
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        is_staff=person.is_admin,
        is_superuser=person.is_admin,
        date_joined=joined_at,
    )


def plan_machines(context: Context) -> Iterator[Row]:
    """A model for each of the museum's machines without one, and an instance for each model without any."""
    opened_at = _calendar(context).moment(OPENED)
    instances = [row for row in context.world.rows.values() if row.model is MachineInstance]
    taken = {row.slug for row in instances}
    copied = {row.model_id for row in instances}
    for machine in MACHINES:
        stream = context.rng.at("machine", machine.name)
        model: Row | WorldRow | None = context.world.get(f"model {machine.name}")
        if model is not None and model.key in copied:
            continue
        if model is None:
            model = MachineModelFactory.row(stream.at("model"), **model_columns(machine), created_at=opened_at)
            yield model
        slug = free_slug(machine.name, taken)
        taken.add(slug)
        yield MachineInstanceFactory.row(
            stream.at("instance"), model=model, slug=slug, **instance_columns(machine), created_at=opened_at
        )


def plan_records(context: Context) -> Iterator[Row]:
    """A task for each problem of the file, an entry without a task for each log row, and who wrote it."""
    world, calendar = context.world, _calendar(context)
    machines, people = names_of(world.rows.values())
    for problem in missing(ProblemRow, PROBLEMS, world.sources, world.rows):
        reporters = people.find_all(problem.people)
        yield TaskFactory.row(
            context.rng.at("problem", problem.line),
            machine=machines.find(problem.machine),
            created_at=calendar.moment(problem.at),
            status=Task.STATUS_CLOSED if problem.is_closed else Task.STATUS_OPEN,
            reported_by_user=world[f"user {reporters[0].username}"] if reporters else None,
            reported_by_name="",
            problem_type=Task.PROBLEM_OTHER,
            problem_text=problem.text,
        )
    for row in missing(LogRow, LOG_ENTRIES, world.sources, world.rows):
        stream = context.rng.at("entry", row.line)
        entry = LogEntryFactory.row(
            stream,
            task=None,
            machine=machines.find(row.machine),
            created_at=calendar.moment(row.at),
            text=row.text,
        )
        yield entry
        for maintainer in people.find_all(row.people):
            link = stream.at("written by", maintainer.username)
            yield LogEntryMaintainerFactory.row(link, logentry=entry, maintainer=maintainer)


def _calendar(context: Context) -> FixedCalendar:
    assert isinstance(context.calendar, FixedCalendar)
    return context.calendar


def names_of(rows: Collection[WorldRow]) -> tuple[MachineNames, PeopleNames]:
    """The finders of the machines and maintainers among the rows."""
    return (
        MachineNames(row for row in rows if row.model is MachineInstance),
        PeopleNames(row for row in rows if row.model is Maintainer),
    )

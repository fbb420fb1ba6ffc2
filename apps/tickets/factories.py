"""One factory per table: what a row looks like when nobody says otherwise.

A plan gives what its story decides (the machine, the people, the words, the moments) and leaves the rest to these
declarations; a test may leave all of it. Moments that nobody gives lie in the first quarter of 2026.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import factory

from apps.accounts.factories import UserFactory
from apps.tickets import models
from seedplot.factories import Columns, Drawn, SeedFactory
from seedplot.fiction import People
from seedplot.streams import DeterministicRandom

QUARTER = (datetime(2026, 1, 5, 9, tzinfo=UTC), datetime(2026, 3, 27, 17, tzinfo=UTC))


def _moment(stream: DeterministicRandom) -> datetime:
    return stream.datetime_in_range(*QUARTER)


def _same_as(column: str) -> Any:
    """The column declared above, once more: a row is last changed when it is made."""
    return factory.LazyAttribute(lambda row: getattr(row, column))


class MachineModelFactory(SeedFactory):
    class Meta:
        model = models.MachineModel

    name = Drawn(lambda stream: f"{stream.choice(('Comet', 'Lucky', 'Silver', 'Midway'))} Parade {stream.below(10**9)}")
    manufacturer = "Gottlieb"
    year = Drawn(lambda stream: stream.randint(1950, 1975))
    era = models.MachineModel.ERA_EM
    scoring = "reels"
    flipper_count = "2"
    created_at = Drawn(_moment)
    updated_at = _same_as("created_at")


class MachineInstanceFactory(SeedFactory):
    """A plan that may make two machines of one name gives the slug: `free_slug(name, taken)`."""

    class Meta:
        model = models.MachineInstance
        writes = Columns("The slug is planned; save() only makes one where it is blank.")

    model = factory.SubFactory(MachineModelFactory)
    name_override = ""
    slug = factory.LazyAttribute(lambda machine: models.free_slug(machine.name_override or machine.model.name, ()))
    serial_number = Drawn(lambda stream: str(stream.randint(10_000, 99_999)))
    location = models.MachineInstance.LOCATION_FLOOR
    operational_status = models.MachineInstance.STATUS_GOOD
    created_at = Drawn(_moment)
    updated_at = _same_as("created_at")


class MaintainerFactory(SeedFactory):
    class Meta:
        model = models.Maintainer

    user = factory.SubFactory(UserFactory)
    nickname = Drawn(lambda stream: People(stream)[0].given_name)


class TaskFactory(SeedFactory):
    class Meta:
        model = models.Task

    created_at = Drawn(_moment)
    machine = factory.SubFactory(MachineInstanceFactory)
    reported_by_name = Drawn(lambda stream: People(stream)[0].full_name)
    problem_type = Drawn(lambda stream: stream.choice([value for value, _ in models.Task.PROBLEM_TYPE_CHOICES]))
    problem_text = Drawn(lambda stream: f"The ball stops at post {stream.randint(1, 90)} and needs a nudge.")


class LogEntryFactory(SeedFactory):
    class Meta:
        model = models.LogEntry

    task = factory.SubFactory(TaskFactory)
    machine = factory.LazyAttribute(lambda entry: entry.task and entry.task.machine)
    created_at = Drawn(_moment)
    text = Drawn(lambda stream: f"Cleaned the contacts, then played {stream.randint(2, 20)} games without a fault.")


class LogEntryMaintainerFactory(SeedFactory):
    """Who wrote an entry: a row of the table that Django makes for the many-to-many."""

    class Meta:
        model = models.LogEntry.maintainers.through

    logentry = factory.SubFactory(LogEntryFactory)
    maintainer = factory.SubFactory(MaintainerFactory)

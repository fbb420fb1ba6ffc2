"""What the promises of the roster and of the machines are measured on: the rows of a run, beside what they came from.

A measure lists what differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from django.db import models

from apps.accounts.models import User
from apps.tickets.models import MachineInstance, MachineModel, Maintainer
from apps.tickets.seeding.import_world import find_model
from apps.tickets.seeding.legacy_files import MAINTAINERS, MaintainerRow
from apps.tickets.seeding.machine_columns import instance_columns, model_columns
from apps.tickets.seeding.machines import MACHINES
from seedplot.engine.run_rows import RunRows


class RosterEvidence:
    """The people of the roster, and the users and maintainers that there are."""

    def __init__(self, evidence: RunRows) -> None:
        self._evidence = evidence
        self._people = {
            person.username: person for person in map(MaintainerRow.from_source, evidence.sources[MAINTAINERS])
        }

    @cached_property
    def _new_users(self) -> list[User]:
        return list(self._evidence.rows(User).order_by("pk"))

    def without_a_maintainer(self) -> list[str]:
        there = Maintainer.objects.using(self._evidence.using).filter(user__username__in=self._people)
        known = set(there.values_list("user__username", flat=True))
        return [username for username in self._people if username not in known]

    def wrong_users(self) -> list[str]:
        """New users who differ from the file, and those whom it does not name."""
        wrong = []
        for user in self._new_users:
            person = self._people.get(user.username)
            told = (user.first_name, user.last_name, user.email, user.is_staff, user.is_superuser, user.is_active)
            if person is None or told != (*_names_of(person), person.is_admin, person.is_admin, True):
                wrong.append(user.username)
        return wrong

    def password_hashes(self) -> int:
        """How many different ones the new users have."""
        return len({user.password for user in self._new_users})


def _names_of(person: MaintainerRow) -> tuple[str, str, str | None]:
    return person.first_name, person.last_name, person.email


class MachinesEvidence:
    """The museum's machines, and the models and instances that there are."""

    def __init__(self, evidence: RunRows) -> None:
        self._evidence = evidence
        there = MachineModel.objects.using(evidence.using).order_by("pk")
        models = list(there.values_list("pk", "name", "ipdb_id"))
        self._keys = {machine.name: find_model(machine, models) for machine in MACHINES}

    def without_an_instance(self) -> list[str]:
        there = set(MachineInstance.objects.using(self._evidence.using).values_list("model_id", flat=True))
        return [name for name, key in self._keys.items() if key not in there]

    def wrong_columns(self) -> list[str]:
        """Columns of new rows that differ from the list of machines."""
        machines = {self._keys[machine.name]: machine for machine in MACHINES}
        wrong: list[str] = []
        for row in self._evidence.rows(MachineModel).order_by("pk"):
            machine = machines.get(row.pk)
            wrong += self._differences(row, model_columns(machine) if machine else None)
        for row in self._evidence.rows(MachineInstance).order_by("pk").select_related("model"):
            machine = machines.get(row.model_id)
            wrong += self._differences(row, instance_columns(machine) if machine else None)
        return wrong

    def _differences(self, row: models.Model, meant: Mapping[str, Any] | None) -> Iterator[str]:
        if meant is None:
            yield f"{row} is not on the list"
            return
        for column, value in meant.items():
            # A story may have given the machine another status since.
            place = (row._meta.label, str(row.pk), column)
            if self._evidence.replaced.get(place, getattr(row, column)) != value:
                yield f"{column} of {row}"

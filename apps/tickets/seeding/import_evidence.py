"""The rows of the roster's and the machines' imports beside what they came from. A measure lists what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password, identify_hasher, is_password_usable
from django.db import models
from django.utils.text import slugify

from apps.accounts.models import User
from apps.tickets.models import MachineInstance, MachineModel, Maintainer
from apps.tickets.seeding.measured_files import people_of
from apps.tickets.seeding.measured_names import spelling
from apps.tickets.seeding.specification.accounts import PASSWORD
from apps.tickets.seeding.specification.dates import OPENED
from apps.tickets.seeding.specification.machines import MACHINES, Machine
from seedplot.clock import project_zone
from seedplot.engine.run_rows import RunRows

_OF_THE_INSTANCE = ("location", "operational_status", "serial_number", "acquisition_notes", "ownership_credit")


def _is_opening(moment: datetime) -> bool:
    """True for the moment of what no file dates."""
    return moment.astimezone(project_zone()).replace(tzinfo=None) == OPENED


def _is_hash(stored: str) -> bool:
    """True for what one of the project's hashers has made."""
    try:
        identify_hasher(stored).decode(stored)
    except (ValueError, AssertionError):
        return False
    return True


@lru_cache(maxsize=8)
def _opens(stored: str) -> bool:
    """True for a hash of the stated password. Hashing is slow on purpose: once is enough for those who share one."""
    return _is_hash(stored) and check_password(PASSWORD, stored)


class RosterEvidence:
    """The people of the roster, and the users and maintainers that there are."""

    def __init__(self, evidence: RunRows) -> None:
        self._evidence = evidence
        self._people = {person.username: person for person in people_of(evidence.sources)}

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
            names = (user.first_name, user.last_name, user.email)
            rights = (user.is_staff, user.is_superuser, user.is_active)
            if (
                person is None
                or names != (person.first_name, person.last_name, person.email)
                or rights != (person.is_admin, person.is_admin, True)
            ):
                wrong.append(user.username)
        return wrong

    def password_hashes(self) -> int:
        """The number of different ones that the new users have."""
        return len({user.password for user in self._new_users})

    def wrong_maintainers(self) -> list[str]:
        """New maintainers who are nobody of the file, have another nickname, or are not active."""
        wrong = []
        for maintainer in self._evidence.rows(Maintainer).select_related("user").order_by("pk"):
            person = self._people.get(maintainer.user.username)
            if person is None or (maintainer.nickname, maintainer.is_active) != (person.nickname, True):
                wrong.append(maintainer.user.username)
        return wrong

    def wrong_passwords(self) -> list[str]:
        """New users who do not log in with the stated password; outside DEBUG, those who have any."""
        if settings.DEBUG:
            return [user.username for user in self._new_users if not _opens(user.password)]
        return [user.username for user in self._new_users if is_password_usable(user.password)]

    def wrong_days(self) -> list[str]:
        """New users who joined at another moment than the stated one."""
        return [user.username for user in self._new_users if not _is_opening(user.date_joined)]


class MachinesEvidence:
    """The museum's machines, and the models and instances that there are."""

    def __init__(self, evidence: RunRows) -> None:
        self._evidence = evidence
        there = list(MachineModel.objects.using(evidence.using).order_by("pk"))
        self._keys = {machine.name: _model_of(machine, there) for machine in MACHINES}

    @cached_property
    def _new_models(self) -> list[MachineModel]:
        return list(self._evidence.rows(MachineModel).order_by("pk"))

    @cached_property
    def _new_instances(self) -> list[MachineInstance]:
        return list(self._evidence.rows(MachineInstance).order_by("pk").select_related("model"))

    def wrongly_numbered(self) -> list[str]:
        """Machines without an instance, and new instances of a model that had one."""
        first: dict[int, int] = {}
        instances = MachineInstance.objects.using(self._evidence.using).order_by("pk")
        for key, model in instances.values_list("pk", "model_id"):
            first.setdefault(model, key)
        return [
            *(name for name, key in self._keys.items() if key not in first),
            *(f"a second {new.name}" for new in self._new_instances if first[new.model_id] != new.pk),
        ]

    def wrong_columns(self) -> list[str]:
        """Columns of new rows that differ from the list of machines."""
        machines = {self._keys[machine.name]: machine for machine in MACHINES}
        columns = [field.name for field in fields(Machine)]
        wrong: list[str] = []
        for model in self._new_models:
            own = [column for column in columns if column not in _OF_THE_INSTANCE]
            wrong += self._differences(model, machines.get(model.pk), own)
        for instance in self._new_instances:
            wrong += self._differences(instance, machines.get(instance.model_id), _OF_THE_INSTANCE)
            if instance.name_override:
                wrong.append(f"name_override of {instance}")
        return wrong

    def _differences(self, row: models.Model, machine: Machine | None, columns: Any) -> Iterator[str]:
        if machine is None:
            yield f"{row} is not on the list"
            return
        for column in columns:
            stated = getattr(machine, column)
            if column == "pinside_rating" and stated is not None:
                stated = Decimal(stated)
            # A story may have set another status since.
            place = (row._meta.label, str(row.pk), column)
            if self._evidence.replaced.get(place, getattr(row, column)) != stated:
                yield f"{column} of {row}"

    def wrong_slugs(self) -> list[str]:
        """Slugs of new instances that are not made from the listed name, with a number where another machine has it."""
        names = {key: name for name, key in self._keys.items()}
        return [
            new.slug
            for new in self._new_instances
            if not re.fullmatch(rf"{slugify(names.get(new.model_id, new.name))}(?:-\d+)?", new.slug)
        ]

    def wrong_days(self) -> list[str]:
        """New rows that were made, or changed, at another moment than the stated one."""
        return [
            f"{column} of {row}"
            for row in (*self._new_models, *self._new_instances)
            for column in ("created_at", "updated_at")
            if not _is_opening(getattr(row, column))
        ]


def _model_of(machine: Machine, there: list[MachineModel]) -> int | None:
    """The key of that machine's model: the one with its number, else the first of its name that has no number."""
    numbered = [model.pk for model in there if machine.ipdb_id is not None and model.ipdb_id == machine.ipdb_id]
    named = [model.pk for model in there if model.ipdb_id is None and spelling(model.name) == spelling(machine.name)]
    return next(iter([*numbered, *named]), None)

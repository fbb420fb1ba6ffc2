"""The guard before everything that writes: production settings, and databases of others.

Local databases, SQLite, and databases that hold nothing but recorded runs need no mark; all others are marked once.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.creation import TEST_DATABASE_PREFIX

from seedplot.engine import ledger
from seedplot.errors import SeedError
from seedplot.models import SeedBlock, SeedPermission

LOOPBACK = frozenset({"", "localhost", "127.0.0.1", "::1"})
"""Hosts that are this machine; another address, of loopback too, may lead through a tunnel."""
RANGES_PER_QUERY = 200
SEEDPLOT = "seedplot"


def refuse_unless_allowed(using: str, *, allow_production: bool = False) -> None:
    """SeedError if the settings or the database forbid to write there. Django's test databases are always allowed."""
    connection = connections[using]
    if is_test_database(connection):
        return
    if not settings.DEBUG and not (allow_production and getattr(settings, "SEEDPLOT_ALLOW_PRODUCTION", False)):
        raise SeedError(
            "DEBUG is off, so this may be a production database. To seed it all the same, set "
            "SEEDPLOT_ALLOW_PRODUCTION=1 and add --allow-production."
        )
    host = host_of(connection)
    if is_this_machine(host) or SeedPermission.objects.using(using).exists():
        return
    foreign = model_with_foreign_rows(using)
    if foreign is not None:
        database = "" if using == "default" else f" --database {using}"
        raise SeedError(
            f"The database at {host} is not on this machine and holds rows that no run wrote, first in "
            f"{foreign._meta.label}. If it is there to be seeded, mark it once: "
            f"python manage.py seedplot allow{database}"
        )


def allow(using: str) -> bool:
    """Mark the database as one that may be seeded; false if it is marked already."""
    if SeedPermission.objects.using(using).exists():
        return False
    SeedPermission.objects.using(using).create()
    return True


def revoke(using: str) -> bool:
    """Take the mark away; false if there is none."""
    removed, _ = SeedPermission.objects.using(using).all().delete()
    return removed > 0


def is_test_database(connection: BaseDatabaseWrapper) -> bool:
    """Return true for a database that Django's test runner or pytest-django has made for the tests that run."""
    # Imported by whatever runs tests, and slow to import for everyone else.
    test_utils = sys.modules.get("django.test.utils")
    if test_utils is None or not hasattr(test_utils._TestState, "saved_data"):
        return False
    name = str(connection.settings_dict["NAME"])
    own = connection.settings_dict["TEST"].get("NAME")
    if connection.vendor == "sqlite" and connection.is_in_memory_db():  # type: ignore[attr-defined]  # SQLite's has it
        return True
    return name.rpartition("/")[2].startswith(TEST_DATABASE_PREFIX) or bool(own and name.startswith(str(own)))


def host_of(connection: BaseDatabaseWrapper) -> str:
    """The host that the connection leads to, as the driver knows it; nothing for files and sockets."""
    if connection.vendor == "sqlite":
        return ""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        # The settings may leave it to PGHOST or to a service file.
        host = str(connection.connection.info.host or "")
        return "" if host.startswith(("/", "@")) else host
    if connection.vendor == "mysql":
        # "db.example via TCP/IP"; the settings may leave it to an option file.
        host, _, way = connection.connection.get_host_info().partition(" via ")
        return host if "TCP" in way else ""
    return str(connection.settings_dict["HOST"] or "")


def is_this_machine(host: str) -> bool:
    own = socket.gethostname().lower()
    return host.lower() in {*LOOPBACK, own, own.partition(".")[0]}


def model_with_foreign_rows(using: str) -> type[models.Model] | None:
    """The first model of the applications with a row whose key no recorded run wrote. One query a table.

    Under a key of a run stands one row at most, so a count would not find a foreign one there; only its content tells,
    and that would be to read all rows. A clear does, and leaves it.
    """
    tables = set(connections[using].introspection.table_names())
    ranges, listed = _recorded_rows(using)
    for model in _application_models():
        if model._meta.db_table not in tables:
            continue
        label = model._meta.label
        rows: models.QuerySet[Any] = models.QuerySet(model, using=using).order_by()
        if label in listed:
            # As many keys as rows are too many for a query.
            names = ledger.recorded_rows(label, using)
            keys = rows.values_list("pk", flat=True).iterator()
            found: Iterable[Any] = (key for key in keys if not names.is_own(label, key))
        else:
            found = _outside(rows, ranges.get(label, []))
        if any(True for _ in found):
            return model
    return None


def _application_models() -> Iterator[type[models.Model]]:
    """All models but Django's own, the engine's, and the reference tables that an app names; users are included."""
    reference = {
        label.lower() for config in apps.get_app_configs() for label in getattr(config, "reference_models", ())
    }
    for config in apps.get_app_configs():
        for model in config.get_models(include_auto_created=True):
            is_own = config.label == SEEDPLOT or config.name.startswith("django.contrib.")
            is_user = model._meta.label == settings.AUTH_USER_MODEL
            if (is_user or not is_own) and not model._meta.proxy and model._meta.label_lower not in reference:
                yield model


def _recorded_rows(using: str) -> tuple[Mapping[str, list[tuple[int, int]]], Set[str]]:
    """By model: the ranges of keys that runs wrote, merged, as first key and end; and the models with listed keys."""
    ranges: dict[str, list[tuple[int, int]]] = {}
    listed: set[str] = set()
    blocks = SeedBlock.objects.using(using).order_by("model", "first_key").values_list("model", "first_key", "count")
    for label, first, count in blocks.iterator():
        own = ranges.setdefault(label, [])
        if first is None:
            listed.add(label)
        elif own and first <= own[-1][1]:
            own[-1] = own[-1][0], max(own[-1][1], first + count)
        else:
            own.append((first, first + count))
    return ranges, listed


def _outside(rows: models.QuerySet[Any], ranges: list[tuple[int, int]]) -> Iterator[Any]:
    """A row outside the ranges, if there is one: below, between or above them."""
    if not ranges:
        yield from rows.values_list("pk")[:1]
        return
    ends = [None, *(end for _, end in ranges)]
    firsts = [*(first for first, _ in ranges), None]
    gaps = list(zip(ends, firsts, strict=True))
    for start in range(0, len(gaps), RANGES_PER_QUERY):
        anywhere = models.Q()
        for end, first in gaps[start : start + RANGES_PER_QUERY]:
            above = models.Q() if end is None else models.Q(pk__gte=end)
            anywhere |= above if first is None else above & models.Q(pk__lt=first)
        yield from rows.filter(anywhere).values_list("pk")[:1]

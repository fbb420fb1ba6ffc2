"""A garden's database as the default one of this process, so that a test needs no other process to look at it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db import connections, transaction
from django.db.utils import load_backend

from config.database import read_database


@contextmanager
def default_database(url: str) -> Iterator[Any]:
    """The connection to that database, which is the default one meanwhile, in processes started meanwhile as well."""
    before = connections["default"]
    with mock.patch.dict(os.environ, DATABASE_URL=url):
        settings = {**connections.settings["default"], **read_database(default=url)}
        connection = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "default")
        connections["default"] = connection
        try:
            yield connection
        finally:
            connection.close()
            connections["default"] = before


@contextmanager
def rolled_back(using: str = "default") -> Iterator[None]:
    """A transaction of which nothing stays."""
    with transaction.atomic(using=using):
        yield
        transaction.set_rollback(True, using=using)

"""Every row of every table, before and after."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.apps import apps
from django.db import connections, models

READS = re.compile(r"\s*(SELECT|EXPLAIN|PRAGMA|SHOW|SET|SAVEPOINT|RELEASE|ROLLBACK|BEGIN)\b", re.IGNORECASE)
"""Statements after which every row is what it was, unless one that is none of these came before."""

NOTES_OF_A_PROOF = {"seedplot.SeedFinding": None, "seedplot.SeedRun": "proven_at"}
"""By model: the column, or all, that a verification writes whatever it finds."""

Content = dict[str, list[tuple[Any, ...]]]


class _Watch:
    """Takes the content of a database just before the first statement that may change it.

    So a test that never writes, or may not use the database, pays nothing and needs none.
    """

    def __init__(self, using: str) -> None:
        self.using = using
        self.before: Content | None = None
        self._is_looking = False

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        if self.before is None and not self._is_looking and not READS.match(str(sql)):
            self._is_looking = True
            self.before = content_of(self.using)
            self._is_looking = False
        return execute(sql, params, many, context)

    def differences(self) -> list[str]:
        """The tables that are not what they were."""
        if self.before is None:
            return []
        after = content_of(self.using)
        return [label for label, rows in after.items() if rows != self.before.get(label)]


@contextmanager
def unchanged_database() -> Iterator[None]:
    """Fail unless each row of each model's table, on all databases, is in the end what it was in the beginning.

    What was written and rolled back counts as unchanged. What seedplot notes of a run's last proof is not compared.
    Raises AssertionError with the tables that differ, by model.

    >>> from cafe.models import Guest
    >>> from seedplot.testing import unchanged_database
    >>> with unchanged_database():
    ...     Guest.objects.create(name="Ada").delete()
    (1, {'cafe.Guest': 1})
    """
    watches = [_Watch(alias) for alias in connections]
    with ExitStack() as stack:
        for watch in watches:
            stack.enter_context(connections[watch.using].execute_wrapper(watch))
        yield
    changed = [f"{label} ({watch.using})" for watch in watches for label in watch.differences()]
    if changed:
        raise AssertionError(f"The database is not what it was: {', '.join(changed)}.")


def content_of(using: str) -> Content:
    """All columns of all rows, by the label of their model, without the notes of proofs."""
    tables = set(connections[using].introspection.table_names())
    found: Content = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or model._meta.db_table not in tables:
            continue
        label = model._meta.label
        left_out = NOTES_OF_A_PROOF.get(label, "")
        if left_out is None:
            continue
        columns = [field.attname for field in model._meta.concrete_fields if field.attname != left_out]
        # A manager of the model's own may hide rows.
        rows: models.QuerySet[Any] = models.QuerySet(model, using=using)
        found[label] = list(rows.order_by("pk").values_list(*columns))
    return found

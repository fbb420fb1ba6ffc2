"""Rows that belong to seeded ones by their nature and go with them: sessions, tokens, and notes that pages make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import signing
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import connections, models

from seedplot.engine.relations.catalogue import Catalogue
from seedplot.engine.relations.foreign_keys import Table
from seedplot.engine.relations.references import table_of
from seedplot.engine.relations.row_sets import RowSet
from seedplot.engine.unfiltered import unfiltered
from seedplot.errors import PlanError

ALWAYS = ("admin.LogEntry.user", "authtoken.Token.user")
"""Of the people who were seeded, in every domain. Their sessions are found by decoding."""
AT_ONCE = 200
USER_KEY = "_auth_user_id"


@dataclass(frozen=True, slots=True)
class Disposable:
    """Rows of a table go with the rows that they refer to by these columns, where they meet the condition."""

    table: Table
    columns: tuple[str, ...]
    condition: str = ""


def disposables_of(names: Iterable[str], catalogue: Catalogue) -> list[Disposable]:
    """The disposables that are named as `app.Model.field`, or `app.Model.field if column is blank`."""
    found = []
    for name in dict.fromkeys([*ALWAYS, *names]):
        path, _, blank = name.partition(" if blank ")
        label, _, field = path.rpartition(".")
        try:
            model = apps.get_model(label)
        except LookupError:
            # An app that the project has not installed.
            continue
        table = table_of(model, catalogue)
        if table is not None:
            condition = "".join(f" AND s.{_column(model, each, name)} = ''" for each in blank.split())
            found.append(Disposable(table, (_column(model, field, name),), condition))
    return found


def _column(model: type[models.Model], field: str, name: str) -> str:
    found = {each.name: each for each in model._meta.concrete_fields}.get(field)
    if found is None:
        raise PlanError(f"'{name}' is listed as disposable, and {model._meta.label} has no field '{field}'")
    return str(found.column)


def session_model() -> Any:
    """The model of sessions that are kept in the database; None where they are kept elsewhere."""
    if not apps.is_installed("django.contrib.sessions"):
        return None
    store = import_module(settings.SESSION_ENGINE).SessionStore
    return store.get_model_class() if hasattr(store, "get_model_class") else None


def user_model() -> Any:
    """The model of users; None in a project that has none."""
    from django.contrib.auth import get_user_model

    try:
        return get_user_model()
    except ImproperlyConfigured:
        return None


def sessions_of(users: RowSet, using: str) -> Iterator[str]:
    """The keys of the sessions in which one of these users is logged in."""
    model = session_model()
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    rows = unfiltered(model, using).values_list("session_key", "session_data").order_by().iterator()
    key_field = user_model()._meta.pk
    while some := list(islice(rows, AT_ONCE)):
        of_users: dict[Any, list[str]] = {}
        for key, data in some:
            user = _user_in(store, data)
            if user is not None:
                of_users.setdefault(user, []).append(key)
        seeded = {str(key_field.to_python(key)) for key in users.holds(_prepared(of_users, key_field, using))}
        yield from (key for user, keys in of_users.items() if user in seeded for key in keys)


def _user_in(store: Any, data: str) -> str | None:
    try:
        session = signing.loads(data, salt=store.key_salt, serializer=store.serializer)
    except Exception:
        # Whatever cannot be read is of another key or program, and is nobody's here.
        return None
    user = session.get(USER_KEY) if isinstance(session, dict) else None
    return None if user is None else str(user)


def _prepared(keys: Iterable[str], field: Any, using: str) -> list[Any]:
    found = []
    for key in keys:
        try:
            found.append(field.get_db_prep_value(field.to_python(key), connections[using]))
        except ValidationError:
            continue
    return found

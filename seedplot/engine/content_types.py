"""Content types by the names of their models: their keys differ between databases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import models

from seedplot.errors import PlanError
from seedplot.plan import ContentTypeOf

LABEL = "contenttypes.ContentType"

_sent: dict[str, dict[str, int]] = {}
"""By database, the keys by name, in a process that has no connection."""


def keys_on(using: str) -> dict[str, int]:
    """The keys of all content types by name, for processes without a connection; none where no model refers to any."""
    if not any(_refers_to_content_types(model) for model in apps.get_models()):
        return {}
    rows: Any = _manager(using).all()
    return {f"{each.app_label}.{each.model}": each.pk for each in rows}


def use(using: str, keys: Mapping[str, int]) -> None:
    """Have this process know the content types of a database by these keys alone."""
    _sent[using] = dict(keys)


def key_of(value: Any, using: str) -> Any:
    """The key of a content type that a plan names: by its model, or by its row."""
    if not isinstance(value, ContentTypeOf):
        return value.key_
    if using in _sent:
        label = value.model._meta.label_lower
        if label not in _sent[using]:
            raise PlanError(f"The database has no content type of {label}. Run: python manage.py migrate")
        return _sent[using][label]
    return _manager(using).get_for_model(value.model, for_concrete_model=False).pk


def name_of(key: Any, using: str) -> str | None:
    """The name under which a plan knows the content type; None if it is not there."""
    found = _label_of(key, using)
    return None if found is None else f"content type {found}"


def model_of(key: Any, using: str) -> type[models.Model] | None:
    """The model that a content type stands for; None where one of them is gone."""
    found = _label_of(key, using)
    try:
        return None if found is None else apps.get_model(found)
    except LookupError:
        return None


def _label_of(key: Any, using: str) -> str | None:
    if using in _sent:
        return next((name for name, own in _sent[using].items() if own == key), None)
    manager = _manager(using)
    try:
        found = manager.get_for_id(key)
    except manager.model.DoesNotExist:
        return None
    return f"{found.app_label}.{found.model}"


def _manager(using: str) -> Any:
    return apps.get_model(LABEL)._default_manager.db_manager(using)


def _refers_to_content_types(model: type[models.Model]) -> bool:
    return any(hasattr(each, "ct_field") for each in model._meta.private_fields)

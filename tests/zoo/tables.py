"""All rows of the zoo, with keys by which two ways of writing can be compared."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

Tables = dict[str, list[dict[str, Any]]]


def whole_zoo(apart: tuple[str, ...] = ()) -> Tables:
    """The rows of each table that has any, in their order; a key that the database numbers is a row's place."""
    there = set(connection.introspection.table_names())
    found = {
        model: list(models.QuerySet(model=model).order_by("pk").values())
        for model in apps.get_app_config("zoo").get_models(include_auto_created=True)
        if not model._meta.proxy and model._meta.db_table in there
    }
    places = {
        (model, str(row[model._meta.pk.attname])): place
        for model, rows in found.items()
        if isinstance(model._meta.pk, models.AutoField)
        for place, row in enumerate(rows, 1)
    }
    return {
        model._meta.label: [_comparable(model, row, places, apart) for row in _in_order(model, rows)]
        for model, rows in found.items()
        if rows
    }


def _in_order(model: Any, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Links in the order of what they link: Django adds many at once."""
    if not model._meta.auto_created:
        return rows
    return sorted(rows, key=lambda row: [row[each.attname] for each in model._meta.fields if each.is_relation])


def _comparable(model: Any, row: dict[str, Any], places: dict[Any, int], apart: tuple[str, ...]) -> dict[str, Any]:
    generic = {each.fk_field: each.ct_field for each in model._meta.private_fields if hasattr(each, "fk_field")}
    own = {}
    for field in model._meta.concrete_fields:
        value = row[field.attname]
        if field.name in apart or (model._meta.auto_created and field.primary_key):
            continue
        if field.name in generic and value is not None:
            kind = row[model._meta.get_field(generic[field.name]).attname]
            value = _place(ContentType.objects.get_for_id(kind).model_class(), value, places)
        elif field.is_relation or field.primary_key:
            value = _place_of(field, value, places) if field.is_relation else _place(field.model, value, places)
        own[field.name] = bytes(value) if isinstance(value, memoryview) else value
    return own


def _place_of(field: Any, value: Any, places: dict[Any, int]) -> Any:
    return _place(field.related_model, value, places) if field.target_field.primary_key else value


def _place(model: Any, key: Any, places: dict[Any, int]) -> Any:
    """The place of the row with that key, at the end of its chain of keys."""
    model = model._meta.concrete_model
    while model._meta.pk.is_relation and model._meta.pk.target_field.primary_key:
        model = model._meta.pk.related_model._meta.concrete_model
    return places.get((model, str(key)), key)

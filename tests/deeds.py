"""What people do in a seeded database: they add rows, edit and delete the run's, and use keys again."""

import datetime as dt
from contextlib import contextmanager
from decimal import Decimal
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from hypothesis import strategies as st
from model_bakery import baker

from seedplot.engine import ledger
from seedplot.models import SeedChange, SeedRun
from tests.tables import tabled_models
from tests.test_every_scenario import ANCHOR


class Rows(dict):
    """Rows by model and key, which no failure prints as a whole."""

    def __repr__(self):
        return f"{len(self)} rows"


def everything():
    """Every row of every table but the engine's."""
    return Rows(
        ((model._meta.label, row.pop("__key")), row)
        for model in tabled_models()
        if model._meta.app_label not in ("seedplot", "contenttypes")
        for row in model._base_manager.order_by("pk").annotate(__key=models.F("pk")).values()
    )


def differing(some, others):
    """The rows that are not the same in both: what they are here and there."""
    return {
        name: (some.get(name), others.get(name))
        for name in some.keys() | others.keys()
        if some.get(name) != others.get(name)
    }


def relations():
    """Every column by which a row of any model may refer to a seeded one, generic ones included."""
    seeded = {label for run in SeedRun.objects.all() for label in ledger.rows_of(run).counts}
    for model in tabled_models():
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model._meta.label in seeded and not field.remote_field.parent_link:
                yield model, field.name, field.related_model
        for field in model._meta.private_fields:
            if isinstance(field, GenericForeignKey):
                yield from ((model, field.name, apps.get_model(label)) for label in sorted(seeded))


def own_keys():
    """The model and key of each row that a run wrote."""
    return {
        (label, model._meta.pk.to_python(key))
        for run in SeedRun.objects.all()
        for label, blocks in ledger.rows_of(run).blocks.items()
        for model in [apps.get_model(label)]
        for block in blocks
        for key in (block.keys or range(block.first_key, block.first_key + block.count))
    }


def refers_to(model, row, going):
    """Return true if a row, as the dictionary of its columns, refers to one of those."""
    for field in model._meta.concrete_fields:
        if field.is_relation and row[field.attname] is not None:
            target = field.related_model
            value = row[field.attname]
            if field.target_field.primary_key and (target._meta.label, value) in going:
                return True
            if not field.target_field.primary_key:
                found = target._base_manager.filter(**{field.target_field.attname: value}).first()
                if found is not None and (target._meta.label, found.pk) in going:
                    return True
    for field in model._meta.private_fields:
        if isinstance(field, GenericForeignKey) and row[f"{field.ct_field}_id"] is not None:
            about = getattr(model._base_manager.model(**row), field.name)
            if about is not None and (about._meta.label, about.pk) in going:
                return True
    return False


@contextmanager
def possible():
    """What a model or the database refuses is not done."""
    try:
        with transaction.atomic():
            yield
    except (DatabaseError, ValidationError, OverflowError, ValueError, TypeError, AttributeError):
        pass


OTHERS = {
    models.CharField: lambda value, number: f"{number % 10**6} "[:1] + (value or "")[1:] + "~",
    models.TextField: lambda value, number: f"{value} {number}",
    models.IntegerField: lambda value, number: (value or 0) + 1,
    models.PositiveIntegerField: lambda value, number: (value or 0) + 1,
    models.BooleanField: lambda value, number: not value,
    models.DateTimeField: lambda value, number: (value or ANCHOR) + dt.timedelta(days=1, seconds=number),
    models.DateField: lambda value, number: (value or ANCHOR.date()) + dt.timedelta(days=1 + number % 99),
    models.DecimalField: lambda value, number: (value or 0) + Decimal("0.5"),
    models.FloatField: lambda value, number: (value or 0) + 0.5,
    models.JSONField: lambda value, number: {"changed": number},
    models.UUIDField: lambda value, number: UUID(int=number),
}


def other(field, value, number):
    """Another value of the column than this one."""
    made = OTHERS[type(field)](value, number)
    if isinstance(field, models.CharField) and field.max_length is not None and len(made) > field.max_length:
        return "~" * min(len(made), field.max_length)
    return made


NUMBERS = st.integers(0, 10**6)


def pick(items, number):
    return items[number % len(items)]


def attach(own, first, second):
    """Somebody makes a row that refers to a seeded one, or to one like it; its model and key."""
    model, name, target = pick(list(relations()), first)
    there = list(target._base_manager.order_by("pk"))
    if there:
        with possible():
            return model._meta.label, baker.make(model, **{name: pick(there, second)}).pk
    return None


def edit(own, first, second):
    """Somebody changes a text; of wide tables, where one column does not make it another row."""
    wide = [name for name in own if text_column(apps.get_model(name[0])) is not None]
    if wide:
        label, key = pick(wide, first)
        model = apps.get_model(label)
        with possible():
            model._base_manager.filter(pk=key).update(**{text_column(model): f"Edited {second}."})


def text_column(model):
    fields = model._meta.concrete_fields
    texts = [field.name for field in fields if isinstance(field, models.TextField) and not field.unique]
    return texts[0] if texts and len(fields) > 8 else None


def delete(own, first, second):
    label, key = pick(own, first)
    with possible():
        apps.get_model(label)._base_manager.filter(pk=key).delete()


def reuse(own, first, second):
    """A seeded row goes, and somebody else makes one that gets its key."""
    label, key = pick(own, first)
    model = apps.get_model(label)
    with possible():
        model._base_manager.filter(pk=key).delete()
        baker.make(model, pk=key)
        return (label, key)
    return None


def edit_anything(own, first, second):
    """Somebody sets a column of any kind, which may make it another row."""
    label, key = pick(own, first)
    model = apps.get_model(label)
    fields = [field for field in model._meta.concrete_fields if type(field) in OTHERS and not field.primary_key]
    row = model._base_manager.filter(pk=key).first()
    if fields and row is not None:
        field = pick(fields, second)
        with possible():
            value = other(field, getattr(row, field.attname), second)
            model._base_manager.filter(pk=key).update(**{field.attname: value})


def refer_elsewhere(own, first, second):
    """Somebody lets a seeded row refer to another one."""
    references = [
        (label, key, field)
        for label, key in own
        for field in apps.get_model(label)._meta.concrete_fields
        if field.many_to_one and not field.primary_key
    ]
    if references:
        label, key, field = pick(references, first)
        target = field.related_model._base_manager.order_by("pk").values_list(field.target_field.attname, flat=True)
        with possible():
            apps.get_model(label)._base_manager.filter(pk=key).update(**{field.attname: pick(target, second)})


def edit_world(own, first, second):
    """Somebody sets a column that the run has changed in a row that was there before."""
    entries = SeedChange.objects.order_by("pk")
    if entries:
        entry = pick(entries, first)
        model = apps.get_model(entry.model)
        field = model._meta.get_field(entry.column)
        row = model._base_manager.filter(pk=entry.key).first()
        if row is not None and type(field) in OTHERS:
            with possible():
                value = other(field, getattr(row, field.attname), second)
                model._base_manager.filter(pk=row.pk).update(**{field.attname: value})


def deeds(*kinds):
    """Some of these functions, each with two numbers that decide what it is done to."""
    return st.lists(st.tuples(st.sampled_from(kinds), NUMBERS, NUMBERS), min_size=1, max_size=6)

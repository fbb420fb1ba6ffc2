"""Everything by which one row refers to another: the database's own foreign keys, and what only Django knows of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, models

from seedplot.engine.relations.catalogue import Catalogue
from seedplot.engine.relations.foreign_keys import Table


@dataclass(frozen=True, slots=True)
class Reference:
    """Rows of `table` refer to the rows of `target` whose `target_columns` equal their own `columns`."""

    table: Table
    columns: tuple[str, ...]
    target: Table
    target_columns: tuple[str, ...]
    is_indexed: bool
    on_delete: str = ""
    """The database's action; empty where the database knows nothing of it."""
    is_deferrable: bool = True
    kind: tuple[str, Any] | None = None
    """Of a generic foreign key: the column of the content type, and the type of the target."""
    text_of: str = ""
    """The key is kept as a text: "text", or "uuid" where the database keeps UUIDs without dashes."""
    steps: int = 0
    """Of a tree of paths: a path is its parent's and so many characters more."""

    @property
    def is_enforced(self) -> bool:
        return bool(self.on_delete)

    @property
    def is_self(self) -> bool:
        return self.table == self.target


def references_on(using: str, catalogue: Catalogue) -> list[Reference]:
    """All references between tables that are there: each by which rows can be found once."""
    found: dict[tuple[Any, ...], Reference] = {}
    for reference in (*_of_the_database(catalogue), *_of_models(using, catalogue)):
        name = (reference.table, reference.columns, reference.target, reference.target_columns, reference.kind)
        found.setdefault(name, reference)
    return list(found.values())


def models_by_table(catalogue: Catalogue) -> dict[Table, type[models.Model]]:
    """The models of the tables that have one."""
    found: dict[Table, type[models.Model]] = {}
    for model in apps.get_models(include_auto_created=True):
        table = table_of(model, catalogue)
        if table is not None and not model._meta.proxy:
            found.setdefault(table, model)
    return found


def table_of(model: type[models.Model], catalogue: Catalogue) -> Table | None:
    return catalogue.table(model._meta.db_table)


def _of_the_database(catalogue: Catalogue) -> Iterator[Reference]:
    for key in catalogue.foreign_keys:
        yield Reference(
            key.table,
            key.columns,
            key.target,
            key.target_columns,
            catalogue.is_indexed(key.table, key.columns),
            key.on_delete,
            key.is_deferrable,
        )


def _of_models(using: str, catalogue: Catalogue) -> Iterator[Reference]:
    for model in apps.get_models(include_auto_created=True):
        table = table_of(model, catalogue)
        if table is None or model._meta.proxy:
            continue
        for column in model._meta.local_fields:
            if isinstance(column, models.ForeignObject):
                yield from _of_a_relation(column, table, catalogue)
        yield from _of_generic_keys(model, table, using, catalogue)
        yield from _of_a_tree(model, table, catalogue)


def _of_a_relation(relation: Any, table: Table, catalogue: Catalogue) -> Iterator[Reference]:
    """A relation as Django has it; the database may know it as a foreign key already."""
    target = table_of(relation.remote_field.model, catalogue)
    if target is None:
        return
    pairs = relation.related_fields
    columns = tuple(str(own.column) for own, _ in pairs)
    target_columns = tuple(str(other.column) for _, other in pairs)
    if columns:
        yield Reference(table, columns, target, target_columns, catalogue.is_indexed(table, columns))


def _of_generic_keys(model: type[models.Model], table: Table, using: str, catalogue: Catalogue) -> Iterator[Reference]:
    """A reference for each kind of rows that a generic foreign key of the model may lead to."""
    if not apps.is_installed("django.contrib.contenttypes"):
        return
    from django.contrib.contenttypes.fields import GenericForeignKey
    from django.contrib.contenttypes.models import ContentType

    if table_of(ContentType, catalogue) is None:
        return
    for generic in model._meta.private_fields:
        if not isinstance(generic, GenericForeignKey) or generic.model is not model:
            continue
        kind = str(model._meta.get_field(generic.ct_field).column)
        key = model._meta.get_field(generic.fk_field)
        column = str(key.column)
        is_indexed = catalogue.is_indexed(table, (column,)) or catalogue.is_indexed(table, (kind, column))
        for number, target_model in _kinds(ContentType, using):
            target = table_of(target_model, catalogue)
            text_of = _text_of(key, target_model._meta.pk, using)
            if target is not None and text_of is not None:
                own = (str(target_model._meta.pk.column),)
                yield Reference(table, (column,), target, own, is_indexed, kind=(kind, number), text_of=text_of)


def _kinds(content_type: Any, using: str) -> list[tuple[int, type[models.Model]]]:
    """The content types whose models are still there."""
    rows = content_type.objects.using(using).order_by("pk")
    # Read anew each time: other databases number them differently.
    found = [(row.pk, row.model_class()) for row in rows]
    return [(number, model) for number, model in found if model is not None]


def _text_of(key: Any, target: Any, using: str) -> str | None:
    """The way in which that column keeps the target's key, or None where it cannot."""
    while target.is_relation:
        target = target.target_field
    key_is_text, target_is_text = (isinstance(each, (models.CharField, models.TextField)) for each in (key, target))
    if key_is_text:
        if isinstance(target, models.UUIDField):
            return "text" if connections[using].features.has_native_uuid_field else "uuid"
        return "" if target_is_text else "text"
    return "" if isinstance(target, type(key)) or _are_integers(key, target) else None


def _are_integers(*columns: Any) -> bool:
    return all(isinstance(each, (models.IntegerField, models.AutoField)) for each in columns)


def _of_a_tree(model: type[models.Model], table: Table, catalogue: Catalogue) -> Iterator[Reference]:
    """The parent of a row whose place in a tree is a path of steps, as in django-treebeard."""
    steps = getattr(model, "steplen", None)
    columns = {field.name: str(field.column) for field in model._meta.local_concrete_fields}
    if isinstance(steps, int) and {"path", "depth", "numchild"} <= set(columns):
        path = (columns["path"],)
        yield Reference(table, path, table, path, is_indexed=False, steps=steps)


def onto(references: Sequence[Reference]) -> dict[Table, list[Reference]]:
    """The references by the table that they lead to."""
    found: dict[Table, list[Reference]] = {}
    for reference in references:
        found.setdefault(reference.target, []).append(reference)
    return found

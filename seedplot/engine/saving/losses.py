"""Everything that `save()` does for a model beyond writing columns, and that a load of columns would lose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from inspect import getattr_static
from typing import Any
from weakref import ReferenceType

from django.db import models
from django.db.models import signals
from django.dispatch import Signal

METHODS = ("save", "save_base", "_do_insert")
"""Methods by which a model may compute a column, or write more than its row."""
SIGNALS = {"pre_save": signals.pre_save, "post_save": signals.post_save}
SIGNALS_OF_INSTANCES = {"pre_init": signals.pre_init, "post_init": signals.post_init}
HARMLESS = ("django.", "seedplot.")
"""Modules whose methods and receivers add nothing to a new row: they keep caches, or wait for an edit."""
TREE_OF_PATHS = {"path", "depth", "numchild"}


def losses_of(model: type[models.Model]) -> list[str]:
    """The losses, each in words that follow the model's name; none for a plain model."""
    return [*losses_of_instances(model), *losses_without_instances(model)]


def losses_of_instances(model: type[models.Model]) -> list[str]:
    """Those that remain where rows are made as instances: nothing saves these one by one."""
    return [*_methods(model, METHODS), *_receivers(model, SIGNALS), *_tree(model)]


def losses_without_instances(model: type[models.Model]) -> list[str]:
    """Those that an instance alone makes good."""
    return [*_methods(model, ("__init__",)), *_receivers(model, SIGNALS_OF_INSTANCES), *_fields(model)]


def has_own_pre_save(field: Any) -> bool:
    """Return true if the field makes its value when a row is saved, in a way that is not Django's."""
    definer = next(each for each in type(field).__mro__ if "pre_save" in vars(each))
    return not _is_harmless(definer.__module__)


def losses_of_links(field: Any) -> list[str]:
    """The losses of the links of a many-to-many field, which `add()` makes."""
    through = field.remote_field.through
    return [*losses_of(through), *_receivers_of(signals.m2m_changed, "m2m_changed", through)]


def _methods(model: type[models.Model], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for each in model.__mro__:
            method = None if each is object else vars(each).get(name)
            if method is not None and not _is_harmless(getattr(method, "__module__", None) or each.__module__):
                yield f"has its own {name}() ({each.__module__}.{each.__name__})"
                break


def _receivers(model: type[models.Model], receivers: Mapping[str, Signal]) -> Iterator[str]:
    for name, signal in receivers.items():
        yield from _receivers_of(signal, name, model)


def _receivers_of(signal: Signal, name: str, sender: type[models.Model]) -> Iterator[str]:
    """The receivers for that sender alone: one for all senders says nothing of this model."""
    # The entries have had two, three and four parts; the first two are a key with the sender's identity, and the
    # receiver.
    for (_, sender_id), reference, *_ in signal.receivers or ():
        receiver = reference() if isinstance(reference, ReferenceType) else reference
        if sender_id == id(sender) and receiver is not None and not _is_harmless(_module_of(receiver)):
            yield f"has a {name} receiver ({_module_of(receiver)}.{getattr(receiver, '__qualname__', receiver)})"


def _fields(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        kind = type(field).__name__
        if has_own_pre_save(field):
            yield f"has the field '{field.name}' with its own pre_save() ({kind})"
        descriptor = type(getattr_static(model, field.attname, None))
        if hasattr(descriptor, "__set__") and not _is_harmless(descriptor.__module__):
            yield f"has the field '{field.name}' that may set other columns ({descriptor.__name__})"
        if isinstance(field, models.ImageField):
            names = (getattr(field, each) for each in ("width_field", "height_field"))
            filled = [name for name in names if name]
            if filled:
                yield f"has the field '{field.name}' that measures its picture for {' and '.join(filled)}"


def _tree(model: type[models.Model]) -> Iterator[str]:
    names = {field.name for field in model._meta.concrete_fields}
    if isinstance(getattr(model, "steplen", None), int) and names >= TREE_OF_PATHS:
        yield "is a tree of paths, which add_root() and add_child() number"


def _is_harmless(module: str) -> bool:
    return module.startswith(HARMLESS) or module == "django"


def _module_of(receiver: Any) -> str:
    return str(getattr(receiver, "__module__", None) or type(receiver).__module__)

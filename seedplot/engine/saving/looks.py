"""A look at each model of a project: the way in which its rows are written, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from seedplot.engine.saving.losses import losses_of_instances, losses_without_instances
from seedplot.errors import PlanError, SeedError
from seedplot.plan import Shape, shape_of

OF_OTHERS = ("django.", "seedplot.")
"""Apps whose models nobody seeds unless they are asked for by name."""


@dataclass(frozen=True)
class Look:
    """A model, and how its rows are written."""

    model: type[models.Model]
    losses: Sequence[str] = ()
    """The effects of `save()` alone; then a factory must say that columns are meant."""
    of_instances: Sequence[str] = ()
    """The effects of an instance; then a factory must say that, or that rows are made so."""
    fault: str = ""
    """The reason why its rows cannot be written at all."""
    notes: Sequence[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        if self.fault:
            return "no"
        if self.losses:
            return "if stated"
        return "as instances" if self.of_instances else "as columns"


def looks_at(names: Sequence[str]) -> list[Look]:
    """A look at each of these apps and models; at all models of the project's own apps if none is named."""
    return [look_at(model) for model in _models_named(names)]


def look_at(model: type[models.Model]) -> Look:
    """A look at one model. An exception in a stranger's code is a fault, too."""
    try:
        notes = list(_notes(shape_of(model), model))
        return Look(model, losses_of_instances(model), losses_without_instances(model), notes=notes)
    except PlanError as error:
        return Look(model, fault=str(error))
    except Exception as error:
        return Look(model, fault=f"It cannot be looked at: {type(error).__name__}: {error}")


def _notes(shape: Shape, model: type[models.Model]) -> Iterator[str]:
    options = model._meta
    if options.proxy:
        yield f"a proxy: its rows are {shape.label}'s"
    for parent in shape.parents.values():
        yield f"with the row of {parent.label}"
    generated = [each.name for each in options.local_concrete_fields if getattr(each, "generated", False)]
    if generated:
        yield f"without {', '.join(generated)}, which the database generates"
    if shape.is_named_by_owner and not shape.parents:
        yield "with the key of the row it belongs to"
    links = [each.name for each in options.many_to_many]
    if links:
        yield f"links by {', '.join(links)}"
    generic = [each.name for each in options.private_fields if hasattr(each, "fk_field")]
    if generic:
        yield f"any row as {', '.join(generic)}"


def _models_named(names: Sequence[str]) -> list[type[models.Model]]:
    if not names:
        configs = [each for each in apps.get_app_configs() if not f"{each.name}.".startswith(OF_OTHERS)]
        return [model for config in configs for model in config.get_models()]
    return [model for name in names for model in _named(name)]


def _named(name: str) -> list[type[models.Model]]:
    label, _, model_name = name.partition(".")
    config: Any = apps.app_configs.get(label)
    if config is None:
        raise SeedError(f"No installed app is labeled '{label}'. Installed: {', '.join(sorted(apps.app_configs))}.")
    if not model_name:
        return list(config.get_models())
    try:
        return [config.get_model(model_name)]
    except LookupError:
        known = ", ".join(model.__name__ for model in config.get_models()) or "none"
        raise SeedError(f"{label} has no model '{model_name}'. Its models: {known}.") from None

"""The refusal to write less than `save()` would, unless the factory says that it is meant."""

from __future__ import annotations

from typing import Any

from seedplot.engine.saving.losses import losses_of, losses_of_links
from seedplot.errors import PlanError
from seedplot.factories import SeedFactory
from seedplot.factory_boy import has_hooks

SETTING = 'writes = Columns("the reason")'
"""The line of a factory's Meta by which it says how it is meant."""


def refuse_unless_meant(factory_class: type[SeedFactory], names: frozenset[str]) -> None:
    """PlanError, in one line, where a load of columns would lose something and the factory gives no reason for it.

    `names` are those of the values that the row is made of: links are only looked at where a row has some.
    """
    if factory_class._meta.writes is not None:
        return
    model = factory_class._meta.model
    found = losses_of(model)
    if has_hooks(factory_class):
        found.append("has hooks in its factory (post_generation), which run on rows that are not stored")
    for field in model._meta.many_to_many:
        if field.name in names:
            found += [f"has links by '{field.name}', of which the model {each}" for each in losses_of_links(field)]
    if found:
        raise PlanError(refusal(factory_class, found))


def refusal(factory_class: Any, losses: list[str]) -> str:
    more = f", and {len(losses) - 1} more" if len(losses) > 1 else ""
    return (
        f"{factory_class.__name__}: {factory_class._meta.model._meta.label} {losses[0]}{more}. A load of columns "
        f"leaves that out: plan what it would do, and say so in the factory's Meta: {SETTING}"
    )

"""The refusal to write less than `save()` would, unless the factory says that it is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedplot.engine.saving.losses import losses_of_instances, losses_of_links, losses_without_instances
from seedplot.errors import PlanError
from seedplot.factory_boy import Columns, Instances, has_hooks

if TYPE_CHECKING:
    from seedplot.factories import SeedFactory

SETTING = 'writes = Columns("the reason")'
"""The line of a factory's Meta by which it says how it is meant."""
PLAN_IT = f"plan what it would do, and say so in the factory's Meta: {SETTING}"
INSTANCES = f"make it as an instance (writes = Instances()), or plan what that would do ({SETTING})"


def refuse_unless_meant(factory_class: type[SeedFactory], names: frozenset[str]) -> None:
    """PlanError, in one line, where a load of columns would lose something and the factory gives no reason for it.

    `names` are those of the values that the row is made of: links are only looked at where a row has some.
    """
    meta: Any = factory_class._meta
    writes, model = meta.writes, meta.model
    if isinstance(writes, Columns):
        return
    found = losses_of_instances(model)
    by_instances = [] if isinstance(writes, Instances) else losses_without_instances(model)
    if by_instances and not found:
        raise PlanError(refusal(factory_class, by_instances, INSTANCES))
    found += by_instances
    if has_hooks(factory_class):
        found.append("has hooks in its factory (post_generation), which run on rows that are not stored")
    for field in model._meta.many_to_many:
        if field.name in names:
            found += [f"has links by '{field.name}', of which the model {each}" for each in losses_of_links(field)]
    if found:
        raise PlanError(refusal(factory_class, found))


def refusal(factory_class: Any, losses: list[str], advice: str = PLAN_IT) -> str:
    more = f", and {len(losses) - 1} more" if len(losses) > 1 else ""
    return (
        f"{factory_class.__name__}: {factory_class._meta.model._meta.label} {losses[0]}{more}. A load of columns "
        f"leaves that out: {advice}"
    )

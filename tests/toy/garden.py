"""Seeding the garden, and looking at all of it."""

from datetime import date
from typing import Any

from django.apps import apps

from seedplot.clock import midnight
from seedplot.engine import pipeline
from seedplot.engine.runs import Report, Request
from seedplot.scenario import Scenario

# A Thursday, four days after the clocks went forward.
ANCHOR = midnight(date(2026, 3, 12))


def request_for(scenario: type[Scenario], **given: Any) -> Request:
    """A request at the anchor; what Request does not know is an option of the scenario."""
    known = {name: given.pop(name) for name in tuple(given) if name in Request.__dataclass_fields__}
    return Request(scenario(), **{"anchor": ANCHOR, **known}, options=given)


def seed(scenario: type[Scenario], **given: Any) -> Report:
    return pipeline.run(request_for(scenario, **given))


def whole_garden(using: str = "default") -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of the garden, and of the engine's own record."""
    found = [*apps.get_app_config("toy").get_models(include_auto_created=True)]
    found += apps.get_app_config("seedplot").get_models()
    return {model._meta.label: list(model._base_manager.using(using).order_by("pk").values()) for model in found}

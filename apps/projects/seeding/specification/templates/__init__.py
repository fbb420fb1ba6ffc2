"""The 20 project templates, in the order in which the first N are made."""

from __future__ import annotations

from importlib import import_module

from apps.projects.seeding.specification.templates.template import Template

KEYS = (
    "ECOM", "HLTH", "FIN", "EDU", "BANK", "IOT", "SOCIAL", "INV", "CRM", "ANLYT",
    "LOG", "HR", "REAL", "BOOK", "CMS", "VIDEO", "FOOD", "FIT", "TRVL", "PM",
)  # fmt: skip
"""One data module each, named like the key."""

TEMPLATES: tuple[Template, ...] = tuple(import_module(f"{__name__}.{key.lower()}").TEMPLATE for key in KEYS)

__all__ = ["KEYS", "TEMPLATES", "Template"]

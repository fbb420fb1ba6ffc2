"""The verbs of `manage.py seedplot`, for whoever keeps a demo: a module each, imported when the verb is named."""

from __future__ import annotations

from importlib import import_module

from seedplot.commands.verbs.base import Verb

VERBS = ("runs", "drift", "heal", "advance", "why", "diff", "certificate", "models", "allow")
"""Each is the name of a module here, which has a class `Command`."""


def verb_named(name: str) -> type[Verb]:
    found: type[Verb] = import_module(f"{__name__}.{name}").Command
    return found


__all__ = ["VERBS", "Verb", "verb_named"]

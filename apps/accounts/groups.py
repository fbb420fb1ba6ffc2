"""Roles as groups of Django, which a domain makes after each migrate: a group that is there stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps as installed_apps


def make_groups(names: Iterable[str], *, using: str, apps: Any = installed_apps) -> None:
    """Make the groups that are missing, unless the migration took the table of groups away.

    `apps` is that of `post_migrate`; a flush names none.
    """
    try:
        groups = apps.get_model("auth", "Group").objects.using(using)
    except LookupError:
        return
    for name in names:
        groups.get_or_create(name=name)

"""The accounts with which a demo is shown: one a role. Their passwords are known to everybody.

An app lists its own as `demo_roles` of its configuration; those that a story brings along are listed there as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps

from apps.accounts.models import User

PASSWORD = "demo"


@dataclass(frozen=True)
class DemoRole:
    """A role as `create_demo_account --role` and the login page call it."""

    name: str
    label: str
    username: str
    password: str = PASSWORD
    group: str = ""
    """The group that the account is in, if the role is one."""
    prepare: Callable[[User, str], None] | None = None
    """Give the account in that database what the role needs beside the group; called again, it adds what is new."""
    is_superuser: bool = False
    is_seeded: bool = False
    """True if a story brings the account along, so that nobody else makes it."""


EVERYTHING = DemoRole("everything", "Administrator", "demo", is_superuser=True)


def known_roles() -> list[DemoRole]:
    """Every role, the one that may do everything first."""
    return [EVERYTHING, *(role for config in apps.get_app_configs() for role in getattr(config, "demo_roles", ()))]


def roles_that_are_there() -> list[DemoRole]:
    """The roles whose accounts can log in. One query."""
    roles = known_roles()
    names = [role.username for role in roles]
    there = set(User.objects.filter(username__in=names, is_active=True).values_list("username", flat=True))
    return [role for role in roles if role.username in there]

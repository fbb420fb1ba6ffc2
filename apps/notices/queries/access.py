"""The access to this domain: the library's staff sees all of it, and so do superusers; others see nothing."""

from __future__ import annotations

from typing import Any

STAFF = "library staff"
"""The name of the group, which is there after each migrate."""
NO_ROLE = "These pages are for the library's staff."


def is_library_staff(user: Any) -> bool:
    """Return true for those who may look at patrons and their notices. One query, none for superusers."""
    return bool(user.is_superuser or user.groups.filter(name=STAFF).exists())

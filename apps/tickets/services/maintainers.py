"""The people who look after machines."""

from __future__ import annotations

from apps.accounts.models import User
from apps.tickets.models import Maintainer


def make_maintainer(user: User, using: str) -> None:
    """Let somebody in who is not a maintainer yet; one who is stays as they are."""
    Maintainer.objects.using(using).get_or_create(user=user)

"""The limit of wrong passwords from a network: on the pages, in the admin and for tokens.

Each attempt is counted before the password is looked at, so that many at once are no way around the limit, and taken
back if it was right. Nothing that was typed is kept, and the table has an end.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from django.conf import settings
from django.db.models import F

from apps.accounts.models import LoginFailures
from seedplot.clock import wall_clock_now

NETWORKS_AT_MOST = 10_000
"""The oldest of more are forgotten."""


def begin_attempt(network: str) -> int:
    """Count an attempt; the seconds to wait if the network has had all of its own, else 0."""
    rows = LoginFailures.objects.filter(network=network)
    now = wall_clock_now()
    expired = now - timedelta(seconds=settings.LOGIN_FAILURES_SECONDS)
    if not rows.exists():
        _make_room(expired)
        LoginFailures.objects.get_or_create(network=network, defaults={"since": now})
    rows.filter(since__lte=expired).update(count=0, since=now)
    if rows.filter(count__lt=settings.LOGIN_FAILURES_AT_MOST).update(count=F("count") + 1):
        return 0
    since = rows.values_list("since", flat=True).first()
    if since is None:
        # A right password has just taken the row away.
        return begin_attempt(network)
    return max(1, ceil((since - expired).total_seconds()))


def take_back_attempt(network: str) -> None:
    """The password was right. Earlier failures stay: whoever has an account could otherwise guess without end."""
    rows = LoginFailures.objects.filter(network=network)
    rows.filter(count__gt=0).update(count=F("count") - 1)
    rows.filter(count=0).delete()


def _make_room(expired: datetime) -> None:
    LoginFailures.objects.filter(since__lte=expired).delete()
    keys = LoginFailures.objects.order_by("-since", "-pk").values_list("pk", flat=True)
    oldest = list(keys[NETWORKS_AT_MOST - 1 :])
    if oldest:
        LoginFailures.objects.filter(pk__in=oldest).delete()

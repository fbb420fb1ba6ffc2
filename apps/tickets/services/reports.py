"""Problem reports from the public: what is stored with them, and how many an address may send."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from apps.tickets.models import MachineInstance, Task
from seedplot.clock import wall_clock_now


def store_report(request: HttpRequest, machine: MachineInstance, given: dict[str, Any]) -> Task | None:
    """Keep the report; None, and nothing kept, if this address has sent as many as it may.

    Of a visitor the user agent and the address are kept, of somebody who is logged in the account instead.
    """
    user = request.user
    if user.is_authenticated:
        return Task.objects.create(
            machine=machine,
            **given
            | {
                "reported_by_user": user,
                "reported_by_name": user.get_full_name() or given["reported_by_name"],
                "reported_by_contact": user.email or given["reported_by_contact"],
            },
        )
    address = address_of(request)
    if reports_from(address) >= settings.TICKETS_REPORTS_AT_MOST:
        return None
    agent = request.headers.get("User-Agent", "").replace("\x00", "")[:200]
    return Task.objects.create(machine=machine, device_info=agent, ip_address=address, **given)


def address_of(request: HttpRequest) -> str | None:
    """Where the request came from. Headers that a client may write itself say nothing."""
    return request.META.get("REMOTE_ADDR") or None


def reports_from(address: str | None) -> int:
    """How many reports came from there lately."""
    since = wall_clock_now() - timedelta(seconds=settings.TICKETS_REPORTS_SECONDS)
    return Task.objects.filter(ip_address=address, created_at__gt=since).count()

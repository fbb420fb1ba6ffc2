"""Problem reports from the public: what is stored with them, and how many an address may send."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from apps.accounts.client_address import client_address, network_of
from apps.tickets.models import MachineInstance, Task
from seedplot.clock import wall_clock_now


def store_report(request: HttpRequest, machine: MachineInstance, given: dict[str, Any]) -> Task | None:
    """Keep the report; None, and nothing kept, if this network has sent as many as it may.

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
    address = client_address(request)
    if reports_from(address) >= settings.TICKETS_REPORTS_AT_MOST:
        return None
    agent = request.headers.get("User-Agent", "").replace("\x00", "")[:200]
    return Task.objects.create(machine=machine, device_info=agent, ip_address=address, **given)


def reports_from(address: str | None) -> int:
    """The number of reports that came from there lately; of IPv6, from its whole network."""
    since = wall_clock_now() - timedelta(seconds=settings.TICKETS_REPORTS_SECONDS)
    lately = Task.objects.filter(created_at__gt=since)
    if address is None or ":" not in address:
        return lately.filter(ip_address=address).count()
    # No database of ours but one compares networks, and few reports are that young.
    found = lately.filter(ip_address__contains=":").values_list("ip_address", flat=True)
    return sum(network_of(each) == network_of(address) for each in found)

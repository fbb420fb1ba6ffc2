"""The address that a request comes from: that of the connection or, behind a proxy, in the one trusted header."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

IPV6_PREFIX = 64
"""The smallest network of one customer of a provider: whoever has a single address of it has them all."""


def client_address(request: HttpRequest) -> str | None:
    """The address as text; None where the connection has none, as that of a socket.

    Behind a proxy it is the last address in its header, which the proxy itself wrote: those before it may be the
    client's invention. Every other header may be, too.
    """
    header = settings.PROXY_ADDRESS_HEADER
    last = request.headers.get(header, "").rpartition(",")[2].strip() if header else ""
    found = _read(last) or _read(request.META.get("REMOTE_ADDR") or "")
    return None if found is None else str(found)


def network_of(address: str | None) -> str:
    """The network whose addresses count as one: of IPv4 the address itself, of IPv6 its /64."""
    found = _read(address or "")
    if isinstance(found, IPv6Address):
        return str(ip_network((found, IPV6_PREFIX), strict=False))
    return str(found)


def _read(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    # An IPv4 address as a server with sockets of both kinds sees it.
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found

"""Where a button leads once it has done its work."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


def back(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """To the page that the form names as `next`, if it is one of ours, else to the other address."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return HttpResponseRedirect(wanted)
    return redirect(otherwise)
